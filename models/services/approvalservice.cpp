#include "models/services/approvalservice.h"

#include "models/services/session.h"
#include "models/storage/approvalrepository.h"
#include "models/storage/database.h"
#include "models/storage/transferrepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostDecided = 100;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString waitingText(const Transfer &t, qint64 nowMs)
{
    if (t.askedBack && isUndecided(t.state))
        return tr("asked back, %1").arg(nameOf(t.state));
    if (turnOf(t, nowMs) == TransferTurn::Handlers && t.openMoves > 0)
        return t.content.keepUntilMs > 0 && t.content.keepUntilMs <= nowMs ? tr("to be returned or destroyed now")
                                                                           : tr("data is out");
    return transferStateText(t, nowMs);
}

Approval lineOf(const Transfer &t, const ApprovalRepository::Place &place, qint64 nowMs)
{
    Approval a;
    a.kind = ApprovalKind::Transfer;
    a.id = t.id.value;
    a.incident = t.incident;
    a.reference = place.reference;
    a.title = t.content.title;
    a.text = waitingText(t, nowMs);
    a.sinceMs = t.sinceMs;
    a.breach = t.state == TransferState::Breach;
    a.askedBack = t.askedBack;
    a.asker = t.content.requester;
    switch (turnOf(t, nowMs)) {
    case TransferTurn::Legal:
        a.waitsForName = roleNames(Role::Legal);
        break;
    case TransferTurn::Manager:
        a.waitsForName = place.holder == t.content.requester || place.holderName.isEmpty()
                             ? roleNames(Role::IncidentManager)
                             : place.holderName;
        break;
    case TransferTurn::Requester:
    case TransferTurn::Handlers:
        a.waitsForName = t.requesterName;
        break;
    case TransferTurn::Nobody:
        break;
    }
    return a;
}

/** Of a notice, a rescission or a post-mortem: who may decide it, in whose turn it is. */
bool waitsForActor(Approval &a, const Person &actor)
{
    const bool postmortem = a.kind == ApprovalKind::Postmortem;
    const Right right = postmortem                           ? Right::ApprovePostmortem
                        : a.kind == ApprovalKind::Rescission ? Right::CosignRescission
                                                             : Right::ApproveNotice;
    a.text = a.kind == ApprovalKind::Notice       ? tr("waits for legal's approval")
             : a.kind == ApprovalKind::Rescission ? tr("waits for legal's co-signature")
                                                  : tr("waits for approval");
    a.waitsForName = roleNames(rolesWith(right));
    return a.asker != actor.id && mayDo(actor.roles, right, false);
}

} // namespace

Result<Approvals> ApprovalService::overview(bool exercises)
{
    if (auto ok = m_session.require(Right::ReadIncidents); !ok)
        return tl::unexpected(ok.error());
    Database &db = m_session.database();
    const Person &actor = m_session.actor();
    TransferRepository transfers(db);
    ApprovalRepository repository(db);
    auto unfinished = transfers.unfinished(exercises);
    auto decided = transfers.decidedBy(actor.id, exercises, kMostDecided);
    auto reviews = repository.inReview(exercises);
    for (const Error *e : {unfinished ? nullptr : &unfinished.error(), decided ? nullptr : &decided.error(),
                           reviews ? nullptr : &reviews.error()})
        if (e)
            return tl::unexpected(*e);
    const qint64 nowMs = m_session.nowMs();
    Approvals all;
    for (const Transfer &t : std::as_const(*unfinished)) {
        auto place = repository.placeOf(t.incident);
        if (!place)
            return tl::unexpected(place.error());
        const TransferActor who{actor.id, actor.roles, place->holder == actor.id};
        const bool mine = waitsFor(t, who, place->holder.isValid() && place->holder == t.content.requester, nowMs);
        (mine ? all.mine : all.others).append(lineOf(t, *place, nowMs));
    }
    for (Approval a : std::as_const(*reviews))
        (waitsForActor(a, actor) ? all.mine : all.others).append(a);
    for (const Transfer &t : std::as_const(*decided)) {
        auto place = repository.placeOf(t.incident);
        if (!place)
            return tl::unexpected(place.error());
        Approval a = lineOf(t, *place, nowMs);
        a.text = transferStateText(t, nowMs);
        a.waitsForName.clear();
        all.decided.append(a);
    }
    sortByUrgency(all.mine);
    std::stable_sort(all.others.begin(), all.others.end(),
                     [](const Approval &a, const Approval &b) { return a.sinceMs < b.sinceMs; });
    return all;
}

} // namespace tocsin
