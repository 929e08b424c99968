#pragma once

#include "tests/storage/populated.h"

namespace tocsin::test {

/** A run of the wizard that is set aside, and one that ends the incident as a false positive (P5.2, P5.5). */
void populateRun(Team &team, IncidentId id, const EndingInput &ending);

} // namespace tocsin::test
