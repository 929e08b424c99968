#pragma once

#include "ui/common/stagestepper.h"
#include "ui/common/timetext.h"
#include "ui/incident/acts.h"

#include <QList>

namespace tocsin {

/** What the stepper shows of one stage: when it was entered, how often and how long, what a move there needs (P1.6). */
[[nodiscard]] StageStep stageStep(Stage stage, const Incident &incident, const QList<StageVisit> &visits,
                                  const ActContext &context, const TimeText &time, qint64 nowMs);

} // namespace tocsin
