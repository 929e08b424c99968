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

} // namespace tocsin
