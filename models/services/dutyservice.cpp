#include "models/services/dutyservice.h"

#include "models/rules/dutyrules.h"
#include "models/rules/rulebook.h"
#include "models/services/attestationcheck.h"
#include "models/services/dutyclock.h"
#include "models/services/dutyorigin.h"
#include "models/services/noticesending.h"
#include "models/services/session.h"
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

QString utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"));
}

/** Of a proposal when it would end if its clock began as things stand: nobody waits for legal to see it (P7.6). */
void fillProposal(DeadlineInfo &info, const DutyOrigin &origin, const Obligation &o, const AwarenessView &awareness,
                  qint64 declaredMs, const DutyRules &rules)
{
    if (o.facts.confirmed || o.facts.withdrawnMs > 0 || o.duty == DutyKind::Commitment || !origin.period.hasNumber())
        return;
    const qint64 startMs = origin.startsAt == StartsAt::Awareness     ? awareness.now.atMs
                           : origin.startsAt == StartsAt::Detection   ? awareness.detectedMs
                           : origin.startsAt == StartsAt::Declaration ? declaredMs
                                                                      : 0;
    if (startMs <= 0)
        return;
    if (const auto clock = dutyClock(origin, startMs, awareness.now.atMs, rules))
        info.wouldEndMs = clock->deadlineMs;
    info.wouldBeAssumed = origin.startsAt == StartsAt::Awareness && !awareness.now.recorded;
}

} // namespace

Result<DutyView> DutyService::view(IncidentId id)
{
    Database &db = m_session.database();
    auto incident = IncidentRepository(db).byId(id);
    if (!incident)
        return tl::unexpected(incident.error());
    auto awareness = AwarenessService(m_session).of(id);
    auto noted = DutyRepository(db).facts(id);
    auto duties = DutyRepository(db).duties(id);
    if (!awareness || !noted || !duties)
        return tl::unexpected(!awareness ? awareness.error() : !noted ? noted.error() : duties.error());
    auto affected = affectedOf(id);
    if (!affected)
        return tl::unexpected(affected.error());
    auto facts = factsOf(*incident, noted->facts, *affected);
    if (!facts)
        return tl::unexpected(facts.error());
    const DutyRules &rules = m_session.rules().duties();
    const qint64 now = m_session.nowMs();
    DutyView view{*awareness, noted->version, noted->byName, noted->atMs, *facts, *duties, {}, rules.version(), {}, {}};
    for (const Customer &c : std::as_const(*affected))
        view.customers.append({c.id, c.name});
    for (const Jurisdiction &j : rules.jurisdictions())
        view.places << j.code << j.countries;
    view.places.removeDuplicates();
    view.places.sort();
    for (Duty &d : view.duties) {
        fillInformation(d, rules, now);
        fillProposal(d, d.origin, d.obligation, *awareness, incident->declaredMs, rules);
        d.obligation.facts.wouldEndMs = d.wouldEndMs;
    }
    markRuling(view.duties, now);
    std::stable_sort(view.duties.begin(), view.duties.end(), [now](const Duty &a, const Duty &b) {
        return moreUrgent(a.obligation.facts, b.obligation.facts, now);
    });
    const QDate day = QDateTime::fromMSecsSinceEpoch(now, QTimeZone::utc()).date();
    for (const DutyProposal &p : proposedDuties(rules, *facts, day))
        if (p.match == RuleMatch::Open)
            view.open.append({rules.rule(p.rule)->regime, p.open});
    return view;
}

Result<QHash<ObligationId, DeadlineInfo>> DutyService::deadlineInfo(const QList<Obligation> &obligations)
{
    QHash<ObligationId, DeadlineInfo> info;
    QList<ObligationId> ids;
    for (const Obligation &o : obligations)
        if (o.duty != DutyKind::Commitment)
            ids.append(o.id);
    auto origins = DutyRepository(m_session.database()).origins(ids);
    if (!origins)
        return tl::unexpected(origins.error());
    const qint64 now = m_session.nowMs();
    QHash<IncidentId, std::pair<AwarenessView, qint64>> starts; // of those that have proposals
    for (const Obligation &o : obligations) {
        if (o.facts.confirmed || o.facts.withdrawnMs > 0 || starts.contains(o.incident))
            continue;
        auto incident = IncidentRepository(m_session.database()).byId(o.incident);
        auto awareness = AwarenessService(m_session).of(o.incident);
        if (incident && awareness)
            starts.insert(o.incident, {*awareness, incident->declaredMs});
        else if (const Error &e = incident ? awareness.error() : incident.error(); e.kind != ErrorKind::NotFound)
            return tl::unexpected(e); // else hidden meanwhile
    }
    for (const Obligation &o : obligations) {
        const auto origin = origins->constFind(o.id);
        if (origin == origins->constEnd())
            continue;
        DeadlineInfo one;
        fillDeadlineInfo(one, *origin, o, m_session.rules().duties(), now);
        if (const auto start = starts.constFind(o.incident); start != starts.constEnd())
            fillProposal(one, *origin, o, start->first, start->second, m_session.rules().duties());
        if (one != DeadlineInfo{})
            info.insert(o.id, one);
    }
    return info;
}

Result<void> DutyService::fillProposals(QList<Obligation> &obligations)
{
    QList<Obligation> proposed = obligations;
    proposed.removeIf([](const Obligation &o) { return o.facts.confirmed || o.facts.withdrawnMs > 0; });
    if (proposed.isEmpty())
        return {};
    const auto info = deadlineInfo(proposed);
    if (!info)
        return tl::unexpected(info.error());
    for (Obligation &o : obligations)
        if (!o.facts.confirmed)
            o.facts.wouldEndMs = info->value(o.id).wouldEndMs;
    return {};
}

Result<int> DutyService::noteFacts(IncidentId id, int seenVersion, const DutyFactsByHand &facts, const QString &reason)
{
    int added = 0;
    auto done = m_session.act(Right::DraftNotice, id, 0, [&](const Incident &i) -> Result<void> {
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended."));
        DutyRepository repository(m_session.database());
        auto before = repository.facts(id);
        if (!before)
            return tl::unexpected(before.error());
        if (before->version != seenVersion)
            return failure(ErrorKind::Conflict, tr("Somebody else noted facts in the meantime. Look at them again."));
        if (auto ok = repository.insertFacts(id, seenVersion, facts, reason.trimmed()); !ok)
            return ok;
        auto proposed = proposeFrom(i, facts);
        if (!proposed)
            return tl::unexpected(proposed.error());
        added = *proposed;
        return {};
    });
    return done ? Result<int>(added) : tl::unexpected(done.error());
}

Result<int> DutyService::propose(IncidentId id)
{
    int added = 0;
    auto done = m_session.act(Right::DraftNotice, id, 0, [&](const Incident &i) -> Result<void> {
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended."));
        auto proposed = proposeWithin(id);
        if (!proposed)
            return tl::unexpected(proposed.error());
        added = *proposed;
        return {};
    });
    return done ? Result<int>(added) : tl::unexpected(done.error());
}

Result<ObligationId> DutyService::insertProposal(const Obligation &obligation, DutyOrigin origin,
                                                 const QString &rulesVersion)
{
    Obligation o = obligation;
    o.facts.confirmed = false;
    o.facts.triggerMs = m_session.nowMs(); // no clock runs before it is confirmed
    auto started = ObligationRepository(m_session.database()).insertStart(o, 0, rulesVersion);
    if (!started)
        return tl::unexpected(started.error());
    origin.obligation = *started;
    if (auto ok = DutyRepository(m_session.database()).insertOrigin(o.incident, origin); !ok)
        return tl::unexpected(ok.error());
    return *started;
}

Result<qint64> DutyService::startOf(const Incident &incident, const Duty &duty, const ConfirmInput &in)
{
    switch (duty.origin.startsAt) {
    case StartsAt::Declaration:
        if (incident.isDeclared())
            return incident.declaredMs;
        return failure(ErrorKind::Refused, tr("Its clock starts with the declaration, and none stands yet."));
    case StartsAt::Detection:
    case StartsAt::Awareness: {
        auto awareness = AwarenessService(m_session).of(incident.id); // P1.10: with its duplicates
        if (!awareness)
            return tl::unexpected(awareness.error());
        if (duty.origin.startsAt == StartsAt::Detection)
            return awareness->detectedMs;
        if (awareness->now.atMs > 0)
            return awareness->now.atMs;
        return failure(ErrorKind::Refused, tr("Its clock starts with awareness: record that first."));
    }
    case StartsAt::Named:
        break;
    }
    if (in.startMs <= 0 || in.startMs > m_session.nowMs())
        return failure(ErrorKind::Invalid,
                       tr("Say when its clock started, not in the future: %1.").arg(duty.origin.startsWhen), {},
                       QStringLiteral("start"));
    return in.startMs;
}

Result<void> DutyService::confirm(const Duty &duty, const ConfirmInput &in)
{
    const Obligation &o = duty.obligation;
    if (in.reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Give legal's reason in words."), {}, QStringLiteral("reason"));
    const bool attested = in.legal.by.isValid();
    return m_session.act(
        attested ? Right::Send : Right::SetDuties, o.incident, 0, [&](const Incident &i) -> Result<void> {
            if (auto ok = checkIfAttested(m_session, in.legal, Right::SetDuties); !ok)
                return ok;
            if (obligationState(o.facts, m_session.nowMs()) != ObligationState::Proposed)
                return failure(ErrorKind::Refused, tr("This duty is decided already."));
            auto start = startOf(i, duty, in);
            if (!start)
                return tl::unexpected(start.error());
            auto awareness = AwarenessService(m_session).of(o.incident);
            if (!awareness)
                return tl::unexpected(awareness.error());
            auto clock = dutyClock(duty.origin, *start, awareness->now.atMs, m_session.rules().duties());
            if (!clock)
                return tl::unexpected(clock.error());
            const DutyClock set =
                clock->byWeekdays && in.deadlineMs > 0 ? DutyClock{*start, in.deadlineMs, true} : *clock;
            if (set.deadlineMs != 0 && set.deadlineMs <= set.triggerMs)
                return failure(ErrorKind::Invalid, tr("The deadline comes after the start of the clock."), {},
                               QStringLiteral("deadline"));
            ObligationRepository repository(m_session.database());
            ObligationChange change{
                QStringLiteral("recomputed"), set.triggerMs, set.deadlineMs, {}, in.reason.trimmed(), in.legal, {}};
            if (auto ok = repository.insertChange(o, change); !ok)
                return ok;
            Obligation seen = o;
            ++seen.version;
            change = {QStringLiteral("confirmed"), m_session.nowMs(), 0, {}, in.reason.trimmed(), in.legal, {}};
            if (auto ok = repository.insertChange(seen, change); !ok)
                return ok;
            auto noted = m_session.note(
                o.incident, EntryKind::Decision,
                (set.deadlineMs > 0
                     ? tr("Duty confirmed by legal: %1, to %2. Its clock started at %3 and runs to %4. %5")
                           .arg(duty.origin.regime, addresseeText(o), utc(set.triggerMs), utc(set.deadlineMs),
                                in.reason.trimmed())
                     : tr("Duty confirmed by legal: %1, to %2, without undue delay since %3. %4")
                           .arg(duty.origin.regime, addresseeText(o), utc(set.triggerMs), in.reason.trimmed())),
                true);
            if (!noted)
                return tl::unexpected(noted.error());
            // Whoever was told before meets it at once.
            return o.addressee == Addressee::Customer
                       ? NoticeSending::settleDuties(m_session, o.incident, o.customer, m_session.nowMs())
                       : Result<void>();
        });
}

Result<void> DutyService::dismiss(const Duty &duty, WithdrawalReason reason, const QString &words,
                                  const Attestation &legal)
{
    const Obligation &o = duty.obligation;
    if (words.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Give legal's reason in words."), {}, QStringLiteral("reason"));
    const bool attested = legal.by.isValid();
    return m_session.act(
        attested ? Right::Send : Right::WithdrawObligation, o.incident, 0, [&](const Incident &) -> Result<void> {
            if (auto ok = checkIfAttested(m_session, legal, Right::WithdrawObligation); !ok)
                return ok;
            if (obligationState(o.facts, m_session.nowMs()) != ObligationState::Proposed)
                return failure(ErrorKind::Refused, tr("This duty is decided already."));
            const ObligationChange change{
                QStringLiteral("withdrawn"), m_session.nowMs(), 0, codeOf(reason), words.trimmed(), legal, {}};
            if (auto ok = ObligationRepository(m_session.database()).insertChange(o, change); !ok)
                return ok;
            auto noted = m_session.note(o.incident, EntryKind::Decision,
                                        tr("Proposed duty dismissed by legal: %1, to %2. %3. %4")
                                            .arg(duty.origin.regime, addresseeText(o), nameOf(reason), words.trimmed()),
                                        true);
            return noted ? Result<void>() : tl::unexpected(noted.error());
        });
}

Result<QList<CustomerTerm>> DutyService::terms(CustomerId customer)
{
    return DutyRepository(m_session.database()).terms(customer);
}

Result<qint64> DutyService::addTerm(const CustomerTerm &term)
{
    if (auto ok = checkTerm(term); !ok)
        return tl::unexpected(ok.error());
    Result<qint64> id = 0;
    auto done = m_session.act(Right::EditCustomers, [&]() -> Result<void> {
        id = DutyRepository(m_session.database()).insert(term);
        return id ? Result<void>() : tl::unexpected(id.error());
    });
    return done ? id : tl::unexpected(done.error());
}

Result<void> DutyService::changeTerm(const CustomerTerm &term)
{
    if (auto ok = checkTerm(term); !ok)
        return ok;
    return m_session.act(Right::EditCustomers,
                         [&]() -> Result<void> { return DutyRepository(m_session.database()).change(term); });
}

} // namespace tocsin
