#pragma once

#include "models/domain/working.h"

namespace tocsin {

/** What a version changed, a line each: "+" what came, "-" what went, after the name of its part. */
[[nodiscard]] QString situationDiff(const Situation &before, const Situation &after);

} // namespace tocsin
