#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/interrupt.h"
#include "app/commands/openasking.h"

using namespace Qt::StringLiterals;

namespace tocsin {

int runBackup(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"backup"_s, u"FILE"_s,
        CommandOutput::tr("Copies the database to a new file while others go on working, and verifies the copy before "
                          "it counts. Nothing\n"
                          "is overwritten. The copy is as confidential as the database: only its owner can read it."));
    if (const auto code = parser.parse(arguments, 1, 1))
        return *code;

    const SystemClock clock;
    CommandOutput out;
    const QString target = parser.words().first();
    if (isServerAddress(parser.database()))
        return out.fail(serverBackupHint(), {});
    auto opened = CommandDatabase::openToRead(parser.database(), OpenMode::ReadOnly, clock);
    if (!opened)
        return out.fail(opened.error(), parser.database());
    const Interrupt interrupt;
    Result<void> done;
    {
        ProgressLine progress;
        done = (*opened)->services().record.backup(target, [&](qint64 n, qint64 total) {
            progress.show(n, total);
            return !Interrupt::wanted();
        });
    }
    if (!done)
        return out.fail(done.error(), {});
    (*opened)->rememberHead();
    CommandOutput::say(CommandOutput::tr("Backed up to %1; the copy was verified.").arg(target));
    return kExitOk;
}

} // namespace tocsin
