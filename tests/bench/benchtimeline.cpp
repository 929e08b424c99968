#include "tests/bench/benchtimeline.h"

#include "app/platform/systemclock.h"
#include "models/rules/rulebook.h"
#include "models/services/renderer.h"
#include "models/services/workspace.h"
#include "models/storage/database.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timelinedelegate.h"
#include "ui/timeline/timelinelist.h"
#include "ui/timeline/timelinetab.h"

#include <QAbstractListModel>
#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>

namespace tocsin::bench {

using namespace Qt::StringLiterals;

namespace {
constexpr int kEntries = 1'000'000;
constexpr int kChunk = 50'000;
constexpr int kJumps = 300;
constexpr int kWaitMs = 60'000;

/** Resident memory of this process, KiB. */
double residentKib()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4;
}

NewEntry entryAt(int i, qint64 endMs)
{
    NewEntry e;
    // Irregular steps: a storm and a lull every some thousand entries.
    e.atMs = endMs - qint64{kEntries - i} * 700 - (i % 4096 < 512 ? i % 97 : 0);
    e.kind = i % 11 == 0 ? EntryKind::Evidence : i % 29 == 0 ? EntryKind::Containment : EntryKind::Note;
    e.text = i % 7 == 0 ? u"Shard %1 of the archive tier was read again and compared with the first listing; the "
                          u"digests agree in all "
                          "regions, and nothing else was found in the objects that were opened."_s.arg(i)
                        : u"Looked at shard %1 of the archive tier"_s.arg(i);
    e.keyEvent = i % 1000 == 0;
    return e;
}

/** All entries in memory: what a list could cost at best. */
class MemoryModel : public QAbstractListModel
{
public:
    explicit MemoryModel(qint64 endMs)

    {
        m_rows.reserve(kEntries);
        for (int i = 0; i < kEntries; ++i) {
            const NewEntry e = entryAt(i, endMs);
            TimelineRow row;
            row.entry.id = EntryId{i + 1};
            row.entry.atMs = e.atMs;
            row.entry.recordedMs = endMs;
            row.entry.personName = m_person;
            row.entry.kind = e.kind;
            row.entry.text = e.text;
            row.entry.keyEvent = e.keyEvent;
            m_rows.append(row);
        }
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == TimelineModel::RowRole)
            return QVariant::fromValue(m_rows.at(index.row()));
        return role == Qt::DisplayRole ? QVariant(m_rows.at(index.row()).entry.text) : QVariant();
    }

private:
    QString m_person = QStringLiteral("Mira Kahn");
    QList<TimelineRow> m_rows;
};

/** Notes that the viewport was painted. */
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(QWidget *watched)
        : QObject(watched)
    {
        watched->installEventFilter(this);
    }
    bool painted = false;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        painted = painted || event->type() == QEvent::Paint;
        return false;
    }
};

bool waitFor(const std::function<bool()> &done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        if (timer.elapsed() > kWaitMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 1);
    }
    return true;
}

bool allReal(const TimelineList &list)
{
    for (int row = list.firstVisibleRow(); row <= list.lastVisibleRow(); ++row)
        if (!list.model()->index(row, 0).data(TimelineModel::RowRole).isValid())
            return false;
    return list.lastVisibleRow() >= list.firstVisibleRow();
}

/** One jump: to every visible row being real and painted, in ms. */
double jump(TimelineList &list, PaintWatch &watch, int row)
{
    watch.painted = false;
    const double start = nowMs();
    list.jumpTo(row);
    for (;;) {
        QCoreApplication::processEvents();
        if (watch.painted && allReal(list)) {
            // What was painted may have been a placeholder; rows that came since are painted now, within the time.
            list.viewport()->repaint();
            return nowMs() - start;
        }
        if (nowMs() - start > kWaitMs)
            stop(u"a jump in the timeline never showed its rows"_s);
    }
}

QList<double> jumps(TimelineList &list, quint32 seed)
{
    PaintWatch watch(list.viewport());
    QRandomGenerator random(seed);
    QList<double> times;
    for (int i = 0; i < kJumps; ++i)
        times << jump(list, watch, static_cast<int>(random.bounded(kEntries - 100)));
    return times;
}

/** By a process of its own: what a million entries leave behind in this one's heap is not what the window costs. */
IncidentId makeElsewhere(const QString &path, const QString &login, qint64 endMs)
{
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::remove(path + suffix);
    if (QProcess::execute(QCoreApplication::applicationFilePath(),
                          {u"--make-timeline"_s, path, login, QString::number(endMs)}) != 0)
        stop(u"the timeline is not made"_s);
    return IncidentId{1};
}

} // namespace

int makeTimeline(const QString &path, const QString &login, qint64 endMs)
{
    const SystemClock clock;
    const RuleBook rules = must(RuleBook::load(), "rules");
    auto db = must(Database::open(path, OpenMode::Create, clock), "timeline database");
    Services services(*db, rules, nullptr);
    Person person;
    person.name = u"Mira Kahn"_s;
    person.login = login;
    for (const auto &role : enumTable<Role>())
        person.roles |= role.value;
    must(services.people.add(person), "person");
    services.session.setActor(must(services.people.byLogin(login), "person"));
    NewIncident incident;
    incident.title = u"A million entries"_s;
    incident.description = u"A log that was imported whole."_s;
    incident.reportedBy = u"bench"_s;
    incident.detectedMs = endMs - kDayMs;
    const IncidentId id = must(services.incidents.record(incident), "incident");
    for (int from = 0; from < kEntries; from += kChunk) {
        QList<NewEntry> entries;
        entries.reserve(kChunk);
        for (int i = from; i < from + kChunk; ++i)
            entries << entryAt(i, endMs);
        (void)must(services.timeline.addBulk(id, entries, u"bench.csv"_s, QString(64, u'0')), "entries");
    }
    return 0;
}

QList<Row> measureTimeline(const Setup &setup)
{
    const SystemClock clock;
    const RuleBook rules = must(RuleBook::load(), "rules");
    const qint64 endMs = clock.nowMs() - kMinuteMs;
    const QString path = setup.folder + u"/timeline.tocsin"_s;
    const IncidentId id = makeElsewhere(path, setup.login, endMs);
    applyTheme(*qApp, Theme::Mode::Light);

    Workspace workspace(clock, rules, [] { return std::unique_ptr<Renderer>(); });
    OpenRequest request;
    request.path = path;
    request.login = setup.login;
    workspace.open(request);
    if (!waitFor([&] { return workspace.isOpen(); }))
        stop(u"the timeline database does not open"_s);
    UiContext ui;
    ui.workspace = &workspace;
    QList<double> real;
    double opened = 0;
    double memory = 0;
    int height = 0;
    int width = 0;
    {
        TimelineTab tab(ui);
        tab.resize(1280, 720);
        tab.show();
        IncidentDetails details;
        details.incident.id = id;
        details.entryCount = kEntries;
        const double start = nowMs();
        tab.showIncident(details);
        if (!waitFor([&] { return allReal(*tab.list()); }))
            stop(u"the timeline shows no rows"_s);
        tab.list()->viewport()->repaint();
        opened = nowMs() - start;
        if (!waitFor([&] { return tab.model()->isComplete() && workspace.pending() == 0; }))
            stop(u"the timeline is never counted"_s);
        real = jumps(*tab.list(), 7);
        memory = residentKib();
        width = tab.list()->width();
        height = tab.list()->height();
    }
    QList<double> floor;
    {
        MemoryModel model(endMs);
        TimelineDelegate delegate(clock);
        TimelineList list;
        list.setModel(&model);
        list.setItemDelegate(&delegate);
        list.resize(width, height);
        list.show();
        QCoreApplication::processEvents();
        floor = jumps(list, 7);
    }
    const QString beside = u"p50 %1, memory model p50 %2, p99 %3; first rows %4"_s.arg(
        ms(median(real)), ms(median(floor)), ms(percentile(floor, 0.99)), ms(opened));
    return {
        ratioRow(u"Jump in a timeline of 1,000,000 entries, median"_s, median(real), median(floor), 1.6, ms, beside),
        limitRow(u"The same, 99th percentile"_s, percentile(real, 0.99), 20, ms),
        limitRow(u"Memory of the process with that timeline open"_s, memory, 100 * 1024, mb)};
}

} // namespace tocsin::bench
