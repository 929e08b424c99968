#pragma once

#include "models/storage/database.h"

#include <memory>

namespace tocsin {

/** Opens; where a server wants a password that libpq has not found, it is asked for, if there is a terminal. */
[[nodiscard]] Result<std::unique_ptr<Database>> openAsking(const QString &path, OpenMode mode, const Clock &clock);

/** Makes the database of this address on its server if there is none yet, connected to its database "postgres". */
[[nodiscard]] Result<void> makeServerDatabase(const ServerAddress &address, const Clock &clock);

/** How a server's database is backed up and restored, for the commands that do it for a file. */
[[nodiscard]] Error serverBackupHint();

} // namespace tocsin
