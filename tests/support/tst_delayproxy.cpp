#include "tests/support/delayproxy.h"
#include "tests/support/postgresserver.h"

#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <future>

using namespace Qt::StringLiterals;
using namespace tocsin::test;
using namespace std::chrono_literals;

namespace {

const QString kAda = u"ada"_s;
const QString kPassword = u"secret"_s;

/** The time a SELECT takes, in ms: the shortest of several, so that a busy machine does not disturb. */
double roundTrip(PgSession &session)
{
    double best = 1e9;
    for (int i = 0; i < 9; ++i) {
        QElapsedTimer timer;
        timer.start();
        if (!session.exec(u"SELECT 1"_s).ok)
            return -1;
        best = std::min(best, double(timer.nsecsElapsed()) / 1e6);
    }
    return best;
}

} // namespace

class TestDelayProxy : public QObject
{
    Q_OBJECT

private:
    PostgresServer &m_server = PostgresServer::shared();
    std::unique_ptr<DelayProxy> m_proxy;

    [[nodiscard]] QString conninfo() const { return m_server.conninfo(u"trial"_s, kAda, kPassword, m_proxy->port()); }
    [[nodiscard]] QString count() const
    {
        return m_server.asSuperuser(u"trial"_s, u"SELECT count(*) FROM act"_s).value;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_server.problem().isEmpty(), qPrintable(m_server.problem()));
        QVERIFY2(m_server.createLogin(kAda, kPassword), qPrintable(m_server.problem()));
        QVERIFY2(m_server.createDatabase(u"trial"_s), qPrintable(m_server.problem()));
        QVERIFY(m_server.asSuperuser(u"trial"_s, u"CREATE TABLE act (n int); GRANT ALL ON act TO ada"_s).ok);
    }

    void init()
    {
        QVERIFY(m_server.asSuperuser(u"trial"_s, u"TRUNCATE act"_s).ok);
        m_proxy = std::make_unique<DelayProxy>(m_server.port());
        QVERIFY(m_proxy->port() != 0);
    }

    void cleanup() { m_proxy.reset(); }

    void tlsGoesThroughUnchanged()
    {
        PgSession ada(conninfo());
        QVERIFY2(ada.isOpen(), qPrintable(ada.error()));
        QCOMPARE(ada.exec(u"SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"_s).value, u"t"_s);
        QCOMPARE(m_proxy->connections(), 1);
    }

    void twentyMillisecondsEachWayAreFortyThereAndBack()
    {
        PgSession ada(conninfo());
        const double near = roundTrip(ada);
        m_proxy->setLatency(20ms);
        const double far = roundTrip(ada);
        qInfo("a round trip takes %.2f ms without a delay and %.2f ms with 20 ms each way", near, far);
        QVERIFY(near > 0);
        // No upper bound: how long a busy machine lets a process wait says nothing about the proxy.
        QVERIFY2(far >= 40, qPrintable(QString::number(far)));
        m_proxy->setLatency(0ms);
        QVERIFY2(roundTrip(ada) < far, "a proxy without latency waits");
    }

    void bytesTravelTogether()
    {
        PgSession ada(conninfo());
        m_proxy->setLatency(50ms);
        QElapsedTimer timer;
        timer.start();
        // 20 MB: one delay after the other for each of its pieces would take 16 seconds and more.
        const PgAnswer much = ada.exec(u"SELECT repeat('x', 1000) FROM generate_series(1, 20000)"_s);
        QCOMPARE(much.rows, 20'000);
        QVERIFY2(timer.elapsed() < 8000, qPrintable(QString::number(timer.elapsed())));
    }

    void connectionsAreCutAtBothEnds()
    {
        PgSession ada(conninfo());
        PgSession bob(conninfo());
        QCOMPARE(m_proxy->connections(), 2);
        QVERIFY(ada.exec(u"BEGIN; INSERT INTO act VALUES (1)"_s).ok);
        m_proxy->cut();
        QCOMPARE(m_proxy->connections(), 0);
        const PgAnswer lost = ada.exec(u"COMMIT"_s);
        QVERIFY(!lost.ok);
        QCOMPARE(lost.sqlState, QString());
        QVERIFY(!bob.exec(u"SELECT 1"_s).ok);
        QTRY_COMPARE(
            m_server.asSuperuser(u"trial"_s, u"SELECT count(*) FROM pg_stat_activity WHERE usename = 'ada'"_s).value,
            u"0"_s);
        QCOMPARE(count(), u"0"_s);
        QVERIFY2(PgSession(conninfo()).isOpen(), "who comes back is served");
    }

    void frozenThingsGoOnWhenThawed()
    {
        PgSession ada(conninfo());
        m_proxy->freeze();
        QVERIFY(ada.send(u"INSERT INTO act VALUES (1)"_s));
        QVERIFY(!ada.hasAnswer(200ms));
        QCOMPARE(count(), u"0"_s);
        PgSession late(conninfo() + u" connect_timeout=2"_s);
        QVERIFY2(late.error().contains(u"timeout expired"_s), qPrintable(late.error()));
        m_proxy->thaw();
        QVERIFY(ada.hasAnswer(10s));
        QVERIFY(ada.receive().ok);
        QCOMPARE(count(), u"1"_s);
    }

    void aFrozenConnectionCanBeCut()
    {
        PgSession ada(conninfo());
        m_proxy->freeze();
        QVERIFY(ada.send(u"INSERT INTO act VALUES (1)"_s));
        m_proxy->cut();
        QVERIFY(ada.hasAnswer(5s));
        QVERIFY(!ada.receive().ok);
        QCOMPARE(count(), u"0"_s);
    }

    void newConnectionsAreRefusedForAWhile()
    {
        PgSession ada(conninfo());
        m_proxy->refuse();
        const PgSession refused(conninfo());
        QVERIFY2(refused.error().contains(u"Connection refused"_s), qPrintable(refused.error()));
        QVERIFY2(ada.exec(u"SELECT 1"_s).ok, "who is in stays in");
        const quint16 port = m_proxy->port();
        m_proxy->accept();
        QCOMPARE(m_proxy->port(), port);
        QVERIFY(PgSession(conninfo()).isOpen());
    }

    void aCommitIsCarriedOutAndItsAnswerIsLost()
    {
        PgSession ada(conninfo());
        QVERIFY(ada.exec(u"BEGIN"_s).ok);
        QVERIFY(ada.exec(u"INSERT INTO act VALUES (1)"_s).ok);
        m_proxy->loseAnswers();
        QVERIFY(ada.send(u"COMMIT"_s));
        QVERIFY(m_proxy->waitForLostAnswer(10s));
        QVERIFY(!ada.hasAnswer(100ms));
        QCOMPARE(count(), u"1"_s);
        m_proxy->cut();
        QVERIFY(ada.hasAnswer(5s));
        QVERIFY(!ada.receive().ok);
        PgSession again(conninfo());
        QVERIFY2(again.exec(u"SELECT 1"_s).ok, "answers come again after the cut");
    }

    void answersAreLostAfterSomeBytes()
    {
        PgSession ada(conninfo());
        m_proxy->loseAnswers(100'000);
        QVERIFY(ada.exec(u"SELECT repeat('x', 10000)"_s).ok);
        QVERIFY(!m_proxy->waitForLostAnswer(0ms));
        QVERIFY(ada.send(u"SELECT repeat('x', 100000)"_s));
        QVERIFY(m_proxy->waitForLostAnswer(10s));
        QVERIFY(!ada.hasAnswer(100ms));
    }

    void nothingIsLostWithoutBeingAsked()
    {
        PgSession ada(conninfo());
        QVERIFY(ada.exec(u"INSERT INTO act VALUES (1)"_s).ok);
        QVERIFY(!m_proxy->waitForLostAnswer(0ms));
    }

    void anEndIsPassedOn()
    {
        {
            const PgSession ada(conninfo());
            QCOMPARE(m_proxy->connections(), 1);
        }
        QTRY_COMPARE(m_proxy->connections(), 0);
    }

    void aServerThatIsAwayResetsTheClient()
    {
        QVERIFY2(m_server.stop(), qPrintable(m_server.problem()));
        const PgSession ada(conninfo());
        QVERIFY(!ada.isOpen());
        QVERIFY2(m_server.start(), qPrintable(m_server.problem()));
        QVERIFY(PgSession(conninfo()).isOpen());
    }

    void severalThreadsMayUseIt()
    {
        m_proxy->setLatency(2ms);
        std::vector<std::future<bool>> people;
        people.reserve(8);
        for (int i = 0; i < 8; ++i) {
            people.push_back(std::async(std::launch::async, [info = conninfo()] {
                PgSession session(info);
                for (int n = 0; n < 20; ++n) {
                    if (!session.exec(u"INSERT INTO act VALUES (1)"_s).ok)
                        return false;
                }
                return true;
            }));
        }
        for (auto &person : people)
            QVERIFY(person.get());
        QCOMPARE(count(), u"160"_s);
    }
};

QTEST_GUILESS_MAIN(TestDelayProxy)
#include "tst_delayproxy.moc"
