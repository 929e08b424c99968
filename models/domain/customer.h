#pragma once

#include "models/domain/ids.h"

#include <QList>
#include <QString>

namespace tocsin {

/** An organisation whose data the provider holds. */
struct Customer
{
    CustomerId id;
    int version = 0;
    QString name;
    QString sector;
    QString country; ///< ISO 3166-1 alpha-2, or empty
    QString remark;
    QString language = {}; ///< ISO 639-1 in which it is written to, or empty
};

/** What a customer has with the provider: a subscription, tenant, support case or portal account (P9.2). */
struct Subscription
{
    SubscriptionId id;
    int version = 0;
    CustomerId customer;
    QString name;
    QString kind;             ///< "subscription", "tenant", "case", "account"
    QString externalRef = {}; ///< what the cloud calls it: the number of a subscription or a tenant
    QString tenantRef = {};   ///< of the tenant it is in
};

/** A person at a customer who may be told. */
struct Contact
{
    qint64 id = 0;
    int version = 0;
    CustomerId customer;
    SubscriptionId subscription; ///< none: of the whole customer
    QString name;
    QString email;
    QString phone;
    QString kind; ///< "security" or "administrator"
    bool active = true;
};

/** How a subscription's people were found (P9.2). */
enum class Reachability { SecurityContact, Administrator, Unreachable };

/** One affected subscription of an incident, with who would be told. */
struct ScopeRow
{
    SubscriptionId subscription;
    CustomerId customer;
    QString customerName;
    QString subscriptionName;
    int version = 0;   ///< as it was seen; 0: it is in no row yet
    QString accessed;  ///< what was accessed
    QString certainty; ///< "confirmed", "likely", "possible"
    qint64 sinceMs = 0;
    qint64 fromMs = 0; ///< when it was accessed, first and last; 0: not known
    qint64 toMs = 0;
    QString language; ///< of the customer, or empty
    bool inScope = true;
    bool correctionOwed = false; ///< told, and then found not to be affected (P7.8)
    Reachability reachability = Reachability::Unreachable;
    QList<Contact> recipients;
    qint64 head = 0; ///< where it stands in the database
};

} // namespace tocsin
