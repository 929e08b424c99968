#pragma once

#include "models/storage/manifest.h"
#include "models/storage/rowtext.h"

#include <QStringList>

namespace tocsin {

/**
 * Who may insert which act and read what on a shared database, as the server's own rules (P13.1, DESIGN 9, 10). The
 * rights and their roles are those of models/domain/roles.h; here is only which right a row of a table needs.
 */
class PostgresRights
{
public:
    /** Functions about roles, rights and stages, from the tables of the domain; before any table is there. */
    [[nodiscard]] static QStringList functions();
    /** Grants, the check of the right and the policies of one table. */
    [[nodiscard]] static QStringList ofTable(const TableEntry &table, const QList<Column> &columns);
    /** The server's group roles, in the order of P13: "tocsin_responder" ... */
    [[nodiscard]] static QStringList groups();
};

} // namespace tocsin
