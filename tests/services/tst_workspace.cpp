#include "models/services/earlyopen.h"
#include "models/services/workspace.h"
#include "models/storage/storagethread.h"
#include "tests/storage/populated.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <numeric>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** Jobs in order, answers only to those who still ask, and what other programs change. */
class TestWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void threadRunsEveryJobInOrder();
    void answersInOrder();
    void answerOfAClosedDatabaseIsDropped();
    void contextDestroyed();
    void destroyedWhileBusy();
    void changeOfAnotherProgram();
    void ownChangeIsTold();
    void longReadsDoNotStopTheOthers();
    void goesOnWithWhatWasBegun();
    void whatWasBegunForAnother();
    void whatWasBegunAndFails();
    void rulesAreWaitedFor();
    void openFailedIsSaid_data();
    void openFailedIsSaid();
    void whatCannotBeFinishedIsNotLeft();
    void jobWithoutDatabase();

private:
    void opened();
    [[nodiscard]] qint64 timeOfTheDatabase();
    [[nodiscard]] OpenRequest request() const { return {team->file, false, false, u"mira"_s, {}}; }

    QTemporaryDir home;
    std::unique_ptr<Team> team;
    std::unique_ptr<Workspace> w;
    IncidentId incident;
};

void TestWorkspace::init()
{
    qputenv("XDG_DATA_HOME", home.path().toLocal8Bit()); // anchors go there
    team = std::make_unique<Team>();
    incident = team->record(u"First"_s);
    w = std::make_unique<Workspace>(team->clock, *team->rules, [] { return std::make_unique<PlainRenderer>(); });
}

void TestWorkspace::cleanup()
{
    w.reset();
    team.reset();
}

void TestWorkspace::opened()
{
    QSignalSpy spy(w.get(), &Workspace::opened);
    w->open(request());
    QTRY_COMPARE(spy.count(), 1);
    QVERIFY(w->isOpen());
    QCOMPARE(w->status().person.id, team->mira);
}

/** By the clock the file was opened with: the team's, or the one of who began to open it. */
qint64 TestWorkspace::timeOfTheDatabase()
{
    qint64 ms = 0;
    w->run<qint64>(
        this, [](Services &s) { return Result<qint64>(s.session.nowMs()); },
        [&ms](const Result<qint64> &now) { ms = *now; });
    [&ms] { QTRY_VERIFY(ms != 0); }();
    return ms;
}

void TestWorkspace::threadRunsEveryJobInOrder()
{
    QList<int> order; // read after the thread was joined
    std::atomic<int> done = 0;
    {
        StorageThread thread;
        for (int i = 0; i < 500; ++i)
            thread.post([&order, &done, i] {
                order << i;
                ++done;
            });
        QVERIFY(thread.pending() >= 0);
    }
    QCOMPARE(done.load(), 500); // what was posted is done, also when the thread ends
    QList<int> expected(500);
    std::iota(expected.begin(), expected.end(), 0);
    QCOMPARE(order, expected);
}

void TestWorkspace::answersInOrder()
{
    opened();
    QList<int> answers;
    for (int i = 0; i < 200; ++i)
        w->run<int>(
            this, [i](Services &) { return Result<int>(i); }, [&answers](Result<int> r) { answers << *r; });
    QVERIFY(w->pending() > 0);
    QTRY_COMPARE(answers.size(), 200);
    QVERIFY(std::is_sorted(answers.begin(), answers.end()));
    QTRY_COMPARE(w->pending(), 0);
}

void TestWorkspace::answerOfAClosedDatabaseIsDropped()
{
    opened();
    bool answered = false;
    auto ran = std::make_shared<std::atomic<bool>>(false);
    w->run<int>(
        this,
        [ran](Services &) {
            *ran = true;
            return Result<int>(1);
        },
        [&answered](Result<int>) { answered = true; });
    QSignalSpy spy(w.get(), &Workspace::closed);
    w->close();
    QCOMPARE(spy.count(), 1);
    QTRY_COMPARE(w->pending(), 0);
    QVERIFY(*ran); // an act that was asked for is done
    QVERIFY(!answered);
    QVERIFY(!w->isOpen());
}

void TestWorkspace::contextDestroyed()
{
    opened();
    auto context = std::make_unique<QObject>();
    bool answered = false;
    w->run<int>(
        context.get(), [](Services &) { return Result<int>(1); }, [&answered](Result<int>) { answered = true; });
    context.reset();
    QTRY_COMPARE(w->pending(), 0);
    QVERIFY(!answered);
}

void TestWorkspace::destroyedWhileBusy()
{
    opened();
    auto ran = std::make_shared<std::atomic<int>>(0);
    for (int i = 0; i < 50; ++i)
        w->run<int>(
            this, [ran](Services &) { return Result<int>(++*ran); }, [](Result<int>) { QFAIL("too late"); });
    w.reset();
    QCOMPARE(ran->load(), 50);
}

void TestWorkspace::changeOfAnotherProgram()
{
    opened();
    QSignalSpy spy(w.get(), &Workspace::changed);
    QVERIFY(team->services->timeline.add(incident, {EntryKind::Note, team->clock.nowMs(), u"elsewhere"_s, {}, false}));
    QTRY_COMPARE_WITH_TIMEOUT(spy.count(), 1, 3000);
    const auto set = spy.first().first().value<ChangeSet>();
    QVERIFY(set.concerns(incident));
    QVERIFY(!set.everything);
    QCOMPARE(set.incidents.size(), 1);
}

void TestWorkspace::ownChangeIsTold()
{
    opened();
    QSignalSpy spy(w.get(), &Workspace::changed);
    const qint64 now = team->clock.nowMs();
    bool answered = false;
    w->run<EntryId>(
        this,
        [this, now](Services &s) {
            return s.timeline.add(incident, {EntryKind::Note, now, u"here"_s, {}, false});
        },
        [&](Result<EntryId> r) { answered = r.has_value(); });
    QTRY_COMPARE(spy.count(), 1);
    QVERIFY(answered); // the answer comes before the change it made
}

void TestWorkspace::longReadsDoNotStopTheOthers()
{
    opened();
    auto release = std::make_shared<std::atomic<bool>>(false);
    bool longDone = false;
    bool shortDone = false;
    w->runLong<int>(
        this,
        [release](Services &) {
            release->wait(false);
            return Result<int>(1);
        },
        [&](Result<int>) { longDone = true; });
    w->run<int>(
        this, [](Services &) { return Result<int>(1); }, [&](Result<int>) { shortDone = true; });
    QTRY_VERIFY(shortDone);
    QVERIFY(!longDone);
    *release = true;
    release->notify_all();
    QTRY_VERIFY(longDone);
}

void TestWorkspace::goesOnWithWhatWasBegun()
{
    if (onServer())
        return; // only a file is opened early
    const ManualClock other(team->clock.nowMs() + kHourMs);
    w->goOnWith(std::make_unique<EarlyOpen>(team->file, other));
    opened();
    QCOMPARE(timeOfTheDatabase(), other.nowMs());
    opened(); // once: then it is opened like any other
    QCOMPARE(timeOfTheDatabase(), team->clock.nowMs());
    w.reset(); // while that clock is still there
}

void TestWorkspace::whatWasBegunForAnother()
{
    if (onServer())
        return; // only a file is opened early
    const ManualClock other(team->clock.nowMs() + kHourMs);
    w->goOnWith(std::make_unique<EarlyOpen>(team->path(u"another.tocsin"_s), other));
    opened();
    QCOMPARE(timeOfTheDatabase(), team->clock.nowMs());
    cleanup(); // what opened it is gone before its clock is
    init();
    w->goOnWith(std::make_unique<EarlyOpen>(team->file, other));
    QSignalSpy spy(w.get(), &Workspace::opened);
    w->open({team->file, false, true, u"mira"_s, {}});
    QTRY_COMPARE(spy.count(), 1);
    QVERIFY(w->status().readOnly);
    QCOMPARE(timeOfTheDatabase(), team->clock.nowMs());
    cleanup();
    init();
    w->goOnWith(std::make_unique<EarlyOpen>(team->file, other)); // never asked for
    w.reset();
}

void TestWorkspace::whatWasBegunAndFails()
{
    if (onServer())
        return; // only a file is opened early
    const QString missing = team->path(u"none.tocsin"_s);
    w->goOnWith(std::make_unique<EarlyOpen>(missing, team->clock));
    QSignalSpy spy(w.get(), &Workspace::openFailed);
    w->open({missing, false, false, u"mira"_s, {}});
    QTRY_COMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().value<Error>().kind, ErrorKind::NotFound);
    QCOMPARE(spy.first().at(1).toString(), missing);
    QVERIFY(QFile::copy(team->file, missing));
    QSignalSpy then(w.get(), &Workspace::opened);
    w->open({missing, false, false, u"mira"_s, {}}); // "Try again" looks at the file again
    QTRY_COMPARE(then.count(), 1);
}

void TestWorkspace::rulesAreWaitedFor()
{
    std::promise<const RuleBook *> rules;
    w = std::make_unique<Workspace>(team->clock, rules.get_future(), [] { return std::make_unique<PlainRenderer>(); });
    QSignalSpy spy(w.get(), &Workspace::opened);
    w->open(request());
    QCoreApplication::processEvents();
    QCOMPARE(spy.count(), 0);
    QVERIFY(w->pending() > 0);
    rules.set_value(team->rules.get());
    QTRY_COMPARE(spy.count(), 1);
    QCOMPARE(&w->rules(), team->rules.get());
}

void TestWorkspace::openFailedIsSaid_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("missing") << u"none.tocsin"_s << ErrorKind::NotFound;
    QTest::newRow("folder") << u"."_s << ErrorKind::Foreign;
}

void TestWorkspace::openFailedIsSaid()
{
    QFETCH(QString, name);
    QFETCH(ErrorKind, kind);
    QSignalSpy spy(w.get(), &Workspace::openFailed);
    w->open({team->path(name), false, false, u"mira"_s, {}});
    QTRY_COMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().value<Error>().kind, kind);
    QVERIFY(!w->isOpen());
    opened(); // and another one opens after it
}

void TestWorkspace::whatCannotBeFinishedIsNotLeft()
{
    QSignalSpy failed(w.get(), &Workspace::openFailed);
    QSignalSpy made(w.get(), &Workspace::opened);
    OpenRequest wanted{team->path(u"fresh.tocsin"_s), true, false, u"mira"_s, QString(201, u'x')};
    w->open(wanted);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().value<Error>().field, u"name"_s);
    const QFileInfo file(wanted.path);
    QCOMPARE(file.dir().entryList({file.fileName() + u'*'}), QStringList());
    wanted.personName = QString(200, u'x');
    w->open(wanted);
    QTRY_COMPARE(made.count(), 1);
    wanted.personName = u"Somebody Else"_s; // a file that was there is nobody's to take away
    w->open(wanted);
    QTRY_COMPARE(failed.count(), 2);
    QCOMPARE(failed.last().first().value<Error>().kind, ErrorKind::Conflict);
    QVERIFY(file.exists());
}

void TestWorkspace::jobWithoutDatabase()
{
    std::optional<ErrorKind> kind;
    w->run<int>(
        this, [](Services &) { return Result<int>(1); }, [&](Result<int> r) { kind = r.error().kind; });
    QTRY_VERIFY(kind.has_value());
    QCOMPARE(*kind, ErrorKind::Offline);
}

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
