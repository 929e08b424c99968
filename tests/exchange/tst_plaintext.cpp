#include "models/exchange/plaintext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

class TestPlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneLine_data();
    void oneLine();
    void cleanText_data();
    void cleanText();
    void firstUnsafe();
    void firstSentence();
};

void TestPlainText::oneLine_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QString>("expected");
    QTest::newRow("as it is") << u"a b"_s << 20 << u"a b"_s;
    QTest::newRow("breaks and tabs") << u" a\r\n\tb\u2028c "_s << 20 << u"a b c"_s;
    QTest::newRow("override") << u"a\u202Eb"_s << 20 << u"a b"_s;
    QTest::newRow("exactly the limit") << u"abcde"_s << 5 << u"abcde"_s;
    QTest::newRow("one more") << u"abcdef"_s << 5 << u"abcd\u2026"_s;
    QTest::newRow("cut at a word") << u"first second third"_s << 15 << u"first second\u2026"_s;
    QTest::newRow("no half emoji") << u"abc\U0001F600def"_s << 5 << u"abc\u2026"_s;
    QTest::newRow("half surrogate") << u"a"_s + QChar(0xDC00) + u"b"_s << 9 << u"ab"_s;
    QTest::newRow("nothing") << QString() << 9 << QString();
}

void TestPlainText::oneLine()
{
    QFETCH(QString, given);
    QFETCH(int, limit);
    QFETCH(QString, expected);
    QCOMPARE(tocsin::oneLine(given, limit), expected);
}

void TestPlainText::cleanText_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<bool>("changed");
    QTest::newRow("as it is") << u"a\n\tb"_s << u"a\n\tb"_s << false;
    QTest::newRow("line ends") << u"a\r\nb\rc"_s << u"a\nb\nc"_s << false;
    QTest::newRow("NUL") << u"a"_s + QChar(u'\0') + u"b"_s << u"ab"_s << true;
    QTest::newRow("escape") << u"a\x1b[0m"_s << u"a[0m"_s << true;
    QTest::newRow("half surrogate") << u"a"_s + QChar(0xD800) << u"a\uFFFD"_s << true;
    QTest::newRow("emoji") << u"\U0001F600"_s << u"\U0001F600"_s << false;
}

void TestPlainText::cleanText()
{
    QFETCH(QString, given);
    QFETCH(QString, expected);
    QFETCH(bool, changed);
    bool was = !changed;
    QCOMPARE(tocsin::cleanText(given, &was), expected);
    QCOMPARE(was, changed);
}

void TestPlainText::firstUnsafe()
{
    QCOMPARE(firstUnsafeInLine(u"caf\u00E9 \U0001F600"), -1);
    QCOMPARE(firstUnsafeInLine(u"ab\nc"), 2);
    QCOMPARE(firstUnsafeInLine(u"a\u2029"), 1);
    QCOMPARE(firstUnsafeInLine(u"\u202E"), 0);
    QCOMPARE(firstUnsafeInLine(QString(QChar(0xD800))), 0);
}

void TestPlainText::firstSentence()
{
    QCOMPARE(tocsin::firstSentence(u"A laptop was taken from a car. It held names."),
             u"A laptop was taken from a car"_s);
    QCOMPARE(tocsin::firstSentence(u"Letters of the firm Exemplar Co. of J. Doe were lost! Then found."),
             u"Letters of the firm Exemplar Co. of J. Doe were lost!"_s);
    QCOMPARE(tocsin::firstSentence(u"Short."), QString());
    QCOMPARE(tocsin::firstSentence(u"a sentence without any end of its own"),
             u"a sentence without any end of its own"_s);
}

QTEST_MAIN(TestPlainText)
#include "tst_plaintext.moc"
