#include "models/services/presenceservice.h"

#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/presencerepository.h"

namespace tocsin {

Result<void> PresenceService::show(const QString &window, IncidentId incident)
{
    Database &database = m_session.database();
    return database.write([&]() -> Result<void> {
        PresenceRepository presence(database);
        if (!incident.isValid())
            return presence.remove(window);
        if (auto ok = presence.removeOlder(m_session.nowMs() - kStaleMs); !ok)
            return ok;
        return presence.show(window, incident);
    });
}

Result<QList<Present>> PresenceService::others()
{
    auto rows = PresenceRepository(m_session.database()).othersSince(m_session.nowMs() - kStaleMs);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<Present> list;
    for (const PresentRow &row : std::as_const(*rows))
        list.append({row.incident, row.person, row.name});
    return list;
}

} // namespace tocsin
