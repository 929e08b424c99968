#pragma once

#include <QString>
#include <optional>

namespace tocsin {

/** True if somebody sits at a terminal who could be asked. */
[[nodiscard]] bool hasTerminal();

/** Asks on the terminal, whatever standard input is; what is typed is not shown. Nothing if they gave up (Ctrl-C). */
[[nodiscard]] std::optional<QString> askPassword(const QString &question);

/** One line of standard input, for scripts. */
[[nodiscard]] QString passwordFromInput();

} // namespace tocsin
