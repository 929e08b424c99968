#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QList>
#include <QStringList>

namespace tocsin {

class Database;

/** What a version of a customer's record is about. */
enum class CustomerRecord { Customer, Subscription, Contact, Term };

/** One version as it was written: all its values, in the order of its kind. */
struct CustomerVersion
{
    CustomerRecord kind = CustomerRecord::Customer;
    qint64 subject = 0;
    qint64 atMs = 0;
    QString byName;
    QString source; ///< the file that brought it, or empty
    QString reason;
    QStringList values; ///< the first is its name
};

/** Every version of a customer, its subscriptions, contacts and terms, the oldest of each first. */
[[nodiscard]] Result<QList<CustomerVersion>> customerVersions(Database &database, CustomerId customer);

} // namespace tocsin
