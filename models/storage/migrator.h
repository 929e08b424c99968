#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tocsin {

class Database;

/**
 * Which rows of sqlite_schema are the program's: all but the statistics of PRAGMA optimize and the indexes SQLite makes
 * itself. By their very names and kinds: a trigger could be hidden behind any other name that begins with sqlite_.
 */
inline const QString kOwnSchemaObjects =
    QStringLiteral("NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4')) "
                   "AND NOT (type = 'index' AND sql IS NULL AND name LIKE 'sqlite@_autoindex@_%' ESCAPE '@')");

/** One numbered step of the schema; only expands (DESIGN 6). */
struct Migration
{
    int version;
    const char *name;         ///< folder under resources/sql
    const char *schemaDigest; ///< SHA-256 hex of the SQLite schema after it
};

/** Makes, checks and upgrades the schema. Migration files are compiled in under ":/sql". */
class Migrator
{
public:
    explicit Migrator(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] static const QList<Migration> &migrations();
    [[nodiscard]] static int newestVersion();

    /** An empty file becomes a database of the newest version, in one transaction. */
    [[nodiscard]] Result<void> create();
    /** The two halves of create(), within a transaction: the schema, and the rows that say what it is. */
    [[nodiscard]] Result<void> createSchema();
    [[nodiscard]] Result<void> insertFirstRows();
    /** Refuses what is newer (Newer), damaged, or has a schema other than its version made (Damaged). Changes nothing.
     */
    [[nodiscard]] Result<void> check();
    /** Refuses a number of a migration that this program does not know, or 0. */
    [[nodiscard]] static Result<void> checkVersion(int version);
    /** Brings an older database to the newest version, in one transaction. */
    [[nodiscard]] Result<void> upgrade();

    /** SHA-256 hex over every object of the schema, in a fixed order. */
    [[nodiscard]] Result<QByteArray> schemaDigest();

private:
    [[nodiscard]] Result<void> apply(const Migration &migration);
    [[nodiscard]] Result<void> enter(const Migration &migration);
    [[nodiscard]] QStringList scripts(const Migration &migration) const;
    [[nodiscard]] Result<void> runScript(const QString &resource);
    [[nodiscard]] Result<void> writeTriggers();

    Database &m_db;
};

} // namespace tocsin
