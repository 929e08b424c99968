#pragma once

#include "models/domain/incident.h"

namespace tocsin {

/** What a card or row is marked with besides its severity and its clock: a word and a shape. */
struct IncidentMark
{
    QString word;
    const char16_t *icon = u"";
    bool urgent = false; ///< worked around the clock
};

/** P4.3 worked around the clock, P6.5 a rescission that waits for legal, P6.3 the question why nothing is declared. */
[[nodiscard]] QList<IncidentMark> incidentMarks(const Incident &incident, qint64 nowMs);

} // namespace tocsin
