#include "models/storage/rowentries.h"

#include "models/storage/database.h"

namespace tocsin {

using namespace Qt::StringLiterals;

RowEntries::RowEntries(Database &database)
    : m_db(database)
    , m_own(!database.isShared())
{
}

RowEntries::~RowEntries()
{
    if (m_own)
        (void)m_db.run(u"DROP TABLE IF EXISTS temp.entry_of_row"_s);
}

Result<void> RowEntries::load()
{
    if (!m_own)
        return {};
    // A damaged or forged file has no say in it: the table is not in its schema, and is made anew each time.
    for (const QString &sql :
         {u"DROP TABLE IF EXISTS temp.entry_of_row"_s,
          // Typed: with a column without type SQLite does not use the key for what is a number.
          u"CREATE TEMP TABLE entry_of_row (table_name TEXT, row_id INTEGER, seq INTEGER, "
          "PRIMARY KEY (table_name, row_id, seq)) WITHOUT ROWID"_s,
          u"INSERT OR IGNORE INTO temp.entry_of_row SELECT table_name, row_id, seq FROM main.audit_content"_s})
        if (auto ok = m_db.run(sql); !ok)
            return ok;
    return {};
}

QString RowEntries::source() const
{
    return m_own ? u"temp.entry_of_row"_s : u"audit_content"_s;
}

QString RowEntries::about(const QString &table) const
{
    return (m_own ? u"temp.entry_of_row e JOIN audit_content c ON c.seq = e.seq WHERE e.table_name = '"_s
                  : u"audit_content c WHERE c.table_name = '"_s) +
           table + u'\'';
}

QString RowEntries::joined(const QString &table) const
{
    if (m_own)
        return u" LEFT JOIN temp.entry_of_row e ON e.table_name = '"_s + table +
               u"' AND e.row_id = t.id LEFT JOIN audit_content c ON c.seq = e.seq"_s;
    // By what an index leads to: a server asks of every entry that is looked at whether this person may read it.
    return u" LEFT JOIN audit_content c ON c.table_name = '"_s + table + u"' AND c.row_id = t.id"_s;
}

} // namespace tocsin
