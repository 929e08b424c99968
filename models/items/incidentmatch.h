#pragma once

#include "models/services/incidentservice.h"

namespace tocsin {

/**
 * Whether an incident that changed still belongs to a list narrowed by `filter`: the same conditions the database
 * applies, on one incident, so that a change costs one row and no query.
 */
[[nodiscard]] bool matches(const IncidentFilter &filter, const Incident &incident);

/** One line that says all a card shows, for screen readers and tooltips; clocks are said by the view. */
[[nodiscard]] QString spokenCard(const Incident &incident, qint64 nowMs);

/** What a card says about what it is: the classification, or where it came from while there is none. */
[[nodiscard]] QString kindText(const Incident &incident);

} // namespace tocsin
