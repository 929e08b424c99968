#include "models/storage/database.h"
#include "models/storage/schemacompare.h"
#include "tests/support/postgresserver.h"

#include <QFile>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/**
 * The schema of a shared database is the one this version carries a list of; what differs is named. With
 * TOCSIN_WRITE_SCHEMA=FILE the list is written there: after a change of the migration, into its folder.
 */
class TestServerSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isTheListedOne();
    void changesAreNamed_data();
    void changesAreNamed();

private:
    [[nodiscard]] QString address() const
    {
        return u"postgresql://postgres@/schema?host=%1/socket&port=%2"_s.arg(PostgresServer::shared().place())
            .arg(PostgresServer::shared().port());
    }
    ManualClock m_clock{1'763'700'000'000};
    std::unique_ptr<Database> m_db;
};

void TestServerSchema::initTestCase()
{
    PostgresServer &server = PostgresServer::shared();
    QVERIFY2(server.createDatabase(u"schema"_s), qPrintable(server.problem()));
    auto made = Database::open(address(), OpenMode::Create, m_clock);
    QVERIFY2(made, made ? "" : qPrintable(made.error().userText + made.error().detail));
    m_db = std::move(*made);
}

void TestServerSchema::isTheListedOne()
{
    if (const QString path = qEnvironmentVariable("TOCSIN_WRITE_SCHEMA"); !path.isEmpty()) {
        const auto list = schemaList(*m_db);
        QVERIFY(list);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(*list) == list->size());
        return;
    }
    const auto differences = compareSchema(*m_db);
    QVERIFY(differences);
    QStringList texts;
    for (const auto &[object, text] : *differences)
        texts << text;
    QCOMPARE(texts.join(u'\n'), QString());
}

void TestServerSchema::changesAreNamed_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("object");
    const auto row = [](const char *name, const char *sql, const char *object) {
        QTest::newRow(name) << QString::fromLatin1(sql) << QString::fromLatin1(object);
    };
    row("trigger off", "ALTER TABLE stage_move DISABLE TRIGGER a_no_update", "trigger stage_move.a_no_update");
    row("trigger gone", "DROP TRIGGER a_guard ON audit", "trigger audit.a_guard");
    row("function", "CREATE OR REPLACE FUNCTION tocsin_now() RETURNS BIGINT LANGUAGE sql AS 'SELECT 1::bigint'",
        "function tocsin_now()");
    row("column", "ALTER TABLE audit ADD COLUMN x TEXT", "table audit");
    row("constraint", "ALTER TABLE stage_move DROP CONSTRAINT stage_move_uuid_key",
        "constraint stage_move.stage_move_uuid_key");
    row("right", "GRANT UPDATE ON audit TO tocsin_auditor", "table audit");
    row("policy", "ALTER TABLE incident DISABLE ROW LEVEL SECURITY", "table incident");
    row("added", "CREATE TABLE beside (id INT)", "table beside");
    row("rule", "CREATE RULE quiet AS ON INSERT TO stage_move DO INSTEAD NOTHING", "rule stage_move.quiet");
}

void TestServerSchema::changesAreNamed()
{
    QFETCH(QString, sql);
    QFETCH(QString, object);
    QVERIFY(m_db->run(u"BEGIN"_s));
    const auto changed = m_db->run(sql);
    const auto differences = compareSchema(*m_db);
    QVERIFY(m_db->run(u"ROLLBACK"_s));
    QVERIFY2(changed, changed ? "" : qPrintable(changed.error().detail));
    QVERIFY2(differences, differences ? "" : qPrintable(differences.error().detail));
    QStringList objects;
    for (const auto &[name, text] : *differences)
        objects << name;
    QVERIFY2(objects.contains(object), qPrintable(objects.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestServerSchema)
#include "tst_serverschema.moc"
