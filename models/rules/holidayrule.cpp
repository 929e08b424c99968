#include "models/rules/holidayrule.h"

namespace tocsin {

namespace {

/** Days that the Gregorian calendar is ahead of the Julian from 1900 to 2099. */
constexpr int kJulianDays = 13;

QDate nthWeekday(int year, int month, int weekday, int nth)
{
    if (nth < 0) {
        const QDate last = QDate(year, month, 1).addMonths(1).addDays(-1);
        return last.addDays(-((last.dayOfWeek() - weekday + 7) % 7));
    }
    const QDate first(year, month, 1);
    return first.addDays((weekday - first.dayOfWeek() + 7) % 7 + 7 * (nth - 1));
}

} // namespace

QDate easterSunday(int year)
{
    // The reckoning of 1582 in whole numbers: golden number, century, epact, Sunday.
    const int golden = year % 19, century = year / 100, rest = year % 100;
    const int lunar = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    const int sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - lunar - rest % 4) % 7;
    const int late = (golden + 11 * lunar + 22 * sunday) / 451;
    const int days = lunar + sunday - 7 * late + 114;
    return {year, days / 31, days % 31 + 1};
}

QDate orthodoxEasterSunday(int year)
{
    const int lunar = (19 * (year % 19) + 15) % 30;
    const int sunday = (2 * (year % 4) + 4 * (year % 7) - lunar + 34) % 7;
    const int days = lunar + sunday + 114;
    return QDate(year, days / 31, days % 31 + 1).addDays(kJulianDays);
}

QDate HolidayRule::in(int year) const
{
    if (year < fromYear || year > untilYear)
        return {};
    QDate date;
    switch (kind) {
    case Kind::Fixed:
        date = QDate(year, month, day);
        break;
    case Kind::Easter:
        date = easterSunday(year).addDays(offset);
        break;
    case Kind::OrthodoxEaster:
        date = orthodoxEasterSunday(year).addDays(offset);
        break;
    case Kind::Weekday:
        date = nthWeekday(year, month, weekday, nth);
        break;
    }
    if (date.dayOfWeek() == Qt::Sunday && moved != Moved::No)
        return date.addDays(moved == Moved::NearestWeekday ? 1 : -1);
    if (date.dayOfWeek() == Qt::Saturday && moved == Moved::NearestWeekday)
        return date.addDays(-1);
    return date;
}

} // namespace tocsin
