#pragma once

#include "models/services/earlyopen.h"
#include "ui/shell/mainwindow.h"

#include <memory>

namespace tocsin {

/** True if there is a screen to open a window on; otherwise a message on standard error says what to do. */
[[nodiscard]] bool hasDisplay();

/** What the arguments ask of the window: --database FILE, or a file alone. */
[[nodiscard]] WindowOptions windowOptions(const QStringList &arguments);

/** Begins to open the file the window will show; null for a server, or when there is none yet. */
[[nodiscard]] std::unique_ptr<EarlyOpen> openEarly(const WindowOptions &options, const Clock &clock);

/** Warnings and errors go to standard error and into a small file beside the data; never what a person typed. */
void startLog();

} // namespace tocsin
