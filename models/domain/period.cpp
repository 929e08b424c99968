#include "models/domain/period.h"

#include "models/domain/clock.h"

#include <QDateTime>

namespace tocsin {

template<> std::span<const EnumEntry<PeriodUnit>> enumTable<PeriodUnit>()
{
    using enum PeriodUnit;
    static constexpr EnumEntry<PeriodUnit> table[] = {
        {Hours, "hours", QT_TRANSLATE_NOOP("tocsin::domain", "hours")},
        {CalendarDays, "calendar_days", QT_TRANSLATE_NOOP("tocsin::domain", "days")},
        {BusinessDays, "business_days", QT_TRANSLATE_NOOP("tocsin::domain", "business days")},
        {Months, "months", QT_TRANSLATE_NOOP("tocsin::domain", "months")},
        {Years, "years", QT_TRANSLATE_NOOP("tocsin::domain", "years")},
        {WithoutUndueDelay, "without_undue_delay", QT_TRANSLATE_NOOP("tocsin::domain", "without undue delay")},
    };
    return table;
}

template<> std::span<const EnumEntry<RollOver>> enumTable<RollOver>()
{
    static constexpr EnumEntry<RollOver> table[] = {
        {RollOver::None, "none", QT_TRANSLATE_NOOP("tocsin::domain", "ends whatever the day")},
        {RollOver::NoonOfNextWorkingDay, "noon_next_working_day",
         QT_TRANSLATE_NOOP("tocsin::domain", "at a weekend or holiday: noon of the next working day")},
    };
    return table;
}

namespace {

/** The instant at which the zone's clocks read this date and time; see periodEnd() for gaps and repeated hours. */
qint64 instantOf(QDate date, QTime time, const QTimeZone &zone)
{
    const qint64 wall = QDateTime(date, time, QTimeZone::utc()).toMSecsSinceEpoch();
    const auto offset = [&zone](qint64 ms) {
        return static_cast<qint64>(zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()))) * 1000;
    };
    // The offsets in force shortly before and shortly after; no zone changes its clocks twice in these two days.
    const qint64 before = offset(wall - kDayMs), after = offset(wall + kDayMs);
    if (const qint64 first = wall - before; offset(first) == before)
        return first; // of two the earlier: clocks going back leave the larger offset first
    if (const qint64 second = wall - after; offset(second) == after)
        return second;
    return wall - before; // in the gap: as long after the change as the time is after the gap's beginning
}

QDateTime local(qint64 ms, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(ms, zone);
}

/** The first instant of a day; where midnight is skipped, the one after the change. */
qint64 startOf(QDate day, const QTimeZone &zone)
{
    return instantOf(day, QTime(0, 0), zone);
}

/** The date a period in days, months or years leads to. */
Result<QDate> endDate(QDate from, const Period &p, const WorkCalendar &calendar)
{
    switch (p.unit) {
    case PeriodUnit::CalendarDays:
        return from.addDays(p.value);
    case PeriodUnit::BusinessDays:
        return calendar.workingDayAfter(from, p.value);
    case PeriodUnit::Months:
        return from.addMonths(p.value);
    case PeriodUnit::Years:
        return from.addYears(p.value);
    case PeriodUnit::Hours:
    case PeriodUnit::WithoutUndueDelay:
        break;
    }
    return from;
}

} // namespace

QString periodText(const Period &p)
{
    if (!p.hasNumber())
        return nameOf(p.unit);
    const auto one = [](PeriodUnit unit) {
        switch (unit) {
        case PeriodUnit::Hours:
            return QCoreApplication::translate("tocsin::domain", "1 hour");
        case PeriodUnit::CalendarDays:
            return QCoreApplication::translate("tocsin::domain", "1 day");
        case PeriodUnit::BusinessDays:
            return QCoreApplication::translate("tocsin::domain", "1 business day");
        case PeriodUnit::Months:
            return QCoreApplication::translate("tocsin::domain", "1 month");
        case PeriodUnit::Years:
            return QCoreApplication::translate("tocsin::domain", "1 year");
        case PeriodUnit::WithoutUndueDelay:
            break;
        }
        return QString();
    };
    return p.value == 1 ? one(p.unit) : QStringLiteral("%1 %2").arg(p.value).arg(nameOf(p.unit));
}

Result<qint64> periodEnd(qint64 startMs, const Period &p, const QTimeZone &zone, const WorkCalendar &calendar)
{
    if (!p.hasNumber())
        return 0;
    if (p.unit == PeriodUnit::Hours)
        return startMs + p.value * kHourMs;
    const QDateTime start = local(startMs, zone);
    const auto date = endDate(start.date(), p, calendar);
    if (!date)
        return tl::unexpected(date.error());
    if (p.unit == PeriodUnit::BusinessDays)
        return startOf(date->addDays(1), zone);
    return instantOf(*date, start.time(), zone);
}

Result<RegulationPeriod> regulationPeriod(qint64 eventMs, const Period &p, const QTimeZone &zone,
                                          const WorkCalendar &calendar)
{
    if (!p.hasNumber())
        return RegulationPeriod{};
    const QDateTime event = local(eventMs, zone);
    if (p.unit == PeriodUnit::Hours) {
        const qint64 offset = static_cast<qint64>(event.offsetFromUtc()) * 1000;
        const qint64 start = ((eventMs + offset) / kHourMs + 1) * kHourMs - offset;
        return RegulationPeriod{start, start + p.value * kHourMs};
    }
    auto date = endDate(event.date(), p, calendar);
    if (date)
        date = calendar.workingDayFrom(*date);
    if (!date)
        return tl::unexpected(date.error());
    return RegulationPeriod{startOf(event.date().addDays(1), zone), startOf(date->addDays(1), zone)};
}

Result<qint64> withTwoWorkingDays(const RegulationPeriod &p, TwoDaysReading reading, const QTimeZone &zone,
                                  const WorkCalendar &calendar)
{
    qint64 worked = 0; // days touched, or ms within working days
    const qint64 needed = reading == TwoDaysReading::Touched ? 2 : 48 * kHourMs;
    for (QDate day = local(p.startMs, zone).date();; day = day.addDays(1)) {
        const qint64 from = qMax(p.startMs, startOf(day, zone)), to = startOf(day.addDays(1), zone);
        const auto working = calendar.isWorkingDay(day);
        if (!working)
            return tl::unexpected(working.error());
        if (*working) {
            const qint64 part = reading == TwoDaysReading::Touched ? 1 : to - from;
            if (worked + part >= needed)
                return qMax(p.endMs, reading == TwoDaysReading::Touched ? (p.endMs > from ? p.endMs : to)
                                                                        : from + needed - worked);
            worked += part;
        }
    }
}

Result<qint64> rolledOver(qint64 endMs, RollOver rule, const QTimeZone &zone, const WorkCalendar &calendar)
{
    if (rule == RollOver::None)
        return endMs;
    const QDate day = local(endMs, zone).date();
    const auto next = calendar.workingDayFrom(day);
    if (!next)
        return tl::unexpected(next.error());
    return *next == day ? endMs : instantOf(*next, QTime(12, 0), zone);
}

qint64 cappedEnd(qint64 startMs, qint64 periodMs, qint64 capStartMs, qint64 capMs)
{
    const qint64 cap = capStartMs + capMs;
    return startMs >= cap ? startMs + periodMs : qMin(startMs + periodMs, cap);
}

} // namespace tocsin
