#include "app/commands/adminmail.h"
#include "app/commands/adminpeople.h"
#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/openasking.h"
#include "models/storage/postgressetup.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr const char *kAbout = QT_TRANSLATE_NOOP(
    "tocsin::app",
    "create-database ADDRESS --person NAME --login LOGIN\n"
    "    makes a team's database on a server. Connect as the server's superuser, or as a log-in with "
    "CREATEROLE\n"
    "    and CREATEDB. The person is the first administrator, who adds the others.\n"
    "add-person NAME [--login LOGIN] --roles ROLES\n"
    "    adds somebody. Without a log-in: somebody whose decisions others enter.\n"
    "set-roles LOGIN --roles ROLES\n"
    "    what this person may do from now on, also after an end; gives a new log-in of the server its rights.\n"
    "deactivate LOGIN\n"
    "    ends somebody's access. What they did stays in the record.\n"
    "people [--json]\n"
    "    prints the people.\n"
    "mail-account [--host HOST] [--port N] [--security starttls|tls] [--user USER] [--sender ADDRESS] ...\n"
    "    sets what is given of the account that mail leaves by, and prints it. The password is not kept.\n\n"
    "ROLES, separated by commas: responder, incident_manager, legal, executive, postmortem_author,\n"
    "auditor, administrator; all, none. On a server it enforces them; on a file they say who may "
    "decide,\n"
    "and whoever may write the file works with it.");

/** What a sub-command works with. */
struct Admin
{
    const CommandParser &parser;
    CommandOutput &out;
    CommandDatabase &database;
    [[nodiscard]] QString word() const { return parser.words().value(1); }
    [[nodiscard]] Services &services() const { return database.services(); }
};

/** Adds or changes, and makes the log-in before, as one: the rights go to a log-in that is there. */
Result<void> withLogIn(const Admin &admin, const QString &login, const std::function<Result<void>()> &work)
{
    if (!admin.parser.isSet(u"create-login"_s))
        return work();
    const auto password = newPassword(admin.parser, login);
    if (!password)
        return tl::unexpected(password.error());
    return admin.services().session.together([&]() -> Result<void> {
        auto made = admin.services().people.makeLogIn(login, *password);
        return made ? work() : made;
    });
}

Result<QString> addPerson(const Admin &admin)
{
    const auto roles = rolesFrom(admin.parser.value(u"roles"_s));
    if (!roles)
        return tl::unexpected(roles.error());
    Person person;
    person.name = admin.word().simplified();
    person.login = admin.parser.value(u"login"_s);
    person.email = admin.parser.value(u"email"_s);
    person.roles = *roles;
    const auto done = withLogIn(admin, person.login, [&]() -> Result<void> {
        auto added = admin.services().people.add(person);
        return added ? Result<void>() : tl::unexpected(added.error());
    });
    if (!done)
        return tl::unexpected(done.error());
    const auto missing = admin.services().people.missingLogIns();
    const bool isMissing = missing && missing->contains(person.login);
    return CommandOutput::tr("Added %1: %2.").arg(person.name, roleCodes(person.roles)) +
           (isMissing ? u' ' + CommandOutput::tr("The server has no log-in %1 yet: make it, then repeat the roles by "
                                                 "set-roles.")
                                   .arg(person.login)
                      : QString());
}

Result<QString> setRoles(const Admin &admin)
{
    const auto roles = rolesFrom(admin.parser.value(u"roles"_s));
    if (!roles)
        return tl::unexpected(roles.error());
    auto person = personOf(admin.services(), admin.word());
    if (!person)
        return tl::unexpected(person.error());
    person->roles = *roles;
    person->active = true;
    const auto done = withLogIn(admin, person->login, [&] { return admin.services().people.change(*person); });
    if (!done)
        return tl::unexpected(done.error());
    return CommandOutput::tr("%1 has these roles now: %2.").arg(person->name, roleCodes(person->roles));
}

Result<QString> deactivate(const Admin &admin)
{
    auto person = personOf(admin.services(), admin.word());
    if (!person)
        return tl::unexpected(person.error());
    person->active = false;
    if (auto done = admin.services().people.change(*person); !done)
        return tl::unexpected(done.error());
    return CommandOutput::tr("%1 has no access any more.").arg(person->name);
}

Result<QString> listPeople(const Admin &admin)
{
    if (auto done = printPeople(admin.services(), admin.out, admin.parser.isJson()); !done)
        return tl::unexpected(done.error());
    return QString();
}

/** The schema, its owner and the first person, and the log-in if it is to be made: all of it or nothing. */
Result<void> setUp(Database &database, const Person &first, const std::optional<QString> &password)
{
    PostgresSetup setup(database);
    return database.write([&]() -> Result<void> {
        if (password)
            if (auto ok = setup.makeLogIn(first.login, *password); !ok)
                return ok;
        if (auto ok = setup.create(); !ok)
            return ok;
        auto added = setup.addFirstPerson(first);
        return added ? Result<void>() : tl::unexpected(added.error());
    });
}

Result<void> createDatabase(const CommandParser &parser, const QString &text, const Clock &clock)
{
    const auto address = ServerAddress::withoutPassword(text);
    const auto roles = rolesFrom(parser.isSet(u"roles"_s) ? parser.value(u"roles"_s) : u"administrator"_s);
    if (!address || !roles)
        return tl::unexpected(address ? roles.error() : address.error());
    Person first;
    first.name = parser.value(u"person"_s).simplified();
    first.login = parser.value(u"login"_s);
    first.email = parser.value(u"email"_s);
    first.roles = *roles | Role::Administrator;
    std::optional<QString> password;
    if (parser.isSet(u"create-login"_s)) {
        auto given = newPassword(parser, first.login);
        if (!given)
            return tl::unexpected(given.error());
        password = *given;
    }
    if (auto made = makeServerDatabase(*address, clock); !made)
        return tl::unexpected(made.error());
    auto database = openAsking(text, OpenMode::Bare, clock);
    if (!database)
        return tl::unexpected(database.error());
    if (auto done = setUp(**database, first, password); !done)
        return done;
    CommandOutput::say(CommandOutput::tr("Made the team's database %1. %2 is its administrator, as the log-in %3.")
                           .arg(address->shown(), first.name, first.login));
    return {};
}

Result<QString> keepMailAccount(const Admin &admin)
{
    return setMailAccount(admin.services(), admin.parser);
}

struct SubCommand
{
    const char *name;
    int words;         ///< after its own name
    const char *needs; ///< an option, or null
    Result<QString> (*run)(const Admin &admin);
};

constexpr SubCommand kSubCommands[] = {
    {"add-person", 1, "roles", addPerson},         {"set-roles", 1, "roles", setRoles},
    {"deactivate", 1, nullptr, deactivate},        {"people", 0, nullptr, listPeople},
    {"mail-account", 0, nullptr, keepMailAccount},
};

int runOn(const CommandParser &parser, const SubCommand &sub)
{
    CommandOutput out;
    const SystemClock clock;
    auto opened = CommandDatabase::open(parser.database(),
                                        sub.run == listPeople ? OpenMode::ReadOnly : OpenMode::Existing, clock);
    if (!opened)
        return out.fail(opened.error(), parser.database(), parser.isJson());
    if (auto known = (*opened)->actAsOwner(); !known)
        return out.fail(known.error(), parser.database(), parser.isJson());
    const auto said = sub.run({parser, out, **opened});
    if (!said)
        return out.fail(said.error(), {}, parser.isJson());
    if (!said->isEmpty())
        CommandOutput::say(*said);
    (*opened)->rememberHead();
    return out.finish() ? kExitOk : kExitFailed;
}

int runCreateDatabase(const CommandParser &parser)
{
    const QString address = parser.words().value(1, parser.isSet(u"database"_s) ? parser.database() : QString());
    if (!isServerAddress(address))
        return parser.usageError(CommandOutput::tr("Say where: an address like postgresql://LOGIN@SERVER/team. "
                                                   "A database in a file is made by tocsin create."));
    if (parser.value(u"person"_s).trimmed().isEmpty() || parser.value(u"login"_s).trimmed().isEmpty())
        return parser.usageError(CommandOutput::tr("Say who the first administrator is: --person NAME --login LOGIN."));
    CommandOutput out;
    const SystemClock clock;
    const auto done = createDatabase(parser, address, clock);
    return done ? kExitOk : out.fail(done.error(), {});
}

} // namespace

int runAdmin(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(u"admin"_s, u"WHAT"_s, CommandOutput::tr(kAbout));
    parser.addValue(u"person"_s, u"NAME"_s, CommandOutput::tr("The first administrator's name."));
    parser.addValue(u"login"_s, u"LOGIN"_s, CommandOutput::tr("The log-in of the server, or the account on a file."));
    parser.addValue(u"email"_s, u"ADDRESS"_s, CommandOutput::tr("The person's e-mail address."));
    parser.addValue(u"roles"_s, u"ROLES"_s, CommandOutput::tr("What the person may do."));
    parser.addFlag(u"create-login"_s, CommandOutput::tr("Make the log-in on the server, too, with a password that is "
                                                        "asked for; needs CREATEROLE."));
    parser.addFlag(u"password-stdin"_s, CommandOutput::tr("Read that password from standard input, one line."));
    addMailOptions(parser);
    parser.addFlag(u"json"_s, CommandOutput::tr("Print JSON."));
    if (const auto code = parser.parse(arguments, 1, 2))
        return *code;
    const QString name = parser.words().first();
    if (name == "create-database"_L1)
        return runCreateDatabase(parser);
    for (const SubCommand &sub : kSubCommands) {
        if (name != QLatin1StringView(sub.name))
            continue;
        if (parser.words().size() != 1 + sub.words)
            return parser.usageError(sub.words > 0 ? CommandOutput::tr("Say who, as one word or in quotation marks.")
                                                   : CommandOutput::tr("%1 is too much.").arg(parser.words().at(1)));
        if (sub.needs && !parser.isSet(QString::fromLatin1(sub.needs)))
            return parser.usageError(CommandOutput::tr("Say which roles: --roles responder,legal for example."));
        return runOn(parser, sub);
    }
    return parser.usageError(CommandOutput::tr("%1 is nothing that admin does.").arg(name));
}

} // namespace tocsin
