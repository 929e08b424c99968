#pragma once

#include "models/domain/customer.h"
#include "models/domain/delivery.h"
#include "models/domain/incident.h"
#include "models/domain/notice.h"
#include "models/services/mailer.h"

#include <QHash>
#include <QSet>
#include <optional>

namespace tocsin {

class Session;
class Renderer;
struct QueuedMessage;

/** An attempt this program claimed and has no answer to yet. */
struct OpenAttempt
{
    IncidentId incident;
    NoticeId notice;
    MessageId message;
    CustomerId customer;
};

/** What came of the messages of one run. */
struct OutboxTotals
{
    int accepted = 0, temporary = 0, permanent = 0, unsure = 0, notBegun = 0;
    int held = 0; ///< that may not leave now: an exception, a rescission
};

/** One program's way through the queue, from the first claim to the last answer. Used on the storage thread. */
struct OutboxRun
{
    MailAccount account; ///< that the line was opened with
    OutboxTotals totals;

    // Kept by OutboxService:
    QHash<qint64, OpenAttempt> open;
    QHash<NoticeId, QSet<CustomerId>> unsettled;
    QSet<NoticeId> touched;
    MessageId after;
    bool claimedInPass = false;
    qint64 settledMs = 0;
    QString holdStamp; ///< while it is the same, what follows is what holds messages back or sets them free
    QHash<IncidentId, Incident> incidents;
    QHash<NoticeId, Notice> notices;
    QHash<IncidentId, QList<Obligation>> obligations;
    QSet<MessageId> held;
};

/** What the next messages to send are, or when to look again. */
struct OutboxStep
{
    QList<OutgoingMail> mails;
    bool through = false; ///< nothing to send now and nothing on its way
    qint64 nextMs = 0;    ///< when something is due again; 0: not by time alone
    OutboxTotals totals;
};

/** One notice that leaves by mail, or did: how its messages stand. */
struct OutboxNotice
{
    Notice notice;
    QString reference; ///< of its incident
    SendOrder order;
    QHash<MessageState, int> states;
    QList<MessageRow> needPerson; ///< that failed or are unsure: they wait for a decision
    qint64 nextMs = 0;            ///< when the next one is tried again
};

/**
 * The outbox (P9.8, DESIGN 12). A manager orders a notice to leave by mail; whoever works with the database may carry
 * it to the server; a message is claimed before it leaves and answered after; what got no answer is unsure and never
 * sent again by itself.
 */
class OutboxService
{
public:
    OutboxService(Session &session, Renderer *renderer)
        : m_session(session)
        , m_renderer(renderer)
    {
    }

    [[nodiscard]] Result<MailAccount> account();
    /** An administrator's. Conflict if somebody else changed it since `account.version`. */
    [[nodiscard]] Result<void> saveAccount(const MailAccount &account);

    /** Keeps the answers, and claims up to `want` messages more. The claims are in the database when it returns. */
    [[nodiscard]] Result<OutboxStep> step(OutboxRun &run, const QList<MailAnswer> &answers, int want);
    /** Notices that leave by mail and are not through; `all`: also those that are. */
    [[nodiscard]] Result<QList<OutboxNotice>> overview(bool all = false);
    [[nodiscard]] Result<OutboxNotice> ofNotice(NoticeId id);

    /** The manager's: queues the notice and orders it to leave by mail; nothing leaves by that alone. */
    [[nodiscard]] Result<void> order(NoticeId id, int seenVersion, bool attachLetter);
    [[nodiscard]] Result<void> orderTo(NoticeId id, int seenVersion, bool attachLetter, const QString &recipient,
                                       const QString &address);
    /** What was not claimed yet waits; what is on its way ends as it does. */
    [[nodiscard]] Result<void> pause(NoticeId id, const QString &reason);
    [[nodiscard]] Result<void> resume(NoticeId id);
    /** Calls back what has not left: these messages, or all of the notice that still can be. Returns how many. */
    [[nodiscard]] Result<int> cancel(NoticeId id, const QList<MessageId> &messages, const QString &reason);
    /** Sends once more what was refused, or now what waits for another try. */
    [[nodiscard]] Result<void> retry(MessageId id, const QString &reason);
    /** The same for all that failed of an incident's notices, for one reason. Returns how many. */
    [[nodiscard]] Result<int> retryFailed(IncidentId incident, const QString &reason);
    /** Says of an unsure one whether it arrived; if not, it is sent again. */
    [[nodiscard]] Result<void> decide(MessageId id, bool arrived, const QString &how);
    /** P9.2: another address for the same recipient, with a reason and without a new review. */
    [[nodiscard]] Result<void> correct(MessageId id, const QString &address, const QString &reason);
    /** The message or its letter, to keep; made if it was not yet. */
    [[nodiscard]] Result<QByteArray> file(MessageId id, bool letter);

private:
    struct Found
    {
        Notice notice;
        MessageRow message;
        qint64 attempt = 0;
    };
    [[nodiscard]] Result<Found> find(MessageId id);
    [[nodiscard]] Result<OutboxStep> stepOnce(OutboxRun &run, const QList<MailAnswer> &answers, int want);
    [[nodiscard]] Result<void> keepAnswers(OutboxRun &run, const QList<MailAnswer> &answers);
    [[nodiscard]] Result<void> keepAnswer(OutboxRun &run, const OpenAttempt &open, const MailAnswer &answer);
    [[nodiscard]] Result<void> keepAccepted(OutboxRun &run, const OpenAttempt &open, const QString &reply);
    [[nodiscard]] Result<void> keepLate(OutboxRun &run, const OpenAttempt &open, const MailAnswer &answer);
    [[nodiscard]] Result<OutboxStep> claim(OutboxRun &run, int want);
    [[nodiscard]] Result<void> refreshHolds(OutboxRun &run);
    [[nodiscard]] Result<bool> isHeld(OutboxRun &run, const QueuedMessage &message);
    [[nodiscard]] Result<void> claimOne(OutboxRun &run, const QueuedMessage &message, QList<OutgoingMail> &mails);
    [[nodiscard]] Result<void> settle(OutboxRun &run, bool all);
    /** A failed notice is queued again before one of its messages is. */
    [[nodiscard]] Result<Notice> queuedAgain(const Notice &notice);
    [[nodiscard]] Result<void> giveOrder(NoticeId id, const QString &kind, const QString &reason);
    [[nodiscard]] Result<std::optional<MessageId>> replace(const Notice &notice, const MessageRow &old,
                                                           const QString &address);
    [[nodiscard]] Result<OutboxNotice> counted(const Notice &notice);

    Session &m_session;
    Renderer *m_renderer;
};

} // namespace tocsin
