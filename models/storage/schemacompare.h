#pragma once

#include "models/domain/error.h"

#include <QList>
#include <QString>
#include <utility>

namespace tocsin {

class Database;

/**
 * Compares the schema of a database, object by object, with one made fresh by the same version. Returns the
 * name of each object that differs, is missing or was added, with a sentence.
 */
[[nodiscard]] Result<QList<std::pair<QString, QString>>> compareSchema(Database &database);

/** The schema as it is, a line an object: SHA-256 hex of its definition, and its kind and name. */
[[nodiscard]] Result<QByteArray> schemaList(Database &database);

} // namespace tocsin
