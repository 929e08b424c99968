#pragma once

#include "models/domain/enumtable.h"
#include "models/domain/workcalendar.h"

#include <QTimeZone>

namespace tocsin {

/** How the time for a duty is given. */
enum class PeriodUnit { Hours, CalendarDays, BusinessDays, Months, Years, WithoutUndueDelay };
template<> std::span<const EnumEntry<PeriodUnit>> enumTable<PeriodUnit>();

/** What happens to an end that is no working day. */
enum class RollOver {
    None,
    NoonOfNextWorkingDay ///< Delegated Regulation (EU) 2025/301 Art. 5
};
template<> std::span<const EnumEntry<RollOver>> enumTable<RollOver>();

/** Time for a duty; `value` is 0 without a number. */
struct Period
{
    int value = 0;
    PeriodUnit unit = PeriodUnit::WithoutUndueDelay;

    [[nodiscard]] bool hasNumber() const { return unit != PeriodUnit::WithoutUndueDelay; }
    friend bool operator==(const Period &, const Period &) = default;
};
/** "72 hours", "4 business days", "1 month", "without undue delay". */
[[nodiscard]] QString periodText(const Period &period);

/**
 * Where the operative clock ends (P7.1, P7.6), as an instant in ms UTC; 0 for a period without a number.
 * Hours elapse on the UTC line. Days, months and years end at the same time of day in the zone; where the month has no
 * such date, on its last day; a time of day that the clocks skip is as much later; a time that is there
 * twice is the first of them. Business days end with the last of them, at midnight.
 */
[[nodiscard]] Result<qint64> periodEnd(qint64 startMs, const Period &period, const QTimeZone &zone,
                                       const WorkCalendar &calendar);

/** Start and end of a period as Regulation (EEC, Euratom) 1182/71 counts it; the end is the first instant after it. */
struct RegulationPeriod
{
    qint64 startMs = 0;
    qint64 endMs = 0;
};
/**
 * Art. 3(1)-(4): the hour or day of the event is not counted; a period in hours ends with the expiry of its last hour,
 * whatever the day; others end with their last day, or with the next working day if that is none. Clock hours are those
 * of the zone. Nothing is rounded off: it never ends before periodEnd().
 */
[[nodiscard]] Result<RegulationPeriod> regulationPeriod(qint64 eventMs, const Period &period, const QTimeZone &zone,
                                                        const WorkCalendar &calendar);

/** How Art. 3(5), "at least two working days", is read by those who apply it to periods in hours; disputed. */
enum class TwoDaysReading {
    Touched,   ///< two working days lie in it, if only in part
    FortyEight ///< 48 hours of it are hours of working days
};
[[nodiscard]] Result<qint64> withTwoWorkingDays(const RegulationPeriod &period, TwoDaysReading reading,
                                                const QTimeZone &zone, const WorkCalendar &calendar);

/** An end on a day that is no working day: noon of the next one. */
[[nodiscard]] Result<qint64> rolledOver(qint64 endMs, RollOver rule, const QTimeZone &zone,
                                        const WorkCalendar &calendar);

/** The earlier of two periods with a cap: 4 hours from one instant, 24 from another, unless the cap has passed already
 * when the first instant comes (Delegated Regulation (EU) 2025/301 Art. 5(1)(a)). */
[[nodiscard]] qint64 cappedEnd(qint64 startMs, qint64 periodMs, qint64 capStartMs, qint64 capMs);

} // namespace tocsin
