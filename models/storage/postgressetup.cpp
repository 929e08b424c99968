#include "models/storage/postgressetup.h"

#include "models/storage/database.h"
#include "models/storage/migrator.h"
#include "models/storage/peoplerepository.h"
#include "models/storage/postgresrights.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

const QString kOwner = u"tocsin_owner"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}

/** Roles are the whole server's: another database may have made them, also at this moment. */
QString makeRole(const QString &name)
{
    return u"DO $$ BEGIN CREATE ROLE %1 NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"_s
        .arg(name);
}

/** A statement for this database, whose name no placeholder can take. */
QString forThisDatabase(const QString &statement)
{
    return u"DO $$ BEGIN EXECUTE format('%1', current_database()); END $$"_s.arg(statement);
}

} // namespace

Result<void> PostgresSetup::run(const QStringList &statements)
{
    for (const QString &s : statements)
        if (auto ok = m_db.run(s); !ok)
            return ok;
    return {};
}

Result<void> PostgresSetup::makeRoles()
{
    QStringList statements = {makeRole(kOwner)};
    for (const QString &group : PostgresRights::groups())
        statements << makeRole(group) << u"GRANT %1 TO %2 WITH ADMIN OPTION"_s.arg(group, kOwner);
    // Who is no superuser becomes the owner by membership alone.
    statements << u"DO $$ BEGIN IF NOT pg_has_role(current_user, '%1', 'MEMBER') THEN "
                  "EXECUTE format('GRANT %1 TO %I', current_user); END IF; END $$"_s.arg(kOwner);
    return run(statements);
}

Result<void> PostgresSetup::takeDatabase()
{
    const QString everybody = PostgresRights::groups().join(u", "_s);
    return run({forThisDatabase(u"ALTER DATABASE %I OWNER TO "_s + kOwner), u"SET LOCAL ROLE "_s + kOwner,
                u"ALTER SCHEMA public OWNER TO "_s + kOwner,
                forThisDatabase(u"REVOKE ALL ON DATABASE %I FROM PUBLIC"_s),
                forThisDatabase(u"GRANT CONNECT ON DATABASE %I TO "_s + everybody),
                u"REVOKE ALL ON SCHEMA public FROM PUBLIC"_s, u"GRANT USAGE ON SCHEMA public TO "_s + everybody});
}

Result<void> PostgresSetup::refuseIfUsed()
{
    if (m_db.scalar(u"SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"_s).toLongLong() > 0)
        return failure(ErrorKind::Refused, tr("This database is not empty. Nothing was changed."));
    return {};
}

Result<void> PostgresSetup::create()
{
    return m_db.write([this]() -> Result<void> {
        if (auto ok = createForMove(); !ok)
            return ok;
        if (auto ok = Migrator(m_db).insertFirstRows(); !ok)
            return ok;
        return m_db.run(u"RESET ROLE"_s);
    });
}

Result<void> PostgresSetup::createForMove()
{
    if (auto ok = refuseIfUsed(); !ok)
        return ok;
    if (auto ok = makeRoles(); !ok)
        return ok;
    if (auto ok = takeDatabase(); !ok)
        return ok;
    return Migrator(m_db).createSchema();
}

Result<PersonId> PostgresSetup::addFirstPerson(const Person &person)
{
    if (m_db.scalar(u"SELECT count(*) FROM person"_s).toLongLong() > 0)
        return failure(ErrorKind::Refused, tr("There are people in this database: an administrator adds others."));
    return m_db.writeValue<PersonId>([&] { return PeopleRepository(m_db).insert(person); });
}

} // namespace tocsin
