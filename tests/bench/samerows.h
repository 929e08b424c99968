#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <vector>

struct sqlite3;
struct sqlite3_stmt;
struct sqlite3_value;

namespace tocsin::bench {

/**
 * What the rows of an act cost by themselves: those that it left in `source` (act, head, line of the timeline, search
 * index, entries of the record with their content) are written again, through prepared statements of the C interface in
 * one transaction, into a copy of the database that has the same tables and indexes and no trigger.
 */
class SameRows
{
public:
    /** `copy` is a file of its own, at the state of `source`; `head` names the columns that the act sets in its
     * incident. */
    SameRows(sqlite3 *source, const QString &copy, const QByteArray &head, qint64 incident);
    ~SameRows();
    SameRows(const SameRows &) = delete;
    SameRows &operator=(const SameRows &) = delete;

    /** Reads what came into the source since the last call; true if there are rows of an act and of the record. */
    [[nodiscard]] bool read();
    /** Writes that into the copy. */
    void commit();

private:
    using Values = std::vector<sqlite3_value *>;
    struct Table
    {
        sqlite3_stmt *select = nullptr;
        sqlite3_stmt *insert = nullptr;
        qint64 last = 0;
        std::vector<Values> rows;
    };

    void openCopy(const QString &path);
    void addTable(const QByteArray &name, const QByteArray &key);
    void readHead();
    void readSearch();
    void write(sqlite3_stmt *statement, const Values &values);
    static void clear(std::vector<Values> &rows);
    [[nodiscard]] sqlite3_stmt *prepare(sqlite3 *db, const QByteArray &sql) const;

    sqlite3 *m_source;
    sqlite3 *m_copy = nullptr;
    std::vector<Table> m_tables; ///< in the order of writing; the entries last
    sqlite3_stmt *m_begin = nullptr;
    sqlite3_stmt *m_end = nullptr;
    sqlite3_stmt *m_readHead = nullptr; ///< null when the act has no head
    sqlite3_stmt *m_writeHead = nullptr;
    sqlite3_stmt *m_readText = nullptr;
    sqlite3_stmt *m_index = nullptr;
    std::vector<Values> m_head;
    qint64 m_lastText = 0;
    QList<std::pair<qint64, QByteArray>> m_texts; ///< for the search index, folded
};

} // namespace tocsin::bench
