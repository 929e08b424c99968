#include "models/services/peopleservice.h"

#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/peoplerepository.h"

#include <QCoreApplication>

namespace tocsin {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}
} // namespace

Result<QList<Person>> PeopleService::all()
{
    return PeopleRepository(m_session.database()).all();
}

Result<Person> PeopleService::byLogin(const QString &login)
{
    auto people = all();
    if (!people)
        return tl::unexpected(people.error());
    for (const Person &p : std::as_const(*people))
        if (!login.isEmpty() && p.login == login && p.active)
            return p;
    return failure(ErrorKind::NotFound, tr("%1 is not among the people of this database.").arg(login));
}

Result<Person> PeopleService::whoLoggedIn()
{
    auto people = all();
    if (!people)
        return tl::unexpected(people.error());
    for (const Person &p : std::as_const(*people))
        if (p.id.value == m_session.database().context().personId)
            return p;
    return failure(ErrorKind::Denied, tr("You are not among the people of this database. Whoever keeps its people can "
                                         "add you."));
}

Result<PersonId> PeopleService::add(const Person &person)
{
    if (person.name.trimmed().isEmpty() || person.name.contains(u'\n'))
        return failure(ErrorKind::Invalid, tr("Give the person a name, on one line."), {}, QStringLiteral("name"));
    auto people = all();
    if (!people)
        return tl::unexpected(people.error());
    for (const Person &p : std::as_const(*people))
        if (!person.login.isEmpty() && p.login == person.login)
            return failure(ErrorKind::Conflict, tr("The log-in %1 belongs to %2.").arg(person.login, p.name), {},
                           QStringLiteral("login"));
    if (!people->isEmpty())
        if (auto ok = m_session.require(Right::KeepPeople); !ok)
            return tl::unexpected(ok.error());
    m_session.database().context().role = people->isEmpty() ? "program" : "administrator";
    return m_session.database().writeValue<PersonId>(
        [&] { return PeopleRepository(m_session.database()).insert(person); });
}

} // namespace tocsin
