#pragma once

#include "models/services/incidentservice.h"
#include "ui/common/uicontext.h"

#include <functional>

namespace tocsin {

class ActPanel;

/** Makes the panel of an act, for the incident as it stands when it is opened. */
using PanelMaker = std::function<ActPanel *(const UiContext &, const IncidentDetails &)>;

} // namespace tocsin
