#include "models/domain/obligation.h"

#include <QDateTime>
#include <QTimeZone>
#include <QtTest>

#include <algorithm>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kTrigger = 1'800'000'000'000;
constexpr qint64 kDeadline = kTrigger + 259'200'000;

ObligationFacts commitment()
{
    ObligationFacts f;
    f.triggerMs = kTrigger;
    f.deadlineMs = deadlineAfter(kTrigger, kCommitmentMs);
    return f;
}

ObligationFacts with(qint64 ObligationFacts::*field, qint64 value)
{
    ObligationFacts f = commitment();
    f.*field = value;
    return f;
}

struct StateRow
{
    const char *name;
    ObligationFacts facts;
    qint64 now;
    ObligationState state;
};

QList<StateRow> stateRows()
{
    using enum ObligationState;
    using O = ObligationFacts;
    ObligationFacts proposed = commitment();
    proposed.confirmed = false;
    ObligationFacts proposedWithdrawn = proposed;
    proposedWithdrawn.withdrawnMs = kTrigger + 1;
    ObligationFacts noNumber = with(&O::deadlineMs, 0);
    ObligationFacts noNumberMet = noNumber;
    noNumberMet.metMs = kTrigger + 90 * kDayMs;
    ObligationFacts lateUnderException = with(&O::metMs, kDeadline + kHourMs);
    lateUnderException.exceptedUntilMs = kDeadline + 2 * kHourMs;
    ObligationFacts metThenWithdrawn = with(&O::metMs, kTrigger + 5);
    metThenWithdrawn.withdrawnMs = kTrigger + 6;
    const qint64 review = kDeadline + 10 * kHourMs;
    const qint64 early = kDeadline - 10 * kHourMs;
    return {
        {"at the trigger", commitment(), kTrigger, Running},
        {"1 ms before the deadline", commitment(), kDeadline - 1, Running},
        {"at the very deadline", commitment(), kDeadline, Running},
        {"1 ms after the deadline", commitment(), kDeadline + 1, Overdue},
        {"a year after", commitment(), kDeadline + 365 * kDayMs, Overdue},
        {"met at once", with(&O::metMs, kTrigger), kTrigger, Met},
        {"met at the very deadline", with(&O::metMs, kDeadline), kDeadline + kDayMs, Met},
        {"met late by 1 ms", with(&O::metMs, kDeadline + 1), kDeadline + kDayMs, MetLate},
        {"excepted before the deadline", with(&O::exceptedUntilMs, early), kTrigger, Excepted},
        {"exception 1 ms before its review", with(&O::exceptedUntilMs, early), early - 1, Excepted},
        {"exception lapses ahead of the deadline", with(&O::exceptedUntilMs, early), early, Running},
        {"excepted past the deadline", with(&O::exceptedUntilMs, review), kDeadline + 1, Excepted},
        {"excepted until 1 ms before review", with(&O::exceptedUntilMs, review), review - 1, Excepted},
        {"lapsed at the review instant", with(&O::exceptedUntilMs, review), review, Overdue},
        {"met late although excepted", lateUnderException, kDeadline + kHourMs + 1, MetLate},
        {"withdrawn", with(&O::withdrawnMs, kTrigger + 1), kDeadline + 1, Withdrawn},
        {"met, then taken out of scope", metThenWithdrawn, kDeadline + 1, Withdrawn},
        {"proposed", proposed, kTrigger, Proposed},
        {"proposed runs no clock out", proposed, kDeadline + 1, Proposed},
        {"proposed, then withdrawn", proposedWithdrawn, kDeadline, Withdrawn},
        {"without a number never overdue", noNumber, kTrigger + 400 * kDayMs, Running},
        {"without a number never late", noNumberMet, kTrigger + 400 * kDayMs, Met},
    };
}

/** The instant of a wall clock's reading in a zone. */
qint64 instant(const char *zone, QDate date, QTime time)
{
    return QDateTime(date, time, QTimeZone(zone)).toMSecsSinceEpoch();
}

} // namespace

/** Obligations and their clocks (P7.1-4). */
class TestObligation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undeliverable_data();
    void undeliverable();
    void undeliverableStaysInSight();
    void commitmentIs259200Seconds();
    void everyState();
    void openStates();
    void bandEdges_data();
    void bandEdges();
    void readings();
    void countsUpWithoutANumber();
    void digits_data();
    void digits();
    void words_data();
    void words();
    void summerTime_data();
    void summerTime();
    void rollUpOrder();
    void mostUrgentOfSeveral();
};

void TestObligation::commitmentIs259200Seconds()
{
    static_assert(kCommitmentMs == 259'200'000);
    QCOMPARE(deadlineAfter(kTrigger, kCommitmentMs) - kTrigger, qint64(259'200) * 1000);
}

void TestObligation::everyState()
{
    QSet<int> seen;
    for (const StateRow &row : stateRows()) {
        const ObligationState state = obligationState(row.facts, row.now);
        QVERIFY2(state == row.state, qPrintable(QString::fromLatin1(row.name) + u": "_s + codeOf(state)));
        seen << static_cast<int>(state);
    }
    QCOMPARE(size_t(seen.size()), enumTable<ObligationState>().size());
}

void TestObligation::openStates()
{
    using enum ObligationState;
    const QMap<ObligationState, bool> open = {{Proposed, false}, {Running, true},  {Overdue, true},   {Excepted, true},
                                              {Met, false},      {MetLate, false}, {Withdrawn, false}};
    for (const auto &e : enumTable<ObligationState>()) {
        QVERIFY(open.contains(e.value));
        QVERIFY2(isOpen(e.value) == open.value(e.value), e.code);
    }
}

void TestObligation::bandEdges_data()
{
    QTest::addColumn<qint64>("left"); // ms to the deadline
    QTest::addColumn<QString>("band");
    QTest::addColumn<QString>("digits");
    const auto row = [](const char *name, qint64 left, const char *band, const char *digits) {
        QTest::newRow(name) << left << QString::fromLatin1(band) << QString::fromLatin1(digits);
    };
    row("whole commitment", kCommitmentMs, "over_24h", "72:00:00");
    row("24 h + 1 ms", 24 * kHourMs + 1, "over_24h", "24:00:01");
    row("24 h", 24 * kHourMs, "over_24h", "24:00:00");
    row("24 h - 1 ms", 24 * kHourMs - 1, "under_24h", "24:00:00");
    row("24 h - 1 s", 24 * kHourMs - 1000, "under_24h", "23:59:59");
    row("8 h", 8 * kHourMs, "under_24h", "08:00:00");
    row("8 h - 1 ms", 8 * kHourMs - 1, "under_8h", "08:00:00");
    row("1 h", kHourMs, "under_8h", "01:00:00");
    row("1 h - 1 ms", kHourMs - 1, "under_1h", "01:00:00");
    row("1 ms", 1, "under_1h", "00:00:01");
    row("at the deadline", 0, "under_1h", "00:00:00");
    row("1 ms over", -1, "overdue", "+00:00:00");
    row("999 ms over", -999, "overdue", "+00:00:00");
    row("1 s over", -1000, "overdue", "+00:00:01");
    row("a week over", -7 * kDayMs, "overdue", "+168:00:00");
}

void TestObligation::bandEdges()
{
    QFETCH(qint64, left);
    QFETCH(QString, band);
    QFETCH(QString, digits);
    const ClockReading r = readClock(commitment(), kDeadline - left);
    QCOMPARE(codeOf(r.band), band);
    QCOMPARE(r.digits, digits);
    QCOMPARE(r.spanMs, qAbs(left));
    QCOMPARE(r.instantMs, kDeadline);
}

void TestObligation::readings()
{
    using O = ObligationFacts;
    const ClockReading met = readClock(with(&O::metMs, kDeadline - kHourMs), kDeadline + kDayMs);
    QVERIFY(met.band == ClockBand::Met);
    QCOMPARE(met.spanMs, kHourMs); // the margin
    QCOMPARE(met.instantMs, kDeadline - kHourMs);

    const ClockReading late = readClock(with(&O::metMs, kDeadline + kMinuteMs), kDeadline + kDayMs);
    QVERIFY(late.band == ClockBand::MetLate);
    QCOMPARE(late.spanMs, kMinuteMs);

    const ClockReading excepted = readClock(with(&O::exceptedUntilMs, kDeadline + kDayMs), kDeadline + kHourMs);
    QVERIFY(excepted.band == ClockBand::Excepted);
    QCOMPARE(excepted.spanMs, 23 * kHourMs);
    QCOMPARE(excepted.instantMs, kDeadline + kDayMs); // the review instant

    const ClockReading lapsed = readClock(with(&O::exceptedUntilMs, kDeadline + kDayMs), kDeadline + kDayMs);
    QVERIFY(lapsed.band == ClockBand::Overdue);
    QCOMPARE(lapsed.spanMs, kDayMs); // the total lateness (P8.4)

    QVERIFY(readClock(with(&O::withdrawnMs, kTrigger + 1), kDeadline).band == ClockBand::Withdrawn);
    ObligationFacts proposed = commitment();
    proposed.confirmed = false;
    QVERIFY(readClock(proposed, kDeadline).band == ClockBand::Proposed);
    QCOMPARE(readClock(proposed, kDeadline).instantMs, 0LL);
    ObligationFacts wouldEnd = proposed; // marked: it is no clock that runs
    wouldEnd.wouldEndMs = kDeadline;
    const ClockReading ahead = readClock(wouldEnd, kDeadline - 90 * kMinuteMs);
    QVERIFY(ahead.band == ClockBand::Proposed && ahead.spanMs == 90 * kMinuteMs && ahead.instantMs == kDeadline);
    QCOMPARE(ahead.digits, QStringLiteral("? 01:30:00"));
    QCOMPARE(readClock(wouldEnd, kDeadline + 90 * kMinuteMs).digits, QStringLiteral("? +01:30:00"));
    QVERIFY(!isOpen(wouldEnd, kDeadline) && isProposedWithEnd(wouldEnd) && endMs(wouldEnd) == kDeadline);
    wouldEnd.confirmed = true;
    wouldEnd.deadlineMs = kDeadline - 1;
    QVERIFY(!isProposedWithEnd(wouldEnd) && endMs(wouldEnd) == kDeadline - 1);
    for (const StateRow &row : stateRows())
        QVERIFY2(!readClock(row.facts, row.now).digits.isEmpty(), row.name);
}

void TestObligation::countsUpWithoutANumber()
{
    ObligationFacts f = commitment();
    f.deadlineMs = 0;
    const ClockReading r = readClock(f, kTrigger + 26 * kHourMs + 999);
    QVERIFY(r.band == ClockBand::CountingUp);
    QCOMPARE(r.digits, u"+26:00:00"_s);
    QCOMPARE(r.instantMs, kTrigger);
    QCOMPARE(readClock(f, kTrigger - 5).digits, u"+00:00:00"_s); // a workstation's clock behind the database's
    f.metMs = kTrigger + 1;
    QCOMPARE(readClock(f, kTrigger + 2).spanMs, qint64(0));
}

void TestObligation::digits_data()
{
    QTest::addColumn<qint64>("span");
    QTest::addColumn<QString>("remaining");
    QTest::addColumn<QString>("elapsed");
    QTest::newRow("0") << qint64(0) << u"00:00:00"_s << u"+00:00:00"_s;
    QTest::newRow("1 ms") << qint64(1) << u"00:00:01"_s << u"+00:00:00"_s;
    QTest::newRow("1 s") << qint64(1000) << u"00:00:01"_s << u"+00:00:01"_s;
    QTest::newRow("59:59.999") << kHourMs - 1 << u"01:00:00"_s << u"+00:59:59"_s;
    QTest::newRow("100 h") << 100 * kHourMs + 61'000 << u"100:01:01"_s << u"+100:01:01"_s;
    QTest::newRow("10,000 h") << 10'000 * kHourMs << u"10000:00:00"_s << u"+10000:00:00"_s;
    QTest::newRow("negative is nothing") << qint64(-5) << u"00:00:00"_s << u"+00:00:00"_s;
}

void TestObligation::digits()
{
    QFETCH(qint64, span);
    QFETCH(QString, remaining);
    QFETCH(QString, elapsed);
    QCOMPARE(remainingDigits(span), remaining);
    QCOMPARE(elapsedDigits(span), elapsed);
}

void TestObligation::words_data()
{
    QTest::addColumn<qint64>("span");
    QTest::addColumn<QString>("text");
    QTest::newRow("0") << qint64(0) << u"0 s"_s;
    QTest::newRow("59.9 s") << qint64(59'999) << u"59 s"_s;
    QTest::newRow("1 min") << kMinuteMs << u"1 min"_s;
    QTest::newRow("59 min") << kHourMs - 1 << u"59 min"_s;
    QTest::newRow("1 h") << kHourMs << u"1 h"_s;
    QTest::newRow("31 h 12 min") << 31 * kHourMs + 12 * kMinuteMs << u"31 h 12 min"_s;
    QTest::newRow("almost two days") << 48 * kHourMs - 1 << u"47 h 59 min"_s;
    QTest::newRow("two days") << 2 * kDayMs << u"2 d"_s;
    QTest::newRow("4 d 2 h") << 4 * kDayMs + 2 * kHourMs + 59 * kMinuteMs << u"4 d 2 h"_s;
    QTest::newRow("backwards") << -kHourMs << u"1 h"_s;
}

void TestObligation::words()
{
    QFETCH(qint64, span);
    QFETCH(QString, text);
    QCOMPARE(spanWords(span), text);
}

void TestObligation::summerTime_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QDateTime>("declared"); // wall clock of the zone
    QTest::addColumn<QDateTime>("deadline"); // wall clock of the zone, three days on
    const auto row = [](const char *name, const char *zone, const char *declared, const char *deadline) {
        QTest::newRow(name) << QByteArray(zone) << QDateTime::fromString(QString::fromLatin1(declared), Qt::ISODate)
                            << QDateTime::fromString(QString::fromLatin1(deadline), Qt::ISODate);
    };
    row("Berlin into summer: an hour later", "Europe/Berlin", "2026-03-27T14:00:00", "2026-03-30T15:00:00");
    row("Berlin out of summer: an hour earlier", "Europe/Berlin", "2026-10-23T14:00:00", "2026-10-26T13:00:00");
    row("New York into summer", "America/New_York", "2026-03-07T09:30:00", "2026-03-10T10:30:00");
    row("New York out of summer", "America/New_York", "2026-10-31T09:30:00", "2026-11-03T08:30:00");
    row("Lord Howe into summer: half an hour", "Australia/Lord_Howe", "2026-10-02T12:00:00", "2026-10-05T12:30:00");
    row("Lord Howe out of summer", "Australia/Lord_Howe", "2026-04-03T12:00:00", "2026-04-06T11:30:00");
    row("over a leap day", "Europe/Berlin", "2028-02-27T18:00:00", "2028-03-01T18:00:00");
    row("over February of a common year", "Europe/Berlin", "2026-02-27T18:00:00", "2026-03-02T18:00:00");
    row("over a weekend and a year's end", "America/New_York", "2027-12-31T23:59:59", "2028-01-03T23:59:59");
}

void TestObligation::summerTime()
{
    QFETCH(QByteArray, zone);
    QFETCH(QDateTime, declared);
    QFETCH(QDateTime, deadline);
    QVERIFY2(QTimeZone(zone).isValid(), "the zone database is missing (package tzdata)");
    ObligationFacts f;
    f.triggerMs = instant(zone.constData(), declared.date(), declared.time());
    f.deadlineMs = deadlineAfter(f.triggerMs, kCommitmentMs);
    QCOMPARE(f.deadlineMs, instant(zone.constData(), deadline.date(), deadline.time()));
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(f.triggerMs, Qt::UTC)
                 .secsTo(QDateTime::fromMSecsSinceEpoch(f.deadlineMs, Qt::UTC)),
             qint64(259'200));
    for (int hour = 0; hour <= 72; ++hour) // the countdown never leaps where the wall clock does
        QCOMPARE(readClock(f, f.triggerMs + hour * kHourMs).digits,
                 u"%1:00:00"_s.arg(72 - hour, 2, 10, QLatin1Char('0')));
    QVERIFY(obligationState(f, f.deadlineMs) == ObligationState::Running);
    QVERIFY(obligationState(f, f.deadlineMs + 1) == ObligationState::Overdue);
}

void TestObligation::rollUpOrder()
{
    using O = ObligationFacts;
    const qint64 now = kDeadline + kDayMs;
    const auto due = [](qint64 deadline) { return with(&O::deadlineMs, deadline); };
    const auto countingUp = [](qint64 trigger) {
        ObligationFacts f;
        f.triggerMs = trigger;
        return f;
    };
    ObligationFacts proposed = due(now + 1);
    proposed.confirmed = false;
    // As a person should see them, top to bottom.
    const QList<ObligationFacts> order = {
        due(now - kDayMs),
        due(now - 1),
        due(now),
        due(now + kHourMs),
        due(now + 30 * kHourMs),
        countingUp(now - kDayMs),
        countingUp(now - kHourMs),
        with(&O::exceptedUntilMs, now + kHourMs),
        with(&O::exceptedUntilMs, now + 2 * kHourMs),
        proposed,
        with(&O::metMs, kDeadline + 2),
        with(&O::metMs, kDeadline + 1),
        with(&O::metMs, kDeadline),
        with(&O::metMs, kDeadline - 1),
        with(&O::withdrawnMs, kTrigger + 2),
        with(&O::withdrawnMs, kTrigger + 1),
    };
    for (qsizetype i = 0; i < order.size(); ++i)
        for (qsizetype j = 0; j < order.size(); ++j)
            QVERIFY2(moreUrgent(order[i], order[j], now) == (i < j),
                     qPrintable(u"row %1 against row %2"_s.arg(i).arg(j)));
    QList<ObligationFacts> mixed(order.rbegin(), order.rend());
    std::sort(mixed.begin(), mixed.end(), [now](const auto &a, const auto &b) { return moreUrgent(a, b, now); });
    for (qsizetype i = 0; i < order.size(); ++i)
        QVERIFY(!moreUrgent(mixed[i], order[i], now) && !moreUrgent(order[i], mixed[i], now));
}

void TestObligation::mostUrgentOfSeveral()
{
    using O = ObligationFacts;
    QCOMPARE(mostUrgent({}, kTrigger), qsizetype(-1));
    const QList<ObligationFacts> list = {with(&O::metMs, kTrigger + 1), commitment(),
                                         with(&O::deadlineMs, kTrigger + kHourMs),
                                         with(&O::deadlineMs, kTrigger + kHourMs)};
    QCOMPARE(mostUrgent(list, kTrigger), qsizetype(2)); // the first of equals
    QCOMPARE(mostUrgent({list[0]}, kTrigger), qsizetype(0));
}

/** P9.2: two different means for each subscription nobody was reached for, and a reason. */
void TestObligation::undeliverable_data()
{
    QTest::addColumn<UndeliverableFacts>("facts");
    QTest::addColumn<bool>("allowed");
    const UndeliverableFacts good{true, false, 1, 2, u"Nobody answers."_s};
    const auto row = [&good](const char *name, bool allowed, const std::function<void(UndeliverableFacts &)> &change) {
        UndeliverableFacts f = good;
        change(f);
        QTest::newRow(name) << f << allowed;
    };
    row("after two means", true, [](UndeliverableFacts &) {});
    row("after three, for many", true, [](UndeliverableFacts &f) { f.leastMeans = 3, f.unreached = 40; });
    row("after one", false, [](UndeliverableFacts &f) { f.leastMeans = 1; });
    row("untried", false, [](UndeliverableFacts &f) { f.leastMeans = 0; });
    row("all reached", false, [](UndeliverableFacts &f) { f.unreached = 0; });
    row("settled", false, [](UndeliverableFacts &f) { f.open = false; });
    row("excepted", false, [](UndeliverableFacts &f) { f.excepted = true; });
    row("without a word", false, [](UndeliverableFacts &f) { f.words = u" "_s; });
}

void TestObligation::undeliverable()
{
    QFETCH(UndeliverableFacts, facts);
    QFETCH(bool, allowed);
    QCOMPARE(checkUndeliverable(facts).has_value(), allowed);
}

void TestObligation::undeliverableStaysInSight()
{
    ObligationFacts f;
    f.triggerMs = 1;
    f.deadlineMs = 1 + kCommitmentMs;
    f.undeliverableMs = kHourMs;
    for (const qint64 now : {f.deadlineMs - kHourMs, f.deadlineMs + kHourMs}) {
        QVERIFY(!isOpen(f, now));
        QCOMPARE(readClock(f, now).band, ClockBand::Undeliverable);
        QCOMPARE(readClock(f, now).instantMs, kHourMs);
    }
    ObligationFacts running = f;
    running.undeliverableMs = 0;
    QVERIFY(isOpen(running, 2));
    QVERIFY(moreUrgent(running, f, 2)); // it asks for nothing any more
    f.metMs = 2 * kHourMs;              // reached after all
    QCOMPARE(readClock(f, f.deadlineMs).band, ClockBand::Met);
}

QTEST_GUILESS_MAIN(TestObligation)
#include "tst_obligation.moc"
