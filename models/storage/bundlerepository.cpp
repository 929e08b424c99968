#include "models/storage/bundlerepository.h"

#include "models/storage/database.h"
#include "models/storage/manifest.h"
#include "models/storage/rowtext.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

Result<void> ended(const Statement &s)
{
    return s.error() ? Result<void>(tl::unexpected(*s.error())) : Result<void>(); // half of it is none
}

} // namespace

Result<void> BundleRepository::walkRows(const TableEntry &table, IncidentId incident,
                                        const std::function<Result<void>(const QByteArray &)> &each)
{
    const QString name = QString::fromLatin1(table.name);
    const auto columns = tableColumns(m_db, name);
    if (!columns)
        return tl::unexpected(columns.error());
    const bool isIncident = name == u"incident" || name == u"incident_record";
    QString where = isIncident ? u"r.id = ?"_s : u"r.incident_id = ?"_s;
    for (const Column &c : *columns)
        if (c.name == u"other_id") // a link is there for who sees both ends (P13.4)
            where += u" AND "_s + m_db.dialect().visible(u"r.other_id"_s);
    auto s = m_db.prepare(
        u"SELECT %1 FROM %2 r WHERE %3 ORDER BY r.id"_s.arg(rowColumns(m_db, u"r"_s, *columns), name, where));
    if (auto ok = s.bind(incident.value).stream().exec(); !ok)
        return ok;
    while (s.next())
        if (auto ok = each(rowText(s, 0, *columns)); !ok)
            return ok;
    return ended(s);
}

Result<QList<KeptFile>> BundleRepository::files(IncidentId incident)
{
    auto s = m_db.prepare(
        u"SELECT a.id, coalesce(a.entry_id, 0), a.name, a.media_type, a.size, a.sha256, a.instant_ms, "
        "coalesce(p.name, ''), coalesce(a.message_id, 0) FROM attachment a LEFT JOIN person p ON p.id = a.person_id "
        "WHERE a.incident_id = ? ORDER BY a.id"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<KeptFile> list;
    while (s.next())
        list.append({{AttachmentId{s.int64(0)}, EntryId{s.int64(1)}, s.text(2), s.text(3), s.int64(4), s.text(5),
                      s.int64(6), s.text(7)},
                     s.int64(8)});
    if (auto ok = ended(s); !ok)
        return tl::unexpected(ok.error());
    return list;
}

Result<void> BundleRepository::walkChain(qint64 lastSeq, const std::function<Result<void>(const ChainLink &)> &each)
{
    auto s = m_db.prepare(u"SELECT seq, instant_ms, table_name, row_id, digest, prev_hash, hash FROM audit WHERE "
                          "seq <= ? ORDER BY seq"_s);
    if (auto ok = s.bind(lastSeq).stream().exec(); !ok)
        return ok;
    while (s.next())
        if (auto ok = each({s.int64(0), s.int64(1), s.text(2), s.int64(3), s.text(4), s.text(5), s.text(6)}); !ok)
            return ok;
    return ended(s);
}

Result<void> BundleRepository::walkContents(IncidentId incident, qint64 lastSeq,
                                            const std::function<Result<void>(const EntryContent &)> &each)
{
    auto s = m_db.prepare(u"SELECT c.seq, a.instant_ms, c.table_name, c.row_id, c.person_id, coalesce(p.name, ''), "
                          "c.role, c.op, c.before_json, c.after_json, c.salt FROM audit_content c JOIN audit a ON "
                          "a.seq = c.seq LEFT JOIN person p ON p.id = c.person_id WHERE c.incident_id = ? AND "
                          "c.seq <= ? AND "_s +
                          m_db.dialect().visible(u"c.incident_id"_s) + u" AND "_s + m_db.dialect().visibleEnds(u"c"_s) +
                          u" ORDER BY c.seq"_s);
    if (auto ok = s.bind(incident.value).bind(lastSeq).stream().exec(); !ok)
        return ok;
    while (s.next())
        if (auto ok = each({s.int64(0), s.int64(1), s.text(2), s.int64(3), s.int64(4), s.text(5), s.text(6), s.text(7),
                            !s.isNull(8), s.text(8), s.text(9), s.text(10)});
            !ok)
            return ok;
    return ended(s);
}

Result<QHash<qint64, QString>> BundleRepository::names(const QString &table)
{
    auto s = m_db.prepare(table == u"customer" ? u"SELECT id, name FROM customer"_s : u"SELECT id, name FROM person"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QHash<qint64, QString> names;
    while (s.next())
        names.insert(s.int64(0), s.text(1));
    if (auto ok = ended(s); !ok)
        return tl::unexpected(ok.error());
    return names;
}

Result<QList<BundleRelease>> BundleRepository::releases(IncidentId incident)
{
    auto s = m_db.prepare(
        u"SELECT r.id, r.recipient, r.purpose, coalesce(p.name, ''), r.instant_ms, CASE WHEN EXISTS (SELECT 1 FROM "
        "bundle_export x WHERE x.release_id = r.id) THEN 1 ELSE 0 END FROM bundle_release r LEFT JOIN person p ON "
        "p.id = r.person_id WHERE r.incident_id = ? ORDER BY r.id DESC"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<BundleRelease> list;
    while (s.next())
        list.append({s.int64(0), incident, s.text(1), s.text(2), s.text(3), s.int64(4), s.boolean(5)});
    if (auto ok = ended(s); !ok)
        return tl::unexpected(ok.error());
    return list;
}

Result<void> BundleRepository::insertRelease(IncidentId incident, const QString &recipient, const QString &purpose)
{
    auto s = m_db.prepare(u"INSERT INTO bundle_release (uuid, incident_id, recipient, purpose) VALUES (?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(incident.value).bind(recipient).bind(purpose).exec();
}

Result<void> BundleRepository::insertExport(IncidentId incident, qint64 releaseId, const BundleMade &made)
{
    auto s = m_db.prepare(
        u"INSERT INTO bundle_export (uuid, incident_id, release_id, bundle, manifest_sha256, key_sha256, file_count, "
        "left_out, record_seq, record_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(releaseId).bind(made.uuid).bind(made.manifestSha256);
    s.bind(made.keySha256).bind(made.files).bind(static_cast<qint64>(made.leftOut.size()));
    return s.bind(made.recordSeq).bind(made.recordHash).exec();
}

} // namespace tocsin
