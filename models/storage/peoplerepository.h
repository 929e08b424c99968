#pragma once

#include "models/domain/error.h"
#include "models/domain/person.h"

#include <QList>

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

private:
    Database &m_db;
};

} // namespace tocsin
