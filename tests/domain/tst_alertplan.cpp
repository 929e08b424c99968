#include "models/domain/alertplan.h"

#include <QTest>

using namespace tocsin;
using enum AlertLevel;

namespace {

constexpr qint64 kNow = 1'795'308'067'000;
const AlertPolicy kPolicy{kHourMs, 24 * kHourMs};

AlertSubject subject(qint64 id, qint64 leftMs)
{
    AlertSubject s;
    s.id = ObligationId{id};
    s.facts.deadlineMs = kNow + leftMs;
    s.facts.triggerMs = s.facts.deadlineMs - kCommitmentMs;
    return s;
}

/** A person at a desk: what was told so far, and what a look at some instant brings. */
struct Desk
{
    QList<AlertSubject> subjects;
    ShownAlerts shown;
    qint64 nextMs = 0;

    QList<AlertLevel> look(qint64 nowMs)
    {
        const AlertPlan plan = planAlerts(subjects, nowMs, shown, kPolicy);
        shown = plan.shown;
        nextMs = plan.nextMs;
        QList<AlertLevel> levels;
        for (const DueAlert &due : plan.due)
            levels << due.level;
        return levels;
    }
    void acknowledge()
    {
        for (ShownAlert &s : shown)
            s.acknowledged = true;
    }
    void restart()
    {
        for (ShownAlert &s : shown)
            s.thisRun = false;
    }
};

using Levels = QList<AlertLevel>;

} // namespace

/** P7.5: at 24 h, 8 h, 4 h, 1 h and at the deadline, again after a restart; cannot be missed and does not nag. */
class TestAlertPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void levels_data();
    void levels();
    void eachLevelOnce();
    void nextIsExact();
    void severalPassedAtOnceAreOne();
    void againAfterARestart();
    void acknowledgedIsQuiet();
    void overdueRepeats();
    void withoutNumber();
    void proposalsByWhenTheyWouldEnd();
    void settledAndExercisesAreQuiet_data();
    void settledAndExercisesAreQuiet();
    void exceptionLapses();
    void clockSetAheadAndBack();
    void clockSetBackWhileOverdue();
    void anotherDeadlineStartsAnew();
    void severalAtOneInstant();
};

void TestAlertPlan::levels_data()
{
    QTest::addColumn<qint64>("left");
    QTest::addColumn<AlertLevel>("level");
    const auto row = [](const char *name, qint64 left, AlertLevel level) { QTest::newRow(name) << left << level; };
    row("72 h", kCommitmentMs, None);
    row("24 h and 1 ms", 24 * kHourMs + 1, None);
    row("24 h", 24 * kHourMs, Hours24);
    row("8 h and 1 ms", 8 * kHourMs + 1, Hours24);
    row("8 h", 8 * kHourMs, Hours8);
    row("4 h and 1 ms", 4 * kHourMs + 1, Hours8);
    row("4 h", 4 * kHourMs, Hours4);
    row("1 h and 1 ms", kHourMs + 1, Hours4);
    row("1 h", kHourMs, Hours1);
    row("1 ms", 1, Hours1);
    row("deadline", 0, Deadline);
    row("past", -kDayMs, Deadline);
}

void TestAlertPlan::levels()
{
    QFETCH(qint64, left);
    QFETCH(AlertLevel, level);
    QCOMPARE(alertLevel(subject(1, left).facts, kNow), level);
}

void TestAlertPlan::eachLevelOnce()
{
    Desk desk{{subject(1, 30 * kHourMs)}, {}, 0};
    QList<QPair<qint64, AlertLevel>> told;
    // Every second of thirty hours and one minute past: each level once, to the second.
    for (qint64 s = 0; s <= 30 * 3600 + 60; ++s)
        for (const AlertLevel level : desk.look(kNow + s * kSecondMs))
            told << qMakePair(30 * 3600 - s, level);
    const QList<QPair<qint64, AlertLevel>> expected{
        {24 * 3600, Hours24}, {8 * 3600, Hours8}, {4 * 3600, Hours4}, {3600, Hours1}, {0, Deadline}};
    QCOMPARE(told, expected);
}

void TestAlertPlan::nextIsExact()
{
    // To look at nothing but the planned instants finds the same.
    Desk desk{{subject(1, 30 * kHourMs)}, {}, 0};
    Levels told = desk.look(kNow);
    QList<qint64> at;
    while (told.size() < 6 && desk.nextMs > 0) {
        at << kNow + 30 * kHourMs - desk.nextMs;
        const qint64 next = desk.nextMs;
        QVERIFY(desk.look(next - 1).isEmpty());
        told += desk.look(next);
    }
    QCOMPARE(told, Levels({Hours24, Hours8, Hours4, Hours1, Deadline, Deadline}));
    QCOMPARE(at, QList<qint64>({24 * kHourMs, 8 * kHourMs, 4 * kHourMs, kHourMs, 0, -kHourMs}));
}

void TestAlertPlan::severalPassedAtOnceAreOne()
{
    Desk desk{{subject(1, 30 * kHourMs)}, {}, 0};
    QVERIFY(desk.look(kNow).isEmpty());
    // The machine slept until half an hour before the deadline, or its clock was set ahead: the most urgent, once.
    QCOMPARE(desk.look(kNow + 29 * kHourMs + 30 * kMinuteMs), Levels({Hours1}));
    QVERIFY(desk.look(kNow + 29 * kHourMs + 31 * kMinuteMs).isEmpty());
    QCOMPARE(desk.look(kNow + 40 * kHourMs), Levels({Deadline}));
}

void TestAlertPlan::againAfterARestart()
{
    Desk desk{{subject(1, 3 * kHourMs)}, {}, 0};
    QCOMPARE(desk.look(kNow), Levels({Hours4}));
    QVERIFY(desk.look(kNow + 1).isEmpty());
    desk.restart();
    QCOMPARE(desk.look(kNow + kMinuteMs), Levels({Hours4})); // not all four
    QVERIFY(desk.look(kNow + 2 * kMinuteMs).isEmpty());
    desk.acknowledge();
    QVERIFY(desk.look(kNow + 3 * kMinuteMs).isEmpty());
    desk.restart();
    QCOMPARE(desk.look(kNow + 4 * kMinuteMs), Levels({Hours4})); // seen is not done
    QVERIFY(desk.look(kNow + 5 * kMinuteMs).isEmpty());
}

void TestAlertPlan::acknowledgedIsQuiet()
{
    Desk desk{{subject(1, 20 * kHourMs)}, {}, 0};
    QCOMPARE(desk.look(kNow), Levels({Hours24}));
    desk.acknowledge();
    QVERIFY(desk.look(kNow + 11 * kHourMs).isEmpty());
    QCOMPARE(desk.look(kNow + 12 * kHourMs), Levels({Hours8})); // the next level is told all the same
    QCOMPARE(desk.shown.value(ObligationId{1}).acknowledged, false);
}

void TestAlertPlan::overdueRepeats()
{
    Desk desk{{subject(1, 0)}, {}, 0};
    QCOMPARE(desk.look(kNow), Levels({Deadline}));
    desk.acknowledge();
    QVERIFY(desk.look(kNow + kHourMs - 1).isEmpty());
    QCOMPARE(desk.nextMs, kNow + kHourMs);
    QCOMPARE(desk.look(kNow + kHourMs), Levels({Deadline}));
    QVERIFY(desk.look(kNow + kHourMs + 1).isEmpty());
    QCOMPARE(desk.look(kNow + 30 * kHourMs), Levels({Deadline})); // after sleep once, not thirty times
}

void TestAlertPlan::withoutNumber()
{
    AlertSubject s;
    s.id = ObligationId{1};
    s.facts.triggerMs = kNow;
    Desk desk{{s}, {}, 0};
    QVERIFY(desk.look(kNow).isEmpty()); // somebody has just begun it
    QCOMPARE(desk.nextMs, kNow + 24 * kHourMs);
    QCOMPARE(desk.look(kNow + 24 * kHourMs), Levels({Attention}));
    desk.acknowledge();
    QVERIFY(desk.look(kNow + 47 * kHourMs).isEmpty());
    QCOMPARE(desk.look(kNow + 48 * kHourMs), Levels({Attention}));
    // A rule may say how often (P7.2).
    s.attentionEveryMs = 4 * kHourMs;
    Desk often{{s}, {}, 0};
    QVERIFY(often.look(kNow).isEmpty());
    QCOMPARE(often.nextMs, kNow + 4 * kHourMs);
    QCOMPARE(often.look(kNow + 4 * kHourMs), Levels({Attention}));
    QVERIFY(often.look(kNow + 8 * kHourMs - 1).isEmpty());
    QCOMPARE(often.look(kNow + 8 * kHourMs), Levels({Attention}));
}

/** P7.5: nobody waits for legal to be told; but what may not be owed at all does not nag. */
void TestAlertPlan::proposalsByWhenTheyWouldEnd()
{
    AlertSubject s;
    s.id = ObligationId{1};
    s.facts.confirmed = false;
    s.facts.triggerMs = kNow;
    s.facts.wouldEndMs = kNow + 30 * kHourMs;
    Desk desk{{s}, {}, 0};
    QList<QPair<qint64, AlertLevel>> told;
    for (qint64 m = 0; m <= 60 * 60; ++m)
        for (const AlertLevel level : desk.look(kNow + m * kMinuteMs))
            told << qMakePair(30 - m / 60, level);
    const QList<QPair<qint64, AlertLevel>> expected{{24, Hours24}, {8, Hours8},   {4, Hours4},
                                                    {1, Hours1},   {0, Deadline}, {-24, Deadline}};
    QCOMPARE(told, expected);
    // Confirmed with the same end it goes on where it was; with another, or dismissed, it does not.
    Desk confirmed{{s}, {}, 0};
    QCOMPARE(confirmed.look(kNow + 10 * kHourMs), Levels({Hours24}));
    confirmed.subjects.first().facts.confirmed = true;
    confirmed.subjects.first().facts.deadlineMs = s.facts.wouldEndMs;
    QVERIFY(confirmed.look(kNow + 11 * kHourMs).isEmpty());
    confirmed.subjects.first().facts.deadlineMs -= kMinuteMs;
    QCOMPARE(confirmed.look(kNow + 11 * kHourMs), Levels({Hours24}));
    s.facts.withdrawnMs = kNow;
    Desk dismissed{{s}, {}, 0};
    QVERIFY(dismissed.look(kNow + 29 * kHourMs).isEmpty());
    QCOMPARE(dismissed.nextMs, 0);
}

void TestAlertPlan::settledAndExercisesAreQuiet_data()
{
    QTest::addColumn<AlertSubject>("subject");
    const auto row = [](const char *name, auto change) {
        AlertSubject s = subject(1, -kHourMs);
        change(s);
        QTest::newRow(name) << s;
    };
    row("met", [](AlertSubject &s) { s.facts.metMs = kNow - 1; });
    row("withdrawn", [](AlertSubject &s) { s.facts.withdrawnMs = kNow - 1; });
    row("not deliverable", [](AlertSubject &s) { s.facts.undeliverableMs = kNow - 1; });
    row("proposed without a known end", [](AlertSubject &s) { s.facts.confirmed = false; });
    row("exercise", [](AlertSubject &s) { s.exercise = true; });
}

void TestAlertPlan::settledAndExercisesAreQuiet()
{
    QFETCH(AlertSubject, subject);
    Desk desk{{subject}, {{subject.id, {Hours1, subject.facts.deadlineMs, kNow - kHourMs, false, false}}}, 0};
    QVERIFY(desk.look(kNow).isEmpty());
    QVERIFY(desk.shown.isEmpty()); // and its banner goes
    QCOMPARE(desk.nextMs, 0);
}

void TestAlertPlan::exceptionLapses()
{
    AlertSubject s = subject(1, -kHourMs);
    s.facts.exceptedUntilMs = kNow + 6 * kHourMs;
    Desk desk{{s}, {{s.id, {Deadline, s.facts.deadlineMs, kNow - kHourMs, true, true}}}, 0};
    QVERIFY(desk.look(kNow).isEmpty());
    QCOMPARE(desk.nextMs, kNow + 6 * kHourMs);
    QCOMPARE(desk.look(kNow + 6 * kHourMs), Levels({Deadline})); // P8.4: nothing lapses silently
}

void TestAlertPlan::clockSetAheadAndBack()
{
    Desk desk{{subject(1, 30 * kHourMs)}, {}, 0};
    QVERIFY(desk.look(kNow).isEmpty());
    QCOMPARE(desk.look(kNow + 29 * kHourMs + 30 * kMinuteMs), Levels({Hours1})); // the clock was 29 h ahead
    QVERIFY(desk.look(kNow + kMinuteMs).isEmpty());                              // and is right again
    QCOMPARE(desk.look(kNow + 6 * kHourMs), Levels({Hours24}));                  // nothing is lost by it
    QCOMPARE(desk.look(kNow + 29 * kHourMs), Levels({Hours1}));
}

void TestAlertPlan::clockSetBackWhileOverdue()
{
    Desk desk{{subject(1, -20 * kHourMs)}, {}, 0};
    QCOMPARE(desk.look(kNow), Levels({Deadline}));
    // Ten hours back: still overdue. It comes again one hour from then, not after eleven.
    const qint64 back = kNow - 10 * kHourMs;
    QVERIFY(desk.look(back).isEmpty());
    QVERIFY(desk.look(back + 59 * kMinuteMs).isEmpty());
    QCOMPARE(desk.look(back + kHourMs), Levels({Deadline}));
}

void TestAlertPlan::anotherDeadlineStartsAnew()
{
    Desk desk{{subject(1, kMinuteMs)}, {}, 0};
    QCOMPARE(desk.look(kNow), Levels({Hours1}));
    desk.acknowledge();
    desk.subjects = {subject(1, 7 * kHourMs)};
    QCOMPARE(desk.look(kNow + 1), Levels({Hours8}));
}

void TestAlertPlan::severalAtOneInstant()
{
    AlertSubject exercise = subject(4, kHourMs);
    exercise.exercise = true;
    const QList<AlertSubject> subjects{subject(1, 8 * kHourMs), subject(2, 8 * kHourMs), subject(3, 40 * kHourMs),
                                       exercise};
    const AlertPlan plan = planAlerts(subjects, kNow, {}, kPolicy);
    const QList<DueAlert> expected{{ObligationId{1}, Hours8}, {ObligationId{2}, Hours8}};
    QCOMPARE(plan.due, expected);
    QCOMPARE(plan.shown.size(), 2);
    QCOMPARE(plan.nextMs, kNow + 4 * kHourMs);
}

QTEST_GUILESS_MAIN(TestAlertPlan)
#include "tst_alertplan.moc"
