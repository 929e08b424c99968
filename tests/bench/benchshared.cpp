#include "tests/bench/benchshared.h"

#include "app/platform/systemclock.h"
#include "models/rules/rulebook.h"
#include "models/services/services.h"
#include "models/services/workspace.h"
#include "models/storage/database.h"
#include "models/storage/databasemove.h"
#include "tests/support/delayproxy.h"
#include "tests/support/postgresserver.h"
#include "ui/shell/mainwindow.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QEventLoop>
#include <QFile>
#include <QTimer>

#include <atomic>
#include <condition_variable>
#include <libpq-fe.h>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;
using namespace tocsin::test;

namespace tocsin::bench {

namespace {

constexpr int kClients = 50;
constexpr auto kOneWay = std::chrono::milliseconds(10); ///< a server 20 ms away
const QString kDatabase = u"bench"_s;

QString parameters(quint16 port)
{
    PostgresServer &server = PostgresServer::shared();
    return u"localhost:%1/%2?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert=%3"_s.arg(
        QString::number(port == 0 ? server.port() : port), kDatabase, server.caFile());
}

QString address(const QString &login, quint16 port = 0)
{
    return u"postgresql://%1:word@%2"_s.arg(login, parameters(port));
}

std::unique_ptr<Database> connectAs(const QString &login, const Clock &clock, quint16 port = 0)
{
    return must(Database::open(address(login, port), OpenMode::Existing, clock), "connect");
}

/** The bench's incidents on a server, and fifty people who work on them. */
void makeServer(const Setup &setup, const Clock &clock, const RuleBook &rules)
{
    qputenv("TOCSIN_POSTGRES_FSYNC", "on"); // a commit is on the disk, as at a team's server
    PostgresServer &server = PostgresServer::shared();
    if (!server.createDatabase(kDatabase))
        stop(server.problem());
    for (int n = 0; n <= kClients; ++n)
        if (!server.createLogin(u"c%1"_s.arg(n), u"word"_s))
            stop(server.problem());
    const QString copy = setup.folder + u"/moved.tocsin"_s;
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(copy + suffix);
    if (!QFile::copy(setup.database, copy))
        stop(u"the database cannot be copied"_s);
    {
        const auto source = must(Database::open(copy, OpenMode::Existing, clock), "source");
        const auto target = must(Database::open(u"postgresql://postgres@/%1?host=%2/socket&port=%3"_s.arg(
                                                    kDatabase, server.place(), QString::number(server.port())),
                                                OpenMode::Bare, clock),
                                 "server");
        const double from = nowMs();
        must(DatabaseMove(*source, *target, {}).run({{setup.login, u"c0"_s}}, u"bench"_s), "move");
        std::fprintf(stderr, "  moved in %.0f s\n", (nowMs() - from) / 1e3);
        must(target->run(u"ANALYZE"_s), "analyze");
    }
    const auto db = connectAs(u"c0"_s, clock);
    Services s(*db, rules, nullptr);
    s.session.setActor(must(s.people.whoLoggedIn(), "who"));
    for (int n = 1; n <= kClients; ++n) {
        Person p;
        p.name = u"Client %1"_s.arg(n);
        p.login = u"c%1"_s.arg(n);
        p.roles = Role::Responder | Role::IncidentManager;
        must(s.people.add(p), "person");
    }
}

/** The statements of an entry, one after the other as a plain client sends them. */
class PlainEntry
{
public:
    PlainEntry()
        : m_connection(PQconnectdb((u"postgresql://c0:word@"_s + parameters(0)).toUtf8().constData()))
    {
        for (const auto &[name, sql] :
             {std::pair("look", "SELECT i.*, p.name FROM incident i LEFT JOIN person p ON p.id = i.manager_id WHERE "
                                "i.id = $1 LIMIT 1"),
              std::pair("add",
                        "INSERT INTO timeline_entry (uuid, incident_id, at_ms, kind, text, tags, key_event) VALUES "
                        "(gen_random_uuid()::text, $1, 1700000000000, 'note', 'Mail server isolated; nobody "
                        "signed in since.', '', 0) RETURNING id")})
            PQclear(PQprepare(m_connection, name, sql, 0, nullptr));
    }
    ~PlainEntry() { PQfinish(m_connection); }
    PlainEntry(const PlainEntry &) = delete;
    PlainEntry &operator=(const PlainEntry &) = delete;

    void commit(qint64 incident)
    {
        const QByteArray id = QByteArray::number(incident);
        const char *value = id.constData();
        PQclear(PQexec(m_connection, "BEGIN"));
        PQclear(PQexecPrepared(m_connection, "look", 1, &value, nullptr, nullptr, 0));
        PQclear(PQexecPrepared(m_connection, "add", 1, &value, nullptr, nullptr, 0));
        PGresult *done = PQexec(m_connection, "COMMIT");
        if (PQresultStatus(done) != PGRES_COMMAND_OK)
            stop(QString::fromUtf8(PQerrorMessage(m_connection)));
        PQclear(done);
    }

private:
    PGconn *m_connection;
};

NewEntry entryOf(qint64 nowMs)
{
    return {EntryKind::Note, nowMs, u"Mail server isolated; nobody signed in since."_s, {}, false};
}

Row measureWrites(const Clock &clock, const RuleBook &rules, IncidentId incident)
{
    const auto db = connectAs(u"c0"_s, clock);
    Services s(*db, rules, nullptr);
    s.session.setActor(must(s.people.whoLoggedIn(), "who"));
    PlainEntry plain;
    QList<double> ours, floors;
    for (int n = -10; n < 201; ++n) {
        double from = nowMs();
        must(s.timeline.add(incident, entryOf(s.session.nowMs())), "entry");
        const double our = nowMs() - from;
        from = nowMs();
        plain.commit(incident.value);
        if (n < 0)
            continue;
        ours << our;
        floors << nowMs() - from;
    }
    return ratioRow(u"Shared: commit of an entry, to the same statements by libpq"_s, median(ours), median(floors), 1.5,
                    ms);
}

/** Fifty threads, each with a connection of its own, at `pace` ms from act to act (0: one after the other). */
class Crowd
{
public:
    Crowd(const Clock &clock, const RuleBook &rules, const QList<IncidentId> &incidents, int first, int pace,
          quint16 port)
    {
        for (int n = first; n <= kClients; ++n)
            m_threads.emplace_back([this, &clock, &rules, incidents, n, pace, port] {
                const auto db = connectAs(u"c%1"_s.arg(n), clock, port);
                Services s(*db, rules, nullptr);
                s.session.setActor(must(s.people.whoLoggedIn(), "who"));
                ++m_ready;
                while (goesOn(pace)) {
                    must(s.timeline.add(incidents.at(n % incidents.size()), entryOf(s.session.nowMs())), "entry");
                    ++m_acts;
                }
            });
    }
    ~Crowd()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stop = true;
        }
        m_wake.notify_all();
        for (std::thread &t : m_threads)
            t.join();
    }
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;
    [[nodiscard]] int acts() const { return m_acts; }
    [[nodiscard]] size_t ready() const { return m_ready; }
    [[nodiscard]] size_t size() const { return m_threads.size(); }

private:
    bool goesOn(int pace)
    {
        std::unique_lock lock(m_mutex);
        return !m_wake.wait_for(lock, std::chrono::milliseconds(pace), [this] { return m_stop; });
    }
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop = false;
    std::atomic<int> m_acts = 0;
    std::atomic<size_t> m_ready = 0;
    std::vector<std::thread> m_threads;
};

void pass(int msec)
{
    QEventLoop loop;
    QTimer::singleShot(msec, &loop, &QEventLoop::quit);
    loop.exec();
}

Row measureCrowd(const Clock &clock, const RuleBook &rules, const QList<IncidentId> &incidents)
{
    DelayProxy proxy(PostgresServer::shared().port());
    proxy.setLatency(kOneWay);
    Crowd crowd(clock, rules, incidents, 1, 0, proxy.port());
    while (crowd.ready() < crowd.size())
        pass(50);
    pass(1000);
    const int before = crowd.acts();
    const double from = nowMs();
    pass(10'000);
    const double acts = (crowd.acts() - before) / (nowMs() - from) * 1e3;
    return {u"Shared: acts a second, 50 clients 20 ms away"_s,
            QString::number(acts, 'f', 0),
            {},
            {},
            u"at least 300"_s,
            acts >= 300,
            {}};
}

/** Tells when the board that is painted shows an incident in a stage. */
class PaintWatch : public QObject
{
public:
    PaintWatch(const QWidget &window, const QString &reference)
        : m_window(window)
        , m_reference(reference)
    {
        qApp->installEventFilter(this);
    }
    void expect(Stage stage)
    {
        m_column = m_window.findChild<QAbstractItemView *>(u"column-"_s + codeOf(stage));
        m_at = 0;
    }
    [[nodiscard]] double at() const { return m_at; }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_at == 0 && m_column && shows())
            QMetaObject::invokeMethod(
                this, [this] { m_at = m_at > 0 ? m_at : nowMs(); }, Qt::QueuedConnection);
        return false;
    }

private:
    [[nodiscard]] bool shows() const
    {
        const QAbstractItemModel &cards = *m_column->model();
        for (int row = 0; row < cards.rowCount(m_column->rootIndex()); ++row)
            if (cards.index(row, 0, m_column->rootIndex())
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(m_reference))
                return true;
        return false;
    }
    const QWidget &m_window;
    QString m_reference;
    QAbstractItemView *m_column = nullptr;
    double m_at = 0;
};

void showBoard(MainWindow &window, Workspace &workspace)
{
    QEventLoop loop;
    QObject::connect(&window, &MainWindow::usable, &loop, &QEventLoop::quit);
    QObject::connect(&workspace, &Workspace::openFailed, &loop,
                     [](const Error &error) { stop(error.userText + error.detail); });
    QTimer::singleShot(60'000, &loop, [] { stop(u"the board was not painted within a minute"_s); });
    window.start();
    window.show();
    loop.exec();
}

QList<Row> measurePaint(const Clock &clock, const RuleBook &rules, const QList<IncidentId> &incidents)
{
    Workspace workspace(clock, rules, nullptr);
    WindowOptions options;
    options.database = address(u"c0"_s);
    MainWindow window(workspace, workspace.clock(), options);
    window.resize(1280, 720);
    showBoard(window, workspace);
    pass(2000);
    Crowd crowd(clock, rules, incidents.mid(1), 2, 1000, 0);
    const auto db = connectAs(u"c1"_s, clock);
    Services s(*db, rules, nullptr);
    s.session.setActor(must(s.people.whoLoggedIn(), "who"));
    const IncidentId moved = incidents.first();
    PaintWatch watch(window, must(s.incidents.byId(moved), "incident").reference());
    QList<double> times;
    for (int n = 0; n < 100; ++n) {
        const Stage to = n % 2 == 0 ? Stage::Stabilize : Stage::Diagnose;
        watch.expect(to);
        must(s.incidents.move(moved, 0, to, u"back and forth"_s), "move");
        const double committed = nowMs();
        QEventLoop loop;
        for (const double end = nowMs() + 5000; watch.at() == 0 && nowMs() < end;)
            loop.processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
        if (watch.at() == 0)
            stop(u"the other window did not paint the move"_s);
        times << std::max(0.0, watch.at() - committed);
        pass(90);
    }
    workspace.close();
    return {limitRow(u"Shared: from commit to painted on another workstation, 99th percentile"_s,
                     percentile(times, 0.99), 50, ms,
                     u"50 clients, one act a second each; median %1"_s.arg(ms(median(times))))};
}

Row measureFarStart(const Clock &clock, const RuleBook &rules)
{
    DelayProxy proxy(PostgresServer::shared().port());
    proxy.setLatency(kOneWay);
    QList<double> times;
    for (int n = 0; n < 7; ++n) {
        const double from = nowMs();
        Workspace workspace(clock, rules, nullptr);
        WindowOptions options;
        options.database = address(u"c0"_s, proxy.port());
        MainWindow window(workspace, workspace.clock(), options);
        window.resize(1280, 720);
        showBoard(window, workspace);
        times << nowMs() - from;
        workspace.close();
        pass(50);
    }
    return limitRow(u"Shared: start to a painted board, server 20 ms away"_s, median(times), 1000, ms,
                    u"in the running process; slowest %1"_s.arg(ms(percentile(times, 1))));
}

} // namespace

QList<Row> measureShared(const Setup &setup)
{
    const SystemClock clock;
    const RuleBook rules = must(RuleBook::load(), "rules");
    makeServer(setup, clock, rules);
    QList<IncidentId> incidents;
    {
        const auto db = connectAs(u"c0"_s, clock);
        Services s(*db, rules, nullptr);
        IncidentFilter inDiagnose;
        inDiagnose.stages = {Stage::Diagnose};
        inDiagnose.done = false;
        for (const Incident &i : must(s.incidents.page(inDiagnose, {}, 20), "page"))
            incidents << i.id;
    }
    QList<Row> rows = {measureWrites(clock, rules, incidents.last())};
    rows << measureCrowd(clock, rules, incidents);
    rows << measurePaint(clock, rules, incidents);
    rows << measureFarStart(clock, rules);
    return rows;
}

} // namespace tocsin::bench
