#pragma once

#include "ui/common/uicontext.h"

#include <QList>

namespace tocsin {

class RiskPage;

/** Affected data, score, decision (P5.6): an act on one of them lets the others read anew. Whoever shows them owns
 * them. */
[[nodiscard]] QList<RiskPage *> makeRiskPages(const UiContext &ui);

} // namespace tocsin
