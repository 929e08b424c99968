#include "tests/bench/samerows.h"

#include "models/storage/sqlfunctions.h"
#include "tests/bench/benchparts.h"

#include <QStringList>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace tocsin::bench {

namespace {

void run(sqlite3 *db, const QByteArray &sql)
{
    if (sqlite3_exec(db, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        stop(u"the rows alone: %1"_s.arg(QString::fromUtf8(sqlite3_errmsg(db))));
}

/** Every trigger but those of the tables themselves: what is written is written by us. */
void dropTriggers(sqlite3 *db)
{
    QList<QByteArray> names;
    sqlite3_stmt *s = nullptr;
    sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'", -1, &s, nullptr);
    while (sqlite3_step(s) == SQLITE_ROW)
        names << reinterpret_cast<const char *>(sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
    for (const QByteArray &name : std::as_const(names))
        run(db, "DROP TRIGGER " + name);
}

qint64 newest(sqlite3 *db, const QByteArray &table, const QByteArray &key)
{
    sqlite3_stmt *s = nullptr;
    sqlite3_prepare_v2(db, ("SELECT coalesce(max(" + key + "), 0) FROM " + table).constData(), -1, &s, nullptr);
    const qint64 last = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    return last;
}

} // namespace

SameRows::SameRows(sqlite3 *source, const QString &copy, const QByteArray &head, qint64 incident)
    : m_source(source)
{
    openCopy(copy);
    addTable("stage_move", "id");
    addTable("assessment", "id");
    addTable("timeline_entry", "id");
    addTable("audit_content", "seq");
    addTable("audit", "seq");
    m_begin = prepare(m_copy, "BEGIN IMMEDIATE");
    m_end = prepare(m_copy, "COMMIT");
    m_lastText = newest(m_source, "timeline_entry", "id");
    m_readText = prepare(m_source, "SELECT id, text || ' ' || tags FROM timeline_entry WHERE id > ? AND kind = 'note'");
    m_index = prepare(m_copy, "INSERT INTO entry_search (rowid, text) VALUES (?, ?)");
    if (head.isEmpty())
        return;
    const QByteArray key = QByteArray::number(incident);
    m_readHead = prepare(m_source, "SELECT " + head + " FROM incident WHERE id = " + key);
    QByteArray set = head;
    m_writeHead = prepare(m_copy, "UPDATE incident SET " + set.replace(",", " = ?,") + " = ? WHERE id = " + key);
}

SameRows::~SameRows()
{
    for (Table &table : m_tables) {
        clear(table.rows);
        sqlite3_finalize(table.select);
        sqlite3_finalize(table.insert);
    }
    clear(m_head);
    for (sqlite3_stmt *s : {m_begin, m_end, m_readHead, m_writeHead, m_readText, m_index})
        sqlite3_finalize(s);
    sqlite3_close(m_copy);
}

void SameRows::openCopy(const QString &path)
{
    if (sqlite3_open(path.toUtf8().constData(), &m_copy) != SQLITE_OK)
        stop(u"the copy for the rows alone cannot be opened"_s);
    for (const char *pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
                               "PRAGMA cell_size_check = ON", "PRAGMA temp_store = MEMORY"})
        run(m_copy, pragma);
    dropTriggers(m_copy);
}

void SameRows::addTable(const QByteArray &name, const QByteArray &key)
{
    Table table;
    table.select = prepare(m_source, "SELECT * FROM " + name + " WHERE " + key + " > ? ORDER BY " + key);
    QByteArray places = "?";
    for (int i = 1; i < sqlite3_column_count(table.select); ++i)
        places += ", ?";
    table.insert = prepare(m_copy, "INSERT INTO " + name + " VALUES (" + places + ")");
    table.last = newest(m_source, name, key);
    m_tables.push_back(std::move(table));
}

sqlite3_stmt *SameRows::prepare(sqlite3 *db, const QByteArray &sql) const
{
    sqlite3_stmt *s = nullptr;
    if (sqlite3_prepare_v2(db, sql.constData(), -1, &s, nullptr) != SQLITE_OK)
        stop(u"the rows alone: %1 in %2"_s.arg(QString::fromUtf8(sqlite3_errmsg(db)), QString::fromUtf8(sql)));
    return s;
}

void SameRows::clear(std::vector<Values> &rows)
{
    for (const Values &values : rows)
        for (sqlite3_value *v : values)
            sqlite3_value_free(v);
    rows.clear();
}

bool SameRows::read()
{
    for (Table &table : m_tables) {
        clear(table.rows);
        sqlite3_bind_int64(table.select, 1, table.last);
        while (sqlite3_step(table.select) == SQLITE_ROW) {
            Values values;
            for (int i = 0; i < sqlite3_column_count(table.select); ++i)
                values.push_back(sqlite3_value_dup(sqlite3_column_value(table.select, i)));
            table.last = sqlite3_column_int64(table.select, 0);
            table.rows.push_back(std::move(values));
        }
        sqlite3_reset(table.select);
    }
    readHead();
    readSearch();
    const size_t entries = m_tables.back().rows.size();
    size_t rows = m_head.size();
    for (size_t i = 0; i + 2 < m_tables.size(); ++i)
        rows += m_tables[i].rows.size();
    return rows > 0 && rows == entries; // every row of an act and every change of a head has its entry
}

void SameRows::readHead()
{
    clear(m_head);
    if (!m_readHead)
        return;
    Values values;
    if (sqlite3_step(m_readHead) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(m_readHead); ++i)
            values.push_back(sqlite3_value_dup(sqlite3_column_value(m_readHead, i)));
    sqlite3_reset(m_readHead);
    m_head.push_back(std::move(values));
}

void SameRows::readSearch()
{
    m_texts.clear();
    sqlite3_bind_int64(m_readText, 1, m_lastText);
    while (sqlite3_step(m_readText) == SQLITE_ROW) {
        m_lastText = sqlite3_column_int64(m_readText, 0);
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_readText, 1));
        m_texts.append({m_lastText, foldText(QString::fromUtf8(text)).toUtf8()});
    }
    sqlite3_reset(m_readText);
}

void SameRows::write(sqlite3_stmt *statement, const Values &values)
{
    for (size_t i = 0; i < values.size(); ++i)
        sqlite3_bind_value(statement, static_cast<int>(i) + 1, values[i]);
    if (sqlite3_step(statement) != SQLITE_DONE)
        stop(u"the rows alone: %1"_s.arg(QString::fromUtf8(sqlite3_errmsg(m_copy))));
    sqlite3_reset(statement);
}

void SameRows::commit()
{
    write(m_begin, {});
    for (const Table &table : m_tables)
        for (const Values &values : table.rows)
            write(table.insert, values);
    for (const Values &values : m_head)
        write(m_writeHead, values);
    for (const auto &[key, text] : std::as_const(m_texts)) {
        sqlite3_bind_int64(m_index, 1, key);
        sqlite3_bind_text(m_index, 2, text.constData(), static_cast<int>(text.size()), SQLITE_STATIC);
        write(m_index, {});
    }
    write(m_end, {});
}

} // namespace tocsin::bench
