#include "models/domain/workcalendar.h"

#include <QCoreApplication>

namespace tocsin {

namespace {
constexpr int kEarliest = 1;
constexpr int kLatest = 9999;
} // namespace

WorkCalendar WorkCalendar::weekdays()
{
    return {QStringLiteral("weekdays"), {}, kEarliest, kLatest, {}};
}

Result<bool> WorkCalendar::isWorkingDay(QDate day) const
{
    if (!isValid())
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("tocsin::domain", "No calendar of public holidays is known here."));
    if (day.year() < m_firstYear || day.year() > m_lastYear)
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("tocsin::domain", "The calendar of %1 is not known for %2.")
                           .arg(m_name)
                           .arg(day.year()));
    return day.dayOfWeek() < Qt::Saturday && !m_holidays.contains(day);
}

Result<QDate> WorkCalendar::workingDayFrom(QDate day) const
{
    for (;; day = day.addDays(1)) {
        const auto working = isWorkingDay(day);
        if (!working)
            return tl::unexpected(working.error());
        if (*working)
            return day;
    }
}

Result<QDate> WorkCalendar::workingDayAfter(QDate day, int n) const
{
    for (; n > 0; --n) {
        const auto next = workingDayFrom(day.addDays(1));
        if (!next)
            return next;
        day = *next;
    }
    return day;
}

} // namespace tocsin
