#pragma once

#include "models/items/clocklistmodel.h"

namespace tocsin {

/** What is to be followed up, and questions to be answered, as clocks beside those of obligations (P9.5, P9.9). */
[[nodiscard]] Result<QList<ClockRow>> matterRows(Services &services, const QList<Matter> &matters);

} // namespace tocsin
