#pragma once

#include "models/domain/error.h"
#include "models/storage/manifest.h"
#include "models/storage/rowtext.h"

#include <QStringList>
#include <memory>

namespace tocsin {

/** What differs between the engines (DESIGN 11); everything else is one text for both. */
class Dialect
{
public:
    virtual ~Dialect() = default;

    /** "sqlite" or "postgresql": the folder and suffix of its migration files. */
    [[nodiscard]] virtual QString name() const = 0;
    /** Opens a transaction that writes. */
    [[nodiscard]] virtual QString beginWrite() const = 0;
    /**
     * A statement of a migration as this engine takes it: the tokens {key} {int} {blob} {uuid} {strict} of the shared
     * tables, and the triggers that drive the heads, which are written as SQLite's.
     */
    [[nodiscard]] virtual QStringList ddl(const QString &text) const = 0;
    /** The triggers that guard one table and write its entries in the record, and who may read and add its rows. */
    [[nodiscard]] virtual QStringList guards(const TableEntry &table, const QList<Column> &columns) const = 0;
    /** What tells rights from roles, before any table is there; empty where rights are advisory. */
    [[nodiscard]] virtual QStringList rights() const { return {}; }
    /** A query for the number of the newest migration that was applied; fails in a database that is not Tocsin's. */
    [[nodiscard]] virtual QString schemaVersion() const = 0;
    /** Entries of one incident (second placeholder; 0 = all) that match the folded words (first), newest first. */
    [[nodiscard]] virtual QString searchEntries() const = 0;
    /** Incidents that match, newest first. */
    [[nodiscard]] virtual QString searchIncidents() const = 0;
    /** The search text of what a person typed, safe for any input; empty if nothing is left of it. */
    [[nodiscard]] virtual QString searchTerm(const QString &typed) const = 0;
    /** What kind of trouble an engine's error is, with the text a person reads; Locked may heal by repetition. */
    [[nodiscard]] virtual Error error(const QString &nativeCode, const QString &nativeText,
                                      const QString &statement) const = 0;
    /** A condition: `column` is the key of an entry that matches the placeholder, a searchTerm(). */
    [[nodiscard]] virtual QString matchesEntry(const QString &column) const = 0;
    /** The same for incidents. */
    [[nodiscard]] virtual QString matchesIncident(const QString &column) const = 0;
    /** A condition: the incident whose key is in `column` is not hidden from who acts (P13.4); a server sees to it. */
    [[nodiscard]] virtual QString visible(const QString &column) const = 0;
    /** The same for one row of `incident i`, without a list of all that are hidden. */
    [[nodiscard]] virtual QString visibleRow() const = 0;
    /** A condition on an entry's content `alias`: of a link both ends are seen (P13.4); a server sees to it. */
    [[nodiscard]] virtual QString visibleEnds(const QString &alias) const = 0;
    /** Opens a transaction that only reads and sees one state throughout. */
    [[nodiscard]] virtual QString beginSnapshot() const = 0;
    /** A query for every object of the schema: "kind name" and its definition. */
    [[nodiscard]] virtual QString schemaObjects() const = 0;
    /** Two expressions: SHA-256 hex and length of the bytes in `column`. */
    [[nodiscard]] virtual QString bytesMark(const QString &column) const = 0;
    /** A query for the columns of a table (first placeholder) in order: name, and 1 if it holds bytes. */
    [[nodiscard]] virtual QString tableColumns() const = 0;
};

[[nodiscard]] std::unique_ptr<Dialect> makeSqliteDialect();
[[nodiscard]] std::unique_ptr<Dialect> makePostgresDialect();

} // namespace tocsin
