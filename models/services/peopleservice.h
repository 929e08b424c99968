#pragma once

#include "models/domain/error.h"
#include "models/domain/person.h"

#include <QList>
#include <QStringList>

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
    /**
     * Name, address, log-in, roles, whether they work here still; Conflict if `person.version` is not the current one.
     * On a server nobody changes their own roles, and everywhere an administrator stays.
     */
    [[nodiscard]] Result<void> change(const Person &person);
    /** Makes a log-in of the server for somebody; part of adding them, in one transaction (Session::together). */
    [[nodiscard]] Result<void> makeLogIn(const QString &login, const QString &password);
    /** Of the people's log-ins, those that the server does not know: who has one cannot work here yet. */
    [[nodiscard]] Result<QStringList> missingLogIns();
    /** Whether this connection may set the database up: the server's owner, who need not be one of the people. */
    [[nodiscard]] bool isOwner();

private:
    [[nodiscard]] Result<void> check(const Person &person, const QList<Person> &people) const;
    [[nodiscard]] Result<void> mayKeepPeople();

    Session &m_session;
};

} // namespace tocsin
