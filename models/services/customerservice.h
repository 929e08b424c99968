#pragma once

#include "models/domain/customer.h"
#include "models/domain/incident.h"
#include "models/domain/person.h"

#include <QSet>

namespace tocsin {

class Session;

/** Fills who would be told about a row: security contacts; if none, administrators; if neither, nobody (P9.2). */
void resolveRecipients(ScopeRow &row, const QList<Contact> &contacts);

/** One thing that was entered about a customer, in words. */
struct CustomerChange
{
    qint64 atMs = 0;
    QString byName;
    QString what;
    QString reason;
    QString source; ///< the file that brought it, or empty
};

/** Customers, what they have, and whom to tell (P9.2). */
class CustomerService
{
public:
    explicit CustomerService(Session &session)
        : m_session(session)
    {
    }

    [[nodiscard]] Result<QList<Customer>> all();
    [[nodiscard]] Result<QList<Subscription>> subscriptions(CustomerId customer);
    [[nodiscard]] Result<QList<Contact>> contacts(CustomerId customer);
    [[nodiscard]] Result<CustomerId> add(const Customer &customer);
    [[nodiscard]] Result<SubscriptionId> addSubscription(const Subscription &subscription);
    /** Invalid if the address could not stand in a message header. */
    [[nodiscard]] Result<qint64> addContact(const Contact &contact);

    /** Conflict if somebody else changed it since it was read. Nothing is removed: a contact is set inactive. */
    [[nodiscard]] Result<void> change(const Customer &customer);
    [[nodiscard]] Result<void> change(const Subscription &subscription);
    /** Correcting an address needs a reason (P9.2). */
    [[nodiscard]] Result<void> change(const Contact &contact, const QString &reason);

    /** Everything that was entered about it, the latest first. */
    [[nodiscard]] Result<QList<CustomerChange>> history(CustomerId customer);

    /** The subscriptions an incident affects, with who would be told: security contacts, else administrators. */
    [[nodiscard]] Result<QList<ScopeRow>> scope(IncidentId incident);
    /**
     * Puts a subscription in or takes it out; Conflict if it is not as it was seen (ScopeRow::version). After a
     * declaration putting one in starts 72 hours for its customer alone (P7.8); taking one out then is legal's,
     * attested or by log-in: the customer's duty is withdrawn with its last subscription, and a correction is owed to
     * who was told.
     */
    [[nodiscard]] Result<void> setScope(IncidentId incident, const ScopeRow &row, const QString &reason,
                                        const Attestation &legal = {});

    /**
     * Many at once, as one act (DESIGN 5), within the act that it belongs to; Conflict if one is not as it was seen.
     * After a declaration each customer that nothing of was in scope has 72 hours (P7.8).
     */
    [[nodiscard]] Result<void> putInScope(const Incident &incident, const QList<ScopeRow> &rows, const QString &reason,
                                          const QString &sourceName, const QString &sourceSha256);

private:
    [[nodiscard]] Result<void> startClocks(const Incident &incident, const QSet<CustomerId> &customers);
    [[nodiscard]] Result<void> markOwed(QList<ScopeRow> &rows, IncidentId incident,
                                        const QList<Obligation> &obligations);
    [[nodiscard]] Result<void> settleTakenOut(IncidentId incident, const ScopeRow &row, const QString &reason,
                                              const Attestation &legal);

    Session &m_session;
};

} // namespace tocsin
