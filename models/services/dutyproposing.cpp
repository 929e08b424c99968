// What follows from facts and contracts is proposed; legal decides on each (P7.6, P7.7).
#include "models/rules/dutyrules.h"
#include "models/rules/rulebook.h"
#include "models/services/dutyorigin.h"
#include "models/services/dutyservice.h"
#include "models/services/riskservice.h"
#include "models/services/session.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/dutyrepository.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/obligationrepository.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>
#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

} // namespace

Result<QList<Customer>> DutyService::affectedOf(IncidentId id)
{
    CustomerRepository repository(m_session.database());
    auto scope = repository.scope(id);
    auto all = repository.all();
    if (!scope || !all)
        return tl::unexpected(scope ? all.error() : scope.error());
    QSet<CustomerId> there;
    for (const ScopeRow &row : std::as_const(*scope))
        if (row.inScope)
            there.insert(row.customer);
    all->removeIf([&there](const Customer &c) { return !there.contains(c.id); });
    return all;
}

Result<DutyFacts> DutyService::factsOf(const Incident &incident, const DutyFactsByHand &byHand)
{
    auto affected = affectedOf(incident.id);
    return affected ? factsOf(incident, byHand, *affected) : tl::unexpected(affected.error());
}

Result<DutyFacts> DutyService::factsOf(const Incident &incident, const DutyFactsByHand &byHand,
                                       const QList<Customer> &affected)
{
    auto risk = RiskService(m_session).overview(incident.id);
    if (!risk)
        return tl::unexpected(risk.error());
    DutyFacts f;
    f.byHand = byHand;
    f.decidedParts = risk->parts();
    if (!risk->decisions.isEmpty())
        f.decidedRisk = risk->decisions.first().content.risk;
    for (const Customer &c : affected)
        if (!c.country.isEmpty())
            f.scopeJurisdictions << c.country.toUpper();
    f.scopeJurisdictions.removeDuplicates();
    f.personalData = incident.personalData;
    f.declared = incident.isDeclared();
    f.securityIncident = f.declared || incident.outcome == Outcome::SecurityIncident;
    return f;
}

Result<QList<Duty>> DutyService::standingOf(IncidentId id, const QList<CustomerId> &customers)
{
    if (customers.size() != 1)
        return DutyRepository(m_session.database()).duties(id);
    auto obligations = ObligationRepository(m_session.database()).ofCustomer(id, customers.first());
    if (!obligations)
        return tl::unexpected(obligations.error());
    QList<ObligationId> ids;
    for (const Obligation &o : std::as_const(*obligations))
        ids.append(o.id);
    auto origins = DutyRepository(m_session.database()).origins(ids);
    if (!origins)
        return tl::unexpected(origins.error());
    QList<Duty> duties;
    for (const Obligation &o : std::as_const(*obligations)) {
        Duty d;
        d.obligation = o;
        d.origin = origins->value(o.id);
        duties.append(d);
    }
    return duties;
}

Result<int> DutyService::proposeWithin(IncidentId id)
{
    auto incident = IncidentRepository(m_session.database()).byId(id);
    auto noted = DutyRepository(m_session.database()).facts(id);
    if (!incident || !noted)
        return tl::unexpected(incident ? noted.error() : incident.error());
    return incident->isDone() ? Result<int>(0) : proposeFrom(*incident, noted->facts);
}

Result<int> DutyService::proposeFrom(const Incident &incident, const DutyFactsByHand &byHand)
{
    auto affected = affectedOf(incident.id);
    if (!affected)
        return tl::unexpected(affected.error());
    auto facts = factsOf(incident, byHand, *affected);
    auto there = standingOf(incident.id, {});
    if (!facts || !there)
        return tl::unexpected(facts ? there.error() : facts.error());
    auto names = proposeRules(incident, *facts, *affected, *there, false);
    if (!names)
        return tl::unexpected(names.error());
    QList<CustomerId> ids;
    for (const Customer &c : std::as_const(*affected))
        ids.append(c.id);
    auto contracts = proposeTerms(incident, ids, false);
    if (!contracts)
        return tl::unexpected(contracts.error());
    const QStringList all = *names + *contracts;
    auto noted = noteProposed(incident.id, all);
    return noted ? Result<int>(static_cast<int>(all.size())) : tl::unexpected(noted.error());
}

Result<int> DutyService::proposeFound(const Incident &incident, const ScopeRow &row)
{
    Database &db = m_session.database();
    auto customer = CustomerRepository(db).byId(row.customer);
    if (!customer)
        return tl::unexpected(customer.error());
    auto known = CustomerRepository(db).countryInScope(incident.id, customer->country, row.subscription);
    if (!known)
        return tl::unexpected(known.error());
    if (!*known)
        return proposeWithin(incident.id);
    // Where those affected are is as it was: nothing is new but what is owed to this one.
    auto noted = DutyRepository(db).facts(incident.id);
    if (!noted || incident.isDone())
        return noted ? Result<int>(0) : tl::unexpected(noted.error());
    auto facts = factsOf(incident, noted->facts, {*customer});
    auto there = standingOf(incident.id, {customer->id});
    if (!facts || !there)
        return tl::unexpected(facts ? there.error() : facts.error());
    auto names = proposeRules(incident, *facts, {*customer}, *there, true);
    if (!names)
        return tl::unexpected(names.error());
    auto told = noteProposed(incident.id, *names);
    return told ? Result<int>(static_cast<int>(names->size())) : tl::unexpected(told.error());
}

Result<QStringList> DutyService::proposeRules(const Incident &incident, const DutyFacts &facts,
                                              const QList<Customer> &customers, const QList<Duty> &there,
                                              bool customersAlone)
{
    const DutyRules &rules = m_session.rules().duties();
    const QDate day = QDateTime::fromMSecsSinceEpoch(m_session.nowMs(), QTimeZone::utc()).date();
    QSet<std::pair<QString, qint64>> standing;
    for (const Duty &d : there)
        standing.insert({d.origin.rule, d.obligation.customer.value});
    QStringList names;
    for (const DutyProposal &p : proposedDuties(rules, facts, day)) {
        const DutyRule &rule = *rules.rule(p.rule);
        if (p.match != RuleMatch::Yes || (customersAlone && rule.addressee != Addressee::Customer))
            continue;
        // A duty to customers is one for each of them that the rule is about; to nobody known, one for all.
        QList<Customer> to;
        if (rule.addressee == Addressee::Customer)
            for (const Customer &c : customers)
                if (rules.expanded({c.country.toUpper()}).contains(rule.jurisdiction))
                    to.append(c);
        if (to.isEmpty() && !customersAlone)
            to.append(Customer{});
        for (const Customer &c : std::as_const(to)) {
            if (standing.contains({rule.id, c.id.value}))
                continue;
            Obligation o;
            o.incident = incident.id;
            o.duty = rule.dutyKind();
            o.addressee = rule.addressee;
            o.customer = c.id;
            o.addresseeName = c.id.isValid() ? QString() : rule.addresseeName;
            o.citation = rule.citation;
            // What is owed to a customer is counted where that customer is, before all the others.
            const QStringList places =
                (c.country.isEmpty() ? QStringList() : QStringList{c.country.toUpper()}) + facts.jurisdictions();
            if (auto ok = insertProposal(o, originOf(rule, factsSentence(p.because), rules, places), rules.version());
                !ok)
                return tl::unexpected(ok.error());
            names << rule.regime;
        }
    }
    return names;
}

Result<void> DutyService::noteProposed(IncidentId id, QStringList names)
{
    if (names.isEmpty())
        return {};
    names.removeDuplicates();
    auto noted = m_session.note(
        id, EntryKind::Decision,
        tr("Duties proposed from the facts: %1. Legal decides on each.").arg(names.join(QStringLiteral("; "))));
    return noted ? Result<void>() : tl::unexpected(noted.error());
}

Result<QStringList> DutyService::proposeTerms(const Incident &incident, const QList<CustomerId> &customers, bool again)
{
    DutyRepository repository(m_session.database());
    QStringList proposed;
    QHash<qint64, QList<Obligation>> there; // by the term it follows from
    bool isRead = false;
    for (const CustomerId customer : customers) {
        auto terms = repository.terms(customer);
        if (!terms)
            return tl::unexpected(terms.error());
        if (terms->isEmpty())
            continue;
        if (!isRead) {
            auto duties = standingOf(incident.id, customers);
            if (!duties)
                return tl::unexpected(duties.error());
            for (const Duty &d : std::as_const(*duties))
                there[d.origin.term].append(d.obligation);
            isRead = true;
        }
        auto seen = CustomerRepository(m_session.database()).byId(customer);
        if (!seen)
            return tl::unexpected(seen.error());
        for (const CustomerTerm &t : std::as_const(*terms)) {
            // One that was withdrawn comes again when the customer is found to be affected again, and what was
            // rescinded with the next declaration.
            const QString rescinded = codeOf(WithdrawalReason::Rescinded);
            const QList<Obligation> had = there.value(t.id);
            const bool stands = std::any_of(had.begin(), had.end(), [&](const Obligation &o) {
                return o.facts.withdrawnMs == 0 ||
                       (!again && !(o.withdrawnReason == rescinded && incident.isDeclared()));
            });
            if (!t.active || stands)
                continue;
            if (auto ok = proposeTerm(incident, t, seen->country.toUpper()); !ok)
                return tl::unexpected(ok.error());
            proposed << tr("Contract: %1").arg(t.source);
        }
    }
    return proposed;
}

Result<void> DutyService::proposeTerm(const Incident &incident, const CustomerTerm &t, const QString &country)
{
    const DutyRules &rules = m_session.rules().duties();
    Obligation o;
    o.incident = incident.id;
    o.duty = DutyKind::Contract;
    o.addressee = Addressee::Customer;
    o.customer = t.customer;
    o.citation = t.source;
    DutyOrigin origin;
    origin.regime = tr("Contract: %1").arg(t.source);
    origin.reason = tr("The customer is in scope, and its contract says so: to %1, by %2.").arg(t.addressee, t.channel);
    if (!t.language.isEmpty())
        origin.reason += u' ' + tr("In %1.").arg(t.language);
    origin.startsAt = t.trigger;
    origin.startsWhen = nameOf(t.trigger);
    origin.period = t.period;
    if (const Jurisdiction *j = rules.jurisdiction(country)) {
        origin.zone = j->zone;
        origin.calendar = j->calendar;
    }
    origin.term = t.id;
    origin.exceptable = t.exceptable;
    auto added = insertProposal(o, origin, rules.version());
    return added ? Result<void>() : tl::unexpected(added.error());
}

} // namespace tocsin
