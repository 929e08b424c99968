#include "models/storage/dialect.h"
#include "models/storage/migrator.h"
#include "models/storage/sqlfunctions.h"
#include "models/storage/triggerwriter.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <sqlite3.h>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}

class SqliteDialect final : public Dialect
{
public:
    [[nodiscard]] QString name() const override { return u"sqlite"_s; }
    // DEFERRED would fail at once, past the busy timeout, when a read turns into a write.
    [[nodiscard]] QString beginWrite() const override { return u"BEGIN IMMEDIATE"_s; }

    [[nodiscard]] QStringList ddl(const QString &text) const override
    {
        QString out = text;
        return {out.replace(u"{key}"_s, u"INTEGER PRIMARY KEY"_s)
                    .replace(u"{int}"_s, u"INTEGER"_s)
                    .replace(u"{blob}"_s, u"BLOB"_s)
                    .replace(u"{uuid}"_s, u"TEXT NOT NULL"_s)
                    .replace(u"{strict}"_s, u"STRICT"_s)};
    }
    [[nodiscard]] QStringList guards(const TableEntry &table, const QList<Column> &columns) const override
    {
        return TriggerWriter(table, columns).statements();
    }
    [[nodiscard]] QString schemaVersion() const override { return u"PRAGMA user_version"_s; }

    [[nodiscard]] QString searchEntries() const override
    {
        return u"SELECT e.id, e.incident_id, e.at_ms, e.text, i.number, i.title FROM entry_search s "
               "JOIN timeline_entry e ON e.id = s.rowid JOIN incident i ON i.id = e.incident_id "
               "WHERE s.text MATCH ? AND (? = 0 OR e.incident_id = ?) AND "_s +
               visible(u"e.incident_id"_s) + u" ORDER BY s.rowid DESC LIMIT ?"_s;
    }

    [[nodiscard]] QString searchIncidents() const override
    {
        return u"SELECT i.id FROM incident_search s JOIN incident i ON i.id = s.rowid WHERE s.text MATCH ? AND "_s +
               visible(u"i.id"_s) + u" ORDER BY s.rowid DESC LIMIT ?"_s;
    }

    [[nodiscard]] QString searchTerm(const QString &typed) const override
    {
        // Every word is quoted, so that no operator of the full-text language comes from outside; the last may be
        // begun.
        static const QRegularExpression notWord(u"[^\\p{L}\\p{N}]+"_s);
        QStringList words = foldText(typed).split(notWord, Qt::SkipEmptyParts);
        for (QString &w : words)
            w = u'"' + w + u'"';
        return words.isEmpty() ? QString() : words.join(u' ') + u'*';
    }

    // The program itself sees all: it verifies, backs up and moves. The few restricted ones are named by their own
    // index; left to itself the planner scans a wider one, which costs 3 ms an act with 100,000 incidents.
    [[nodiscard]] QString visible(const QString &column) const override
    {
        return column + u" NOT IN (SELECT h.id FROM incident h INDEXED BY incident_restricted WHERE h.restricted = 1 "
                        u"AND tocsin_person() <> 0 AND NOT "
                        "EXISTS (SELECT 1 FROM incident_named n WHERE n.incident_id = h.id AND n.subject_id = "
                        "tocsin_person() AND n.named = 1))"_s;
    }
    [[nodiscard]] QString visibleRow() const override
    {
        return u"(i.restricted <> 1 OR tocsin_person() = 0 OR EXISTS (SELECT 1 FROM incident_named n WHERE "
               "n.incident_id = i.id AND n.subject_id = tocsin_person() AND n.named = 1))"_s;
    }
    [[nodiscard]] QString visibleEnds(const QString &alias) const override
    {
        return u"CASE WHEN %1.table_name IN ('incident_link', 'incident_unlink') THEN %2 ELSE 1 END"_s.arg(
            alias, visible(u"CAST(json_extract(%1.after_json, '$.other_id') AS INTEGER)"_s.arg(alias)));
    }
    [[nodiscard]] QString matchesEntry(const QString &column) const override
    {
        return column + u" IN (SELECT rowid FROM entry_search WHERE text MATCH ?)"_s;
    }
    [[nodiscard]] QString matchesIncident(const QString &column) const override
    {
        return column + u" IN (SELECT rowid FROM incident_search WHERE text MATCH ?)"_s;
    }

    [[nodiscard]] QString beginSnapshot() const override { return u"BEGIN"_s; }
    [[nodiscard]] QString schemaObjects() const override
    {
        return u"SELECT type || ' ' || name, tbl_name || ': ' || coalesce(sql, '') FROM sqlite_schema WHERE "_s +
               kOwnSchemaObjects;
    }
    [[nodiscard]] QString bytesMark(const QString &column) const override
    {
        return u"tocsin_sha256(%1), length(%1)"_s.arg(column);
    }
    [[nodiscard]] QString tableColumns() const override
    {
        return u"SELECT name, CASE type WHEN 'BLOB' THEN 1 ELSE 0 END FROM pragma_table_info(?) ORDER BY cid"_s;
    }

    [[nodiscard]] Error error(const QString &code, const QString &text, const QString &statement) const override
    {
        const int extended = code.toInt();
        const QString detail = u"%1 (%2) in: %3"_s.arg(text, code, statement.left(200));
        // No room for the shared memory beside the file is no fault of the file.
        switch (extended == SQLITE_IOERR_SHMSIZE ? SQLITE_FULL : extended & 0xff) {
        case SQLITE_CONSTRAINT:
            return constraintError(extended, text, detail);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorKind::Locked,
                    tr("Another program is using the database. Nothing was changed; try again."),
                    detail,
                    {}};
        case SQLITE_READONLY:
            return {ErrorKind::ReadOnly, tr("The database is open for reading only."), detail, {}};
        case SQLITE_FULL:
            return {ErrorKind::Full,
                    tr("The disk is full. Nothing was changed; free some space and try again."),
                    detail,
                    {}};
        case SQLITE_IOERR:
            return {ErrorKind::Offline,
                    tr("The database file cannot be read or written right now. Nothing was changed."),
                    detail,
                    {}};
        case SQLITE_CORRUPT:
            return {ErrorKind::Damaged, tr("The database file is damaged."), detail, {}};
        case SQLITE_NOTADB:
            return {ErrorKind::Foreign, tr("This file is not a Tocsin database."), detail, {}};
        case SQLITE_INTERRUPT:
            return {ErrorKind::Canceled, tr("Stopped."), detail, {}};
        default:
            return {ErrorKind::Internal, tr("The database refused this. Nothing was changed."), detail, {}};
        }
    }

private:
    static Error constraintError(int extended, const QString &text, const QString &detail)
    {
        if (text.contains(u"conflict"_s))
            return {ErrorKind::Conflict, tr("Somebody else changed this in the meantime."), detail, {}};
        if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY)
            return {ErrorKind::Conflict, tr("This exists already."), detail, {}};
        if (text.contains(u"rows stay"_s) || text.contains(u"acts alone"_s) || text.contains(u"nobody acts"_s))
            return {ErrorKind::Denied, tr("The record cannot be changed."), detail, {}};
        return {ErrorKind::Invalid, tr("The database refused a value. Nothing was changed."), detail, {}};
    }
};

} // namespace

std::unique_ptr<Dialect> makeSqliteDialect()
{
    return std::make_unique<SqliteDialect>();
}

} // namespace tocsin
