#include "models/items/boardmodel.h"
#include "models/items/incidentmatch.h"
#include "models/items/stagemodel.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

constexpr qint64 kNow = 1'763'800'000'000;

Incident incident(qint64 number, Stage stage, qint64 ageMs, const QString &title = {})
{
    Incident i;
    i.id = IncidentId{number};
    i.version = 1;
    i.number = number;
    i.title = title.isEmpty() ? u"Incident %1"_s.arg(number) : title;
    i.stage = stage;
    i.stageSinceMs = kNow - ageMs;
    return i;
}

Incident done(qint64 number, Stage stage, qint64 endedMs, qint64 closedMs)
{
    Incident i = incident(number, stage, 10 * kDayMs);
    i.endedMs = endedMs;
    i.closedMs = closedMs;
    return i;
}

BoardData someData()
{
    BoardData data;
    data.cards = {incident(1, Stage::Detect, 3 * kHourMs),      incident(2, Stage::Detect, 12 * kMinuteMs),
                  incident(3, Stage::Assess, kHourMs),          incident(4, Stage::Diagnose, kDayMs),
                  incident(5, Stage::Diagnose, 2 * kDayMs),     incident(6, Stage::CloseOut, kDayMs),
                  done(7, Stage::Detect, kNow - 5 * kDayMs, 0), done(8, Stage::CloseOut, 0, kNow - 2 * kDayMs)};
    const int counts[] = {2, 1, 2, 0, 1};
    std::copy(std::begin(counts), std::end(counts), data.openCounts);
    data.doneRecently = 2;
    return data;
}

/** What a person would see, one line a card. */
QString textOf(const BoardModel &model)
{
    QString text;
    for (const auto &entry : enumTable<Stage>()) {
        const QModelIndex stage = model.stageIndex(entry.value);
        text += u"%1 %2\n"_s.arg(stage.data().toString()).arg(model.openCount(entry.value));
        for (int row = 0; row < model.rowCount(stage); ++row)
            text += u"  %1\n"_s.arg(model.index(row, 0, stage).data(Qt::AccessibleTextRole).toString());
    }
    return text + u"done lately %1\n"_s.arg(model.doneRecently());
}

} // namespace

class TestBoardModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock.set(kNow);
        m_model = std::make_unique<BoardModel>(m_clock);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }
    void showsTheBoardAsKept();
    void movesAcrossStagesAsOneMove();
    void asksForMoreWhereThereIsMore();
    void ordersWithinAStage_data();
    void ordersWithinAStage();
    void changesOneRow();
    void staysStillWhenNothingChanged();
    void insertsAndRemovesOneRow();
    void mergesWithoutAReset();
    void survivesRandomChanges();
    void eachStageIsAListOfItsCards();
    void matchesFilters_data();
    void matchesFilters();

private:
    ManualClock m_clock;
    std::unique_ptr<BoardModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestBoardModel::showsTheBoardAsKept()
{
    m_model->reset(someData());
    QFile golden(QFINDTESTDATA("data/board.txt"));
    QVERIFY(golden.open(QIODevice::ReadOnly));
    QCOMPARE(textOf(*m_model), QString::fromUtf8(golden.readAll()));
}

void TestBoardModel::asksForMoreWhereThereIsMore()
{
    QSignalSpy wanted(m_model.get(), &BoardModel::moreWanted);
    const auto asks = [&] {
        QString stages;
        for (const auto &entry : enumTable<Stage>()) {
            const QModelIndex stage = m_model->stageIndex(entry.value);
            const qsizetype before = wanted.count();
            m_model->fetchMore(stage);
            stages += m_model->canFetchMore(stage) && wanted.count() == before + 1 ? u'+' : u'.';
        }
        return stages;
    };
    BoardData data = someData();
    m_model->reset(data);
    QCOMPARE(asks(), u"....."_s);
    QVERIFY(!m_model->canFetchMore({}));
    QVERIFY(!m_model->canFetchMore(m_model->index(0, 0, m_model->stageIndex(Stage::Detect))));
    data.openCounts[1] = 2;
    data.openCounts[4] = 2; // one open card is not here, though two that are done stand in that column
    m_model->setCounts(data);
    QCOMPARE(asks(), u".+..+"_s);
    data = someData();
    data.doneRecently = 3;
    m_model->setCounts(data);
    QCOMPARE(asks(), u"....+"_s);
    data.doneRecently = 2;
    data.moreDone = true;
    m_model->setCounts(data);
    QCOMPARE(asks(), u"....+"_s);
}

void TestBoardModel::movesAcrossStagesAsOneMove()
{
    m_model->reset(someData());
    const QPersistentModelIndex card = m_model->find(IncidentId{3});
    QSignalSpy moved(m_model.get(), &QAbstractItemModel::rowsMoved);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    Incident changed = incident(3, Stage::Diagnose, 0);
    changed.version = 2;
    m_model->upsert(changed);
    QCOMPARE(moved.count(), 1);
    QCOMPARE(reset.count(), 0);
    QVERIFY2(card.isValid(), "a chosen card stays chosen while it moves");
    QCOMPARE(card.parent(), m_model->stageIndex(Stage::Diagnose));
    QCOMPARE(card.row(), 0);
    QCOMPARE(m_model->rowCount(m_model->stageIndex(Stage::Assess)), 0);

    // What is done goes to the last column, whatever stage it was in.
    changed.endedMs = kNow;
    changed.version = 3;
    m_model->upsert(changed);
    QCOMPARE(card.parent(), m_model->stageIndex(Stage::CloseOut));
    QCOMPARE(card.row(), 1);
}

void TestBoardModel::ordersWithinAStage_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<qint64>("ageMs");
    QTest::addColumn<int>("row");
    QTest::newRow("to the top") << qint64{4} << qint64{0} << 0;
    QTest::newRow("stays") << qint64{4} << kHourMs << 0;
    QTest::newRow("down") << qint64{4} << 3 * kDayMs << 1;
    QTest::newRow("up") << qint64{5} << kHourMs << 0;
    QTest::newRow("stays below") << qint64{5} << 5 * kDayMs << 1;
    QTest::newRow("same instant: the later one above") << qint64{5} << kDayMs << 0;
}

void TestBoardModel::ordersWithinAStage()
{
    QFETCH(qint64, number);
    QFETCH(qint64, ageMs);
    m_model->reset(someData());
    Incident changed = incident(number, Stage::Diagnose, ageMs);
    changed.version = 2;
    m_model->upsert(changed);
    QTEST(m_model->find(IncidentId{number}).row(), "row");
    QCOMPARE(m_model->rowCount(m_model->stageIndex(Stage::Diagnose)), 2);
}

void TestBoardModel::changesOneRow()
{
    m_model->reset(someData());
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    Incident changed = incident(1, Stage::Detect, 3 * kHourMs, u"Another title"_s);
    changed.version = 2;
    m_model->upsert(changed);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.first().at(0).toModelIndex(), m_model->find(IncidentId{1}));
    QVERIFY(m_model->find(IncidentId{1}).data().toString().contains(u"Another title"_s));
}

void TestBoardModel::staysStillWhenNothingChanged()
{
    m_model->reset(someData());
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy moved(m_model.get(), &QAbstractItemModel::rowsMoved);
    m_model->merge(someData());
    QCOMPARE(changes.count(), 0);
    QCOMPARE(moved.count(), 0);

    // An obligation that is met does not have to change the incident itself.
    Incident met = incident(1, Stage::Detect, 3 * kHourMs);
    met.clock = ClockSummary{};
    m_model->upsert(met);
    QCOMPARE(changes.count(), 1);
}

void TestBoardModel::insertsAndRemovesOneRow()
{
    m_model->reset(someData());
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    m_model->upsert(incident(9, Stage::Detect, kHourMs));
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(m_model->find(IncidentId{9}).row(), 1);
    m_model->remove(IncidentId{9});
    m_model->remove(IncidentId{9});
    QCOMPARE(removed.count(), 1);
    QVERIFY(!m_model->find(IncidentId{9}).isValid());
}

void TestBoardModel::mergesWithoutAReset()
{
    m_model->reset(someData());
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    BoardData data = someData();
    data.cards.removeFirst();
    data.cards << incident(20, Stage::Stabilize, 0);
    data.openCounts[0] = 1700;
    m_model->merge(data);
    QCOMPARE(reset.count(), 0);
    QVERIFY(!m_model->find(IncidentId{1}).isValid());
    QVERIFY(m_model->find(IncidentId{20}).isValid());
    QCOMPARE(m_model->openCount(Stage::Detect), 1700);
}

void TestBoardModel::survivesRandomChanges()
{
    m_model->reset(someData());
    quint32 seed = 4711;
    const auto next = [&seed](quint32 below) { return (seed = seed * 1664525u + 1013904223u) / 7 % below; };
    for (int round = 0; round < 600; ++round) {
        const qint64 number = next(40) + 1;
        if (next(5) == 0) {
            m_model->remove(IncidentId{number});
            continue;
        }
        Incident changed = incident(number, static_cast<Stage>(next(5)), next(1000) * kMinuteMs);
        changed.version = round + 2;
        if (next(6) == 0)
            changed.closedMs = kNow - next(1000) * kMinuteMs;
        m_model->upsert(changed);
    }
    for (const auto &entry : enumTable<Stage>()) {
        const QModelIndex stage = m_model->stageIndex(entry.value);
        for (int row = 1; row < m_model->rowCount(stage); ++row) {
            const Incident *above = m_model->card(m_model->index(row - 1, 0, stage));
            const Incident *below = m_model->card(m_model->index(row, 0, stage));
            QCOMPARE_LE(above->isDone(), below->isDone());
            if (!above->isDone() && !below->isDone())
                QCOMPARE_GE(above->stageSinceMs, below->stageSinceMs);
        }
    }
}

/** A screen reader counts rows and columns without asking where a view begins. */
void TestBoardModel::eachStageIsAListOfItsCards()
{
    m_model->reset(someData());
    std::vector<std::unique_ptr<StageModel>> lists;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
    for (const auto &entry : enumTable<Stage>()) {
        lists.push_back(std::make_unique<StageModel>(*m_model, entry.value));
        testers.push_back(std::make_unique<QAbstractItemModelTester>(
            lists.back().get(), QAbstractItemModelTester::FailureReportingMode::QtTest));
    }
    const QPersistentModelIndex newest = lists.front()->index(0);
    QSignalSpy reset(lists.front().get(), &QAbstractItemModel::modelReset);
    quint32 seed = 12;
    const auto next = [&seed](quint32 below) { return (seed = seed * 1664525u + 1013904223u) / 7 % below; };
    for (int round = 0; round < 300; ++round) {
        const qint64 number = next(30) + 1;
        Incident changed = incident(number, static_cast<Stage>(next(5)), next(1000) * kMinuteMs);
        changed.version = round + 2;
        if (next(5) == 0)
            m_model->remove(changed.id);
        else
            m_model->upsert(changed);
    }
    QCOMPARE(reset.count(), 0);
    for (const auto &entry : enumTable<Stage>()) {
        const StageModel &list = *lists[static_cast<size_t>(entry.value)];
        const QModelIndex stage = m_model->stageIndex(entry.value);
        QCOMPARE(list.rowCount(), m_model->rowCount(stage));
        for (int row = 0; row < list.rowCount(); ++row)
            QCOMPARE(list.card(list.index(row)), m_model->card(m_model->index(row, 0, stage)));
    }
    m_model->reset({});
    QCOMPARE(reset.count(), 1);
    QVERIFY(!newest.isValid());
    m_tester.reset();
    m_model.reset();
    QCOMPARE(lists.front()->rowCount(), 0);
}

void TestBoardModel::matchesFilters_data()
{
    QTest::addColumn<IncidentFilter>("filter");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *name, auto change, bool fits) {
        IncidentFilter filter;
        change(filter);
        QTest::newRow(name) << filter << fits;
    };
    row(
        "nothing", [](IncidentFilter &) {}, true);
    row(
        "stage", [](IncidentFilter &f) { f.stages = {Stage::Assess}; }, false);
    row(
        "one of two stages",
        [](IncidentFilter &f) {
            f.stages = {Stage::Assess, Stage::Diagnose};
        },
        true);
    row(
        "mine", [](IncidentFilter &f) { f.manager = PersonId{3}; }, true);
    row(
        "somebody else's", [](IncidentFilter &f) { f.manager = PersonId{4}; }, false);
    row(
        "open", [](IncidentFilter &f) { f.done = false; }, true);
    row(
        "done", [](IncidentFilter &f) { f.done = true; }, false);
    row(
        "high", [](IncidentFilter &f) { f.severities = {Severity::High}; }, true);
    row(
        "low", [](IncidentFilter &f) { f.severities = {Severity::Low}; }, false);
    row(
        "source", [](IncidentFilter &f) { f.sources = {DetectionSource::CustomerReport}; }, false);
    row(
        "outcome", [](IncidentFilter &f) { f.outcomes = {Outcome::SecurityIncident}; }, true);
    row(
        "words anywhere, any case", [](IncidentFilter &f) { f.text = u"bucket INC-0042"_s; }, true);
    row(
        "a word that is not there", [](IncidentFilter &f) { f.text = u"bucket tape"_s; }, false);
}

void TestBoardModel::matchesFilters()
{
    QFETCH(IncidentFilter, filter);
    Incident i = incident(42, Stage::Diagnose, kHourMs, u"Open bucket"_s);
    i.manager = PersonId{3};
    i.severity = Severity::High;
    i.outcome = Outcome::SecurityIncident;
    QTEST(matches(filter, i), "fits");
}

QTEST_GUILESS_MAIN(TestBoardModel)
#include "tst_boardmodel.moc"
