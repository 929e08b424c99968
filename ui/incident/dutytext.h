#pragma once

#include "models/services/awarenessservice.h"

namespace tocsin {

/** "Since 22 Nov 09:26, recorded by Ada Ruiz: …", or what it is assumed by, or that nothing is known. */
[[nodiscard]] QString awarenessText(const AwarenessView &awareness);
/** "GDPR, supervisory authority — to: Competent or lead supervisory authority". */
[[nodiscard]] QString dutyTitle(const Duty &duty);
/** Clock, citation, the facts that led to it, how sure the rule is, and whether counsel has to be asked. */
[[nodiscard]] QString dutyExplanation(const Duty &duty);
/** How legal decided a proposal. */
[[nodiscard]] QString dutyDecision(const Duty &duty);

} // namespace tocsin
