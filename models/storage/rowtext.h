#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tocsin {

class Database;
class Statement;

/** One column as the catalogue names it. */
struct Column
{
    QString name;
    bool blob = false;
};

/** The columns of a table in order; empty if there is no such table. */
[[nodiscard]] Result<QList<Column>> tableColumns(Database &database, const QString &table);

/** Whether one of them has this name. */
[[nodiscard]] bool hasColumn(const QList<Column> &columns, QLatin1StringView name);

/** The select list of a whole row for rowText(): each column of `alias`, bytes as SHA-256 and length. */
[[nodiscard]] QString rowColumns(const Database &database, const QString &alias, const QList<Column> &columns);

/**
 * The canonical text of a row that was selected by rowColumns() from column `first` on: a JSON object with the columns
 * in order, bytes as [SHA-256, length]. The same on every engine, so what one has digested another verifies.
 */
[[nodiscard]] QByteArray rowText(const Statement &row, int first, const QList<Column> &columns);

/** A JSON string, escaped as both engines escape. */
void appendJsonText(QByteArray &out, QByteArrayView utf8);

} // namespace tocsin
