#pragma once

#include "models/domain/error.h"
#include "models/domain/person.h"

namespace tocsin {

class Database;

/**
 * Makes an empty database of a server a team's: the roles of the server, the schema, and who may do what in it.
 * Connected as a superuser, or as a log-in that may create roles and databases and owns this one. Everything belongs to
 * tocsin_owner, which nobody logs in as.
 */
class PostgresSetup
{
public:
    explicit PostgresSetup(Database &database)
        : m_db(database)
    {
    }

    /** Makes the database if the server has none of this name; true if it did. Connected to another one of it. */
    [[nodiscard]] Result<bool> makeDatabase(const QString &name);
    /** Makes a log-in of the server, its password sent as the verifier that the server keeps. Denied without the right.
     */
    [[nodiscard]] Result<void> makeLogIn(const QString &login, const QString &password);
    /** The whole of it in one transaction; the database must be empty. */
    [[nodiscard]] Result<void> create();
    /** The same within the transaction of a move, without a row of its own; the caller stays the owner to its end. */
    [[nodiscard]] Result<void> createForMove();
    /** The first of the people, by the owner: later ones are added by an administrator. */
    [[nodiscard]] Result<PersonId> addFirstPerson(const Person &person);

private:
    [[nodiscard]] Result<void> refuseIfUsed();
    [[nodiscard]] Result<void> makeRoles();
    [[nodiscard]] Result<void> takeDatabase();
    [[nodiscard]] Result<void> run(const QStringList &statements);

    Database &m_db;
};

} // namespace tocsin
