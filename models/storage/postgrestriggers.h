#pragma once

#include "models/storage/manifest.h"
#include "models/storage/rowtext.h"

#include <QStringList>

namespace tocsin {

/**
 * The triggers of a shared database: those that guard a table, made from its class and columns, and those that drive
 * the heads, made from SQLite's text (DESIGN 2, 3, 9). Triggers of one table fire in the order of their names: the
 * entry about an act (a_audit) comes before the change of its head (b_...), also when a client asks for entries at
 * once.
 */
class PostgresTriggers
{
public:
    /** CREATE TRIGGER statements for one table; nothing for one that is not audited. */
    [[nodiscard]] static QStringList guards(const TableEntry &table, const QList<Column> &columns);
    /** A function and its trigger for a trigger in SQLite's words; `text` itself if it is something else. */
    [[nodiscard]] static QStringList fromSqlite(const QString &text);
};

} // namespace tocsin
