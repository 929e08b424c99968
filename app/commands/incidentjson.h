#pragma once

#include "models/items/clocklistmodel.h"

#include <QJsonObject>

namespace tocsin {

/** An incident as programs read it. Keys never change their meaning; codes are those of the record; instants are ISO
 *  8601 UTC under "...At" and ms since 1970 under "...Ms", null and 0 if they are not. */
[[nodiscard]] QJsonObject incidentJson(const Incident &incident);

/** One obligation with its clock as it reads at `nowMs`. */
[[nodiscard]] QJsonObject obligationJson(const ClockRow &row, qint64 nowMs);

} // namespace tocsin
