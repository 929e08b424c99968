#include "models/services/rescissionservice.h"

#include "models/services/attestationcheck.h"
#include "models/services/rescissionhold.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/decisionrepository.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/rescissionrepository.h"
#include "models/storage/timelinerepository.h"

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
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(QStringLiteral("yyyy-MM-dd HH:mm")) +
           QStringLiteral(" UTC");
}

QString judged(const UndeclaredValues &v)
{
    return v.severity ? tr("%1, %2").arg(severityText(*v.severity, v.provisional), nameOf(*v.priority))
                      : tr("not assessed");
}

Result<void> noted(Session &session, IncidentId id, EntryKind kind, const QString &text)
{
    auto entry = session.note(id, kind, text, true);
    return entry ? Result<void>() : tl::unexpected(entry.error());
}

} // namespace

Result<void> RescissionService::request(IncidentId id, int seenVersion, const QString &reason,
                                        const QList<EntryId> &citations)
{
    Database &db = m_session.database();
    return m_session.act(Right::StartRescission, id, seenVersion, [&](const Incident &i) -> Result<void> {
        const RescissionFacts f{i.isDeclared(), i.isRescissionPending(), i.isDone(), static_cast<int>(citations.size()),
                                reason};
        if (auto ok = checkRescission(f); !ok)
            return ok;
        for (const EntryId entry : citations) {
            auto cited = TimelineRepository(db).byId(entry);
            if (!cited || cited->incident != id || cited->struck)
                return failure(ErrorKind::Invalid, tr("A cited entry is not of this incident, or was struck through."),
                               {}, QStringLiteral("citations"));
        }
        if (auto key = RescissionRepository(db).insertRequest(i, reason.trimmed(), citations); !key)
            return tl::unexpected(key.error());
        return noted(m_session, id, EntryKind::Declaration,
                     tr("Rescission of the declaration asked for; it waits for legal. The clocks run, sending is held. "
                        "%1")
                         .arg(reason.trimmed()));
    });
}

Result<void> RescissionService::decide(IncidentId id, int seenVersion, RescissionDecision decision,
                                       const QString &words, const Attestation &legal)
{
    const bool takenBack = decision == RescissionDecision::TakenBack;
    const bool attested = legal.by.isValid();
    const Right right = takenBack || attested ? Right::StartRescission : Right::CosignRescission;
    return m_session.act(right, id, seenVersion, [&](const Incident &i) -> Result<void> {
        auto all = history(id);
        if (!all)
            return tl::unexpected(all.error());
        const Rescission request = all->isEmpty() ? Rescission{} : all->last();
        RescissionDecisionFacts f{decision, i.isRescissionPending(), false, words};
        f.samePerson = (attested ? legal.by : m_session.actor().id) == request.by;
        if (auto ok = checkRescissionDecision(f); !ok)
            return ok;
        if (!takenBack)
            if (auto ok = checkIfAttested(m_session, legal, Right::CosignRescission); !ok)
                return ok;
        if (decision == RescissionDecision::Cosigned)
            return rescind(i, request, words.trimmed(), legal);
        // The declaration stands as if nobody had asked; what the act keeps is how it stands.
        const UndeclaredValues stands{
            i.outcome,     i.severity,   i.severity ? std::optional(i.priority) : std::nullopt,
            i.provisional, i.overridden, i.priorityOverridden};
        if (auto ok = RescissionRepository(m_session.database())
                          .insertDecision(i, decision, words.trimmed(), stands, takenBack ? Attestation{} : legal);
            !ok)
            return ok;
        return noted(m_session, id, EntryKind::Declaration,
                     (takenBack ? tr("The request for rescission was taken back: the declaration stands. %1")
                                : tr("Legal refused the rescission: the declaration stands. %1"))
                         .arg(words.trimmed()));
    });
}

Result<void> RescissionService::rescind(const Incident &i, const Rescission &, const QString &words,
                                        const Attestation &legal)
{
    Database &db = m_session.database();
    RescissionRepository repository(db);
    auto outcome = repository.outcomeUndeclared(i.id);
    auto assessments = DecisionRepository(db).assessments(i.id);
    if (!outcome || !assessments)
        return tl::unexpected(outcome ? assessments.error() : outcome.error());
    const UndeclaredValues v = undeclaredValues(i, *outcome, assessments->isEmpty() ? nullptr : &assessments->first());
    if (auto ok = repository.insertDecision(i, RescissionDecision::Cosigned, words, v, legal); !ok)
        return ok;
    auto duties = withdrawStarted(i, words, legal);
    auto owed = this->owed(i.id);
    if (!duties || !owed)
        return tl::unexpected(duties ? owed.error() : duties.error());
    QStringList text{tr("Declaration rescinded, co-signed by legal. %1").arg(words),
                     tr("It is now: %1; %2.").arg(nameOf(v.outcome).toLower(), judged(v)),
                     tr("Duties withdrawn: %1.").arg(duties->first)};
    if (duties->second > 0)
        text << tr("Duties of a law, or taken over, that stay until legal decides each: %1.").arg(duties->second);
    if (owed->subscriptions > 0)
        text << tr("Subscriptions that were told and are owed a correction: %1.").arg(owed->subscriptions);
    if (!owed->others.isEmpty())
        text << tr("Also owed a correction: %1.").arg(owed->others.join(QStringLiteral("; ")));
    if (auto ok = noted(m_session, i.id, EntryKind::Declaration, text.join(u' ')); !ok)
        return ok;
    if (i.priorityOverridden && !v.priorityOverridden)
        return noted(m_session, i.id, EntryKind::Assessment,
                     tr("The priority set by hand ended: the derived one has passed it."));
    return {};
}

Result<std::pair<int, int>> RescissionService::withdrawStarted(const Incident &i, const QString &words,
                                                               const Attestation &legal)
{
    auto duties = started(i);
    if (!duties)
        return tl::unexpected(duties.error());
    for (const Obligation &o : std::as_const(duties->first)) {
        const ObligationChange change{
            QStringLiteral("withdrawn"), m_session.nowMs(), 0, codeOf(WithdrawalReason::Rescinded), words, legal, {}};
        if (auto ok = ObligationRepository(m_session.database()).insertChange(o, change); !ok)
            return tl::unexpected(ok.error());
    }
    return std::pair(static_cast<int>(duties->first.size()), duties->second);
}

Result<std::pair<QList<Obligation>, int>> RescissionService::started(const Incident &i)
{
    ObligationRepository repository(m_session.database());
    auto all = repository.ofIncident(i.id);
    auto taken = repository.takenOver(i.id);
    if (!all || !taken)
        return tl::unexpected(all ? taken.error() : all.error());
    std::pair<QList<Obligation>, int> found;
    for (const Obligation &o : std::as_const(*all)) {
        if (o.facts.metMs > 0 || o.facts.withdrawnMs > 0)
            continue;
        if (startedBy(o, {i.declarationId}, *taken))
            found.first.append(o);
        else
            ++found.second;
    }
    return found;
}

Result<std::pair<int, int>> RescissionService::duties(IncidentId id)
{
    auto incident = IncidentRepository(m_session.database()).byId(id);
    if (!incident)
        return tl::unexpected(incident.error());
    auto found = started(*incident);
    if (!found)
        return tl::unexpected(found.error());
    return std::pair(static_cast<int>(found->first.size()), found->second);
}

Result<QList<Rescission>> RescissionService::history(IncidentId id)
{
    return RescissionRepository(m_session.database()).ofIncident(id);
}

Result<OwedCorrections> RescissionService::owed(IncidentId id)
{
    auto told = RescissionRepository(m_session.database()).owed(id);
    if (!told)
        return tl::unexpected(told.error());
    OwedCorrections owed;
    for (const ToldNotice &t : std::as_const(*told)) {
        if (t.audience == Audience::Customers)
            ++owed.subscriptions;
        else
            owed.others << t.recipient;
    }
    return owed;
}

Result<void> RescissionService::answerDelay(IncidentId id, const QString &reason, qint64 reviewMs)
{
    Database &db = m_session.database();
    return m_session.act(Right::Declare, id, 0, [&](const Incident &i) -> Result<void> {
        QList<Incident> one{i};
        if (auto ok = RescissionRepository(db).fillQuestions(one); !ok)
            return ok;
        const Incident &now = one.first();
        if (auto ok = checkDelayAnswer(now, reason, reviewMs, m_session.nowMs()); !ok)
            return ok;
        const DeclarationDelay delay{0, {}, now.awareMs, reason.trimmed(), reviewMs};
        if (auto ok = RescissionRepository(db).insertDelay(id, delay); !ok)
            return ok;
        return noted(m_session, id, EntryKind::Decision,
                     tr("Why it is not declared more than 24 hours after awareness: %1 Looked at again at %2.")
                         .arg(reason.trimmed(), utc(reviewMs)));
    });
}

Result<QList<DeclarationDelay>> RescissionService::delays(IncidentId id)
{
    return RescissionRepository(m_session.database()).delays(id);
}

} // namespace tocsin
