#pragma once

#include "models/domain/enumtable.h"

namespace tocsin {

/** What an entry of the record is about, for whoever looks for one; by the table that it is of. */
enum class AuditKind {
    Incident,
    Assessment,
    Declaration,
    Timeline,
    Customers,
    Notices,
    Transfers,
    Postmortem,
    Redactions,
    Team,
    Exports,
    Settings,
    Other,
};
template<> std::span<const EnumEntry<AuditKind>> enumTable<AuditKind>();

/** Every table is of one kind; one that no rule names is Other. */
[[nodiscard]] AuditKind auditKindOf(QStringView table);

} // namespace tocsin
