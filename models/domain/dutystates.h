#pragma once

#include "models/domain/obligation.h"

#include <optional>

namespace tocsin {

/** What moves an obligation from one state to another: acts of people, and the passing of time (P7.2, P8, P9.2). */
enum class DutyEvent {
    Proposed,
    Started,
    Confirmed,
    Dismissed,
    DeadlinePassed,
    ClockSetLater,
    ClockSetEarlier,
    Excepted,
    ExceptionEnded,
    ReviewPassed,
    Met,
    TakenBack,
    Withdrawn
};
template<> std::span<const EnumEntry<DutyEvent>> enumTable<DutyEvent>();

/** One row of the table of states (P7.2): what starts it, holds it, ends it. */
struct DutyStateRow
{
    ObligationState state;
    const char *startedBy;
    const char *heldBy;
    const char *endedBy;
};
[[nodiscard]] std::span<const DutyStateRow> dutyStates();

/** One way from a state to another; no `from`: it begins so. `late`: told of one whose deadline has passed. */
struct DutyTransition
{
    std::optional<ObligationState> from;
    DutyEvent event;
    ObligationState to;
    bool late = false;
};
[[nodiscard]] std::span<const DutyTransition> dutyTransitions();

/** The facts after an event at `atMs`; `untilMs` is the new deadline, or the review of an exception. */
[[nodiscard]] ObligationFacts after(ObligationFacts facts, DutyEvent event, qint64 atMs, qint64 untilMs = 0);

/** Whether the event may follow on this state at all. */
[[nodiscard]] bool mayFollow(ObligationState state, DutyEvent event);

} // namespace tocsin
