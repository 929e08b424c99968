#include "app/commands/commanddatabase.h"

#include "app/commands/commandoutput.h"
#include "app/commands/openasking.h"
#include "app/platform/account.h"

using namespace Qt::StringLiterals;

namespace tocsin {

CommandDatabase::CommandDatabase(RuleBook rules, std::unique_ptr<Database> database, Renderer *renderer)
    : m_rules(std::move(rules))
    , m_database(std::move(database))
    , m_services(std::make_unique<Services>(*m_database, m_rules, renderer))
{
}

CommandDatabase::~CommandDatabase() = default;

Result<std::unique_ptr<CommandDatabase>> CommandDatabase::open(const QString &path, OpenMode mode, const Clock &clock,
                                                               Renderer *renderer)
{
    if (path.isEmpty())
        return failure(ErrorKind::Invalid,
                       CommandOutput::tr("Say which database: --database FILE. None was opened here before."));
    auto rules = RuleBook::load();
    if (!rules)
        return tl::unexpected(rules.error());
    auto database = openAsking(path, mode, clock);
    if (!database)
        return tl::unexpected(database.error());
    std::unique_ptr<CommandDatabase> opened(new CommandDatabase(std::move(*rules), std::move(*database), renderer));
    opened->sayState();
    return opened;
}

Result<std::unique_ptr<CommandDatabase>> CommandDatabase::openToRead(const QString &path, OpenMode mode,
                                                                     const Clock &clock)
{
    auto opened = open(path, mode, clock);
    if (!opened)
        return opened;
    const auto known = (*opened)->actAsCaller();
    if (!known && (*opened)->database().isShared() && !(*opened)->services().people.isOwner())
        return tl::unexpected(known.error());
    if (!known && !(*opened)->database().isShared()) {
        Person nobody; // not the program itself: restricted incidents stay hidden (P13.4)
        nobody.id = PersonId{-1};
        (*opened)->services().session.setActor(nobody);
    }
    return opened;
}

void CommandDatabase::sayState()
{
    if (const QString where = m_database->movedTo(); !where.isEmpty())
        CommandOutput::say(CommandOutput::tr("This database was moved to %1 and goes on there.").arg(where));
    if (const auto weakness = m_database->weakness())
        CommandOutput::say(*weakness);
}

Result<void> CommandDatabase::actAsCaller()
{
    const bool isShared = m_database->isShared();
    const auto person = isShared ? m_services->people.whoLoggedIn() : m_services->people.byLogin(accountLogin());
    if (!person && (isShared || person.error().kind != ErrorKind::NotFound))
        return tl::unexpected(person.error());
    if (!person || !person->active)
        return failure(ErrorKind::Denied,
                       CommandOutput::tr("The account %1 belongs to nobody who works with this database. Whoever made "
                                         "it can add people: tocsin admin add-person.")
                           .arg(accountLogin()));
    m_services->session.setActor(*person);
    return {};
}

Result<void> CommandDatabase::actAsOwner()
{
    auto known = actAsCaller();
    return known || !m_services->people.isOwner() ? known : Result<void>();
}

Result<void> CommandDatabase::addFirstPerson(const QString &name)
{
    Person person;
    person.name = name;
    person.login = accountLogin();
    for (const auto &role : enumTable<Role>())
        person.roles |= role.value;
    const auto added = m_services->people.add(person);
    return added ? actAsCaller() : Result<void>(tl::unexpected(added.error()));
}

void CommandDatabase::rememberHead()
{
    if (!m_database->movedTo().isEmpty())
        return; // its last entry says so, and is not in the record that goes on elsewhere
    const auto head = m_services->record.head();
    const auto kept = head ? AnchorStore().remember(*head) : Result<void>(tl::unexpected(head.error()));
    if (!kept)
        CommandOutput::say(kept.error().userText);
}

} // namespace tocsin
