#include "app/commands/commanddatabase.h"

#include "app/commands/commandoutput.h"

using namespace Qt::StringLiterals;

namespace tocsin {

CommandDatabase::CommandDatabase(RuleBook rules, std::unique_ptr<Database> database, Renderer *renderer)
    : m_rules(std::move(rules))
    , m_database(std::move(database))
    , m_services(std::make_unique<Services>(*m_database, m_rules, renderer))
{
}

CommandDatabase::~CommandDatabase() = default;

void CommandDatabase::removeMade(const QString &path)
{
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::remove(path + suffix);
}

Result<std::unique_ptr<CommandDatabase>> CommandDatabase::open(const QString &path, OpenMode mode, const Clock &clock,
                                                               Renderer *renderer)
{
    if (path.isEmpty())
        return failure(ErrorKind::Invalid,
                       CommandOutput::tr("Say which database: --database FILE. None was opened here before."));
    auto rules = RuleBook::load();
    if (!rules)
        return tl::unexpected(rules.error());
    auto database = Database::open(path, mode, clock);
    if (!database)
        return tl::unexpected(database.error());
    return std::unique_ptr<CommandDatabase>(new CommandDatabase(std::move(*rules), std::move(*database), renderer));
}

Result<void> CommandDatabase::actAs(const QString &login)
{
    const auto person = m_services->people.byLogin(login);
    if (!person && person.error().kind != ErrorKind::NotFound)
        return tl::unexpected(person.error());
    if (!person || !person->active)
        return failure(ErrorKind::Denied,
                       CommandOutput::tr("The account %1 belongs to nobody who works with this database. In this "
                                         "version the account that made a database is the one that works with it.")
                           .arg(login));
    m_services->session.setActor(*person);
    return {};
}

void CommandDatabase::readAs(const QString &login)
{
    (void)actAs(login);
}

Result<void> CommandDatabase::addFirstPerson(const QString &login, const QString &name)
{
    Person person;
    person.name = name;
    person.login = login;
    for (const auto &role : enumTable<Role>())
        person.roles |= role.value;
    const auto added = m_services->people.add(person);
    return added ? actAs(login) : Result<void>(tl::unexpected(added.error()));
}

void CommandDatabase::rememberHead()
{
    const auto head = m_services->record.head();
    const auto kept = head ? AnchorStore().remember(*head) : Result<void>(tl::unexpected(head.error()));
    if (!kept)
        CommandOutput::say(kept.error().userText);
}

} // namespace tocsin
