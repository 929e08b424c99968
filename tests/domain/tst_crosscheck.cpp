#include "models/domain/audience.h"
#include "models/domain/clock.h"
#include "models/domain/crosscheck.h"
#include "models/domain/textdiff.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** Names of other customers in a text (P9.3), indicators that could be followed, and versions against each other. */
class TestCrossCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void ownersOfOneName();
    void lines();
    void manyNamesInALongText();
    void indicators_data();
    void indicators();
    void diff_data();
    void diff();
    void matters_data();
    void matters();
};

void TestCrossCheck::names_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("places");
    const auto row = [](const char *name, const QString &text, const QString &places) {
        QTest::newRow(name) << text << places;
    };
    row("nothing", {}, {});
    row("the name", u"as Birch Clinic said"_s, u"1:4 Birch Clinic"_s);
    row("another case", u"BIRCH CLINIC"_s, u"1:1 BIRCH CLINIC"_s);
    row("with marks", u"Bírch Clíníc"_s, u"1:1 Bírch Clíníc"_s);
    row("marks of their own", u"Bi\u0301rch Clinic"_s, u"1:1 Bi\u0301rch Clinic"_s);
    row("wide letters", u"Ｂｉｒｃｈ Clinic"_s, u"1:1 Ｂｉｒｃｈ Clinic"_s);
    row("a soft hyphen in it", u"Bir\u00adch Clinic"_s, u"1:1 Bir\u00adch Clinic"_s);
    row("a mark of direction in it", u"Bir\u202ech Clinic"_s, u"1:1 Bir\u202ech Clinic"_s);
    row("Markdown between", u"**Birch** _Clinic_"_s, u"1:3 Birch** _Clinic"_s);
    row("over two lines", u"at\nBirch\nClinic"_s, u"2:1 Birch\nClinic"_s);
    row("a part of a word", u"Birchwood Clinics"_s, {});
    row("one word of two", u"the Clinic"_s, {});
    row("a number of a subscription", u"see s-101"_s, u"1:5 s-101"_s);
    row("another number", u"see s-1011"_s, {});
    row("twice", u"s-101, s-101"_s, u"1:1 s-101|1:8 s-101"_s);
    row("too short to be looked for", u"AB is AB"_s, {});
    row("emoji around it", u"🔥Birch Clinic🔥"_s, u"1:3 Birch Clinic"_s);
    row("letters of mathematics", u"𝐁𝐢𝐫𝐜𝐡 Clinic"_s, u"1:1 𝐁𝐢𝐫𝐜𝐡 Clinic"_s);
    row("half a surrogate", QString(QChar(0xD83D)) + u"Birch Clinic"_s, u"1:2 Birch Clinic"_s);
}

void TestCrossCheck::names()
{
    QFETCH(QString, text);
    CustomerNames names;
    names.add(u"Birch Clinic"_s, CustomerId{1});
    names.add(u"S-101"_s, CustomerId{1});
    names.add(u"AB"_s, CustomerId{2});
    QStringList places;
    for (const NamePlace &p : names.find(text))
        places << u"%1:%2 "_s.arg(p.line).arg(p.column) + p.words;
    QTEST(places.join(u'|'), "places");
}

void TestCrossCheck::ownersOfOneName()
{
    CustomerNames names;
    names.add(u"Archive"_s, CustomerId{1});
    names.add(u"ARCHIVE"_s, CustomerId{2});
    const auto found = names.find(u"the archive"_s);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().owners, (QSet<CustomerId>{CustomerId{1}, CustomerId{2}}));
}

void TestCrossCheck::lines()
{
    CustomerNames names;
    names.add(u"Gum Tree"_s, CustomerId{1});
    const QString text = u"One\n  of a gum\ntree, here  \nlast"_s;
    const auto found = names.find(text);
    QCOMPARE(found.size(), 1);
    QCOMPARE(lineOf(text, found.first()), u"of a gum\ntree, here"_s);
    QCOMPARE(lineOf(u"gum tree"_s, names.find(u"gum tree"_s).first()), u"gum tree"_s);
}

void TestCrossCheck::manyNamesInALongText()
{
    CustomerNames names;
    for (int i = 0; i < 10'000; ++i)
        names.add(u"Customer number %1"_s.arg(i), CustomerId{i + 1});
    const QString text = u"Lorem ipsum dolor sit amet. "_s.repeated(4000) + u"Customer number 4711."_s;
    QCOMPARE(names.find(text).size(), 1);
}

void TestCrossCheck::indicators_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("safe");
    const auto row = [](const char *name, const QString &text, const QString &safe) {
        QTest::newRow(name) << text << safe;
    };
    row("none", u"Version 4.2.1 of 08:10"_s, u"Version 4.2.1 of 08:10"_s);
    row("an address of the web", u"see https://bad.example/a.b?c=d."_s, u"see hxxps://bad[.]example/a.b?c=d."_s);
    row("in Markdown", u"[here](http://bad.example)"_s, u"[here](hxxp://bad[.]example)"_s);
    row("a machine", u"from 192.0.2.7, twice"_s, u"from 192[.]0[.]2[.]7, twice"_s);
    row("a machine of six", u"from 2001:db8:0:1:2:3:4:5 too"_s, u"from 2001[:]db8[:]0[:]1[:]2[:]3[:]4[:]5 too"_s);
    row("files", u"ftp://bad.example/x"_s, u"fxp://bad[.]example/x"_s);
    row("one's own", u"https://status.mast.example/now"_s, u"https://status.mast.example/now"_s);
    row("in capitals", u"HTTPS://BAD.example/x"_s, u"hxxpS://BAD[.]example/x"_s);
    row("no scheme", u"on www.bad.example/a.b today"_s, u"on www[.]bad[.]example/a.b today"_s);
    row("another scheme", u"smb://10.bad.example/c$"_s, u"smb[:]//10[.]bad[.]example/c$"_s);
    row("a machine of six, short", u"2001:db8::7 and fe80::1"_s, u"2001[:]db8[:][:]7 and fe80[:][:]1"_s);
    row("no machine", u"std::min, at 08:10:12"_s, u"std::min, at 08:10:12"_s);
    row("only named in it", u"https://bad.example/?to=mast.example"_s, u"hxxps://bad[.]example/?to=mast.example"_s);
    row("only begins so", u"https://mast.example.bad.example"_s, u"hxxps://mast[.]example[.]bad[.]example"_s);
    row("only logs in so", u"https://mast.example@bad.example/"_s, u"hxxps://mast[.]example@bad[.]example/"_s);
    row("only ends so", u"https://badmast.example"_s, u"hxxps://badmast[.]example"_s);
    row("done already", u"hxxps://bad[.]example"_s, u"hxxps://bad[.]example"_s);
}

void TestCrossCheck::indicators()
{
    QFETCH(QString, text);
    QFETCH(QString, safe);
    const QStringList own = {u"mast.example"_s};
    QCOMPARE(defanged(text, own), safe);
    QCOMPARE(liveIndicators(text, own).isEmpty(), text == safe);
    QCOMPARE(defanged(safe, own), safe); // twice changes nothing
}

void TestCrossCheck::diff_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("lines");
    const auto row = [](const char *name, const QString &before, const QString &after, const QString &lines) {
        QTest::newRow(name) << before << after << lines;
    };
    row("the same", u"a\nb"_s, u"a\nb"_s, u" a, b"_s);
    row("a line came", u"a\nc"_s, u"a\nb\nc"_s, u" a,+b, c"_s);
    row("a line went", u"a\nb\nc"_s, u"a\nc"_s, u" a,-b, c"_s);
    row("a line changed", u"a\nb\nc"_s, u"a\nx\nc"_s, u" a,-b,+x, c"_s);
    row("from nothing", {}, u"a"_s, u"-,+a"_s);
}

void TestCrossCheck::diff()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QStringList lines;
    for (const DiffLine &line : textDiff(before, after))
        lines << (line.kind == DiffLine::Added ? u"+"_s : line.kind == DiffLine::Removed ? u"-"_s : u" "_s) + line.text;
    QTEST(lines.join(u','), "lines");
    QCOMPARE(textDiff(QString(3000, u'\n'), QString(3000, u'\n')).size(), 6002); // too long: all went and all came
}

void TestCrossCheck::matters_data() // P9.5, P9.9
{
    QTest::addColumn<Matter>("matter");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QString &field, auto change) {
        Matter m;
        m.kind = MatterKind::Question;
        m.who = u"The authority"_s;
        m.words = u"Since when?"_s;
        m.atMs = kDayMs;
        m.dueMs = 2 * kDayMs;
        m.ownerName = u"Ada Ruiz"_s;
        m.state = MatterState::Open;
        change(m);
        QTest::newRow(name) << m << field;
    };
    row("a question", {}, [](Matter &) {});
    row("of nobody to see to it", u"owner"_s, [](Matter &m) { m.ownerName.clear(); });
    row("that is never due", u"due"_s, [](Matter &m) { m.dueMs = 0; });
    row("in the future", u"at"_s, [](Matter &m) { m.atMs = 20 * kDayMs; });
    row("without words", u"words"_s, [](Matter &m) { m.words = u" "_s; });
    row("a receipt without a number", u"reference"_s, [](Matter &m) {
        m.kind = MatterKind::Receipt;
        m.state = MatterState::Noted;
    });
    row("an answer that says nothing", u"answer"_s, [](Matter &m) { m.state = MatterState::Answered; });
}

void TestCrossCheck::matters()
{
    QFETCH(Matter, matter);
    const auto ok = checkMatter(matter, 10 * kDayMs);
    QTEST(ok ? QString() : ok.error().field, "field");
}

QTEST_GUILESS_MAIN(TestCrossCheck)
#include "tst_crosscheck.moc"
