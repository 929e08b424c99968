#include "models/rules/classificationverdict.h"

#include <QSet>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

bool anyHolds(const QList<FactCondition> &when, const ClassificationFacts &facts)
{
    return when.isEmpty() ||
           std::any_of(when.begin(), when.end(), [&facts](const FactCondition &c) { return holds(c, facts); });
}

/** How the answers read, only those that `counts`; all if that is empty. */
VerdictFact factOf(const FactQuestion &question, const QStringList &answers, const QStringList &counts)
{
    VerdictFact fact{question.code, {}, {}};
    QStringList words;
    for (const FactAnswer &a : question.answers)
        if (answers.contains(a.code) && (counts.isEmpty() || counts.contains(a.code))) {
            fact.answers << a.code;
            words << a.because;
        }
    fact.because = words.join(u"; "_s);
    return fact;
}

/** The facts that count, in the order of the questions: of the condition that holds, or what is not known yet. */
QList<VerdictFact> factsOf(const ClassificationRules &rules, const OutcomeRule &rule, const ClassificationFacts &facts)
{
    QList<VerdictFact> list;
    const auto matched =
        std::find_if(rule.when.begin(), rule.when.end(), [&facts](const FactCondition &c) { return holds(c, facts); });
    for (const FactQuestion &q : rules.questions) {
        if (matched != rule.when.end() ? !matched->contains(q.code) : !facts.contains(q.code))
            continue;
        QStringList counts;
        if (matched != rule.when.end()) {
            counts = matched->value(q.code);
        } else {
            for (const FactAnswer &a : q.answers)
                if (a.open)
                    counts << a.code;
            if (counts.isEmpty())
                continue;
        }
        if (const VerdictFact fact = factOf(q, facts.value(q.code), counts); !fact.answers.isEmpty())
            list << fact;
    }
    return list;
}

bool isOpen(const FactQuestion &question, const QStringList &answers)
{
    return std::any_of(answers.begin(), answers.end(), [&question](const QString &code) {
        const FactAnswer *a = question.answer(code);
        return a && a->open;
    });
}

} // namespace

QString ClassificationVerdict::reasons() const
{
    QStringList words;
    for (const VerdictFact &f : facts)
        words << f.because;
    return words.join(u". "_s);
}

QStringList groundless(const ClassificationVerdict &verdict, const ClassificationRun &run)
{
    QStringList list;
    for (const QString &fact : verdict.asked)
        if (const RunAnswer *a = run.answer(fact); a && !verdict.open.contains(fact) && !a->isGrounded())
            list << fact;
    return list;
}

bool isAnswer(const FactQuestion &question, const QStringList &answers)
{
    if (answers.isEmpty() || (answers.size() > 1 && !question.many) ||
        QSet<QString>(answers.begin(), answers.end()).size() != answers.size())
        return false;
    return std::all_of(answers.begin(), answers.end(), [&](const QString &code) {
        const FactAnswer *a = question.answer(code);
        return a && !(a->exclusive && answers.size() > 1);
    });
}

ClassificationVerdict judge(const ClassificationRules &rules, const ClassificationFacts &facts)
{
    ClassificationVerdict v;
    ClassificationFacts counts; // what was asked and answered
    for (const FactQuestion &q : rules.questions) {
        if (!anyHolds(q.when, counts))
            continue;
        const QStringList given = facts.value(q.code);
        const bool answered = isAnswer(q, given);
        if (answered)
            counts.insert(q.code, given);
        if (q.given)
            continue;
        v.asked << q.code;
        if (!answered && v.next.isEmpty())
            v.next = q.code;
        if (!answered || isOpen(q, given))
            v.open << q.code;
    }
    for (const OutcomeRule &rule : rules.rules)
        if (anyHolds(rule.when, counts)) {
            v.outcome = rule.outcome;
            v.rule = rule.code;
            v.facts = factsOf(rules, rule, counts);
            break;
        }
    v.personalData = fromCode<PersonalData>(counts.value(u"personal"_s).value(0)).value_or(PersonalData::NotKnown);
    return v;
}

QList<VerdictChange> whatWouldChange(const ClassificationRules &rules, const ClassificationFacts &facts)
{
    const ClassificationVerdict now = judge(rules, facts);
    QList<VerdictChange> list;
    QSet<int> told{static_cast<int>(now.outcome)};
    // What is open comes first: it is what can still turn out otherwise.
    QStringList order = now.open;
    for (const QString &fact : now.asked)
        if (!order.contains(fact))
            order << fact;
    for (const QString &fact : std::as_const(order)) {
        const FactQuestion *q = rules.question(fact);
        for (const FactAnswer &a : q->answers) {
            if (facts.value(fact).contains(a.code))
                continue;
            ClassificationFacts other = facts;
            other.insert(fact, {a.code});
            const ClassificationVerdict then = judge(rules, other);
            if (told.contains(static_cast<int>(then.outcome)))
                continue;
            told.insert(static_cast<int>(then.outcome));
            list.append({fact, a.code, then.outcome, then.rule});
        }
    }
    return list;
}

} // namespace tocsin
