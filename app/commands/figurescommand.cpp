#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "models/domain/csv.h"

#include <QDate>
#include <QJsonArray>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QJsonObject spreadJson(const Spread &spread)
{
    const auto value = [&spread](qint64 ms) {
        return spread.count > 0 ? QJsonValue(ms) : QJsonValue(QJsonValue::Null);
    };
    return {{u"count"_s, spread.count},
            {u"medianMs"_s, value(spread.medianMs)},
            {u"p90Ms"_s, value(spread.p90Ms)},
            {u"worstMs"_s, value(spread.worstMs)}};
}

QJsonObject lineJson(const FigureLine &line)
{
    return {{u"group"_s, codeOf(line.group)},
            {u"code"_s, line.code},
            {u"name"_s, line.name},
            {u"detectionToDeclaration"_s, spreadJson(line.toDeclaration)},
            {u"startToNotice"_s, spreadJson(line.toNotice)}};
}

QString textLine(const FigureLine &line)
{
    const auto spread = [](const Spread &s) {
        return u"%1 %2 %3 %4"_s.arg(s.count, 6)
            .arg(hoursText(s, s.medianMs), 9)
            .arg(hoursText(s, s.p90Ms), 9)
            .arg(hoursText(s, s.worstMs), 9);
    };
    return u"%1 %2   %3"_s.arg(line.name, -24).arg(spread(line.toDeclaration), spread(line.toNotice));
}

constexpr int kSpreadWidth = 36;

QString textHeader()
{
    const QString columns = u"%1 %2 %3 %4"_s.arg(CommandOutput::tr("count"), 6)
                                .arg(CommandOutput::tr("median h"), 9)
                                .arg(CommandOutput::tr("90 % h"), 9)
                                .arg(CommandOutput::tr("worst h"), 9);
    const QString over = u"%1 %2   %3"_s.arg(QString(), -24)
                             .arg(CommandOutput::tr("detection to declaration"), kSpreadWidth)
                             .arg(CommandOutput::tr("declaration to notice"), kSpreadWidth);
    return over + u'\n' + u"%1 %2   %3"_s.arg(QString(), -24).arg(columns, columns);
}

/** The start of a day in UTC; nothing if it is none. */
std::optional<qint64> dayMs(const QString &text)
{
    const QDate day = QDate::fromString(text, Qt::ISODate);
    return day.isValid() ? std::optional(day.startOfDay(QTimeZone::utc()).toMSecsSinceEpoch()) : std::nullopt;
}

/** From --from and --to; the last day counts whole. Empty text: understood. */
QString readPeriod(const CommandParser &parser, FigureFilter &filter)
{
    for (const QString &name : {u"from"_s, u"to"_s}) {
        if (!parser.isSet(name))
            continue;
        const auto ms = dayMs(parser.value(name));
        if (!ms)
            return CommandOutput::tr("%1 is no day. Write it like 2026-01-31.").arg(parser.value(name));
        (name == "from"_L1 ? filter.fromMs : filter.toMs) = name == "from"_L1 ? *ms : *ms + kDayMs;
    }
    return {};
}

void printLines(const QList<FigureLine> &lines, const CommandParser &parser, const FigureFilter &filter,
                CommandOutput &out)
{
    if (parser.isJson()) {
        QJsonArray array;
        for (const FigureLine &line : lines)
            array.append(lineJson(line));
        out.writeJson({{u"exercises"_s, filter.exercises},
                       {u"fromAt"_s, isoValue(filter.fromMs)},
                       {u"toAt"_s, isoValue(filter.toMs)},
                       {u"figures"_s, array}});
        return;
    }
    if (parser.isSet(u"csv"_s)) {
        out.write(csvRow(figureCsvHeader()));
        for (const FigureLine &line : lines)
            out.write(csvRow(figureCsvCells(line)));
        return;
    }
    out.writeLine(textHeader());
    FigureGroup group = FigureGroup::All;
    for (const FigureLine &line : lines) {
        if (line.group != group)
            out.writeLine(u'\n' + nameOf(line.group));
        group = line.group;
        out.writeLine(textLine(line));
    }
}

} // namespace

int runFigures(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"figures"_s, {},
        CommandOutput::tr("Prints how many hours passed from detection to declaration, and from declaration to "
                          "the notices that\nmet each obligation: count, median, 90th percentile (nearest rank) and "
                          "worst, in all and by severity,\nquarter of the declaration (UTC) and detection source. "
                          "Exercises are left out."));
    parser.addFlag(u"json"_s, CommandOutput::tr("Print JSON."));
    parser.addFlag(u"csv"_s, CommandOutput::tr("Print CSV (UTF-8, RFC 4180)."));
    parser.addValue(u"from"_s, u"DAY"_s, CommandOutput::tr("Only declarations from this day on, in UTC: 2026-01-01."));
    parser.addValue(u"to"_s, u"DAY"_s, CommandOutput::tr("Only declarations up to the end of this day, in UTC."));
    parser.addFlag(u"exercises"_s, CommandOutput::tr("Exercises, and nothing else."));
    if (const auto code = parser.parse(arguments, 0, 0))
        return *code;
    FigureFilter filter;
    filter.exercises = parser.isSet(u"exercises"_s);
    if (const QString wrong = readPeriod(parser, filter); !wrong.isEmpty())
        return parser.usageError(wrong);
    if (parser.isJson() && parser.isSet(u"csv"_s))
        return parser.usageError(CommandOutput::tr("Choose one of --json and --csv."));

    const SystemClock clock;
    CommandOutput out;
    auto opened = CommandDatabase::openToRead(parser.database(), OpenMode::ReadOnly, clock);
    if (!opened)
        return out.fail(opened.error(), parser.database(), parser.isJson());
    Services &services = (*opened)->services();
    const auto lines = whole(services, services.figures.lines(filter));
    if (!lines)
        return out.fail(lines.error(), parser.database(), parser.isJson());
    printLines(*lines, parser, filter, out);
    return out.finish() ? kExitOk : kExitFailed;
}

} // namespace tocsin
