#pragma once

#include "models/domain/error.h"

#include <QString>

namespace tocsin {

class Database;

/**
 * Which entries of the record speak of which row, for as long as a verification runs. A server keeps an index for that;
 * a file does not, since each act would write four more pages for it, and makes one here, in a temporary table.
 */
class RowEntries
{
public:
    explicit RowEntries(Database &database);
    ~RowEntries();
    RowEntries(const RowEntries &) = delete;
    RowEntries &operator=(const RowEntries &) = delete;

    /** Reads the whole record; before anything is asked, within the snapshot that is verified. */
    [[nodiscard]] Result<void> load();
    /** What to select table_name, row_id and seq from. */
    [[nodiscard]] QString source() const;
    /** "... c WHERE ...": the entries about rows of this table. */
    [[nodiscard]] QString about(const QString &table) const;
    /** " LEFT JOIN ...": gives rows `t` of this table the entries `c` about them. */
    [[nodiscard]] QString joined(const QString &table) const;

private:
    Database &m_db;
    bool m_own; ///< the index is made here
};

} // namespace tocsin
