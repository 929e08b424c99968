#pragma once

#include "models/domain/clock.h"
#include "models/domain/error.h"
#include "models/storage/database.h"
#include "models/storage/storagethread.h"

#include <QString>
#include <memory>
#include <optional>

namespace tocsin {

/**
 * A storage thread that opens a file while the window is still being made: reading its schema takes as long as making
 * a window. For an existing file that may be written. Workspace::goOnWith takes the thread over, so that what it has
 * read stays with it.
 */
class EarlyOpen
{
public:
    /** Starts at once. `clock` outlives the database. */
    EarlyOpen(const QString &path, const Clock &clock);

    /** Once. */
    [[nodiscard]] std::unique_ptr<StorageThread> takeThread() { return std::move(m_thread); }
    /** By a later job of that thread, once: what opening this very file came to; nothing for any other. */
    [[nodiscard]] std::optional<Result<std::unique_ptr<Database>>> take(const QString &path);

private:
    struct Opened;
    std::shared_ptr<Opened> m_opened; ///< the thread's
    std::unique_ptr<StorageThread> m_thread;
};

} // namespace tocsin
