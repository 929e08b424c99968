#include "models/rules/classificationverdict.h"
#include "models/rules/rulebook.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <functional>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

/** "practice=no effect=lost,altered": facts as a test writes them. */
ClassificationFacts factsOf(const QString &text)
{
    ClassificationFacts facts{{u"exercise"_s, {u"no"_s}}};
    for (const QString &one : text.split(u' ', Qt::SkipEmptyParts))
        facts.insert(one.section(u'=', 0, 0), one.section(u'=', 1).split(u','));
    return facts;
}

const QString kBreach =
    u"practice=no equipment=provider access=unlawful effect=disclosed data=customer certainty=certain personal=yes"_s;

/** Every answer that may be given to a question: single ones, and for many every set without an exclusive one. */
QList<QStringList> answersTo(const FactQuestion &question)
{
    QList<QStringList> list{QStringList()}; // not answered
    QStringList together;
    for (const FactAnswer &a : question.answers) {
        if (question.many && !a.exclusive)
            together << a.code;
        else
            list << QStringList{a.code};
    }
    for (int bits = 1; bits < (1 << together.size()); ++bits) {
        QStringList chosen;
        for (int i = 0; i < together.size(); ++i)
            if (bits & (1 << i))
                chosen << together.at(i);
        list << chosen;
    }
    return list;
}

/** P5.2 to P5.4 said once more, by hand and without the file: what the rules are checked against. */
Outcome byTheProcess(const ClassificationFacts &f)
{
    const auto is = [&f](const QString &fact, const QStringList &any) {
        return std::any_of(any.begin(), any.end(), [&](const QString &a) { return f.value(fact).contains(a); });
    };
    if (is(u"exercise"_s, {u"yes"_s})) {
        if (is(u"drill"_s, {u"over"_s}))
            return Outcome::ExerciseEnded;
        if (!is(u"drill"_s, {u"goes_on"_s}))
            return Outcome::NotClassified;
    }
    if (is(u"practice"_s, {u"yes"_s}))
        return Outcome::FalsePositive;
    if (!f.contains(u"practice"_s))
        return Outcome::NotClassified;
    if (is(u"equipment"_s, {u"customer"_s}))
        return Outcome::Referred;
    if (!is(u"practice"_s, {u"no"_s}) || !is(u"equipment"_s, {u"provider"_s, u"both"_s}))
        return Outcome::NotClassified;
    if (is(u"access"_s, {u"none"_s}))
        return Outcome::NoDataCompromise;
    const bool unlawful = is(u"access"_s, {u"unlawful"_s});
    if (!unlawful && !is(u"access"_s, {u"unauthorised"_s}))
        return Outcome::NotClassified;
    if (is(u"effect"_s, {u"untouched"_s}))
        return Outcome::NoDataCompromise;
    const bool harmed = is(u"effect"_s, {u"disclosed"_s, u"altered"_s, u"lost"_s});
    if ((!harmed && !is(u"effect"_s, {u"reached"_s})) || is(u"data"_s, {u"not_known"_s}) || !f.contains(u"data"_s))
        return Outcome::NotClassified;
    if (!is(u"data"_s, {u"customer"_s, u"support"_s})) // P5.6: what is personal waits for legal
        return is(u"personal"_s, {u"no"_s}) ? Outcome::NoDataCompromise : Outcome::NotClassified;
    if (harmed && is(u"data"_s, {u"customer"_s}) && is(u"certainty"_s, {u"certain"_s, u"very_likely"_s}))
        return Outcome::CustomerReportable;
    return harmed || unlawful ? Outcome::SecurityIncident : Outcome::NoDataCompromise;
}

QMap<QString, QByteArray> shipped()
{
    (void)RuleBook::load(); // registers the resources
    QMap<QString, QByteArray> files;
    for (const QString &name : RuleBook::fileNames())
        if (QFile file(u":/rules/"_s + name); file.open(QIODevice::ReadOnly))
            files.insert(name, file.readAll());
    return files;
}

} // namespace

/** The decision rules of the wizard (P5): every rule, every edge, every combination of answers. */
class TestClassificationRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRule_data();
    void everyRule();
    void everyRuleHasACase();
    void whatIsAsked_data();
    void whatIsAsked();
    void everyCombination();
    void answersToWhatIsNotAsked();
    void whichAnswersGo_data();
    void whichAnswersGo();
    void whatWouldChangeIt();
    void personalDataIsAFactOfItsOwn();
    void brokenFilesAreNamed_data();
    void brokenFilesAreNamed();

private:
    [[nodiscard]] const ClassificationRules &rules() const { return m_book->classification(); }

    std::optional<RuleBook> m_book;
    QSet<QString> m_rulesSeen;
};

void TestClassificationRules::initTestCase()
{
    auto book = RuleBook::load();
    QVERIFY2(book, book ? "" : qPrintable(book.error().userText));
    m_book = *book;
}

void TestClassificationRules::everyRule_data()
{
    QTest::addColumn<QString>("facts");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("led");
    const auto row = [](const char *name, const QString &facts, Outcome outcome, const char *rule, const char *led) {
        QTest::newRow(name) << facts << outcome << QString::fromLatin1(rule) << QString::fromLatin1(led);
    };
    using enum Outcome;
    const QString in = u"practice=no equipment=provider "_s, unlawful = in + u"access=unlawful "_s,
                  without = in + u"access=unauthorised "_s;
    row("nothing is known", u""_s, NotClassified, "still_open", "");
    row("P5.2 normal practice", u"practice=yes"_s, FalsePositive, "normal_practice", "practice");
    row("P5.2 perhaps normal practice", u"practice=not_known"_s, NotClassified, "still_open", "practice");
    row("P3.4 the customer's side", u"practice=no equipment=customer"_s, Referred, "customer_side", "equipment");
    row("P3.4 whether normal or not", u"practice=not_known equipment=customer"_s, Referred, "customer_side",
        "equipment");
    row("P3.3 both sides go on", u"practice=no equipment=both access=none"_s, NoDataCompromise, "nobody_got_in",
        "practice equipment access");
    row("nobody got in", in + u"access=none"_s, NoDataCompromise, "nobody_got_in", "practice equipment access");
    row("nobody got in, if it is ours", u"practice=no equipment=not_known access=none"_s, NotClassified, "still_open",
        "equipment");
    row("nothing reached", unlawful + u"effect=untouched"_s, NoDataCompromise, "nothing_reached",
        "practice equipment access effect");
    row("nothing reached without permission", without + u"effect=untouched"_s, NoDataCompromise, "nothing_reached",
        "practice equipment access effect");
    row("P5.4 certain", kBreach, CustomerReportable, "reportable", "practice equipment access effect data certainty");
    row("P6.1 very likely is enough", without + u"effect=lost data=customer certainty=very_likely"_s,
        CustomerReportable, "reportable", "practice equipment access effect data certainty");
    row("P6.1 possible is not", without + u"effect=lost data=customer certainty=possible"_s, SecurityIncident,
        "data_harmed", "practice equipment access effect data");
    row("P6.1 not known is not", without + u"effect=altered data=customer certainty=not_known"_s, SecurityIncident,
        "data_harmed", "practice equipment access effect data");
    row("P5.3 support data is no customer data", unlawful + u"effect=disclosed data=support"_s, SecurityIncident,
        "data_harmed", "practice equipment access effect data");
    row("P5.3 unauthorised and altered", without + u"effect=altered data=support"_s, SecurityIncident, "data_harmed",
        "practice equipment access effect data");
    row("P5.3 unlawful access alone", unlawful + u"effect=reached data=customer"_s, SecurityIncident, "unlawful_access",
        "practice equipment access effect data");
    row("P5.3 unauthorised access alone is none", without + u"effect=reached data=customer"_s, NoDataCompromise,
        "only_within_reach", "practice equipment access effect data");
    row("the provider's data alone", unlawful + u"effect=disclosed data=provider personal=no"_s, NoDataCompromise,
        "own_data", "practice equipment access effect data personal");
    row("P5.6 the provider's own personal data", unlawful + u"effect=disclosed data=provider personal=yes"_s,
        NotClassified, "own_personal", "practice equipment access effect data personal");
    row("P5.6 whether it is personal is not known", unlawful + u"effect=lost data=provider personal=not_known"_s,
        NotClassified, "own_personal", "practice equipment access effect data personal");
    row("whether it is personal was not asked", unlawful + u"effect=lost data=provider"_s, NotClassified, "still_open",
        "");
    row("the provider's beside a customer's", unlawful + u"effect=disclosed data=provider,support"_s, SecurityIncident,
        "data_harmed", "practice equipment access effect data");
    row("whose data is not known", unlawful + u"effect=disclosed data=not_known"_s, NotClassified, "still_open",
        "data");
    row("what happened is not known", unlawful + u"effect=not_known data=customer"_s, NotClassified, "still_open",
        "effect");
    row("access is not known", in + u"access=not_known effect=disclosed data=customer certainty=certain"_s,
        NotClassified, "still_open", "access");
    row("P2.8 the exercise is over", u"exercise=yes drill=over"_s, ExerciseEnded, "exercise_over", "drill");
    row("P2.8 nobody said whether it is over", u"exercise=yes practice=yes"_s, NotClassified, "still_open", "");
    row("P2.8 it goes on like the real thing", u"exercise=yes drill=goes_on "_s + kBreach, CustomerReportable,
        "reportable", "practice equipment access effect data certainty");
}

void TestClassificationRules::everyRule()
{
    QFETCH(QString, facts);
    QFETCH(Outcome, outcome);
    QFETCH(QString, rule);
    QFETCH(QString, led);
    const ClassificationVerdict v = judge(rules(), factsOf(facts));
    QCOMPARE(v.rule, rule);
    QCOMPARE(v.outcome, outcome);
    QStringList facts_;
    for (const VerdictFact &f : v.facts) {
        facts_ << f.fact;
        QVERIFY2(!f.because.isEmpty(), qPrintable(f.fact));
    }
    QCOMPARE(facts_.join(u' '), led);
    m_rulesSeen << rule;
}

void TestClassificationRules::everyRuleHasACase()
{
    for (const OutcomeRule &rule : rules().rules)
        QVERIFY2(m_rulesSeen.contains(rule.code), qPrintable(rule.code));
}

void TestClassificationRules::whatIsAsked_data()
{
    QTest::addColumn<QString>("facts");
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("next");
    QTest::addColumn<QString>("open");
    const auto row = [](const char *name, const QString &facts, const char *asked, const char *next, const char *open) {
        QTest::newRow(name) << facts << QString::fromLatin1(asked) << QString::fromLatin1(next)
                            << QString::fromLatin1(open);
    };
    row("at first", u""_s, "practice", "practice", "practice");
    row("normal practice ends it", u"practice=yes"_s, "practice", "", "");
    row("else whose side", u"practice=no"_s, "practice equipment", "equipment", "equipment");
    row("not known goes on", u"practice=not_known"_s, "practice equipment", "equipment", "practice equipment");
    row("the customer's side ends it", u"practice=no equipment=customer"_s, "practice equipment", "", "");
    row("nobody got in ends it", u"practice=no equipment=both access=none"_s, "practice equipment access", "", "");
    row("nothing reached ends it", u"practice=no equipment=both access=unlawful effect=untouched"_s,
        "practice equipment access effect", "", "");
    row("harm asks whose and about people", u"practice=no equipment=both access=unlawful effect=lost"_s,
        "practice equipment access effect data personal", "data", "data personal");
    row("customer data asks how sure", u"practice=no equipment=both access=unlawful effect=lost data=customer"_s,
        "practice equipment access effect data certainty personal", "certainty", "certainty personal");
    row("within reach alone does not", u"practice=no equipment=both access=unlawful effect=reached data=customer"_s,
        "practice equipment access effect data personal", "personal", "personal");
    row("all is answered", kBreach, "practice equipment access effect data certainty personal", "", "");
    row("an exercise is asked about first", u"exercise=yes"_s, "drill", "drill", "drill");
    row("an exercise that is over", u"exercise=yes drill=over"_s, "drill", "", "");
    row("an exercise that goes on", u"exercise=yes drill=goes_on"_s, "drill practice", "practice", "practice");
    row("an earlier one is open again", u"practice=no access=unlawful"_s, "practice equipment", "equipment",
        "equipment");
}

void TestClassificationRules::whatIsAsked()
{
    QFETCH(QString, facts);
    QFETCH(QString, asked);
    QFETCH(QString, next);
    QFETCH(QString, open);
    const ClassificationVerdict v = judge(rules(), factsOf(facts));
    QCOMPARE(v.asked.join(u' '), asked);
    QCOMPARE(v.next, next);
    QCOMPARE(v.open.join(u' '), open);
    QCOMPARE(v.isAnswered(), next.isEmpty());
}

/** Of every combination: one outcome, that of the process, and the facts it names lead to it by themselves. */
void TestClassificationRules::everyCombination()
{
    QList<ClassificationFacts> all{{}};
    for (const FactQuestion &q : rules().questions) {
        QList<ClassificationFacts> more;
        const QList<QStringList> answers = answersTo(q);
        for (const ClassificationFacts &facts : std::as_const(all)) {
            // Only what a person can come to: the rest is answersToWhatIsNotAsked().
            const bool asked = q.given || judge(rules(), facts).asked.contains(q.code);
            for (const QStringList &given : answers) {
                if (given.isEmpty() ? q.given : !asked)
                    continue; // given facts are always there
                more << facts;
                if (!given.isEmpty())
                    more.last().insert(q.code, given);
            }
        }
        all = more;
    }
    QVERIFY2(all.size() > 3000, qPrintable(QString::number(all.size())));
    for (const ClassificationFacts &facts : std::as_const(all)) {
        const ClassificationVerdict v = judge(rules(), facts);
        const Outcome expected = byTheProcess(facts);
        if (v.outcome != expected)
            qDebug() << facts << v.rule;
        QCOMPARE(v.outcome, expected);
        const OutcomeRule *rule = rules().rule(v.rule);
        QVERIFY(rule && rule->outcome == v.outcome);
        if (rule->when.isEmpty())
            continue;
        ClassificationFacts traced;
        for (const VerdictFact &f : v.facts) {
            traced.insert(f.fact, f.answers);
            for (const QString &a : f.answers)
                QVERIFY(facts.value(f.fact).contains(a));
        }
        QVERIFY(std::any_of(rule->when.begin(), rule->when.end(),
                            [&traced](const FactCondition &c) { return holds(c, traced); }));
    }
}

void TestClassificationRules::answersToWhatIsNotAsked()
{
    // Kept from before, when the earlier answer was another: they do not count.
    const ClassificationVerdict v = judge(rules(), factsOf(kBreach + u" practice=yes"_s));
    QCOMPARE(v.outcome, Outcome::FalsePositive);
    QCOMPARE(v.personalData, PersonalData::NotKnown);
    QCOMPARE(v.asked, QStringList{u"practice"_s});
    // And nobody is asked of a fact by an answer that is none.
    QCOMPARE(judge(rules(), factsOf(u"practice=no,yes"_s)).next, u"practice"_s);
    QCOMPARE(judge(rules(), factsOf(u"practice=perhaps"_s)).next, u"practice"_s);
}

void TestClassificationRules::whichAnswersGo_data()
{
    QTest::addColumn<QString>("fact");
    QTest::addColumn<QStringList>("answers");
    QTest::addColumn<bool>("goes");
    QTest::newRow("none") << u"practice"_s << QStringList() << false;
    QTest::newRow("one") << u"practice"_s << QStringList{u"no"_s} << true;
    QTest::newRow("unknown") << u"practice"_s << QStringList{u"maybe"_s} << false;
    QTest::newRow("two where one goes") << u"practice"_s << QStringList{u"no"_s, u"yes"_s} << false;
    QTest::newRow("two where many go") << u"effect"_s << QStringList{u"lost"_s, u"altered"_s} << true;
    QTest::newRow("the same twice") << u"effect"_s << QStringList{u"lost"_s, u"lost"_s} << false;
    QTest::newRow("an exclusive one") << u"effect"_s << QStringList{u"untouched"_s} << true;
    QTest::newRow("an exclusive one and another") << u"effect"_s << QStringList{u"untouched"_s, u"lost"_s} << false;
}

void TestClassificationRules::whichAnswersGo()
{
    QFETCH(QString, fact);
    QFETCH(QStringList, answers);
    QFETCH(bool, goes);
    QCOMPARE(isAnswer(*rules().question(fact), answers), goes);
}

void TestClassificationRules::whatWouldChangeIt()
{
    const ClassificationFacts facts =
        factsOf(u"practice=no equipment=provider access=unlawful effect=disclosed data=support personal=no"_s);
    QCOMPARE(judge(rules(), facts).outcome, Outcome::SecurityIncident);
    QSet<Outcome> others;
    for (const VerdictChange &c : whatWouldChange(rules(), facts)) {
        ClassificationFacts then = facts;
        then.insert(c.fact, {c.answer});
        const ClassificationVerdict v = judge(rules(), then);
        QCOMPARE(v.outcome, c.outcome);
        QCOMPARE(v.rule, c.rule);
        QVERIFY(c.outcome != Outcome::SecurityIncident);
        QVERIFY2(!others.contains(c.outcome), "each outcome once");
        others << c.outcome;
    }
    QVERIFY(others.contains(Outcome::FalsePositive) && others.contains(Outcome::Referred) &&
            others.contains(Outcome::NoDataCompromise));
    // What is open comes first.
    const auto open = whatWouldChange(
        rules(), factsOf(u"practice=no equipment=provider access=unlawful effect=disclosed data=customer"_s));
    QVERIFY(!open.isEmpty());
    QCOMPARE(open.first().fact, u"certainty"_s);
    QCOMPARE(open.first().outcome, Outcome::CustomerReportable);
}

void TestClassificationRules::personalDataIsAFactOfItsOwn()
{
    for (const auto &e : enumTable<PersonalData>()) {
        ClassificationFacts facts = factsOf(kBreach);
        facts.insert(u"personal"_s, {QString::fromLatin1(e.code)});
        const ClassificationVerdict v = judge(rules(), facts);
        QCOMPARE(v.personalData, e.value);
        QCOMPARE(v.outcome, Outcome::CustomerReportable); // it changes no outcome
    }
}

void TestClassificationRules::brokenFilesAreNamed_data()
{
    QTest::addColumn<int>("entry");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, int entry, const char *field, const QJsonValue &value, const char *says) {
        QTest::newRow(name) << entry << QString::fromLatin1(field) << value << QString::fromLatin1(says);
    };
    const QJsonObject answer{{u"code"_s, u"a"_s}, {u"name"_s, u"A"_s}, {u"text"_s, u"t"_s}, {u"because"_s, u"b"_s}};
    const auto with = [&answer](const QString &key, const QJsonValue &value) {
        QJsonObject bad = answer;
        bad.insert(key, value);
        QJsonObject other = answer;
        other.insert(u"code"_s, u"z"_s);
        return QJsonValue(QJsonArray{other, bad});
    };
    row("another kind", 3, "kind", u"riddle"_s, "kind");
    row("no question", 3, "question", QJsonValue(), "question");
    row("a condition on a later fact", 3, "when", QJsonArray{QJsonObject{{u"personal"_s, QJsonArray{u"yes"_s}}}},
        "when");
    row("a condition on no answer", 4, "when", QJsonArray{QJsonObject{{u"practice"_s, QJsonArray{u"perhaps"_s}}}},
        "when");
    row("an empty condition", 4, "when", QJsonArray{QJsonObject()}, "when");
    row("no list of conditions", 4, "when", u"always"_s, "when");
    row("one answer", 3, "answers", QJsonArray{answer}, "answers");
    row("an answer without words", 3, "answers", with(u"because"_s, u""_s), "answers/2/because");
    row("an answer twice", 3, "answers", with(u"code"_s, u"z"_s), "answers/2/code");
    row("an unknown field of an answer", 3, "answers", with(u"weight"_s, 3), "answers/2/weight");
    row("exclusive among one", 3, "answers", with(u"exclusive"_s, true), "answers/2/exclusive");
    row("the same fact twice", 4, "code", u"practice"_s, "code");
    row("a rule to a duplicate", 11, "outcome", u"duplicate"_s, "outcome");
    row("a rule to nowhere", 11, "outcome", u"crime"_s, "outcome");
    row("a rule that hides those after it", 11, "when", QJsonArray(), "when");
    row("the last rule leads somewhere", 21, "outcome", u"crsi"_s, "entries");
    row("exercise is not given", 1, "code", u"drill_mark"_s, "when");
    row("surplus field of a fact", 3, "weight", 2, "weight");
}

void TestClassificationRules::brokenFilesAreNamed()
{
    QFETCH(int, entry);
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QFETCH(QString, says);
    auto files = shipped();
    QJsonObject root = QJsonDocument::fromJson(files.value(u"classification.json"_s)).object();
    QJsonArray entries = root.value(u"entries"_s).toArray();
    QJsonObject changed = entries.at(entry - 1).toObject();
    if (value.isNull())
        changed.remove(field);
    else
        changed.insert(field, value);
    entries.replace(entry - 1, changed);
    root.insert(u"entries"_s, entries);
    files[u"classification.json"_s] = QJsonDocument(root).toJson();
    const auto book = RuleBook::fromJson(files);
    QVERIFY(!book);
    QVERIFY2(book.error().userText.contains(u"classification.json"_s), qPrintable(book.error().userText));
    QCOMPARE(book.error().field, says);
    if (says != u"entries")
        QVERIFY2(book.error().userText.contains(u"entry "_s), qPrintable(book.error().userText));
}

QTEST_APPLESS_MAIN(TestClassificationRules)
#include "tst_classificationrules.moc"
