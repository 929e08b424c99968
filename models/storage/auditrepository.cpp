#include "models/storage/auditrepository.h"

#include "models/storage/database.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString select(const Database &db)
{
    return u"SELECT a.seq, a.instant_ms, a.table_name, a.row_id, coalesce(c.incident_id, 0), coalesce(p.name, ''), "
           u"c.role, "
           u"c.op, "
           "c.before_json, c.after_json, a.hash FROM audit a LEFT JOIN audit_content c ON c.seq = a.seq AND "_s +
           db.dialect().visible(u"coalesce(c.incident_id, 0)"_s) + u" AND "_s + db.dialect().visibleEnds(u"c"_s) +
           u" LEFT JOIN person p ON p.id = c.person_id "_s;
}

AuditRow read(const Statement &s)
{
    return {s.int64(0), s.int64(1), s.text(2), s.int64(3), s.int64(4), s.text(5),
            s.text(6),  s.text(7),  s.text(8), s.text(9),  s.text(10)};
}

} // namespace

Result<QList<AuditRow>> AuditRepository::page(const AuditRange &range, qint64 beforeSeq, int limit)
{
    QString where = u"WHERE a.seq < ?"_s;
    QList<qint64> values = {beforeSeq > 0 ? beforeSeq : std::numeric_limits<qint64>::max()};
    if (range.incidentId > 0) {
        where += u" AND a.seq IN (SELECT x.seq FROM audit_content x WHERE x.incident_id = ? AND "_s +
                 m_db.dialect().visible(u"x.incident_id"_s) + u" AND "_s + m_db.dialect().visibleEnds(u"x"_s) + u')';
        values << range.incidentId;
    }
    if (range.personId > 0) { // as the reader sees them: what is withheld is nobody's
        where += u" AND c.person_id = ?"_s;
        values << range.personId;
    }
    if (range.fromMs > 0) {
        where += u" AND a.instant_ms >= ?"_s;
        values << range.fromMs;
    }
    if (range.toMs > 0) {
        where += u" AND a.instant_ms < ?"_s;
        values << range.toMs;
    }
    if (!range.tables.isEmpty())
        where += u" AND a.table_name IN (?"_s + u", ?"_s.repeated(range.tables.size() - 1) + u')';
    auto s = m_db.prepare(select(m_db) + where + u" ORDER BY a.seq DESC LIMIT ?"_s);
    for (const qint64 v : std::as_const(values))
        s.bind(v);
    for (const QString &table : range.tables)
        s.bind(table);
    if (auto ok = s.bind(limit).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<AuditRow> rows;
    while (s.next())
        rows.append(read(s));
    return rows;
}

Result<std::optional<AuditRow>> AuditRepository::lastOf(const QString &table, qint64 rowId)
{
    auto s = m_db.prepare(select(m_db) + u"WHERE a.table_name = ? AND a.row_id = ? ORDER BY a.seq DESC LIMIT 1"_s);
    if (auto ok = s.bind(table).bind(rowId).exec(); !ok)
        return tl::unexpected(ok.error());
    std::optional<AuditRow> row;
    if (s.next())
        row = read(s);
    return row;
}

Result<qint64> AuditRepository::walk(const std::function<bool(const AuditRow &)> &each)
{
    auto s = m_db.prepare(select(m_db) + u"ORDER BY a.seq"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    qint64 n = 0;
    while (s.next()) {
        if (!each(read(s)))
            return failure(ErrorKind::Canceled, QCoreApplication::translate("tocsin::storage", "Stopped."));
        ++n;
    }
    if (s.error())
        return tl::unexpected(*s.error()); // half a record is none
    return n;
}

Result<std::pair<qint64, QString>> AuditRepository::head()
{
    auto s = m_db.prepare(u"SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? std::pair(s.int64(0), s.text(1)) : std::pair(qint64{0}, QString());
}

Result<std::optional<QString>> AuditRepository::hashOf(qint64 seq)
{
    auto s = m_db.prepare(u"SELECT hash FROM audit WHERE seq = ?"_s);
    if (auto ok = s.bind(seq).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? std::optional(s.text(0)) : std::nullopt;
}

QString AuditRepository::databaseUuid()
{
    return m_db.scalar(u"SELECT uuid FROM database_info ORDER BY id LIMIT 1"_s).toString();
}

Result<AuditRepository::Changes> AuditRepository::changesSince(qint64 seq, int limit)
{
    auto last = head();
    if (!last)
        return tl::unexpected(last.error());
    // Both ends of the range: with one, a server that plans for any value expects a third of the record and reads it.
    auto s = m_db.prepare(
        u"SELECT DISTINCT coalesce(incident_id, 0), CASE WHEN incident_id IS NULL THEN table_name ELSE '' END "
        "FROM audit_content WHERE seq > ? AND seq <= ? AND "_s +
        m_db.dialect().visible(u"coalesce(incident_id, 0)"_s) + u" LIMIT ?"_s);
    if (auto ok = s.bind(seq).bind(last->first).bind(limit + 1).exec(); !ok)
        return tl::unexpected(ok.error());
    Changes c;
    while (s.next()) {
        if (const qint64 incident = s.int64(0); incident > 0)
            c.incidents.append(IncidentId{incident});
        else if (s.text(1) == u"bulk_act")
            c.bulk = true;
        else
            c.people = true;
    }
    // Who is named no longer is not told of which incident; what is shown is read anew, and it is not there.
    auto hidden = m_db.prepare(u"SELECT 1 FROM audit a WHERE a.seq > ? AND a.seq <= ? AND a.table_name IN "
                               u"('restriction_change', 'restriction_naming') "
                               "AND NOT EXISTS (SELECT 1 FROM audit_content c WHERE c.seq = a.seq AND "_s +
                               m_db.dialect().visible(u"coalesce(c.incident_id, 0)"_s) + u") LIMIT 1"_s);
    if (auto ok = hidden.bind(seq).bind(last->first).exec(); !ok)
        return tl::unexpected(ok.error());
    c.bulk = hidden.next() || c.bulk;
    c.lastSeq = last->first;
    return c;
}

} // namespace tocsin
