#pragma once

#include <QList>
#include <QString>

namespace tocsin {

/** The four classes of table (DESIGN 1). */
enum class TableClass {
    Act,       ///< append-only, audited
    Head,      ///< changed by acts alone, audited
    Reference, ///< append-only versions, audited
    Working,   ///< mutable, not audited
    Record,    ///< the audit record itself: append-only, not audited by itself
};

struct TableEntry
{
    const char *name;
    TableClass kind;
    bool bulk = false;    ///< rows may come by a bulk act (column bulk_id), and have no entry of their own then
    bool incident = true; ///< has a column incident_id, or is the incident itself
};

/** Every table of the schema; a test compares it with the catalogue of both engines. */
[[nodiscard]] const QList<TableEntry> &tableManifest();
[[nodiscard]] const TableEntry *tableEntry(const QString &name);
[[nodiscard]] inline bool isAudited(TableClass kind)
{
    return kind != TableClass::Working && kind != TableClass::Record;
}

} // namespace tocsin
