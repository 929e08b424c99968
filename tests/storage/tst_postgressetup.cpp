#include "models/storage/postgressetup.h"

#include "models/storage/database.h"
#include "tests/support/postgresserver.h"

#include <QTest>
#include <QUrl>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** DESIGN 9: a team's database is made by who may make roles, belongs to tocsin_owner, and lets nobody else in. */
class TestPostgresSetup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void byALoginThatMayCreateRoles();
    void bySomebodyWhoMayNot();
    void onlyInAnEmptyDatabase();
    void everythingBelongsToTheOwner();
    void onlyPeopleGetIn();
    void theFirstPersonIsTheFirst();

private:
    [[nodiscard]] QString address(const QString &login, const QString &database) const;
    [[nodiscard]] QString say(const QString &database, const QString &sql) const
    {
        const PgAnswer a = PostgresServer::shared().asSuperuser(database, sql);
        return a.ok ? a.value : a.error;
    }
    [[nodiscard]] static QString all(const Error &e) { return e.userText + u' ' + e.detail; }
    ManualClock m_clock{1'763'700'000'000};
};

QString TestPostgresSetup::address(const QString &login, const QString &database) const
{
    const PostgresServer &server = PostgresServer::shared();
    return u"postgresql://"_s + login + u":secret@localhost:"_s + QString::number(server.port()) + u'/' + database +
           u"?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert="_s +
           QString::fromLatin1(QUrl::toPercentEncoding(server.caFile()));
}

void TestPostgresSetup::initTestCase()
{
    PostgresServer &server = PostgresServer::shared();
    for (const QString &login : {u"keeper"_s, u"stranger"_s, u"ada"_s})
        QVERIFY2(server.createLogin(login, u"secret"_s), qPrintable(server.problem()));
    for (const QString &database : {u"one"_s, u"two"_s, u"used"_s})
        QVERIFY2(server.createDatabase(database), qPrintable(server.problem()));
    QCOMPARE(say(u"postgres"_s, u"ALTER ROLE keeper CREATEROLE CREATEDB"_s), QString());
    for (const QString &database : {u"one"_s, u"used"_s})
        QCOMPARE(say(u"postgres"_s, u"ALTER DATABASE %1 OWNER TO keeper"_s.arg(database)), QString());
}

void TestPostgresSetup::byALoginThatMayCreateRoles()
{
    auto db = Database::open(address(u"keeper"_s, u"one"_s), OpenMode::Create, m_clock);
    QVERIFY2(db, db ? "" : qPrintable(all(db.error())));
    // The roles are the server's, the next database uses them.
    QCOMPARE(say(u"postgres"_s, u"ALTER DATABASE two OWNER TO keeper"_s), QString());
    auto second = Database::open(address(u"keeper"_s, u"two"_s), OpenMode::Create, m_clock);
    QVERIFY2(second, second ? "" : qPrintable(all(second.error())));
}

void TestPostgresSetup::bySomebodyWhoMayNot()
{
    QVERIFY(PostgresServer::shared().createDatabase(u"three"_s));
    auto db = Database::open(address(u"stranger"_s, u"three"_s), OpenMode::Create, m_clock);
    QVERIFY(!db);
    QCOMPARE(db.error().kind, ErrorKind::Denied);
    QCOMPARE(say(u"three"_s, u"SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"_s), u"0"_s);
}

void TestPostgresSetup::onlyInAnEmptyDatabase()
{
    QCOMPARE(say(u"used"_s, u"CREATE TABLE mine (id INT)"_s), QString());
    auto db = Database::open(address(u"keeper"_s, u"used"_s), OpenMode::Create, m_clock);
    QVERIFY(!db);
    QCOMPARE(db.error().kind, ErrorKind::Refused);
    QCOMPARE(say(u"used"_s, u"SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"_s), u"1"_s);
    QCOMPARE(say(u"used"_s, u"SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'used'"_s), u"keeper"_s);
}

void TestPostgresSetup::everythingBelongsToTheOwner()
{
    const QString owner = u"(SELECT oid FROM pg_roles WHERE rolname = 'tocsin_owner')"_s;
    QCOMPARE(
        say(u"one"_s,
            u"SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relowner <> "_s + owner),
        u"0"_s);
    QCOMPARE(
        say(u"one"_s,
            u"SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proowner <> "_s + owner),
        u"0"_s);
    QCOMPARE(say(u"one"_s, u"SELECT count(*) FROM pg_namespace WHERE nspname = 'public' AND nspowner = "_s + owner),
             u"1"_s);
    QCOMPARE(say(u"one"_s, u"SELECT rolcanlogin::text FROM pg_roles WHERE rolname = 'tocsin_owner'"_s), u"false"_s);
    // Each table of the record is held by policies, and each function of ours says where it looks for names.
    QCOMPARE(say(u"one"_s, u"SELECT coalesce(string_agg(relname, ' '), '') FROM pg_class WHERE relkind = 'r' AND "
                           "relnamespace = 'public'::regnamespace AND NOT relrowsecurity AND relname NOT IN "
                           "('migration', 'database_info')"_s),
             QString());
    QCOMPARE(say(u"one"_s, u"SELECT coalesce(string_agg(proname, ' '), '') FROM pg_proc WHERE prosecdef AND "
                           "pronamespace = 'public'::regnamespace AND (proconfig IS NULL OR NOT "
                           "'search_path=pg_catalog, public, pg_temp' = ANY (proconfig))"_s),
             QString());
}

void TestPostgresSetup::onlyPeopleGetIn()
{
    auto db = Database::open(address(u"stranger"_s, u"one"_s), OpenMode::Existing, m_clock);
    QVERIFY(!db);
    QVERIFY2(db.error().kind == ErrorKind::Denied, qPrintable(all(db.error())));
    QCOMPARE(say(u"one"_s, u"SELECT has_database_privilege('stranger', 'one', 'CONNECT, TEMPORARY')::text || "
                           "has_schema_privilege('stranger', 'public', 'USAGE, CREATE')::text"_s),
             u"falsefalse"_s);
}

void TestPostgresSetup::theFirstPersonIsTheFirst()
{
    auto db = Database::open(address(u"keeper"_s, u"one"_s), OpenMode::Existing, m_clock);
    QVERIFY2(db, db ? "" : qPrintable(all(db.error())));
    Person p;
    p.name = u"Ada Ruiz"_s;
    p.roles = Role::Administrator;
    p.login = u"keeper"_s; // may become the owner
    QVERIFY(!PostgresSetup(**db).addFirstPerson(p));
    p.login = u"ada"_s;
    auto added = PostgresSetup(**db).addFirstPerson(p);
    QVERIFY2(added, added ? "" : qPrintable(all(added.error())));
    QVERIFY(Database::open(address(u"ada"_s, u"one"_s), OpenMode::Existing, m_clock));
    p.login = u"stranger"_s;
    auto again = PostgresSetup(**db).addFirstPerson(p);
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ErrorKind::Refused);
}

QTEST_GUILESS_MAIN(TestPostgresSetup)
#include "tst_postgressetup.moc"
