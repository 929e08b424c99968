#include "models/domain/textmerge.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** Two people changed one text: what goes together by itself, and what a person has to decide (P12.3). */
class TestTextMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paragraphs_data();
    void paragraphs();
    void isTheSameFromBothSides_data() { paragraphs_data(); }
    void isTheSameFromBothSides();
    void values_data();
    void values();
    void longTextsEnd();
};

/** Words are paragraphs here. */
static QString text(const char *words)
{
    return QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts).join(u"\n\n"_s);
}

void TestTextMerge::paragraphs_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("mine");
    QTest::addColumn<QString>("theirs");
    QTest::addColumn<QString>("merged"); // "!" for a conflict
    const auto row = [](const char *name, const char *base, const char *mine, const char *theirs, const char *merged) {
        QTest::newRow(name) << text(base) << text(mine) << text(theirs) << text(merged);
    };
    row("nobody changed it", "a b c", "a b c", "a b c", "a b c");
    row("I alone changed it", "a b c", "a B c", "a b c", "a B c");
    row("they alone changed it", "a b c", "a b c", "a b C", "a b C");
    row("different paragraphs", "a b c d", "A b c d", "a b c D", "A b c D");
    row("neighbours", "a b c", "A b c", "a B c", "A B c");
    row("the same paragraph", "a b c", "a x c", "a y c", "!");
    row("the same change", "a b c", "a x c", "a x c", "a x c");
    row("the same and another", "a b c d e", "a x c d e", "a x c d E", "a x c d E");
    row("I added at the end", "a b", "a b c", "A b", "A b c");
    row("I added at the start", "a b", "x a b", "a B", "x a B");
    row("both added at one place", "a b", "a x b", "a y b", "!");
    row("both added the same", "a b", "a x b", "a x b", "a x b");
    row("both added at different places", "a b c", "a x b c", "a b y c", "a x b y c");
    row("I took out what they left", "a b c", "a c", "A b c", "A c");
    row("I took out what they changed", "a b c", "a c", "a B c", "!");
    row("both took out the same", "a b c d", "a c d", "a c D", "a c D");
    row("I added beside what they changed", "a b c", "a x b c", "a B c", "!");
    row("one changed more", "a b c d e", "a X Y d e", "a b c d E", "a X Y d E");
    row("overlapping", "a b c d", "a X Y d", "a b Z W", "!");
    row("from nothing", "", "mine", "theirs", "!");
    row("all gone against a change", "a b", "", "a B", "!");
    row("repeated paragraphs", "a a a b", "a a a B", "x a a a b", "x a a a B");
}

void TestTextMerge::paragraphs()
{
    QFETCH(QString, base);
    QFETCH(QString, mine);
    QFETCH(QString, theirs);
    QFETCH(QString, merged);
    QCOMPARE(mergeParagraphs(base, mine, theirs).value_or(u"!"_s), merged);
}

void TestTextMerge::isTheSameFromBothSides()
{
    QFETCH(QString, base);
    QFETCH(QString, mine);
    QFETCH(QString, theirs);
    QCOMPARE(mergeParagraphs(base, theirs, mine), mergeParagraphs(base, mine, theirs));
}

void TestTextMerge::values_data()
{
    QTest::addColumn<int>("base");
    QTest::addColumn<int>("mine");
    QTest::addColumn<int>("theirs");
    QTest::addColumn<int>("merged"); // 0 for a conflict
    QTest::newRow("nobody") << 1 << 1 << 1 << 1;
    QTest::newRow("I") << 1 << 2 << 1 << 2;
    QTest::newRow("they") << 1 << 1 << 2 << 2;
    QTest::newRow("both the same") << 1 << 2 << 2 << 2;
    QTest::newRow("both differently") << 1 << 2 << 3 << 0;
}

void TestTextMerge::values()
{
    QFETCH(int, base);
    QFETCH(int, mine);
    QFETCH(int, theirs);
    QFETCH(int, merged);
    QCOMPARE(mergeValue(base, mine, theirs).value_or(0), merged);
}

/** A text that would take too long to compare is one place: it is asked about, and nothing waits. */
void TestTextMerge::longTextsEnd()
{
    QString base;
    for (int i = 0; i < 5000; ++i)
        base += QString::number(i) + u"\n\n"_s;
    QCOMPARE(mergeParagraphs(base, u"x\n\n"_s + base, base + u"y"_s), std::nullopt);
    QCOMPARE(mergeParagraphs(base, base, base + u"y"_s), base + u"y"_s);
}

QTEST_GUILESS_MAIN(TestTextMerge)
#include "tst_textmerge.moc"
