#pragma once

#include "models/domain/error.h"

namespace tocsin {

/** "Tcsn": the application id in the header of every Tocsin file. */
constexpr qint32 kApplicationId = 0x5463736e;

/** Looks at a file without opening it as a database: there, readable, SQLite's, Tocsin's. */
[[nodiscard]] Result<void> checkFile(const QString &path);

/** Makes an empty file of mode 0600 for a new database; it must not exist. */
[[nodiscard]] Result<void> prepareNewFile(const QString &path);

/** Takes away a file that was just made here, is closed, and is not to stay, with SQLite's companions. */
void removeMadeFile(const QString &path);

} // namespace tocsin
