#pragma once

#include "models/domain/duty.h"

namespace tocsin {

class DutyRules;
struct DutyRule;

/** The facts that led to a duty, as its origin says them. */
[[nodiscard]] QString factsSentence(const QStringList &because);

/** What a rule says, as the obligation keeps it: a later version of the rules changes nothing of it. `places`: where
 *  those concerned are. */
[[nodiscard]] DutyOrigin originOf(const DutyRule &rule, const QString &reason, const DutyRules &rules,
                                  const QStringList &places);

} // namespace tocsin
