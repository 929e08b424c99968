#include "models/storage/peoplerepository.h"

#include "models/storage/database.h"

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<Person>> PeopleRepository::all()
{
    auto s = m_db.prepare(u"SELECT id, version, name, email, login, roles, active FROM person ORDER BY name, id"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Person> people;
    while (s.next())
        people.append({PersonId{s.int64(0)}, s.integer(1), s.text(2), s.text(3), s.text(4),
                       Roles::fromInt(s.integer(5)), s.boolean(6)});
    return people;
}

Result<PersonId> PeopleRepository::insert(const Person &p)
{
    auto s = m_db.prepare(
        u"INSERT INTO person_version (uuid, name, email, login, roles, active) VALUES (?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid())
        .bind(p.name.trimmed())
        .bind(p.email.trimmed())
        .bind(p.login)
        .bind(qint64{p.roles.toInt()})
        .bind(p.active);
    return s.insert().map([](qint64 id) { return PersonId{id}; });
}

Result<void> PeopleRepository::change(const Person &p)
{
    auto s = m_db.prepare(u"INSERT INTO person_version (uuid, subject_id, seen_version, name, email, login, roles, "
                          "active) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(p.id.value).bind(p.version).bind(p.name.trimmed()).bind(p.email.trimmed()).bind(p.login);
    return s.bind(qint64{p.roles.toInt()}).bind(p.active).exec();
}

Result<QStringList> PeopleRepository::missingLogIns()
{
    QStringList logins;
    if (!m_db.isShared())
        return logins;
    auto s = m_db.prepare(u"SELECT login FROM person WHERE active = 1 AND login <> '' AND login NOT IN "
                          "(SELECT rolname FROM pg_roles WHERE rolcanlogin) ORDER BY login"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    while (s.next())
        logins << s.text(0);
    return logins;
}

Result<bool> PeopleRepository::isOwner()
{
    if (!m_db.isShared())
        return false;
    auto s = m_db.prepare(u"SELECT CASE WHEN tocsin_is_owner() THEN 1 ELSE 0 END"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() && s.boolean(0);
}

} // namespace tocsin
