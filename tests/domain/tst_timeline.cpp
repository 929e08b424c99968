#include "models/domain/timeline.h"

#include "models/domain/clock.h"
#include "models/domain/notice.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {
constexpr qint64 kNow = 1'800'000'000'000;
}

/** What a person may write down: timeline entries and texts with placeholders (P9.6, P12). */
class TestTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manualKinds();
    void entries_data();
    void entries();
    void order();
    void emptyFilter();
    void placeholders_data();
    void placeholders();
};

void TestTimeline::manualKinds()
{
    QStringList manual;
    for (const auto &e : enumTable<EntryKind>())
        if (isManualKind(e.value))
            manual << QString::fromLatin1(e.code);
    QCOMPARE(manual.join(u' '), u"note evidence containment consultation communication decision"_s);
}

void TestTimeline::entries_data()
{
    QTest::addColumn<qsizetype>("textSize");
    QTest::addColumn<qsizetype>("tagSize");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, qsizetype text, qsizetype tags, qint64 at, const char *field) {
        QTest::newRow(name) << text << tags << at << QString::fromLatin1(field);
    };
    row("one letter", 1, 0, kNow, "");
    row("nothing", 0, 0, kNow, "text");
    row("100,000", 100'000, 0, kNow, "");
    row("100,001", 100'001, 0, kNow, "text");
    row("tags of 1,000", 1, 1000, kNow, "");
    row("tags of 1,001", 1, 1001, kNow, "tags");
    row("at no time", 1, 0, 0, "at");
    row("years ago", 1, 0, 1, "");
    row("a minute ahead, as clocks differ", 1, 0, kNow + kMinuteMs, "");
    row("further ahead", 1, 0, kNow + kMinuteMs + 1, "at");
}

void TestTimeline::entries()
{
    QFETCH(qsizetype, textSize);
    QFETCH(qsizetype, tagSize);
    QFETCH(qint64, at);
    QFETCH(QString, field);
    NewEntry e;
    e.text = QString(textSize, u'x');
    e.tags = QString(tagSize, u't');
    e.atMs = at;
    const auto checked = checkNewEntry(e, kNow);
    QCOMPARE(checked.has_value(), field.isEmpty());
    if (!checked)
        QCOMPARE(checked.error().field, field);
}

void TestTimeline::order()
{
    QVERIFY((EntryKey{1, 9} < EntryKey{2, 1}));
    QVERIFY((EntryKey{2, 1} < EntryKey{2, 2}));
    QVERIFY((EntryKey{2, 2} == EntryKey{2, 2}));
}

void TestTimeline::emptyFilter()
{
    QVERIFY(TimelineFilter{}.isEmpty());
    TimelineFilter f[6];
    f[0].text = u"x"_s;
    f[1].kinds = {EntryKind::Note};
    f[2].keyEventsOnly = true;
    f[3].withEvidenceOnly = true;
    f[4].fromMs = 1;
    f[5].toMs = 1;
    for (const TimelineFilter &filter : f)
        QVERIFY(!filter.isEmpty());
}

void TestTimeline::placeholders_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("none") << u"Dear customer, {this} is fine."_s << QStringList();
    QTest::newRow("one") << u"Dear {{ customer.name }},"_s << QStringList{u"customer.name"_s};
    QTest::newRow("each once, in order") << u"{{b}} {{a}} {{b}}"_s << QStringList{u"b"_s, u"a"_s};
    QTest::newRow("unescaped") << u"{{{raw}}} {{&raw}}"_s << QStringList{u"raw"_s};
    QTest::newRow("section") << u"{{#list}}x{{/list}}"_s << QStringList{u"list"_s};
    QTest::newRow("without a name") << u"{{}}"_s << QStringList{QString()};
    QTest::newRow("half closed") << u"Dear {{customer.name}, hello"_s << QStringList{u"{{customer.name"_s};
    QTest::newRow("never closed") << u"Dear {{customer"_s << QStringList{u"{{customer"_s};
    QTest::newRow("one closed, one not") << u"{{a}} and {{b"_s << QStringList{u"a"_s, u"{{b"_s};
}

void TestTimeline::placeholders()
{
    QFETCH(QString, text);
    QFETCH(QStringList, names);
    QCOMPARE(placeholdersIn(text), names);
}

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
