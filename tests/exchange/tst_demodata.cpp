#include "models/domain/clock.h"
#include "models/exchange/demodata.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** Reading the demo data: offsets, texts with instants, and the files that came with the program. */
class TestDemoData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offsets_data();
    void offsets();
    void texts_data();
    void texts();
    void comesWithTheProgram();
};

void TestDemoData::offsets_data()
{
    QTest::addColumn<QString>("offset");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("all parts") << u"-3d4h12m"_s << true << -(3 * kDayMs + 4 * kHourMs + 12 * kMinuteMs);
    QTest::newRow("ahead") << u"+9d"_s << true << 9 * kDayMs;
    QTest::newRow("now") << u"-0m"_s << true << qint64(0);
    QTest::newRow("minutes") << u"-90m"_s << true << -90 * kMinuteMs;
    QTest::newRow("no sign") << u"3d"_s << false << qint64(0);
    QTest::newRow("sign alone") << u"-"_s << false << qint64(0);
    QTest::newRow("wrong order") << u"-12m3d"_s << false << qint64(0);
    QTest::newRow("empty") << QString() << false << qint64(0);
    QTest::newRow("huge") << u"-99999999999999999999d"_s << false << qint64(0);
}

void TestDemoData::offsets()
{
    QFETCH(QString, offset);
    QFETCH(bool, valid);
    QFETCH(qint64, ms);
    const auto found = demoOffsetMs(offset);
    QCOMPARE(found.has_value(), valid);
    if (valid)
        QCOMPARE(*found, ms);
}

void TestDemoData::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << u"as it is"_s << u"as it is"_s;
    QTest::newRow("minute") << u"from {{t:-1d1h}} on"_s << u"from 31 December 2025, 11:30 UTC on"_s;
    QTest::newRow("day") << u"due {{d:+1d}}"_s << u"due 2 January 2026"_s;
    QTest::newRow("log") << u"{{iso:-0m}} x {{iso:-30m}}"_s << u"2026-01-01T12:30:00Z x 2026-01-01T12:00:00Z"_s;
    QTest::newRow("no offset") << u"{{t:soon}}"_s << u"{{t:soon}}"_s;
    QTest::newRow("no kind") << u"{{customer}}"_s << u"{{customer}}"_s;
}

void TestDemoData::texts()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    constexpr qint64 now = 1767270600000; // 2026-01-01T12:30:00Z
    QCOMPARE(demoText(text, now), expected);
}

void TestDemoData::comesWithTheProgram()
{
    const auto data = DemoData::load();
    QVERIFY2(data.has_value(), data ? "" : qPrintable(data.error().detail));
    QCOMPARE(data->incidents.size(), 40);
    QCOMPARE(data->people.size(), 9);
    QCOMPARE(data->customers.size(), 45);
    for (qsizetype i = 0; i < data->incidents.size(); ++i)
        QCOMPARE(data->incidents[i].value("id"_L1).toString().toInt(), int(i) + 1);
}

QTEST_GUILESS_MAIN(TestDemoData)
#include "tst_demodata.moc"
