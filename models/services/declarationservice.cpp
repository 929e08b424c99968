#include "models/services/declarationservice.h"

#include "models/rules/rulebook.h"
#include "models/services/attestationcheck.h"
#include "models/services/dutyservice.h"
#include "models/services/exceptionservice.h"
#include "models/services/exerciseservice.h"
#include "models/services/noticesending.h"
#include "models/services/rescissionhold.h"
#include "models/services/session.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/decisionrepository.h"
#include "models/storage/noticerepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/rescissionrepository.h"
#include "models/storage/timelinerepository.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSet>
#include <QTimeZone>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) +
           QStringLiteral(" UTC");
}

/** P4.4: a priority set by hand stands, unless the one derived of the declared severity passes it. */
Priority priorityWhenDeclared(const Incident &i, Severity severity)
{
    const Priority derived = derivePriority(severity, i.findings);
    if (!i.priorityOverridden)
        return derived;
    const Priority before = derivePriority(i.severity.value_or(Severity::Low), i.findings);
    return overridePassed(i.priority, before, derived) ? derived : i.priority;
}

/** P4.4: an override ends with a message. */
Result<void> noteEndedOverrides(Session &session, const Incident &i, Severity severity, Priority priority)
{
    QStringList ended;
    if (i.overridden && i.severity != severity)
        ended << tr("The severity set by hand ended: while a declaration stands it is not below High.");
    if (i.priorityOverridden && i.priority != priority)
        ended << tr("The priority set by hand ended: the derived one has passed it.");
    if (ended.isEmpty())
        return {};
    auto noted = session.note(i.id, EntryKind::Assessment, ended.join(u' '));
    return noted ? Result<void>() : tl::unexpected(noted.error());
}

/** P7.1: the others who are told, each named, and none of them twice. */
Result<void> checkAlsoTold(const QList<AlsoTold> &list)
{
    QSet<std::pair<int, QString>> seen;
    int subjects = 0;
    for (const AlsoTold &told : list) {
        const QString name = told.name.simplified();
        if (told.addressee == Addressee::Customer)
            return failure(ErrorKind::Invalid, tr("Customers are told by the scope."), {}, QStringLiteral("alsoTold"));
        if (name.isEmpty() || name.size() > 200)
            return failure(ErrorKind::Invalid,
                           told.addressee == Addressee::Authority ? tr("Name the authority.")
                                                                  : tr("Say who the data subjects are."),
                           {},
                           told.addressee == Addressee::Authority ? QStringLiteral("authorities")
                                                                  : QStringLiteral("dataSubjects"));
        subjects += told.addressee == Addressee::DataSubjects ? 1 : 0;
        const std::pair key(static_cast<int>(told.addressee), name.toCaseFolded());
        if (seen.contains(key))
            return failure(ErrorKind::Invalid, tr("%1 stands there twice.").arg(name), {},
                           QStringLiteral("authorities"));
        seen.insert(key);
    }
    if (subjects > 1)
        return failure(ErrorKind::Invalid, tr("The data subjects of an incident are one addressee."), {},
                       QStringLiteral("dataSubjects"));
    return {};
}

} // namespace

QString DeclarationService::statement(DeclarationGround ground)
{
    return tr("I declare this incident customer-reportable. I am convinced beyond reasonable doubt that a reportable "
              "event took place, and "
              "that customer data was among what was touched is at least very likely. Ground: %1.")
        .arg(nameOf(ground));
}

Result<void> DeclarationService::declare(IncidentId id, int seenVersion, const DeclarationInput &in)
{
    Database &db = m_session.database();
    auto done = m_session.act(Right::Declare, id, seenVersion, [&](const Incident &i) -> Result<void> {
        const qint64 now = m_session.nowMs();
        const qint64 effective = in.effectiveMs > 0 ? in.effectiveMs : now;
        DeclarationFacts f;
        f.assessStageReached = i.stage >= Stage::Assess;
        f.alreadyDeclared = i.isDeclared();
        f.ended = i.endedMs > 0;
        f.closed = i.closedMs > 0;
        f.citedEntries = static_cast<int>(in.citations.size());
        f.statementSigned = in.statementSigned;
        f.consultedWho = in.consultedWho;
        f.consultedMs = in.consultedMs;
        f.instantMs = effective;
        f.nowMs = now;
        f.earlierReason = in.earlierReason;
        auto rescindedMs = RescissionRepository(db).rescindedMs(id);
        if (!rescindedMs)
            return tl::unexpected(rescindedMs.error());
        f.rescindedMs = *rescindedMs;
        if (auto ok = checkDeclaration(f); !ok)
            return ok;
        if (auto ok = checkAlsoTold(in.alsoTold); !ok)
            return ok;
        for (const EntryId entry : in.citations) {
            auto cited = TimelineRepository(db).byId(entry);
            if (!cited || cited->incident != id || cited->struck)
                return failure(ErrorKind::Invalid, tr("A cited entry is not of this incident, or was struck through."),
                               {}, QStringLiteral("citations"));
        }
        Declaration d;
        d.ground = in.ground;
        d.statement = statement(in.ground);
        d.consultedWho = in.consultedWho.trimmed();
        d.consultedMs = in.consultedMs;
        d.effectiveMs = effective;
        d.earlierReason = in.earlierReason.trimmed();
        d.customerImpact = in.customerImpact;
        d.resourcesAccessed = in.resourcesAccessed;
        d.repairSteps = in.repairSteps;
        d.citations = in.citations;
        const Severity severity = effectiveSeverity(i.severity.value_or(Severity::High), std::nullopt, true);
        const Priority priority = priorityWhenDeclared(i, severity);
        auto key = DecisionRepository(db).insertDeclaration(id, i.version, d, severity, priority);
        if (!key)
            return tl::unexpected(key.error());
        const qint64 deadline = deadlineAfter(effective, kCommitmentMs);
        if (auto ok = startCommitments(id, *key, effective, in); !ok)
            return ok;
        auto noted = m_session.note(
            id, EntryKind::Declaration,
            tr("Declared customer-reportable. %1; %n entries cited; legal consulted: %2. The clock runs to %3.")
                .replace(QStringLiteral("%n"), QString::number(in.citations.size()))
                .arg(nameOf(in.ground), d.consultedWho, utc(deadline)),
            true);
        if (!noted)
            return tl::unexpected(noted.error());
        if (auto proposed = DutyService(m_session).proposeWithin(id); !proposed)
            return tl::unexpected(proposed.error());
        return noteEndedOverrides(m_session, i, severity, priority);
    });
    return ExerciseService(m_session).liftedIfBarred(done, id, LiftingCause::Declare);
}

Result<void> DeclarationService::startCommitments(IncidentId id, qint64 declarationId, qint64 effectiveMs,
                                                  const DeclarationInput &in)
{
    auto scope = CustomerRepository(m_session.database()).scope(id);
    if (!scope)
        return tl::unexpected(scope.error());
    QList<CustomerId> customers;
    for (const ScopeRow &row : std::as_const(*scope))
        if (row.inScope && !customers.contains(row.customer))
            customers.append(row.customer);
    if (customers.isEmpty())
        customers.append(CustomerId{}); // P7.1: the clock runs, whoever turns out to be affected
    Obligation o;
    o.incident = id;
    o.citation = m_session.rules().commitment().citation;
    o.facts.triggerMs = effectiveMs;
    o.facts.deadlineMs = deadlineAfter(effectiveMs, kCommitmentMs);
    ObligationRepository repository(m_session.database());
    const auto start = [&]() -> Result<void> {
        auto started = repository.insertStart(o, declarationId, m_session.rules().version());
        return started ? Result<void>() : tl::unexpected(started.error());
    };
    for (const CustomerId customer : std::as_const(customers)) {
        o.customer = customer;
        if (auto ok = start(); !ok)
            return ok;
    }
    o.customer = {};
    for (const auto &[addressee, name] : in.alsoTold) {
        o.addressee = addressee;
        o.addresseeName = name.simplified();
        if (auto ok = start(); !ok)
            return ok;
    }
    return {};
}

Result<QList<Obligation>> DeclarationService::obligations(IncidentId id)
{
    auto all = ObligationRepository(m_session.database()).ofIncident(id);
    if (all)
        if (auto ok = DutyService(m_session).fillProposals(*all); !ok)
            return tl::unexpected(ok.error());
    return all;
}

Result<void> DeclarationService::withdraw(const Obligation &o, WithdrawalReason reason, const QString &words,
                                          const Attestation &legal)
{
    if (words.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Give legal's reason in words."), {}, QStringLiteral("reason"));
    const bool attested = legal.by.isValid();
    return m_session.act(
        attested ? Right::Send : Right::WithdrawObligation, o.incident, 0, [&](const Incident &) -> Result<void> {
            if (auto ok = checkIfAttested(m_session, legal, Right::WithdrawObligation); !ok)
                return ok;
            if (!isOpen(obligationState(o.facts, m_session.nowMs())))
                return failure(ErrorKind::Refused, tr("This obligation is settled already."));
            if (reason == WithdrawalReason::Rescinded) {
                auto rescindedMs = RescissionRepository(m_session.database()).rescindedMs(o.incident);
                if (!rescindedMs || *rescindedMs == 0)
                    return rescindedMs
                               ? failure(ErrorKind::Refused, tr("No declaration of this incident was rescinded."), {},
                                         QStringLiteral("kind"))
                               : tl::unexpected(rescindedMs.error());
            }
            if (obligationState(o.facts, m_session.nowMs()) == ObligationState::Excepted)
                return failure(ErrorKind::Refused, tr("While an exception is in force, legal alone cannot withdraw the "
                                                      "obligation. Withdraw it after the review."));
            const ObligationChange change{
                QStringLiteral("withdrawn"), m_session.nowMs(), 0, codeOf(reason), words.trimmed(), legal, {}};
            if (auto ok = ObligationRepository(m_session.database()).insertChange(o, change); !ok)
                return ok;
            auto noted = m_session.note(o.incident, EntryKind::Decision,
                                        tr("Obligation to %1 withdrawn by legal: %2. %3")
                                            .arg(addresseeText(o), nameOf(reason), words.trimmed()),
                                        true);
            if (!noted)
                return tl::unexpected(noted.error());
            // Whoever is not affected any more keeps nobody's duty open: the one to all may be met by the others.
            return NoticeSending::settleDuties(m_session, o.incident, {}, m_session.nowMs());
        });
}

Result<QList<DeliveryAttempts>> DeclarationService::attempts(const Obligation &o)
{
    Database &db = m_session.database();
    auto all = ObligationRepository(db).ofIncident(o.incident);
    auto scope = CustomerRepository(db).scope(o.incident);
    auto rescinded = RescissionRepository(db).rescinded(o.incident);
    if (!rescinded)
        return tl::unexpected(rescinded.error());
    auto reached = NoticeRepository(db).firstReached(o.incident, countsFromMs(o, *rescinded));
    auto failed = NoticeRepository(db).failedMeans(o.incident);
    if (!all || !scope)
        return tl::unexpected(all ? scope.error() : all.error());
    if (!reached || !failed)
        return tl::unexpected(reached ? failed.error() : reached.error());
    QList<DeliveryAttempts> list;
    for (const ScopeRow &row : std::as_const(*scope)) {
        if (!row.inScope || (o.customer.isValid() ? row.customer != o.customer : isWithdrawn(*all, row.customer)))
            continue;
        QStringList means = failed->value(row.subscription).values();
        means.sort();
        list.append({row.customerName, row.subscriptionName, reached->contains(row.subscription), means});
    }
    return list;
}

UndeliverableFacts DeclarationService::undeliverableFacts(const Obligation &o, const QList<DeliveryAttempts> &attempts,
                                                          qint64 nowMs)
{
    UndeliverableFacts f;
    f.open = o.addressee == Addressee::Customer && isOpen(o.facts, nowMs);
    f.excepted = obligationState(o.facts, nowMs) == ObligationState::Excepted;
    for (const DeliveryAttempts &a : attempts) {
        if (a.reached)
            continue;
        const int means = static_cast<int>(a.failedMeans.size());
        f.leastMeans = f.unreached == 0 ? means : std::min(f.leastMeans, means);
        ++f.unreached;
    }
    return f;
}

Result<void> DeclarationService::recordNotDeliverable(const Obligation &o, const QString &words,
                                                      const Attestation &legal)
{
    return m_session.act(
        legal.by.isValid() ? Right::Send : Right::WithdrawObligation, o.incident, 0,
        [&](const Incident &) -> Result<void> {
            if (auto ok = checkIfAttested(m_session, legal, Right::WithdrawObligation); !ok)
                return ok;
            auto tried = attempts(o);
            if (!tried)
                return tl::unexpected(tried.error());
            UndeliverableFacts f = undeliverableFacts(o, *tried, m_session.nowMs());
            f.words = words;
            if (auto ok = checkUndeliverable(f); !ok)
                return ok;
            const ObligationChange change{
                QStringLiteral("not_deliverable"), m_session.nowMs(), 0, {}, words.trimmed(), legal, {}};
            if (auto ok = ObligationRepository(m_session.database()).insertChange(o, change); !ok)
                return ok;
            auto noted = m_session.note(
                o.incident, EntryKind::Decision,
                tr("Obligation to %1 recorded as not deliverable by legal: %2").arg(addresseeText(o), words.trimmed()),
                true);
            return noted ? Result<void>() : tl::unexpected(noted.error());
        });
}

Result<void> DeclarationService::except(const Obligation &o, const ExceptionInput &in)
{
    auto now = ObligationRepository(m_session.database()).ofIncident(o.incident);
    if (!now)
        return tl::unexpected(now.error());
    if (std::any_of(now->begin(), now->end(),
                    [&o](const Obligation &x) { return x.id == o.id && x.version != o.version; }))
        return failure(ErrorKind::Conflict, tr("Somebody else changed this in the meantime."));
    return ExceptionService(m_session).askDecided(
        o.incident, {ExceptionKind::Exception, in.ground, in.reasoning, in.reviewMs, {}, {o.id}},
        {{ExceptionCapacity::Legal, in.legal}, {ExceptionCapacity::Executive, in.executive}});
}

} // namespace tocsin
