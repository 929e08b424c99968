#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/interrupt.h"
#include "app/commands/openasking.h"
#include "app/commands/verification.h"
#include "models/storage/filecheck.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** Opens a file and verifies it; findings are said, and are Damaged. What was seen here beyond its end is not asked
 *  for: a backup ends earlier. */
Result<Anchor> verifiedHead(const QString &path, const Clock &clock)
{
    auto opened = CommandDatabase::openToRead(path, OpenMode::Examine, clock);
    if (!opened)
        return tl::unexpected(opened.error());
    const auto head = (*opened)->services().record.head();
    if (!head)
        return head;
    auto anchors = AnchorStore().read(head->databaseUuid);
    if (!anchors)
        return tl::unexpected(anchors.error());
    anchors->removeIf([&](const Anchor &a) { return a.seq > head->seq; });
    const auto report = verifyDatabase(**opened, *anchors);
    if (!report)
        return tl::unexpected(report.error());
    if (report->clean())
        return head;
    for (const QString &line : verificationLines(*report, anchors->size()))
        CommandOutput::say(line);
    return failure(ErrorKind::Damaged, CommandOutput::tr("%1 does not verify. Nothing was restored.").arg(path));
}

Result<void> copyTo(const QString &from, const QString &to, const Clock &clock)
{
    auto opened = CommandDatabase::openToRead(from, OpenMode::ReadOnly, clock);
    if (!opened)
        return tl::unexpected(opened.error());
    const Interrupt interrupt;
    ProgressLine progress;
    return (*opened)->services().record.backup(to, [&](qint64 n, qint64 total) {
        progress.show(n, total);
        return !Interrupt::wanted();
    });
}

Result<Anchor> restore(const QString &from, const QString &to, const Clock &clock)
{
    // Asked first, so that nobody waits for a verification that leads nowhere; the copy itself never overwrites either.
    if (QFile::exists(to))
        return failure(ErrorKind::Conflict,
                       CommandOutput::tr("%1 exists already, and is left as it is. Move it away first, and "
                                         "keep it until the restored database was looked at.")
                           .arg(to));
    const auto before = verifiedHead(from, clock);
    if (!before)
        return before;
    if (auto copied = copyTo(from, to, clock); !copied)
        return tl::unexpected(copied.error());
    auto after = verifiedHead(to, clock);
    if (after && (after->seq != before->seq || after->hash != before->hash))
        after =
            failure(ErrorKind::Damaged, CommandOutput::tr("The backup changed while it was restored. Do it again."));
    if (!after)
        removeMadeFile(to); // nobody takes it for a database that was verified, and the next attempt has its place
    return after;
}

} // namespace

int runRestore(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"restore"_s, u"FROM --database TO"_s,
        CommandOutput::tr(
            "Verifies a backup, makes the new database TO of it, and verifies that. Nothing is overwritten. What was\n"
            "recorded after the backup was made is not in it, and no longer expected on this machine."));
    if (const auto code = parser.parse(arguments, 1, 1))
        return *code;
    if (!parser.isSet(u"database"_s))
        return parser.usageError(CommandOutput::tr("Say which file the restored database is to be: --database TO."));

    const SystemClock clock;
    CommandOutput out;
    const QString to = parser.database();
    if (isServerAddress(to) || isServerAddress(parser.words().first()))
        return out.fail(serverBackupHint(), {});
    const auto head = restore(parser.words().first(), to, clock);
    if (!head)
        return out.fail(head.error(), {});
    const auto known = AnchorStore().read(head->databaseUuid);
    if (known && !known->isEmpty() && known->last().seq > head->seq)
        CommandOutput::say(
            CommandOutput::tr(
                "This machine saw the record up to entry %1; the backup ends at %2. The %3 entries after it "
                "are not in the restored database.")
                .arg(known->last().seq)
                .arg(head->seq)
                .arg(known->last().seq - head->seq));
    if (auto kept = AnchorStore().restored(*head); !kept)
        CommandOutput::say(kept.error().userText);
    CommandOutput::say(
        CommandOutput::tr("Restored to %1; the backup and the database made of it were verified.").arg(to));
    return kExitOk;
}

} // namespace tocsin
