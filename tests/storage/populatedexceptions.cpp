#include "models/storage/attestationrepository.h"
#include "tests/storage/populated.h"
#include "tests/support/pgsession.h"

namespace tocsin::test {

using namespace Qt::StringLiterals;

namespace {

template<class T> void must(Team &team, const char *what, const Result<T> &result)
{
    if (!result)
        team.problems << QString::fromUtf8(what) + u": "_s + result.error().userText + u' ' + result.error().detail;
}

/** Asked, asked back, refused, taken back, in force by both, renewed, revoked, lapsed, withdrawn by both. */
void decideExceptions(Team &t, IncidentId id)
{
    const auto duty = [&](int n) { return t.services->declarations.obligations(id)->value(n); };
    const auto x = [&](int number) { return t.services->exceptions.ofIncident(id)->value(number - 1); };
    const auto ask = [&](int n, ExceptionKind kind = ExceptionKind::Exception, ExceptionId renews = {}) {
        t.actAs(t.mira);
        const bool ends = kind == ExceptionKind::Withdrawal;
        must(t, "ask",
             t.services->exceptions.ask(id, {kind,
                                             ends ? u"out_of_scope"_s : u"risk_to_others"_s,
                                             u"The hole is open."_s,
                                             ends ? 0 : t.clock.nowMs() + 4 * kHourMs,
                                             renews,
                                             {duty(n).id}}));
    };
    const auto vote = [&](PersonId who, int number, ExceptionDecision decision, ExceptionCapacity capacity) {
        t.actAs(who);
        must(t, "vote", t.services->exceptions.decide(x(number), {decision, capacity, u"Agreed."_s}));
    };
    const auto both = [&](int number) {
        vote(t.ada, number, ExceptionDecision::Approved, ExceptionCapacity::Legal);
        vote(t.eve, number, ExceptionDecision::Approved, ExceptionCapacity::Executive);
    };
    ask(0);
    t.actAs(t.ada);
    Approval about;
    about.kind = ApprovalKind::Exception;
    about.id = x(1).id.value;
    about.incident = id;
    must(t, "ask back", t.services->approvals.remark(about, true, u"Which hole?"_s));
    t.actAs(t.mira);
    must(t, "say", t.services->approvals.remark(about, false, u"The one in the gateway."_s));
    both(1);
    t.clock.advance(kHourMs);
    ask(0, ExceptionKind::Exception, x(1).id);
    both(2); // renews the first
    ask(1);
    vote(t.eve, 3, ExceptionDecision::Refused, ExceptionCapacity::Executive);
    ask(1);
    must(t, "take back", t.services->exceptions.takeBack(x(4), u"Not needed."_s));
    ask(1);
    t.actAs(t.mira);
    for (const auto &[who, capacity] :
         {std::pair(t.ada, ExceptionCapacity::Legal), std::pair(t.eve, ExceptionCapacity::Executive)})
        must(t, "attested",
             t.services->exceptions.decide(x(5), {ExceptionDecision::Approved, capacity, u"Yes."_s}, t.said(who)));
    vote(t.ada, 5, ExceptionDecision::Revoked, ExceptionCapacity::Legal);
    ask(1);
    both(6);
    ask(1, ExceptionKind::Withdrawal);
    both(7);
    t.clock.advance(5 * kHourMs);
    t.actAs(t.mira);
    must(t, "lapse", t.services->exceptions.recordLapses());
}

} // namespace

void Team::confirmAll(IncidentId id)
{
    if (!server)
        return;
    const QString open =
        u"SELECT coalesce(string_agg(a.act_table || ' ' || a.act_id || ' ' || p.login, ','), '') FROM "
        "tocsin_attestations(%1) a JOIN person p ON p.id = a.attested_by WHERE NOT EXISTS (SELECT 1 "
        "FROM attestation_answer b WHERE b.act_table = a.act_table AND b.act_id = a.act_id)"_s.arg(id.value);
    for (const QString &line : server->asOwner(open).value.split(u',', Qt::SkipEmptyParts)) {
        const QStringList part = line.split(u' ');
        PgSession session(server->conninfo(part.value(2)));
        const PgAnswer a =
            session.exec(u"INSERT INTO attestation_answer (uuid, incident_id, act_table, act_id, answer, words) VALUES "
                         "(gen_random_uuid()::text, %1, '%2', %3, 'confirmed', '')"_s.arg(id.value)
                             .arg(part.value(0), part.value(1)));
        if (!a.ok)
            problems << u"confirm: "_s + a.error;
    }
}

void populateExceptions(Team &t)
{
    t.actAs(t.mira);
    const IncidentId id = t.diagnosed(u"Held back for a day"_s);
    for (const QString &name : {u"Oak"_s, u"Pine"_s})
        must(t, "scope",
             t.services->customers.setScope(id, t.customer(name, name.toLower() + u"-1"_s, name + u"@x.example"_s),
                                            u"log"_s));
    must(t, "declare", t.declare(id));
    const NoticeId notice = t.approvedNotice(id);
    decideExceptions(t, id);
    const ConsultationInput said{t.clock.nowMs(), u"Ada Legal"_s, u"May we wait?"_s, u"For a day, no longer."_s, true};
    must(t, "consult", t.services->consultations.add(id, said));
    t.actAs(t.ada);
    must(t, "release",
         t.services->consultations.release(t.services->consultations.ofIncident(id)->first(), u"For the board."_s));
    t.actAs(t.mira);
    ConsultationInput open = said;
    open.privileged = false;
    must(t, "consult", t.services->consultations.add(id, open));
    const auto decided = t.services->attestations.ofIncident(id);
    for (const AttestedDecision &d : decided.value_or(QList<AttestedDecision>{}))
        if (d.act == AttestedAct::Notice) {
            t.actAs(d.by);
            if (onServer())
                must(t, "disown", t.services->attestations.answer(d, AttestationAnswer::Disowned, u"I said no."_s));
            else // a file has none; the table is there all the same
                must(t, "confirm", t.db->write([&] {
                    return AttestationRepository(*t.db).insertAnswer(d, AttestationAnswer::Confirmed, {});
                }));
        }
    (void)notice;
    t.actAs(t.mira);
    const IncidentId law = t.diagnosed(u"Late by law"_s);
    must(t, "classify",
         t.services->assessments.classify(law, t.now(law).version,
                                          {Outcome::SecurityIncident, PersonalData::Yes, u"Read."_s, u"Mira"_s}));
    DutyFactsByHand facts;
    facts.jurisdictions = {u"DE"_s};
    facts.part = ProviderPart::Controller;
    facts.risk = PeopleRisk::HighRisk;
    must(t, "facts", t.services->duties.noteFacts(law, 0, facts, u"As the register says."_s));
    const auto duties = t.services->declarations.obligations(law);
    for (const Obligation &o : duties.value_or(QList<Obligation>{}))
        if (o.duty == DutyKind::Statute) {
            t.actAs(t.ada);
            must(t, "delay",
                 t.services->exceptions.recordDelay(law, {o.id,
                                                          DelayKind::Authority,
                                                          u"So that nobody is warned."_s,
                                                          u"Public prosecutor"_s,
                                                          u"12 Js 4"_s,
                                                          t.clock.nowMs() + kDayMs,
                                                          0,
                                                          {}}));
            break;
        }
    t.actAs(t.mira);
}

} // namespace tocsin::test
