#include "models/domain/dutystates.h"

#include <QtTest>

#include <algorithm>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kStart = 1'800'000'000'000;
constexpr qint64 kDeadline = kStart + kCommitmentMs;
constexpr qint64 kInTime = kDeadline - kHourMs;
constexpr qint64 kLate = kDeadline + kHourMs;

/** Facts that are in a state when `now` is in time, or late. */
ObligationFacts in(ObligationState state, bool late)
{
    ObligationFacts f;
    f.triggerMs = kStart;
    f.deadlineMs = kDeadline;
    switch (state) {
    case ObligationState::Proposed:
        f.confirmed = false;
        break;
    case ObligationState::Excepted:
        f.exceptedUntilMs = (late ? kLate : kInTime) + kMinuteMs;
        break;
    case ObligationState::Met:
        f.metMs = kInTime;
        break;
    case ObligationState::MetLate:
        f.metMs = kLate;
        break;
    case ObligationState::Withdrawn:
        f.withdrawnMs = kInTime;
        break;
    case ObligationState::Running:
    case ObligationState::Overdue:
        break;
    }
    return f;
}

} // namespace

/** P7.2: the table of states and what starts, holds and ends each, row by row, against the state that follows from the
 * facts. */
class TestDutyStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasARow();
    void transitions_data();
    void transitions();
    void nothingElseFollows();
};

void TestDutyStates::everyStateHasARow()
{
    QList<ObligationState> seen;
    for (const DutyStateRow &row : dutyStates()) {
        QVERIFY(!seen.contains(row.state));
        seen << row.state;
        for (const char *words : {row.startedBy, row.heldBy, row.endedBy})
            QVERIFY(QString::fromUtf8(words).endsWith(u'.'));
        const auto begins = [&](const DutyTransition &t) { return t.to == row.state; };
        QVERIFY2(std::any_of(dutyTransitions().begin(), dutyTransitions().end(), begins), "nothing leads there");
    }
    QCOMPARE(seen.size(), enumTable<ObligationState>().size());
}

void TestDutyStates::transitions_data()
{
    QTest::addColumn<int>("row");
    int n = 0;
    for (const DutyTransition &t : dutyTransitions())
        QTest::addRow("%s, %s, %s%s", t.from ? qPrintable(codeOf(*t.from)) : "nothing", qPrintable(codeOf(t.event)),
                      qPrintable(codeOf(t.to)), t.late ? ", late" : "")
            << n++;
}

void TestDutyStates::transitions()
{
    QFETCH(int, row);
    const DutyTransition t = dutyTransitions()[static_cast<size_t>(row)];
    const bool wasLate = t.from == ObligationState::Overdue || (t.late && t.from != ObligationState::Met);
    const qint64 now = wasLate || t.late ? kLate : kInTime;
    ObligationFacts f = in(t.from.value_or(ObligationState::Running), wasLate);
    if (t.from == ObligationState::Running) // what makes it late is the event, or time
        QCOMPARE(obligationState(f, kInTime), ObligationState::Running);
    else if (t.from)
        QCOMPARE(obligationState(f, now), *t.from);
    const bool earlier = t.event == DutyEvent::ClockSetEarlier, later = t.event == DutyEvent::ClockSetLater;
    const qint64 until = t.event == DutyEvent::Excepted ? now + kHourMs
                         : earlier                      ? kInTime - kHourMs
                         : later                        ? kLate + kDayMs
                                                        : 0;
    f = after(f, t.event, earlier || later ? until - kCommitmentMs : now, until);
    const qint64 then = t.event == DutyEvent::DeadlinePassed ? kLate
                        : t.event == DutyEvent::ReviewPassed ? (t.late ? kLate : kInTime) + kMinuteMs
                                                             : now;
    QCOMPARE(obligationState(f, then), t.to);
    if (t.from)
        QVERIFY(mayFollow(*t.from, t.event));
}

void TestDutyStates::nothingElseFollows()
{
    for (const auto &e : enumTable<DutyEvent>())
        QVERIFY2(!mayFollow(ObligationState::Withdrawn, e.value), e.code);
    QVERIFY(!mayFollow(ObligationState::Proposed, DutyEvent::Met));
    QVERIFY(!mayFollow(ObligationState::Proposed, DutyEvent::Excepted));
    QVERIFY(!mayFollow(ObligationState::Excepted, DutyEvent::Withdrawn)); // legal alone cannot
}

QTEST_GUILESS_MAIN(TestDutyStates)
#include "tst_dutystates.moc"
