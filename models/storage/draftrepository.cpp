#include "models/storage/draftrepository.h"

#include "models/storage/database.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar kMark = u'#'; ///< between a name and whose it is: "entry/12#3.f0c1"

DraftRow read(const Statement &s)
{
    const QString key = s.text(0);
    return {key.section(kMark, 0, 0), key.section(kMark, 1).section(u'.', 1), IncidentId{s.int64(1)}, s.text(2),
            s.int64(3)};
}

} // namespace

QString DraftRepository::keyOf(const QString &name, const QString &editor)
{
    return u"%1%2%3.%4"_s.arg(name, QString(kMark), QString::number(m_db.context().personId), editor);
}

Result<void> DraftRepository::save(const DraftRow &row)
{
    auto s =
        m_db.prepare(u"INSERT INTO draft (name, incident_id, person_id, payload, updated_ms) VALUES (?, ?, ?, ?, ?) "
                     "ON CONFLICT (name) DO UPDATE SET payload = excluded.payload, updated_ms = excluded.updated_ms "
                     "WHERE draft.updated_ms <= excluded.updated_ms"_s);
    return s.bind(keyOf(row.name, row.editor))
        .bindId(row.incident.value)
        .bind(m_db.context().personId)
        .bind(row.payload)
        .bind(row.updatedMs > 0 ? row.updatedMs : m_db.clock().nowMs())
        .exec();
}

Result<QList<DraftRow>> DraftRepository::startingWith(const QString &start)
{
    auto s = m_db.prepare(u"SELECT name, incident_id, payload, updated_ms FROM draft "
                          "WHERE person_id = ? AND substr(name, 1, length(CAST(? AS TEXT))) = ? AND "_s +
                          m_db.dialect().visible(u"coalesce(incident_id, 0)"_s) + u" ORDER BY updated_ms DESC, name"_s);
    if (auto ok = s.bind(m_db.context().personId).bind(start).bind(start).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<DraftRow> rows;
    while (s.next())
        rows.append(read(s));
    if (s.error())
        return tl::unexpected(*s.error());
    return rows;
}

Result<QList<DraftRow>> DraftRepository::all()
{
    return startingWith({});
}

Result<QList<DraftRow>> DraftRepository::of(const QString &name)
{
    return startingWith(keyOf(name, {}));
}

Result<void> DraftRepository::remove(const QString &name, const QString &editor, qint64 updatedMs)
{
    auto s = m_db.prepare(u"DELETE FROM draft WHERE name = ? AND updated_ms <= ?"_s);
    return s.bind(keyOf(name, editor)).bind(updatedMs).exec();
}

Result<void> DraftRepository::removeSame(const QString &name, const QString &editor, const QString &payload)
{
    auto s = m_db.prepare(u"DELETE FROM draft WHERE name = ? AND payload = ?"_s);
    return s.bind(keyOf(name, editor)).bind(payload).exec();
}

} // namespace tocsin
