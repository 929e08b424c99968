#pragma once

#include "models/domain/error.h"

#include <functional>

namespace tocsin {

class Database;

/** Copies an open database to a new file by SQLite's backup API, while work goes on. Never overwrites; what is left of
 *  a failed copy is removed. `progress(done, total)` in pages; false stops. */
[[nodiscard]] Result<void> copyDatabase(Database &database, const QString &target,
                                        const std::function<bool(qint64, qint64)> &progress);

} // namespace tocsin
