#pragma once

#include "models/domain/scopefile.h"

namespace tocsin {

/**
 * Reads who is affected: a list of subscriptions (CSV), or a log of data flows (CSV, or one JSON record a line), whose
 * rows are gathered by subscription: what was accessed, how often, first and last (P9.3). What cannot be read is a
 * finding with the row and the field.
 */
[[nodiscard]] ScopeFile readScope(const QString &name, const QByteArray &bytes);

} // namespace tocsin
