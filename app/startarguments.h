#pragma once

#include <QStringList>
#include <optional>

namespace tocsin {

/** What a start without a command asks for: a window, on this database or on the one that was opened last. */
struct StartArguments
{
    QString database;               ///< as it was written; empty: the one that was opened last
    std::optional<QString> trouble; ///< what cannot be understood; then no window opens
};

/** Reads the arguments, the program's name first. */
[[nodiscard]] StartArguments startArguments(const QStringList &arguments);

} // namespace tocsin
