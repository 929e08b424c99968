#pragma once

#include "models/domain/deadlineinfo.h"
#include "models/domain/laterscope.h"
#include "ui/common/timetext.h"

#include <QStringList>

namespace tocsin {

/** What stands beside a deadline, one sentence a line: the end by Regulation 1182/71, the disputed reading of its
 *  Art. 3(5), and by what days were counted. Empty if there is nothing. */
[[nodiscard]] QStringList deadlineInfoLines(const DeadlineInfo &info, qint64 deadlineMs, const TimeText &time);

/** The same for the cell of a list: "1182/71: Fri 16:00", "Counted by weekdays, check with counsel". */
[[nodiscard]] QString deadlineInfoBrief(const DeadlineInfo &info, const TimeText &time, qint64 nowMs);

/** "found 26 h after the declaration, 98 h ago": of a customer found later (P7.8). */
[[nodiscard]] QString laterScopeBrief(const LaterScope &later);
/** The same as a sentence, with the instant of the declaration. */
[[nodiscard]] QString laterScopeLine(const LaterScope &later, const TimeText &time);

} // namespace tocsin
