#include "models/domain/clockwatch.h"

#include <QtTest>

using namespace tocsin;
using Event = ClockWatch::Event;

/** A set clock and a machine that slept are seen at the next tick (P7.4). */
class TestClockWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingHappens();
    void clockSet_data();
    void clockSet();
    void sleep_data();
    void sleep();
    void driftIsNoJump();
    void toleranceEdges();
    void setWhileAsleep();
    void severalInARow();
    void manualClock();

private:
    static constexpr qint64 kStart = 1'800'000'000'000;
};

void TestClockWatch::nothingHappens()
{
    ManualClock clock(kStart);
    ClockWatch watch(clock);
    QVERIFY(watch.tick().event == Event::None);
    for (int i = 0; i < 1000; ++i) {
        clock.advance(i % 7 == 0 ? 4'000 : 1'000); // late ticks are no sleep
        QVERIFY(watch.tick().event == Event::None);
    }
}

void TestClockWatch::clockSet_data()
{
    QTest::addColumn<qint64>("by");
    QTest::newRow("an hour back") << -kHourMs;
    QTest::newRow("an hour ahead") << kHourMs;
    QTest::newRow("a day ahead") << kDayMs;
    QTest::newRow("a year back") << -365 * kDayMs;
    QTest::newRow("half a second") << qint64(500);
}

void TestClockWatch::clockSet()
{
    QFETCH(qint64, by);
    ManualClock clock(kStart);
    ClockWatch watch(clock);
    clock.advance(kSecondMs);
    clock.jump(by);
    const auto reading = watch.tick();
    QVERIFY(reading.event == Event::ClockSet);
    QCOMPARE(reading.byMs, by);
    clock.advance(kSecondMs);
    QVERIFY(watch.tick().event == Event::None); // told once
}

void TestClockWatch::sleep_data()
{
    QTest::addColumn<qint64>("length");
    QTest::newRow("a second") << kSecondMs;
    QTest::newRow("a night") << 9 * kHourMs;
    QTest::newRow("a month") << 30 * kDayMs;
}

void TestClockWatch::sleep()
{
    QFETCH(qint64, length);
    ManualClock clock(kStart);
    ClockWatch watch(clock);
    clock.advance(kSecondMs);
    clock.sleep(length);
    const auto reading = watch.tick();
    QVERIFY(reading.event == Event::Slept);
    QCOMPARE(reading.byMs, length);
    clock.advance(kSecondMs);
    QVERIFY(watch.tick().event == Event::None);
}

void TestClockWatch::driftIsNoJump()
{
    ManualClock clock(kStart);
    ClockWatch watch(clock);
    for (int i = 0; i < 5000; ++i) { // slewed by a time server: seconds in all, little at a time
        clock.advance(kSecondMs);
        clock.jump(i % 2 == 0 ? 3 : -1);
        QVERIFY(watch.tick().event == Event::None);
    }
}

void TestClockWatch::toleranceEdges()
{
    for (const qint64 by : {250, -250, 251, -251}) {
        ManualClock clock(kStart);
        ClockWatch watch(clock);
        clock.jump(by);
        QVERIFY(watch.tick().event == (qAbs(by) > 250 ? Event::ClockSet : Event::None));
    }
    for (const qint64 length : {250, 251}) {
        ManualClock clock(kStart);
        ClockWatch watch(clock);
        clock.sleep(length);
        QVERIFY(watch.tick().event == (length > 250 ? Event::Slept : Event::None));
    }
}

void TestClockWatch::setWhileAsleep()
{
    ManualClock clock(kStart);
    ClockWatch watch(clock);
    clock.sleep(9 * kHourMs);
    clock.jump(-kHourMs);
    const auto reading = watch.tick(); // a set clock matters more: instants written since are in question
    QVERIFY(reading.event == Event::ClockSet);
    QCOMPARE(reading.byMs, -kHourMs);
    QVERIFY(watch.tick().event == Event::None);
}

void TestClockWatch::severalInARow()
{
    ManualClock clock(kStart);
    ClockWatch watch(clock);
    clock.jump(-kHourMs);
    QCOMPARE(watch.tick().byMs, -kHourMs);
    clock.sleep(kMinuteMs);
    QCOMPARE(watch.tick().byMs, kMinuteMs);
    clock.jump(kHourMs); // set right again
    QCOMPARE(watch.tick().byMs, kHourMs);
    QVERIFY(watch.tick().event == Event::None);
}

void TestClockWatch::manualClock()
{
    ManualClock clock(kStart);
    clock.advance(5);
    QCOMPARE(clock.nowMs(), kStart + 5);
    QCOMPARE(clock.bootMs(), qint64(5));
    QCOMPARE(clock.monotonicMs(), qint64(5));
    clock.sleep(10);
    QCOMPARE(clock.bootMs(), qint64(15));
    QCOMPARE(clock.monotonicMs(), qint64(5));
    clock.set(kStart);
    QCOMPARE(clock.nowMs(), kStart);
    QCOMPARE(clock.bootMs(), qint64(15));
}

QTEST_GUILESS_MAIN(TestClockWatch)
#include "tst_clockwatch.moc"
