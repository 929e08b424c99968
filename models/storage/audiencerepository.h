#pragma once

#include "models/domain/audience.h"
#include "models/domain/customer.h"
#include "models/domain/notice.h"

#include <QHash>

namespace tocsin {

class Database;

/** One message about one subscription, with the last that is known of it. */
struct SubscriptionMessage
{
    SubscriptionId subscription;
    NoticeId notice;
    QString address;
    QString said; ///< the server's reply, or the proof of what was recorded
    MessageFacts facts;
};

/** A message that was made, for whoever looks up what came back. */
struct SentMessage
{
    MessageId id;
    NoticeId notice;
    CustomerId customer;
    QString customerName;
    QString address;
    QString messageRef;
    bool returned = false;
};

/** Who a notice is for beyond the rule, who was frozen with it, and what was imported to find out (P9.1 to P9.3). */
class AudienceRepository
{
public:
    explicit AudienceRepository(Database &database)
        : m_db(database)
    {
    }

    /** Every change ever made, in order. */
    [[nodiscard]] Result<QList<NamedAddressee>> addressees(NoticeId notice);
    [[nodiscard]] Result<void> insertAddressee(const Notice &notice, const NamedAddressee &addressee,
                                               qint64 bulkId = 0);
    /** Places marked as meant, or not any more (then without a reason), in the order they were; the last holds. */
    [[nodiscard]] Result<QList<ForeignName>> namesMeant(NoticeId notice);
    [[nodiscard]] Result<void> insertMeant(const Notice &notice, const ForeignName &name, bool meant,
                                           const QString &reason);
    /** When legal approved a notice last; 0: never. */
    [[nodiscard]] Result<qint64> approvedMs(NoticeId notice);
    /** Those who get this text, in the order they were written down, each with the address the contact has now. */
    [[nodiscard]] Result<QList<FrozenRecipient>> frozen(NoticeTextId text);
    [[nodiscard]] Result<void> insertFrozen(const Notice &notice, const FrozenRecipient &recipient, bool attested,
                                            qint64 bulkId);

    [[nodiscard]] Result<QList<ScopeImport>> imports(IncidentId incident);
    [[nodiscard]] Result<void> insertImport(IncidentId incident, const ScopeImport &import);
    /** The contacts of all customers an incident affects, by customer. */
    [[nodiscard]] Result<QHash<CustomerId, QList<Contact>>> contactsOf(IncidentId incident);

    /** Every message to customers, a row for each subscription it is about. */
    [[nodiscard]] Result<QList<SubscriptionMessage>> subscriptionMessages(IncidentId incident);

    [[nodiscard]] Result<QList<SentMessage>> sentMessages(IncidentId incident);

    [[nodiscard]] Result<QList<Matter>> matters(IncidentId incident);
    [[nodiscard]] Result<Matter> matter(MatterId id);
    /** Open ones with an instant they are due at, of all incidents; of exercises only if they are asked for. */
    [[nodiscard]] Result<QList<Matter>> dueMatters(bool exercises);
    /** A new one, or a change of the one that was seen; Conflict if somebody else was faster. */
    [[nodiscard]] Result<MatterId> insertMatter(const Matter &matter);

private:
    [[nodiscard]] Result<QList<Matter>> listMatters(const QString &where, qint64 value);

    Database &m_db;
};

} // namespace tocsin
