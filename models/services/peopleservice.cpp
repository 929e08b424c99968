#include "models/services/peopleservice.h"

#include "models/domain/limits.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/peoplerepository.h"
#include "models/storage/postgressetup.h"

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

Result<void> PeopleService::makeLogIn(const QString &login, const QString &password)
{
    if (!m_session.database().isShared())
        return failure(ErrorKind::Invalid, tr("A file has no log-ins: whoever may write it works with it."), {},
                       QStringLiteral("login"));
    if (auto ok = mayKeepPeople(); !ok)
        return ok;
    return PostgresSetup(m_session.database()).makeLogIn(login, password);
}

Result<QStringList> PeopleService::missingLogIns()
{
    return PeopleRepository(m_session.database()).missingLogIns();
}

bool PeopleService::isOwner()
{
    return PeopleRepository(m_session.database()).isOwner().value_or(false);
}

Result<void> PeopleService::mayKeepPeople()
{
    auto may = m_session.require(Right::KeepPeople);
    const bool isNobody = !m_session.actor().id.isValid();
    m_session.database().context().role = may ? "administrator" : "program";
    return !may && isNobody && isOwner() ? Result<void>() : may;
}

Result<void> PeopleService::check(const Person &person, const QList<Person> &people) const
{
    const auto bad = [](ErrorKind kind, const QString &text, const char *field) {
        return failure(kind, text, {}, QString::fromLatin1(field));
    };
    if (person.name.trimmed().isEmpty() || person.name.contains(u'\n') || person.name.size() > kMostInPersonField)
        return bad(ErrorKind::Invalid,
                   tr("Give the person a name, on one line, with at most %1 characters.").arg(kMostInPersonField),
                   "name");
    if (person.email.contains(u'\n') || person.email.size() > kMostInPersonField ||
        (!person.email.trimmed().isEmpty() && !person.email.contains(u'@')))
        return bad(ErrorKind::Invalid, tr("This is no e-mail address."), "email");
    if (person.login.contains(u'\n') || person.login.trimmed() != person.login ||
        person.login.size() > kMostInPersonField)
        return bad(ErrorKind::Invalid, tr("A log-in is one word."), "login");
    for (const Person &p : people)
        if (!person.login.isEmpty() && p.login == person.login && p.id != person.id)
            return bad(ErrorKind::Conflict, tr("The log-in %1 belongs to %2.").arg(person.login, p.name), "login");
    return {};
}

Result<PersonId> PeopleService::add(const Person &person)
{
    auto people = all();
    if (!people)
        return tl::unexpected(people.error());
    if (auto ok = check(person, *people); !ok)
        return tl::unexpected(ok.error());
    if (people->isEmpty())
        m_session.database().context().role = "program";
    else if (auto ok = mayKeepPeople(); !ok)
        return tl::unexpected(ok.error());
    return m_session.database().writeValue<PersonId>(
        [&] { return PeopleRepository(m_session.database()).insert(person); });
}

Result<void> PeopleService::change(const Person &person)
{
    if (auto ok = mayKeepPeople(); !ok)
        return ok;
    return m_session.database().write([&]() -> Result<void> {
        auto people = all();
        if (!people)
            return tl::unexpected(people.error());
        if (auto ok = check(person, *people); !ok)
            return ok;
        bool isKept = false, isKnown = false;
        for (Person &p : *people) {
            if (p.id == person.id) {
                isKnown = true;
                const bool sameRights = p.roles == person.roles && p.active == person.active && p.login == person.login;
                if (m_session.database().isShared() && p.id == m_session.actor().id && !sameRights)
                    return failure(ErrorKind::Denied,
                                   tr("Nobody changes their own roles or log-in: ask another administrator."), {},
                                   QStringLiteral("roles"));
                p = person;
            }
            isKept = isKept || (p.active && !p.login.isEmpty() && p.roles.testFlag(Role::Administrator));
        }
        if (!isKnown)
            return failure(ErrorKind::NotFound, tr("There is no such person any more."));
        if (!isKept)
            return failure(ErrorKind::Refused,
                           tr("Nobody who can log in would be administrator. Make somebody else one first."), {},
                           QStringLiteral("roles"));
        return PeopleRepository(m_session.database()).change(person);
    });
}

} // namespace tocsin
