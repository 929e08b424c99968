#pragma once

#include "models/domain/duty.h"

namespace tocsin {

class DutyRules;

/** Where the clock of a duty starts and ends. */
struct DutyClock
{
    qint64 triggerMs = 0;
    qint64 deadlineMs = 0; ///< 0: no number
};

/** The operative clock from this start (P7.6): elapsed time, never later than any other reading. */
[[nodiscard]] Result<DutyClock> dutyClock(const DutyOrigin &origin, qint64 triggerMs, const DutyRules &rules);

/** Fills what stands beside the clock for information: the end by Regulation 1182/71 or the roll-over of the rule, and
 *  when a duty without a number asks for attention. */
void fillInformation(Duty &duty, const DutyRules &rules, qint64 nowMs);

} // namespace tocsin
