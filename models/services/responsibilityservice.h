#pragma once

#include "models/domain/error.h"
#include "models/domain/service.h"

namespace tocsin {

class Session;

/** Whose an incident is (P3.1-4). */
class ResponsibilityService
{
public:
    explicit ResponsibilityService(Session &session)
        : m_session(session)
    {
    }

    /** Who answers for which layer, by the rules of now. */
    [[nodiscard]] const ResponsibilityMatrix &matrix() const;
    /** The affected services, by name; with those that were taken out again if asked for. */
    [[nodiscard]] Result<QList<ServiceImpact>> impacts(IncidentId id, bool alsoNotAffected = false);
    /**
     * P3.2. Whose the layers are is derived here; `impact.version` is what was seen of it, 0 for a service that is new
     * in this incident. To take a service out needs a reason.
     */
    [[nodiscard]] Result<void> set(IncidentId id, const ServiceImpact &impact, const QString &reason);
    /** P3.4: by the manager who holds it; ends the incident as referred. */
    [[nodiscard]] Result<void> handOver(IncidentId id, int seenVersion, const HandOver &handOver);

private:
    Session &m_session;
};

} // namespace tocsin
