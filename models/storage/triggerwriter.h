#pragma once

#include "models/storage/manifest.h"
#include "models/storage/rowtext.h"

#include <QStringList>

namespace tocsin {

/**
 * Writes the guarding triggers of one SQLite table from its class and its columns (DESIGN 3, 8): the audit entry,
 * the refusal of UPDATE, DELETE and of an existing key, the guard of heads, person and instant of acts.
 */
class TriggerWriter
{
public:
    TriggerWriter(const TableEntry &table, const QList<Column> &columns);

    /** CREATE TRIGGER statements, in the order they are to be run. */
    [[nodiscard]] QStringList statements() const;

private:
    /** The JSON object of a row as audited, as rowText() makes it: `row` is NEW or OLD. */
    [[nodiscard]] QString rowJson(const QString &row) const;
    /** Of a change of a head: the columns that differ, with their old or new values. */
    [[nodiscard]] QString changesJson() const;
    /** `check` is a statement that raises, before the entry is written; or none. */
    [[nodiscard]] QString auditTrigger(const QString &op, const QString &check) const;
    [[nodiscard]] QString guardInsert() const;
    [[nodiscard]] QString refuse(const QString &op, const QString &text, const QString &condition = {}) const;
    [[nodiscard]] bool has(const char *column) const;

    const TableEntry &m_table;
    QList<Column> m_columns;
};

} // namespace tocsin
