#include "models/services/outboxservice.h"

#include "models/services/messagefiles.h"
#include "models/services/noticesending.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/mailaccountrepository.h"
#include "models/storage/noticerepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/outboxrepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSettleEveryMs = 2000; ///< reading all that was reached takes time; its instants are kept anyway
constexpr int kPage = 100;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

void count(OutboxTotals &totals, MailOutcome outcome)
{
    switch (outcome) {
    case MailOutcome::Accepted:
        ++totals.accepted;
        return;
    case MailOutcome::Temporary:
        ++totals.temporary;
        return;
    case MailOutcome::Permanent:
        ++totals.permanent;
        return;
    case MailOutcome::Unknown:
        ++totals.unsure;
        return;
    case MailOutcome::NotBegun:
        ++totals.notBegun;
        return;
    }
}

/** What is kept of an answer: the server's words, and without any what a person can make of it. */
QString keptReply(const MailReply &reply)
{
    if (reply.code > 0)
        return reply.text;
    const QString why = nameOf(reply.fault);
    return reply.text.isEmpty() ? why : why + u": "_s + reply.text;
}

} // namespace

Result<MailAccount> OutboxService::account()
{
    return MailAccountRepository(m_session.database()).current();
}

Result<void> OutboxService::saveAccount(const MailAccount &account)
{
    if (auto ok = checkMailAccount(account); !ok)
        return ok;
    return m_session.act(Right::KeepMailAccount,
                         [&] { return MailAccountRepository(m_session.database()).insert(account); });
}

Result<OutboxStep> OutboxService::step(OutboxRun &run, const QList<MailAnswer> &answers, int want)
{
    auto step = stepOnce(run, answers, want);
    if (step || step.error().kind == ErrorKind::Offline || step.error().kind == ErrorKind::Locked)
        return step;
    // One answer cannot be kept, or nothing can be claimed: what the server said of the others is kept all the same.
    for (const MailAnswer &answer : answers)
        (void)stepOnce(run, {answer}, 0);
    return step;
}

Result<OutboxStep> OutboxService::stepOnce(OutboxRun &run, const QList<MailAnswer> &answers, int want)
{
    OutboxStep step;
    OutboxRun after;
    // Repeated when two work at the same time: what a try changed in the run goes with it.
    auto done = m_session.together([&]() -> Result<void> {
        after = run;
        if (auto ok = keepAnswers(after, answers); !ok)
            return ok;
        auto current = account();
        if (!current)
            return tl::unexpected(current.error());
        step = OutboxStep();
        if (current->version == run.account.version) {
            auto claimed = claim(after, want);
            if (!claimed)
                return tl::unexpected(claimed.error());
            step = std::move(*claimed);
        } else {
            step.through = after.open.isEmpty(); // somebody changed the account: this line ends
        }
        return settle(after, step.through);
    });
    if (!done)
        return tl::unexpected(done.error());
    run = std::move(after);
    run.totals.held = static_cast<int>(run.held.size());
    step.totals = run.totals;
    return step;
}

Result<void> OutboxService::keepAnswers(OutboxRun &run, const QList<MailAnswer> &answers)
{
    for (const MailAnswer &answer : answers) {
        const auto open = run.open.constFind(answer.attempt);
        if (open == run.open.constEnd())
            continue;
        const OpenAttempt attempt = *open;
        run.open.erase(open);
        if (auto ok = keepAnswer(run, attempt, answer); !ok)
            return ok;
    }
    return {};
}

Result<void> OutboxService::keepAnswer(OutboxRun &run, const OpenAttempt &open, const MailAnswer &answer)
{
    count(run.totals, answer.reply.outcome);
    run.touched.insert(open.notice);
    return m_session.act(Right::RecordHandDelivery, open.incident, 0, [&](const Incident &incident) -> Result<void> {
        NoticeRepository notices(m_session.database());
        auto attempt = OutboxRepository(m_session.database()).attempt(answer.attempt);
        if (!attempt)
            return tl::unexpected(attempt.error());
        if (attempt->decided) // a person did not wait for it; what came later is kept beside it
            return keepLate(run, open, answer);
        const QString reply = keptReply(answer.reply);
        if (auto ok = notices.insertResult(incident.id, answer.attempt, codeOf(answer.reply.outcome), reply); !ok)
            return ok;
        if (!answer.reply.accepted())
            return {};
        return keepAccepted(run, open, reply);
    });
}

Result<void> OutboxService::keepAccepted(OutboxRun &run, const OpenAttempt &open, const QString &reply)
{
    run.unsettled[open.notice].insert(open.customer);
    return NoticeRepository(m_session.database())
        .insertDelivery(open.incident, open.message, u"mail"_s, m_session.nowMs(), true,
                        tr("Accepted by %1: %2").arg(run.account.host, reply));
}

Result<void> OutboxService::keepLate(OutboxRun &run, const OpenAttempt &open, const MailAnswer &answer)
{
    const QString reply = keptReply(answer.reply);
    auto noted = m_session.note(
        open.incident, EntryKind::Note,
        tr("A late answer to attempt %1, which somebody had decided on: %2").arg(answer.attempt).arg(reply));
    if (!noted || !answer.reply.accepted())
        return noted ? Result<void>() : tl::unexpected(noted.error());
    // It has arrived, whatever was thought: nobody gets it twice.
    auto found = find(open.message);
    if (!found)
        return tl::unexpected(found.error());
    return found->message.facts.delivered ? Result<void>() : keepAccepted(run, open, reply);
}

Result<OutboxStep> OutboxService::claim(OutboxRun &run, int want)
{
    OutboxStep step;
    OutboxRepository repository(m_session.database());
    if (auto ok = repository.lockClaims(); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = refreshHolds(run); !ok)
        return tl::unexpected(ok.error());
    if (run.account.perMinute > 0) {
        // Also what a clock that is ahead wrote; but not for hours what one wrote that was set back since.
        auto sent = repository.attemptsBetween(m_session.nowMs() - kMinuteMs, m_session.nowMs() + kMinuteMs);
        if (!sent)
            return tl::unexpected(sent.error());
        want = std::min(want, run.account.perMinute - *sent);
        if (want <= 0)
            step.nextMs = m_session.nowMs() + kSecondMs;
    }
    const qint64 now = m_session.nowMs(), lease = mailLeaseMs(run.account);
    bool atEnd = false, passed = false;
    while (want > 0 && step.mails.size() < want && !atEnd) {
        // Most of what waits may be claimed: as many as are wanted first, and long pages only past what is held.
        const int size = passed ? kPage : want;
        auto page = repository.queued(run.after, lease, size);
        if (!page)
            return tl::unexpected(page.error());
        for (const QueuedMessage &m : std::as_const(*page)) {
            if (step.mails.size() >= want)
                break;
            run.after = m.id;
            if (!mayBeClaimed(m.facts, now)) {
                if (const qint64 next = nextTryMs(m.facts); next > 0)
                    step.nextMs = step.nextMs > 0 ? std::min(step.nextMs, next) : next;
                continue;
            }
            auto held = isHeld(run, m);
            if (!held)
                return tl::unexpected(held.error());
            if (*held)
                continue;
            run.claimedInPass = true;
            if (auto ok = claimOne(run, m, step.mails); !ok)
                return tl::unexpected(ok.error());
        }
        atEnd = page->size() < size && step.mails.size() < want;
        passed = true;
    }
    if (atEnd) { // the next one begins at the front again: for what was refused for now
        run.after = {};
        step.through = run.open.isEmpty() && step.mails.isEmpty() && !run.claimedInPass;
        run.claimedInPass = false;
    }
    return step;
}

Result<void> OutboxService::refreshHolds(OutboxRun &run)
{
    auto stamp = OutboxRepository(m_session.database()).holdStamp();
    if (!stamp)
        return tl::unexpected(stamp.error());
    if (*stamp == run.holdStamp)
        return {};
    run.holdStamp = *stamp;
    run.incidents.clear();
    run.notices.clear();
    run.obligations.clear();
    return {};
}

Result<bool> OutboxService::isHeld(OutboxRun &run, const QueuedMessage &m)
{
    Database &db = m_session.database();
    if (!run.obligations.contains(m.incident)) {
        auto read = ObligationRepository(db).ofIncident(m.incident);
        auto incident = IncidentRepository(db).byId(m.incident);
        if (!read || !incident)
            return tl::unexpected(read ? incident.error() : read.error());
        run.obligations.insert(m.incident, *read);
        run.incidents.insert(m.incident, *incident);
    }
    if (!run.notices.contains(m.notice)) {
        auto notice = NoticeRepository(db).byId(m.notice);
        if (!notice)
            return tl::unexpected(notice.error());
        run.notices.insert(m.notice, *notice);
    }
    MessageRow row;
    row.id = m.id;
    row.customer = m.customer;
    row.recipient = m.recipient;
    QList<MessageRow> rows{row};
    auto dropped =
        dropHeld(m_session, run.incidents[m.incident], run.notices[m.notice], run.obligations[m.incident], rows);
    if (!dropped && dropped.error().kind != ErrorKind::Refused)
        return tl::unexpected(dropped.error());
    const bool held = !dropped || rows.isEmpty();
    if (held)
        run.held.insert(m.id);
    else
        run.held.remove(m.id);
    return held;
}

Result<void> OutboxService::claimOne(OutboxRun &run, const QueuedMessage &m, QList<OutgoingMail> &mails)
{
    run.touched.insert(m.notice);
    return m_session.act(Right::RecordHandDelivery, m.incident, 0, [&](const Incident &incident) -> Result<void> {
        NoticeRepository notices(m_session.database());
        if (!m_renderer)
            return failure(ErrorKind::Internal, tr("Notices cannot be rendered here."));
        auto file = MessageFiles(m_session, *m_renderer).take(m.id, m.attachLetter, false);
        if (!file && file.error().kind != ErrorKind::Invalid && file.error().kind != ErrorKind::NotFound)
            return tl::unexpected(file.error());
        auto attempt = notices.insertAttempt(incident.id, m.id, u"smtp"_s);
        if (!attempt)
            return tl::unexpected(attempt.error());
        if (!file) { // no server can be given it: a person has to see to it
            ++run.totals.permanent;
            return notices.insertResult(incident.id, *attempt, codeOf(MailOutcome::Permanent), file.error().userText);
        }
        run.open.insert(*attempt, {incident.id, m.notice, m.id, m.customer});
        mails.append({*attempt, run.account.senderAddress, m.address, file->eml, 1000LL * run.account.timeoutS});
        return {};
    });
}

Result<void> OutboxService::settle(OutboxRun &run, bool all)
{
    const qint64 now = m_session.nowMs();
    if (!all && now - run.settledMs < kSettleEveryMs)
        return {};
    run.settledMs = now;
    NoticeRepository notices(m_session.database());
    for (auto it = run.unsettled.cbegin(); it != run.unsettled.cend(); ++it) {
        auto notice = notices.byId(it.key());
        auto done = notice ? m_session.act(Right::RecordHandDelivery, notice->incident, 0,
                                           [&](const Incident &) {
                                               return NoticeSending::settleAll(m_session, *notice, it.value(), now);
                                           })
                           : Result<void>(tl::unexpected(notice.error()));
        // One that was restricted meanwhile is settled by who sees it: in their pass over what is unfinished.
        if (!done && done.error().kind != ErrorKind::NotFound)
            return done;
    }
    run.unsettled.clear();
    if (!all)
        return {};
    // Also what a program before this one left behind: it may have died between the last answer and this.
    auto unfinished = OutboxRepository(m_session.database()).unfinished();
    if (!unfinished)
        return tl::unexpected(unfinished.error());
    for (const NoticeId id : std::as_const(*unfinished)) {
        auto notice = notices.byId(id);
        auto messages = notices.messages(id);
        if (!notice || !messages)
            return tl::unexpected(notice ? messages.error() : notice.error());
        QSet<CustomerId> reached;
        for (const MessageRow &m : std::as_const(*messages))
            if (m.reached)
                reached.insert(m.customer);
        auto done =
            m_session.act(Right::RecordHandDelivery, notice->incident, 0, [&](const Incident &) -> Result<void> {
                if (auto ok = NoticeSending::settleAll(m_session, *notice, reached, now); !ok)
                    return ok;
                return NoticeSending::closeSending(m_session, id);
            });
        if (!done)
            return done;
    }
    run.touched.clear();
    return {};
}

Result<OutboxNotice> OutboxService::counted(const Notice &notice)
{
    Database &db = m_session.database();
    OutboxNotice o;
    o.notice = notice;
    auto order = OutboxRepository(db).order(notice.id);
    auto messages = NoticeRepository(db).messages(notice.id);
    auto incident = IncidentRepository(db).byId(notice.incident);
    if (!order || !messages || !incident)
        return tl::unexpected(!order ? order.error() : !messages ? messages.error() : incident.error());
    o.order = *order;
    o.reference = incident->reference();
    for (const MessageRow &m : std::as_const(*messages)) {
        const MessageState state = messageState(m.facts, m_session.nowMs());
        ++o.states[state];
        if (state == MessageState::Failed || state == MessageState::Unsure)
            o.needPerson << m;
        if (const qint64 next = nextTryMs(m.facts); next > 0)
            o.nextMs = o.nextMs > 0 ? std::min(o.nextMs, next) : next;
    }
    return o;
}

Result<OutboxNotice> OutboxService::ofNotice(NoticeId id)
{
    auto notice = NoticeRepository(m_session.database()).byId(id);
    return notice ? counted(*notice) : tl::unexpected(notice.error());
}

Result<QList<OutboxNotice>> OutboxService::overview(bool all)
{
    auto ids = OutboxRepository(m_session.database()).ordered(!all);
    if (!ids)
        return tl::unexpected(ids.error());
    QList<OutboxNotice> list;
    for (const NoticeId id : std::as_const(*ids)) {
        auto one = ofNotice(id);
        if (!one)
            return tl::unexpected(one.error());
        list << *one;
    }
    return list;
}

} // namespace tocsin
