#include "tests/storage/populated.h"

#include "tests/domain/contractterm.h"

namespace tocsin::test {

using namespace Qt::StringLiterals;

namespace {

template<class T> void must(Team &team, const char *what, const Result<T> &result)
{
    if (!result)
        team.problems << QString::fromUtf8(what) + u": "_s + result.error().userText + u' ' + result.error().detail;
}

} // namespace

/** What a contract says, facts, proposals, their clocks, awareness before and after. */
void populateDuties(Team &t)
{
    Services &s = *t.services;
    const IncidentId id = t.diagnosed(u"Exports read by a stranger"_s);
    must(t, "classify duties",
         s.assessments.classify(id, t.now(id).version,
                                {Outcome::SecurityIncident, PersonalData::Yes, u"Exports read."_s, u"Mira"_s}));
    const ScopeRow row = t.customer(u"Gum Bank"_s, u"gum-1"_s, u"gu@gum.example"_s);
    CustomerTerm term = contractTerm(row.customer, StartsAt::Declaration, u"Contract 4711, clause 9"_s);
    const auto key = s.duties.addTerm(term);
    must(t, "term", key);
    term.id = key.value_or(0);
    term.version = 1;
    term.language = u"German"_s;
    must(t, "change term", s.duties.changeTerm(term));
    must(t, "scope duties", s.customers.setScope(id, row, u"Data-flow log"_s));
    DutyFactsByHand facts;
    facts.part = ProviderPart::Joint;
    facts.risk = PeopleRisk::HighRisk;
    facts.unintelligible = false;
    must(t, "facts", s.duties.noteFacts(id, 0, facts, u"As the register says."_s));
    must(t, "awareness", s.awareness.record(id, 0, {t.clock.nowMs() - kMinuteMs, u"The log was read."_s, {}}));
    const auto view = s.duties.view(id);
    must(t, "view", view);
    for (const Duty &d : view->duties)
        if (d.origin.rule == u"eu-gdpr-ds")
            must(t, "dismiss", s.duties.dismiss(d, WithdrawalReason::Article34Ground, u"Keys were changed."_s, {}));
        else if (d.origin.rule == u"eu-gdpr-sa")
            must(t, "confirm", s.duties.confirm(d, {0, 0, u"The provider decides with the customer."_s, {}}));
    t.clock.advance(kMinuteMs);
    must(t, "awareness again",
         s.awareness.record(id, 1, {t.clock.nowMs() - 20 * kMinuteMs, u"The call counts."_s, {}}));
}

} // namespace tocsin::test
