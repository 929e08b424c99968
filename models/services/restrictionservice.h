#pragma once

#include "models/domain/incident.h"
#include "models/domain/restriction.h"

namespace tocsin {

class Session;

/** Incidents that only named people see (P13.4): restricting, naming, lifting. */
class RestrictionService
{
public:
    explicit RestrictionService(Session &session)
        : m_session(session)
    {
    }

    [[nodiscard]] Result<Restriction> of(IncidentId id);
    /** Everybody who could be named in an incident that is not there yet. */
    [[nodiscard]] Result<Restriction> ofNew();
    /** From now on those of `input` see it and nobody else. Also for one that is restricted: who sees it, and why. */
    [[nodiscard]] Result<void> restrict(IncidentId id, int seenVersion, const RestrictionInput &input);
    /** Everybody who reads incidents sees it again. */
    [[nodiscard]] Result<void> lift(IncidentId id, int seenVersion, const QString &reason);
    [[nodiscard]] Result<void> name(IncidentId id, PersonId person, const QString &reason);
    /** `suspected`: the suspicion is against them, so that nobody has to be named for the role they hold. */
    [[nodiscard]] Result<void> unname(IncidentId id, PersonId person, const QString &reason, bool suspected = false);
    /** Recorded and restricted in one go: nobody else ever saw it. */
    [[nodiscard]] Result<IncidentId> record(const NewIncident &incident, const RestrictionInput &input);

private:
    [[nodiscard]] Result<void> nameAll(const Incident &incident, const RestrictionInput &input);
    [[nodiscard]] Result<void> change(IncidentId id, PersonId person, bool named, bool suspected,
                                      const QString &reason);

    Session &m_session;
};

} // namespace tocsin
