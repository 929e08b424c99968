#include "tests/storage/teamserver.h"

#include "models/storage/postgressetup.h"

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

void TeamServer::begin(const Person &first)
{
    static int made = 0;
    m_name = u"team_%1"_s.arg(++made);
    PostgresServer &server = PostgresServer::shared();
    if (!server.createDatabase(m_name))
        return fail(server.problem());
    addLogin(first.login);
    auto db = Database::open(ownerAddress(), OpenMode::Create, m_clock);
    if (!db)
        return fail(db.error().userText + db.error().detail);
    m_owner = std::make_unique<PgSession>(server.superuserConninfo(m_name));
    const PgAnswer timed =
        m_owner->exec(u"CREATE SCHEMA test_only; GRANT USAGE ON SCHEMA test_only TO PUBLIC; "
                      "CREATE TABLE test_only.clock (ms BIGINT); GRANT SELECT ON test_only.clock TO PUBLIC; "
                      "INSERT INTO test_only.clock VALUES (%1); "
                      "CREATE OR REPLACE FUNCTION tocsin_now() RETURNS BIGINT LANGUAGE sql VOLATILE PARALLEL SAFE "
                      "SET search_path = pg_catalog AS 'SELECT ms FROM test_only.clock'"_s.arg(m_clock.nowMs()));
    if (!timed.ok)
        return fail(timed.error);
    m_clock.follow([this](qint64 ms) {
        if (const PgAnswer told = m_owner->exec(u"UPDATE test_only.clock SET ms = %1"_s.arg(ms)); !told.ok)
            fail(told.error);
    });
    if (auto added = PostgresSetup(**db).addFirstPerson(first); !added)
        fail(added.error().userText + added.error().detail);
}

TeamServer::~TeamServer()
{
    m_clock.follow({});
}

void TeamServer::fail(const QString &problem)
{
    m_problem += problem + u'\n';
}

void TeamServer::addLogin(const QString &login)
{
    if (!PostgresServer::shared().createLogin(login, passwordOf(login)))
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
