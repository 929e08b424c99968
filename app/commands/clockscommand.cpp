#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/incidentjson.h"

#include <QJsonArray>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kMostClocks = 100'000;

QString inBrackets(const QString &mark)
{
    return mark.isEmpty() ? QString() : u"  ["_s + mark + u']';
}

QString lineOf(const ClockRow &row, qint64 nowMs)
{
    const Obligation &obligation = row.obligation;
    const Incident &incident = row.incident;
    const ClockReading reading = readClock(obligation.facts, nowMs);
    const QString deadline = isoUtc(endMs(obligation.facts));
    return u"%1  %2  %3  %4  %5  %6%7"_s.arg(reading.digits, 12)
        .arg(nameOf(reading.band), -19)
        .arg(deadline.isEmpty() ? u"-"_s : deadline.left(19) + u'Z', -20)
        .arg(incident.reference(), -10)
        .arg(forTerminal(row.isObligation() ? addresseeText(obligation) : row.kind + u": "_s + row.about), -28)
        .arg(forTerminal(incident.title), inBrackets(incident.exercise ? CommandOutput::tr("exercise") : QString()) +
                                              inBrackets(dayCountText(row.info.counted)));
}

} // namespace

int runClocks(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"clocks"_s, {},
        CommandOutput::tr(
            "Prints every obligation that is neither met nor withdrawn, and what is to be followed up or answered, the "
            "most urgent first: time left (or passed, with +),\nstate, deadline in UTC, incident, whom it is owed to. "
            "One "
            "that is only proposed has a ? before its time:\nlegal has not confirmed it, and it would end then. "
            "A deadline counted by weekdays, "
            "for want of "
            "a calendar of public\nholidays, says so. With --json each also has its citation, the deadline in local "
            "time, "
            "whether it is an exercise,\nand, for information, the end by Regulation 1182/71 (regulationEndAt), that "
            "with "
            "the disputed reading of its Art. 3(5)\n(regulationEndTwoWorkingDaysAt), a note on either, and by what "
            "days "
            "were counted (daysCountedBy);\nthat of a customer found after the declaration, how long after it, and how "
            "long ago it was\n(foundAfterDeclarationMs, sinceDeclarationMs)."));
    parser.addFlag(u"json"_s, CommandOutput::tr("Print JSON."));
    parser.addFlag(u"exercises"_s, CommandOutput::tr("Also those of exercises, which are kept apart."));
    if (const auto code = parser.parse(arguments, 0, 0))
        return *code;

    const SystemClock clock;
    CommandOutput out;
    auto opened = CommandDatabase::openToRead(parser.database(), OpenMode::ReadOnly, clock);
    if (!opened)
        return out.fail(opened.error(), parser.database(), parser.isJson());
    Services &services = (*opened)->services();
    auto clocks = whole(services, openClockRows(services, kMostClocks, parser.isSet(u"exercises"_s)));
    if (!clocks)
        return out.fail(clocks.error(), parser.database(), parser.isJson());

    const qint64 now = (*opened)->database().clock().nowMs(); // a server's time counts
    QJsonArray array;
    std::stable_sort(clocks->begin(), clocks->end(), [now](const ClockRow &a, const ClockRow &b) {
        return moreUrgent(a.obligation.facts, b.obligation.facts, now);
    });
    for (const ClockRow &row : std::as_const(*clocks)) {
        if (parser.isJson())
            array.append(obligationJson(row, now));
        else
            out.writeLine(lineOf(row, now));
    }
    if (parser.isJson())
        out.writeJson({{u"nowAt"_s, isoValue(now)}, {u"nowMs"_s, now}, {u"clocks"_s, array}});
    return out.finish() ? kExitOk : kExitFailed;
}

} // namespace tocsin
