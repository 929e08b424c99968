#include "app/platform/systemclock.h"
#include "models/rules/rulebook.h"
#include "models/services/services.h"
#include "models/services/workspace.h"
#include "models/storage/database.h"
#include "models/storage/postgressetup.h"
#include "tests/support/postgresserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>
#include <QTimer>

#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kClients = 50;
constexpr int kActsEach = 8; ///< kinds of act in a round
const QString kDatabase = u"load"_s;

QString passwordOf(const QString &login)
{
    return u"word-"_s + login;
}

QString address(const QString &login)
{
    PostgresServer &server = PostgresServer::shared();
    return u"postgresql://%1:%2@localhost:%3/%4?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert=%5"_s.arg(
        login, passwordOf(login), QString::number(server.port()), kDatabase, server.caFile());
}

qint64 residentKib()
{
    QFile status(u"/proc/self/status"_s);
    if (status.open(QIODevice::ReadOnly))
        for (const QByteArray &line : status.readAll().split('\n'))
            if (line.startsWith("VmRSS:"))
                return line.simplified().split(' ').value(1).toLongLong();
    return 0;
}

/** A workstation that only looks: it reads the board at each change, and says its memory once a second. */
int watch(const QString &where)
{
    const auto rules = RuleBook::load();
    const SystemClock clock;
    Workspace workspace(clock, *rules, nullptr);
    qint64 changes = 0;
    const auto read = [&] {
        workspace.run<BoardData>(
            &workspace, [](Services &s) { return s.incidents.board({}, 24); }, [](const Result<BoardData> &) {});
    };
    QObject::connect(&workspace, &Workspace::changed, &workspace, [&] {
        ++changes;
        read();
    });
    QTimer every;
    QObject::connect(&every, &QTimer::timeout, &workspace, [&] {
        std::printf("%lld %lld\n", changes, residentKib());
        std::fflush(stdout);
    });
    every.start(1000);
    workspace.open({where, false, false, {}, {}});
    return QCoreApplication::exec();
}

/** One workstation at work: acts of every kind, one after the other, on an incident of its own and on one of all. */
class Client
{
public:
    Client(int number, IncidentId shared)
        : m_number(number)
        , m_shared(shared)
    {
    }

    void run(const RuleBook &rules, const std::function<bool()> &goesOn)
    {
        const SystemClock clock;
        const QString login = u"c%1"_s.arg(m_number);
        auto db = Database::open(address(login), OpenMode::Existing, clock);
        if (!db)
            return fail("open", db.error());
        Services s(**db, rules, nullptr);
        const auto me = s.people.whoLoggedIn();
        if (!me)
            return fail("log-in", me.error());
        s.session.setActor(*me);
        if (!begin(s))
            return;
        for (int round = 0; problems.isEmpty() && goesOn(); ++round)
            act(s, round);
    }

    QStringList entries; ///< texts of entries that were acknowledged
    int acts = 0;
    QStringList problems;

private:
    void fail(const char *what, const Error &e)
    {
        problems << QString::fromLatin1(what) + u": "_s + e.userText + e.detail;
    }
    template<class T> bool done(const char *what, const Result<T> &result)
    {
        if (!result)
            fail(what, result.error());
        else
            ++acts;
        return result.has_value();
    }
    bool begin(Services &s)
    {
        NewIncident n;
        n.title = u"Incident of client %1"_s.arg(m_number);
        n.reportedBy = u"Monitoring"_s;
        n.source = DetectionSource::OperatorEscalation;
        n.detectedMs = s.session.nowMs() - kMinuteMs;
        auto id = s.incidents.record(n);
        if (!done("record", id))
            return false;
        m_own = *id;
        AssessmentInput a;
        a.findings.functional = FunctionalImpact::Low;
        return done("to assess", s.incidents.move(m_own, 0, Stage::Assess, u"Taken."_s)) &&
               done("assess", s.assessments.assess(m_own, 0, a)) &&
               done("to diagnose", s.incidents.move(m_own, 0, Stage::Diagnose, u"Escalated."_s));
    }
    void act(Services &s, int round)
    {
        switch (round % kActsEach) {
        case 0:
        case 1:
            done("move",
                 s.incidents.move(m_own, 0, round % 2 == 0 ? Stage::Stabilize : Stage::Diagnose, u"Back and forth."_s));
            break;
        case 2: {
            AssessmentInput a;
            a.findings.functional = static_cast<FunctionalImpact>(round / kActsEach % 4);
            done("assess", s.assessments.assess(m_own, 0, a));
            break;
        }
        default: {
            const QString text = u"client %1, act %2"_s.arg(m_number).arg(round);
            auto entry = s.timeline.add(round % 2 ? m_shared : m_own,
                                        {EntryKind::Note, s.session.nowMs(), text, {}, round % 5 == 0});
            if (done("entry", entry))
                entries << text;
        }
        }
    }

    int m_number;
    IncidentId m_shared, m_own;
};

} // namespace

/**
 * Fifty workstations on one server: no error, no lost act and none done twice, the record verifies, and who only looks
 * does not grow. Fifteen seconds; ten minutes with TOCSIN_LONG.
 */
class TestLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fiftyClients();

private:
    std::unique_ptr<RuleBook> m_rules;
    IncidentId m_shared;
    SystemClock m_clock;
};

void TestLoad::initTestCase()
{
    PostgresServer &server = PostgresServer::shared();
    QVERIFY2(server.createDatabase(kDatabase), qPrintable(server.problem()));
    auto rules = RuleBook::load();
    QVERIFY(rules);
    m_rules = std::make_unique<RuleBook>(*rules);
    for (int n = 0; n <= kClients; ++n)
        QVERIFY2(server.createLogin(u"c%1"_s.arg(n), passwordOf(u"c%1"_s.arg(n))), qPrintable(server.problem()));
    auto owner = Database::open(u"postgresql://postgres@/%1?host=%2/socket&port=%3"_s.arg(
                                    kDatabase, server.place(), QString::number(server.port())),
                                OpenMode::Create, m_clock);
    QVERIFY2(owner, owner ? "" : qPrintable(owner.error().userText + owner.error().detail));
    Person first;
    first.name = u"Client 0"_s;
    first.login = u"c0"_s;
    for (const auto &role : enumTable<Role>())
        first.roles |= role.value;
    QVERIFY(PostgresSetup(**owner).addFirstPerson(first));
    auto db = Database::open(address(u"c0"_s), OpenMode::Existing, m_clock);
    QVERIFY2(db, db ? "" : qPrintable(db.error().userText + db.error().detail));
    Services s(**db, *m_rules, nullptr);
    s.session.setActor(*s.people.whoLoggedIn());
    for (int n = 1; n <= kClients; ++n) {
        Person p;
        p.name = u"Client %1"_s.arg(n);
        p.login = u"c%1"_s.arg(n);
        p.roles = Role::Responder | Role::IncidentManager;
        const auto added = s.people.add(p);
        QVERIFY2(added, added ? "" : qPrintable(added.error().userText + added.error().detail));
    }
    NewIncident n;
    n.title = u"What all work on"_s;
    n.reportedBy = u"Monitoring"_s;
    n.source = DetectionSource::OperatorEscalation;
    n.detectedMs = s.session.nowMs() - kMinuteMs;
    const auto shared = s.incidents.record(n);
    QVERIFY2(shared, shared ? "" : qPrintable(shared.error().userText + shared.error().detail));
    m_shared = *shared;
}

void TestLoad::fiftyClients()
{
    const int seconds = qEnvironmentVariableIsSet("TOCSIN_LONG") ? 600 : 15;
    QProcess watcher;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TOCSIN_WATCH"_s, address(u"c0"_s));
    watcher.setProcessEnvironment(environment);
    watcher.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    watcher.start(QCoreApplication::applicationFilePath(), {});
    QVERIFY(watcher.waitForStarted());

    std::vector<std::unique_ptr<Client>> clients;
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::condition_variable wake;
    bool stop = false;
    for (int n = 1; n <= kClients; ++n) {
        clients.push_back(std::make_unique<Client>(n, m_shared));
        threads.emplace_back([&, client = clients.back().get()] {
            client->run(*m_rules, [&] { // one act a second each
                std::unique_lock lock(mutex);
                return !wake.wait_for(lock, std::chrono::milliseconds(1000), [&] { return stop; });
            });
        });
    }
    QElapsedTimer time;
    time.start();
    QTRY_VERIFY_WITH_TIMEOUT(time.elapsed() > seconds * 1000, (seconds + 5) * 1000);
    {
        const std::lock_guard lock(mutex);
        stop = true;
    }
    wake.notify_all();
    for (std::thread &t : threads)
        t.join();
    const double took = static_cast<double>(time.elapsed()) / 1000;

    QStringList problems, entries;
    int acts = 0;
    for (const auto &client : clients) {
        problems << client->problems;
        entries << client->entries;
        acts += client->acts;
    }
    QCOMPARE(problems.mid(0, 5).join(u'\n'), QString());
    qInfo("%d acts of %d clients in %.1f s: %.0f a second", acts, kClients, took, acts / took);

    watcher.terminate();
    QVERIFY(watcher.waitForFinished(10'000));
    QList<qint64> memory;
    qint64 seen = 0;
    for (const QByteArray &line : watcher.readAllStandardOutput().split('\n'))
        if (const auto parts = line.split(' '); parts.size() == 2) {
            seen = parts.at(0).toLongLong();
            memory << parts.at(1).toLongLong();
        }
    QVERIFY(memory.size() > seconds / 2);
    qInfo("the watching one read %lld changes; %lld KiB after a third of the time, %lld at the end", seen,
          memory.at(memory.size() / 3), memory.last());
    QVERIFY(seen > seconds);
#ifndef TOCSIN_SANITIZED // it keeps what was freed
    QVERIFY2(memory.last() - memory.at(memory.size() / 3) < 4096, "the watching client grows");
#endif

    auto db = Database::open(address(u"c0"_s), OpenMode::ReadOnly, m_clock);
    QVERIFY(db);
    auto s = (*db)->prepare(u"SELECT text FROM timeline_entry WHERE kind = 'note'"_s);
    QVERIFY(s.exec());
    QStringList kept;
    while (s.next())
        kept << s.text(0);
    kept.sort();
    entries.sort();
    QCOMPARE(kept.size(), entries.size());
    QVERIFY(kept == entries);
    Services services(**db, *m_rules, nullptr);
    services.session.setActor(*services.people.whoLoggedIn());
    const auto report = services.record.verify({}, {});
    QVERIFY2(report, report ? "" : qPrintable(report.error().userText + report.error().detail));
    QCOMPARE(report->findings.size(), 0);
    qInfo("%lld entries of the record verified", report->entries);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (const QString where = qEnvironmentVariable("TOCSIN_WATCH"); !where.isEmpty())
        return watch(where);
    TestLoad test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_load.moc"
