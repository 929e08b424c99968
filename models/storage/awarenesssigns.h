#pragma once

#include "models/domain/duty.h"

#include <QHash>

namespace tocsin {

class Database;

/**
 * Instants of P7.6 that an assumed awareness of these incidents is taken from. Only what stands counts: a risk that is
 * confirmed and personal data that is involved as it was found last, by whom ever, at the instant it was found first.
 */
[[nodiscard]] Result<QHash<qint64, AwarenessSigns>> awarenessSigns(Database &database, const QList<qint64> &incidents);

} // namespace tocsin
