#pragma once

#include <QList>
#include <QString>

namespace tocsin {

/** A value that a redaction may take away (P12.2): a column of an act, and the column of a head that repeats it. */
struct RedactableColumn
{
    const char *table;
    const char *column;
    const char *head = nullptr; ///< the head that shows the value of its last act
    const char *headColumn = nullptr;
    const char *headKey = "id";   ///< the act's column that names its head; where that is null, the act made it
    const char *headFound = "id"; ///< the head's column it is found by; with another than its key, in its incident
};

/** The condition that `h` is the head of the row `t` of the act. */
[[nodiscard]] QString isItsHead(const RedactableColumn &column);

/** What can be redacted; everything else is refused. Columns of one table stand together. */
[[nodiscard]] const QList<RedactableColumn> &redactableColumns();

/** The tables of it, in order, once each. */
[[nodiscard]] QStringList redactableTables();

/** Names of the columns that may go from this table, of heads too; empty for one that keeps what it holds. */
[[nodiscard]] QStringList redactableColumnsOf(const QString &table);

/** Whether a row of it can be pointed at: an act, or the head of several, which stands for all they said. */
[[nodiscard]] bool canBeRedacted(const QString &table);

/** What a row of the table is, in words: "an entry of the timeline". */
[[nodiscard]] QString redactableName(const QString &table);

} // namespace tocsin
