#include "models/items/boardfeed.h"
#include "models/items/clocklistmodel.h"
#include "models/items/incidentlistmodel.h"
#include "tests/items/timelinefixture.h"

#include <QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** The models on a real database, followed through real acts. */
class TestListFeeds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void boardFollowsActs();
    void boardReadsTheRestLater();
    void boardStartsWithCardsReadBefore();
    void cardsOfAnotherFilterAreForgotten();
    void cardsOfNoDatabaseAreForgotten();
    void boardFollowsItsFilter();
    void listReadsPageByPage();
    void listMovesWhatChanged();
    void clocksAreOfTheDatabaseThatIsOpen();
    void clocksFollowActs();
    void questionsHaveClocks();

private:
    /** A declared incident with two authorities to tell; what went wrong, or "". */
    static QString declare(TimelineFixture &fixture, IncidentId id)
    {
        const auto done = fixture.ask<void>([id](Services &s) -> Result<void> {
            if (auto ok = s.incidents.move(id, 0, Stage::Assess, u"Looks real"_s); !ok)
                return ok;
            const auto entry =
                s.timeline.add(id, {EntryKind::Evidence, s.session.nowMs(), u"Bodies were read."_s, {}, false});
            if (!entry)
                return tl::unexpected(entry.error());
            DeclarationInput in;
            in.statementSigned = true;
            in.consultedWho = u"Ada Verne"_s;
            in.consultedMs = s.session.nowMs();
            in.citations = {*entry};
            in.alsoTold = {{Addressee::Authority, u"First authority"_s}, {Addressee::Authority, u"Second authority"_s}};
            return s.declarations.declare(id, 0, in);
        });
        return done ? QString() : done.error().userText;
    }
    static IncidentId record(TimelineFixture &fixture, const QString &title,
                             DetectionSource source = DetectionSource::OperatorEscalation)
    {
        NewIncident n;
        n.source = source;
        n.title = title;
        n.reportedBy = u"Sam Roth"_s;
        n.detectedMs = fixture.clock.nowMs() - kMinuteMs;
        const auto id = fixture.ask<IncidentId>([n](Services &s) { return s.incidents.record(n); });
        return id ? *id : IncidentId{};
    }
};

void TestListFeeds::boardFollowsActs()
{
    TimelineFixture fixture;
    QVERIFY(fixture.open());
    BoardModel model(fixture.clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    BoardFeed feed(*fixture.workspace, model);
    feed.setFilter({});
    QTRY_COMPARE(model.rowCount(model.stageIndex(Stage::Detect)), 1);
    QTRY_COMPARE(model.openCount(Stage::Detect), 1);
    fixture.settle();

    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    fixture.clock.advance(kMinuteMs);
    const IncidentId second = record(fixture, u"A second sign"_s);
    QVERIFY(second.isValid());
    QTRY_COMPARE(model.rowCount(model.stageIndex(Stage::Detect)), 2);
    QCOMPARE(model.find(second).row(), 0);

    const auto moved = fixture.ask<void>(
        [second](Services &s) { return s.incidents.move(second, 0, Stage::Assess, u"Looks real"_s); });
    QVERIFY2(moved, qPrintable(moved ? QString() : moved.error().userText));
    QTRY_COMPARE(model.find(second).parent(), model.stageIndex(Stage::Assess));
    QTRY_COMPARE(model.openCount(Stage::Assess), 1);
    QCOMPARE(reset.count(), 0);
}

void TestListFeeds::boardReadsTheRestLater()
{
    TimelineFixture fixture;
    QVERIFY(fixture.open());
    constexpr int kMore = 12;
    for (int n = 0; n < kMore; ++n)
        QVERIFY(record(fixture, u"Sign %1"_s.arg(n)).isValid());
    BoardModel model(fixture.clock);
    const QModelIndex detect = model.stageIndex(Stage::Detect);
    BoardFeed feed(*fixture.workspace, model);
    int cardsAtFirst = 0, countAtFirst = 0;
    connect(&feed, &BoardFeed::loaded, this, [&] {
        cardsAtFirst = model.rowCount(detect);
        countAtFirst = model.openCount(Stage::Detect);
    });
    feed.setFilter({});
    QTRY_VERIFY(feed.isLoaded());
    QVERIFY2(cardsAtFirst > 0 && cardsAtFirst <= kMore, qPrintable(QString::number(cardsAtFirst)));
    QCOMPARE(countAtFirst, kMore + 1); // as many as there are, not as are shown
    // Nobody paints here: the rest comes by itself. What changes before it is not lost.
    QVERIFY(record(fixture, u"One more"_s).isValid());
    QTRY_COMPARE(model.rowCount(detect), kMore + 2);

    feed.setFilter({});
    QTRY_VERIFY(feed.isLoaded());
    feed.readRest(); // as after a paint
    QTRY_COMPARE(model.rowCount(detect), kMore + 2);
    QTRY_COMPARE(model.openCount(Stage::Detect), kMore + 2);
}

void TestListFeeds::boardStartsWithCardsReadBefore()
{
    TimelineFixture fixture;
    QVERIFY(fixture.open());
    FirstCards first(*fixture.workspace);
    first.ask({});
    fixture.settle();
    QVERIFY(record(fixture, u"After them"_s).isValid());
    BoardModel model(fixture.clock);
    BoardFeed feed(*fixture.workspace, model);
    feed.startWith(&first);
    int cardsAtFirst = 0;
    connect(&feed, &BoardFeed::loaded, this, [&] { cardsAtFirst = model.rowCount(model.stageIndex(Stage::Detect)); });
    feed.setFilter({});
    QVERIFY(!feed.isLoaded()); // as after any read: later
    QTRY_VERIFY(feed.isLoaded());
    QCOMPARE(cardsAtFirst, 1); // those that were read before
    QTRY_COMPARE(model.rowCount(model.stageIndex(Stage::Detect)), 2);

    feed.setFilter({}); // once
    QTRY_VERIFY(feed.isLoaded());
    QCOMPARE(cardsAtFirst, 2);
}

void TestListFeeds::cardsOfAnotherFilterAreForgotten()
{
    TimelineFixture fixture;
    QVERIFY(fixture.open());
    FirstCards first(*fixture.workspace);
    first.ask({});
    IncidentFilter assessed;
    assessed.stages = {Stage::Assess};
    QVERIFY(!first.take(assessed, this, [](const Result<BoardData> &) { QFAIL("they are of no filter that asks"); }));
    QVERIFY(!first.take({}, this, [](const Result<BoardData> &) { QFAIL("they are old by now"); }));
    fixture.settle();

    bool answered = false;
    auto context = std::make_unique<QObject>();
    first.ask({});
    QVERIFY(first.take({}, context.get(), [&](const Result<BoardData> &) { answered = true; }));
    context.reset();
    fixture.settle();
    QVERIFY(!answered);

    first.ask({});
    QVERIFY(first.take({}, this, [&](const Result<BoardData> &data) { answered = data && data->cards.size() == 1; }));
    QTRY_VERIFY(answered);
}

void TestListFeeds::cardsOfNoDatabaseAreForgotten()
{
    TimelineFixture fixture;
    QVERIFY(fixture.open());
    Workspace closed(fixture.clock, *fixture.rules, [] { return std::unique_ptr<Renderer>(); });
    FirstCards first(closed);
    first.ask({}); // what should have been opened was not
    bool later = false;
    closed.run<int>(
        this, [](Services &) { return Result<int>(0); }, [&](const Result<int> &r) { later = !r; });
    QTRY_VERIFY(later);
    QVERIFY(!first.take({}, this, [](const Result<BoardData> &) { QFAIL("the next has cards of its own"); }));
}

void TestListFeeds::boardFollowsItsFilter()
{
    TimelineFixture fixture;
    QVERIFY(fixture.open());
    BoardModel model(fixture.clock);
    BoardFeed feed(*fixture.workspace, model);
    IncidentFilter filter;
    filter.sources = {DetectionSource::CustomerReport};
    feed.setFilter(filter);
    QTRY_VERIFY(feed.isLoaded());
    QVERIFY(model.isEmpty());
    QVERIFY(record(fixture, u"By an operator"_s).isValid());
    const IncidentId fits = record(fixture, u"By a customer"_s, DetectionSource::CustomerReport);
    QTRY_VERIFY(model.find(fits).isValid());
    fixture.settle();
    QCOMPARE(model.rowCount(model.stageIndex(Stage::Detect)), 1);
    feed.setFilter({});
    filter.text = u"nothing of this kind"_s;
    feed.setFilter(filter); // the answer to the query before must not show
    QTRY_VERIFY(feed.isLoaded());
    fixture.settle();
    QVERIFY(model.isEmpty());
}

void TestListFeeds::listReadsPageByPage()
{
    TimelineFixture fixture;
    QVERIFY(fixture.open());
    const auto recorded = fixture.ask<void>([now = fixture.clock.nowMs()](Services &s) -> Result<void> {
        for (int i = 0; i < IncidentListModel::kPage + 20; ++i) {
            NewIncident n;
            n.title = u"Sign %1"_s.arg(i);
            n.reportedBy = u"Sam Roth"_s;
            n.detectedMs = now - kMinuteMs;
            if (const auto id = s.incidents.record(n); !id)
                return tl::unexpected(id.error());
        }
        return {};
    });
    QVERIFY(recorded.has_value());
    IncidentListModel model(*fixture.workspace);
    model.setFilter({});
    QTRY_COMPARE(model.rowCount(), IncidentListModel::kPage);
    QTRY_COMPARE(model.total(), qint64{IncidentListModel::kPage + 21});
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    while (model.canFetchMore({}) || model.isLoading()) {
        model.fetchMore({});
        fixture.settle();
    }
    QCOMPARE(model.rowCount(), IncidentListModel::kPage + 21);
    QVERIFY(model.isComplete());
    for (int row = 1; row < model.rowCount(); ++row)
        QCOMPARE_GE(model.incident(row - 1)->updatedMs, model.incident(row)->updatedMs);
}

void TestListFeeds::listMovesWhatChanged()
{
    TimelineFixture fixture;
    QVERIFY(fixture.open());
    fixture.clock.advance(kMinuteMs);
    const IncidentId second = record(fixture, u"A second sign"_s);
    IncidentListModel model(*fixture.workspace);
    model.setFilter({});
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(model.incident(0)->id, second);
    fixture.settle();
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
    fixture.clock.advance(kMinuteMs);
    const auto done = fixture.ask<void>(
        [id = fixture.incident](Services &s) { return s.incidents.move(id, 0, Stage::Assess, u"Looks real"_s); });
    QVERIFY(done.has_value());
    QTRY_COMPARE(model.incident(0)->id, fixture.incident);
    QCOMPARE(moved.count(), 1);
    QCOMPARE(reset.count(), 0);
}

void TestListFeeds::clocksAreOfTheDatabaseThatIsOpen()
{
    TimelineFixture fixture;
    QVERIFY(fixture.open());
    ClockListModel model(fixture.clock);
    ClockFeed feed(*fixture.workspace, model);
    QSignalSpy loaded(&feed, &ClockFeed::loaded);
    feed.start();
    QTRY_COMPARE(loaded.count(), 1);
    ClockRow old;
    old.obligation.id = ObligationId{1};
    old.obligation.version = 1;
    old.obligation.facts.deadlineMs = fixture.clock.nowMs() + kHourMs;
    model.assign({old});
    feed.start();
    QVERIFY2(model.rows().isEmpty(), "what is read anew is not shown before it is read");
    model.assign({old});

    // The read is in flight while the database is closed: it is never answered, and must not block the next one.
    QSignalSpy opened(fixture.workspace.get(), &Workspace::opened);
    fixture.workspace->open({fixture.path(), false, false, u"mira"_s, {}});
    QVERIFY(model.rows().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 10000);
    feed.start();
    QTRY_COMPARE_WITH_TIMEOUT(loaded.count(), 2, 10000);
}

void TestListFeeds::clocksFollowActs()
{
    TimelineFixture fixture;
    QVERIFY(fixture.open());
    const IncidentId second = record(fixture, u"A second sign"_s);
    QCOMPARE(declare(fixture, second), QString());
    ClockListModel model(fixture.clock);
    ClockFeed feed(*fixture.workspace, model);
    feed.start();
    QTRY_COMPARE(model.rowCount(), 3); // both, and the customers who are not named yet
    fixture.settle();

    // One more incident: its clocks come, the others stay where they are.
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QCOMPARE(declare(fixture, fixture.incident), QString());
    QTRY_COMPARE(model.rowCount(), 6);
    QCOMPARE(removed.count(), 0);

    // One is withdrawn: it goes, and nothing else.
    const Obligation gone = model.row(0)->obligation;
    const auto done = fixture.ask<void>([gone](Services &s) -> Result<void> {
        Person legal;
        legal.name = u"Ada Verne"_s;
        legal.login = u"ada"_s;
        legal.roles = Role::Legal;
        const auto id = s.people.add(legal);
        if (!id)
            return tl::unexpected(id.error());
        return s.declarations.withdraw(gone, WithdrawalReason::OtherPartysDuty, u"The customer tells it."_s,
                                       {*id, s.session.nowMs(), u"telephone"_s, u"Withdraw it."_s});
    });
    QVERIFY2(done, qPrintable(done ? QString() : done.error().userText));
    QTRY_COMPARE(model.rowCount(), 5);
    QCOMPARE(removed.count(), 1);
    for (const ClockRow &row : model.rows())
        QVERIFY(row.obligation.id != gone.id);
}

void TestListFeeds::questionsHaveClocks() // P9.5, P9.9
{
    TimelineFixture fixture;
    QVERIFY(fixture.open());
    ClockListModel model(fixture.clock);
    ClockFeed feed(*fixture.workspace, model);
    QSignalSpy loaded(&feed, &ClockFeed::loaded);
    feed.start();
    QTRY_COMPARE(loaded.count(), 1);
    const qint64 now = fixture.clock.nowMs();
    const auto asked = fixture.ask<MatterId>([id = fixture.incident, now](Services &s) -> Result<MatterId> {
        const auto notice = s.notices.start(id, Audience::Authority, NoticePhase::First, {u"One"_s, u"Text"_s, {}});
        if (!notice)
            return tl::unexpected(notice.error());
        Matter m;
        m.notice = *notice;
        m.kind = MatterKind::Question;
        m.who = u"The authority"_s;
        m.words = u"Since when?"_s;
        m.atMs = now;
        m.dueMs = now + 5 * kHourMs;
        m.ownerName = u"Ada Ruiz"_s;
        return s.matters.add(m);
    });
    QVERIFY2(asked, qPrintable(asked ? QString() : asked.error().userText));
    QTRY_COMPARE(model.rowCount(), 1); // before anything is declared, too
    const ClockRow row = *model.row(0);
    QVERIFY(!row.isObligation());
    QCOMPARE(whomText(row), u"The authority · notice 1"_s);
    QCOMPARE(dutyText(row), u"Question · Ada Ruiz"_s);
    QCOMPARE(readClock(row.obligation.facts, now).band, ClockBand::Under8h);
    QCOMPARE(model.urgentCount(), 1);
    QCOMPARE(model.rollUps().first().what, u"1 follow-up"_s);
    feed.start(); // read as a whole, it is there as well
    QTRY_COMPARE(model.rowCount(), 1);
    const auto done = fixture.ask<void>([id = fixture.incident](Services &s) -> Result<void> {
        const auto matters = s.matters.ofIncident(id);
        if (!matters)
            return tl::unexpected(matters.error());
        Matter m = matters->first();
        m.state = MatterState::Answered;
        m.answer = u"Since Monday."_s;
        return s.matters.change(m, m);
    });
    QVERIFY2(done, qPrintable(done ? QString() : done.error().userText));
    QTRY_COMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestListFeeds)
#include "tst_listfeeds.moc"
