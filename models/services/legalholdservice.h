#pragma once

#include "models/domain/redaction.h"

namespace tocsin {

class Session;

/** Legal hold (P12.2): placed and lifted by legal, with a reason; while it stands, nothing in the incident is redacted.
 */
class LegalHoldService
{
public:
    explicit LegalHoldService(Session &session)
        : m_session(session)
    {
    }

    /** Placed and lifted, the oldest first; the last one tells whether one stands. */
    [[nodiscard]] Result<QList<LegalHold>> ofIncident(IncidentId id);
    /** `seen`: how many there were when the person looked. */
    [[nodiscard]] Result<void> place(IncidentId id, const QString &reason, int seen);
    [[nodiscard]] Result<void> lift(IncidentId id, const QString &reason, int seen);

private:
    [[nodiscard]] Result<void> change(IncidentId id, bool placed, const QString &reason, int seen);

    Session &m_session;
};

} // namespace tocsin
