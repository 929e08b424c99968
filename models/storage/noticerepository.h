#pragma once

#include "models/domain/notice.h"
#include "models/domain/person.h"

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
    [[nodiscard]] Result<QList<NoticeStepRow>> steps(NoticeId id);
    [[nodiscard]] Result<QList<MessageRow>> messages(NoticeId id);
    /** Incident and notice of a message; NotFound. */
    [[nodiscard]] Result<std::pair<NoticeId, CustomerId>> messageOwner(MessageId id);
    /** Subscriptions in scope of a customer that no message of the incident has reached. */
    [[nodiscard]] Result<int> unreachedSubscriptions(IncidentId incident, CustomerId customer, qint64 sinceAtMostMs);
    /** The instant when the last affected subscription of a customer (0: of all) was first reached; 0 if none was. */
    [[nodiscard]] Result<qint64> lastFirstReachedMs(IncidentId incident, CustomerId customer);
    /** What the last approval of a notice says of its scope; "" if there is none. */
    [[nodiscard]] Result<QString> approvedScopeSha256(NoticeId id);
    /** Instant at which a message was made. */
    [[nodiscard]] Result<qint64> messageMs(MessageId id);
    /** Messages of an incident without a settled outcome (P1.7): neither reached nor recorded as not reached. */
    [[nodiscard]] Result<int> unsettledMessages(IncidentId incident);
    /** Content items said to be not known yet in the newest approved notices (P9.5). */
    [[nodiscard]] Result<QStringList> approvedContents(IncidentId incident);

    [[nodiscard]] Result<NoticeId> insertStart(IncidentId incident, Audience audience, NoticePhase phase);
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

private:
    [[nodiscard]] Result<QList<Notice>> list(const QString &where, qint64 value);

    Database &m_db;
};

/** SHA-256 hex over subject, body and content marks: what legal approves. */
[[nodiscard]] QString noticeTextSha256(const NoticeDraft &draft);
/** The content marks as kept. */
[[nodiscard]] QString contentJson(const QMap<QString, ContentMark> &content);
[[nodiscard]] QMap<QString, ContentMark> contentFromJson(const QString &json);

} // namespace tocsin
