#include "app/commands/openasking.h"

#include "app/commands/commandoutput.h"
#include "app/platform/passwordprompt.h"
#include "models/storage/postgressetup.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kMostQuestions = 3;

}

Result<std::unique_ptr<Database>> openAsking(const QString &path, OpenMode mode, const Clock &clock)
{
    if (!isServerAddress(path))
        return Database::open(path, mode, clock);
    const auto address = ServerAddress::withoutPassword(path);
    if (!address)
        return tl::unexpected(address.error());
    auto database = Database::open(path, mode, clock);
    for (int i = 0; i < kMostQuestions && !database && database.error().field == "password"_L1; ++i) {
        if (qEnvironmentVariableIsSet("PGPASSWORD") && i == 0)
            break; // they gave one; it is wrong
        const auto given = askPassword(CommandOutput::tr("Password for %1: ").arg(address->shown()));
        if (!given)
            break;
        qputenv("PGPASSWORD", given->toUtf8()); // of this process alone; a new connection needs it again
        database = Database::open(path, mode, clock);
    }
    return database;
}

Result<void> makeServerDatabase(const ServerAddress &address, const Clock &clock)
{
    auto server = openAsking(address.onDatabase(u"postgres"_s), OpenMode::Bare, clock);
    if (!server)
        return tl::unexpected(server.error());
    const auto made = PostgresSetup(**server).makeDatabase(address.database());
    if (!made)
        return tl::unexpected(made.error());
    if (*made)
        CommandOutput::say(CommandOutput::tr("Made the empty database %1.").arg(address.database()));
    return {};
}

Error serverBackupHint()
{
    return {
        ErrorKind::Refused,
        CommandOutput::tr("A team's database is backed up on its server, all of it at once: pg_dump --format=custom "
                          "writes a backup and pg_restore makes a database of it; tocsin verify checks that one. "
                          "The guide in /usr/share/tocsin/shared-database has the commands."),
        {},
        {}};
}

} // namespace tocsin
