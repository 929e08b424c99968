#pragma once

#include "models/domain/customer.h"
#include "models/domain/error.h"
#include "models/domain/person.h"

namespace tocsin {

class Database;

/** Customers with their subscriptions and contacts, and which of them an incident affects. */
class CustomerRepository
{
public:
    explicit CustomerRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<QList<Customer>> all();
    [[nodiscard]] Result<QList<Subscription>> subscriptions(CustomerId customer);
    [[nodiscard]] Result<QList<Contact>> contacts(CustomerId customer);
    [[nodiscard]] Result<CustomerId> insert(const Customer &customer);
    [[nodiscard]] Result<SubscriptionId> insert(const Subscription &subscription);
    [[nodiscard]] Result<qint64> insert(const Contact &contact);
    /** A new version of what was seen; Conflict if somebody else was faster. */
    [[nodiscard]] Result<void> change(const Customer &customer);
    [[nodiscard]] Result<void> change(const Subscription &subscription);
    [[nodiscard]] Result<void> change(const Contact &contact, const QString &reason);
    /** All rows ever in scope, without recipients. */
    [[nodiscard]] Result<QList<ScopeRow>> scope(IncidentId incident);
    /** With the version of the row that was seen; Conflict if somebody else was faster. */
    [[nodiscard]] Result<void> insertScope(IncidentId incident, const ScopeRow &row, const QString &reason,
                                           const Attestation &legal = {});

private:
    Database &m_db;
};

} // namespace tocsin
