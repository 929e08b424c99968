#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QJsonObject jsonOf(const RetentionLine &line)
{
    return {{u"reference"_s, line.reference},
            {u"title"_s, line.title},
            {u"exercise"_s, line.exercise},
            {u"rule"_s, line.period.code},
            {u"ruleName"_s, line.period.name},
            {u"because"_s, line.period.because},
            {u"years"_s, line.period.years},
            {u"endedAt"_s, isoValue(line.period.endedMs)},
            {u"keptUntilAt"_s, isoValue(line.period.untilMs)},
            {u"keptUntilMs"_s, line.period.untilMs},
            {u"legalHold"_s, line.held}};
}

QString lineOf(const RetentionLine &line)
{
    const QString text =
        u"%1  %2  %3  %4"_s.arg(isoUtc(line.period.untilMs).left(10), line.reference)
            .arg(forTerminal(CommandOutput::tr("%1, %2 years").arg(line.period.name).arg(line.period.years)), -48)
            .arg(forTerminal(line.title));
    return line.held ? text + u"  ["_s + CommandOutput::tr("legal hold") + u']' : text;
}

} // namespace

int runRetention(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"retention"_s, {},
        CommandOutput::tr(
            "Prints the incidents past their period of retention, the longest past first: until when each was to be "
            "kept,\nits reference, the rule and its period, the title, and whether a legal hold stands. Nothing is "
            "deleted by itself:\nthe end of retention is one of the reasons for which legal and the incident manager "
            "together redact."));
    parser.addFlag(u"json"_s, CommandOutput::tr("Print JSON."));
    if (const auto code = parser.parse(arguments, 0, 0))
        return *code;
    const SystemClock clock;
    CommandOutput out;
    auto opened = CommandDatabase::openToRead(parser.database(), OpenMode::ReadOnly, clock);
    if (!opened)
        return out.fail(opened.error(), parser.database(), parser.isJson());
    Services &services = (*opened)->services();
    const auto lines = whole(services, services.retention.past());
    if (!lines)
        return out.fail(lines.error(), parser.database(), parser.isJson());
    QJsonArray array;
    for (const RetentionLine &line : *lines) {
        if (parser.isJson())
            array.append(jsonOf(line));
        else
            out.writeLine(lineOf(line));
    }
    if (parser.isJson())
        out.writeJson({{u"incidents"_s, array}});
    return out.finish() ? kExitOk : kExitFailed;
}

int runClean(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"clean"_s, {},
        CommandOutput::tr(
            "Writes the database anew without what was redacted, if that is still owed: its free pages, the words of "
            "the\nsearch index, the journal. Nobody else may have the file open. On a server the tables are written "
            "anew, by who\nowns the database; its backups and its write-ahead archive are for whoever keeps the "
            "server."));
    if (const auto code = parser.parse(arguments, 0, 0))
        return *code;
    const SystemClock clock;
    CommandOutput out;
    auto opened = CommandDatabase::open(parser.database(), OpenMode::Existing, clock);
    if (!opened)
        return out.fail(opened.error(), parser.database(), false);
    const auto done = (*opened)->services().redactions.cleanUp();
    if (!done)
        return out.fail(done.error(), parser.database(), false);
    out.writeLine(done->cleaned ? CommandOutput::tr("Nothing that was redacted is left in the database.")
                                : done->remains);
    return out.finish() && done->cleaned ? kExitOk : kExitFailed;
}

} // namespace tocsin
