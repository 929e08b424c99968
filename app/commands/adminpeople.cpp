#include "app/commands/adminpeople.h"

#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/platform/passwordprompt.h"
#include "models/services/services.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qsizetype kShortestPassword = 8;

QStringList codesOf(Roles roles)
{
    QStringList codes;
    for (const auto &e : enumTable<Role>())
        if (roles.testFlag(e.value))
            codes << QString::fromLatin1(e.code);
    return codes;
}

} // namespace

Result<Roles> rolesFrom(const QString &codes)
{
    Roles roles;
    for (const QString &part : codes.split(u',', Qt::SkipEmptyParts)) {
        const QString code = part.trimmed().toLower().replace(u'-', u'_').replace(u' ', u'_');
        bool isKnown = code == "none"_L1;
        for (const auto &e : enumTable<Role>())
            if (code == "all"_L1 || code == QLatin1StringView(e.code)) {
                roles |= e.value;
                isKnown = true;
            }
        if (!isKnown)
            return failure(ErrorKind::Invalid,
                           CommandOutput::tr("%1 is no role. The roles are: %2; none takes all of them away.")
                               .arg(part.trimmed(), codesOf(Roles::fromInt(~0)).join(u", "_s)));
    }
    return roles;
}

QString roleCodes(Roles roles)
{
    return roles ? codesOf(roles).join(u',') : u"none"_s;
}

Result<QString> newPassword(const CommandParser &parser, const QString &login)
{
    const auto tooShort = [](const QString &password) {
        return failure(ErrorKind::Invalid,
                       password.isEmpty() ? CommandOutput::tr("There is no password. Nothing was changed.")
                                          : CommandOutput::tr("A password has eight characters at least. Nothing was "
                                                              "changed."));
    };
    if (parser.isSet(u"password-stdin"_s)) {
        const QString given = passwordFromInput();
        return given.size() < kShortestPassword ? Result<QString>(tooShort(given)) : given;
    }
    if (!hasTerminal())
        return failure(ErrorKind::Invalid,
                       CommandOutput::tr("There is no terminal to ask for the password: give it by --password-stdin."));
    const auto first = askPassword(CommandOutput::tr("New password for %1: ").arg(login));
    if (!first)
        return failure(ErrorKind::Canceled, CommandOutput::tr("Stopped. Nothing was changed."));
    if (first->size() < kShortestPassword)
        return tooShort(*first);
    const auto second = askPassword(CommandOutput::tr("Once more: "));
    if (!second || *second != *first)
        return failure(ErrorKind::Invalid, CommandOutput::tr("They are not the same. Nothing was changed."));
    return *first;
}

Result<Person> personOf(Services &services, const QString &login)
{
    auto people = services.people.all();
    if (!people)
        return tl::unexpected(people.error());
    for (const Person &p : std::as_const(*people))
        if (p.login == login || (p.login.isEmpty() && p.name == login))
            return p;
    return failure(
        ErrorKind::NotFound,
        CommandOutput::tr("%1 is not among the people of this database. tocsin admin people prints them.").arg(login));
}

Result<void> printPeople(Services &services, CommandOutput &out, bool json)
{
    const auto people = whole(services, services.people.all());
    const auto missing = services.people.missingLogIns();
    if (!people || !missing)
        return tl::unexpected(people ? missing.error() : people.error());
    QJsonArray array;
    for (const Person &p : *people) {
        const bool isMissing = missing->contains(p.login);
        if (json) {
            array.append(QJsonObject{{u"id"_s, p.id.value},
                                     {u"name"_s, p.name},
                                     {u"email"_s, p.email},
                                     {u"login"_s, p.login},
                                     {u"roles"_s, QJsonArray::fromStringList(codesOf(p.roles))},
                                     {u"active"_s, p.active},
                                     {u"logInMissing"_s, isMissing}});
            continue;
        }
        QString mark;
        if (!p.active)
            mark = u"  ["_s + CommandOutput::tr("no longer active") + u']';
        else if (isMissing)
            mark = u"  ["_s + CommandOutput::tr("the server has no such log-in") + u']';
        out.writeLine(u"%1  %2  %3%4"_s.arg(forTerminal(p.login.isEmpty() ? u"-"_s : p.login), -20)
                          .arg(forTerminal(p.name), -28)
                          .arg(roleCodes(p.roles), mark));
    }
    if (json)
        out.writeJson({{u"people"_s, array}});
    return {};
}

} // namespace tocsin
