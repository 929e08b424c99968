#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/importcontacts.h"
#include "app/commands/interrupt.h"
#include "models/exchange/verisimporter.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

int report(const VerisImportReport &done, bool json)
{
    CommandOutput out;
    if (json) {
        out.writeJson(done.toJson());
    } else {
        for (const QString &line : done.lines())
            out.writeLine(forTerminal(line));
    }
    if (done.stopped)
        out.fail(*done.stopped, {});
    if (done.canceled)
        CommandOutput::say(CommandOutput::tr("Stopped. What was imported stays; the same command goes on from here."));
    const bool isWhole = !done.stopped && !done.canceled && done.count(VerisImportFile::Outcome::Refused) == 0;
    return out.finish() && isWhole ? kExitOk : kExitFailed;
}

} // namespace

int runImport(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"import"_s, u"veris|contacts|terms PATH..."_s,
        CommandOutput::tr(
            "contacts: takes over customers, tenants, subscriptions and contacts from CSV and from the JSON "
            "that cloud tools\nprint. The same files again change nothing. Exit code 1 if a row was refused.\n"
            "terms: takes over what contracts with customers ask for, from CSV as export terms prints it.\n"
            "veris: takes over incidents in VERIS JSON from files and folders: each with timeline entries made "
            "from its dates,\n"
            "and with what has no place here, word for word, as an attachment. An incident that was "
            "imported before is\n"
            "recognised. The report accounts for every file. Ctrl-C stops between two files.\n"
            "Exit code 1 if a file was refused or the import stopped."));
    parser.addFlag(u"json"_s, CommandOutput::tr("Print the report as JSON."));
    parser.addFlag(u"dry-run"_s, CommandOutput::tr("contacts, terms: say what would be done, and do nothing."));
    parser.addValue(u"customer"_s, u"NAME"_s, CommandOutput::tr("contacts: whose the rows are that name no customer."));
    if (const auto code = parser.parse(arguments, 2, 1'000'000))
        return *code;
    if (parser.words().first() == "contacts"_L1)
        return importContacts(parser.database(), parser.words().mid(1), parser.value(u"customer"_s),
                              parser.isSet(u"dry-run"_s), parser.isJson());
    if (parser.words().first() == "terms"_L1 && !parser.isSet(u"customer"_s))
        return importTerms(parser.database(), parser.words().mid(1), parser.isSet(u"dry-run"_s), parser.isJson());
    if (parser.words().first() != "veris"_L1 || parser.isSet(u"dry-run"_s) || parser.isSet(u"customer"_s))
        return parser.usageError(
            CommandOutput::tr("%1 cannot be imported so; veris, contacts and terms can.").arg(parser.words().first()));

    const SystemClock clock;
    CommandOutput out;
    auto opened = CommandDatabase::open(parser.database(), OpenMode::Existing, clock);
    if (!opened)
        return out.fail(opened.error(), parser.database(), parser.isJson());
    CommandDatabase &database = **opened;
    if (auto known = database.actAsCaller(); !known)
        return out.fail(known.error(), parser.database(), parser.isJson());
    if (database.database().isReadOnly())
        return out.fail({ErrorKind::ReadOnly, CommandOutput::tr("This database can be read, but not written."), {}, {}},
                        parser.database(), parser.isJson());

    const Interrupt interrupt;
    VerisImportReport done;
    {
        ProgressLine progress;
        done = VerisImporter(database.services()).import(parser.words().mid(1), [&](int n, int total, const QString &) {
            progress.show(n, total);
            return !Interrupt::wanted();
        });
    }
    database.rememberHead();
    return report(done, parser.isJson());
}

} // namespace tocsin
