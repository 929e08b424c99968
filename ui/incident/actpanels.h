#pragma once

#include "ui/incident/acts.h"

namespace tocsin {

class ActPanel;
struct IncidentDetails;
struct UiContext;

/** The panel an act is done in; nullptr for a move, which has its own. */
[[nodiscard]] ActPanel *makeActPanel(Act act, const UiContext &ui, const IncidentDetails &details);

} // namespace tocsin
