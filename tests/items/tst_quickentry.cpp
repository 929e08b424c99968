#include "models/items/quickentry.h"

#include "models/domain/clock.h"

#include <QDateTime>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** The one-line quick entry, by table: now is Sunday 22 November 2026, 02:38:30 in Warsaw (01:38:30 UTC). */
class TestQuickEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void times_data();
    void times();
    void rest_data();
    void rest();
    void clockChanges_data();
    void clockChanges();
    void zoneShownCounts();

private:
    static qint64 utc(const QString &iso) { return QDateTime::fromString(iso + u'Z', Qt::ISODate).toMSecsSinceEpoch(); }
    static QTimeZone warsaw() { return QTimeZone("Europe/Warsaw"); }
};

void TestQuickEntry::times_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("at"); // UTC
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says"); // part of the remark or error; empty: none
    const auto row = [](const char *line, const char *at, const char *text, const char *says = "") {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(at) << QString::fromUtf8(text)
                            << QString::fromUtf8(says);
    };
    row("no time at all", "2026-11-22T01:38:30", "no time at all");
    row("01:42 text", "2026-11-22T00:42:00", "text");
    row("1:42 text", "2026-11-22T00:42:00", "text");
    row("01:42:07 text", "2026-11-22T00:42:07", "text");
    row("01:42:07.250 from a log", "2026-11-22T00:42:07", "from a log");
    row("02:39 within the minute of grace", "2026-11-22T01:39:00", "within the minute of grace");
    row("10:42 text", "2026-11-21T09:42:00", "text",
        "10:42 on Sun 22 Nov 2026 is still to come; taken as Sat 21 Nov 2026.");
    row("-15m text", "2026-11-22T01:23:30", "text");
    row("-15min text", "2026-11-22T01:23:30", "text");
    row("-2h30m text", "2026-11-21T23:08:30", "text");
    row("-2h text", "2026-11-21T23:38:30", "text");
    row("-90s text", "2026-11-22T01:37:00", "text");
    row("-1d text", "2026-11-21T01:38:30", "text");
    row("-1d12h text", "2026-11-20T13:38:30", "text");
    row("-15 servers left", "2026-11-22T01:38:30", "-15 servers left");
    row("-15mb free", "2026-11-22T01:38:30", "-15mb free");
    row("- a list", "2026-11-22T01:38:30", "- a list");
    row("fri 22:10 text", "2026-11-20T21:10:00", "text");
    row("Friday 22:10 text", "2026-11-20T21:10:00", "text");
    row("sun 01:00 text", "2026-11-22T00:00:00", "text");
    row("sun 22:10 text", "2026-11-15T21:10:00", "text", "taken as Sun 15 Nov 2026");
    row("mon 09:00 text", "2026-11-16T08:00:00", "text");
    row("21.11. 15:30 text", "2026-11-21T14:30:00", "text");
    row("21.11 15:30 text", "2026-11-21T14:30:00", "text");
    row("21.11.2026 15:30 text", "2026-11-21T14:30:00", "text");
    row("24.12. 15:30 text", "2025-12-24T14:30:00", "text", "taken as Wed 24 Dec 2025");
    row("29.2. 12:00 leap", "2024-02-29T11:00:00", "leap");
    row("2026-11-21 15:30 text", "2026-11-21T14:30:00", "text");
    row("2026-11-21T15:30:05 text", "2026-11-21T14:30:05", "text");
    row("2026-11-21T15:30Z text", "2026-11-21T15:30:00", "text");
    row("2026-11-21 15:30 UTC text", "2026-11-21T15:30:00", "text");
    row("00:10Z text", "2026-11-22T00:10:00", "text");
    row("yesterday 23:50 text", "2026-11-21T22:50:00", "text");
    row("today 00:30 text", "2026-11-21T23:30:00", "text");
    row("today 23:50 text", "2026-11-22T22:50:00", "text", "lies in the future");
    row("2027-01-01 00:00 text", "2026-12-31T23:00:00", "text", "lies in the future");
    row("25:10 text", "2026-11-22T01:38:30", "25:10 text", "“25:10” is no time of day");
    row("31.4. 10:00 text", "2026-11-22T01:38:30", "31.4. 10:00 text", "is no date");
    row("2026-02-30 10:00 text", "2026-11-22T01:38:30", "2026-02-30 10:00 text", "is no date");
    row("ratio 10:42 of them", "2026-11-22T01:38:30", "ratio 10:42 of them");
    row("10:42pm text", "2026-11-21T21:42:00", "text", "taken as Sat 21 Nov 2026");
    row("1:42 AM text", "2026-11-22T00:42:00", "text");
    row("1:42 a.m. text", "2026-11-22T00:42:00", "text");
    row("12:10 am text", "2026-11-21T23:10:00", "text");
    row("yesterday 12:10 pm text", "2026-11-21T11:10:00", "text");
    row("yesterday 3:42:07 PM text", "2026-11-21T14:42:07", "text");
    row("13:10 pm text", "2026-11-22T01:38:30", "13:10 pm text", "is no time of day");
    row("1:42 amber light", "2026-11-22T00:42:00", "amber light");
    row("1:2 text", "2026-11-22T01:38:30", "1:2 text");
    row("01:42", "2026-11-22T00:42:00", "");
    row("", "2026-11-22T01:38:30", "");
    row("   ", "2026-11-22T01:38:30", "");
}

void TestQuickEntry::times()
{
    QFETCH(QString, line);
    QFETCH(QString, at);
    QFETCH(QString, text);
    QFETCH(QString, says);
    const QuickEntry e = parseQuickEntry(line, utc(u"2026-11-22T01:38:30"_s), warsaw());
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(e.atMs, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss"_s), at);
    QCOMPARE(e.text, text);
    const QString said = (e.remarks + QStringList{e.error}).join(u' ').trimmed();
    if (says.isEmpty())
        QCOMPARE(said, QString());
    else
        QVERIFY2(said.contains(says), qPrintable(said));
    QCOMPARE(e.error.isEmpty(), !says.contains(u"future"_s));
}

void TestQuickEntry::rest_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("kind"); // code, or empty
    QTest::addColumn<bool>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tags");
    QTest::newRow("plain") << u"text"_s << QString() << false << u"text"_s << QString();
    QTest::newRow("bang") << u"! text"_s << QString() << true << u"text"_s << QString();
    QTest::newRow("star") << u"*text"_s << QString() << true << u"text"_s << QString();
    QTest::newRow("two bangs: one is text") << u"!! text"_s << QString() << true << u"! text"_s << QString();
    QTest::newRow("kind") << u"evidence: text"_s << u"evidence"_s << false << u"text"_s << QString();
    QTest::newRow("kind begun") << u"Evi: text"_s << u"evidence"_s << false << u"text"_s << QString();
    QTest::newRow("ambiguous kind is text") << u"con: text"_s << QString() << false << u"con: text"_s << QString();
    QTest::newRow("kinds of the program are text")
        << u"stage: text"_s << QString() << false << u"stage: text"_s << QString();
    QTest::newRow("unknown kind is text") << u"foo: text"_s << QString() << false << u"foo: text"_s << QString();
    QTest::newRow("no space after") << u"evidence:text"_s << QString() << false << u"evidence:text"_s << QString();
    QTest::newRow("any order") << u"01:42 ! decision: go"_s << u"decision"_s << true << u"go"_s << QString();
    QTest::newRow("other order") << u"decision: *01:42 go"_s << u"decision"_s << true << u"go"_s << QString();
    QTest::newRow("one kind only") << u"decision: evidence: go"_s << u"decision"_s << false << u"evidence: go"_s
                                   << QString();
    QTest::newRow("tags at the end leave")
        << u"copied it #storage #Log"_s << QString() << false << u"copied it"_s << u"storage log"_s;
    QTest::newRow("tags inside stay") << u"the #db node fell"_s << QString() << false << u"the #db node fell"_s
                                      << u"db"_s;
    QTest::newRow("same tag once") << u"#db and #DB again"_s << QString() << false << u"#db and #DB again"_s << u"db"_s;
    QTest::newRow("a number is no tag") << u"ticket #42"_s << QString() << false << u"ticket #42"_s << QString();
    QTest::newRow("only tags") << u"#a1"_s << QString() << false << QString() << u"a1"_s;
    QTest::newRow("letters of the world") << u"przerwa #łącze"_s << QString() << false << u"przerwa"_s << u"łącze"_s;
    QTest::newRow("lines stay") << u"one\ntwo"_s << QString() << false << u"one\ntwo"_s << QString();
}

void TestQuickEntry::rest()
{
    QFETCH(QString, line);
    QFETCH(QString, kind);
    QFETCH(bool, key);
    QFETCH(QString, text);
    QFETCH(QString, tags);
    const QuickEntry e = parseQuickEntry(line, utc(u"2026-11-22T01:38:30"_s), warsaw());
    QCOMPARE(e.kind ? codeOf(*e.kind) : QString(), kind);
    QCOMPARE(e.keyEvent, key);
    QCOMPARE(e.text, text);
    QCOMPARE(e.tags, tags);
}

void TestQuickEntry::clockChanges_data()
{
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("says");
    // Clocks go back on Sunday 25 October 2026 at 03:00 (01:00 UTC), forward on Sunday 29 March 2026 at 02:00 (01:00
    // UTC).
    QTest::newRow("repeated, both past") << u"2026-10-25T12:00:00"_s << u"02:30 x"_s << u"2026-10-25T01:30:00"_s
                                         << u"happened twice"_s;
    QTest::newRow("repeated, taken as second")
        << u"2026-10-25T12:00:00"_s << u"02:30 x"_s << u"2026-10-25T01:30:00"_s << u"second one (UTC+01:00)"_s;
    QTest::newRow("repeated, second to come")
        << u"2026-10-25T00:40:00"_s << u"02:30 x"_s << u"2026-10-25T00:30:00"_s << u"first one (UTC+02:00)"_s;
    QTest::newRow("told exactly") << u"2026-10-25T12:00:00"_s << u"00:30Z x"_s << u"2026-10-25T00:30:00"_s << QString();
    QTest::newRow("skipped")
        << u"2026-03-29T12:00:00"_s << u"02:30 x"_s << u"2026-03-29T01:30:00"_s
        << u"did not exist on Sun 29 Mar 2026: the clocks went forward. Taken as 03:30 (UTC+02:00)"_s;
    QTest::newRow("before the gap") << u"2026-03-29T12:00:00"_s << u"01:59 x"_s << u"2026-03-29T00:59:00"_s
                                    << QString();
    QTest::newRow("after the gap") << u"2026-03-29T12:00:00"_s << u"03:00 x"_s << u"2026-03-29T01:00:00"_s << QString();
    QTest::newRow("before the repeated hour")
        << u"2026-10-25T12:00:00"_s << u"01:59 x"_s << u"2026-10-24T23:59:00"_s << QString();
    QTest::newRow("after the repeated hour")
        << u"2026-10-25T12:00:00"_s << u"03:00 x"_s << u"2026-10-25T02:00:00"_s << QString();
    QTest::newRow("evening of the change")
        << u"2026-03-29T20:00:00"_s << u"21:15 x"_s << u"2026-03-29T19:15:00"_s << QString();
    QTest::newRow("hours back over the change")
        << u"2026-10-25T03:00:00"_s << u"-4h x"_s << u"2026-10-24T23:00:00"_s << QString();
}

void TestQuickEntry::clockChanges()
{
    QFETCH(QString, now);
    QFETCH(QString, line);
    QFETCH(QString, at);
    QFETCH(QString, says);
    const QuickEntry e = parseQuickEntry(line, utc(now), warsaw());
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(e.atMs, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss"_s), at);
    const QString said = e.remarks.join(u' ');
    if (says.isEmpty())
        QCOMPARE(said, QString());
    else
        QVERIFY2(said.contains(says), qPrintable(said));
}

void TestQuickEntry::zoneShownCounts()
{
    const qint64 now = utc(u"2026-11-22T01:38:30"_s);
    QCOMPARE(parseQuickEntry(u"01:00 x"_s, now, warsaw()).atMs, utc(u"2026-11-22T00:00:00"_s));
    QCOMPARE(parseQuickEntry(u"01:00 x"_s, now, QTimeZone::utc()).atMs, utc(u"2026-11-22T01:00:00"_s));
}

QTEST_GUILESS_MAIN(TestQuickEntry)
#include "tst_quickentry.moc"
