#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/platform/account.h"
#include "models/storage/filecheck.h"

using namespace Qt::StringLiterals;

namespace tocsin {

int runCreate(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"create"_s, u"FILE"_s,
        CommandOutput::tr("Makes an empty database. You are the first person in it, with every role. Others can be "
                          "added as the ones who\ndecided: tocsin admin add-person. Nothing is overwritten."));
    parser.addValue(u"person"_s, u"NAME"_s, CommandOutput::tr("Your name in the record, if not that of your account."));
    if (const auto code = parser.parse(arguments, 0, 1))
        return *code;
    const QString path = parser.words().value(0, parser.isSet(u"database"_s) ? parser.database() : QString());
    if (path.isEmpty() || (!parser.words().isEmpty() && parser.isSet(u"database"_s)))
        return parser.usageError(CommandOutput::tr("Name one file."));
    const QString name = (parser.isSet(u"person"_s) ? parser.value(u"person"_s) : accountName()).simplified();
    if (name.isEmpty())
        return parser.usageError(CommandOutput::tr("The name of the person is empty."));

    const SystemClock clock;
    CommandOutput out;
    if (isServerAddress(path))
        return parser.usageError(
            CommandOutput::tr("A team's database on a server is made by: tocsin admin create-database ADDRESS"));
    auto made = CommandDatabase::open(path, OpenMode::Create, clock);
    if (!made)
        return out.fail(made.error(), path);
    if (auto added = (*made)->addFirstPerson(name); !added) {
        made->reset();
        removeMadeFile(path);
        return out.fail(added.error(), path);
    }
    (*made)->rememberHead();
    CommandOutput::say(CommandOutput::tr("Made %1. You are %2 in it, with every role.").arg(path, name));
    return kExitOk;
}

} // namespace tocsin
