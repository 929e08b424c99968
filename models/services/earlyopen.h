#pragma once

#include "models/domain/clock.h"
#include "models/domain/error.h"
#include "models/storage/database.h"

#include <QString>
#include <future>
#include <memory>

namespace tocsin {

/**
 * A file that is opened on a thread of its own while the window is still being made: reading its schema takes as long
 * as making a window. For an existing file that may be written; taken once (Workspace::goOnWith).
 */
class EarlyOpen
{
public:
    /** Starts at once. `clock` outlives the database. */
    EarlyOpen(QString path, const Clock &clock);

    /** True for this very file, as long as nobody took it. */
    [[nodiscard]] bool isFor(const QString &path) const { return m_opening.valid() && path == m_path; }
    /** Waits until it is open, or known why not. */
    [[nodiscard]] Result<std::unique_ptr<Database>> take() { return m_opening.get(); }

private:
    QString m_path;
    std::future<Result<std::unique_ptr<Database>>> m_opening;
};

} // namespace tocsin
