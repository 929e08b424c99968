#pragma once

#include "models/domain/incident.h"

namespace tocsin {

/** "Alder Bank, the provider's commitment": whom a duty is owed to, and where it comes from. */
[[nodiscard]] QString obligationTitle(const Obligation &obligation);
/** "The provider's commitment · 72 h". */
[[nodiscard]] QString obligationOrigin(const Obligation &obligation);

} // namespace tocsin
