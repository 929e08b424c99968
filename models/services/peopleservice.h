#pragma once

#include "models/domain/error.h"
#include "models/domain/person.h"

#include <QList>

namespace tocsin {

class Session;

/** People and roles (P13). On a local database one person holds all roles; the others are recorded to attest (P13.5).
 */
class PeopleService
{
public:
    explicit PeopleService(Session &session)
        : m_session(session)
    {
    }

    /** All people, by name. */
    [[nodiscard]] Result<QList<Person>> all();
    /** The person of a log-in name; NotFound if there is none. */
    [[nodiscard]] Result<Person> byLogin(const QString &login);
    /** The person the server knows this connection to be; Denied if it is nobody of this database. */
    [[nodiscard]] Result<Person> whoLoggedIn();
    /** Adds somebody. The first person of a database needs no right. */
    [[nodiscard]] Result<PersonId> add(const Person &person);

private:
    Session &m_session;
};

} // namespace tocsin
