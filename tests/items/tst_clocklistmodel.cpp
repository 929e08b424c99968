#include "models/items/clocklistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <utility>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

constexpr qint64 kNow = 1'763'800'000'000;

ClockRow row(qint64 id, qint64 number, qint64 leftMs, Addressee addressee = Addressee::Customer, bool exercise = false)
{
    ClockRow r;
    r.obligation.id = ObligationId{id};
    r.obligation.version = 1;
    r.obligation.incident = IncidentId{number};
    r.obligation.addressee = addressee;
    r.obligation.customerName = addressee == Addressee::Customer ? u"Customer %1"_s.arg(id) : QString();
    r.obligation.facts.triggerMs = kNow + leftMs - kCommitmentMs;
    r.obligation.facts.deadlineMs = kNow + leftMs;
    r.incident.id = IncidentId{number};
    r.incident.number = number;
    r.incident.version = 1;
    r.incident.exercise = exercise;
    return r;
}

QList<qint64> idsOf(const ClockListModel &model)
{
    QList<qint64> ids;
    for (const ClockRow &r : model.rows())
        ids << r.obligation.id.value;
    return ids;
}

} // namespace

class TestClockListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock.set(kNow);
        m_model = std::make_unique<ClockListModel>(m_clock);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }
    void mostUrgentStandsFirst();
    void appliesRowByRow();
    void sortsAnewWhenTimeAloneChangesAState();
    void countsWhatIsUrgent();
    void rollsUpByIncident();
    void digitsFollowTheClock();
    void proposalsStandAmongThem();

private:
    ManualClock m_clock;
    std::unique_ptr<ClockListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestClockListModel::mostUrgentStandsFirst()
{
    ClockRow excepted = row(4, 4, kHourMs);
    excepted.obligation.facts.exceptedUntilMs = kNow + 2 * kHourMs;
    m_model->assign({row(1, 1, 50 * kHourMs), excepted, row(2, 2, -kHourMs), row(3, 3, kMinuteMs), row(5, 5, -kDayMs)});
    QCOMPARE(idsOf(*m_model), QList<qint64>({5, 2, 3, 1, 4}));
}

/** P7.5: by when they would end, behind what is confirmed and overdue, marked; they make the badge as clocks do. */
void TestClockListModel::proposalsStandAmongThem()
{
    const auto proposed = [](qint64 id, qint64 number, qint64 leftMs) {
        ClockRow r = row(id, number, leftMs, Addressee::Authority);
        r.obligation.facts.wouldEndMs = std::exchange(r.obligation.facts.deadlineMs, 0);
        r.obligation.facts.confirmed = false;
        return r;
    };
    ClockRow noEnd = proposed(6, 6, kHourMs);
    noEnd.obligation.facts.wouldEndMs = 0;
    m_model->assign({noEnd, row(1, 1, 50 * kHourMs), proposed(2, 2, -kDayMs), row(3, 3, -kMinuteMs),
                     proposed(4, 1, 30 * kHourMs), row(5, 5, kHourMs)});
    QCOMPARE(idsOf(*m_model), QList<qint64>({3, 2, 5, 4, 1, 6}));
    QCOMPARE(m_model->urgentCount(), 3); // 3, 2 and 5
    QCOMPARE(m_model->overdueCount(), 1);
    QCOMPARE(m_model->data(m_model->index(3, ClockListModel::Digits)).toString(), u"? 30:00:00"_s);
    const QList<ClockRollUp> strip = m_model->rollUps();
    QCOMPARE(strip.at(3).incident.number, 1);
    QCOMPARE(strip.at(3).what, u"1 customer to tell, authority, 1 only proposed"_s);
    QSignalSpy assigned(m_model.get(), &ClockListModel::assigned);
    m_clock.advance(31 * kHourMs); // past its end it comes before what runs
    m_model->tick(m_clock.nowMs());
    QCOMPARE(assigned.count(), 1);
    QCOMPARE(idsOf(*m_model), QList<qint64>({3, 5, 2, 4, 1, 6}));
}

void TestClockListModel::appliesRowByRow()
{
    m_model->assign({row(1, 1, kHourMs), row(2, 2, 2 * kHourMs), row(3, 3, 3 * kHourMs)});
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy moved(m_model.get(), &QAbstractItemModel::rowsMoved);
    const QPersistentModelIndex third = m_model->index(2, 0);
    ClockRow nearer = row(3, 3, kMinuteMs);
    nearer.obligation.version = 2;
    m_model->assign({row(2, 2, 2 * kHourMs), nearer, row(4, 4, kDayMs)});
    QCOMPARE(idsOf(*m_model), QList<qint64>({3, 2, 4}));
    QCOMPARE(reset.count(), 0);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(moved.count(), 1);
    QVERIFY(third.isValid());
    QCOMPARE(third.row(), 0);
}

void TestClockListModel::sortsAnewWhenTimeAloneChangesAState()
{
    ClockRow excepted = row(1, 1, 3 * kHourMs);
    excepted.obligation.facts.exceptedUntilMs = kNow + kHourMs;
    m_model->assign({excepted, row(2, 2, 4 * kHourMs)});
    QCOMPARE(idsOf(*m_model), QList<qint64>({2, 1}));
    QSignalSpy assigned(m_model.get(), &ClockListModel::assigned);
    m_clock.advance(kHourMs - kSecondMs);
    m_model->tick(m_clock.nowMs());
    QCOMPARE(assigned.count(), 0);
    m_clock.advance(2 * kSecondMs); // the exception lapses
    m_model->tick(m_clock.nowMs());
    QCOMPARE(idsOf(*m_model), QList<qint64>({1, 2}));
    QCOMPARE(assigned.count(), 1);
    m_clock.advance(2 * kHourMs); // the first is overdue: the badge and the strip are told
    m_model->tick(m_clock.nowMs());
    QCOMPARE(assigned.count(), 2);
    m_model->tick(m_clock.nowMs());
    QCOMPARE(assigned.count(), 2);
}

void TestClockListModel::countsWhatIsUrgent()
{
    m_model->assign({row(1, 1, -kHourMs), row(2, 2, kHourMs), row(3, 3, 30 * kHourMs),
                     row(4, 4, -kHourMs, Addressee::Customer, true)});
    QCOMPARE(m_model->overdueCount(), 1); // an exercise is kept out of the figures (P2.8)
    QCOMPARE(m_model->urgentCount(), 2);
    m_clock.advance(2 * kHourMs);
    QCOMPARE(m_model->overdueCount(), 2);
}

void TestClockListModel::rollsUpByIncident()
{
    m_model->assign({row(1, 7, 3 * kHourMs), row(2, 7, kHourMs), row(3, 8, 2 * kHourMs),
                     row(4, 7, 60 * kHourMs, Addressee::Authority)});
    const QList<ClockRollUp> rolled = m_model->rollUps();
    QCOMPARE(rolled.size(), 2);
    QCOMPARE(rolled.at(0).incident.number, 7);
    QCOMPARE(rolled.at(0).facts.deadlineMs, kNow + kHourMs);
    QCOMPARE(rolled.at(0).what, u"2 customers to tell, authority"_s);
    QCOMPARE(rolled.at(1).what, u"Customer 3 to tell"_s);
}

void TestClockListModel::digitsFollowTheClock()
{
    m_model->assign({row(1, 1, kHourMs)});
    const QModelIndex digits = m_model->index(0, ClockListModel::Digits);
    QCOMPARE(digits.data().toString(), u"01:00:00"_s);
    m_clock.advance(kHourMs + 5 * kSecondMs);
    QCOMPARE(digits.data().toString(), u"+00:00:05"_s);
    m_clock.jump(-2 * kHourMs); // P7.4: a clock that is set back shows right at once
    QCOMPARE(digits.data().toString(), u"01:59:55"_s);
}

QTEST_GUILESS_MAIN(TestClockListModel)
#include "tst_clocklistmodel.moc"
