#include "models/items/clockfilter.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

constexpr qint64 kNow = 1'763'800'000'000;

ClockRow row(qint64 id, qint64 number, qint64 leftMs)
{
    ClockRow r;
    r.obligation.id = ObligationId{id};
    r.obligation.version = 1;
    r.obligation.incident = IncidentId{number};
    r.obligation.customerName = u"Customer %1"_s.arg(id);
    r.obligation.facts.triggerMs = kNow + leftMs - kCommitmentMs;
    r.obligation.facts.deadlineMs = kNow + leftMs;
    r.incident.id = IncidentId{number};
    r.incident.number = number;
    r.incident.title = u"Case %1"_s.arg(number);
    r.incident.version = 1;
    r.incident.manager = PersonId{number};
    r.incident.managerName = u"Person %1"_s.arg(number);
    return r;
}

/** Six obligations, each one thing of its own. */
QList<ClockRow> six()
{
    ClockRow exercise = row(3, 3, 2 * kHourMs);
    exercise.incident.exercise = true;
    ClockRow authority = row(4, 4, 30 * kHourMs);
    authority.obligation.addressee = Addressee::Authority;
    authority.obligation.customerName.clear();
    authority.obligation.addresseeName = u"CNIL"_s;
    authority.obligation.duty = DutyKind::Statute;
    authority.obligation.citation = u"Art. 33 GDPR"_s;
    ClockRow excepted = row(5, 1, 3 * kHourMs);
    excepted.obligation.facts.exceptedUntilMs = kNow + kHourMs;
    ClockRow without = row(6, 6, 0);
    without.obligation.facts.deadlineMs = 0;
    return {row(1, 1, kHourMs), row(2, 2, -kHourMs), exercise, authority, excepted, without};
}

} // namespace

class TestClockFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void narrows_data();
    void narrows();
    void timeAloneNarrows();
    void sorts_data();
    void sorts();
    void findsTheRow();
    void followsTheSource();
};

void TestClockFilter::narrows_data()
{
    QTest::addColumn<ClockFilter>("filter");
    QTest::addColumn<QList<qint64>>("ids");
    const auto rowOf = [](const char *name, const ClockFilter &filter, const QList<qint64> &ids) {
        QTest::newRow(name) << filter << ids;
    };
    rowOf("exercises are apart", {}, {1, 2, 4, 5, 6});
    rowOf("exercises alone", {{}, {}, {}, {}, true}, {3});
    rowOf("mine", {{}, PersonId{1}, {}, {}, false}, {1, 5});
    rowOf("overdue", {{}, {}, {ObligationState::Overdue}, {}, false}, {2});
    rowOf("overdue or excepted", {{}, {}, {ObligationState::Overdue, ObligationState::Excepted}, {}, false}, {2, 5});
    rowOf("authority", {{}, {}, {}, {Addressee::Authority}, false}, {4});
    rowOf("words", {u"gdpr cnil"_s, {}, {}, {}, false}, {4});
    rowOf("reference", {u"inc-0001"_s, {}, {}, {}, false}, {1, 5});
    rowOf("nothing", {u"xyz"_s, {}, {}, {}, false}, {});
}

void TestClockFilter::narrows()
{
    QFETCH(ClockFilter, filter);
    QFETCH(QList<qint64>, ids);
    ManualClock clock(kNow);
    ClockListModel source(clock);
    ClockFilterModel model(source, clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    source.assign(six());
    model.setFilter(filter);
    QList<qint64> got;
    for (int i = 0; i < model.rowCount(); ++i)
        got << model.row(i)->obligation.id.value;
    std::sort(got.begin(), got.end());
    QCOMPARE(got, ids);
}

void TestClockFilter::timeAloneNarrows()
{
    ManualClock clock(kNow);
    ClockListModel source(clock);
    ClockFilterModel model(source, clock);
    source.assign({row(1, 1, kHourMs)});
    model.setFilter({{}, {}, {ObligationState::Overdue}, {}, false});
    QCOMPARE(model.rowCount(), 0);
    clock.advance(2 * kHourMs);
    model.tick(clock.nowMs());
    QCOMPARE(model.rowCount(), 1);
    clock.jump(-2 * kHourMs); // P7.4
    model.tick(clock.nowMs());
    QCOMPARE(model.rowCount(), 0);
}

void TestClockFilter::sorts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Qt::SortOrder>("order");
    QTest::addColumn<QList<qint64>>("ids");
    using Column = ClockListModel::Column;
    QTest::newRow("urgency") << int(Column::Digits) << Qt::AscendingOrder << QList<qint64>{2, 1, 4, 6, 5};
    QTest::newRow("least urgent") << int(Column::Digits) << Qt::DescendingOrder << QList<qint64>{5, 6, 4, 1, 2};
    QTest::newRow("deadline") << int(Column::Due) << Qt::AscendingOrder << QList<qint64>{2, 1, 5, 4, 6};
    QTest::newRow("incident") << int(Column::IncidentColumn) << Qt::AscendingOrder << QList<qint64>{1, 5, 2, 4, 6};
    QTest::newRow("whom") << int(Column::Whom) << Qt::AscendingOrder << QList<qint64>{4, 1, 2, 5, 6};
}

void TestClockFilter::sorts()
{
    QFETCH(int, column);
    QFETCH(Qt::SortOrder, order);
    QFETCH(QList<qint64>, ids);
    ManualClock clock(kNow);
    ClockListModel source(clock);
    ClockFilterModel model(source, clock);
    source.assign(six());
    model.sort(column, order);
    QList<qint64> got;
    for (int i = 0; i < model.rowCount(); ++i)
        got << model.row(i)->obligation.id.value;
    QCOMPARE(got, ids);
}

void TestClockFilter::findsTheRow()
{
    ManualClock clock(kNow);
    ClockListModel source(clock);
    ClockFilterModel model(source, clock);
    source.assign(six());
    for (int i = 0; i < model.rowCount(); ++i)
        QCOMPARE(model.rowOf(model.row(i)->obligation.id), i);
    QCOMPARE(model.rowOf(ObligationId{3}), -1); // narrowed away
    QCOMPARE(model.rowOf(ObligationId{99}), -1);
}

void TestClockFilter::followsTheSource()
{
    ManualClock clock(kNow);
    ClockListModel source(clock);
    ClockFilterModel model(source, clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.sort(ClockListModel::Digits);
    source.assign(six());
    const QPersistentModelIndex chosen = model.index(model.rowOf(ObligationId{1}), 0);
    ClockRow moved = row(4, 4, -2 * kHourMs);
    moved.obligation.version = 2;
    source.assign({row(1, 1, kHourMs), moved});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.row(0)->obligation.id.value, 4);
    QCOMPARE(chosen.row(), 1); // the selection stays on what was chosen
}

QTEST_GUILESS_MAIN(TestClockFilter)
#include "tst_clockfilter.moc"
