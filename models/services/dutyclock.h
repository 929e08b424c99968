#pragma once

#include "models/domain/duty.h"

namespace tocsin {

class DutyRules;

/** Where the clock of a duty starts and ends. */
struct DutyClock
{
    qint64 triggerMs = 0;
    qint64 deadlineMs = 0;   ///< 0: no number
    bool byWeekdays = false; ///< no public holidays are known there, or not for that year
};

/** The operative clock from this start (P7.6): elapsed time, never later than any other reading. Without a calendar of
 *  public holidays working days are Mondays to Fridays, which ends it no later where these are worked. `awareMs`: what
 *  a cap counts from; 0: nothing is known of it, and it caps nothing yet. */
[[nodiscard]] Result<DutyClock> dutyClock(const DutyOrigin &origin, qint64 triggerMs, qint64 awareMs,
                                          const DutyRules &rules);

/** Fills what stands beside a deadline: the end by Regulation 1182/71 or the roll-over of the rule, and by what its
 * days are counted. A proposal has no clock yet: it is looked at as if it began now. */
void fillDeadlineInfo(DeadlineInfo &info, const DutyOrigin &origin, const Obligation &obligation,
                      const DutyRules &rules, qint64 nowMs);

/** That, what the rule says of its confidence, and
 *  when a duty without a number asks for attention. */
void fillInformation(Duty &duty, const DutyRules &rules, qint64 nowMs);

} // namespace tocsin
