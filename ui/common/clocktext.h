#pragma once

#include "models/domain/obligation.h"
#include "ui/common/timetext.h"

namespace tocsin {

/** Words beside a clock: "due Tue 16:01", "overdue since Sun 00:27", "31 h 12 min before the limit", "review Sun
 * 09:00". */
[[nodiscard]] QString clockWords(const ClockReading &reading, const TimeText &time, qint64 nowMs);

/** What a screen reader says: "61 hours 20 minutes left, due Tue 16:01", to the minute. */
[[nodiscard]] QString clockSpoken(const ClockReading &reading, const TimeText &time, qint64 nowMs);

/** Deadline, review or fulfilment in local time and UTC, for tooltips. */
[[nodiscard]] QString clockTooltip(const ClockReading &reading, const ObligationFacts &facts, const TimeText &time,
                                   qint64 nowMs);

} // namespace tocsin
