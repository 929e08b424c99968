#include "models/storage/presencerepository.h"

#include "models/storage/database.h"

namespace tocsin {

using namespace Qt::StringLiterals;

Result<void> PresenceRepository::show(const QString &window, IncidentId incident)
{
    auto s = m_db.prepare(u"INSERT INTO presence (window_uuid, person_id, incident_id, seen_ms) VALUES (?, ?, ?, ?) "
                          "ON CONFLICT (window_uuid) DO UPDATE SET incident_id = excluded.incident_id, "
                          "seen_ms = excluded.seen_ms"_s);
    return s.bind(window).bind(m_db.context().personId).bindId(incident.value).bind(m_db.clock().nowMs()).exec();
}

Result<void> PresenceRepository::remove(const QString &window)
{
    auto s = m_db.prepare(u"DELETE FROM presence WHERE window_uuid = ? AND person_id = ?"_s);
    return s.bind(window).bind(m_db.context().personId).exec();
}

Result<void> PresenceRepository::removeOlder(qint64 seenMs)
{
    auto s = m_db.prepare(u"DELETE FROM presence WHERE person_id = ? AND seen_ms < ?"_s);
    return s.bind(m_db.context().personId).bind(seenMs).exec();
}

Result<QList<PresentRow>> PresenceRepository::othersSince(qint64 seenMs)
{
    auto s = m_db.prepare(u"SELECT DISTINCT p.incident_id, p.person_id, n.name FROM presence p "
                          "JOIN person n ON n.id = p.person_id WHERE p.seen_ms >= ? AND p.person_id <> ? "
                          "ORDER BY n.name, p.person_id, p.incident_id"_s);
    if (auto ok = s.bind(seenMs).bind(m_db.context().personId).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<PresentRow> rows;
    while (s.next())
        rows.append({IncidentId{s.int64(0)}, PersonId{s.int64(1)}, s.text(2)});
    if (s.error())
        return tl::unexpected(*s.error());
    return rows;
}

} // namespace tocsin
