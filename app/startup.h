#pragma once

#include "ui/shell/mainwindow.h"

namespace tocsin {

/** True if there is a screen to open a window on; otherwise a message on standard error says what to do. */
[[nodiscard]] bool hasDisplay();

/** What the arguments ask of the window: --database FILE, or a file alone. */
[[nodiscard]] WindowOptions windowOptions(const QStringList &arguments);

/** Warnings and errors go to standard error and into a small file beside the data; never what a person typed. */
void startLog();

} // namespace tocsin
