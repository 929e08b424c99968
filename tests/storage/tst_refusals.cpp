#include "models/storage/bulkact.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/manifest.h"
#include "models/storage/timelinerepository.h"
#include "tests/storage/populated.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <sqlite3.h>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** What the database itself refuses, through the program's own connection and through a stray shell. */
class TestRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rowsStay_data();
    void rowsStay();
    void noActForAnother();
    void strayShell_data();
    void strayShell();
    void rollbackLeavesNothing();
    void cutOffTriggerLeavesNoHeadOpen();
    void linksAreMadeInOrder();
    void nestedWriteJoins();
    void bulkWithoutFinish();
    void bulkOpenEndsWithItsTransaction();
    void bulkRowAfterFinish();
    void zeroCharacterIsRefused();
    void staleVersionIsAConflict_data();
    void staleVersionIsAConflict();
    void busyIsRetried();
    void busyForLong();
    void readOnlyWritesNothing();

private:
    [[nodiscard]] QStringList columns(const QString &table);
    Team team;
};

namespace {

/** Another program that holds the write lock. */
class Holder
{
public:
    explicit Holder(const QString &path)
    {
        shell.start(u"sqlite3"_s, {u"-batch"_s, path});
        ok = shell.waitForStarted();
        shell.write("BEGIN IMMEDIATE;\nSELECT 'held';\n");
        while (ok && !said.contains("held"))
            if (ok = shell.waitForReadyRead(5000); ok)
                said += shell.readAll();
    }
    ~Holder() { release(); }
    void release()
    {
        if (shell.state() == QProcess::NotRunning)
            return;
        shell.write("ROLLBACK;\n.quit\n");
        shell.closeWriteChannel();
        shell.waitForFinished(5000);
    }
    QProcess shell;
    QByteArray said;
    bool ok = false;
};

} // namespace

void TestRefusals::initTestCase()
{
    QVERIFY2(!QStandardPaths::findExecutable(u"sqlite3"_s).isEmpty(), "the sqlite3 shell is needed");
    populate(team, false);
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
}

QStringList TestRefusals::columns(const QString &table)
{
    QStringList names;
    auto s = team.db->prepare(u"SELECT name FROM pragma_table_info(?) ORDER BY cid"_s);
    if (s.bind(table).exec())
        while (s.next())
            names << s.text(0);
    return names;
}

void TestRefusals::rowsStay_data()
{
    QTest::addColumn<QString>("table");
    for (const TableEntry &t : tableManifest())
        if (t.kind != TableClass::Working)
            QTest::newRow(t.name) << QString::fromLatin1(t.name);
}

void TestRefusals::rowsStay()
{
    QFETCH(QString, table);
    const QStringList names = columns(table);
    const QString key = names.first();
    const QString all = names.join(u", "_s);
    const QString last = u" FROM %1 WHERE %2 = (SELECT max(%2) FROM %1)"_s.arg(table, key);
    QStringList shifted = names;
    shifted[0] = key + u" + 5000"_s;
    QStringList statements = {
        u"UPDATE %1 SET %2 = %2"_s.arg(table, names.last()),
        u"UPDATE OR IGNORE %1 SET %2 = %2"_s.arg(table, key),
        u"DELETE FROM %1"_s.arg(table),
        u"INSERT OR REPLACE INTO %1 (%2) SELECT %2%3"_s.arg(table, all, last),
        u"REPLACE INTO %1 (%2) SELECT %2%3"_s.arg(table, all, last),
        u"INSERT INTO %1 (%2) SELECT %2%3 ON CONFLICT DO UPDATE SET %4 = excluded.%4"_s.arg(table, all, last,
                                                                                            names.last()),
        // Nor where no trigger runs for what is replaced: an existing key is refused by itself (DESIGN 8).
        u"PRAGMA recursive_triggers = OFF; INSERT OR REPLACE INTO %1 (%2) SELECT %2%3"_s.arg(table, all, last),
    };
    // Another key with the same unique values: REPLACE would remove the old row.
    if (team.db->scalar(u"SELECT count(*) FROM pragma_index_list('%1') WHERE \"unique\""_s.arg(table)).toInt() > 0)
        statements << u"INSERT OR REPLACE INTO %1 (%2) SELECT %3%4"_s.arg(table, all, shifted.join(u", "_s), last);
    const auto image = [&] {
        QStringList rows;
        auto s = team.db->prepare(u"SELECT * FROM %1 ORDER BY 1"_s.arg(table));
        if (s.exec())
            while (s.next())
                for (int i = 0; i < names.size(); ++i)
                    rows << s.text(i);
        return rows;
    };
    const QStringList before = image();
    QVERIFY(!before.isEmpty());
    for (const QString &sql : statements) {
        auto done = team.db->write([&] { return team.db->run(sql); });
        QVERIFY(team.db->run(u"PRAGMA recursive_triggers = ON"_s));
        QVERIFY2(!done, qPrintable(sql));
        QVERIFY2(done.error().kind == ErrorKind::Denied || done.error().kind == ErrorKind::Conflict ||
                     done.error().kind == ErrorKind::Invalid,
                 qPrintable(sql + done.error().detail));
        QVERIFY(!done.error().userText.isEmpty());
        QCOMPARE(image(), before);
    }
    QVERIFY(!team.db->context().inAct);
}

void TestRefusals::noActForAnother()
{
    const QString sql =
        u"INSERT INTO timeline_entry (uuid, incident_id, at_ms, kind, text, tags, key_event, %1) VALUES "
        u"('%2', 1, 1, 'note', 't', '', 0, %3)"_s;
    auto forged = team.db->run(sql.arg(u"person_id"_s, newUuid(), u"2"_s));
    QVERIFY(!forged);
    QCOMPARE(forged.error().kind, ErrorKind::Denied);
    for (const QString &at : {u"tocsin_now() - 3600000"_s, u"tocsin_now() + 3600000"_s})
        QVERIFY(!team.db->run(sql.arg(u"instant_ms"_s, newUuid(), at)));
    QVERIFY(team.db->run(sql.arg(u"person_id"_s, newUuid(), u"tocsin_person()"_s)));
}

void TestRefusals::strayShell_data()
{
    rowsStay_data();
}

void TestRefusals::strayShell()
{
    QFETCH(QString, table);
    const QStringList names = columns(table);
    QStringList shifted = names;
    shifted[0] += u" + 5000"_s;
    const qint64 before = team.db->scalar(u"SELECT count(*) FROM "_s + table).toLongLong();
    for (const QString &sql :
         {u"INSERT INTO %1 (%2) SELECT %3 FROM %1 LIMIT 1;"_s.arg(table, names.join(u", "_s), shifted.join(u", "_s)),
          u"DELETE FROM %1;"_s.arg(table), u"UPDATE %1 SET %2 = %2;"_s.arg(table, names.last())}) {
        QProcess shell;
        shell.start(u"sqlite3"_s, {u"-batch"_s, u"-bail"_s, team.file, sql});
        QVERIFY(shell.waitForFinished());
        QVERIFY2(shell.exitCode() != 0, qPrintable(sql));
    }
    QCOMPARE(team.db->scalar(u"SELECT count(*) FROM "_s + table).toLongLong(), before);
}

void TestRefusals::rollbackLeavesNothing()
{
    const qint64 entries = team.db->scalar(u"SELECT count(*) FROM audit"_s).toLongLong();
    auto done = team.db->write([&]() -> Result<void> {
        auto in = TimelineRepository(*team.db).insert(IncidentId{1}, {EntryKind::Note, 1, u"gone"_s, {}, false});
        if (!in)
            return tl::unexpected(in.error());
        return failure(ErrorKind::Refused, u"no"_s);
    });
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Refused);
    QVERIFY(!team.db->inTransaction());
    QCOMPARE(team.db->scalar(u"SELECT count(*) FROM audit"_s).toLongLong(), entries);
    QCOMPARE(team.db->scalar(u"SELECT count(*) FROM timeline_entry WHERE text = 'gone'"_s).toInt(), 0);
    QVERIFY(!team.db->context().inAct);
    QCOMPARE(team.db->context().openBulkId, 0);
}

void TestRefusals::cutOffTriggerLeavesNoHeadOpen()
{
    // The head of a second incident with a number that exists fails inside the trigger, after it opened the head.
    const QString sql = u"INSERT INTO obligation_start (uuid, incident_id, duty, addressee, trigger_ms, confirmed, "
                        u"citation, rule_version) VALUES ('%1', %2, 'd', 'a', 1, 1, 'c', 'r')"_s;
    QVERIFY(!team.db->run(sql.arg(newUuid()).arg(999999)));
    QVERIFY(!team.db->context().inAct);
    // The same inside a transaction whose author goes on after the failure.
    auto done = team.db->write([&]() -> Result<void> {
        (void)team.db->run(sql.arg(newUuid()).arg(999999));
        return team.db->run(u"UPDATE incident SET title = 'x'"_s);
    });
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Denied);
}

void TestRefusals::linksAreMadeInOrder()
{
    // What hands values from column to column of the record gives them once, and to their own row alone.
    Database &db = *team.db;
    QVERIFY(!db.run(u"SELECT tocsin_linked((SELECT max(seq) + 1000 FROM audit), 'hash')"_s));
    QVERIFY(!db.run(u"SELECT tocsin_changed()"_s));
    QCOMPARE(db.scalar(u"SELECT tocsin_changes('a,b,c', 1, 1, 'x', 'y', NULL, 2)"_s).toString(),
             u"{\"b\":\"x\",\"c\":null}"_s);
    QCOMPARE(db.scalar(u"SELECT tocsin_changed()"_s).toString(), u"{\"b\":\"y\",\"c\":2}"_s);
    QVERIFY(!db.run(u"SELECT tocsin_changed()"_s));
}

void TestRefusals::nestedWriteJoins()
{
    const qint64 entries = team.db->scalar(u"SELECT count(*) FROM timeline_entry"_s).toLongLong();
    auto done = team.db->write([&]() -> Result<void> {
        auto inner = team.db->write([&]() -> Result<void> {
            auto in = TimelineRepository(*team.db).insert(IncidentId{1}, {EntryKind::Note, 1, u"inner"_s, {}, false});
            return in ? Result<void>() : tl::unexpected(in.error());
        });
        if (!inner)
            return inner;
        return failure(ErrorKind::Refused, u"outer"_s);
    });
    QVERIFY(!done);
    QCOMPARE(team.db->scalar(u"SELECT count(*) FROM timeline_entry"_s).toLongLong(), entries);
}

void TestRefusals::bulkWithoutFinish()
{
    auto done = team.db->write([&]() -> Result<void> {
        auto key = BulkAct(*team.db).open();
        auto in =
            TimelineRepository(*team.db).insert(IncidentId{1}, {EntryKind::Imported, 1, u"stray"_s, {}, false}, *key);
        return in ? Result<void>() : tl::unexpected(in.error());
    });
    QVERIFY(!done);
    QCOMPARE(team.db->scalar(u"SELECT count(*) FROM timeline_entry WHERE text = 'stray'"_s).toInt(), 0);
    QCOMPARE(team.db->context().openBulkId, 0);
    QVERIFY(!team.db->inTransaction());
}

void TestRefusals::bulkOpenEndsWithItsTransaction()
{
    qint64 key = 0;
    QVERIFY(team.db->write([&]() -> Result<void> {
        key = *BulkAct(*team.db).open();
        return {};
    }));
    QCOMPARE(team.db->context().openBulkId, 0);
    QVERIFY(!team.db->write([&]() -> Result<void> {
        auto in =
            TimelineRepository(*team.db).insert(IncidentId{1}, {EntryKind::Imported, 1, u"late"_s, {}, false}, key);
        return in ? Result<void>() : tl::unexpected(in.error());
    }));
}

void TestRefusals::bulkRowAfterFinish()
{
    auto done = team.db->write([&]() -> Result<void> {
        BulkAct bulk(*team.db);
        auto key = bulk.open();
        const auto add = [&] {
            return TimelineRepository(*team.db).insert(IncidentId{1}, {EntryKind::Imported, 1, u"b"_s, {}, false},
                                                       *key);
        };
        if (auto in = add(); !in)
            return tl::unexpected(in.error());
        if (auto ok = bulk.finish(IncidentId{1}, u"t"_s, {u"timeline_entry"_s}, u"f"_s, u"0"_s); !ok)
            return tl::unexpected(ok.error());
        auto late = add();
        return late ? Result<void>() : tl::unexpected(late.error());
    });
    QVERIFY(!done);
}

void TestRefusals::zeroCharacterIsRefused()
{
    const QString text = u"before"_s + QChar(u'\0') + u"after"_s;
    auto added = team.services->timeline.add(IncidentId{1}, {EntryKind::Note, team.clock.nowMs(), text, {}, false});
    QVERIFY(!added);
    QCOMPARE(added.error().kind, ErrorKind::Invalid);
}

void TestRefusals::staleVersionIsAConflict_data()
{
    QTest::addColumn<QString>("sql");
    const QString act = u"INSERT INTO %1 (uuid, incident_id, seen_version, %2) VALUES ('%3', 1, 99, %4)"_s;
    const auto row = [&](const char *table, const QString &names, const QString &values) {
        QTest::newRow(table) << act.arg(QString::fromLatin1(table), names, newUuid(), values);
    };
    row("stage_move", u"from_stage, to_stage, kind, reason"_s, u"'detect', 'assess', 'forward', 'r'"_s);
    row("manager_change", u"manager_id, reason"_s, u"1, 'r'"_s);
    row("track_opening", u"reason"_s, u"'r'"_s);
    row("closing", u"summary"_s, u"'r'"_s);
    row("reopening", u"to_stage, reason"_s, u"'detect', 'r'"_s);
    row("postmortem_text", u"body, sha256"_s, u"'b', 's'"_s);
    row("classification", u"outcome, personal_data, reason, participants, rule_version"_s, u"'a', 'b', '', '', ''"_s);
}

void TestRefusals::staleVersionIsAConflict()
{
    QFETCH(QString, sql);
    auto done = team.db->run(sql);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Conflict);
}

/** Another program lets go within the patience of one call: nobody hears of it. */
void TestRefusals::busyIsRetried()
{
    Holder holder(team.file);
    QVERIFY(holder.ok);
    holder.shell.write(".shell sleep 4\nROLLBACK;\n"); // longer than one busy time-out
    QVERIFY(holder.shell.waitForBytesWritten());
    auto done =
        team.services->timeline.add(IncidentId{1}, {EntryKind::Note, team.clock.nowMs(), u"in the end"_s, {}, false});
    QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
}

void TestRefusals::busyForLong()
{
    Holder holder(team.file);
    QVERIFY(holder.ok);
    sqlite3_busy_timeout(team.db->handle(), 10);
    int runs = 0;
    auto done = team.db->write([&]() -> Result<void> {
        ++runs;
        return {};
    });
    sqlite3_busy_timeout(team.db->handle(), 3000);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Locked);
    QCOMPARE(runs, 0);
    holder.release();
    QVERIFY(team.db->write([] { return Result<void>(); }));
}

void TestRefusals::readOnlyWritesNothing()
{
    auto db = Database::open(team.file, OpenMode::ReadOnly, team.clock);
    QVERIFY(db);
    auto done = (*db)->write([] { return Result<void>(); });
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::ReadOnly);
    auto raw = (*db)->run(u"INSERT INTO draft VALUES ('a', 1, 1, '', 1)"_s);
    QVERIFY(!raw);
    QCOMPARE(raw.error().kind, ErrorKind::ReadOnly);
    QCOMPARE(team.findings(), QString()); // and everything above left the record whole
}

QTEST_GUILESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
