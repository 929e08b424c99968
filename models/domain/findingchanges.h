#pragma once

#include "models/domain/assessment.h"

namespace tocsin {

/** "Functional impact: low → high", one for each finding that differs (P4.4); "not known yet" is a value of its own. */
[[nodiscard]] QStringList findingChanges(const ImpactFindings &before, const ImpactFindings &after);

} // namespace tocsin
