#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/incidentjson.h"

#include <QHash>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kMostClocks = 100'000;

struct Clocks
{
    QList<Obligation> open;
    QHash<IncidentId, Incident> incidents;
};

Result<Clocks> readClocks(Services &services, bool exercises)
{
    Clocks clocks;
    auto open = services.incidents.openClocks(kMostClocks, exercises);
    if (!open)
        return tl::unexpected(open.error());
    clocks.open = std::move(*open);
    for (const Obligation &obligation : std::as_const(clocks.open)) {
        if (clocks.incidents.contains(obligation.incident))
            continue;
        auto incident = services.incidents.byId(obligation.incident);
        if (!incident)
            return tl::unexpected(incident.error());
        clocks.incidents.insert(obligation.incident, std::move(*incident));
    }
    return clocks;
}

QString lineOf(const Obligation &obligation, const Incident &incident, qint64 nowMs)
{
    const ClockReading reading = readClock(obligation.facts, nowMs);
    const QString deadline = isoUtc(obligation.facts.deadlineMs);
    return u"%1  %2  %3  %4  %5  %6%7"_s.arg(reading.digits, 12)
        .arg(nameOf(reading.band), -19)
        .arg(deadline.isEmpty() ? u"-"_s : deadline.left(19) + u'Z', -20)
        .arg(incident.reference(), -10)
        .arg(forTerminal(addresseeText(obligation)), -28)
        .arg(forTerminal(incident.title),
             incident.exercise ? u"  ["_s + CommandOutput::tr("exercise") + u']' : QString());
}

} // namespace

int runClocks(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"clocks"_s, {},
        CommandOutput::tr(
            "Prints every obligation that is neither met nor withdrawn, the most urgent first: time left (or "
            "passed, with +),\nstate, deadline in UTC, incident, whom it is owed to. With --json each also has its "
            "citation, the deadline\nin local time, and whether it is an exercise."));
    parser.addFlag(u"json"_s, CommandOutput::tr("Print JSON."));
    parser.addFlag(u"exercises"_s, CommandOutput::tr("Also those of exercises, which are kept apart."));
    if (const auto code = parser.parse(arguments, 0, 0))
        return *code;

    const SystemClock clock;
    CommandOutput out;
    auto opened = CommandDatabase::openToRead(parser.database(), OpenMode::ReadOnly, clock);
    if (!opened)
        return out.fail(opened.error(), parser.database(), parser.isJson());
    const auto clocks = readClocks((*opened)->services(), parser.isSet(u"exercises"_s));
    if (!clocks)
        return out.fail(clocks.error(), parser.database(), parser.isJson());

    const qint64 now = (*opened)->database().clock().nowMs(); // a server's time counts
    QJsonArray array;
    for (const Obligation &obligation : clocks->open) {
        const Incident &incident = clocks->incidents[obligation.incident];
        if (parser.isJson())
            array.append(obligationJson(obligation, incident, now));
        else
            out.writeLine(lineOf(obligation, incident, now));
    }
    if (parser.isJson())
        out.writeJson({{u"nowAt"_s, isoValue(now)}, {u"nowMs"_s, now}, {u"clocks"_s, array}});
    return out.finish() ? kExitOk : kExitFailed;
}

} // namespace tocsin
