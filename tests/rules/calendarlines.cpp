#include "models/rules/dutyrules.h"

#include <QTextStream>

using namespace tocsin;

namespace {

void writeHolidays(const DutyRules &rules, QTextStream &out)
{
    for (const QString &code : rules.calendars()) {
        const WorkCalendar calendar = rules.calendar(code);
        for (QDate day(calendar.firstYear(), 1, 1); day.year() <= calendar.lastYear(); day = day.addDays(1))
            if (!calendar.holiday(day).isEmpty())
                out << code << ' ' << day.toString(Qt::ISODate) << '\n';
    }
}

/** "calendar what zone startMs value" lines to the operative end, start and end by Regulation 1182/71, its end by both
 *  readings of Art. 3(5), and the operative end rolled over to noon of a working day. */
bool writePeriods(const DutyRules &rules, QTextStream &in, QTextStream &out)
{
    QString code, what, zoneName;
    qint64 startMs = 0;
    int value = 0;
    while (!in.atEnd()) {
        in >> code >> what >> zoneName >> startMs >> value;
        if (what.isEmpty())
            break;
        const QTimeZone zone(zoneName.toLatin1());
        const WorkCalendar calendar = code == QStringLiteral("-") ? WorkCalendar::weekdays() : rules.calendar(code);
        const Period period{value, fromCode<PeriodUnit>(what).value_or(PeriodUnit::Hours)};
        const auto end = periodEnd(startMs, period, zone, calendar);
        const auto counted = regulationPeriod(startMs, period, zone, calendar);
        if (!end || !counted)
            return false;
        const auto touched = withTwoWorkingDays(*counted, TwoDaysReading::Touched, zone, calendar);
        const auto whole = withTwoWorkingDays(*counted, TwoDaysReading::FortyEight, zone, calendar);
        const auto rolled = rolledOver(*end, RollOver::NoonOfNextWorkingDay, zone, calendar);
        if (!touched || !whole || !rolled)
            return false;
        out << *end << ' ' << counted->startMs << ' ' << counted->endMs << ' ' << *touched << ' ' << *whole << ' '
            << *rolled << '\n';
        what.clear();
    }
    return true;
}

/** "calendar zone classifiedMs awareMs hours capHours" lines to the end with its cap, and that end rolled over to noon
 * of a working day; hours 0: those of the rule for a major incident of a financial entity, its cap and its roll-over.
 */
bool writeCapped(const DutyRules &rules, QTextStream &in, QTextStream &out)
{
    const DutyRule *dora = rules.rule(QStringLiteral("dora-ini"));
    if (!dora)
        return false;
    QString code, zoneName;
    qint64 classifiedMs = 0, awareMs = 0;
    int hours = 0, cap = 0;
    while (!in.atEnd()) {
        in >> code >> zoneName >> classifiedMs >> awareMs >> hours >> cap;
        if (zoneName.isEmpty())
            break;
        const QTimeZone zone(zoneName.toLatin1());
        const WorkCalendar calendar = code == QStringLiteral("-") ? WorkCalendar::weekdays() : rules.calendar(code);
        const qint64 end =
            hours == 0 ? cappedEnd(classifiedMs, dora->period.value * kHourMs, awareMs, dora->capHours * kHourMs)
                       : cappedEnd(classifiedMs, hours * kHourMs, awareMs, cap * kHourMs);
        const auto rolled = rolledOver(end, dora->rollOver, zone, calendar);
        if (!rolled)
            return false;
        out << end << ' ' << *rolled << '\n';
        zoneName.clear();
    }
    return true;
}

} // namespace

/** Writes the public holidays the rules know, or with an argument answers periods or those with a cap, for
 *  check_calendars.py. */
int main(int argc, char **argv)
{
    QTextStream in(stdin), out(stdout);
    const auto rules = DutyRules::load();
    if (!rules) {
        QTextStream(stderr) << rules.error().userText << '\n';
        return 1;
    }
    if (argc < 2) {
        writeHolidays(*rules, out);
        return 0;
    }
    const bool capped = QByteArray(argv[1]) == "--capped";
    return (capped ? writeCapped(*rules, in, out) : writePeriods(*rules, in, out)) ? 0 : 1;
}
