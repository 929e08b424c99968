#include "tests/support/postgresserver.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QTest>
#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace tocsin::test;
using namespace std::chrono_literals;

namespace {

const QString kAda = u"ada"_s;
const QString kPassword = u"it's a \\ \"pass word\";"_s;

} // namespace

class TestPostgresServer : public QObject
{
    Q_OBJECT

private:
    PostgresServer &m_server = PostgresServer::shared();

    [[nodiscard]] QString conninfo(const QString &database = u"trial"_s) const
    {
        return m_server.conninfo(database, kAda, kPassword);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_server.problem().isEmpty(), qPrintable(m_server.problem()));
        QVERIFY2(m_server.createLogin(kAda, kPassword), qPrintable(m_server.problem()));
        QVERIFY2(m_server.createDatabase(u"trial"_s), qPrintable(m_server.problem()));
    }

    void itIsARealServerThatKeepsWhatItCommits()
    {
        PgSession ada(conninfo());
        QVERIFY2(ada.isOpen(), qPrintable(ada.error()));
        QVERIFY(ada.exec(u"SHOW server_version_num"_s).value.toInt() >= 150000);
        QCOMPARE(ada.exec(u"SHOW server_encoding"_s).value, u"UTF8"_s);
        QCOMPARE(ada.exec(u"SELECT session_user"_s).value, kAda);
    }

    void theServerDoesNotRunAsRoot()
    {
        const QFileInfo data(m_server.place() + u"/data/postmaster.pid"_s);
        QVERIFY(data.exists());
        QVERIFY(data.ownerId() != 0);
    }

    void tlsIsWhatPeopleComeThrough()
    {
        PgSession ada(conninfo());
        const PgAnswer tls = ada.exec(u"SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl"_s);
        QVERIFY2(tls.ok, qPrintable(tls.error));
        QCOMPARE(tls.value, u"TLSv1.3"_s);
        QCOMPARE(ada.exec(u"SELECT left(rolpassword, 13) FROM pg_authid WHERE rolname = 'ada'"_s).sqlState, u"42501"_s);
        QCOMPARE(
            m_server.asSuperuser(u"trial"_s, u"SELECT left(rolpassword, 13) FROM pg_authid WHERE rolname = 'ada'"_s)
                .value,
            u"SCRAM-SHA-256"_s);
    }

    void theCertificateHoldsForNameAndAddress()
    {
        const QString byAddress = conninfo().replace(u"host=localhost hostaddr=127.0.0.1"_s, u"host=127.0.0.1"_s);
        PgSession ada(byAddress);
        QVERIFY2(ada.isOpen(), qPrintable(ada.error()));
    }

    void whoeverIsNotRightIsRefused_data()
    {
        QTest::addColumn<QString>("conninfo");
        QTest::addColumn<QString>("why");
        const QString right = m_server.conninfo(u"trial"_s, kAda, kPassword);
        QTest::newRow("an authority that did not sign it")
            << right + u" sslrootcert='%1'"_s.arg(m_server.otherCaFile()) << u"certificate verify failed"_s;
        QTest::newRow("no such file of an authority")
            << right + u" sslrootcert=/nowhere.crt"_s << u"root certificate file"_s;
        QTest::newRow("another host's name") << right + u" host=elsewhere.example"_s << u"does not match host name"_s;
        QTest::newRow("plain text") << right + u" sslmode=disable"_s << u"pg_hba.conf rejects connection"_s;
        QTest::newRow("a wrong password")
            << m_server.conninfo(u"trial"_s, kAda, u"guess"_s) << u"password authentication failed"_s;
        QTest::newRow("no password") << m_server.conninfo(u"trial"_s, kAda) << u"no password supplied"_s;
        QTest::newRow("nobody") << m_server.conninfo(u"trial"_s, u"nobody"_s, kPassword)
                                << u"password authentication failed"_s;
    }

    void whoeverIsNotRightIsRefused()
    {
        QFETCH(QString, conninfo);
        QFETCH(QString, why);
        PgSession session(conninfo);
        QVERIFY(!session.isOpen());
        QVERIFY2(session.error().contains(why), qPrintable(session.error()));
    }

    void theSuperuserCanLogInAsPeopleDo()
    {
        PgSession root(m_server.conninfo(u"trial"_s, u"postgres"_s, QLatin1String(PostgresServer::kSuperuserPassword)));
        QVERIFY2(root.isOpen(), qPrintable(root.error()));
        QCOMPARE(root.exec(u"SHOW is_superuser"_s).value, u"on"_s);
    }

    void databasesAreMadeEmptyAgain()
    {
        PgSession ada(m_server.superuserConninfo(u"trial"_s));
        QVERIFY(ada.exec(u"CREATE TABLE notes (id bigint)"_s).ok);
        QVERIFY2(m_server.createDatabase(u"trial"_s), "although somebody is in it");
        QVERIFY(!ada.exec(u"SELECT 1"_s).ok);
        QCOMPARE(m_server.asSuperuser(u"trial"_s, u"SELECT * FROM notes"_s).sqlState, u"42P01"_s);
        QVERIFY(m_server.createDatabase(u"with \"quotes\" and ü"_s));
        QVERIFY(PgSession(conninfo(u"with \"quotes\" and ü"_s)).isOpen());
    }

    void aLoginGetsANewPassword()
    {
        QVERIFY(m_server.createLogin(u"bob"_s, u"first"_s));
        QVERIFY(m_server.createLogin(u"bob"_s, u"second"_s));
        QVERIFY(!PgSession(m_server.conninfo(u"trial"_s, u"bob"_s, u"first"_s)).isOpen());
        QVERIFY(PgSession(m_server.conninfo(u"trial"_s, u"bob"_s, u"second"_s)).isOpen());
    }

    void psqlRunsAsAPerson()
    {
        const PsqlRun good = m_server.psql(u"trial"_s, kAda, kPassword,
                                           u"SELECT session_user, 'ü';\nSELECT ssl FROM pg_stat_ssl WHERE pid = "
                                           "pg_backend_pid();\n"_s);
        QCOMPARE(good.err, QString());
        QCOMPARE(good.out, u"ada|ü\nt\n"_s);
        QCOMPARE(good.exitCode, 0);

        const PsqlRun denied =
            m_server.psql(u"trial"_s, kAda, kPassword, u"SELECT 1;\nTABLE pg_authid;\nSELECT 2;\n"_s);
        QCOMPARE(denied.exitCode, 3);
        QCOMPARE(denied.out, u"1\n"_s);
        QVERIFY2(denied.err.contains(u"42501"_s), qPrintable(denied.err));

        const PsqlRun refused = m_server.psql(u"trial"_s, kAda, u"guess"_s, u"SELECT 1;"_s);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.err.contains(u"password authentication failed"_s), qPrintable(refused.err));

        const PsqlRun root = m_server.psqlAsSuperuser(u"trial"_s, u"SHOW is_superuser"_s);
        QCOMPARE(root.out, u"on\n"_s);
        QCOMPARE(root.exitCode, 0);
    }

    void itStopsAndStartsOnTheSamePort()
    {
        const quint16 port = m_server.port();
        PgSession ada(conninfo());
        QVERIFY(m_server.asSuperuser(u"trial"_s, u"CREATE TABLE stopped AS SELECT 7 AS n"_s).ok);
        QVERIFY2(m_server.stop(), qPrintable(m_server.problem()));
        QVERIFY2(!ada.exec(u"SELECT 1"_s).ok, "its sessions are closed");
        QVERIFY(!PgSession(conninfo()).isOpen());
        QVERIFY(!m_server.stop());
        QVERIFY2(m_server.problem().contains(u"does not run"_s), qPrintable(m_server.problem()));
        QVERIFY2(m_server.start(), qPrintable(m_server.problem()));
        QVERIFY(m_server.problem().isEmpty());
        QCOMPARE(m_server.port(), port);
        QCOMPARE(m_server.asSuperuser(u"trial"_s, u"TABLE stopped"_s).value, u"7"_s);
    }

    void aKilledServerRecoversWhatWasCommitted()
    {
        PgSession ada(m_server.superuserConninfo(u"trial"_s));
        QVERIFY(ada.exec(u"CREATE TABLE kept (n int)"_s).ok);
        QVERIFY(ada.exec(u"INSERT INTO kept VALUES (1)"_s).ok);
        QVERIFY(ada.exec(u"BEGIN"_s).ok);
        QVERIFY(ada.exec(u"INSERT INTO kept VALUES (2)"_s).ok);
        QVERIFY2(m_server.kill(), qPrintable(m_server.problem()));
        const PgAnswer lost = ada.exec(u"COMMIT"_s);
        QVERIFY(!lost.ok);
        QCOMPARE(lost.sqlState, QString());
        QVERIFY(!ada.isOpen());
        QVERIFY2(m_server.start(), qPrintable(m_server.problem()));
        QVERIFY2(m_server.log().contains(u"was not properly shut down"_s), "it was no orderly end");
        QCOMPARE(m_server.asSuperuser(u"trial"_s, u"SELECT sum(n) FROM kept"_s).value, u"1"_s);
    }

    void aPausedServerAnswersWhenItGoesOn()
    {
        PgSession ada(conninfo());
        QVERIFY(ada.isOpen());
        QVERIFY2(m_server.pause(), qPrintable(m_server.problem()));
        QVERIFY(ada.send(u"SELECT 42"_s));
        QVERIFY(!ada.hasAnswer(300ms));
        QVERIFY2(m_server.resume(), qPrintable(m_server.problem()));
        QVERIFY(ada.hasAnswer(10s));
        QCOMPARE(ada.receive().value, u"42"_s);
    }

    void aPausedServerTakesConnectionsAndSaysNothing()
    {
        QVERIFY2(m_server.pause(), qPrintable(m_server.problem()));
        PgSession waiting(conninfo() + u" connect_timeout=2"_s);
        QVERIFY(!waiting.isOpen());
        QVERIFY2(waiting.error().contains(u"timeout expired"_s), qPrintable(waiting.error()));
        QVERIFY2(m_server.stop(), qPrintable(m_server.problem())); // also from there
        QVERIFY2(m_server.start(), qPrintable(m_server.problem()));
    }

    void nothingIsLeftWhenItsOwnerGoes()
    {
        QString place;
        {
            PostgresServer own;
            QVERIFY2(own.problem().isEmpty(), qPrintable(own.problem()));
            QVERIFY(own.port() != m_server.port());
            QVERIFY(own.kill());
            place = own.place();
            QVERIFY(QFileInfo::exists(place));
        }
        QVERIFY2(!QFileInfo::exists(place), "the destructor waits for it");
    }

    void nothingIsLeftWhenItsOwnerIsKilled()
    {
        QProcess owner;
        owner.start(QCoreApplication::applicationFilePath(), {u"own-a-server-and-die"_s});
        QVERIFY(owner.waitForFinished(60'000));
        QCOMPARE(owner.exitStatus(), QProcess::CrashExit);
        const QStringList said = QString::fromUtf8(owner.readAllStandardOutput()).trimmed().split(u' ');
        QCOMPARE(said.size(), 2);
        QVERIFY2(said.first().startsWith(u"/tmp/tocsin-postgres."_s), qPrintable(said.first()));
        QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(said.first()), 30'000);
        QVERIFY2(!QFileInfo::exists(u"/proc/"_s + said.last()), "its server still runs");
    }

    void withoutPostgresATestFailsAndSaysWhy()
    {
        qputenv("TOCSIN_POSTGRES", "/nowhere");
        PostgresServer missing;
        qunsetenv("TOCSIN_POSTGRES");
        QVERIFY2(missing.problem().contains(u"PostgreSQL is missing"_s), qPrintable(missing.problem()));
        QVERIFY(!missing.start());
        QVERIFY(!missing.createDatabase(u"x"_s));
        QVERIFY2(missing.problem().contains(u"PostgreSQL is missing"_s), "the reason stays");
    }
};

namespace {

/** Says where its server is and dies as a crash or a time-out would have it, with the server paused for good measure.
 */
int ownAServerAndDie()
{
    PostgresServer &server = PostgresServer::shared();
    const QString file = server.asSuperuser(u"postgres"_s, u"SELECT pg_read_file('postmaster.pid')"_s).value;
    const QString process = file.section(u'\n', 0, 0);
    std::printf("%s %s\n", qPrintable(server.place()), qPrintable(process));
    std::fflush(stdout);
    if (!server.pause())
        return 1;
    return raise(SIGKILL);
}

} // namespace

int main(int count, char **arguments)
{
    const QCoreApplication application(count, arguments);
    if (QCoreApplication::arguments().contains(u"own-a-server-and-die"_s))
        return ownAServerAndDie();
    TestPostgresServer test;
    return QTest::qExec(&test, count, arguments);
}

#include "tst_postgresserver.moc"
