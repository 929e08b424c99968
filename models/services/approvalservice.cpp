#include "models/services/approvalservice.h"

#include "models/services/attestationservice.h"
#include "models/services/session.h"
#include "models/storage/approvalrepository.h"
#include "models/storage/database.h"
#include "models/storage/exceptionrepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/postmortemrepository.h"
#include "models/storage/redactionrepository.h"
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

/** Of a notice or a rescission: who may decide it, in whose turn it is. */
bool waitsForActor(Approval &a, const Person &actor)
{
    const bool rescission = a.kind == ApprovalKind::Rescission;
    const Right right = rescission ? Right::CosignRescission : Right::ApproveNotice;
    a.text = rescission ? tr("waits for legal's co-signature") : tr("waits for legal's approval");
    a.waitsForName = roleNames(rolesWith(right));
    return a.asker != actor.id && mayDo(actor.roles, right, false);
}

/** What became of what was decided, from the code of the decision. */
QString decidedText(const QString &code)
{
    return code == u"approve"    ? tr("approved")
           : code == u"return"   ? tr("returned")
           : code == u"cosigned" ? tr("co-signed")
           : code == u"refused"  ? tr("refused")
                                 : code;
}

} // namespace

Result<Approvals> ApprovalService::overview(bool exercises)
{
    if (auto ok = m_session.require(Right::ReadIncidents); !ok)
        return tl::unexpected(ok.error());
    Approvals all;
    for (const auto part :
         {&ApprovalService::addTransfers, &ApprovalService::addExceptions, &ApprovalService::addReviews,
          &ApprovalService::addContributions, &ApprovalService::addAttestations, &ApprovalService::addRedactions})
        if (auto ok = (this->*part)(all, exercises); !ok)
            return tl::unexpected(ok.error());
    // What waits for the person again, or still, stands there alone.
    all.decided.removeIf([&all](const Approval &d) {
        return std::any_of(all.mine.begin(), all.mine.end(),
                           [&d](const Approval &a) { return a.kind == d.kind && a.id == d.id; });
    });
    sortByUrgency(all.mine);
    std::stable_sort(all.others.begin(), all.others.end(),
                     [](const Approval &a, const Approval &b) { return a.sinceMs < b.sinceMs; });
    std::stable_sort(all.decided.begin(), all.decided.end(),
                     [](const Approval &a, const Approval &b) { return a.sinceMs > b.sinceMs; });
    return all;
}

Result<void> ApprovalService::addTransfers(Approvals &all, bool exercises)
{
    Database &db = m_session.database();
    const Person &actor = m_session.actor();
    TransferRepository transfers(db);
    ApprovalRepository repository(db);
    auto unfinished = transfers.unfinished(exercises);
    auto decided = transfers.decidedBy(actor.id, exercises, kMostDecided);
    if (!unfinished || !decided)
        return tl::unexpected(unfinished ? decided.error() : unfinished.error());
    const qint64 nowMs = m_session.nowMs();
    for (const Transfer &t : std::as_const(*unfinished)) {
        auto place = repository.placeOf(t.incident);
        if (!place)
            return tl::unexpected(place.error());
        const TransferActor who{actor.id, actor.roles, place->holder == actor.id};
        const bool mine = waitsFor(t, who, place->holder.isValid() && place->holder == t.content.requester, nowMs);
        (mine ? all.mine : all.others).append(lineOf(t, *place, nowMs));
    }
    for (const Transfer &t : std::as_const(*decided)) {
        auto place = repository.placeOf(t.incident);
        if (!place)
            return tl::unexpected(place.error());
        Approval a = lineOf(t, *place, nowMs);
        a.text = transferStateText(t, nowMs);
        a.waitsForName.clear();
        all.decided.append(a);
    }
    return {};
}

Result<void> ApprovalService::addExceptions(Approvals &all, bool exercises)
{
    Database &db = m_session.database();
    const Person &actor = m_session.actor();
    auto unsettled = ExceptionRepository(db).unsettled(exercises);
    auto decided = ExceptionRepository(db).decidedBy(actor.id, exercises, kMostDecided);
    if (!unsettled || !decided)
        return tl::unexpected(unsettled ? decided.error() : unsettled.error());
    const qint64 nowMs = m_session.nowMs();
    const auto line = [&](const DeadlineException &x) -> Result<Approval> {
        auto place = ApprovalRepository(db).placeOf(x.incident);
        auto duties = ObligationRepository(db).ofIncident(x.incident);
        if (!place || !duties)
            return tl::unexpected(place ? duties.error() : place.error());
        Approval a;
        a.kind = ApprovalKind::Exception;
        a.id = x.id.value;
        a.incident = x.incident;
        a.reference = place->reference;
        QStringList names;
        for (const Obligation &o : std::as_const(*duties))
            if (x.content.duties.contains(o.id)) {
                names << addresseeText(o);
                if (o.facts.deadlineMs > 0 && (a.deadlineMs == 0 || o.facts.deadlineMs < a.deadlineMs))
                    a.deadlineMs = o.facts.deadlineMs;
            }
        a.title = names.join(u", "_s);
        a.text = (x.askedBack && x.state == ExceptionState::Asked ? tr("asked back, %1") : u"%1"_s)
                     .arg(exceptionStateText(x, nowMs));
        a.sinceMs = x.sinceMs;
        a.askedBack = x.askedBack;
        a.asker = x.requester;
        Roles waiting;
        for (const ExceptionCapacity c : missingApprovals(x))
            waiting |= c == ExceptionCapacity::Legal ? Role::Legal : Role::Executive;
        a.waitsForName = roleNames(waiting);
        if (x.state == ExceptionState::InForce) { // at its review the holder renews it, or lets it lapse (P8.4)
            a.deadlineMs = x.content.reviewMs;
            a.waitsForName = place->holderName;
            a.waitsFor = place->holder;
        }
        return a;
    };
    for (const DeadlineException &x : std::as_const(*unsettled)) {
        auto a = line(x);
        if (!a)
            return tl::unexpected(a.error());
        const bool back = x.state == ExceptionState::Asked && x.askedBack && x.requester == actor.id;
        const bool renews = a->waitsFor.isValid() && a->waitsFor == actor.id;
        const bool mine = back || renews || capacityFor(x, actor, ExceptionDecision::Approved).has_value();
        (mine ? all.mine : all.others).append(*a);
    }
    for (const DeadlineException &x : std::as_const(*decided)) {
        auto a = line(x);
        if (!a)
            return tl::unexpected(a.error());
        a->waitsForName.clear();
        all.decided.append(*a);
    }
    return {};
}

Result<void> ApprovalService::addReviews(Approvals &all, bool exercises)
{
    const Person &actor = m_session.actor();
    ApprovalRepository repository(m_session.database());
    auto reviews = repository.inReview(exercises);
    auto decided = repository.decidedBy(actor.id, exercises, kMostDecided);
    if (!reviews || !decided)
        return tl::unexpected(reviews ? decided.error() : reviews.error());
    for (Approval a : std::as_const(*reviews)) {
        if (a.kind == ApprovalKind::Postmortem) {
            bool mine = false;
            const auto known = turnOfPostmortem(a, mine);
            if (!known)
                return tl::unexpected(known.error());
            if (*known)
                (mine ? all.mine : all.others).append(a);
            continue;
        }
        if (a.kind == ApprovalKind::Summary) { // there for the readers of the post-mortem alone
            auto place = repository.placeOf(a.incident);
            if (!place)
                return tl::unexpected(place.error());
            if (!m_session.require(Right::ReadPostmortem, place->holder))
                continue;
        }
        const bool mine = waitsForActor(a, actor) || (a.askedBack && a.asker == actor.id);
        if (a.askedBack)
            a.text = tr("asked back, %1").arg(a.text);
        (mine ? all.mine : all.others).append(a);
    }
    for (Approval a : std::as_const(*decided)) {
        a.text = decidedText(a.text);
        all.decided.append(a);
    }
    return {};
}

Result<bool> ApprovalService::turnOfPostmortem(Approval &a, bool &mine)
{
    Database &db = m_session.database();
    const PersonId actor = m_session.actor().id;
    auto place = ApprovalRepository(db).placeOf(a.incident);
    auto postmortem = PostmortemRepository(db).of(a.incident);
    auto authors = PostmortemRepository(db).authors(a.incident);
    if (!place || !postmortem || !authors)
        return tl::unexpected(!place ? place.error() : !postmortem ? postmortem.error() : authors.error());
    if (!*postmortem || !m_session.require(Right::ReadPostmortem, place->holder))
        return false;
    if (!(*postmortem)->isReviewed()) {
        a.text = tr("waits for the incident manager's review");
        a.waitsForName = place->holderName.isEmpty() ? roleNames(Role::IncidentManager) : place->holderName;
        mine = m_session.require(Right::ReviewPostmortem, place->holder).has_value();
        return true;
    }
    a.text = tr("waits for approval");
    a.waitsForName = roleNames(rolesWith(Right::ApprovePostmortem));
    mine = m_session.require(Right::ApprovePostmortem).has_value() && !authors->contains(actor);
    return true;
}

/** P11.2: who was asked sees that they were, and by whom; the question stands in the incident. */
Result<void> ApprovalService::addContributions(Approvals &all, bool exercises)
{
    auto asked = ApprovalRepository(m_session.database()).contributions(m_session.actor().id, exercises);
    if (!asked)
        return tl::unexpected(asked.error());
    for (Approval a : std::as_const(*asked)) {
        a.text = tr("%1 asks for a contribution").arg(a.text);
        a.waitsForName = m_session.actor().name;
        a.waitsFor = m_session.actor().id;
        all.mine.append(a);
    }
    return {};
}

Result<void> ApprovalService::addAttestations(Approvals &all, bool exercises)
{
    auto open = AttestationService(m_session).open(exercises);
    if (!open)
        return tl::unexpected(open.error());
    for (const AttestedDecision &d : std::as_const(*open)) {
        Approval a;
        a.kind = ApprovalKind::Attestation;
        a.id = d.id;
        a.act = codeOf(d.act);
        a.incident = d.incident;
        a.reference = d.reference;
        a.title = d.what;
        a.text = m_session.nowMs() > d.dueMs() ? tr("not confirmed within 24 hours") : tr("waits to be confirmed");
        a.waitsForName = d.byName;
        a.sinceMs = d.enteredMs;
        a.deadlineMs = d.dueMs();
        (d.by == m_session.actor().id ? all.mine : all.others).append(a);
    }
    return {};
}

/** P12.2: what one of the two asked for waits for the other. */
Result<void> ApprovalService::addRedactions(Approvals &all, bool exercises)
{
    Database &db = m_session.database();
    const Person &actor = m_session.actor();
    auto asked = RedactionRepository(db).undecided(exercises);
    if (!asked)
        return tl::unexpected(asked.error());
    for (const Redaction &r : std::as_const(*asked)) {
        auto place = ApprovalRepository(db).placeOf(r.incident);
        if (!place)
            return tl::unexpected(place.error());
        const bool byManager = otherOf(r.asked) == RedactionCapacity::Manager;
        Approval a;
        a.kind = ApprovalKind::Redaction;
        a.id = r.id.value;
        a.incident = r.incident;
        a.reference = place->reference;
        a.title = tr("%1: %2").arg(r.what, nameOf(r.ground));
        a.text = byManager ? tr("waits for the incident manager") : tr("waits for legal");
        a.waitsForName = !byManager                    ? roleNames(Role::Legal)
                         : place->holderName.isEmpty() ? roleNames(Role::IncidentManager)
                                                       : place->holderName;
        a.sinceMs = r.sinceMs;
        a.asker = r.requester;
        const bool mine =
            mayNotDecide(r, actor.id, actor.roles, place->holder == actor.id, RedactionDecision::Confirmed).isEmpty();
        (mine ? all.mine : all.others).append(a);
    }
    return {};
}

Result<QList<RequestRemark>> ApprovalService::thread(ApprovalKind kind, qint64 id)
{
    if (kind != ApprovalKind::Exception && kind != ApprovalKind::Notice && kind != ApprovalKind::Rescission)
        return QList<RequestRemark>{};
    return ExceptionRepository(m_session.database()).remarks(kind, id);
}

Result<void> ApprovalService::remark(const Approval &request, bool question, const QString &text)
{
    if (request.kind != ApprovalKind::Exception && request.kind != ApprovalKind::Notice &&
        request.kind != ApprovalKind::Rescission)
        return failure(ErrorKind::Invalid, tr("There is no thread on this."));
    if (auto ok = checkRemark(text, question); !ok)
        return ok;
    return m_session.act(Right::AddEntry, request.incident, 0, [&](const Incident &) {
        return ExceptionRepository(m_session.database())
            .insertRemark(request.kind, request.incident, request.id, question, text);
    });
}

} // namespace tocsin
