#pragma once

#include "models/domain/restriction.h"

namespace tocsin {

class Database;

/** Restricted incidents and who is named in them (P13.4). */
class RestrictionRepository
{
public:
    explicit RestrictionRepository(Database &database)
        : m_db(database)
    {
    }

    /** As it stands, with everybody who could be named or ever was. */
    [[nodiscard]] Result<Restriction> of(IncidentId id);
    [[nodiscard]] Result<QList<NamedPerson>> people(IncidentId id);
    [[nodiscard]] Result<void> insertChange(IncidentId id, int seenVersion, bool restricted,
                                            const RestrictionInput &input);
    /** Whether this person is named from now on; `seen` is what was said of them before. */
    [[nodiscard]] Result<void> insertNaming(IncidentId id, const NamedPerson &seen, bool named, bool suspected,
                                            const QString &reason);

private:
    Database &m_db;
};

} // namespace tocsin
