#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace tocsin {

/** One row of a table in text, with the line it began on. */
struct CsvRow
{
    int line = 0;
    QStringList cells;
};

/** A table in text: what it has for a heading, its rows, and what could not be read. */
struct CsvTable
{
    QStringList heading; ///< folded: lower case, letters and digits
    QList<CsvRow> rows;
    QString error;       ///< why it could not be read as a whole
    bool latin1 = false; ///< it was no UTF-8, and was read as Latin-1
    bool tooMany = false;

    /** The cell under one of these headings; empty if there is none. */
    [[nodiscard]] QString cell(const CsvRow &row, const QStringList &names) const;
    [[nodiscard]] bool hasAny(const QStringList &names) const;
};

/**
 * Reads RFC 4180 as people have it: commas, semicolons or tabs, either line end, quotes, a byte order mark, Latin-1.
 * An apostrophe that a formula was made harmless with (csvRow()) is taken off again.
 */
[[nodiscard]] CsvTable readCsv(const QByteArray &bytes, int maxRows = 200000);

} // namespace tocsin
