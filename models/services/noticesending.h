#pragma once

#include "models/domain/customer.h"
#include "models/domain/error.h"
#include "models/domain/incident.h"
#include "models/domain/notice.h"

#include <QSet>
#include <optional>

namespace tocsin {

class Session;
class Renderer;
struct MessageText;

/** One recipient of a notice, with the subscriptions the message is about. */
struct NoticeRecipient
{
    CustomerId customer;
    QString customerName;
    QString name;
    QString address;
    QList<ScopeRow> scope;
    bool anyAddress = false; ///< a portal or a street will do: a person carries the letter there
};

/** Placeholders that are filled for each recipient at sending, and may stand in an approved text (P9.3). */
[[nodiscard]] QStringList recipientPlaceholders();

/** SHA-256 hex over who is affected and what was accessed: what legal approves beside the text (P9.7). */
[[nodiscard]] QString scopeSha256(NoticePhase phase, const QList<ScopeRow> &scope);

/**
 * The subscriptions a notice to customers is for: those in scope whose duty stands; a correction goes to those it is
 * owed to, while there are any (P7.8).
 */
[[nodiscard]] QList<ScopeRow> targetsOf(NoticePhase phase, const QList<ScopeRow> &scope,
                                        const QList<Obligation> &obligations);

/** Who gets a customer notice: one message a contact and customer, about that customer's subscriptions alone (P9.2,
 * P9.3). */
[[nodiscard]] QList<NoticeRecipient> recipientsOf(const QList<ScopeRow> &scope);

/** True if legal has withdrawn every duty to this customer (P7.2): nothing is sent there any more. */
[[nodiscard]] bool isWithdrawn(const QList<Obligation> &obligations, CustomerId customer);

/** To whom a duty is that a notice for such an audience meets; nothing for internal ones. */
[[nodiscard]] std::optional<Addressee> addresseeOfAudience(Audience audience);

/** P8.4: an exception in force holds what goes to its own customer; one without a customer holds all. */
[[nodiscard]] bool isHeld(const QList<Obligation> &obligations, CustomerId customer, qint64 nowMs);

/** What all messages of one sending have around their text. */
struct MessageFrame
{
    QString anchor;
    QString senderName, senderAddress; ///< of the mail account; "" for the person who sends
};

/** Leaves out the messages that may not leave, or that an exception holds, and says how many; Refused if none may. */
[[nodiscard]] Result<qsizetype> dropHeld(Session &session, const Incident &incident, const Notice &notice,
                                         const QList<Obligation> &obligations, QList<MessageRow> &messages);

/**
 * Sends an approved notice: queues one message a recipient with its text filled and fixed, and orders it to leave by
 * mail, or writes the files and claims each attempt (DESIGN 12). Can be called again after a crash: what exists is not
 * made twice.
 */
class NoticeSending
{
public:
    NoticeSending(Session &session, Renderer &renderer)
        : m_session(session)
        , m_renderer(renderer)
    {
    }

    /** `given` empty: the recipients of the scope. Returns the number of messages written. */
    [[nodiscard]] Result<int> send(const Notice &notice, const QList<NoticeRecipient> &given, const QString &folder);

    /**
     * A dry run: every message as it would leave now, to be looked at. Nothing is queued or recorded; what is written
     * says what it is, and has no Message-ID of ours. Returns the number of messages written.
     */
    [[nodiscard]] Result<int> rehearse(const Notice &notice, const QList<NoticeRecipient> &given, const QString &folder,
                                       bool attachLetter);

    /** That it leaves by mail: the outbox does the rest. */
    [[nodiscard]] Result<void> order(const Notice &notice, const QList<NoticeRecipient> &given, bool attachLetter);
    /** Nothing if this recipient has this text already. Within an act; the notice is queued. */
    [[nodiscard]] Result<std::optional<MessageId>> makeMessage(const Notice &notice, const NoticeText &text,
                                                               const NoticeRecipient &recipient,
                                                               const Incident &incident, const MessageFrame &frame);
    [[nodiscard]] Result<MessageFrame> frame(const QString &language);
    /**
     * Once nothing more happens to its messages by itself: it is sent, delivered, or failed (P9.7); one that failed is
     * sent once those who were not reached were told in another way, or are not to be told. Within an act.
     */
    [[nodiscard]] static Result<void> closeSending(Session &session, NoticeId notice);

    /** P9.2: a sent notice has failed once a return leaves somebody with nobody reached. Within an act. */
    [[nodiscard]] static Result<void> markReturned(Session &session, NoticeId notice);

    /**
     * Makes the duties to a customer, and the one to all, met or open again by what was delivered so far; for no
     * customer the one to all alone. `atMs`: when "met" was taken back.
     */
    [[nodiscard]] static Result<void> settleDuties(Session &session, IncidentId incident, CustomerId customer,
                                                   qint64 atMs);
    /** The same for several customers at once. */
    [[nodiscard]] static Result<void> settleDutiesOf(Session &session, IncidentId incident,
                                                     const QSet<CustomerId> &customers, qint64 atMs);
    /** After a delivery was recorded: the customer's obligation is met, or "met" is taken back (P9.2). */
    [[nodiscard]] static Result<void> settle(Session &session, const Notice &notice, CustomerId customer, qint64 atMs);
    /** The same for several customers; the notice itself is left as it is. */
    [[nodiscard]] static Result<void> settleAll(Session &session, const Notice &notice,
                                                const QSet<CustomerId> &customers, qint64 atMs);

private:
    [[nodiscard]] Result<void> queue(const Notice &notice, const NoticeText &text,
                                     const QList<NoticeRecipient> &recipients);
    /** The same for duties to an authority or to data subjects, which are told by name. */
    [[nodiscard]] static Result<void> settleByName(Session &session, const Notice &notice, qint64 atMs);
    /** How many of those it went to have nobody reached, and nothing on its way, because something came back. */
    [[nodiscard]] static Result<int> lostByReturn(Session &session, const Notice &notice);
    [[nodiscard]] static Result<void> markFailed(Session &session, const Notice &notice, const QString &why);
    /** True if nobody without a contact is left to be told of this notice (P9.2). */
    [[nodiscard]] static Result<bool> allToldByHand(Session &session, const Notice &notice);
    /** What one recipient gets to read; the error says why it cannot leave. */
    [[nodiscard]] Result<MessageText> composed(const Notice &notice, const NoticeText &text,
                                               const NoticeRecipient &recipient, const Incident &incident,
                                               const MessageFrame &frame);
    [[nodiscard]] static Result<void> checkAddress(const NoticeRecipient &recipient);
    [[nodiscard]] static Result<void> markDelivered(Session &session, const Notice &notice);
    [[nodiscard]] Result<int> writeFiles(const Notice &notice, const QString &folder);

    Session &m_session;
    Renderer &m_renderer;
};

} // namespace tocsin
