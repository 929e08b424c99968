#include "tests/storage/teamserver.h"

#include "models/storage/postgressetup.h"

#include <QSet>
#include <QUrl>

namespace tocsin::test {

using namespace Qt::StringLiterals;

namespace {

QString passwordOf(const QString &login)
{
    return u"only-for-tests-"_s + login;
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

TeamServer::TeamServer(TeamClock &clock, const Person &first)
    : m_clock(clock)
{
    begin(first);
}

namespace {

/** Databases whose team is gone; made anew they cost seconds, emptied nothing. */
QStringList &freeDatabases()
{
    static QStringList names;
    return names;
}

} // namespace

void TeamServer::begin(const Person &first)
{
    const bool again = !freeDatabases().isEmpty();
    if (again)
        m_name = freeDatabases().takeFirst();
    if (!(again ? emptyDatabase() : makeDatabase()))
        return;
    m_clock.follow([this](qint64 ms) {
        if (const PgAnswer told = m_owner->exec(u"UPDATE test_only.clock SET ms = %1"_s.arg(ms)); !told.ok)
            fail(told.error);
    });
    addLogin(first.login);
    auto db = Database::open(ownerAddress(), OpenMode::Existing, m_clock);
    if (!db)
        return fail(db.error().userText + db.error().detail);
    if (auto added = PostgresSetup(**db).addFirstPerson(first); !added)
        fail(added.error().userText + added.error().detail);
}

bool TeamServer::makeDatabase()
{
    static int made = 0;
    m_name = u"team_%1"_s.arg(++made);
    PostgresServer &server = PostgresServer::shared();
    if (!server.createDatabase(m_name)) {
        fail(server.problem());
        return false;
    }
    auto db = Database::open(ownerAddress(), OpenMode::Create, m_clock);
    if (!db) {
        fail(db.error().userText + db.error().detail);
        return false;
    }
    m_owner = std::make_unique<PgSession>(server.superuserConninfo(m_name));
    const PgAnswer timed =
        m_owner->exec(u"CREATE SCHEMA test_only; GRANT USAGE ON SCHEMA test_only TO PUBLIC; "
                      "CREATE TABLE test_only.clock (ms BIGINT); GRANT SELECT ON test_only.clock TO PUBLIC; "
                      "INSERT INTO test_only.clock VALUES (0); "
                      "CREATE TABLE test_only.audit AS SELECT * FROM audit; "
                      "CREATE TABLE test_only.audit_content AS SELECT * FROM audit_content; "
                      "CREATE TABLE test_only.migration AS SELECT * FROM migration; "
                      "CREATE TABLE test_only.database_info AS SELECT * FROM database_info; "
                      "CREATE OR REPLACE FUNCTION tocsin_now() RETURNS BIGINT LANGUAGE sql VOLATILE PARALLEL SAFE "
                      "SET search_path = pg_catalog AS 'SELECT ms FROM test_only.clock'"_s);
    if (!timed.ok)
        fail(timed.error);
    return timed.ok;
}

/**
 * As it was when it was made: past every trigger, as only who owns the server can. Most tables were never written to
 * and most numbers never drawn: those are left alone, every test waits for this.
 */
bool TeamServer::emptyDatabase()
{
    m_owner = std::make_unique<PgSession>(PostgresServer::shared().superuserConninfo(m_name));
    const PgAnswer emptied = m_owner->exec(
        u"SET session_replication_role = replica; DO $$ DECLARE t RECORD; BEGIN "
        "FOR t IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' "
        "  AND pg_relation_size(oid) > 0 LOOP EXECUTE format('DELETE FROM %I', t.relname); END LOOP; "
        "FOR t IN SELECT relname FROM pg_class WHERE relnamespace = 'test_only'::regnamespace AND relname <> 'clock' "
        "LOOP "
        "  EXECUTE format('INSERT INTO public.%I SELECT * FROM test_only.%I', t.relname, t.relname); END LOOP; "
        "FOR t IN SELECT attrelid::regclass::text AS name, attname, objid FROM pg_class s JOIN pg_depend ON classid = "
        "  'pg_class'::regclass AND objid = s.oid AND deptype = 'i' JOIN pg_attribute ON attrelid = refobjid AND "
        "attnum "
        "  = refobjsubid WHERE s.relkind = 'S' AND CASE WHEN s.relnamespace = 'public'::regnamespace THEN "
        "  pg_sequence_last_value(s.oid) IS NOT NULL END LOOP " // others may go while they are looked at
        "  EXECUTE format('SELECT setval(%s, (SELECT coalesce(max(%I), 0) + 1 FROM %s), false)', t.objid, t.attname, "
        "t.name); END LOOP; END $$; RESET session_replication_role"_s);
    if (!emptied.ok)
        fail(emptied.error);
    return emptied.ok;
}

TeamServer::~TeamServer()
{
    m_clock.follow({});
    if (m_problem.isEmpty())
        freeDatabases() << m_name;
}

void TeamServer::fail(const QString &problem)
{
    m_problem += problem + u'\n';
}

void TeamServer::addLogin(const QString &login)
{
    static QSet<QString> made; // a password costs the server milliseconds, and every team has the same people
    if (made.contains(login))
        return;
    if (PostgresServer::shared().createLogin(login, passwordOf(login)))
        made.insert(login);
    else
        fail(PostgresServer::shared().problem());
}

// Not by arg(): what is percent-encoded looks like a place for another argument.
QString TeamServer::ownerAddress() const
{
    const PostgresServer &server = PostgresServer::shared();
    return u"postgresql:///"_s + m_name + u"?user="_s + QLatin1StringView(PostgresServer::kSuperuser) + u"&port="_s +
           QString::number(server.port()) + u"&host="_s + encoded(server.place() + u"/socket"_s);
}

QString TeamServer::address(const QString &login) const
{
    const PostgresServer &server = PostgresServer::shared();
    return u"postgresql://"_s + login + u':' + passwordOf(login) + u"@localhost:"_s + QString::number(server.port()) +
           u'/' + m_name + u"?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert="_s + encoded(server.caFile());
}

QString TeamServer::conninfo(const QString &login) const
{
    return PostgresServer::shared().conninfo(m_name, login, passwordOf(login));
}

PgAnswer TeamServer::asOwner(const QString &sql)
{
    return m_owner->exec(sql);
}

} // namespace tocsin::test
