#pragma once

#include "models/domain/error.h"
#include "tests/bench/benchreport.h"

#include <QString>

namespace tocsin::bench {

/** What every part is given. */
struct Setup
{
    QString database; ///< 100,000 incidents, 2,000 open, 1,000 running clocks; never changed
    QString folder;   ///< for copies and scratch files, on the same disk
    QString binaries; ///< where tocsin and floorwindow are
    QString login;
};

/** Start to a painted, usable board, against a bare window with a table; time and memory. */
[[nodiscard]] QList<Row> measureStartup(const Setup &setup);
/** Pages of the board and the list, against the same SQL by bare Qt Sql and by the C interface. */
[[nodiscard]] QList<Row> measureReads(const Setup &setup);
/** Commits of a move, an assessment, an entry, against a one-row autocommit by the C interface. */
[[nodiscard]] QList<Row> measureCommits(const Setup &setup);
/** CPU time of a thousand running clocks on screen. */
[[nodiscard]] QList<Row> measureClocks(const Setup &setup);

/** Messages a second by the outbox, claims and answers committed, against a bare libcurl loop over one connection to
 *  the same Postfix; and how long 5,000 notices take to be queued. */
[[nodiscard]] QList<Row> measureSending(const Setup &setup);

/** Frames of the matrix of 10,000 subscriptions while it scrolls, against what 60 a second leave to each. */
[[nodiscard]] QList<Row> measureMatrix(const Setup &setup);

/** Makes the database unless one of the last day is there; false, with a message, if it can't. */
[[nodiscard]] bool makeBenchDatabase(const QString &path, const QString &login);

/** Stops the bench with a message: what is measured must not have failed. */
[[noreturn]] void stop(const QString &what);

template<class T> T must(tl::expected<T, Error> result, const char *what)
{
    if (!result)
        stop(QStringLiteral("%1: %2 %3").arg(QLatin1StringView(what), result.error().userText, result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace tocsin::bench
