#pragma once

#include "models/storage/decisionrepository.h"

namespace tocsin {

/** How an incident ended, in words, a line each (P1.8). */
[[nodiscard]] QString endingInWords(const EndingValues &ending);

} // namespace tocsin
