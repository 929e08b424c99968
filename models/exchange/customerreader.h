#pragma once

#include "models/domain/customerimport.h"

#include <QByteArray>

namespace tocsin {

/** Largest file of customers that is read. */
constexpr qsizetype kMaxCustomerFile = 32 * 1024 * 1024;

/**
 * Reads customers, tenants, subscriptions and contacts from CSV, and from the JSON that cloud tools print: lists and
 * pages of subscriptions, tenants, security contacts of every generation, role assignments, organisations. Nothing is
 * invented where something is missing; what cannot be taken is a finding with file, row and field.
 */
[[nodiscard]] CustomerFile readCustomers(const QString &name, const QByteArray &bytes);

/** Several files as one, a page each for instance; the hash is over all of them in order. */
[[nodiscard]] CustomerFile readCustomers(const QList<std::pair<QString, QByteArray>> &files);

} // namespace tocsin
