#include "models/domain/filename.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

class TestFileName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void isStableAndHarmless_data() { table_data(); }
    void isStableAndHarmless();
    void longNamesKeepTheirExtension();
};

void TestFileName::table_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("safe");
    const auto row = [](const char *name, const QString &given, const QString &safe) {
        QTest::newRow(name) << given << safe;
    };
    row("plain", u"report.pdf"_s, u"report.pdf"_s);
    row("non-ASCII", u"Ärger über 図.pdf"_s, u"Ärger über 図.pdf"_s);
    row("unix path", u"/etc/passwd"_s, u"passwd"_s);
    row("windows path", u"C:\\Users\\x\\a.txt"_s, u"a.txt"_s);
    row("mixed path", u"a\\b/c\\d.txt"_s, u"d.txt"_s);
    row("drive letter", u"C:autoexec.bat"_s, u"C_autoexec.bat"_s);
    row("climbs", u"../../../etc/shadow"_s, u"shadow"_s);
    row("dots only", u".."_s, u"attachment"_s);
    row("one dot", u"."_s, u"attachment"_s);
    row("folder", u"logs/"_s, u"attachment"_s);
    row("climbs at the end", u"a/.."_s, u"attachment"_s);
    row("empty", QString(), u"attachment"_s);
    row("blanks", u"   "_s, u"attachment"_s);
    row("NUL", u"a.exe"_s + QChar(u'\0') + u".txt"_s, u"a.exe.txt"_s);
    row("line break", u"a\r\nb.txt"_s, u"ab.txt"_s);
    row("escape", u"a\x1b[31mb.txt"_s, u"a[31mb.txt"_s);
    row("C1 control", u"a"_s + QChar(0x85) + u"b.txt"_s, u"ab.txt"_s);
    row("right-to-left override", u"invoice\u202Egpj.exe"_s, u"invoicegpj.exe"_s);
    row("isolates", u"\u2066a\u2069.txt"_s, u"a.txt"_s);
    row("zero width", u"a\u200Bb\uFEFF.txt"_s, u"ab.txt"_s);
    row("tag characters", u"a"_s + QString::fromUcs4(U"\U000E0041") + u".txt"_s, u"a.txt"_s);
    row("half surrogate", u"a"_s + QChar(0xD800) + u".txt"_s, u"a.txt"_s);
    row("emoji stays", u"a\U0001F600.txt"_s, u"a\U0001F600.txt"_s);
    row("hidden", u".bashrc"_s, u"bashrc"_s);
    row("option", u"--checkpoint-action=exec.sh"_s, u"checkpoint-action=exec.sh"_s);
    row("dot dash blank", u"- .-x"_s, u"x"_s);
    row("trailing dots", u"a.txt. . ."_s, u"a.txt"_s);
    row("wildcards", u"a<b>c:d\"e|f?g*.txt"_s, u"a_b_c_d_e_f_g_.txt"_s);
    row("CON", u"con"_s, u"_con"_s);
    row("NUL.txt", u"NUL.txt"_s, u"_NUL.txt"_s);
    row("com1.tar.gz", u"com1.tar.gz"_s, u"_com1.tar.gz"_s);
    row("LPT superscript", u"LPT\u00B9"_s, u"_LPT\u00B9"_s);
    row("device with blank", u"AUX .txt"_s, u"_AUX .txt"_s);
    row("device hidden by a dot", u".nul"_s, u"_nul"_s);
    row("not a device", u"console.log"_s, u"console.log"_s);
    row("COM10 is none", u"COM10"_s, u"COM10"_s);
    row("line separator", u"a\u2028b"_s, u"ab"_s);
    row("no-break space", u"a\u00A0b.txt"_s, u"a b.txt"_s);
}

void TestFileName::table()
{
    QFETCH(QString, given);
    QFETCH(QString, safe);
    QCOMPARE(safeFileName(given), safe);
}

void TestFileName::isStableAndHarmless()
{
    QFETCH(QString, given);
    const QString once = safeFileName(given);
    QCOMPARE(safeFileName(once), once);
    QVERIFY(!once.contains(u'/'));
    QVERIFY(!once.contains(u'\\'));
    QVERIFY(!once.startsWith(u'.'));
    QVERIFY(!once.isEmpty());
}

void TestFileName::longNamesKeepTheirExtension()
{
    const QString ascii = safeFileName(QString(500, u'a') + u".docx"_s);
    QCOMPARE(ascii.toUtf8().size(), 200);
    QVERIFY(ascii.endsWith(u".docx"));
    // Each of these is four bytes; none may be cut in two.
    const QString wide = safeFileName(u"\U0001F600"_s.repeated(120) + u".pdf"_s);
    QVERIFY(wide.toUtf8().size() <= 200);
    QVERIFY(wide.endsWith(u".pdf"));
    QCOMPARE(QString::fromUtf8(wide.toUtf8()), wide);
    QVERIFY(!wide.contains(QChar::ReplacementCharacter));
    const QString noExtension = safeFileName(u"b."_s + QString(400, u'x'));
    QVERIFY(noExtension.toUtf8().size() <= 200);
    QCOMPARE(safeFileName(wide), wide);
    QCOMPARE(safeFileName(QString(1'000'000, u'z') + u".txt"_s).toUtf8().size(), 200);
}

QTEST_MAIN(TestFileName)
#include "tst_filename.moc"
