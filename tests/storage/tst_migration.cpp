#include "models/storage/migrator.h"
#include "tests/storage/populated.h"

#include <QFile>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/**
 * A populated database of every released version opens in this one and verifies. The files are made once, when a
 * version is released, and never again: TOCSIN_WRITE_DUMP=1 writes the one of the newest version.
 */
class TestMigration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dumpOpensAndVerifies_data();
    void dumpOpensAndVerifies();

private:
    [[nodiscard]] static QString stored(int version)
    {
        return qEnvironmentVariable("TOCSIN_SOURCE_DIR") +
               u"/tests/data/migration/%1.tocsin.z"_s.arg(version, 4, 10, QChar(u'0'));
    }
    void writeDump(int version);
};

void TestMigration::writeDump(int version)
{
    Team team;
    populate(team, false);
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    const QString copy = team.path(u"copy.tocsin"_s);
    QVERIFY(team.services->record.backup(copy, {}));
    QFile in(copy);
    QFile out(stored(version));
    QVERIFY(in.open(QIODevice::ReadOnly) && out.open(QIODevice::WriteOnly));
    const QByteArray bytes = qCompress(in.readAll(), 9);
    QCOMPARE(out.write(bytes), bytes.size());
}

void TestMigration::dumpOpensAndVerifies_data()
{
    QTest::addColumn<int>("version");
    for (const Migration &m : Migrator::migrations())
        QTest::newRow(m.name) << m.version;
}

void TestMigration::dumpOpensAndVerifies()
{
    QFETCH(int, version);
    QVERIFY2(qEnvironmentVariableIsSet("TOCSIN_SOURCE_DIR"), "run it by ctest");
    if (qEnvironmentVariableIsSet("TOCSIN_WRITE_DUMP") && version == Migrator::newestVersion())
        writeDump(version);
    QFile file(stored(version));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    QTemporaryDir dir;
    const QString path = dir.filePath(u"old.tocsin"_s);
    QFile out(path);
    QVERIFY(out.open(QIODevice::WriteOnly));
    QVERIFY(out.write(qUncompress(file.readAll())) > 0);
    out.close();
    ManualClock clock(1'800'000'000'000);
    auto db = Database::open(path, OpenMode::Existing, clock);
    QVERIFY2(db, db ? "" : qPrintable(db.error().userText + db.error().detail));
    QCOMPARE((*db)->scalar(u"PRAGMA user_version"_s).toInt(), Migrator::newestVersion());
    QVERIFY((*db)->scalar(u"SELECT count(*) FROM audit"_s).toInt() > 100);
    const auto rules = RuleBook::load();
    Services services(**db, *rules, nullptr);
    const auto report = services.record.verify({}, {});
    QVERIFY(report);
    QStringList found;
    for (const Finding &f : report->findings)
        found << f.check + u": "_s + f.text;
    QVERIFY2(report->clean(), qPrintable(found.join(u'\n')));
    // Work goes on in it.
    services.session.setActor(*services.people.byLogin(u"mira"_s));
    QVERIFY(services.timeline.add(IncidentId{1}, {EntryKind::Note, clock.nowMs(), u"after"_s, {}, false}));
    QVERIFY(services.record.verify({}, {})->clean());
}

QTEST_GUILESS_MAIN(TestMigration)
#include "tst_migration.moc"
