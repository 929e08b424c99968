#include "models/services/draftdesk.h"
#include "models/services/presencedesk.h"
#include "models/services/workspace.h"
#include "tests/storage/populated.h"
#include "tests/support/delayproxy.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {
constexpr int kAtOnce = 5000;    ///< what follows by NOTIFY: well before the next heartbeat, which comes after 10 s
constexpr int kPatience = 40000; ///< what comes with the next heartbeat, or after a server has started
} // namespace

/** Two workstations on one real server (DESIGN 9, 13, 14): live, in conflict, cut off and back. */
class TestShared : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void changeOfTheOtherIsSeen();
    void addressHasNoPassword();
    void wrongPasswordIsNamed();
    void presenceFollows();
    void backupIsTheServers();
    void presenceGoesStale();
    void nobodyTellsOfOthers();
    void oneMoveWins();
    void serverStoppedAndStarted_data();
    void serverStoppedAndStarted();
    void typedTextSurvives();
    void lostAnswerIsOneAct();
    void clockDifference();

private:
    struct Desk
    {
        ManualClock clock{1'773'221'160'000};
        std::unique_ptr<Workspace> workspace;
    };
    void open(Desk &desk, const QString &address, const QString &password = {});
    template<class T>
    [[nodiscard]] Result<T> ask(Desk &desk, std::function<Result<T>(Services &)> job, int withinMs = kPatience)
    {
        std::optional<Result<T>> answer;
        QObject context;
        desk.workspace->run<T>(&context, std::move(job), [&answer](Result<T> r) { answer = std::move(r); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, withinMs))
            return failure(ErrorKind::Internal, u"no answer"_s);
        return std::move(*answer);
    }
    [[nodiscard]] Result<EntryId> note(Desk &desk, const QString &text)
    {
        return ask<EntryId>(desk, [this, text, now = team->clock.nowMs()](Services &s) {
            return s.timeline.add(incident, {EntryKind::Note, now, text, {}, false});
        });
    }
    /** As a person does who is told each time that the server is away. */
    [[nodiscard]] bool noteWhenBack(Desk &desk, const QString &text)
    {
        bool done = false; // the macros and qWaitFor ask again, and this must not be done again
        return QTest::qWaitFor([&] { return done || (done = note(desk, text).has_value()); }, kPatience);
    }
    /** How often a text stands in the timeline. */
    [[nodiscard]] int count(const QString &text)
    {
        const PgAnswer found = asOwner(u"SELECT count(*) FROM timeline_entry WHERE text = '%1'"_s.arg(text));
        return found.ok ? found.value.toInt() : -1;
    }
    /** Over a connection of its own: the server may have been away. */
    [[nodiscard]] PgAnswer asOwner(const QString &sql) const
    {
        return PostgresServer::shared().asSuperuser(team->server->name(), sql);
    }
    [[nodiscard]] QString through(DelayProxy &proxy, const QString &login) const
    {
        return team->server->address(login).replace(u":%1/"_s.arg(PostgresServer::shared().port()),
                                                    u":%1/"_s.arg(proxy.port()));
    }

    QTemporaryDir home;
    std::unique_ptr<Team> team;
    Desk mira, ada;
    IncidentId incident;
};

void TestShared::initTestCase()
{
    qputenv("TOCSIN_TEST_ENGINE", "postgresql");
    qputenv("XDG_DATA_HOME", home.path().toLocal8Bit());
    team = std::make_unique<Team>();
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
    incident = team->record(u"Two desks"_s);
    QVERIFY(incident.isValid());
}

void TestShared::open(Desk &desk, const QString &address, const QString &password)
{
    desk.clock.set(team->clock.nowMs());
    desk.workspace =
        std::make_unique<Workspace>(desk.clock, *team->rules, [] { return std::make_unique<PlainRenderer>(); });
    QSignalSpy opened(desk.workspace.get(), &Workspace::opened);
    desk.workspace->open({address, false, false, {}, {}, password});
    QVERIFY(QTest::qWaitFor([&opened] { return opened.count() == 1; }, kPatience));
}

void TestShared::init()
{
    open(mira, team->server->address(u"mira"_s));
    open(ada, team->server->address(u"ada"_s));
}

void TestShared::cleanup()
{
    (void)PostgresServer::shared().resume();
    (void)PostgresServer::shared().start();
    mira.workspace.reset();
    ada.workspace.reset();
}

void TestShared::changeOfTheOtherIsSeen()
{
    QSignalSpy changed(ada.workspace.get(), &Workspace::changed);
    const auto noted = note(mira, u"seen at once"_s);
    QVERIFY2(noted, noted ? "" : qPrintable(noted.error().userText + noted.error().detail));
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), kAtOnce);
    const auto set = changed.first().first().value<ChangeSet>();
    QVERIFY(set.concerns(incident));
    QVERIFY(!set.everything); // single rows, not all of it
}

void TestShared::addressHasNoPassword()
{
    const QString path = mira.workspace->status().path;
    QVERIFY(path.contains("mira@localhost"_L1));
    QVERIFY(!path.contains(u"mira:"_s));
    const auto login = path;
    QCOMPARE(mira.workspace->status().name, team->server->name());
    // The second connection needs the password too.
    std::optional<Result<QList<Person>>> people;
    mira.workspace->runLong<QList<Person>>(
        this, [](Services &s) { return s.people.all(); },
        [&people](Result<QList<Person>> r) { people = std::move(r); });
    QTRY_VERIFY_WITH_TIMEOUT(people.has_value(), kPatience);
    QVERIFY(*people);
}

void TestShared::wrongPasswordIsNamed()
{
    Workspace other(mira.clock, *team->rules, [] { return std::make_unique<PlainRenderer>(); });
    QSignalSpy failed(&other, &Workspace::openFailed);
    other.open({mira.workspace->status().path, false, false, {}, {}, u"not hers"_s});
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kPatience);
    const auto error = failed.first().first().value<Error>();
    QCOMPARE(error.kind, ErrorKind::Denied);
    QCOMPARE(error.field, u"password"_s);
    QVERIFY(!(error.userText + error.detail).contains("not hers"_L1));
}

void TestShared::presenceFollows()
{
    QSignalSpy changed(&ada.workspace->presence(), &PresenceDesk::changed);
    auto page = std::make_unique<QObject>();
    QObject other;
    ada.workspace->presence().show(&other, incident);
    QTRY_COMPARE(ada.workspace->pending(), 0);
    QCOMPARE(ada.workspace->presence().others(incident), QStringList());
    mira.workspace->presence().show(page.get(), incident);
    QTRY_COMPARE_WITH_TIMEOUT(ada.workspace->presence().others(incident), QStringList{u"Mira Kahn"_s}, kAtOnce);
    QVERIFY(!changed.isEmpty());
    QTRY_COMPARE(mira.workspace->presence().others(incident).size(), 1); // each sees the other, and not itself
    page.reset();
    QTRY_COMPARE_WITH_TIMEOUT(ada.workspace->presence().others(incident), QStringList(), kAtOnce);
    // A workspace that closes takes its windows along.
    QObject again;
    mira.workspace->presence().show(&again, incident);
    QTRY_COMPARE_WITH_TIMEOUT(ada.workspace->presence().others(incident).size(), 1, kAtOnce);
    mira.workspace->close();
    QTRY_COMPARE_WITH_TIMEOUT(ada.workspace->presence().others(incident), QStringList(), kAtOnce);
}

/** A copy of a file is no backup of a server's database, and must not look like one. */
void TestShared::backupIsTheServers()
{
    const QString path = home.filePath(u"copy.tocsin"_s);
    const auto copied = ask<void>(mira, [path](Services &s) { return s.record.backup(path, {}); });
    QVERIFY(!copied);
    QCOMPARE(copied.error().kind, ErrorKind::Refused);
    QVERIFY(!QFile::exists(path));
}

/** A window that was killed cannot say goodbye. */
void TestShared::presenceGoesStale()
{
    QObject hers, his;
    ada.workspace->presence().show(&hers, incident);
    mira.workspace->presence().show(&his, incident);
    QTRY_COMPARE_WITH_TIMEOUT(ada.workspace->presence().others(incident).size(), 1, kAtOnce);
    const PgAnswer aged =
        asOwner(u"UPDATE presence SET seen_ms = seen_ms - %1"_s.arg(PresenceService::kStaleMs + 1000));
    QVERIFY2(aged.ok, qPrintable(aged.error));
    ada.workspace->presence().refresh();
    QTRY_COMPARE_WITH_TIMEOUT(ada.workspace->presence().others(incident), QStringList(), kAtOnce);
}

/** The server lets nobody say that somebody else is there. */
void TestShared::nobodyTellsOfOthers()
{
    PgSession session(team->server->conninfo(u"ada"_s));
    const PgAnswer told =
        session.exec(u"INSERT INTO presence (window_uuid, person_id, incident_id, seen_ms) VALUES ('x', %1, %2, 1)"_s
                         .arg(team->mira.value)
                         .arg(incident.value));
    QVERIFY(!told.ok);
    QCOMPARE(told.sqlState, u"42501"_s);
}

/** Two people move one card: one wins, the other is told. */
void TestShared::oneMoveWins()
{
    const auto before = ask<Incident>(mira, [this](Services &s) { return s.incidents.byId(incident); });
    QVERIFY(before);
    const auto move = [this, version = before->version](Services &s) {
        return s.incidents.move(incident, version, Stage::Assess, u"mine"_s);
    };
    QList<Result<void>> ended;
    for (int i = 0; i < 2; ++i) // both as they saw it, at the same time
        (i ? mira : ada).workspace->run<void>(this, move, [&ended](const Result<void> &r) { ended << r; });
    Desk third;
    open(third, team->server->address(u"mira"_s));
    third.workspace->run<void>(this, move, [&ended](const Result<void> &r) { ended << r; });
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 3, kPatience);
    int won = 0, told = 0;
    for (const auto &r : std::as_const(ended)) {
        won += r ? 1 : 0;
        told += !r && r.error().kind == ErrorKind::Conflict ? 1 : 0;
    }
    QCOMPARE(won, 1); // Ada holds no such role: denied
    QCOMPARE(told, 1);
    const auto act = ask<std::optional<AuditEntry>>(third, [this](Services &s) { return s.record.lastAct(incident); });
    QVERIFY(act && *act);
    QCOMPARE((*act)->personName, u"Mira Kahn"_s);
}

void TestShared::serverStoppedAndStarted_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"stopped", "killed", "paused"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestShared::serverStoppedAndStarted()
{
    QFETCH(QString, how);
    PostgresServer &server = PostgresServer::shared();
    const bool paused = how == "paused"_L1; // it takes connections and says nothing
    QSignalSpy lost(ada.workspace.get(), &Workspace::lost);
    QSignalSpy recovered(ada.workspace.get(), &Workspace::recovered);
    QVERIFY(paused ? server.pause() : how == "killed"_L1 ? server.kill() : server.stop());
    if (paused)
        ada.clock.advance(11 * kSecondMs);                 // the next heartbeat is due
    QTRY_COMPARE_WITH_TIMEOUT(lost.count(), 1, kPatience); // by itself: nobody asked for anything
    QVERIFY(ada.workspace->isLost());
    QVERIFY(ada.workspace->lastReadMs() > 0);
    const QString refused = u"refused when %1"_s.arg(how);
    const auto noted = note(ada, refused);
    QVERIFY(!noted);
    QCOMPARE(noted.error().kind, ErrorKind::Offline);
    QVERIFY(!noted.error().userText.isEmpty());
    QVERIFY(paused ? server.resume() : server.start());
    QSignalSpy changed(ada.workspace.get(), &Workspace::changed);
    // While Ada's desk waits for its next attempt, Mira's is back and works on.
    const QString meanwhile = u"meanwhile %1"_s.arg(how);
    QVERIFY(noteWhenBack(mira, meanwhile));
    QTRY_COMPARE_WITH_TIMEOUT(recovered.count(), 1, kPatience);
    QVERIFY(!ada.workspace->isLost());
    QVERIFY(std::any_of(changed.cbegin(), changed.cend(), [this](const auto &signal) {
        return signal.first().template value<ChangeSet>().concerns(incident);
    }));
    QCOMPARE(count(refused), 0); // what was refused was not done behind anybody's back
    QCOMPARE(count(meanwhile), 1);
    const QString after = u"after it was %1"_s.arg(how);
    QVERIFY(note(ada, after));
    QCOMPARE(count(after), 1);
    QCOMPARE(team->findings(), QString());
}

/** What is typed while the server is away is on this computer, and in the database when it is back (DESIGN 17). */
void TestShared::typedTextSurvives()
{
    QSignalSpy lost(ada.workspace.get(), &Workspace::lost);
    QSignalSpy recovered(ada.workspace.get(), &Workspace::recovered);
    QVERIFY(PostgresServer::shared().stop());
    QTRY_COMPARE_WITH_TIMEOUT(lost.count(), 1, kPatience);
    DraftDesk &desk = ada.workspace->drafts();
    std::optional<Result<void>> saved;
    const Draft draft{u"entry/shared"_s,      incident, u"{\"text\":\"half typed\"}"_s, ada.workspace->clock().nowMs(),
                      DraftDesk::newEditor(), {}};
    desk.save(desk.store(), draft, this, [&saved](const Result<void> &r) { saved = r; });
    QTRY_VERIFY_WITH_TIMEOUT(saved.has_value(), kPatience);
    QVERIFY(*saved);
    QVERIFY(!desk.store().isEmpty());
    QVERIFY(PostgresServer::shared().start());
    QTRY_COMPARE_WITH_TIMEOUT(recovered.count(), 1, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(desk.store().isEmpty(), kPatience);
    const auto kept = ask<QList<Draft>>(ada, [](Services &s) { return s.drafts.of(u"entry/shared"_s); });
    QVERIFY(kept);
    QCOMPARE(kept->size(), 1);
    QCOMPARE(kept->first().payload, draft.payload);
}

/** The server committed and its answer never came: it is looked up and not repeated (DESIGN 11). */
void TestShared::lostAnswerIsOneAct()
{
    DelayProxy proxy(PostgresServer::shared().port());
    QVERIFY(proxy.port() != 0);
    Desk far;
    open(far, through(proxy, u"mira"_s));
    QVERIFY(note(far, u"through the proxy"_s));
    QTRY_COMPARE(far.workspace->pending(), 0);
    std::optional<Result<EntryId>> answer;
    // The insert's answer still comes; that of COMMIT is lost on the way.
    const QString text = u"committed without an answer"_s;
    proxy.loseAnswers();
    far.workspace->run<EntryId>(
        this,
        [this, text, now = team->clock.nowMs()](Services &s) {
            return s.timeline.add(incident, {EntryKind::Note, now, text, {}, false});
        },
        [&answer](Result<EntryId> r) { answer = std::move(r); });
    QVERIFY(proxy.waitForLostAnswer(std::chrono::seconds(10)));
    proxy.cut();
    QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), kPatience);
    const int kept = count(text);
    QVERIFY2(kept == 0 || kept == 1, qPrintable(QString::number(kept)));
    QCOMPARE(answer->has_value(), kept == 1);
    if (kept == 0) { // lost before COMMIT: nothing was done, and the person may do it again
        QCOMPARE(answer->error().kind, ErrorKind::Offline);
        QVERIFY(noteWhenBack(far, text));
    }
    QCOMPARE(count(text), 1);
}

/** P7.4: the server's time counts, and a difference is known. */
void TestShared::clockDifference()
{
    Desk wrong;
    wrong.clock.set(team->clock.nowMs());
    open(wrong, team->server->address(u"mira"_s));
    QCOMPARE(wrong.workspace->clockDifferenceMs(), 0);
    wrong.clock.jump(5 * kSecondMs);
    QCOMPARE(wrong.workspace->clockDifferenceMs(), 5 * kSecondMs);
    QCOMPARE(wrong.workspace->clock().nowMs(), team->clock.nowMs());
}

QTEST_GUILESS_MAIN(TestShared)
#include "tst_shared.moc"
