#include "models/storage/searchrepository.h"

#include "models/storage/database.h"

namespace tocsin {

Result<QList<EntryHit>> SearchRepository::entries(const QString &typed, int limit)
{
    const QString term = m_db.dialect().searchTerm(typed);
    if (term.isEmpty())
        return QList<EntryHit>();
    auto s = m_db.prepare(m_db.dialect().searchEntries());
    if (auto ok = s.bind(term).bind(0).bind(0).bind(limit).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<EntryHit> hits;
    while (s.next())
        hits.append({EntryId{s.int64(0)}, IncidentId{s.int64(1)}, s.int64(2), s.text(3), s.int64(4), s.text(5)});
    return hits;
}

Result<QList<IncidentId>> SearchRepository::incidents(const QString &typed, int limit)
{
    const QString term = m_db.dialect().searchTerm(typed);
    if (term.isEmpty())
        return QList<IncidentId>();
    auto s = m_db.prepare(m_db.dialect().searchIncidents());
    if (auto ok = s.bind(term).bind(limit).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<IncidentId> ids;
    while (s.next())
        ids.append(IncidentId{s.int64(0)});
    return ids;
}

} // namespace tocsin
