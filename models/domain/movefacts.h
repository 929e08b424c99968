#pragma once

#include "models/domain/incident.h"

namespace tocsin {

/** What the gate of a move needs to know, of an incident as it stands; for the service and for who asks beforehand. */
[[nodiscard]] MoveFacts moveFacts(const Incident &incident, Stage to, const QString &reason);

} // namespace tocsin
