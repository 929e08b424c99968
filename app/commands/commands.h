#pragma once

#include <QList>
#include <QStringList>

namespace tocsin {

/** One thing the program does without a window. */
struct Command
{
    const char *name;    ///< the word on the command line
    const char *usage;   ///< with its own arguments, for the overview
    const char *summary; ///< one line
    int (*run)(const QStringList &arguments);
};

/** All commands, in the order of the help. */
[[nodiscard]] const QList<Command> &commands();

constexpr int kExitOk = 0;
constexpr int kExitFailed = 1;
constexpr int kExitUsage = 2;

// Each takes the whole command line, the program's name first, and returns the exit code.
[[nodiscard]] int runImport(const QStringList &arguments);
[[nodiscard]] int runList(const QStringList &arguments);
[[nodiscard]] int runClocks(const QStringList &arguments);
[[nodiscard]] int runFigures(const QStringList &arguments);
[[nodiscard]] int runVerify(const QStringList &arguments);
[[nodiscard]] int runExport(const QStringList &arguments);
[[nodiscard]] int runExportBundle(const QStringList &arguments);
[[nodiscard]] int runVerifyBundle(const QStringList &arguments);
[[nodiscard]] int runBackup(const QStringList &arguments);
[[nodiscard]] int runRestore(const QStringList &arguments);
[[nodiscard]] int runDemo(const QStringList &arguments);
[[nodiscard]] int runCreate(const QStringList &arguments);
[[nodiscard]] int runAdmin(const QStringList &arguments);
[[nodiscard]] int runMigrate(const QStringList &arguments);
[[nodiscard]] int runOutbox(const QStringList &arguments);
[[nodiscard]] int runClean(const QStringList &arguments);
[[nodiscard]] int runRetention(const QStringList &arguments);
[[nodiscard]] int runAlerts(const QStringList &arguments);

} // namespace tocsin
