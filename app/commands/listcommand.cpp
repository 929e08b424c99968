#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/incidentjson.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kPage = 500;

QString lineOf(const Incident &incident)
{
    const QString severity =
        incident.severity ? severityText(*incident.severity, incident.provisional) : CommandOutput::tr("not assessed");
    QStringList marks;
    if (incident.closedMs > 0)
        marks << CommandOutput::tr("closed");
    else if (incident.endedMs > 0)
        marks << CommandOutput::tr("ended");
    if (incident.isDeclared())
        marks << CommandOutput::tr("declared");
    if (incident.exercise)
        marks << CommandOutput::tr("exercise");
    return u"%1  %2  %3  %4  %5%6"_s.arg(incident.reference(), -10)
        .arg(nameOf(incident.stage), -19)
        .arg(severity, -29)
        .arg(isoUtc(incident.updatedMs).left(16) + u'Z', forTerminal(incident.title),
             marks.isEmpty() ? QString() : u"  ["_s + marks.join(u", "_s) + u']');
}

/** Prints page after page; so a hundred thousand incidents need no more memory than five hundred. */
Result<bool> printAll(Services &services, CommandOutput &out, bool json, bool all, bool exercises)
{
    IncidentFilter filter;
    filter.exercises = exercises;
    if (!all)
        filter.done = false;
    PageKey key;
    bool first = true;
    out.write(json ? "{\"incidents\": [" : "");
    while (true) {
        const auto page = services.incidents.page(filter, key, kPage);
        if (!page)
            return tl::unexpected(page.error());
        for (const Incident &incident : *page) {
            if (json)
                out.write((first ? "\n" : ",\n") +
                          QJsonDocument(incidentJson(incident)).toJson(QJsonDocument::Compact));
            else
                out.writeLine(lineOf(incident));
            first = false;
        }
        if (page->size() < kPage)
            break;
        key = {page->last().updatedMs, page->last().id.value};
    }
    out.write(json ? "\n]}\n" : "");
    return out.finish();
}

} // namespace

int runList(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"list"_s, {},
        CommandOutput::tr("Prints the incidents, last changed first: reference, stage, severity, instant of the last "
                          "change in UTC, title."));
    parser.addFlag(u"json"_s, CommandOutput::tr("Print JSON."));
    parser.addFlag(u"all"_s, CommandOutput::tr("Also those that have ended or are closed."));
    parser.addFlag(u"exercises"_s, CommandOutput::tr("Also exercises, which are kept apart."));
    if (const auto code = parser.parse(arguments, 0, 0))
        return *code;

    const SystemClock clock;
    CommandOutput out;
    auto opened = CommandDatabase::openToRead(parser.database(), OpenMode::ReadOnly, clock);
    if (!opened)
        return out.fail(opened.error(), parser.database(), parser.isJson());
    const auto printed =
        printAll((*opened)->services(), out, parser.isJson(), parser.isSet(u"all"_s), parser.isSet(u"exercises"_s));
    if (!printed)
        return out.fail(printed.error(), parser.database());
    return *printed ? kExitOk : kExitFailed;
}

} // namespace tocsin
