#include "models/storage/manifest.h"
#include "models/storage/sqlfunctions.h"
#include "models/storage/verifier.h"
#include "tests/storage/populated.h"

#include <QFile>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** The record itself and the schema, altered by somebody who knows how they are made. */
class TestVerifyChain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void recordAltered_data();
    void recordAltered();
    void schemaChanged_data();
    void schemaChanged();
    void forgedEntry_data();
    void forgedEntry();
    void rewrittenAsAWhole();
    void cutAtTheEnd();
    void bigFilesAreClean();

private:
    [[nodiscard]] QString copied();
    [[nodiscard]] QList<VerifierFinding> verify(const QString &path, const QList<VerifierAnchor> &anchors = {});
    [[nodiscard]] static QString told(const QList<VerifierFinding> &found);
    [[nodiscard]] bool appendEntry(const QString &path, const QString &table, qint64 row, const QString &op);
    [[nodiscard]] bool chainAnew(const QString &path);

    Team team;
    VerifierAnchor head;
    int copies = 0;
};

void TestVerifyChain::initTestCase()
{
    populate(team, false);
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    const auto last = team.services->record.head();
    head = {last->seq, last->hash};
    team.close();
}

QString TestVerifyChain::copied()
{
    const QString path = team.path(u"c%1.tocsin"_s.arg(++copies));
    return QFile::copy(team.file, path) ? path : QString();
}

QList<VerifierFinding> TestVerifyChain::verify(const QString &path, const QList<VerifierAnchor> &anchors)
{
    auto db = Database::open(path, OpenMode::Examine, team.clock);
    if (!db)
        return {};
    auto report = Verifier(**db, {}).run(anchors);
    return report ? report->findings : QList<VerifierFinding>();
}

QString TestVerifyChain::told(const QList<VerifierFinding> &found)
{
    QStringList list;
    for (const VerifierFinding &f : found)
        list << u"%1 %2 %3 %4: %5"_s.arg(f.check, f.table).arg(f.rowId).arg(f.seq).arg(f.text);
    return list.join(u'\n');
}

void TestVerifyChain::recordAltered_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("check");
    QTest::addColumn<qint64>("seq");
    for (const char *column : {"instant_ms", "row_id"})
        QTest::addRow("audit.%s", column)
            << u"UPDATE audit SET %1 = %1 + 1 WHERE seq = 20"_s.arg(QString::fromLatin1(column)) << u"chain"_s << 20LL;
    for (const char *column : {"table_name", "digest", "hash"})
        QTest::addRow("audit.%s", column)
            << u"UPDATE audit SET %1 = %1 || '0' WHERE seq = 20"_s.arg(QString::fromLatin1(column)) << u"chain"_s
            << 20LL;
    QTest::newRow("audit.prev_hash") << u"UPDATE audit SET prev_hash = 'x' WHERE seq = 20"_s << u"chain"_s << 20LL;
    QTest::newRow("first link") << u"UPDATE audit SET prev_hash = 'x' WHERE seq = 1"_s << u"chain"_s << 1LL;
    QTest::newRow("link removed") << u"DELETE FROM audit WHERE seq = 20"_s << u"chain"_s << 20LL;
    QTest::newRow("entry removed") << u"DELETE FROM audit WHERE seq = 20; DELETE FROM audit_content WHERE seq = 20"_s
                                   << u"chain"_s << 20LL;
    QTest::newRow("first entry removed")
        << u"DELETE FROM audit WHERE seq = 1; DELETE FROM audit_content WHERE seq = 1"_s << u"chain"_s << 1LL;
    QTest::newRow("moved up") << u"UPDATE audit SET seq = seq + 100000 WHERE seq >= 20; UPDATE audit_content SET seq = "
                                 u"seq + 100000 WHERE seq >= 20"_s
                              << u"chain"_s << 20LL;
    QTest::newRow("reordered") << u"UPDATE audit SET seq = -1 WHERE seq = 20; UPDATE audit SET seq = 20 WHERE seq = "
                                  u"21; UPDATE audit SET seq = 21 WHERE seq = -1"_s
                               << u"chain"_s << 20LL;
    QTest::newRow("appended")
        << u"INSERT INTO audit SELECT max(seq) + 1, instant_ms, table_name, row_id, digest, hash, "
           u"hash FROM audit"_s
        << u"chain"_s << 0LL;
    for (const char *column : {"person_id", "row_id"})
        QTest::addRow("content.%s", column)
            << u"UPDATE audit_content SET %1 = %1 + 1 WHERE seq = 20"_s.arg(QString::fromLatin1(column)) << u"digest"_s
            << 20LL;
    for (const char *column : {"role", "op", "after_json", "salt", "table_name", "before_json"})
        QTest::addRow("content.%s", column)
            << u"UPDATE audit_content SET %1 = coalesce(%1, '') || ' ' WHERE seq = 20"_s.arg(
                   QString::fromLatin1(column))
            << u"digest"_s << 20LL;
    QTest::newRow("content.incident_id") << u"UPDATE audit_content SET incident_id = 7007 WHERE seq = 20"_s
                                         << u"digest"_s << 20LL;
    QTest::newRow("content removed") << u"DELETE FROM audit_content WHERE seq = 20"_s << u"digest"_s << 20LL;
    QTest::newRow("contents swapped")
        << u"UPDATE audit_content SET seq = -1 WHERE seq = 20; UPDATE audit_content SET seq = 20 WHERE seq = 21; "
           u"UPDATE audit_content SET seq = 21 WHERE seq = -1"_s
        << u"digest"_s << 20LL;
    QTest::newRow("content added") << u"INSERT INTO audit_content SELECT 90000, incident_id, table_name, row_id, "
                                      u"person_id, role, op, before_json, "
                                      u"after_json, salt FROM audit_content WHERE seq = 20"_s
                                   << u"chain"_s << 90000LL;
    QTest::newRow("hidden behind NUL") << u"UPDATE incident SET title = title || char(0) || 'x' WHERE id = 1"_s
                                       << u"row"_s << 0LL;
    QTest::newRow("file replaced") << u"UPDATE attachment_chunk SET data = CAST(replace(data, 'x', 'y') AS BLOB)"_s
                                   << u"attachment"_s << 0LL;
    QTest::newRow("chunk removed") << u"DELETE FROM attachment_chunk"_s << u"attachment"_s << 0LL;
    QTest::newRow("bulk row altered") << u"UPDATE timeline_entry SET text = 'z' WHERE text = 'line 2'"_s << u"bulk"_s
                                      << 0LL;
    QTest::newRow("bulk row removed") << u"DELETE FROM timeline_entry WHERE text = 'line 2'"_s << u"bulk"_s << 0LL;
    QTest::newRow("stray bulk rows")
        << u"INSERT INTO incident_record (id, uuid, number, title, description, source, source_detail, reported_by, "
           u"detected_ms, exercise, bulk_id, person_id, instant_ms) SELECT 900, 'u9', 900, 't', '', source, '', '', "
           u"detected_ms, 0, (SELECT min(id) FROM bulk_act WHERE kind = 'timeline_import'), person_id, instant_ms FROM "
           u"incident_record LIMIT 1"_s
        << u"bulk"_s << 0LL;
}

void TestVerifyChain::recordAltered()
{
    QFETCH(QString, sql);
    QFETCH(QString, check);
    QFETCH(qint64, seq);
    const QString path = copied();
    QCOMPARE(tamper(path, sql), QString());
    const auto found = verify(path);
    bool named = false;
    for (const VerifierFinding &f : found)
        named = named || (f.check == check && (seq == 0 || f.seq == seq));
    QVERIFY2(named, qPrintable(u"expected %1 at %2, got:\n"_s.arg(check).arg(seq) + told(found)));
}

void TestVerifyChain::schemaChanged_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("object");
    QTest::newRow("trigger dropped") << u"DROP TRIGGER closing_no_update"_s << u"trigger closing_no_update"_s;
    QTest::newRow("trigger altered")
        << u"DROP TRIGGER closing_no_update; CREATE TRIGGER closing_no_update BEFORE UPDATE ON closing BEGIN SELECT 1; END"_s
        << u"trigger closing_no_update"_s;
    QTest::newRow("trigger added") << u"CREATE TRIGGER t AFTER INSERT ON closing BEGIN SELECT 1; END"_s
                                   << u"trigger t"_s;
    QTest::newRow("trigger on another table")
        << u"DROP TRIGGER closing_no_delete; CREATE TRIGGER closing_no_delete BEFORE DELETE ON draft BEGIN SELECT "
           u"RAISE(ABORT, 'rows stay: nothing is deleted'); END"_s
        << u"trigger closing_no_delete"_s;
    QTest::newRow("index dropped") << u"DROP INDEX closing_incident"_s << u"index closing_incident"_s;
    QTest::newRow("table added") << u"CREATE TABLE more (x)"_s << u"table more"_s;
    QTest::newRow("view added") << u"CREATE VIEW v AS SELECT 1"_s << u"view v"_s;
    QTest::newRow("column added") << u"ALTER TABLE closing ADD COLUMN more TEXT"_s << u"table closing"_s;
    QTest::newRow("working table") << u"ALTER TABLE draft ADD COLUMN more TEXT"_s << u"table draft"_s;
    QTest::newRow("table dropped") << u"DROP TABLE send_result"_s << u"table send_result"_s;
    QTest::newRow("table emptied by renaming")
        << u"ALTER TABLE delivery RENAME TO old; CREATE TABLE delivery AS SELECT * FROM old"_s << u"table old"_s;
    QTest::newRow("hidden trigger")
        << u"PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_quiet', 'closing', 0, "
           u"'CREATE TRIGGER sqlite_quiet AFTER INSERT ON closing BEGIN SELECT 1; END')"_s
        << u"trigger sqlite_quiet"_s;
}

void TestVerifyChain::schemaChanged()
{
    QFETCH(QString, sql);
    QFETCH(QString, object);
    const QString path = copied();
    QCOMPARE(tamper(path, sql), QString());
    for (const OpenMode mode : {OpenMode::Existing, OpenMode::ReadOnly}) {
        auto refused = Database::open(path, mode, team.clock);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Damaged);
    }
    const auto found = verify(path);
    bool named = false;
    for (const VerifierFinding &f : found)
        named = named || (f.check == u"schema" && f.table == object);
    QVERIFY2(named, qPrintable(told(found)));
}

/** A valid next entry about a row as it now is, as somebody makes it who knows the chain. */
bool TestVerifyChain::appendEntry(const QString &path, const QString &table, qint64 row, const QString &op)
{
    auto db = Database::open(path, OpenMode::ReadOnly, team.clock);
    if (!db)
        return false;
    auto last = (*db)->prepare(u"SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"_s);
    if (!last.exec() || !last.next())
        return false;
    const qint64 seq = last.int64(0) + 1;
    const QByteArray previous = last.text(1).toLatin1();
    QStringList parts;
    auto columns = (*db)->prepare(u"SELECT name, type FROM pragma_table_info(?)"_s);
    if (!columns.bind(table).exec())
        return false;
    while (columns.next())
        parts << u"'%1', %1"_s.arg(columns.text(0));
    const QByteArray after =
        (*db)
            ->scalar(u"SELECT json_object(%1) FROM %2 WHERE id = %3"_s.arg(parts.join(u',')).arg(table).arg(row))
            .toString()
            .toUtf8();
    const QByteArray before = "{}";
    const bool update = op == u"update";
    const QByteArray digest = contentDigest("ab", 1, "program", op.toLatin1(), update ? &before : nullptr, after);
    const QByteArray hash = chainHash(previous, seq, team.clock.nowMs(), table.toLatin1(), row, digest);
    const auto quoted = [](const QByteArray &text) {
        return u'\'' + QString::fromUtf8(text).replace(u"'"_s, u"''"_s) + u'\'';
    };
    const QString content =
        u"INSERT INTO audit_content VALUES (%1, (SELECT incident_id FROM audit_content WHERE table_name = '%2' AND row_id = %3), '%2', %3, 1, 'program', '%4', %5, %6, 'ab')"_s
            .arg(seq)
            .arg(table)
            .arg(row)
            .arg(op, update ? quoted(before) : u"NULL"_s, quoted(after));
    const QString link = u"INSERT INTO audit VALUES (%1, %2, '%3', %4, %5, %6, %7)"_s.arg(seq)
                             .arg(team.clock.nowMs())
                             .arg(table)
                             .arg(row)
                             .arg(quoted(digest), quoted(previous), quoted(hash));
    return tamper(path, content + u';' + link).isEmpty();
}

void TestVerifyChain::forgedEntry_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("set");
    QTest::addColumn<QString>("check");
    QTest::newRow("act") << u"closing"_s << u"summary = 'x'"_s << u"row"_s;
    QTest::newRow("act, entry") << u"timeline_entry"_s << u"text = 'x'"_s << u"row"_s;
    QTest::newRow("reference") << u"person_version"_s << u"roles = 127"_s << u"row"_s;
    QTest::newRow("head, stage") << u"incident"_s << u"stage = 'assess'"_s << u"head"_s;
    QTest::newRow("head, stage since") << u"incident"_s << u"stage_since_ms = 7"_s << u"head"_s;
    QTest::newRow("head, updated") << u"incident"_s << u"updated_ms = 7"_s << u"head"_s;
    QTest::newRow("head, severity") << u"incident"_s << u"severity = 'critical'"_s << u"head"_s;
    QTest::newRow("head, track") << u"incident"_s << u"track_open = 1 - track_open"_s << u"head"_s;
    QTest::newRow("head, title") << u"incident"_s << u"title = 'x'"_s << u"head"_s;
    QTest::newRow("head, person") << u"person"_s << u"roles = 1"_s << u"head"_s;
    QTest::newRow("head, contact") << u"contact"_s << u"email = 'x@y.example'"_s << u"head"_s;
    QTest::newRow("head, subscription") << u"subscription"_s << u"name = 'x'"_s << u"head"_s;
    QTest::newRow("head, customer") << u"customer"_s << u"remark = 'x'"_s << u"head"_s;
    QTest::newRow("head, obligation met") << u"obligation"_s << u"met_ms = 7"_s << u"head"_s;
    QTest::newRow("head, obligation due") << u"obligation"_s << u"deadline_ms = deadline_ms + 1"_s << u"head"_s;
    QTest::newRow("head, declaration of it") << u"obligation"_s << u"declaration_id = 7"_s << u"head"_s;
    QTest::newRow("head, excepted") << u"obligation"_s << u"excepted_until_ms = 7"_s << u"head"_s;
    QTest::newRow("head, notice") << u"notice"_s << u"state = 'approved'"_s << u"head"_s;
    QTest::newRow("head, notice text") << u"notice"_s << u"approved_text_id = NULL"_s << u"head"_s;
    QTest::newRow("head, notice no.") << u"notice"_s << u"number = 9"_s << u"head"_s;
    QTest::newRow("head, notice updated") << u"notice"_s << u"updated_ms = 7"_s << u"head"_s;
    QTest::newRow("head, scope") << u"incident_scope"_s << u"in_scope = 1 - in_scope"_s << u"head"_s;
    QTest::newRow("head, scope since") << u"incident_scope"_s << u"since_ms = 7"_s << u"head"_s;
    QTest::newRow("head, post-mortem") << u"postmortem"_s << u"state = 'draft'"_s << u"head"_s;
    QTest::newRow("head, post-mortem text") << u"postmortem"_s << u"approved_text_id = 1"_s << u"head"_s;
}

void TestVerifyChain::forgedEntry()
{
    QFETCH(QString, table);
    QFETCH(QString, set);
    QFETCH(QString, check);
    const QString path = copied();
    auto db = Database::open(path, OpenMode::ReadOnly, team.clock);
    QVERIFY(db);
    const qint64 row = (*db)->scalar(u"SELECT min(id) FROM "_s + table).toLongLong();
    db->reset();
    QCOMPARE(tamper(path, u"UPDATE %1 SET %2 WHERE id = %3"_s.arg(table, set).arg(row)), QString());
    for (const QString &op : {u"update"_s, u"insert"_s}) {
        QVERIFY(appendEntry(path, table, row, op));
        const auto found = verify(path);
        bool named = false;
        for (const VerifierFinding &f : found) {
            QVERIFY2(f.check != u"chain" && f.check != u"digest", qPrintable(f.text)); // the forgery itself is perfect
            named = named || (f.check == check && f.table == table && f.rowId == row);
        }
        QVERIFY2(named, qPrintable(told(found)));
    }
}

/** Every digest and every hash made anew over altered contents: whole in itself, so that only an anchor tells. */
bool TestVerifyChain::chainAnew(const QString &path)
{
    auto db = Database::open(path, OpenMode::ReadOnly, team.clock);
    if (!db)
        return false;
    auto s = (*db)->prepare(u"SELECT a.seq, a.instant_ms, a.table_name, a.row_id, c.salt, c.person_id, c.role, c.op, "
                            u"c.before_json, c.after_json FROM audit a JOIN audit_content c ON c.seq = a.seq ORDER BY "
                            u"a.seq"_s);
    QByteArray previous;
    QString sql = u"BEGIN;"_s;
    if (!s.exec())
        return false;
    while (s.next()) {
        const QByteArray before = s.text(8).toUtf8();
        const QByteArray digest = contentDigest(s.text(4).toUtf8(), s.int64(5), s.text(6).toUtf8(), s.text(7).toUtf8(),
                                                s.isNull(8) ? nullptr : &before, s.text(9).toUtf8());
        const QByteArray hash = chainHash(previous, s.int64(0), s.int64(1), s.text(2).toUtf8(), s.int64(3), digest);
        sql += u"UPDATE audit SET digest = '%1', prev_hash = '%2', hash = '%3' WHERE seq = %4;"_s
                   .arg(QString::fromLatin1(digest), QString::fromLatin1(previous), QString::fromLatin1(hash))
                   .arg(s.int64(0));
        previous = hash;
    }
    return tamper(path, sql + u"COMMIT"_s).isEmpty();
}

void TestVerifyChain::rewrittenAsAWhole()
{
    const QString path = copied();
    // An entry of the timeline that never said so, and the record of it that never was.
    QCOMPARE(tamper(path, u"UPDATE timeline_entry SET text = 'Nothing' WHERE text = 'Dump taken'; UPDATE audit_content "
                          u"SET after_json = json_set(after_json, '$.text', 'Nothing') WHERE table_name = "
                          u"'timeline_entry' AND json_extract(after_json, '$.text') = 'Dump taken'"_s),
             QString());
    QVERIFY(!verify(path).isEmpty());
    QVERIFY(chainAnew(path));
    QCOMPARE(told(verify(path)), QString());
    const auto found = verify(path, {head});
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().check, u"anchor"_s);
    QCOMPARE(found.first().seq, head.seq);
}

void TestVerifyChain::cutAtTheEnd()
{
    const QString path = copied();
    // The last act: the opening of a track, its head and its line in the timeline, as if they had never been.
    auto db = Database::open(path, OpenMode::ReadOnly, team.clock);
    QVERIFY(db);
    const qint64 from =
        (*db)
            ->scalar(u"SELECT min(seq) FROM audit WHERE table_name = 'track_opening' AND row_id = (SELECT max(id) FROM "
                     u"track_opening)"_s)
            .toLongLong();
    db->reset();
    QVERIFY(from > 0);
    QCOMPARE(
        tamper(
            path,
            u"DELETE FROM timeline_entry WHERE id = (SELECT max(id) FROM timeline_entry); UPDATE incident "
            u"SET (version, track_open, updated_ms) = (SELECT json_extract(before_json, '$.version'), 0, "
            u"coalesce(json_extract(before_json, '$.updated_ms'), updated_ms) FROM audit_content WHERE "
            u"table_name = 'incident' "
            u"AND seq >= %1) WHERE id = (SELECT incident_id FROM track_opening ORDER BY id DESC LIMIT 1); DELETE FROM "
            u"track_opening WHERE id = (SELECT max(id) FROM track_opening); DELETE FROM audit WHERE seq "
            u">= %1; DELETE FROM audit_content WHERE seq >= %1"_s.arg(from)),
        QString());
    QCOMPARE(told(verify(path)), QString());
    const auto found = verify(path, {head});
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().check, u"anchor"_s);
}

void TestVerifyChain::bigFilesAreClean()
{
    Team big;
    populate(big, true);
    QVERIFY2(big.problems.isEmpty(), qPrintable(big.problems.join(u'\n')));
    QCOMPARE(big.findings(), QString());
}

QTEST_GUILESS_MAIN(TestVerifyChain)
#include "tst_verifychain.moc"
