#pragma once

#include "models/domain/audience.h"
#include "models/domain/obligation.h"

namespace tocsin {

/** The keys of clocks that are of no obligation begin here. */
constexpr qint64 kMatterClocks = 1LL << 52;

/** What is to be followed up, among the clocks of obligations (P9.5, P9.9). */
[[nodiscard]] inline ObligationId matterKey(const Matter &matter)
{
    return ObligationId{kMatterClocks + matter.id.value};
}

/** The facts of its clock: from when it came up until it is due. */
[[nodiscard]] inline ObligationFacts matterClock(const Matter &matter)
{
    ObligationFacts facts;
    facts.triggerMs = matter.atMs;
    facts.deadlineMs = matter.dueMs;
    facts.metMs = isOpen(matter) ? 0 : matter.sinceMs;
    return facts;
}

} // namespace tocsin
