#include "models/storage/linkrepository.h"

#include "models/storage/database.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<LinkRow>> LinkRepository::list(const QString &where, const QList<qint64> &values)
{
    auto s = m_db.prepare(
        u"SELECT l.id, l.incident_id, l.other_id, l.kind, l.reason, coalesce(p.name, ''), l.instant_ms FROM "
        "incident_link l LEFT JOIN person p ON p.id = l.person_id WHERE NOT EXISTS (SELECT 1 FROM incident_unlink u "
        "WHERE u.link_id = l.id) AND "_s +
        m_db.dialect().visible(u"l.incident_id"_s) + u" AND "_s + m_db.dialect().visible(u"l.other_id"_s) + u" AND "_s +
        where + u" ORDER BY l.id"_s);
    for (const qint64 v : values)
        s.bind(v);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<LinkRow> rows;
    while (s.next())
        rows.append({LinkId{s.int64(0)}, IncidentId{s.int64(1)}, IncidentId{s.int64(2)},
                     fromCode<LinkKind>(s.text(3)).value_or(LinkKind::Related), s.text(4), s.text(5), s.int64(6)});
    return rows;
}

Result<QList<LinkRow>> LinkRepository::of(IncidentId id)
{
    return list(u"(l.incident_id = ? OR l.other_id = ?)"_s, {id.value, id.value});
}

Result<LinkRow> LinkRepository::byId(LinkId id)
{
    auto rows = list(u"l.id = ?"_s, {id.value});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("tocsin::storage", "This link is not there any more."));
    return rows->first();
}

Result<QList<IncidentId>> LinkRepository::duplicates(IncidentId survivor)
{
    QList<IncidentId> found;
    QList<IncidentId> next = {survivor};
    while (!next.isEmpty()) {
        auto rows = list(u"l.kind = 'duplicate_of' AND l.other_id = ?"_s, {next.takeFirst().value});
        if (!rows)
            return tl::unexpected(rows.error());
        for (const LinkRow &row : std::as_const(*rows))
            if (row.incident != survivor && !found.contains(row.incident)) {
                found.append(row.incident);
                next.append(row.incident);
            }
    }
    return found;
}

Result<void> LinkRepository::insert(IncidentId incident, IncidentId other, LinkKind kind, const QString &reason)
{
    auto s =
        m_db.prepare(u"INSERT INTO incident_link (uuid, incident_id, other_id, kind, reason) VALUES (?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(incident.value).bind(other.value).bind(codeOf(kind)).bind(reason).exec();
}

Result<void> LinkRepository::insertUnlink(IncidentId incident, const LinkRow &link, const QString &reason)
{
    const IncidentId other = link.incident == incident ? link.other : link.incident;
    auto s = m_db.prepare(
        u"INSERT INTO incident_unlink (uuid, incident_id, other_id, link_id, reason) VALUES (?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(incident.value).bind(other.value).bind(link.id.value).bind(reason).exec();
}

Result<bool> LinkRepository::hasTaken(IncidentId survivor, IncidentId duplicate)
{
    auto s = m_db.prepare(u"SELECT 1 FROM obligation_start s JOIN obligation o ON o.id = s.taken_from "
                          "WHERE s.incident_id = ? AND o.incident_id = ? LIMIT 1"_s);
    if (auto ok = s.bind(survivor.value).bind(duplicate.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next();
}

} // namespace tocsin
