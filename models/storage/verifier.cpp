#include "models/storage/verifier.h"

#include "models/storage/attachmentrepository.h"
#include "models/storage/auditrepository.h"
#include "models/storage/bulkact.h"
#include "models/storage/database.h"
#include "models/storage/headreplay.h"
#include "models/storage/manifest.h"
#include "models/storage/migrator.h"
#include "models/storage/rowtext.h"
#include "models/storage/schemacompare.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxFindings = 1000; // a file that is wrong everywhere need not be told row by row
constexpr int kMaxAlike = 100;     // of one kind in one table, where the database is asked for them

/** As many as are named, and one more, by which it is known that there are more. */
QString someAlike()
{
    return u" LIMIT %1"_s.arg(kMaxAlike + 1);
}

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}

/** Values are compared, never texts (DESIGN 3): returns the names of the columns the entry has and the row contradicts.
 */
QStringList differingColumns(const QByteArray &entryJson, const QByteArray &rowJson)
{
    const QJsonObject entry = QJsonDocument::fromJson(entryJson).object();
    const QJsonObject row = QJsonDocument::fromJson(rowJson).object();
    QStringList names;
    for (auto it = entry.begin(); it != entry.end(); ++it)
        if (!row.contains(it.key()) || row.value(it.key()) != it.value())
            names << it.key();
    return names;
}

/** The incident an inserted row is of, as its entry says: it is no part of the digest but follows from the row. */
qint64 incidentOf(const QString &table, qint64 rowId, const QByteArray &afterJson)
{
    if (table == u"incident" || table == u"incident_record")
        return rowId;
    return QJsonDocument::fromJson(afterJson).object().value(u"incident_id"_s).toInteger();
}

} // namespace

Verifier::Verifier(Database &database, Progress progress)
    : m_db(database)
    , m_progress(std::move(progress))
    , m_entries(database)
    , m_redacted(database)
{
}

void Verifier::find(const char *check, const QString &text, const QString &table, qint64 rowId, qint64 seq)
{
    if (m_report.findings.size() < kMaxFindings)
        findAlways(check, text, table, rowId, seq);
    else
        ++m_left;
}

void Verifier::findAlways(const char *check, const QString &text, const QString &table, qint64 rowId, qint64 seq)
{
    m_report.findings.append({QString::fromLatin1(check), seq, table, rowId, text});
}

void Verifier::findEach(Statement &rows, const QString &table, const std::function<void()> &tell)
{
    for (int named = 0; rows.next(); ++named) {
        if (named < kMaxAlike) {
            tell();
            continue;
        }
        const QString text =
            table.isEmpty() ? tr("There are more of these: the first %1 are named.").arg(kMaxAlike)
                            : tr("There are more of these in %1: the first %2 are named.").arg(table).arg(kMaxAlike);
        return find("more", text, table);
    }
}

/** After everything else: whoever reads the list must not take it for all that is wrong. */
void Verifier::tellLeft()
{
    if (m_left > 0)
        m_report.findings.append(
            {u"more"_s,
             0,
             {},
             0,
             tr("At least %1 more findings are not listed: the list ends with %2.").arg(m_left).arg(kMaxFindings)});
}

void Verifier::findMisplaced(qint64 seq, const QString &table, qint64 rowId)
{
    find("digest", tr("Entry %1 is filed under another incident than its row's.").arg(seq), table, rowId, seq);
}

Result<void> Verifier::step(qint64 n)
{
    m_done += n;
    if (m_progress && !m_progress(qMin(m_done, m_total), m_total))
        return failure(ErrorKind::Canceled, tr("Verification was stopped."));
    return {};
}

Result<VerifierReport> Verifier::run(const QList<VerifierAnchor> &anchors)
{
    m_total = qMax<qint64>(1, m_db.scalar(u"SELECT max(seq) FROM audit"_s).toLongLong() * 2);
    // One snapshot for all checks: what is written meanwhile does not look like a contradiction.
    const bool alone = !m_db.inTransaction();
    if (auto ok = alone ? m_db.run(m_db.dialect().beginSnapshot()) : Result<void>(); !ok)
        return tl::unexpected(ok.error());
    m_db.allowLong(true);
    // Once SQLite has met a damaged page it writes nothing more in this transaction, no temporary table either.
    const auto loaded = m_entries.load();
    Result<void> done = checkSchema();
    const auto then = [&](auto check) {
        if (done)
            done = check();
    };
    then([&] { return checkIntegrity(); });
    then([&] { return m_redacted.load(); });
    then([&] { return checkChain(); });
    then([&] { return loaded; });
    then([&] { return checkFiling(); });
    then([&] { return checkRows(); });
    then([&] {
        return checkHeads(
            m_db, [this](const QString &table, qint64 id, const QString &text) { find("head", text, table, id); });
    });
    then([&] { return checkBulk(); });
    then([&] { return checkAttachments(); });
    then([&] { return checkRedactions(); });
    then([&] { return checkAnchors(anchors); });
    if (const auto cut = m_db.takeReadError(); done && cut)
        done = tl::unexpected(*cut);
    if (alone)
        (void)m_db.run(u"ROLLBACK"_s);
    m_db.allowLong(false);
    if (!done && done.error().kind != ErrorKind::Canceled) {
        // What cannot even be read is a finding, not a reason to stay silent.
        findAlways("integrity", tr("The database could not be read to its end: %1")
                                    .arg(done.error().userText + u' ' + done.error().detail));
    } else if (!done) {
        return tl::unexpected(done.error());
    }
    tellLeft();
    return m_report;
}

Result<void> Verifier::checkSchema()
{
    auto differences = compareSchema(m_db);
    if (!differences)
        return tl::unexpected(differences.error());
    for (const auto &[object, text] : *differences)
        find("schema", text, object);
    return {};
}

Result<void> Verifier::checkIntegrity()
{
    if (!m_db.handle())
        return {}; // a server checks its pages when it reads them, and enforces every reference
    auto s = m_db.prepare(u"PRAGMA integrity_check(%1)"_s.arg(kMaxAlike + 1));
    if (auto ok = s.exec(); !ok)
        return ok;
    findEach(s, {}, [&] {
        if (const QString line = s.text(0); line != u"ok")
            find("integrity", tr("SQLite's own check says: %1").arg(line));
    });
    auto keys = m_db.prepare(u"SELECT \"table\", rowid, parent FROM pragma_foreign_key_check"_s);
    if (auto ok = keys.exec(); !ok)
        return ok;
    while (keys.next())
        find("integrity", tr("A row refers to one in %1 that is not there.").arg(keys.text(2)), keys.text(0),
             keys.int64(1));
    return {};
}

Result<void> Verifier::checkChain()
{
    auto s = m_db.prepare(
        u"SELECT a.seq, a.instant_ms, a.table_name, a.row_id, a.digest, a.prev_hash, a.hash, c.table_name, c.row_id, "
        "c.person_id, c.role, c.op, c.before_json, c.after_json, c.salt, coalesce(c.incident_id, 0) FROM audit a LEFT "
        "JOIN audit_content c "
        "ON c.seq = a.seq ORDER BY a.seq"_s);
    if (auto ok = s.stream().exec(); !ok)
        return ok;
    QByteArray previous;
    qint64 expected = 1;
    while (s.next()) {
        const qint64 seq = s.int64(0);
        const QString table = s.text(2);
        if (seq != expected)
            find("chain", tr("Entries %1 to %2 are missing.").arg(expected).arg(seq - 1), {}, 0, expected);
        if (s.text(5).toLatin1() != previous)
            find("chain", tr("Entry %1 does not follow the one before it.").arg(seq), table, s.int64(3), seq);
        const QByteArray digest = s.text(4).toLatin1();
        const QByteArray hash = chainHash(s.text(5).toLatin1(), seq, s.int64(1), table.toUtf8(), s.int64(3), digest);
        if (s.text(6).toLatin1() != hash)
            find("chain",
                 tr("The hash of entry %1 is not that of its values: entry, instant, table or row was altered.")
                     .arg(seq),
                 table, s.int64(3), seq);
        if (s.isNull(7) && m_db.isShared()) {
            ++m_report.withheld; // by the server, from this person, unless it is gone: that is asked below
        } else if (s.isNull(7)) {
            find("digest", tr("The content of entry %1 is gone.").arg(seq), table, s.int64(3), seq);
        } else {
            const QByteArray before = s.text(12).toUtf8();
            const QByteArray wanted =
                contentDigest(s.text(14).toUtf8(), s.int64(9), s.text(10).toUtf8(), s.text(11).toUtf8(),
                              s.isNull(12) ? nullptr : &before, s.text(13).toUtf8());
            if (!m_redacted.isLeft(seq, digest, wanted) || s.text(7) != table || s.int64(8) != s.int64(3))
                find("digest", tr("The content of entry %1 was altered: it does not match its digest.").arg(seq), table,
                     s.int64(3), seq);
        }
        if (!s.isNull(7) && s.text(11) == u"insert" &&
            s.int64(15) != incidentOf(table, s.int64(3), s.text(13).toUtf8()))
            findMisplaced(seq, table, s.int64(3));
        previous = s.text(6).toLatin1();
        expected = seq + 1;
        ++m_report.entries;
        if (m_report.entries % 256 == 0)
            if (auto ok = step(256); !ok)
                return ok;
    }
    if (s.error())
        return tl::unexpected(*s.error());
    if (m_db.isShared())
        if (auto ok = checkGoneContents(); !ok)
            return ok;
    return {};
}

Result<void> Verifier::checkFiling()
{
    auto misplaced = m_db.prepare(
        u"SELECT c.seq, c.table_name, c.row_id FROM audit_content c WHERE c.op <> 'insert' AND c.incident_id IS "
        u"DISTINCT "
        "FROM CASE WHEN c.table_name = 'incident' THEN c.row_id ELSE (SELECT p.incident_id FROM audit_content p WHERE "
        "p.seq = (SELECT min(e.seq) FROM "_s +
        m_entries.source() + u" e WHERE e.table_name = c.table_name AND e.row_id = c.row_id)) END"_s + someAlike());
    if (auto ok = misplaced.exec(); !ok)
        return ok;
    findEach(misplaced, {}, [&] { findMisplaced(misplaced.int64(0), misplaced.text(1), misplaced.int64(2)); });
    auto lost = m_db.prepare(
        u"SELECT seq, table_name, row_id FROM audit_content WHERE seq NOT IN (SELECT seq FROM audit)"_s + someAlike());
    if (auto ok = lost.exec(); !ok)
        return ok;
    findEach(lost, {}, [&] {
        find("chain", tr("Entry %1 has content but no link in the chain.").arg(lost.int64(0)), lost.text(1),
             lost.int64(2), lost.int64(0));
    });
    return {};
}

Result<void> Verifier::checkGoneContents()
{
    auto gone = m_db.prepare(u"SELECT seq FROM tocsin_contents_gone()"_s);
    if (auto ok = gone.exec(); !ok)
        return ok;
    while (gone.next()) {
        --m_report.withheld;
        find("digest", tr("The content of entry %1 is gone.").arg(gone.int64(0)), {}, 0, gone.int64(0));
    }
    return {};
}

Result<void> Verifier::loadEmpty()
{
    // Each table costs several questions, and on a server each of them a way there and back; in most databases most
    // tables are empty. A file is asked at once, and may be damaged in any table.
    if (!m_db.isShared())
        return {};
    QStringList names, asked;
    for (const TableEntry &table : tableManifest())
        if (isAudited(table.kind))
            names << QString::fromLatin1(table.name);
    auto gone = m_db.prepare(u"SELECT 1 FROM unnest('{"_s + names.join(u',') +
                             u"}'::text[]) n WHERE to_regclass('public.' || n) IS NULL LIMIT 1"_s);
    if (auto ok = gone.exec(); !ok)
        return ok;
    if (gone.next())
        return {}; // what is left is not asked in one sentence
    for (const QString &name : std::as_const(names))
        asked << u"SELECT '%1' WHERE NOT EXISTS (SELECT 1 FROM %1)"_s.arg(name);
    auto s = m_db.prepare(u"SELECT e.name FROM ("_s + asked.join(u" UNION ALL ") +
                          u") AS e(name) WHERE e.name NOT IN (SELECT table_name FROM audit_content)"_s);
    if (auto ok = s.exec(); !ok)
        return ok;
    while (s.next())
        m_empty.insert(s.text(0));
    return {};
}

Result<void> Verifier::checkRows()
{
    if (auto ok = loadEmpty(); !ok)
        return ok;
    for (const TableEntry &table : tableManifest())
        if (const QString name = QString::fromLatin1(table.name); isAudited(table.kind) && !m_empty.contains(name))
            if (auto ok = checkTable(name); !ok)
                return ok;
    return {};
}

Result<void> Verifier::checkTable(const QString &name)
{
    const TableEntry &table = *tableEntry(name);
    auto columns = tableColumns(m_db, name);
    if (!columns)
        return tl::unexpected(columns.error());
    if (columns->isEmpty()) {
        find("schema", tr("The table %1 is gone.").arg(name), name);
        return {};
    }
    if (table.kind == TableClass::Head)
        return checkHeadRows(table, *columns);
    const QString unaudited = table.bulk ? u"t.bulk_id"_s : u"NULL"_s;
    auto rows = m_db.prepare(u"SELECT t.id, c.seq, c.after_json, "_s + unaudited + u", "_s +
                             rowColumns(m_db, u"t"_s, *columns) + u" FROM "_s + name + u" t"_s +
                             m_entries.joined(name) + u" ORDER BY t.id, c.seq DESC"_s);
    if (auto ok = rows.stream().exec(); !ok)
        return ok;
    std::optional<qint64> last;
    while (rows.next()) {
        const qint64 id = rows.int64(0);
        if (id == last)
            continue; // an earlier entry, of which checkOnce() speaks
        last = id;
        ++m_report.rows;
        if (m_report.rows % 256 == 0)
            if (auto ok = step(128); !ok)
                return ok;
        if (rows.isNull(1)) {
            if (rows.isNull(3))
                find("row", tr("Row %1 of %2 has no entry: it was put in past the record.").arg(id).arg(name), name,
                     id);
            continue; // rows of a bulk act are digested by it; their heads are replayed
        }
        const QByteArray row = rowText(rows, 4, *columns), entry = rows.text(2).toUtf8();
        if (row == entry)
            continue;
        const QStringList names = differingColumns(entry, row);
        if (!names.isEmpty())
            find("row",
                 tr("Row %1 of %2 is not what its entry %3 says: %4.")
                     .arg(id)
                     .arg(name)
                     .arg(rows.int64(1))
                     .arg(names.join(tr(", "))),
                 name, id, rows.int64(1));
    }
    if (auto ok = checkOnce(name); !ok)
        return ok;
    return checkGone(name);
}

Result<void> Verifier::checkHeadRows(const TableEntry &table, const QList<Column> &columns)
{
    // The entries of a head name what each act changed; told one after the other they must arrive at the row.
    const QString name = QString::fromLatin1(table.name);
    auto rows = m_db.prepare(u"SELECT t.id, c.seq, c.before_json, c.after_json, "_s +
                             (table.bulk ? u"t.bulk_id"_s : u"NULL"_s) + u", "_s + rowColumns(m_db, u"t"_s, columns) +
                             u" FROM "_s + name + u" t"_s + m_entries.joined(name) + u" ORDER BY t.id, c.seq"_s);
    if (auto ok = rows.stream().exec(); !ok)
        return ok;
    qint64 id = 0, lastSeq = 0;
    QByteArray row;
    QJsonObject told;
    const auto compare = [&] {
        const QStringList names = differingColumns(QJsonDocument(told).toJson(), row);
        if (id > 0 && !names.isEmpty())
            find("row",
                 tr("Row %1 of %2 is not what its entries up to %3 say: %4.")
                     .arg(id)
                     .arg(name)
                     .arg(lastSeq)
                     .arg(names.join(tr(", "))),
                 name, id, lastSeq);
    };
    while (rows.next()) {
        if (rows.int64(0) != id) {
            compare();
            id = rows.int64(0);
            row = rowText(rows, 5, columns);
            told = {};
            ++m_report.rows;
            if (m_report.rows % 256 == 0)
                if (auto ok = step(128); !ok)
                    return ok;
            if (rows.isNull(1) && rows.isNull(4))
                find("row", tr("Row %1 of %2 has no entry: it was put in past the record.").arg(id).arg(name), name,
                     id);
        }
        if (rows.isNull(1))
            continue;
        lastSeq = rows.int64(1);
        const QJsonObject before = QJsonDocument::fromJson(rows.text(2).toUtf8()).object();
        for (auto it = before.begin(); it != before.end(); ++it)
            if (told.contains(it.key()) && told.value(it.key()) != it.value())
                find("row",
                     tr("Entry %1 says that %2 was something else before than the entries before it.")
                         .arg(lastSeq)
                         .arg(it.key()),
                     name, id, lastSeq);
        const QJsonObject after = QJsonDocument::fromJson(rows.text(3).toUtf8()).object();
        for (auto it = after.begin(); it != after.end(); ++it)
            told.insert(it.key(), it.value());
    }
    compare();
    return checkGone(name);
}

Result<void> Verifier::checkGone(const QString &name)
{
    auto gone =
        m_db.prepare(u"SELECT c.seq, c.row_id FROM "_s + m_entries.source() + u" c WHERE c.table_name = '"_s + name +
                     u"' AND NOT EXISTS (SELECT 1 FROM "_s + name + u" t WHERE t.id = c.row_id)"_s + someAlike());
    if (auto ok = gone.exec(); !ok)
        return ok;
    findEach(gone, name, [&] {
        find("row", tr("Row %1 of %2 is gone; entry %3 speaks of it.").arg(gone.int64(1)).arg(name).arg(gone.int64(0)),
             name, gone.int64(1), gone.int64(0));
    });
    return {};
}

Result<void> Verifier::checkOnce(const QString &name)
{
    // An act is inserted once and stays: a second entry about it was made by somebody who knows the chain.
    auto again = m_db.prepare(
        u"SELECT c.seq, c.row_id FROM "_s + m_entries.about(name) +
        u" AND (c.op <> 'insert' OR c.before_json IS NOT NULL OR EXISTS (SELECT 1 FROM "_s + m_entries.source() +
        u" p WHERE p.table_name = c.table_name AND p.row_id = c.row_id AND p.seq < c.seq))"_s + someAlike());
    if (auto ok = again.exec(); !ok)
        return ok;
    findEach(again, name, [&] {
        find("row",
             tr("Entry %1 says that row %2 of %3 changed, and such rows never change.")
                 .arg(again.int64(0))
                 .arg(again.int64(1))
                 .arg(name),
             name, again.int64(1), again.int64(0));
    });
    return {};
}

Result<void> Verifier::checkStrayBulkRows(qint64 bulkId, const QStringList &named)
{
    for (const TableEntry &table : tableManifest()) {
        const QString name = QString::fromLatin1(table.name);
        if (!table.bulk || table.kind == TableClass::Head || named.contains(name) || m_empty.contains(name))
            continue;
        auto rows = m_db.prepare(u"SELECT id FROM "_s + name + u" WHERE bulk_id = ?"_s + someAlike());
        if (auto ok = rows.bind(bulkId).exec(); !ok)
            return ok;
        findEach(rows, name, [&] {
            find("bulk",
                 tr("Row %1 of %2 says that bulk act %3 brought it, which brought no such rows.")
                     .arg(rows.int64(0))
                     .arg(name)
                     .arg(bulkId),
                 name, rows.int64(0));
        });
    }
    return {};
}

Result<QSet<qint64>> Verifier::withheldBulkActs()
{
    QSet<qint64> ids;
    if (!m_db.isShared())
        return ids;
    auto s = m_db.prepare(u"SELECT id FROM tocsin_bulk_withheld()"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    while (s.next())
        ids.insert(s.int64(0));
    return ids;
}

Result<void> Verifier::checkBulk()
{
    struct Act
    {
        qint64 id, count;
        QString tables, sha256;
    };
    QList<Act> acts;
    auto s = m_db.prepare(u"SELECT id, row_count, table_names, rows_sha256 FROM bulk_act ORDER BY id"_s);
    if (auto ok = s.exec(); !ok)
        return ok;
    while (s.next())
        acts.append({s.int64(0), s.int64(1), s.text(2), s.text(3)});
    auto withheld = withheldBulkActs();
    if (!withheld)
        return tl::unexpected(withheld.error());
    for (const Act &act : std::as_const(acts)) {
        if (withheld->contains(act.id)) {
            ++m_report.withheld; // what is left of it is not what it brought
            continue;
        }
        auto digest = bulkDigest(m_db, act.id, act.tables.split(u' '));
        if (!digest)
            return tl::unexpected(digest.error());
        m_report.bulkRows += digest->first;
        if (digest->first != act.count)
            find("bulk",
                 tr("Bulk act %1 brought %2 rows, and %3 are there.").arg(act.id).arg(act.count).arg(digest->first),
                 u"bulk_act"_s, act.id);
        else if (digest->second != m_redacted.bulkLeft(act.id, act.sha256.toLatin1()))
            find("bulk", tr("A row of bulk act %1 was altered.").arg(act.id), u"bulk_act"_s, act.id);
        if (auto ok = checkStrayBulkRows(act.id, act.tables.split(u' ')); !ok)
            return ok;
        if (auto ok = step(0); !ok)
            return ok;
    }
    return {};
}

Result<void> Verifier::checkAttachments()
{
    QList<qint64> ids;
    auto s = m_db.prepare(u"SELECT id FROM attachment ORDER BY id"_s);
    if (auto ok = s.exec(); !ok)
        return ok;
    while (s.next())
        ids.append(s.int64(0));
    AttachmentRepository files(m_db);
    for (const qint64 id : std::as_const(ids)) {
        ++m_report.attachments;
        if (m_redacted.isRedactedFile(id))
            continue; // its chunks are looked at by their traces
        const auto ok = files.read(AttachmentId{id}, [this](const QByteArray &) { return step(0); });
        if (ok)
            continue;
        if (ok.error().kind != ErrorKind::Damaged)
            return ok;
        find("attachment", tr("The content of file %1 is not what its SHA-256 says.").arg(id), u"attachment"_s, id);
    }
    return {};
}

Result<void> Verifier::checkRedactions()
{
    if (auto ok = m_redacted.check(
            [this](const QString &table, qint64 id, const QString &text) { find("redaction", text, table, id); });
        !ok)
        return ok;
    auto carriedOut = m_redacted.list();
    if (!carriedOut)
        return tl::unexpected(carriedOut.error());
    m_report.redactions = *carriedOut;
    return {};
}

Result<void> Verifier::checkAnchors(const QList<VerifierAnchor> &anchors)
{
    AuditRepository record(m_db);
    for (const VerifierAnchor &a : anchors) {
        auto hash = record.hashOf(a.seq);
        if (!hash)
            return tl::unexpected(hash.error());
        if (!*hash)
            findAlways("anchor", tr("Entry %1 was seen before and is gone: the record was cut.").arg(a.seq), {}, 0,
                       a.seq);
        else if (**hash != a.hash)
            findAlways("anchor", tr("Entry %1 had another hash when it was seen: the record was rewritten.").arg(a.seq),
                       {}, 0, a.seq);
        else
            m_report.heldAnchors.append(a);
    }
    return {};
}

} // namespace tocsin
