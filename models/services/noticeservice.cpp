#include "models/services/noticeservice.h"

#include "models/domain/mailaddress.h"
#include "models/rules/rulebook.h"
#include "models/services/attestationcheck.h"
#include "models/services/authorityform.h"
#include "models/services/customerpart.h"
#include "models/services/customerservice.h"
#include "models/services/exerciseservice.h"
#include "models/services/latenotice.h"
#include "models/services/matterservice.h"
#include "models/services/noticeaudience.h"
#include "models/services/noticesending.h"
#include "models/services/renderer.h"
#include "models/services/rescissionhold.h"
#include "models/services/session.h"
#include "models/services/templateservice.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/noticerepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/outboxrepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

namespace {

constexpr qsizetype kMaxBody = 200000;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

Result<void> checkDraft(const NoticeDraft &draft)
{
    if (draft.subject.trimmed().isEmpty() || draft.subject.contains(u'\n') || draft.subject.contains(u'\r') ||
        draft.subject.size() > 200)
        return failure(ErrorKind::Invalid, tr("The subject is one line of 200 characters at most."), {},
                       QStringLiteral("subject"));
    if (const QString wrong = wrongInLine(draft.subject); !wrong.isEmpty())
        return failure(ErrorKind::Invalid, wrong, {}, QStringLiteral("subject"));
    if (draft.body.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("The notice has no text."), {}, QStringLiteral("body"));
    if (draft.body.size() > kMaxBody)
        return failure(ErrorKind::Invalid, tr("The text is longer than 200,000 characters."), {},
                       QStringLiteral("body"));
    return {};
}

/** Of a correction on its way: whom it went to, and whom it is still owed to. */
QList<ScopeRow> correctedBy(const QList<ScopeRow> &scope, const NoticeDetails &d)
{
    QList<ScopeRow> rows;
    for (const ScopeRow &row : scope)
        if (row.correctionOwed || d.messaged.contains(row.subscription) ||
            std::any_of(d.byHand.begin(), d.byHand.end(),
                        [&](const HandDelivery &h) { return h.subscription == row.subscription; }))
            rows << row;
    return rows;
}

/** What reads in the timeline: "First notice 1 to customers". */
QString noticeName(const Notice &n)
{
    return tr("%1 (no. %2, %3)").arg(nameOf(n.phase)).arg(n.number).arg(nameOf(n.audience).toLower());
}

} // namespace

Result<QList<Notice>> NoticeService::list(IncidentId incident)
{
    return NoticeRepository(m_session.database()).ofIncident(incident);
}

Result<NoticeDetails> NoticeService::details(NoticeId id)
{
    NoticeRepository repository(m_session.database());
    NoticeDetails d;
    auto notice = repository.byId(id);
    if (!notice)
        return tl::unexpected(notice.error());
    d.notice = *notice;
    auto text = repository.text(notice->text);
    auto steps = repository.steps(id);
    auto messages = repository.messages(id);
    auto scope = CustomerService(m_session).scope(notice->incident);
    for (const Error *e : {text ? nullptr : &text.error(), steps ? nullptr : &steps.error(),
                           messages ? nullptr : &messages.error(), scope ? nullptr : &scope.error()})
        if (e)
            return tl::unexpected(*e);
    d.text = *text;
    d.steps = *steps;
    d.messages = *messages;
    auto obligations = ObligationRepository(m_session.database()).ofIncident(notice->incident);
    if (!obligations)
        return tl::unexpected(obligations.error());
    auto byHand = repository.handDeliveries(id);
    auto messaged = repository.messagedSubscriptions(id);
    if (!byHand || !messaged)
        return tl::unexpected(byHand ? messaged.error() : byHand.error());
    auto order = OutboxRepository(m_session.database()).order(id);
    if (!order)
        return tl::unexpected(order.error());
    d.order = *order;
    d.byHand = *byHand;
    d.messaged = *messaged;
    auto audience = audienceOf(m_session, *notice, *scope, *obligations);
    if (!audience)
        return tl::unexpected(audience.error());
    d.scope = audience->targets;
    if (notice->phase == NoticePhase::Correction && notice->state >= NoticeState::Queued) {
        d.scope = correctedBy(*scope, d);
        showRecipients(d.scope, audience->recipients);
    }
    return d;
}

Result<NoticeDraft> NoticeService::templateFor(IncidentId incident, const Notice &begun)
{
    return TemplateService(m_session).drafted(incident, begun);
}

Result<QList<NoticeText>> NoticeService::versions(NoticeId id)
{
    return NoticeRepository(m_session.database()).texts(id);
}

Result<QList<Authority>> NoticeService::authorities(IncidentId incident)
{
    return suggestedAuthorities(m_session, incident);
}

Result<QMap<QString, QString>> NoticeService::formAnswers(NoticeId id)
{
    auto notice = NoticeRepository(m_session.database()).byId(id);
    return notice ? formFromIncident(m_session, *notice) : tl::unexpected(notice.error());
}

Result<QByteArray> NoticeService::formPdf(NoticeId id)
{
    auto d = details(id);
    if (!d)
        return tl::unexpected(d.error());
    auto incident = IncidentRepository(m_session.database()).byId(d->notice.incident);
    const auto &form = SaForm::builtIn();
    if (!incident || !form)
        return tl::unexpected(incident ? form.error() : incident.error());
    if (!m_renderer)
        return failure(ErrorKind::Internal, tr("Notices cannot be rendered here."));
    return m_renderer->renderReport({incident->reference(), tr("Notification of a personal data breach"),
                                     form->toMarkdown(d->text.draft.form), m_session.nowMs()});
}

Result<QByteArray> NoticeService::formJson(NoticeId id)
{
    auto d = details(id);
    const auto &form = SaForm::builtIn();
    if (!d || !form)
        return tl::unexpected(d ? form.error() : d.error());
    return form->toJson(d->text.draft.form);
}

Result<NoticeId> NoticeService::start(IncidentId incident, Audience audience, NoticePhase phase,
                                      const NoticeDraft &given)
{
    Notice begun;
    begun.audience = audience;
    begun.phase = phase;
    return start(incident, begun, given);
}

Result<NoticeId> NoticeService::start(IncidentId incident, const Notice &begun, const NoticeDraft &given)
{
    NoticeDraft draft = given;
    if (draft.subject.isEmpty() && draft.body.isEmpty()) {
        auto filled = templateFor(incident, begun);
        if (!filled)
            return tl::unexpected(filled.error());
        draft = *filled;
    }
    if (auto ok = checkDraft(draft); !ok)
        return tl::unexpected(ok.error());
    NoticeId id;
    auto done = m_session.act(Right::DraftNotice, incident, 0, [&](const Incident &i) -> Result<void> {
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended."));
        NoticeRepository repository(m_session.database());
        auto key = repository.insertStart(incident, begun);
        if (!key)
            return tl::unexpected(key.error());
        id = *key;
        auto notice = repository.byId(id);
        if (!notice)
            return tl::unexpected(notice.error());
        auto text = repository.insertText(*notice, draft);
        return text ? Result<void>() : tl::unexpected(text.error());
    });
    return done ? Result<NoticeId>(id) : tl::unexpected(done.error());
}

namespace {

/** Reads the notice inside the act and makes sure nobody changed it since the person saw it. */
Result<Notice> fresh(Session &session, NoticeId id, int seenVersion)
{
    auto notice = NoticeRepository(session.database()).byId(id);
    if (notice && seenVersion > 0 && notice->version != seenVersion)
        return failure(ErrorKind::Conflict, tr("Somebody else changed this notice in the meantime. Look at it again."));
    return notice;
}

Result<NoticeState> stateAfter(const Notice &notice, NoticeStep step)
{
    if (const auto state = afterStep(notice.state, step))
        return *state;
    return failure(ErrorKind::Refused,
                   tr("A notice that is \"%1\" cannot be %2.").arg(nameOf(notice.state).toLower(), nameOf(step)));
}

} // namespace

Result<void> NoticeService::saveText(NoticeId id, int seenVersion, const NoticeDraft &draft)
{
    if (auto ok = checkDraft(draft); !ok)
        return ok;
    auto now = NoticeRepository(m_session.database()).byId(id);
    if (!now)
        return tl::unexpected(now.error());
    return m_session.act(Right::DraftNotice, now->incident, 0, [&](const Incident &) -> Result<void> {
        auto notice = fresh(m_session, id, seenVersion);
        if (!notice)
            return tl::unexpected(notice.error());
        if (auto state = stateAfter(*notice, NoticeStep::Revise); !state)
            return tl::unexpected(state.error());
        auto text = NoticeRepository(m_session.database()).insertText(*notice, draft);
        return text ? Result<void>() : tl::unexpected(text.error());
    });
}

Result<void> NoticeService::submit(NoticeId id, int seenVersion)
{
    auto now = NoticeRepository(m_session.database()).byId(id);
    if (!now)
        return tl::unexpected(now.error());
    return m_session.act(Right::DraftNotice, now->incident, 0, [&](const Incident &) -> Result<void> {
        NoticeRepository repository(m_session.database());
        auto notice = fresh(m_session, id, seenVersion);
        if (!notice)
            return tl::unexpected(notice.error());
        auto state = stateAfter(*notice, NoticeStep::Submit);
        if (!state)
            return tl::unexpected(state.error());
        auto text = repository.text(notice->text);
        if (!text)
            return tl::unexpected(text.error());
        if (auto ok = repository.insertDecision(*notice, NoticeStep::Submit, *state, text->sha256, {}, {}); !ok)
            return ok;
        auto noted =
            m_session.note(notice->incident, EntryKind::Notice, tr("%1 submitted to legal.").arg(noticeName(*notice)));
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

namespace {

/** What keeps a text from being approved; who approves it is not known here. */
ApprovalFacts approvalFacts(const Notice &notice, const NoticeDraft &draft, const RuleBook &rules)
{
    ApprovalFacts f;
    f.state = notice.state;
    for (const ContentItem &item : rules.requiredContent(notice.audience))
        if (item.required && draft.content.value(item.code, ContentMark::Missing) == ContentMark::Missing)
            f.missingContent << item.name;
    f.unfilledPlaceholders = placeholdersIn(draft.subject + u'\n' + draft.body);
    if (notice.audience == Audience::Customers)
        for (const QString &each : recipientPlaceholders())
            f.unfilledPlaceholders.removeAll(each);
    if (hasOtherTags(draft.subject + u'\n' + draft.body))
        f.unfilledPlaceholders << tr("a tag that is no plain name");
    return f;
}

} // namespace

namespace {

/** P9.7, P9.5: who gets it is frozen with it, and what it says is not known yet is followed up. */
Result<void> afterApproval(Session &session, NoticeId id, const NoticeText &text, bool attested)
{
    auto approved = NoticeRepository(session.database()).byId(id);
    if (!approved)
        return tl::unexpected(approved.error());
    if (auto ok = freezeAudience(session, *approved, attested); !ok)
        return ok;
    return followUp(session, *approved, text);
}

/** What is looked at when legal approves: content, names of others, and who wrote it (P9.4, P9.7). */
Result<void> checkApprovable(Session &session, const Notice &notice, const NoticeText &text, const Attestation &legal)
{
    ApprovalFacts f = approvalFacts(notice, text.draft, session.rules());
    auto obligations = ObligationRepository(session.database()).ofIncident(notice.incident);
    if (!obligations)
        return tl::unexpected(obligations.error());
    if (!lateDuties(*obligations, notice.audience, session.nowMs()).isEmpty() &&
        text.draft.content.value(delayReasonsCode(), ContentMark::Missing) != ContentMark::Given)
        f.missingContent << tr("Reasons for the delay");
    const auto theirs = missingCustomerPart(session, notice, text.draft);
    if (!theirs)
        return tl::unexpected(theirs.error());
    f.missingContent << *theirs;
    auto others = namesOfOthers(session, notice, text.draft);
    if (!others)
        return tl::unexpected(others.error());
    f.namesOfOthers = notMeant(*others);
    const PersonId approver = legal.by.isValid() ? legal.by : session.actor().id;
    f.approverIsAuthor = notice.audience != Audience::Internal && text.author == approver;
    return checkApproval(f);
}

} // namespace

Result<ApprovalFacts> NoticeService::checked(NoticeId id, const NoticeDraft &draft)
{
    auto notice = NoticeRepository(m_session.database()).byId(id);
    if (!notice)
        return tl::unexpected(notice.error());
    ApprovalFacts f = approvalFacts(*notice, draft, m_session.rules());
    auto others = namesOfOthers(m_session, *notice, draft);
    if (!others)
        return tl::unexpected(others.error());
    f.namesOfOthers = notMeant(*others);
    const auto theirs = missingCustomerPart(m_session, *notice, draft);
    if (!theirs)
        return tl::unexpected(theirs.error());
    f.missingContent << *theirs;
    return f;
}

Result<void> NoticeService::decide(NoticeId id, int seenVersion, NoticeStep step, const QString &remark,
                                   const Attestation &legal)
{
    auto now = NoticeRepository(m_session.database()).byId(id);
    if (!now)
        return tl::unexpected(now.error());
    // P13.5: legal decides; by log-in, or attested by the incident manager. P9.1: who tells the provider's own people
    // what is the manager's alone.
    const bool attested = legal.by.isValid();
    const bool internal = now->audience == Audience::Internal;
    return m_session.act(
        attested || internal ? Right::Send : Right::ApproveNotice, now->incident, 0,
        [&](const Incident &) -> Result<void> {
            NoticeRepository repository(m_session.database());
            auto notice = fresh(m_session, id, seenVersion);
            if (!notice)
                return tl::unexpected(notice.error());
            auto state = stateAfter(*notice, step);
            if (!state)
                return tl::unexpected(state.error());
            auto text = repository.text(notice->text);
            if (!text)
                return tl::unexpected(text.error());
            if (auto ok = checkIfAttested(m_session, legal, Right::ApproveNotice); !ok)
                return ok;
            if (step == NoticeStep::Approve)
                if (auto ok = checkApprovable(m_session, *notice, *text, legal); !ok)
                    return ok;
            auto scope = CustomerService(m_session).scope(notice->incident);
            if (!scope)
                return tl::unexpected(scope.error());
            const QString scopeHash = step == NoticeStep::Approve ? scopeSha256(notice->phase, *scope) : QString();
            if (auto ok = repository.insertDecision(*notice, step, *state, text->sha256, remark, legal, scopeHash); !ok)
                return ok;
            if (step == NoticeStep::Approve)
                if (auto ok = afterApproval(m_session, id, *text, attested); !ok)
                    return ok;
            auto noted = m_session.note(
                notice->incident, EntryKind::Notice,
                (step == NoticeStep::Approve ? internal && !attested
                                                   ? tr("%1 approved by the incident manager, text %2.")
                                                   : tr("%1 approved by legal, text %2.")
                 : internal && !attested ? tr("%1 returned by the incident manager. %2")
                                             : tr("%1 returned by legal. %2"))
                    .arg(noticeName(*notice), step == NoticeStep::Approve ? text->sha256.left(12) : remark));
            return noted ? Result<void>() : tl::unexpected(noted.error());
        });
}

Result<void> NoticeService::returnToAuthor(NoticeId id, int seenVersion, const QString &remark,
                                           const Attestation &legal)
{
    if (remark.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say what has to change."), {}, QStringLiteral("remark"));
    return decide(id, seenVersion, NoticeStep::Return, remark.trimmed(), legal);
}

Result<void> NoticeService::approve(NoticeId id, int seenVersion, const Attestation &legal)
{
    return decide(id, seenVersion, NoticeStep::Approve, {}, legal);
}

Result<int> NoticeService::send(NoticeId id, int seenVersion, const QString &folder)
{
    auto notice = fresh(m_session, id, seenVersion);
    if (!notice)
        return tl::unexpected(notice.error());
    if (notice->audience != Audience::Customers) {
        auto audience = audienceOf(m_session, *notice);
        if (!audience)
            return tl::unexpected(audience.error());
        if (audience->recipients.isEmpty())
            return failure(ErrorKind::Invalid, tr("Name the addressees of this notice first."), {},
                           QStringLiteral("recipient"));
    }
    if (!m_renderer)
        return failure(ErrorKind::Internal, tr("Notices cannot be rendered here."));
    return ExerciseService(m_session).liftedIfBarred(NoticeSending(m_session, *m_renderer).send(*notice, {}, folder),
                                                     notice->incident, LiftingCause::Send);
}

Result<int> NoticeService::sendTo(NoticeId id, int seenVersion, const QString &folder, const QString &recipient,
                                  const QString &address)
{
    auto notice = fresh(m_session, id, seenVersion);
    if (!notice)
        return tl::unexpected(notice.error());
    if (notice->audience == Audience::Customers) // their scope and exceptions would be passed by
        return failure(ErrorKind::Invalid, tr("A customer notice goes to the affected customers, not to an address."),
                       {}, QStringLiteral("recipient"));
    if (recipient.trimmed().isEmpty() || address.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Name the addressee and the address."), {}, QStringLiteral("recipient"));
    if (!m_renderer)
        return failure(ErrorKind::Internal, tr("Notices cannot be rendered here."));
    return ExerciseService(m_session).liftedIfBarred(
        NoticeSending(m_session, *m_renderer)
            .send(*notice, {{{}, {}, recipient.trimmed(), address.trimmed(), {}}}, folder),
        notice->incident, LiftingCause::Send);
}

Result<int> NoticeService::rehearse(NoticeId id, const QString &folder, bool attachLetter, const QString &recipient,
                                    const QString &address)
{
    auto notice = NoticeRepository(m_session.database()).byId(id);
    if (!notice)
        return tl::unexpected(notice.error());
    if (!m_renderer)
        return failure(ErrorKind::Internal, tr("Notices cannot be rendered here."));
    QList<NoticeRecipient> given;
    if (notice->audience != Audience::Customers && !recipient.trimmed().isEmpty())
        given.append({{}, {}, recipient.trimmed(), address.trimmed(), {}});
    auto written = NoticeSending(m_session, *m_renderer).rehearse(*notice, given, folder, attachLetter);
    if (written && *written == 0)
        return failure(ErrorKind::Refused, tr("Nobody would get a message: no one has a contact."));
    return written;
}

namespace {

Result<void> checkDelivery(const DeliveryInput &in, qint64 nowMs)
{
    if (in.proof.trimmed().isEmpty())
        return failure(ErrorKind::Invalid,
                       in.reached ? tr("Give the proof: a receipt, a name, a call.") : tr("Say what happened."), {},
                       QStringLiteral("proof"));
    if (in.proof.size() > kMaxEntryText)
        return failure(ErrorKind::Invalid, tr("The proof is longer than 100,000 characters. Keep it as a file."), {},
                       QStringLiteral("proof"));
    if (in.means.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say by what means."), {}, QStringLiteral("means"));
    if (in.atMs <= 0 || in.atMs > nowMs)
        return failure(ErrorKind::Invalid, tr("Say when; not in the future."), {}, QStringLiteral("at"));
    return {};
}

/** P2.8: nothing of an exercise goes anywhere but into its folder, whatever the exercise says of how it got there. */
QString meansFor(const Incident &incident, const QString &means)
{
    return incident.exercise ? exerciseFolder() : means;
}

/** People give instants by the minute. */
bool isBefore(qint64 atMs, qint64 madeMs)
{
    return atMs < madeMs - madeMs % kMinuteMs;
}

} // namespace

Result<void> NoticeService::recordDelivery(MessageId id, const DeliveryInput &in)
{
    if (auto ok = checkDelivery(in, m_session.nowMs()); !ok)
        return ok;
    NoticeRepository repository(m_session.database());
    auto owner = repository.messageOwner(id);
    if (!owner)
        return tl::unexpected(owner.error());
    auto notice = repository.byId(owner->first);
    auto made = repository.messageMs(id);
    if (!notice || !made)
        return tl::unexpected(notice ? made.error() : notice.error());
    if (isBefore(in.atMs, *made))
        return failure(ErrorKind::Invalid, tr("It cannot have arrived before it was made."), {}, QStringLiteral("at"));
    return m_session.act(Right::RecordHandDelivery, notice->incident, 0, [&](const Incident &incident) -> Result<void> {
        if (auto ok = repository.insertDelivery(incident.id, id, meansFor(incident, in.means.trimmed()), in.atMs,
                                                in.reached, in.proof.trimmed());
            !ok)
            return ok;
        return NoticeSending::settle(m_session, *notice, owner->second, in.atMs);
    });
}

Result<void> NoticeService::recordByHand(NoticeId id, SubscriptionId subscription, const DeliveryInput &in)
{
    if (auto ok = checkDelivery(in, m_session.nowMs()); !ok)
        return ok;
    if (in.means != u"telephone" && in.means != u"post" && in.means != u"portal")
        return failure(ErrorKind::Invalid, tr("Without a message there is the telephone, the post and the portal."), {},
                       QStringLiteral("means"));
    auto read = details(id);
    if (!read)
        return tl::unexpected(read.error());
    return m_session.act(Right::RecordHandDelivery, read->notice.incident, 0, [&](const Incident &i) -> Result<void> {
        NoticeRepository repository(m_session.database());
        auto d = details(id);
        auto sent = repository.queuedMs(id);
        auto obligations = ObligationRepository(m_session.database()).ofIncident(read->notice.incident);
        if (!d || !sent || !obligations)
            return tl::unexpected(!d ? d.error() : !sent ? sent.error() : obligations.error());
        if (d->notice.audience != Audience::Customers)
            return failure(ErrorKind::Refused, tr("Only customers are told by subscription."));
        // P9.7: the incident manager sends; what was read out is the approved text.
        if (d->notice.state < NoticeState::Queued || *sent == 0)
            return failure(ErrorKind::Refused, tr("Nobody is told before the incident manager has sent the notice."));
        if (isBefore(in.atMs, *sent))
            return failure(ErrorKind::Invalid, tr("It cannot have arrived before it was sent."), {},
                           QStringLiteral("at"));
        const auto row = std::find_if(d->scope.begin(), d->scope.end(),
                                      [&](const ScopeRow &r) { return r.subscription == subscription; });
        if (row == d->scope.end())
            return failure(ErrorKind::Refused, tr("This notice is not for this subscription."), {},
                           QStringLiteral("subscription"));
        if (d->messaged.contains(subscription))
            return failure(ErrorKind::Refused, tr("A message was made for it: record the delivery of that one."), {},
                           QStringLiteral("subscription"));
        if (isHeld(*obligations, row->customer, m_session.nowMs()))
            return failure(ErrorKind::Refused,
                           tr("An exception is in force: this customer is not told until it ends."));
        if (auto ok = checkHandDelivery(m_session, i, d->notice, *obligations, row->customer, in.atMs); !ok)
            return ok;
        const HandDelivery delivery{subscription, meansFor(i, in.means), in.atMs, in.reached, in.proof.trimmed(), {}};
        if (auto ok = repository.insertByHand(d->notice, delivery); !ok)
            return ok;
        auto noted =
            m_session.note(d->notice.incident, EntryKind::Notice,
                           (in.reached ? tr("%1 · %2 told by %3: %4") : tr("%1 · %2 could not be told by %3: %4"))
                               .arg(row->customerName, row->subscriptionName, in.means, in.proof.trimmed()));
        if (!noted)
            return tl::unexpected(noted.error());
        return NoticeSending::settle(m_session, d->notice, row->customer, in.atMs);
    });
}

} // namespace tocsin
