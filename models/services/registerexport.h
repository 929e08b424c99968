#pragma once

#include "models/domain/peoplerisk.h"

#include <QJsonArray>

namespace tocsin {

/** The register of Art. 33(5) as an authority asks for it: names of the columns, and a row of them. */
[[nodiscard]] QStringList registerColumns();
[[nodiscard]] QStringList registerCells(const RegisterRow &row);
/** The whole as CSV (UTF-8, RFC 4180); no cell is a formula. */
[[nodiscard]] QByteArray registerCsv(const QList<RegisterRow> &rows);
/** The same as objects: instants as ISO 8601 in UTC, null for what is not. */
[[nodiscard]] QJsonArray registerJson(const QList<RegisterRow> &rows);

} // namespace tocsin
