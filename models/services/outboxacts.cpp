#include "models/domain/mailaddress.h"
#include "models/services/exerciseservice.h"
#include "models/services/messagefiles.h"
#include "models/services/noticeaudience.h"
#include "models/services/noticesending.h"
#include "models/services/outboxservice.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/noticerepository.h"
#include "models/storage/outboxrepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

tl::unexpected<Error> sayWhy(const QString &text, const char *field)
{
    return failure(ErrorKind::Invalid, text, {}, QString::fromLatin1(field));
}

/** Why a message may not be called back; nothing if it may. */
std::optional<QString> staysBecause(MessageState state)
{
    switch (state) {
    case MessageState::Waiting:
    case MessageState::Retrying:
    case MessageState::Failed:
        return std::nullopt;
    case MessageState::Sending:
        return tr("It is on its way.");
    case MessageState::Unsure:
        return tr("The server may have it: say first whether it arrived.");
    default:
        return tr("It has left, or was called back already.");
    }
}

} // namespace

Result<void> OutboxService::order(NoticeId id, int seenVersion, bool attachLetter)
{
    auto notice = NoticeRepository(m_session.database()).byId(id);
    if (!notice)
        return tl::unexpected(notice.error());
    if (notice->audience != Audience::Customers) {
        auto audience = audienceOf(m_session, *notice);
        if (!audience)
            return tl::unexpected(audience.error());
        if (audience->recipients.isEmpty())
            return sayWhy(tr("Name the addressees of this notice first."), "recipient");
    }
    if (seenVersion > 0 && notice->version != seenVersion)
        return failure(ErrorKind::Conflict, tr("Somebody else changed this notice in the meantime. Look at it again."));
    if (!m_renderer)
        return failure(ErrorKind::Internal, tr("Notices cannot be rendered here."));
    return ExerciseService(m_session).liftedIfBarred(
        NoticeSending(m_session, *m_renderer).order(*notice, {}, attachLetter), notice->incident, LiftingCause::Send);
}

Result<void> OutboxService::orderTo(NoticeId id, int seenVersion, bool attachLetter, const QString &recipient,
                                    const QString &address)
{
    auto notice = NoticeRepository(m_session.database()).byId(id);
    if (!notice)
        return tl::unexpected(notice.error());
    if (notice->audience == Audience::Customers)
        return sayWhy(tr("A customer notice goes to the affected customers, not to an address."), "recipient");
    if (seenVersion > 0 && notice->version != seenVersion)
        return failure(ErrorKind::Conflict, tr("Somebody else changed this notice in the meantime. Look at it again."));
    if (recipient.trimmed().isEmpty())
        return sayWhy(tr("Name the addressee and the address."), "recipient");
    if (!isMailAddress(address.trimmed()))
        return sayWhy(tr("This is no address that mail can be sent to."), "address");
    if (!m_renderer)
        return failure(ErrorKind::Internal, tr("Notices cannot be rendered here."));
    return ExerciseService(m_session).liftedIfBarred(
        NoticeSending(m_session, *m_renderer)
            .order(*notice, {{{}, {}, recipient.trimmed(), address.trimmed(), {}}}, attachLetter),
        notice->incident, LiftingCause::Send);
}

Result<void> OutboxService::giveOrder(NoticeId id, const QString &kind, const QString &reason)
{
    Database &db = m_session.database();
    auto notice = NoticeRepository(db).byId(id);
    if (!notice)
        return tl::unexpected(notice.error());
    return m_session.act(Right::Send, notice->incident, 0, [&](const Incident &) -> Result<void> {
        auto now = NoticeRepository(db).byId(id);
        auto order = OutboxRepository(db).order(id);
        if (!now || !order)
            return tl::unexpected(now ? order.error() : now.error());
        if (!order->byMail())
            return failure(ErrorKind::Refused, tr("This notice does not leave by mail."));
        if (order->paused == (kind == u"pause"))
            return failure(ErrorKind::Conflict,
                           order->paused ? tr("Somebody has stopped it already.") : tr("It goes on already."));
        return OutboxRepository(db).insertOrder(*now, order->number, kind, order->attachLetter, reason.trimmed());
    });
}

Result<void> OutboxService::pause(NoticeId id, const QString &reason)
{
    return giveOrder(id, u"pause"_s, reason);
}

Result<void> OutboxService::resume(NoticeId id)
{
    return giveOrder(id, u"resume"_s, {});
}

Result<int> OutboxService::cancel(NoticeId id, const QList<MessageId> &messages, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return sayWhy(tr("Say why it is called back."), "reason");
    Database &db = m_session.database();
    auto notice = NoticeRepository(db).byId(id);
    if (!notice)
        return tl::unexpected(notice.error());
    int called = 0;
    auto done = m_session.act(Right::Send, notice->incident, 0, [&](const Incident &) -> Result<void> {
        called = 0;
        OutboxRepository repository(db);
        if (auto ok = repository.lockClaims(); !ok)
            return ok;
        auto rows = NoticeRepository(db).messages(id);
        if (!rows)
            return tl::unexpected(rows.error());
        for (const MessageRow &m : std::as_const(*rows)) {
            if (!messages.isEmpty() && !messages.contains(m.id))
                continue;
            if (const auto why = staysBecause(messageState(m.facts, m_session.nowMs()))) {
                if (!messages.isEmpty())
                    return failure(ErrorKind::Refused, *why);
                continue;
            }
            if (auto ok = repository.insertEnd(notice->incident, m.id, u"cancelled"_s, {}, reason.trimmed()); !ok)
                return ok;
            ++called;
        }
        if (called == 0)
            return failure(ErrorKind::Refused, tr("Nothing is left that could be called back."));
        auto noted = m_session.note(notice->incident, EntryKind::Notice,
                                    (called == 1 ? tr("%1 no. %2: %3 message called back before it left. %4")
                                                 : tr("%1 no. %2: %3 messages called back before they left. %4"))
                                        .arg(nameOf(notice->phase))
                                        .arg(notice->number)
                                        .arg(called)
                                        .arg(reason.trimmed()),
                                    true);
        if (!noted)
            return tl::unexpected(noted.error());
        return NoticeSending::closeSending(m_session, id);
    });
    return done ? Result<int>(called) : tl::unexpected(done.error());
}

Result<OutboxService::Found> OutboxService::find(MessageId id)
{
    Database &db = m_session.database();
    NoticeRepository notices(db);
    auto owner = notices.messageOwner(id);
    if (!owner)
        return tl::unexpected(owner.error());
    auto notice = notices.byId(owner->first);
    auto rows = notices.messages(owner->first);
    auto attempt = OutboxRepository(db).lastAttempt(id);
    if (!notice || !rows || !attempt)
        return tl::unexpected(!notice ? notice.error() : !rows ? rows.error() : attempt.error());
    const auto row = std::find_if(rows->begin(), rows->end(), [id](const MessageRow &m) { return m.id == id; });
    if (row == rows->end())
        return failure(ErrorKind::NotFound, tr("There is no such message."));
    return Found{*notice, *row, *attempt};
}

Result<Notice> OutboxService::queuedAgain(const Notice &notice)
{
    NoticeRepository notices(m_session.database());
    auto text = notices.text(notice.text);
    auto now = notices.byId(notice.id);
    if (!text || !now)
        return tl::unexpected(text ? now.error() : text.error());
    if (now->state == NoticeState::Sent || now->state == NoticeState::Delivered) {
        auto failed = notices.insertDecision(*now, NoticeStep::MarkFailed, NoticeState::Failed, text->sha256,
                                             tr("A message is sent once more."), {});
        if (!failed)
            return tl::unexpected(failed.error());
        now = notices.byId(notice.id);
    }
    if (now && now->state == NoticeState::Failed) {
        auto queued = notices.insertDecision(*now, NoticeStep::Queue, NoticeState::Queued, text->sha256, {}, {});
        if (!queued)
            return tl::unexpected(queued.error());
        now = notices.byId(notice.id);
    }
    return now;
}

Result<void> OutboxService::retry(MessageId id, const QString &reason)
{
    auto before = find(id);
    if (!before)
        return tl::unexpected(before.error());
    return m_session.act(Right::ResolveUnsure, before->notice.incident, 0, [&](const Incident &i) -> Result<void> {
        auto found = find(id);
        if (!found)
            return tl::unexpected(found.error());
        const MessageState state = messageState(found->message.facts, m_session.nowMs());
        if (state != MessageState::Failed && state != MessageState::Retrying)
            return failure(ErrorKind::Refused, tr("Only what was refused is sent once more."));
        if (reason.trimmed().isEmpty())
            return sayWhy(tr("Say what is different now."), "reason");
        if (auto again = queuedAgain(found->notice); !again)
            return tl::unexpected(again.error());
        return OutboxRepository(m_session.database()).insertDecision(i.id, found->attempt, false, reason.trimmed());
    });
}

Result<int> OutboxService::retryFailed(IncidentId incident, const QString &reason)
{
    NoticeRepository notices(m_session.database());
    int again = 0;
    auto done = m_session.together([&]() -> Result<void> {
        auto all = notices.ofIncident(incident);
        if (!all)
            return tl::unexpected(all.error());
        for (const Notice &notice : std::as_const(*all)) {
            auto messages = notices.messages(notice.id);
            if (!messages)
                return tl::unexpected(messages.error());
            for (const MessageRow &m : std::as_const(*messages)) {
                if (messageState(m.facts, m_session.nowMs()) != MessageState::Failed)
                    continue;
                if (auto ok = retry(m.id, reason); !ok)
                    return ok;
                ++again;
            }
        }
        if (again == 0)
            return failure(ErrorKind::Refused, tr("No message has failed. What came back needs another address."));
        return {};
    });
    return done ? Result<int>(again) : tl::unexpected(done.error());
}

Result<void> OutboxService::decide(MessageId id, bool arrived, const QString &how)
{
    auto before = find(id);
    if (!before)
        return tl::unexpected(before.error());
    return m_session.act(Right::ResolveUnsure, before->notice.incident, 0, [&](const Incident &i) -> Result<void> {
        auto found = find(id);
        if (!found)
            return tl::unexpected(found.error());
        if (messageState(found->message.facts, m_session.nowMs()) != MessageState::Unsure)
            return failure(ErrorKind::Refused, tr("It is not unsure (any more)."));
        if (how.trimmed().isEmpty())
            return sayWhy(tr("Say how you know."), "reason");
        Database &db = m_session.database();
        if (auto ok = OutboxRepository(db).insertDecision(i.id, found->attempt, arrived, how.trimmed()); !ok)
            return ok;
        auto noted = m_session.note(i.id, EntryKind::Notice,
                                    (arrived ? tr("Unsure message to %1 arrived: %2")
                                             : tr("Unsure message to %1 did not arrive and is sent again: %2"))
                                        .arg(found->message.recipient, how.trimmed()));
        if (!noted)
            return tl::unexpected(noted.error());
        if (!arrived) {
            auto again = queuedAgain(found->notice);
            return again ? Result<void>() : tl::unexpected(again.error());
        }
        auto kept = NoticeRepository(db).insertDelivery(i.id, id, u"mail"_s, m_session.nowMs(), true, how.trimmed());
        if (!kept)
            return kept;
        return NoticeSending::settle(m_session, found->notice, found->message.customer, m_session.nowMs());
    });
}

Result<void> OutboxService::correct(MessageId id, const QString &address, const QString &reason)
{
    if (!isMailAddress(address.trimmed()))
        return sayWhy(tr("This is no address that mail can be sent to."), "address");
    if (reason.trimmed().isEmpty())
        return sayWhy(tr("Say where the address comes from."), "reason");
    auto before = find(id);
    if (!before)
        return tl::unexpected(before.error());
    return m_session.act(Right::Send, before->notice.incident, 0, [&](const Incident &i) -> Result<void> {
        Database &db = m_session.database();
        auto found = find(id);
        if (!found || !m_renderer)
            return found ? failure(ErrorKind::Internal, tr("Notices cannot be rendered here."))
                         : tl::unexpected(found.error());
        const MessageState state = messageState(found->message.facts, m_session.nowMs());
        if (state != MessageState::Failed && state != MessageState::Returned && state != MessageState::Retrying &&
            state != MessageState::Waiting)
            return failure(ErrorKind::Refused, tr("Only the address of what did not arrive is corrected."));
        auto queued = queuedAgain(found->notice);
        if (!queued)
            return tl::unexpected(queued.error());
        auto made = replace(*queued, found->message, address.trimmed());
        if (!made)
            return tl::unexpected(made.error());
        if (!*made)
            return sayWhy(tr("A message to this address was made already."), "address");
        if (auto ok = OutboxRepository(db).insertEnd(i.id, id, u"replaced"_s, **made, reason.trimmed()); !ok)
            return ok;
        auto noted = m_session.note(
            i.id, EntryKind::Notice,
            tr("The address of %1 was corrected from %2 to %3. %4")
                .arg(found->message.recipient, found->message.address, address.trimmed(), reason.trimmed()));
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

Result<std::optional<MessageId>> OutboxService::replace(const Notice &notice, const MessageRow &old,
                                                        const QString &address)
{
    Database &db = m_session.database();
    NoticeRepository notices(db);
    OutboxRepository outbox(db);
    auto text = outbox.text(old.id);
    auto about = notices.subscriptionsOf(old.id);
    if (!text || !about)
        return tl::unexpected(text ? about.error() : text.error());
    if (!*text)
        return failure(ErrorKind::NotFound, tr("What this message says was not kept."));
    MessageValues v{notice.incident, notice.id, notice.text, old.customer, old.recipient, address, {}, {}, {}, *about};
    v.messageRef = newUuid() + u'@' + old.messageRef.section(u'@', -1);
    auto made = notices.insertMessage(v);
    if (!made || !*made)
        return made;
    MessageText t = **text; // the same words: no new review
    t.dateMs = m_session.nowMs();
    if (auto ok = outbox.insertText(notice.incident, **made, t); !ok)
        return tl::unexpected(ok.error());
    return made;
}

Result<QByteArray> OutboxService::file(MessageId id, bool letter)
{
    if (!m_renderer)
        return failure(ErrorKind::Internal, tr("Notices cannot be rendered here."));
    Result<MessageFile> made = MessageFile();
    if (m_session.database().isReadOnly()) {
        made = MessageFiles(m_session, *m_renderer).take(id, true, letter);
    } else {
        auto found = find(id);
        if (!found)
            return tl::unexpected(found.error());
        auto order = OutboxRepository(m_session.database()).order(found->notice.id);
        auto done =
            m_session.act(Right::ReadIncidents, found->notice.incident, 0, [&](const Incident &) -> Result<void> {
                made = MessageFiles(m_session, *m_renderer)
                           .take(id, !order || !order->byMail() || order->attachLetter, letter);
                return made ? Result<void>() : tl::unexpected(made.error());
            });
        if (!done)
            return tl::unexpected(done.error());
    }
    if (!made)
        return tl::unexpected(made.error());
    return letter ? made->pdf : made->eml;
}

} // namespace tocsin
