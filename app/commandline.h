#pragma once

#include <QStringList>

namespace tocsin {

/**
 * True if these arguments (the program's name first) ask for something that needs no window: a command, --help,
 * --version, or for nothing that is understood, which is then explained.
 */
[[nodiscard]] bool isCommand(const QStringList &arguments);

/** Does it. 0: done, and nothing is wrong; 1: failed, or something was found; 2: the command line was not understood.
 */
[[nodiscard]] int runCommandLine(const QStringList &arguments);

} // namespace tocsin
