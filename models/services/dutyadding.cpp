// Duties that are there by legal's word: what legal decides to be owed, and what legal adds (P5.6).
#include "models/rules/dutyrules.h"
#include "models/rules/rulebook.h"
#include "models/services/attestationcheck.h"
#include "models/services/dutyorigin.h"
#include "models/services/dutyservice.h"
#include "models/services/session.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/dutyrepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestPeriod = 10'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

/** The rules of Art. 33 or 34 GDPR where those concerned are; the Union's where nothing is known of that. */
QStringList owedRules(const DutyRules &rules, Addressee to, const QStringList &places)
{
    const QStringList all =
        to == Addressee::Authority ? QStringList{u"eu-gdpr-sa"_s, u"uk-gdpr-ico"_s} : QStringList{u"eu-gdpr-ds"_s};
    const QSet<QString> expanded = rules.expanded(places);
    QStringList there;
    for (const QString &id : all)
        if (const DutyRule *rule = rules.rule(id); rule && expanded.contains(rule->jurisdiction))
            there << id;
    return there.isEmpty() ? all.first(1) : there;
}

} // namespace

Result<void> checkDutyToAdd(const DutyToAdd &d)
{
    const auto bad = [](const QString &text, const QString &field) {
        return failure(ErrorKind::Invalid, text, {}, field);
    };
    if (d.kind == DutyKind::Commitment)
        return bad(tr("The commitment comes with the declaration."), u"kind"_s);
    if (d.regime.trimmed().isEmpty())
        return bad(tr("Name the law, the contract or the order."), u"regime"_s);
    if (d.addressee != Addressee::Customer && d.addresseeName.trimmed().isEmpty())
        return bad(tr("Name who is to be told."), u"addressee"_s);
    if (d.startsAt == StartsAt::Named && d.startsWhen.trimmed().isEmpty())
        return bad(tr("Say what starts its clock."), u"startsWhen"_s);
    if (d.period.hasNumber() ? d.period.value < 1 || d.period.value > kLongestPeriod : d.period.value != 0)
        return bad(tr("Give a period of at least 1."), u"period"_s);
    if (d.reason.trimmed().isEmpty())
        return bad(tr("Give legal's reason in words."), u"reason"_s);
    return {};
}

Result<Duty> DutyService::standing(IncidentId id, const QString &rule)
{
    auto duties = DutyRepository(m_session.database()).duties(id);
    if (!duties)
        return tl::unexpected(duties.error());
    const auto at = std::find_if(duties->begin(), duties->end(), [&rule](const Duty &d) {
        return d.origin.rule == rule && d.obligation.facts.withdrawnMs == 0;
    });
    return at == duties->end() ? Duty{} : *at;
}

Result<void> DutyService::confirmOwed(const Incident &incident, Addressee to, const QString &reason,
                                      const Attestation &legal)
{
    const DutyRules &rules = m_session.rules().duties();
    auto noted = DutyRepository(m_session.database()).facts(incident.id);
    auto awareness = AwarenessService(m_session).of(incident.id);
    if (!noted || !awareness)
        return tl::unexpected(noted ? awareness.error() : noted.error());
    auto facts = factsOf(incident, noted->facts);
    if (!facts)
        return tl::unexpected(facts.error());
    for (const QString &id : owedRules(rules, to, facts->jurisdictions())) {
        const DutyRule *rule = rules.rule(id);
        auto duty = standing(incident.id, id);
        if (!rule || !duty)
            return rule ? Result<void>(tl::unexpected(duty.error())) : Result<void>();
        if (!duty->obligation.id.isValid()) {
            Obligation o;
            o.incident = incident.id;
            o.duty = rule->dutyKind();
            o.addressee = rule->addressee;
            o.addresseeName = rule->addresseeName;
            o.citation = rule->citation;
            const DutyOrigin origin =
                originOf(*rule, factsSentence({tr("legal decided that it is owed")}), rules, facts->jurisdictions());
            if (auto ok = insertProposal(o, origin, rules.version()); !ok)
                return tl::unexpected(ok.error());
            duty = standing(incident.id, id);
            if (!duty)
                return tl::unexpected(duty.error());
        }
        if (duty->obligation.facts.confirmed || awareness->now.atMs == 0)
            continue; // without an awareness it waits, in sight, for legal to record one
        if (auto ok = confirm(*duty, {0, 0, reason, legal}); !ok)
            return ok;
    }
    return {};
}

Result<void> DutyService::add(IncidentId id, const DutyToAdd &in)
{
    if (auto ok = checkDutyToAdd(in); !ok)
        return ok;
    const DutyRules &rules = m_session.rules().duties();
    const Jurisdiction *place = rules.jurisdiction(in.place.trimmed().toUpper());
    if (!in.place.trimmed().isEmpty() && !place)
        return failure(ErrorKind::Invalid, tr("Not a code that the rules know: %1.").arg(in.place), {}, u"place"_s);
    const bool attested = in.legal.by.isValid();
    return m_session.act(attested ? Right::Send : Right::SetDuties, id, 0, [&](const Incident &i) -> Result<void> {
        if (auto ok = checkIfAttested(m_session, in.legal, Right::SetDuties); !ok)
            return ok;
        if (i.closedMs > 0)
            return failure(ErrorKind::Refused, tr("This incident is closed. Reopen it first."));
        Obligation o;
        o.incident = id;
        o.duty = in.kind;
        o.addressee = in.addressee;
        if (in.addressee == Addressee::Customer)
            o.customer = in.customer;
        else
            o.addresseeName = in.addresseeName.simplified();
        o.citation = in.citation.simplified();
        DutyOrigin origin;
        origin.regime = in.regime.simplified();
        origin.reason = tr("Legal added it. %1").arg(in.reason.trimmed());
        origin.startsAt = in.startsAt;
        origin.startsWhen = in.startsAt == StartsAt::Named ? in.startsWhen.simplified() : nameOf(in.startsAt);
        origin.period = in.period;
        origin.zone = place ? place->zone : QString();
        origin.calendar = place ? place->calendar : QString();
        auto added = insertProposal(o, origin, rules.version());
        if (!added)
            return tl::unexpected(added.error());
        auto duties = DutyRepository(m_session.database()).duties(id);
        if (!duties)
            return tl::unexpected(duties.error());
        const auto duty =
            std::find_if(duties->begin(), duties->end(), [&added](const Duty &d) { return d.obligation.id == *added; });
        return confirm(*duty, {in.startMs, 0, in.reason, in.legal});
    });
}

} // namespace tocsin
