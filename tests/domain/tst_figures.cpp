#include "models/domain/clock.h"
#include "models/domain/figures.h"

#include <QTest>
#include <QTimeZone>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** P7.9: hours from detection to declaration and from there to each notice, median, 90th percentile and worst. */
class TestFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spread_data();
    void spread();
    void percentileIsOneThatOccurred();
    void percentileAgainstTheDefinition();
    void quarters_data();
    void quarters();
    void lines_data();
    void lines();
    void hours();
};

void TestFigures::spread_data()
{
    QTest::addColumn<QList<qint64>>("spans");
    QTest::addColumn<Spread>("expected");
    const auto row = [](const char *name, const QList<qint64> &spans, const Spread &s) {
        QTest::newRow(name) << spans << s;
    };
    row("none", {}, {});
    row("one", {7}, {1, 7, 7, 7});
    row("two", {10, 4}, {2, 7, 10, 10});
    row("odd", {9, 1, 5}, {3, 5, 9, 9});
    row("even", {1, 9, 5, 2}, {4, 3, 9, 9}); // (2 + 5) / 2, rounded down
    row("ties", {5, 5, 5, 5, 5}, {5, 5, 5, 5});
    row("ties in the middle", {1, 5, 5, 100}, {4, 5, 100, 100});
    row("ten", {10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, {10, 5, 9, 10});
    row("eleven", {11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, {11, 6, 10, 11});
    row("zero spans", {0, 0, 0}, {3, 0, 0, 0});
}

void TestFigures::spread()
{
    QFETCH(QList<qint64>, spans);
    QFETCH(Spread, expected);
    const Spread got = spreadOf(spans);
    QCOMPARE(got.count, expected.count);
    QCOMPARE(got.medianMs, expected.medianMs);
    QCOMPARE(got.p90Ms, expected.p90Ms);
    QCOMPARE(got.worstMs, expected.worstMs);
}

void TestFigures::percentileIsOneThatOccurred()
{
    const QList<qint64> spans{10, 20, 30, 40};
    QCOMPARE(percentile(spans, 25), 10);
    QCOMPARE(percentile(spans, 26), 20);
    QCOMPARE(percentile(spans, 50), 20);
    QCOMPARE(percentile(spans, 75), 30);
    QCOMPARE(percentile(spans, 90), 40);
    QCOMPARE(percentile(spans, 100), 40);
    QCOMPARE(percentile({}, 90), 0);
}

void TestFigures::percentileAgainstTheDefinition()
{
    // Read off the words of the definition for every count up to 60: the smallest that at least p % are not above.
    for (qsizetype n = 1; n <= 60; ++n) {
        QList<qint64> spans;
        for (qsizetype i = 0; i < n; ++i)
            spans << i / 2 * 3; // with ties
        for (const int p : {1, 10, 50, 90, 99, 100}) {
            qint64 expected = -1;
            for (const qint64 candidate : spans) {
                const auto notAbove =
                    std::count_if(spans.begin(), spans.end(), [=](qint64 s) { return s <= candidate; });
                if (notAbove * 100 >= n * p) {
                    expected = candidate;
                    break;
                }
            }
            QCOMPARE(percentile(spans, p), expected);
        }
    }
}

void TestFigures::quarters_data()
{
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("quarter");
    QTest::newRow("first ms") << u"2026-01-01T00:00:00.000Z"_s << u"2026-Q1"_s;
    QTest::newRow("last ms") << u"2025-12-31T23:59:59.999Z"_s << u"2025-Q4"_s;
    QTest::newRow("leap day") << u"2028-02-29T12:00:00Z"_s << u"2028-Q1"_s;
    QTest::newRow("Q2") << u"2026-04-01T00:00:00Z"_s << u"2026-Q2"_s;
    QTest::newRow("Q3") << u"2026-09-30T23:59:59Z"_s << u"2026-Q3"_s;
}

void TestFigures::quarters()
{
    QFETCH(QString, at);
    QFETCH(QString, quarter);
    QCOMPARE(quarterOf(QDateTime::fromString(at, Qt::ISODateWithMs).toMSecsSinceEpoch()), quarter);
}

void TestFigures::lines_data()
{
    QTest::addColumn<FigureGroup>("group");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("all") << FigureGroup::All << QStringList{u"all 4/24 5/60"_s};
    QTest::newRow("severity") << FigureGroup::Severity
                              << QStringList{u"critical 1/2 2/10"_s, u"high 2/24 2/60"_s, u"not_assessed 1/5 1/30"_s};
    QTest::newRow("quarter") << FigureGroup::Quarter << QStringList{u"2025-Q4 1/2 2/10"_s, u"2026-Q1 3/24 3/60"_s};
    QTest::newRow("source") << FigureGroup::Source << QStringList{u"anomaly 1/2 2/10"_s, u"customer 3/24 3/60"_s};
}

void TestFigures::lines()
{
    QFETCH(FigureGroup, group);
    QFETCH(QStringList, expected);
    const qint64 old = QDateTime::fromString(u"2025-11-01T00:00:00Z"_s, Qt::ISODate).toMSecsSinceEpoch();
    const qint64 fresh = QDateTime::fromString(u"2026-02-01T00:00:00Z"_s, Qt::ISODate).toMSecsSinceEpoch();
    const auto anomaly = DetectionSource::MonitoringAnomaly;
    const auto customer = DetectionSource::CustomerReport;
    const FigureSamples samples{{{Severity::High, customer, fresh, 24 * kHourMs},
                                 {Severity::Critical, anomaly, old, 2 * kHourMs},
                                 {Severity::High, customer, fresh, 4 * kHourMs},
                                 {std::nullopt, customer, fresh, 5 * kHourMs}},
                                {{Severity::High, customer, fresh, 60 * kHourMs},
                                 {Severity::High, customer, fresh, 20 * kHourMs},
                                 {Severity::Critical, anomaly, old, 10 * kHourMs},
                                 {Severity::Critical, anomaly, old, 8 * kHourMs},
                                 {std::nullopt, customer, fresh, 30 * kHourMs}}};
    QStringList got;
    for (const FigureLine &line : figureLines(samples, group)) {
        QCOMPARE(line.group, group);
        QVERIFY(!line.name.isEmpty());
        got << u"%1 %2/%3 %4/%5"_s.arg(line.code)
                   .arg(line.toDeclaration.count)
                   .arg(line.toDeclaration.worstMs / kHourMs)
                   .arg(line.toNotice.count)
                   .arg(line.toNotice.worstMs / kHourMs);
    }
    QCOMPARE(got, expected);
    QVERIFY(figureLines({}, group).isEmpty());
}

void TestFigures::hours()
{
    const Spread one = spreadOf({61 * kHourMs + 30 * kMinuteMs});
    QCOMPARE(hoursText(one, one.medianMs), u"61.5"_s);
    QCOMPARE(hoursText({}, 0), QString());
}

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
