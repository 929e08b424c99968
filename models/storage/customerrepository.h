#pragma once

#include "models/domain/customer.h"
#include "models/domain/error.h"
#include "models/domain/person.h"

#include <QHash>
#include <optional>

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
    [[nodiscard]] Result<Customer> byId(CustomerId id);
    [[nodiscard]] Result<QList<Subscription>> subscriptions(CustomerId customer);
    [[nodiscard]] Result<QList<Contact>> contacts(CustomerId customer);
    /** Of every customer: for imports, and to see who cannot be reached. */
    [[nodiscard]] Result<QList<Subscription>> allSubscriptions();
    [[nodiscard]] Result<QList<Contact>> allContacts();
    /** Addresses in lower case that the last word of is a return, with what was said (P9.2). */
    [[nodiscard]] Result<QHash<QString, QString>> bounces();
    /** `bulkId`: of the import that brings it (DESIGN 5); 0 by hand. */
    [[nodiscard]] Result<CustomerId> insert(const Customer &customer, qint64 bulkId = 0);
    [[nodiscard]] Result<SubscriptionId> insert(const Subscription &subscription, qint64 bulkId = 0);
    [[nodiscard]] Result<qint64> insert(const Contact &contact, qint64 bulkId = 0);
    /** A new version of what was seen; Conflict if somebody else was faster. */
    [[nodiscard]] Result<void> change(const Customer &customer, qint64 bulkId = 0);
    [[nodiscard]] Result<void> change(const Subscription &subscription, qint64 bulkId = 0);
    [[nodiscard]] Result<void> change(const Contact &contact, const QString &reason, qint64 bulkId = 0);
    /** All rows ever in scope, without recipients. */
    [[nodiscard]] Result<QList<ScopeRow>> scope(IncidentId incident);
    /** The one of a subscription; nothing if it never was. */
    [[nodiscard]] Result<std::optional<ScopeRow>> scopeOf(IncidentId incident, SubscriptionId subscription);
    /** Those of one customer. */
    [[nodiscard]] Result<QList<ScopeRow>> scopeOf(IncidentId incident, CustomerId customer);
    /** Whether a customer of this country is in scope by another subscription than this one. */
    [[nodiscard]] Result<bool> countryInScope(IncidentId incident, const QString &country, SubscriptionId except);
    /** With the version of the row that was seen; Conflict if somebody else was faster. */
    [[nodiscard]] Result<void> insertScope(IncidentId incident, const ScopeRow &row, const QString &reason,
                                           const Attestation &legal = {}, qint64 bulkId = 0);

private:
    Database &m_db;
};

} // namespace tocsin
