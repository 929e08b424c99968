#include "models/storage/draftrepository.h"

#include "models/storage/database.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
DraftRow read(const Statement &s)
{
    return {s.text(0), IncidentId{s.int64(1)}, s.text(2), s.int64(3)};
}
} // namespace

Result<void> DraftRepository::save(const DraftRow &row)
{
    auto s =
        m_db.prepare(u"INSERT INTO draft (name, incident_id, person_id, payload, updated_ms) VALUES (?, ?, ?, ?, ?) "
                     "ON CONFLICT (name) DO UPDATE SET payload = excluded.payload, updated_ms = excluded.updated_ms"_s);
    return s.bind(row.name)
        .bindId(row.incident.value)
        .bind(m_db.context().personId)
        .bind(row.payload)
        .bind(m_db.clock().nowMs())
        .exec();
}

Result<DraftRow> DraftRepository::load(const QString &name)
{
    auto s = m_db.prepare(u"SELECT name, incident_id, payload, updated_ms FROM draft WHERE name = ?"_s);
    if (auto ok = s.bind(name).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return failure(ErrorKind::NotFound, QString());
    return read(s);
}

Result<QList<DraftRow>> DraftRepository::all()
{
    auto s = m_db.prepare(u"SELECT name, incident_id, payload, updated_ms FROM draft ORDER BY updated_ms DESC"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<DraftRow> rows;
    while (s.next())
        rows.append(read(s));
    return rows;
}

Result<void> DraftRepository::remove(const QString &name)
{
    auto s = m_db.prepare(u"DELETE FROM draft WHERE name = ?"_s);
    return s.bind(name).exec();
}

} // namespace tocsin
