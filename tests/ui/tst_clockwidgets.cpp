#include "ui/common/clocklabel.h"
#include "ui/common/clockpaint.h"
#include "ui/common/clocktext.h"
#include "ui/common/clockticker.h"

#include <QPaintEvent>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

/** Sunday 2026-11-22 00:41:07 UTC. */
constexpr qint64 kNow = 1795308067000;

ObligationFacts dueIn(qint64 left)
{
    ObligationFacts f;
    f.deadlineMs = kNow + left;
    f.triggerMs = f.deadlineMs - kCommitmentMs;
    return f;
}

class CountingLabel : public ClockLabel
{
public:
    using ClockLabel::ClockLabel;
    int paints = 0;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        ++paints;
        ClockLabel::paintEvent(event);
    }
};

} // namespace

class TestClockWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeTexts();
    void words_data();
    void words();
    void labelFollowsTheClock();
    void labelShowsTheMostUrgent();
    void labelRepaintsOnlyOnChange();
    void bandChangeIsTold();
    void tickerTicksOnTheSecond();
    void jumpAndSleepAreTold();
    void chipWidthDoesNotDance();
};

void TestClockWidgets::timeTexts()
{
    const TimeText zone(QTimeZone(7200));
    QCOMPARE(zone.time(kNow), u"02:41:07"_s);
    QCOMPARE(zone.shortTime(kNow), u"02:41"_s);
    QCOMPARE(zone.day(kNow), u"Sun 22 Nov"_s);
    QCOMPARE(zone.day(kNow - 400 * kDayMs, kNow), u"Sat 18 Oct 2025"_s);
    QCOMPARE(zone.full(kNow), u"Sun 22 Nov 02:41:07"_s);
    QCOMPARE(zone.brief(kNow - kDayMs, kNow), u"Sat 02:41"_s);
    QCOMPARE(zone.brief(kNow - 10 * kDayMs, kNow), u"12 Nov 02:41"_s);
    QCOMPARE(zone.brief(kNow - 400 * kDayMs, kNow), u"18 Oct 2025"_s);
    QCOMPARE(TimeText::utc(kNow), u"2026-11-22 00:41:07 UTC"_s);
    QCOMPARE(zone.offset(kNow), u"UTC+02:00"_s);
    QCOMPARE(TimeText(QTimeZone(-12600)).offset(kNow), u"UTC-03:30"_s);
    QCOMPARE(zone.both(kNow), u"Sun 22 Nov 2026 02:41:07 (UTC+02:00)\n2026-11-22 00:41:07 UTC"_s);
    QVERIFY(zone.time(0).isEmpty());
    QVERIFY(zone.both(0).isEmpty());
}

void TestClockWidgets::words_data()
{
    QTest::addColumn<ObligationFacts>("facts");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("spoken");
    QTest::newRow("running") << dueIn(61 * kHourMs + 20 * kMinuteMs + 4 * kSecondMs) << u"due Tue 14:01"_s
                             << u"61 hours 20 minutes left, due Tue 14:01"_s;
    QTest::newRow("one hour") << dueIn(kHourMs + kMinuteMs) << u"due Sun 01:42"_s
                              << u"1 hour 1 minute left, due Sun 01:42"_s;
    QTest::newRow("seconds") << dueIn(5 * kSecondMs) << u"due Sun 00:41"_s
                             << u"less than a minute left, due Sun 00:41"_s;
    QTest::newRow("overdue") << dueIn(-2 * kHourMs) << u"overdue since Sat 22:41"_s
                             << u"overdue by 2 hours, was due Sat 22:41"_s;
    ObligationFacts up;
    up.triggerMs = kNow - 3 * kHourMs;
    QTest::newRow("counting up") << up << u"without undue delay, since Sat 21:41"_s
                                 << u"3 hours passed, without undue delay, since Sat 21:41"_s;
    ObligationFacts excepted = dueIn(kHourMs);
    excepted.exceptedUntilMs = kNow + 2 * kHourMs;
    QTest::newRow("excepted") << excepted << u"review Sun 02:41"_s << u"excepted, review Sun 02:41"_s;
    ObligationFacts met = dueIn(31 * kHourMs + 12 * kMinuteMs);
    met.metMs = kNow;
    QTest::newRow("met") << met << u"31 h 12 min before the limit"_s << u"met, 31 h 12 min before the limit"_s;
    ObligationFacts late = dueIn(-2 * kHourMs);
    late.metMs = kNow;
    QTest::newRow("late") << late << u"2 h late"_s << u"met late, 2 h late"_s;
}

void TestClockWidgets::words()
{
    QFETCH(ObligationFacts, facts);
    QFETCH(QString, words);
    QFETCH(QString, spoken);
    const ClockReading reading = readClock(facts, kNow);
    const TimeText utc(QTimeZone::utc());
    QCOMPARE(clockWords(reading, utc, kNow), words);
    QCOMPARE(clockSpoken(reading, utc, kNow), spoken);
    QVERIFY(clockTooltip(reading, facts, utc, kNow).startsWith(spoken));
}

void TestClockWidgets::labelFollowsTheClock()
{
    ManualClock clock(kNow);
    ClockTicker ticker(clock);
    ClockLabel label(ticker, ClockSize::Large);
    label.setTimeText(TimeText(QTimeZone::utc()));
    QCOMPARE(label.sizeHint(), QSize(0, 0));
    label.setObligation(dueIn(61 * kHourMs + 20 * kMinuteMs + 4 * kSecondMs));
    QCOMPARE(label.reading().digits, u"61:20:04"_s);
    QCOMPARE(label.accessibleName(), u"Clock: 61 hours 20 minutes left, due Tue 14:01"_s);
    QCOMPARE(label.words(), u"due Tue 14:01 (14:01 UTC)"_s);
    clock.advance(5 * kSecondMs);
    ticker.tickNow();
    QCOMPARE(label.reading().digits, u"61:19:59"_s);
    clock.jump(-kHourMs);
    ticker.tickNow();
    QCOMPARE(label.reading().digits, u"62:19:59"_s);
}

void TestClockWidgets::labelShowsTheMostUrgent()
{
    ManualClock clock(kNow);
    ClockTicker ticker(clock);
    ClockLabel label(ticker, ClockSize::Small);
    label.setObligations({dueIn(20 * kHourMs), dueIn(-kHourMs), dueIn(kHourMs)});
    QCOMPARE(label.reading().band, ClockBand::Overdue);
    QCOMPARE(label.reading().digits, u"+01:00:00"_s);
}

void TestClockWidgets::labelRepaintsOnlyOnChange()
{
    ManualClock clock(kNow);
    ClockTicker ticker(clock);
    CountingLabel label(ticker, ClockSize::Small);
    label.setObligation(dueIn(20 * kHourMs));
    label.resize(label.sizeHint());
    label.show();
    QVERIFY(QTest::qWaitForWindowExposed(&label));
    QTRY_VERIFY(label.paints > 0);
    QCoreApplication::processEvents();
    const int before = label.paints;
    ticker.tickNow(); // the same second
    QCoreApplication::processEvents();
    QCOMPARE(label.paints, before);
    clock.advance(kSecondMs);
    ticker.tickNow();
    QTRY_COMPARE(label.paints, before + 1);
}

void TestClockWidgets::bandChangeIsTold()
{
    ManualClock clock(kNow);
    ClockTicker ticker(clock);
    ClockLabel label(ticker, ClockSize::Small);
    label.setObligation(dueIn(kHourMs));
    QCOMPARE(label.reading().band, ClockBand::Under8h);
    QSignalSpy bands(&label, &ClockLabel::bandChanged);
    clock.advance(1);
    ticker.tickNow();
    QCOMPARE(bands.size(), 1);
    QCOMPARE(bands.first().first().value<ClockBand>(), ClockBand::Under1h);
}

void TestClockWidgets::tickerTicksOnTheSecond()
{
    ManualClock clock(kNow + 960);
    ClockTicker ticker(clock);
    const auto *timer = ticker.findChild<QTimer *>();
    QVERIFY(timer && timer->timerType() == Qt::PreciseTimer);
    QSignalSpy ticks(&ticker, &ClockTicker::tick);
    QTRY_VERIFY_WITH_TIMEOUT(ticks.size() >= 2, 20'000); // each tick is followed by another

    // What the timer is set to, not what passes on a busy machine: the next tick shows the next second, just begun.
    const auto waits = [&] {
        QVERIFY(timer->isActive());
        const qint64 due = clock.nowMs() + timer->interval();
        QCOMPARE(due / kSecondMs, clock.nowMs() / kSecondMs + 1);
        QVERIFY2(due % kSecondMs <= 10, qPrintable(QString::number(due % kSecondMs)));
    };
    const auto tickLate = [&](qint64 lateMs) {
        const qint64 before = clock.nowMs() / kSecondMs;
        clock.advance(timer->interval() + lateMs);
        ticker.tickNow();
        QCOMPARE(clock.nowMs() / kSecondMs, before + 1);
        waits();
    };
    waits();
    for (const qint64 jump : {0LL, kHourMs + 137, -kHourMs - 863, -kDayMs + 999, 1LL, 2 * kSecondMs + 500}) {
        clock.jump(jump); // in the middle of a second; what is shown waits for the tick that is on its way
        QVERIFY2(timer->interval() <= kSecondMs + 10, "no longer than a second");
        clock.advance(timer->interval());
        ticker.tickNow();
        waits();
        for (const qint64 late : {0, 3, 250, 989, 1, 700})
            tickLate(late);
    }
}

void TestClockWidgets::jumpAndSleepAreTold()
{
    ManualClock clock(kNow);
    ClockTicker ticker(clock);
    QSignalSpy jumps(&ticker, &ClockTicker::clockJumped);
    QSignalSpy sleeps(&ticker, &ClockTicker::slept);
    clock.advance(kSecondMs);
    ticker.tickNow();
    QCOMPARE(jumps.size() + sleeps.size(), 0);
    clock.jump(-kHourMs);
    ticker.tickNow();
    QCOMPARE(jumps.size(), 1);
    QCOMPARE(jumps.first().first().toLongLong(), -kHourMs);
    clock.sleep(2 * kHourMs);
    ticker.tickNow();
    QCOMPARE(sleeps.size(), 1);
    QCOMPARE(sleeps.first().first().toLongLong(), 2 * kHourMs);
}

void TestClockWidgets::chipWidthDoesNotDance()
{
    for (const auto size : {ClockSize::Small, ClockSize::Medium, ClockSize::Large}) {
        const QSize first = clockChipSize(u"11:11:11"_s, size);
        for (const QString &digits : {u"00:00:00"_s, u"88:88:88"_s, u"45:09:37"_s})
            QCOMPARE(clockChipSize(digits, size), first);
    }
}

QTEST_MAIN(TestClockWidgets)
#include "tst_clockwidgets.moc"
