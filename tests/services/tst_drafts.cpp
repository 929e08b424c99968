#include "models/services/draftdesk.h"
#include "models/services/workspace.h"
#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <sqlite3.h>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {

/** A table of this connection alone stands before the real one: every statement on it fails. */
Result<void> takeAway(Services &s, const QString &table)
{
    return s.session.database().run(u"CREATE TEMP TABLE %1 (x)"_s.arg(table));
}

Result<void> giveBack(Services &s, const QString &table)
{
    return s.session.database().run(u"DROP TABLE temp.%1"_s.arg(table));
}

} // namespace

/** What is typed is in the database or, when that is away, on disk, and goes with the act it becomes (DESIGN 1, 17). */
class TestDrafts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void eachPersonAndEditorHasItsOwn();
    void newerOneStays();
    void goesOnFromAKeptOne();
    void goesWithItsAct_data();
    void goesWithItsAct();
    void staysWhenTheActCannotEndIt();
    void isOnDiskWhileTheDatabaseIsAway();
    void thrownAwayWhileTheDatabaseIsAway();
    void newestOfBothComesBack_data();
    void newestOfBothComesBack();
    void diskIsTheOwnersAlone();
    void diskKeepsPeopleAndDatabasesApart();
    void brokenFileIsPassedOver();
    void actEndsWhatIsOnDisk();
    void comesBackOnOpening();
    void comesBackWhenTheDatabaseIsBack();
    void comesBackAfterAFullDisk();
    void goesToDiskWhileTheDatabaseIsBusy();
    void hardlyWaitsForAnotherProgram();
    void isKeptForTheDatabaseItWasTypedFor();
    void heldOnesAreNotOffered();

private:
    [[nodiscard]] DraftService &drafts() const { return team->services->drafts; }
    [[nodiscard]] DraftStore store() const { return {uuid(), team->mira, home->filePath(u"drafts"_s)}; }
    [[nodiscard]] QString uuid() const { return team->services->record.head()->databaseUuid; }
    [[nodiscard]] Draft draft(const QString &payload, qint64 ms, const QString &editor = u"a"_s) const
    {
        return {u"entry/1"_s, incident, payload, ms, editor, {}};
    }
    /** Payloads, newest first. */
    [[nodiscard]] QString kept() const
    {
        QStringList payloads;
        const auto all = drafts().all();
        for (const Draft &d : all.value_or(QList<Draft>()))
            payloads << d.payload;
        return all ? payloads.join(u' ') : all.error().userText;
    }
    /** What stands in the table itself. */
    [[nodiscard]] qint64 rows() const { return team->db->scalar(u"SELECT count(*) FROM main.draft"_s).toLongLong(); }
    [[nodiscard]] Result<EntryId> addEntry(const Draft &typed, const QString &text)
    {
        return drafts().spend<EntryId>(typed, [&] {
            return team->services->timeline.add(incident, {EntryKind::Note, team->clock.nowMs(), text, {}, false});
        });
    }
    [[nodiscard]] qint64 entries() const
    {
        TimelineFilter filter;
        filter.kinds = {EntryKind::Note};
        return team->services->timeline.count(incident, filter).value_or(-1);
    }
    void openWorkspace();
    template<class T> [[nodiscard]] Result<T> ask(std::function<Result<T>(Services &)> job)
    {
        std::optional<Result<T>> answer;
        QObject context;
        w->run<T>(&context, std::move(job), [&answer](Result<T> r) { answer = std::move(r); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20000))
            return failure(ErrorKind::Internal, u"no answer"_s);
        return *answer;
    }
    /** Keeps it as an editor does, and waits for the answer. */
    [[nodiscard]] Result<void> keep(const DraftStore &where, const Draft &typed)
    {
        std::optional<Result<void>> answer;
        w->drafts().save(where, typed, this, [&answer](const Result<void> &r) { answer = r; });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20000))
            return failure(ErrorKind::Internal, u"no answer"_s);
        return *answer;
    }
    void poll()
    {
        w->pollChanges();
        QTRY_COMPARE(w->pending(), 0);
    }

    std::unique_ptr<QTemporaryDir> home;
    std::unique_ptr<Team> team;
    std::unique_ptr<Workspace> w;
    IncidentId incident;
};

void TestDrafts::init()
{
    home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_DATA_HOME", home->path().toLocal8Bit());
    team = std::make_unique<Team>();
    incident = team->record(u"First"_s);
    drafts().setStore(store());
}

void TestDrafts::cleanup()
{
    w.reset();
    team.reset();
    home.reset();
}

void TestDrafts::openWorkspace()
{
    w = std::make_unique<Workspace>(team->clock, *team->rules, [] { return std::make_unique<PlainRenderer>(); });
    QSignalSpy opened(w.get(), &Workspace::opened);
    w->open({team->file, false, false, u"mira"_s, {}});
    QTRY_COMPARE(opened.count(), 1);
    QTRY_COMPARE(w->pending(), 0);
}

void TestDrafts::eachPersonAndEditorHasItsOwn()
{
    OK(drafts().save(draft(u"mine"_s, 10, u"a"_s)));
    OK(drafts().save(draft(u"mine-too"_s, 11, u"b"_s)));
    team->actAs(team->ada);
    QCOMPARE(kept(), QString());
    OK(drafts().save(draft(u"hers"_s, 12, u"a"_s)));
    QCOMPARE(kept(), u"hers"_s);
    OK(drafts().save(draft({}, 13, u"a"_s)));
    team->actAs(team->mira);
    QCOMPARE(kept(), u"mine-too mine"_s);
    const auto newest = drafts().load(u"entry/1"_s);
    OK(newest);
    QCOMPARE(newest->editor, u"b"_s);
    QCOMPARE(newest->name, u"entry/1"_s);
    QCOMPARE(newest->incident, incident);
    QVERIFY(!drafts().load(u"entry/2"_s));
}

void TestDrafts::newerOneStays()
{
    OK(drafts().save(draft(u"later"_s, 20)));
    OK(drafts().save(draft(u"earlier"_s, 10)));
    OK(drafts().save(draft({}, 15))); // nor is it thrown away by what was wanted before
    QCOMPARE(kept(), u"later"_s);
    OK(drafts().save(draft({}, 21)));
    QCOMPARE(kept(), QString());
}

void TestDrafts::goesOnFromAKeptOne()
{
    OK(drafts().save(draft(u"begun"_s, 10, u"a"_s)));
    Draft further = draft(u"begun-and-more"_s, 11, u"b"_s);
    further.before = {u"a"_s, u"begun"_s};
    OK(drafts().save(further));
    QCOMPARE(kept(), u"begun-and-more"_s);
    // Whoever wrote it is still there and writes on: both stay.
    OK(drafts().save(draft(u"begun-elsewhere"_s, 12, u"a"_s)));
    further.payload = u"begun-and-much-more"_s;
    further.updatedMs = 13;
    OK(drafts().save(further));
    QCOMPARE(kept(), u"begun-and-much-more begun-elsewhere"_s);
}

void TestDrafts::goesWithItsAct_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("left");
    QTest::newRow("done") << u"Proxy log saved"_s << u"another"_s;
    QTest::newRow("refused") << QString() << u"another typed kept"_s;
}

void TestDrafts::goesWithItsAct()
{
    QFETCH(QString, text);
    QFETCH(QString, left);
    OK(drafts().save(draft(u"kept"_s, 10, u"before"_s)));
    OK(drafts().save(draft(u"typed"_s, 11)));
    OK(drafts().save(draft(u"another"_s, 12, u"window"_s)));
    Draft spent = draft({}, 20);
    spent.before = {u"before"_s, u"kept"_s};
    QCOMPARE(addEntry(spent, text).has_value(), !text.isEmpty());
    QCOMPARE(kept(), left);
    // And the next act has nothing to do with it.
    OK(team->services->timeline.add(incident, {EntryKind::Note, team->clock.nowMs(), u"Next"_s, {}, false}));
    QCOMPARE(kept(), left);
}

void TestDrafts::staysWhenTheActCannotEndIt()
{
    OK(drafts().save(draft(u"typed"_s, 11)));
    const qint64 before = entries();
    OK(team->db->run(u"CREATE TEMP TRIGGER stop BEFORE DELETE ON main.draft BEGIN SELECT RAISE(ABORT, 'no'); END"_s));
    QVERIFY2(!addEntry(draft({}, 20), u"Proxy log saved"_s), "it is one transaction");
    QCOMPARE(entries(), before);
    QCOMPARE(kept(), u"typed"_s);
    OK(team->db->run(u"DROP TRIGGER temp.stop"_s));
    OK(addEntry(draft({}, 20), u"Proxy log saved"_s));
    QCOMPARE(entries(), before + 1);
    QCOMPARE(kept(), QString());
}

void TestDrafts::isOnDiskWhileTheDatabaseIsAway()
{
    OK(drafts().save(draft(u"first"_s, 10)));
    OK(takeAway(*team->services, u"draft"_s));
    QVERIFY(!DraftService(team->services->session).save(draft(u"nowhere"_s, 11)));
    const auto saved = drafts().save(draft(u"second"_s, 11));
    OK(saved);
    QCOMPARE(*saved, KeptIn::Disk);
    QCOMPARE(kept(), u"second"_s); // also a form that is opened now finds it
    QVERIFY(drafts().bringBack().error().kind != ErrorKind::Invalid);
    QVERIFY(!store().isEmpty());
    OK(giveBack(*team->services, u"draft"_s));
    QCOMPARE(kept(), u"second"_s);
    OK(drafts().bringBack());
    QVERIFY(store().isEmpty());
    QCOMPARE(kept(), u"second"_s);
    QCOMPARE(rows(), 1);
}

void TestDrafts::thrownAwayWhileTheDatabaseIsAway()
{
    OK(drafts().save(draft(u"first"_s, 10)));
    OK(takeAway(*team->services, u"draft"_s));
    OK(drafts().save(draft({}, 11)));
    OK(giveBack(*team->services, u"draft"_s));
    QCOMPARE(kept(), QString());
    OK(drafts().bringBack());
    QCOMPARE(rows(), 0);
    QVERIFY(store().isEmpty());
}

void TestDrafts::newestOfBothComesBack_data()
{
    QTest::addColumn<qint64>("diskMs");
    QTest::addColumn<QString>("editor");
    QTest::addColumn<QString>("expected");
    QTest::newRow("disk is newer") << qint64{20} << u"a"_s << u"disk"_s;
    QTest::newRow("database is newer") << qint64{5} << u"a"_s << u"database"_s;
    QTest::newRow("another editor, newer") << qint64{20} << u"b"_s << u"disk database"_s;
    QTest::newRow("another editor, older") << qint64{5} << u"b"_s << u"database disk"_s;
}

void TestDrafts::newestOfBothComesBack()
{
    QFETCH(qint64, diskMs);
    QFETCH(QString, editor);
    QFETCH(QString, expected);
    OK(drafts().save(draft(u"database"_s, 10, u"a"_s)));
    OK(store().save(draft(u"disk"_s, diskMs, editor)));
    QCOMPARE(kept(), expected);
    OK(drafts().bringBack());
    QVERIFY(store().isEmpty());
    QCOMPARE(kept(), expected);
}

void TestDrafts::diskIsTheOwnersAlone()
{
    OK(store().save(draft(u"{\"body\":\"highly confidential\"}"_s, 10)));
    const QDir folder(home->filePath(u"drafts"_s));
    const QStringList inner = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCOMPARE(inner.size(), 1);
    const QDir mine(folder.filePath(inner.first()));
    const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    const auto enter = QFile::ExeOwner | QFile::ExeUser;
    QCOMPARE(QFile::permissions(folder.path()), owner | enter);
    QCOMPARE(QFile::permissions(mine.path()), owner | enter);
    const QStringList files = mine.entryList(QDir::Files | QDir::Hidden);
    QCOMPARE(files.size(), 1);
    QCOMPARE(QFile::permissions(mine.filePath(files.first())), owner);
    OK(store().save(draft(u"changed"_s, 11)));
    QCOMPARE(QFile::permissions(mine.filePath(files.first())), owner);
    QCOMPARE(store().all().first().payload, u"changed"_s);
}

void TestDrafts::diskKeepsPeopleAndDatabasesApart()
{
    OK(store().save(draft(u"mine"_s, 10)));
    const QString folder = home->filePath(u"drafts"_s);
    QVERIFY(DraftStore(uuid(), team->ada, folder).isEmpty());
    QVERIFY(DraftStore(u"00000000-0000-4000-8000-000000000001"_s, team->mira, folder).isEmpty());
    const DraftStore none(u"../../etc"_s, team->mira, folder);
    QVERIFY(!none.isValid());
    QVERIFY(!none.save(draft(u"x"_s, 10)));
    QVERIFY(none.isEmpty() && none.all().isEmpty());
}

void TestDrafts::brokenFileIsPassedOver()
{
    OK(store().save(draft(u"mine"_s, 10)));
    const QDir folder(home->filePath(u"drafts"_s));
    const QString path = folder.filePath(folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot).first()) + u"/half.json"_s;
    QFile half(path);
    QVERIFY(half.open(QIODevice::WriteOnly));
    half.write("{\"name\":\"entry/1\",\"payl");
    half.close();
    QCOMPARE(kept(), u"mine"_s);
    OK(drafts().bringBack());
    QCOMPARE(rows(), 1);
    QVERIFY(QFile::exists(path));
}

void TestDrafts::actEndsWhatIsOnDisk()
{
    OK(store().save(draft(u"typed"_s, 10)));
    OK(addEntry(draft({}, 11), u"Proxy log saved"_s));
    QVERIFY(store().isEmpty());
    QCOMPARE(kept(), QString());
    OK(store().save(draft(u"typed"_s, 10)));
    QVERIFY(!addEntry(draft({}, 11), QString()));
    QCOMPARE(kept(), u"typed"_s);
}

void TestDrafts::comesBackOnOpening()
{
    const DraftStore own(uuid(), team->mira);
    OK(own.save(draft(u"typed"_s, 10)));
    openWorkspace();
    QVERIFY(w->drafts().store() == own);
    QVERIFY(own.isEmpty());
    QCOMPARE(rows(), 1);
    QCOMPARE(ask<Draft>([](Services &s) { return s.drafts.load(u"entry/1"_s); })->payload, u"typed"_s);
}

void TestDrafts::comesBackWhenTheDatabaseIsBack()
{
    openWorkspace();
    QSignalSpy lost(w.get(), &Workspace::lost);
    QSignalSpy recovered(w.get(), &Workspace::recovered);
    const DraftStore own = w->drafts().store();
    OK(ask<void>([](Services &s) {
        auto ok = takeAway(s, u"audit"_s);
        return ok ? takeAway(s, u"draft"_s) : ok;
    }));
    QTRY_COMPARE(lost.count(), 1);
    OK(keep(own, draft(u"typed"_s, 10)));
    QVERIFY(own.find(draft({}, 0)));
    QCOMPARE(rows(), 0);
    OK(ask<void>([](Services &s) {
        auto ok = giveBack(s, u"audit"_s);
        return ok ? giveBack(s, u"draft"_s) : ok;
    }));
    QTRY_COMPARE(recovered.count(), 1);
    QCOMPARE(rows(), 1);
    QVERIFY(own.isEmpty());
}

void TestDrafts::comesBackAfterAFullDisk()
{
    openWorkspace();
    const DraftStore own = w->drafts().store();
    OK(ask<void>([](Services &s) { return takeAway(s, u"draft"_s); }));
    OK(keep(own, draft(u"typed"_s, 10)));
    OK(ask<void>([](Services &s) { return giveBack(s, u"draft"_s); }));
    poll();
    QCOMPARE(rows(), 0); // it can be read all the time: not tried at each look
    team->clock.advance(11 * kSecondMs);
    poll();
    QCOMPARE(rows(), 1);
    QVERIFY(own.isEmpty());
}

void TestDrafts::goesToDiskWhileTheDatabaseIsBusy()
{
    openWorkspace();
    const DraftStore own = w->drafts().store();
    auto release = std::make_shared<std::atomic<bool>>(false);
    w->run<int>(
        this,
        [release](Services &) {
            release->wait(false);
            return Result<int>(1);
        },
        [](Result<int>) {});
    bool saved = false;
    w->drafts().save(own, draft(u"typed"_s, 10), this, [&saved](const Result<void> &r) { saved = r.has_value(); });
    QTRY_VERIFY(own.find(draft({}, 0)));
    QVERIFY(!saved);
    *release = true;
    release->notify_all();
    QTRY_VERIFY(saved);
    QTRY_VERIFY(own.isEmpty());
    QCOMPARE(rows(), 1);
}

/** Each text would have waited nine seconds, and what somebody does then stands behind all of them. */
void TestDrafts::hardlyWaitsForAnotherProgram()
{
    sqlite3 *other = nullptr;
    QCOMPARE(sqlite3_open(team->file.toUtf8().constData(), &other), SQLITE_OK);
    const auto close = qScopeGuard([&] { sqlite3_close(other); });
    QCOMPARE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    QElapsedTimer since;
    since.start();
    for (int n = 1; n <= 4; ++n) {
        const auto kept = drafts().save(draft(u"typed %1"_s.arg(n), n));
        QVERIFY(kept && *kept == KeptIn::Disk);
    }
    QVERIFY2(since.elapsed() < 18000, qPrintable(QString::number(since.elapsed())));
    QCOMPARE(kept(), u"typed 4"_s);
    QCOMPARE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
    const auto back = drafts().save(draft(u"typed 5"_s, 5));
    QVERIFY(back && *back == KeptIn::Database);
    QVERIFY(store().isEmpty());
}

void TestDrafts::isKeptForTheDatabaseItWasTypedFor()
{
    openWorkspace();
    const DraftStore own = w->drafts().store();
    const Team other;
    QSignalSpy opened(w.get(), &Workspace::opened);
    w->close();
    OK(keep(own, draft(u"late"_s, 10, u"a"_s)));
    w->open({other.file, false, false, u"mira"_s, {}});
    QTRY_COMPARE(opened.count(), 1);
    OK(keep(own, draft(u"later"_s, 11, u"b"_s)));
    QCOMPARE(ask<QList<Draft>>([](Services &s) { return s.drafts.all(); })->size(), 0);
    QCOMPARE(own.all().size(), 2);
    w->open({team->file, false, false, u"mira"_s, {}});
    QTRY_COMPARE(opened.count(), 2);
    QCOMPARE(rows(), 2);
    QCOMPARE(kept(), u"later late"_s);
}

void TestDrafts::heldOnesAreNotOffered()
{
    OK(drafts().save(draft(u"one"_s, 10, u"a"_s)));
    OK(drafts().save(draft(u"two"_s, 11, u"b"_s)));
    openWorkspace();
    const auto offered = [this] {
        std::optional<QStringList> payloads;
        w->drafts().read(this, u"entry/1"_s, [&payloads](const QList<Draft> &list) {
            payloads.emplace();
            for (const Draft &d : list)
                *payloads << d.payload;
        });
        (void)QTest::qWaitFor([&payloads] { return payloads.has_value(); });
        return payloads.value_or(QStringList{u"no answer"_s}).join(u' ');
    };
    QCOMPARE(offered(), u"two one"_s);
    w->drafts().hold(u"b"_s);
    QCOMPARE(offered(), u"one"_s);
    w->drafts().release(u"b"_s);
    QCOMPARE(offered(), u"two one"_s);
}

QTEST_GUILESS_MAIN(TestDrafts)
#include "tst_drafts.moc"
