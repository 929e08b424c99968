#include "tests/bench/benchparts.h"
#include "tests/bench/samerows.h"

#include "app/platform/systemclock.h"
#include "models/rules/rulebook.h"
#include "models/services/services.h"
#include "models/storage/database.h"

#include <QFile>

#include <fcntl.h>
#include <functional>
#include <sqlite3.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tocsin::bench {

namespace {

constexpr int kRuns = 5; // each against a floor of its own: where the disk puts its log decides what it costs
constexpr int kRounds = 81;
constexpr int kFullLog = 1100; // pages after which SQLite writes its log from the beginning again, and it grows no more

/** One row a commit, WAL and synchronous=FULL, by the C interface: nothing is cheaper that survives a power cut. */
class OneRow
{
public:
    explicit OneRow(const QString &path)
    {
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(path + suffix);
        if (sqlite3_open(path.toUtf8().constData(), &m_db) != SQLITE_OK)
            stop(u"the floor cannot be opened"_s);
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA synchronous = FULL");
        run("CREATE TABLE act (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, text TEXT NOT NULL)");
        sqlite3_prepare_v2(m_db, "INSERT INTO act (at, text) VALUES (?, ?)", -1, &m_insert, nullptr);
    }
    ~OneRow()
    {
        sqlite3_finalize(m_insert);
        sqlite3_close(m_db);
    }
    OneRow(const OneRow &) = delete;
    OneRow &operator=(const OneRow &) = delete;

    void commit()
    {
        static const QByteArray text(200, 'x');
        sqlite3_bind_int64(m_insert, 1, 1'700'000'000'000);
        sqlite3_bind_text(m_insert, 2, text.constData(), static_cast<int>(text.size()), SQLITE_STATIC);
        if (sqlite3_step(m_insert) != SQLITE_DONE)
            stop(u"the floor does not commit"_s);
        sqlite3_reset(m_insert);
    }

private:
    void run(const char *sql) { sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr); }

    sqlite3 *m_db = nullptr;
    sqlite3_stmt *m_insert = nullptr;
};

/** A page written over and over, and fdatasync(): what the disk alone costs. */
class DiskSync
{
public:
    explicit DiskSync(const QString &path)
        : m_file(open(path.toUtf8().constData(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600))
    {
    }
    ~DiskSync() { close(m_file); }
    DiskSync(const DiskSync &) = delete;
    DiskSync &operator=(const DiskSync &) = delete;
    void sync()
    {
        static const QByteArray page(4096, 'x');
        if (m_file < 0 || pwrite(m_file, page.constData(), 4096, 0) != 4096 || fdatasync(m_file) != 0)
            stop(u"the disk cannot be measured"_s);
    }

private:
    int m_file;
};

double timed(const std::function<void()> &work)
{
    const double from = nowMs();
    work();
    return nowMs() - from;
}

/** Where the floors are, and a log that grows no more: what one row costs a database that is not new. */
struct Floors
{
    QString folder;
    OneRow &settled;
    DiskSync &disk;
};

QList<Row> compare(const QString &what, double most, Floors floors, SameRows &same, const std::function<void(int)> &act)
{
    QList<double> ours, ones, rows, syncs, settled;
    int acts = 0;
    for (int run = 0; run < kRuns; ++run) {
        OneRow floor(floors.folder + u"/floor.sqlite"_s);
        for (int n = -5; n < kRounds; ++n) {
            const double our = timed([&] { act(acts++); });
            const double one = timed([&] { floor.commit(); });
            if (!same.read())
                stop(what + u" did not write the rows that it should"_s);
            const double row = timed([&] { same.commit(); });
            const double sync = timed([&] { floors.disk.sync(); });
            const double late = timed([&] { floors.settled.commit(); });
            if (n < 0)
                continue;
            ours << our;
            ones << one;
            rows << row;
            syncs << sync;
            settled << late;
        }
    }
    const double our = median(ours), one = median(ones), row = median(rows);
    return {ratioRow(what, our, one, most, ms,
                     u"fdatasync %1; one row into a log that grows no more %2; 95 % within %3"_s.arg(
                         ms(median(syncs)), ms(median(settled)), ms(percentile(ours, 0.95)))),
            ratioRow(what + u", against its own rows"_s, our, row, 1.5, ms,
                     u"these rows alone are %1 x one row"_s.arg(row / one, 0, 'f', 2))};
}

void removeDatabase(const QString &path)
{
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(path + suffix);
}

/** A copy of the bench's database that may be written, and removed again. */
class Copy
{
public:
    Copy(const Setup &setup, const QString &name)
        : m_path(setup.folder + u'/' + name)
    {
        removeDatabase(m_path);
        if (!QFile::copy(setup.database, m_path))
            stop(u"the database cannot be copied"_s);
    }
    ~Copy() { removeDatabase(m_path); }
    Copy(const Copy &) = delete;
    Copy &operator=(const Copy &) = delete;
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    QString m_path;
};

/** What the triggers set in the incident, as in heads.sql. */
constexpr char kMoveHead[] = "version, updated_ms, stage, stage_since_ms, customer_contained_ms, business_contained_ms";
constexpr char kAssessmentHead[] = "version, updated_ms, functional, information, recoverability, data_risk, severity, "
                                   "priority, provisional, overridden";

} // namespace

QList<Row> measureCommits(const Setup &setup)
{
    const Copy copy(setup, u"commits.tocsin"_s), plain(setup, u"rows.tocsin"_s);
    const SystemClock clock;
    const RuleBook rules = must(RuleBook::load(), "rules");
    const auto db = must(Database::open(copy.path(), OpenMode::Existing, clock), "open");
    Services services(*db, rules, nullptr);
    services.session.setActor(must(services.people.byLogin(setup.login), "person"));
    OneRow settled(setup.folder + u"/settled.sqlite"_s);
    for (int n = 0; n < kFullLog; ++n)
        settled.commit();
    DiskSync disk(setup.folder + u"/sync"_s);
    const Floors floors{setup.folder, settled, disk};
    IncidentFilter inDiagnose;
    inDiagnose.stages = {Stage::Diagnose};
    const auto diagnosed = must(services.incidents.page(inDiagnose, {}, 10), "page");
    const IncidentId moved = diagnosed.at(0).id, assessed = diagnosed.at(1).id, told = diagnosed.at(2).id;
    const auto rowsOf = [&](const QByteArray &head, IncidentId incident) {
        return std::make_unique<SameRows>(db->handle(), plain.path(), head, incident.value);
    };
    QList<Row> list;
    list << compare(u"Commit of a move"_s, 1.5, floors, *rowsOf(kMoveHead, moved), [&](int n) {
        must(services.incidents.move(moved, 0, n % 2 == 0 ? Stage::Stabilize : Stage::Diagnose, u"back and forth"_s),
             "move");
    });
    list << compare(u"Commit of an assessment"_s, 1.5, floors, *rowsOf(kAssessmentHead, assessed), [&](int n) {
        AssessmentInput input;
        input.findings.functional = static_cast<FunctionalImpact>(n % 4);
        input.finding = u"seen anew"_s;
        must(services.assessments.assess(assessed, 0, input), "assess");
    });
    list << compare(u"Commit of an entry, with its search index"_s, 2, floors, *rowsOf({}, told), [&](int n) {
        must(services.timeline.add(told, {EntryKind::Note,
                                          clock.nowMs(),
                                          u"Mail server %1 isolated; nobody signed in since."_s.arg(n),
                                          {},
                                          false}),
             "add");
    });
    return list;
}

} // namespace tocsin::bench
