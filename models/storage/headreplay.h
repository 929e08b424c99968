#pragma once

#include "models/domain/error.h"

#include <QString>
#include <functional>

namespace tocsin {

class Database;

/**
 * Replays the acts of every head and compares (DESIGN 4): incidents, obligations, notices, post-mortems, scope, people,
 * customers. `find(table, row, sentence)` is called for each head that is not what its acts made.
 */
[[nodiscard]] Result<void>
checkHeads(Database &database, const std::function<void(const QString &table, qint64 id, const QString &text)> &find);

} // namespace tocsin
