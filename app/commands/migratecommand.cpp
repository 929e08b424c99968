#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/interrupt.h"
#include "app/commands/openasking.h"
#include "models/storage/databasemove.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

Result<QMap<QString, QString>> logInsFrom(const QStringList &given)
{
    QMap<QString, QString> logIns;
    for (const QString &pair : given) {
        const QString account = pair.section(u'=', 0, 0).trimmed(), login = pair.section(u'=', 1).trimmed();
        if (account.isEmpty() || login.isEmpty() || logIns.contains(account))
            return failure(ErrorKind::Invalid,
                           CommandOutput::tr("%1 is not understood: --log-in ACCOUNT=LOGIN, once for each.").arg(pair));
        logIns.insert(account, login);
    }
    return logIns;
}

Result<MoveReport> move(CommandDatabase &source, const ServerAddress &address, const QString &text,
                        const QMap<QString, QString> &logIns, const Clock &clock)
{
    if (auto known = source.actAsCaller(); !known)
        return tl::unexpected(known.error());
    if (auto may = source.services().session.require(Right::KeepPeople); !may)
        return tl::unexpected(may.error());
    if (auto made = makeServerDatabase(address, clock); !made)
        return tl::unexpected(made.error());
    // From here on there is something to take back. The password was asked for by the line above.
    const Interrupt interrupt;
    auto target = openAsking(text, OpenMode::Bare, clock);
    if (!target)
        return tl::unexpected(target.error());
    if (const auto weakness = (*target)->weakness())
        CommandOutput::say(*weakness);
    ProgressLine progress;
    return DatabaseMove(source.database(), **target,
                        [&](qint64 done, qint64 total) {
                            progress.show(done, total);
                            return !Interrupt::wanted();
                        })
        .run(logIns, address.shown());
}

void tell(CommandOutput &out, const MoveReport &report, const QString &from, const QString &to)
{
    if (report.wasComplete)
        out.writeLine(CommandOutput::tr("An earlier move had arrived whole; the file is marked now."));
    for (auto it = report.rows.begin(); it != report.rows.end(); ++it)
        out.writeLine(u"%1  %2"_s.arg(it.key(), -22).arg(it.value(), 9));
    out.writeLine(
        CommandOutput::tr("Entries of the record: %1, copied as they are and verified there.").arg(report.entries));
    out.writeLine(CommandOutput::tr("Last link here:  %1").arg(report.lastHash));
    out.writeLine(CommandOutput::tr("Last link there: %1").arg(report.lastHashThere));
    for (const QString &person : report.withoutLogIn)
        out.writeLine(CommandOutput::tr("No log-in on the server yet: %1").arg(person));
    if (!report.withoutLogIn.isEmpty())
        CommandOutput::say(CommandOutput::tr("Give each of them one: tocsin admin set-roles LOGIN --roles ROLES "
                                             "--create-login."));
    CommandOutput::say(CommandOutput::tr("Moved to %1. From now on %2 can only be read.").arg(to, from));
}

} // namespace

int runMigrate(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"migrate-to"_s, u"ADDRESS"_s,
        CommandOutput::tr("Moves the database of a file to a server: every row and every entry of the record as they "
                          "are, counted and\n"
                          "verified there before anything counts. Connect as the server's superuser, or as a log-in "
                          "with CREATEROLE and\n"
                          "CREATEDB. The server's database is made if it is not there, else it must be empty. Drafts "
                          "stay behind.\n"
                          "After a failure or Ctrl-C it is as empty as before, and the file as it was. Afterwards the "
                          "file can only be read."));
    parser.addValue(u"log-in"_s, u"ACCOUNT=LOGIN"_s,
                    CommandOutput::tr("The person of this account here logs in there by this name. Whoever is not "
                                      "named keeps the name of the account. May be given several times."));
    if (const auto code = parser.parse(arguments, 1, 1))
        return *code;
    const QString text = parser.words().first();
    if (!isServerAddress(text) || isServerAddress(parser.database()))
        return parser.usageError(
            CommandOutput::tr("A file's database moves to a server: --database FILE migrate-to postgresql://..."));
    const auto logIns = logInsFrom(parser.values(u"log-in"_s));
    if (!logIns)
        return parser.usageError(logIns.error().userText);
    CommandOutput out;
    const SystemClock clock;
    const auto address = ServerAddress::withoutPassword(text);
    if (!address)
        return out.fail(address.error(), {});
    auto source = CommandDatabase::open(parser.database(), OpenMode::Existing, clock);
    if (!source)
        return out.fail(source.error(), parser.database());
    const auto before = (*source)->services().record.head();
    const auto report = move(**source, *address, text, *logIns, clock);
    if (!report)
        return out.fail(report.error(), {});
    if (before)
        (void)AnchorStore().remember(*before);
    tell(out, *report, parser.database(), address->shown());
    return out.finish() ? kExitOk : kExitFailed;
}

} // namespace tocsin
