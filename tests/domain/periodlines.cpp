#include "models/domain/period.h"

#include <QTextStream>

using namespace tocsin;

/** Reads "what zone startMs value" lines and writes the ends in ms, for check_periods.py. */
int main()
{
    QTextStream in(stdin), out(stdout);
    const WorkCalendar everyWeekday(QStringLiteral("XX"), QStringLiteral("weekdays"), 1990, 2100, {});
    QString what, zoneName;
    qint64 startMs = 0;
    int value = 0;
    while (!in.atEnd()) {
        in >> what >> zoneName >> startMs >> value;
        if (what.isEmpty())
            break;
        const QTimeZone zone(zoneName.toLatin1());
        const Period period{value, fromCode<PeriodUnit>(what).value_or(PeriodUnit::Hours)};
        const auto end = periodEnd(startMs, period, zone, everyWeekday);
        const auto counted = regulationPeriod(startMs, period, zone, everyWeekday);
        if (!end || !counted)
            return 1;
        out << *end << ' ' << counted->startMs << ' ' << counted->endMs << '\n';
        what.clear();
    }
    return 0;
}
