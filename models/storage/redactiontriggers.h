#pragma once

#include "models/storage/rowtext.h"

#include <QStringList>

namespace tocsin {

/** Of a table whose rows stay: the condition under which an UPDATE of it is refused on SQLite; "" always. */
[[nodiscard]] QString unlessRedacted(const QString &table, const QList<Column> &columns);

/** Of a head: the condition that an UPDATE does no more than a trace of a redaction says; "" if none can. */
[[nodiscard]] QString headIsBlanked(const QString &head);

/** What names and carries out redactions in this table (P12.2), as SQLite's triggers. */
[[nodiscard]] QStringList redactionTriggers(const QString &table, const QList<Column> &columns);

} // namespace tocsin
