#pragma once

#include "models/domain/error.h"
#include "models/domain/service.h"

namespace tocsin {

class Database;

/** The directory of services as versions and the current one (P3.5), and which of them an incident touches (P3.2). */
class ServiceRepository
{
public:
    explicit ServiceRepository(Database &database)
        : m_db(database)
    {
    }

    /** By name. */
    [[nodiscard]] Result<QList<Service>> all();
    [[nodiscard]] Result<ServiceId> insert(const Service &service);
    /** A new version; Conflict if `service.version` is not the current one. */
    [[nodiscard]] Result<void> change(const Service &service);

    /** What was said of each service in this incident, also of those that are not affected any more; by name. */
    [[nodiscard]] Result<QList<ServiceImpact>> impacts(IncidentId id);
    /** Conflict if `impact.version` is not what stands. */
    [[nodiscard]] Result<void> insertImpact(IncidentId id, const ServiceImpact &impact, const QString &reason,
                                            const QString &ruleVersion);
    /** Of these incidents those that touch one of the services. */
    [[nodiscard]] Result<QSet<IncidentId>> touching(const QList<ServiceId> &services,
                                                    const QList<IncidentId> &incidents);

private:
    Database &m_db;
};

} // namespace tocsin
