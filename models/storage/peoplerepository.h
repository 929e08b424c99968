#pragma once

#include "models/domain/error.h"
#include "models/domain/person.h"

#include <QList>
#include <QStringList>

namespace tocsin {

class Database;

/** People, as versions and the current one. */
class PeopleRepository
{
public:
    explicit PeopleRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<QList<Person>> all();
    [[nodiscard]] Result<PersonId> insert(const Person &person);
    /** A new version; Conflict if `person.version` is not the current one. */
    [[nodiscard]] Result<void> change(const Person &person);
    /** Log-ins of active people that the server does not have; none on a file. */
    [[nodiscard]] Result<QStringList> missingLogIns();
    /** Whether this connection is that of the database's owner, who sets it up: never on a file. */
    [[nodiscard]] Result<bool> isOwner();

private:
    Database &m_db;
};

} // namespace tocsin
