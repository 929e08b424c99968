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
    // Words are looked for without case and marks: the server has to know those of all alphabets.
    auto letters = m_db.prepare(u"SELECT CASE WHEN current_setting('server_encoding') = 'UTF8' AND "
                                "lower('\u0141\u0416') = '\u0142\u0436' THEN 1 ELSE 0 END"_s);
    if (auto ok = letters.exec(); !ok)
        return ok;
    if (!letters.next() || !letters.boolean(0))
        return failure(ErrorKind::Refused,
                       tr("This database does not know all letters. Make it with ENCODING 'UTF8' LOCALE 'C.UTF-8' "
                          "TEMPLATE template0. Nothing was changed."));
    return {};
}

Result<bool> PostgresSetup::makeDatabase(const QString &name)
{
    auto there = m_db.prepare(
        u"SELECT format('CREATE DATABASE %I TEMPLATE template0 ENCODING ''UTF8'' LOCALE ''C.UTF-8''', ?::text) "
        "WHERE NOT EXISTS (SELECT 1 FROM pg_database WHERE datname = ?)"_s);
    if (auto ok = there.bind(name).bind(name).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!there.next())
        return false;
    if (auto ok = m_db.run(there.text(0)); !ok)
        return tl::unexpected(ok.error());
    return true;
}

Result<void> PostgresSetup::makeLogIn(const QString &login, const QString &password)
{
    if (login.isEmpty() || login.startsWith(u"pg_"_s) || login.startsWith(u"tocsin_"_s))
        return failure(ErrorKind::Invalid, tr("This name is kept for the server itself: %1").arg(login), {},
                       u"login"_s);
    const QByteArray verifier = m_db.passwordVerifier(password.toUtf8(), login.toUtf8());
    if (password.isEmpty() || verifier.isEmpty())
        return failure(ErrorKind::Invalid, tr("A log-in needs a password."), {}, u"password"_s);
    return m_db.write([&]() -> Result<void> {
        auto known = m_db.prepare(u"SELECT 1 FROM pg_roles WHERE rolname = ?"_s);
        if (auto ok = known.bind(login).exec(); !ok)
            return ok;
        if (known.next())
            return failure(ErrorKind::Conflict,
                           tr("The server has the log-in %1 already. It is left as it is.").arg(login), {}, u"login"_s);
        auto given =
            m_db.prepare(u"SELECT set_config('tocsin.login', ?, true), set_config('tocsin.verifier', ?, true)"_s);
        if (auto ok = given.bind(login).bind(QString::fromLatin1(verifier)).exec(); !ok)
            return ok;
        auto made = m_db.run(u"DO $$ BEGIN EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', "
                             "current_setting('tocsin.login'), current_setting('tocsin.verifier')); END $$"_s);
        if (!made && made.error().kind == ErrorKind::Denied)
            return failure(ErrorKind::Denied,
                           tr("You may not make log-ins on this server. Whoever keeps the server makes them, or adds "
                              "people as its owner."),
                           made.error().detail);
        return made;
    });
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
