#pragma once

#include "models/storage/manifest.h"

#include <QStringList>

namespace tocsin {

/** One column as the catalogue names it. */
struct Column
{
    QString name;
    bool blob = false;
};

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
    /** The JSON object of a row as audited: `row` is NEW or OLD, or a table alias. Blobs are [SHA-256, length]. */
    [[nodiscard]] QString rowJson(const QString &row) const;

private:
    /** Of a change of a head: the columns that differ, with their old or new values. */
    [[nodiscard]] QString changesJson(bool after) const;
    [[nodiscard]] QString auditTrigger(const QString &op) const;
    [[nodiscard]] QString guardInsert() const;
    [[nodiscard]] QString refuse(const QString &op, const QString &text, const QString &condition = {}) const;
    [[nodiscard]] bool has(const char *column) const;

    const TableEntry &m_table;
    QList<Column> m_columns;
};

} // namespace tocsin
