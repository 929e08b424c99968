#pragma once

#include <QStringList>

namespace tocsin {

/** Customers, subscriptions and contacts from files; the whole command line, and the words after "contacts". */
[[nodiscard]] int importContacts(const QString &database, const QStringList &paths, const QString &customer,
                                 bool dryRun, bool json);
/** What contracts ask for; the words after "terms". */
[[nodiscard]] int importTerms(const QString &database, const QStringList &paths, bool dryRun, bool json);

} // namespace tocsin
