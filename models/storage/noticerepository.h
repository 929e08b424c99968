#pragma once

#include "models/domain/notice.h"
#include "models/domain/person.h"

#include <QHash>
#include <QSet>

namespace tocsin {

class Database;

/** One message as it is made. */
struct MessageValues
{
    IncidentId incident;
    NoticeId notice;
    NoticeTextId text;
    CustomerId customer;
    QString recipient, address, messageRef, emlSha256, pdfSha256;
    QList<SubscriptionId> subscriptions;
};

/** That a text reached a subscription, or for another audience its addressee. */
struct ToldText
{
    NoticeTextId text;
    NoticePhase phase = NoticePhase::First;
    Audience audience = Audience::Customers;
    SubscriptionId subscription;
};

/** One that nobody is recorded as reached or not reached by. */
struct UnsettledMessage
{
    Audience audience = Audience::Customers;
    NoticePhase phase = NoticePhase::First;
    CustomerId customer;
    QString recipient;
    qint64 madeMs = 0;
    bool tried = false; ///< at least one attempt to send it
};

/** Notices, their texts, decisions, messages and deliveries (P9). */
class NoticeRepository
{
public:
    explicit NoticeRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<QList<Notice>> ofIncident(IncidentId id);
    [[nodiscard]] Result<Notice> byId(NoticeId id);
    [[nodiscard]] Result<NoticeText> text(NoticeTextId id);
    /** Every version of a notice's text, the oldest first. */
    [[nodiscard]] Result<QList<NoticeText>> texts(NoticeId id);
    [[nodiscard]] Result<QList<NoticeStepRow>> steps(NoticeId id);
    [[nodiscard]] Result<QList<MessageRow>> messages(NoticeId id);
    /** Incident and notice of a message; NotFound. */
    [[nodiscard]] Result<std::pair<NoticeId, CustomerId>> messageOwner(MessageId id);
    /** The subscriptions that were reached, by message or by hand, and when first; not those taken back since. */
    [[nodiscard]] Result<QHash<SubscriptionId, qint64>> firstReached(IncidentId incident, qint64 sinceMs = 0);
    /** The subscriptions that were told, with the instant of their last correction; 0 if there is none (P7.8). */
    [[nodiscard]] Result<QHash<SubscriptionId, qint64>> lastCorrected(IncidentId incident);
    /** The means recorded without success, by subscription (P9.2). */
    [[nodiscard]] Result<QHash<SubscriptionId, QSet<QString>>> failedMeans(IncidentId incident);
    /** The addressees reached that are no customers, by name, and when first. */
    [[nodiscard]] Result<QHash<QString, qint64>> firstReachedByName(IncidentId incident, Audience audience,
                                                                    qint64 sinceMs = 0);
    /** The texts that reached somebody, in the order of the notices (P9.5). */
    [[nodiscard]] Result<QList<ToldText>> toldTexts(IncidentId incident);
    /** The subscriptions that messages of a notice are about. */
    [[nodiscard]] Result<QSet<SubscriptionId>> messagedSubscriptions(NoticeId id);
    /** Those that one message is about. */
    [[nodiscard]] Result<QList<SubscriptionId>> subscriptionsOf(MessageId id);
    /** In the order they were recorded. */
    [[nodiscard]] Result<QList<HandDelivery>> handDeliveries(NoticeId id);
    /** What the last approval of a notice says of its scope; "" if there is none. */
    [[nodiscard]] Result<QString> approvedScopeSha256(NoticeId id);
    /** Instant at which a message was made. */
    [[nodiscard]] Result<qint64> messageMs(MessageId id);
    /** Messages of an incident without a settled outcome (P1.7): neither reached nor recorded as not reached. */
    [[nodiscard]] Result<QList<UnsettledMessage>> unsettledMessages(IncidentId incident);
    /** When the incident manager first sent a notice; 0 if never. */
    [[nodiscard]] Result<qint64> queuedMs(NoticeId id);

    [[nodiscard]] Result<NoticeId> insertStart(IncidentId incident, const Notice &begun);
    [[nodiscard]] Result<NoticeTextId> insertText(const Notice &seen, const NoticeDraft &draft);
    [[nodiscard]] Result<void> insertDecision(const Notice &seen, NoticeStep step, NoticeState to,
                                              const QString &textSha256, const QString &remark,
                                              const Attestation &attested, const QString &scopeSha256 = {});
    /** Nothing if this recipient already has this text (P9.2: nobody gets the same notice twice). */
    [[nodiscard]] Result<std::optional<MessageId>> insertMessage(const MessageValues &values);
    [[nodiscard]] Result<qint64> insertAttempt(IncidentId incident, MessageId message, const QString &means);
    [[nodiscard]] Result<void> insertResult(IncidentId incident, qint64 attempt, const QString &result,
                                            const QString &reply);
    [[nodiscard]] Result<void> insertDelivery(IncidentId incident, MessageId message, const QString &means, qint64 atMs,
                                              bool reached, const QString &proof);
    [[nodiscard]] Result<void> insertByHand(const Notice &notice, const HandDelivery &delivery);

private:
    [[nodiscard]] Result<QList<Notice>> list(const QString &where, qint64 value);

    Database &m_db;
};

/** SHA-256 hex over subject, body and content marks: what legal approves. */
[[nodiscard]] QString noticeTextSha256(const NoticeDraft &draft);
/** The content marks as kept, with what the form says. */
[[nodiscard]] QString contentJson(const NoticeDraft &draft);
[[nodiscard]] QMap<QString, ContentMark> contentFromJson(const QString &json);
[[nodiscard]] QMap<QString, QString> formFromJson(const QString &json);

} // namespace tocsin
