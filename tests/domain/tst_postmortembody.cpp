#include "models/domain/measure.h"
#include "models/domain/postmortem.h"
#include "models/domain/worddiff.h"

#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** The text of a post-mortem as sections and as Markdown (P11.1), what changed in it, and the rules of what is around.
 */
class TestPostmortemBody : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackFromMarkdown_data();
    void comesBackFromMarkdown();
    void plainMarkdownByItsHeadings();
    void readersSeeNoRemarks();
    void emptyIsWithoutWork();
    void remarksAreNotTyped();
    void keyEventsArePicked();
    void diffIsWhole_data();
    void diffIsWhole();
    void suggestions_data();
    void suggestions();
    void comments_data();
    void comments();
    void measures_data();
    void measures();
    void orderOfMeasures();
};

namespace {

PostmortemBody sample()
{
    PostmortemBody b;
    b.kind = u"intrusion"_s;
    b.cause = u"credentials"_s;
    b.causeName = u"Credentials in other hands"_s;
    b.response = Sufficiency::Partly;
    b.procedures = Sufficiency::No;
    b.whys = {u"Why? Because 2 * 3 < 7"_s, u"Why that? [no link](x)"_s};
    b.also = {3, 11};
    b.without = {7};
    b.picked = {{3, 1'700'000'000'123, u"Token *reused* · twice | <b>"_s}, {11, 1'700'000'100'000, u"# Blocked"_s}};
    for (const auto &e : enumTable<PostmortemSection>())
        b.text.insert(e.value, u"About %1.\n\n### More\n\n- a\n- b"_s.arg(QLatin1StringView(e.code)));
    return b;
}

} // namespace

void TestPostmortemBody::comesBackFromMarkdown_data()
{
    QTest::addColumn<PostmortemBody>("body");
    QTest::newRow("everything") << sample();
    QTest::newRow("nothing") << PostmortemBody();
    PostmortemBody one;
    one.text.insert(PostmortemSection::Lessons, u"## Summary\n\nis a heading of its own here."_s);
    QTest::newRow("headings like those of sections") << one;
    PostmortemBody timeline;
    timeline.picked = {{1, 5, u"a"_s}};
    QTest::newRow("a timeline alone") << timeline;
    PostmortemBody causeOnly = sample();
    causeOnly.text.clear();
    QTest::newRow("choices alone") << causeOnly;
}

void TestPostmortemBody::comesBackFromMarkdown()
{
    QFETCH(PostmortemBody, body);
    const QString markdown = body.toMarkdown();
    const PostmortemBody again = PostmortemBody::fromMarkdown(markdown);
    QCOMPARE(again.text, body.text);
    QCOMPARE(again.whys, body.whys);
    QCOMPARE(again.causeName, body.causeName);
    QVERIFY(again == body);
    QCOMPARE(again.toMarkdown(), markdown);
}

void TestPostmortemBody::plainMarkdownByItsHeadings()
{
    const PostmortemBody body = PostmortemBody::fromMarkdown(
        u"Before.\n\n## Impact\n\nTwo.\n\n## Other\n\nStays.\n\n## Were the operating procedures sufficient?\n\nNo."_s);
    QCOMPARE(body.text.value(PostmortemSection::Summary), u"Before."_s);
    QCOMPARE(body.text.value(PostmortemSection::Impact), u"Two.\n\n## Other\n\nStays."_s);
    QCOMPARE(body.text.value(PostmortemSection::Procedures), u"No."_s);
    QCOMPARE(body.text.size(), 3);
}

void TestPostmortemBody::readersSeeNoRemarks()
{
    const QString text = readableMarkdown(sample().toMarkdown());
    QVERIFY2(!text.contains(u"<!--"_s), qPrintable(text));
    QVERIFY(text.contains(u"**Kind of root cause: Credentials in other hands**"_s));
    QVERIFY(text.contains(u"**Sufficient in part.**"_s));
    QVERIFY(text.contains(u"2023-11-14 22:13:20 UTC"_s));
    QVERIFY(text.contains(u"1. Why?"_s));
    for (const auto &e : enumTable<PostmortemSection>())
        QVERIFY(text.contains(u"## "_s + nameOf(e.value)));
}

void TestPostmortemBody::emptyIsWithoutWork()
{
    PostmortemBody body;
    body.kind = u"general"_s;
    body.picked = {{1, 2, u"x"_s}};
    body.text.insert(PostmortemSection::Summary, u" \n"_s);
    QVERIFY(body.isEmpty());
    body.whys << u"Why?"_s;
    QVERIFY(!body.isEmpty());
}

/** What would change the meaning of the kept text is refused, and named. */
void TestPostmortemBody::remarksAreNotTyped()
{
    PostmortemBody body = sample();
    QVERIFY(checkBody(body));
    body.text.insert(PostmortemSection::Impact, u"a\n<!-- section=lessons -->\nb"_s);
    const auto refused = checkBody(body);
    QVERIFY(!refused);
    QCOMPARE(refused.error().field, u"impact"_s);
    body.text.insert(PostmortemSection::Impact, u"<!-- a note of mine -->"_s);
    QVERIFY(checkBody(body));
}

void TestPostmortemBody::keyEventsArePicked()
{
    const auto entry = [](qint64 id, qint64 at, bool key, bool struck) {
        TimelineEntry e;
        e.id = EntryId{id};
        e.atMs = at;
        e.text = u"entry\n%1"_s.arg(id);
        e.keyEvent = key;
        e.struck = struck;
        return e;
    };
    PostmortemBody body;
    body.also = {4, 5};
    body.without = {2};
    const auto picked = pickEntries({entry(1, 30, true, false), entry(2, 10, true, false), entry(3, 20, false, false),
                                     entry(4, 5, false, false), entry(5, 6, false, true), entry(6, 7, true, true)},
                                    body);
    QCOMPARE(picked, QList<PickedEntry>({{4, 5, u"entry 4"_s}, {1, 30, u"entry 1"_s}}));
}

void TestPostmortemBody::diffIsWhole_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const QString &a, const QString &b, const QString &shown) {
        QTest::newRow(name) << a << b << shown;
    };
    row("same", u"a b"_s, u"a b"_s, u"a b"_s);
    row("from nothing", u""_s, u"a"_s, u"{a}"_s);
    row("to nothing", u"a b"_s, u""_s, u"[a b]"_s);
    row("a word", u"one two three"_s, u"one too three"_s, u"one [two ]{too }three"_s);
    row("a line between", u"a\nc\n"_s, u"a\nb\nc\n"_s, u"a\n{b\n}c\n"_s);
    row("a line gone", u"a\nb\nc"_s, u"a\nc"_s, u"a\n[b\n]c"_s);
    row("blanks", u"a  b"_s, u"a b"_s, u"[a  ]{a }b"_s);
}

void TestPostmortemBody::diffIsWhole()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, shown);
    QString first, second, text;
    for (const DiffRun &run : diffWords(before, after)) {
        using enum DiffRun::Kind;
        first += run.kind == Come ? QString() : run.text;
        second += run.kind == Gone ? QString() : run.text;
        text += run.kind == Same ? run.text : run.kind == Gone ? u'[' + run.text + u']' : u'{' + run.text + u'}';
    }
    QCOMPARE(first, before);
    QCOMPARE(second, after);
    QCOMPARE(text, shown);
}

void TestPostmortemBody::suggestions_data()
{
    QTest::addColumn<QString>("section");
    QTest::addColumn<QString>("becomes"); // "" cannot be put in
    QTest::newRow("once") << u"A token was used."_s << u"A key was used."_s;
    QTest::newRow("gone") << u"Something else."_s << QString();
    QTest::newRow("twice") << u"A token. A token was used."_s << QString();
}

void TestPostmortemBody::suggestions()
{
    QFETCH(QString, section);
    QFETCH(QString, becomes);
    PostmortemComment c;
    c.quote = u"A token"_s;
    c.suggestion = u"A key"_s;
    QCOMPARE(withSuggestion(section, c).value_or(QString()), becomes);
}

void TestPostmortemBody::comments_data()
{
    QTest::addColumn<QString>("quote");
    QTest::addColumn<QString>("remark");
    QTest::addColumn<QString>("suggestion"); // "-" is none
    QTest::addColumn<QString>("field");
    QTest::newRow("a remark") << u""_s << u"When?"_s << u"-"_s << u""_s;
    QTest::newRow("nothing") << u"x"_s << u" "_s << u"-"_s << u"remark"_s;
    QTest::newRow("to take out") << u"x"_s << u""_s << u""_s << u""_s;
    QTest::newRow("for no place") << u""_s << u""_s << u"y"_s << u"quote"_s;
    QTest::newRow("what stands there") << u"x"_s << u""_s << u"x"_s << u"suggestion"_s;
}

void TestPostmortemBody::comments()
{
    QFETCH(QString, quote);
    QFETCH(QString, remark);
    QFETCH(QString, suggestion);
    QFETCH(QString, field);
    PostmortemComment c;
    c.quote = quote;
    c.remark = remark;
    if (suggestion != u"-"_s)
        c.suggestion = suggestion;
    const auto ok = checkComment(c);
    QCOMPARE(ok ? QString() : ok.error().field, field);
}

void TestPostmortemBody::measures_data()
{
    QTest::addColumn<QString>("before"); // "" is a new one
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *before, const char *after, const char *what, const char *reason,
                        const char *field) {
        QTest::newRow(name) << QString::fromLatin1(before) << QString::fromLatin1(after) << QString::fromLatin1(what)
                            << QString::fromLatin1(reason) << QString::fromLatin1(field);
    };
    row("new", "", "open", "x", "", "");
    row("new without words", "", "open", " ", "", "what");
    row("new and done", "", "done", "x", "r", "state");
    row("changed", "open", "open", "y", "", "");
    row("done", "open", "done", "x", "seen", "");
    row("done without a proof", "open", "done", "x", " ", "reason");
    row("dropped without a reason", "open", "dropped", "x", "", "reason");
    row("open again without a reason", "done", "open", "x", "", "reason");
    row("open again", "dropped", "open", "x", "r", "");
}

void TestPostmortemBody::measures()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, what);
    QFETCH(QString, reason);
    QFETCH(QString, field);
    Measure was, is;
    was.state = fromCode<MeasureState>(before).value_or(MeasureState::Open);
    is.state = *fromCode<MeasureState>(after);
    is.what = what;
    is.reason = reason;
    const auto ok = checkMeasure(is, before.isEmpty() ? std::nullopt : std::optional(was));
    QCOMPARE(ok ? QString() : ok.error().field, field);
}

/** P1.7: what closing asks for; and the nearest day first. */
void TestPostmortemBody::orderOfMeasures()
{
    const auto one = [](qint64 id, MeasureState state, qint64 due, qint64 since, const QString &owner) {
        Measure m;
        m.id = MeasureId{id};
        m.state = state;
        m.dueMs = due;
        m.sinceMs = since;
        m.ownerName = owner;
        return m;
    };
    QList<Measure> list{one(1, MeasureState::Done, 10, 5, u"a"_s),
                        one(2, MeasureState::Open, 0, 0, u"a"_s),
                        one(3, MeasureState::Open, 30 * 86400000LL, 0, u"a"_s),
                        one(4, MeasureState::Open, 9, 0, {}),
                        one(5, MeasureState::Dropped, 0, 8, {}),
                        one(6, MeasureState::Open, 86400000, 0, u" "_s)};
    std::stable_sort(list.begin(), list.end(), measureComesBefore);
    QString order, blocks, due;
    for (const Measure &m : list) {
        order += QString::number(m.id.value);
        blocks += m.blocksClosing() ? u'x' : u'.';
        due += QString::number(static_cast<int>(measureDue(m, 10)));
    }
    QCOMPARE(order, u"463251"_s);
    QCOMPARE(blocks, u"xx.x.."_s);
    QCOMPARE(due, u"012344"_s);
}

QTEST_GUILESS_MAIN(TestPostmortemBody)
#include "tst_postmortembody.moc"
