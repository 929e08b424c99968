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

/** Prints page after page; so a hundred thousand incidents need no more memory than five hundred. If one cannot be
 * read, what was printed is JSON all the same: "error" stands beside the incidents before it. */
int printAll(Services &services, CommandOutput &out, const IncidentFilter &filter, const QString &path, bool json)
{
    auto page = whole(services, services.incidents.page(filter, {}, kPage));
    if (!page)
        return out.fail(page.error(), path, json);
    out.write(json ? "{\"incidents\": [" : "");
    const char *before = "\n";
    for (;;) {
        for (const Incident &incident : std::as_const(*page)) {
            if (json)
                out.write(before + QJsonDocument(incidentJson(incident)).toJson(QJsonDocument::Compact));
            else
                out.writeLine(lineOf(incident));
            before = ",\n";
        }
        if (page->size() < kPage)
            break;
        const PageKey last{page->last().updatedMs, page->last().id.value};
        page = whole(services, services.incidents.page(filter, last, kPage));
        if (!page) {
            const QJsonObject error = CommandOutput::errorJson(page.error(), path);
            out.write(json ? "\n],\n\"error\": " + QJsonDocument(error).toJson(QJsonDocument::Compact) + "}\n" : "");
            (void)out.finish();
            return out.fail(page.error(), path);
        }
    }
    out.write(json ? "\n]}\n" : "");
    return out.finish() ? kExitOk : kExitFailed;
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
    IncidentFilter filter;
    filter.exercises = parser.isSet(u"exercises"_s);
    if (!parser.isSet(u"all"_s))
        filter.done = false;
    return printAll((*opened)->services(), out, filter, parser.database(), parser.isJson());
}

} // namespace tocsin
