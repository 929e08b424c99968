#pragma once

#include "models/domain/timeline.h"

#include <QStringList>
#include <QTimeZone>

namespace tocsin {

/** What one line of quick entry means. Pure: now and the zone are given. */
struct QuickEntry
{
    qint64 atMs = 0;               ///< when it happened; now if no time was given
    bool timeGiven = false;        ///< a time was read from the line
    std::optional<EntryKind> kind; ///< from a prefix like "evidence:", if there was one
    bool keyEvent = false;         ///< led by "!" or "*"
    QString text;                  ///< the rest
    QString tags;                  ///< words without "#", separated by spaces
    QStringList remarks;           ///< what was assumed, in whole sentences
    QString error;                 ///< why it cannot be added as it stands, or empty
};

/**
 * Reads a line such as "evidence: fri 22:10 copied the log #storage". Times: "10:42", "10:42:07", "-15m", "-2h30m",
 * "fri 22:10", "yesterday 23:50", "21.11. 15:30", "2026-11-21 15:30", each optionally followed by "Z" or "UTC". A time
 * that would lie in the future means the day, week or year before, and a remark says so; hours that a change of the
 * clocks skipped or repeated are taken as a remark says.
 */
[[nodiscard]] QuickEntry parseQuickEntry(const QString &line, qint64 nowMs, const QTimeZone &zone);

} // namespace tocsin
