#pragma once

#include "models/domain/delivery.h"
#include "models/domain/ids.h"
#include "models/domain/notice.h"

#include <optional>

namespace tocsin {

class Database;

/** What a message says, filled for its recipient and fixed when it was queued (P9.7). */
struct MessageText
{
    QString subject, body, sha256;
    QString senderName, senderAddress, customerName, subscriptions, reference, anchor;
    qint64 dateMs = 0;
    // Of the message it belongs to, when read:
    IncidentId incident;
    QString address, messageRef, approvedSha256;
    AttachmentId eml, pdf; ///< as they were kept
    QString language = QStringLiteral("en");
};

/** A message that waits to leave by mail. */
struct QueuedMessage
{
    MessageId id;
    IncidentId incident;
    NoticeId notice;
    CustomerId customer;
    QString recipient, address, messageRef;
    bool attachLetter = true;
    MessageFacts facts;
};

/** An attempt, and what it was of. */
struct AttemptRow
{
    qint64 id = 0;
    IncidentId incident;
    NoticeId notice;
    MessageId message;
    CustomerId customer;
    bool decided = false;
};

/** The queue of messages that leave by mail (P9.8, DESIGN 12). */
class OutboxRepository
{
public:
    explicit OutboxRepository(Database &database)
        : m_db(database)
    {
    }

    /** Within a transaction: nobody else claims until it ends. On a file a transaction is that already. */
    [[nodiscard]] Result<void> lockClaims();
    /** Of queued notices that were ordered to leave by mail and don't wait, those after a key, in order; not what is
     *  through. Fewer than `limit`: there are no more. */
    [[nodiscard]] Result<QList<QueuedMessage>> queued(MessageId after, qint64 leaseMs, int limit);
    /** Attempts by mail between two instants: what a rate counts. */
    [[nodiscard]] Result<int> attemptsBetween(qint64 afterMs, qint64 untilMs);
    /** Changes with everything that can hold messages back or set them free. */
    [[nodiscard]] Result<QString> holdStamp();

    [[nodiscard]] Result<AttemptRow> attempt(qint64 id);
    [[nodiscard]] Result<qint64> lastAttempt(MessageId id);
    [[nodiscard]] Result<SendOrder> order(NoticeId id);
    /** The notices that leave by mail, in order; `open`: those that are not through, or need a person. */
    [[nodiscard]] Result<QList<NoticeId>> ordered(bool open);
    /** Those that are still queued. */
    [[nodiscard]] Result<QList<NoticeId>> unfinished();
    [[nodiscard]] Result<std::optional<MessageText>> text(MessageId id);

    [[nodiscard]] Result<void> insertText(IncidentId incident, MessageId id, const MessageText &text);
    [[nodiscard]] Result<void> insertOrder(const Notice &notice, int seen, const QString &kind, bool attachLetter,
                                           const QString &reason);
    [[nodiscard]] Result<void> insertEnd(IncidentId incident, MessageId id, const QString &kind, MessageId replacement,
                                         const QString &reason);
    [[nodiscard]] Result<void> insertDecision(IncidentId incident, qint64 attempt, bool arrived, const QString &reason);

private:
    [[nodiscard]] Result<QList<NoticeId>> notices(const QString &where);

    Database &m_db;
};

/** SHA-256 hex over subject and body as a recipient gets them. */
[[nodiscard]] QString messageTextSha256(const QString &subject, const QString &body);

/** Columns of MessageFacts in a query that knows the message as `m`, and the joins they need; read by factsAt(). */
[[nodiscard]] QString factColumns();
[[nodiscard]] QString factJoins();
class Statement;
[[nodiscard]] MessageFacts factsAt(const Statement &row, int column, qint64 leaseMs);
inline constexpr int kFactColumns = 9;

} // namespace tocsin
