#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

namespace tocsin {

class Session;
struct NewIncident;

/** P2.8: what an exercise brings to light by chance is real: an incident of its own, linked with the exercise, as one
 *  transaction. Refused for what is no exercise to the actor. */
[[nodiscard]] Result<IncidentId> recordRealFinding(Session &session, IncidentId exercise, const NewIncident &finding);

} // namespace tocsin
