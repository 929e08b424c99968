#include "models/rules/dutyrules.h"

#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::rules", text);
}

/** Asks one set of conditions and gathers the words. */
class Asking
{
public:
    Asking(const DutyFacts &facts, DutyProposal &proposal)
        : m_facts(facts)
        , m_out(proposal)
    {
    }

    RuleMatch ask(const DutyConditions &c)
    {
        if (c.personalData)
            personalData();
        if (c.securityIncident)
            take(m_facts.securityIncident, tr("it is a security incident"));
        if (c.declared)
            take(m_facts.declared, tr("the incident was declared"));
        if (!c.parts.isEmpty())
            part(c.parts);
        if (c.risk)
            risk(*c.risk, c.unlessUnlikely);
        if (!c.sectors.isEmpty())
            oneOf(c.sectors, m_facts.byHand.sectors);
        if (!c.data.isEmpty())
            oneOf(c.data, m_facts.byHand.dataKinds);
        for (const Happening h : c.happened)
            take(m_facts.byHand.happenings.contains(h), nameOf(h));
        if (c.readable)
            readable();
        people(c);
        if (!c.anyOf.isEmpty())
            anyOf(c.anyOf);
        return m_match;
    }

private:
    void take(bool holds, const QString &words)
    {
        if (holds)
            m_out.because << words;
        else
            m_match = RuleMatch::No;
    }
    void isOpen(const QString &words)
    {
        m_out.open << words;
        m_match = qMin(m_match, RuleMatch::Open);
    }
    void personalData()
    {
        if (m_facts.personalData == PersonalData::NotKnown)
            isOpen(tr("whether personal data is involved"));
        else
            take(m_facts.personalData == PersonalData::Yes, tr("personal data is involved"));
    }
    void part(const QList<ProviderPart> &parts)
    {
        const QList<ProviderPart> known = m_facts.parts();
        if (known.isEmpty())
            return isOpen(tr("the provider's part: processor, controller, joint"));
        const auto it = std::find_if(known.begin(), known.end(), [&](ProviderPart p) { return parts.contains(p); });
        const bool oneIsOpen = m_facts.decidedParts.contains(ProviderPart::NotKnown);
        const bool oneIsKnown = std::any_of(m_facts.decidedParts.begin(), m_facts.decidedParts.end(),
                                            [](ProviderPart p) { return p != ProviderPart::NotKnown; });
        if (it == known.end() && oneIsOpen && oneIsKnown)
            return isOpen(tr("the provider's part in every affected data set"));
        take(it != known.end(),
             it == known.end() ? QString() : tr("the provider's part is %1").arg(nameOf(*it).toLower()));
    }
    void risk(PeopleRisk atLeast, bool unlessUnlikely)
    {
        const PeopleRisk decided = m_facts.risk();
        if (decided == PeopleRisk::NotKnown && unlessUnlikely)
            take(true, tr("nobody has decided that a risk to people is unlikely"));
        else if (decided == PeopleRisk::NotKnown)
            isOpen(tr("the risk to people"));
        else
            take(decided >= atLeast, decided == PeopleRisk::HighRisk ? tr("a high risk to people is likely")
                                                                     : tr("a risk to people is likely"));
    }
    template<class E> void oneOf(const QList<E> &wanted, const QList<E> &there)
    {
        const auto it = std::find_if(wanted.begin(), wanted.end(), [&there](E e) { return there.contains(e); });
        take(it != wanted.end(), it == wanted.end() ? QString() : nameOf(*it));
    }
    void readable()
    {
        if (!m_facts.byHand.unintelligible)
            isOpen(tr("whether others can read the data"));
        else
            take(!*m_facts.byHand.unintelligible, tr("others can read the data"));
    }
    void people(const DutyConditions &c)
    {
        if (c.peopleFrom == 0 && c.peopleBelow == 0)
            return;
        const int n = m_facts.byHand.people;
        if (n < 0)
            isOpen(tr("about how many people are concerned"));
        else
            take((c.peopleFrom == 0 || n >= c.peopleFrom) && (c.peopleBelow == 0 || n < c.peopleBelow),
                 tr("about %1 people are concerned").arg(n));
    }
    void anyOf(const QList<DutyConditions> &sets)
    {
        RuleMatch best = RuleMatch::No;
        DutyProposal words;
        for (const DutyConditions &set : sets) {
            DutyProposal one;
            const RuleMatch match = Asking(m_facts, one).ask(set);
            if (match == RuleMatch::Yes && best != RuleMatch::Yes)
                words = {};
            if (match == RuleMatch::No || match < best)
                continue;
            best = match;
            words.because << one.because;
            words.open << one.open;
        }
        if (best == RuleMatch::No)
            m_match = RuleMatch::No;
        m_out.because << words.because;
        for (const QString &open : std::as_const(words.open))
            isOpen(open);
    }

    const DutyFacts &m_facts;
    DutyProposal &m_out;
    RuleMatch m_match = RuleMatch::Yes;
};

} // namespace

QList<DutyProposal> proposedDuties(const DutyRules &rules, const DutyFacts &facts, QDate day)
{
    const QSet<QString> places = rules.expanded(facts.jurisdictions());
    QList<DutyProposal> list;
    for (const DutyRule &rule : rules.rules()) {
        if (!rule.enforced || rule.kind != DutyRule::Kind::Notice || !rule.isValidOn(day) ||
            !places.contains(rule.jurisdiction))
            continue;
        DutyProposal p;
        p.rule = rule.id;
        if (const Jurisdiction *j = rules.jurisdiction(rule.jurisdiction))
            p.because << tr("people or customers in: %1").arg(j->name);
        p.match = Asking(facts, p).ask(rule.conditions);
        p.because.removeDuplicates();
        p.open.removeDuplicates();
        if (p.match != RuleMatch::No)
            list.append(p);
    }
    return list;
}

} // namespace tocsin
