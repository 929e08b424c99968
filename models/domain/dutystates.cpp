#include "models/domain/dutystates.h"

#include <algorithm>

namespace tocsin {

template<> std::span<const EnumEntry<DutyEvent>> enumTable<DutyEvent>()
{
    using enum DutyEvent;
    static constexpr EnumEntry<DutyEvent> table[] = {
        {Proposed, "proposed", QT_TRANSLATE_NOOP("tocsin::domain", "proposed from the facts")},
        {Started, "started", QT_TRANSLATE_NOOP("tocsin::domain", "started with the declaration or the scope")},
        {Confirmed, "confirmed", QT_TRANSLATE_NOOP("tocsin::domain", "confirmed by legal")},
        {Dismissed, "dismissed", QT_TRANSLATE_NOOP("tocsin::domain", "dismissed by legal")},
        {DeadlinePassed, "deadline_passed", QT_TRANSLATE_NOOP("tocsin::domain", "its deadline passed")},
        {ClockSetLater, "clock_set_later", QT_TRANSLATE_NOOP("tocsin::domain", "its clock was set later")},
        {ClockSetEarlier, "clock_set_earlier", QT_TRANSLATE_NOOP("tocsin::domain", "its clock was set earlier")},
        {Excepted, "excepted", QT_TRANSLATE_NOOP("tocsin::domain", "excepted by legal and the executive")},
        {ExceptionEnded, "exception_ended", QT_TRANSLATE_NOOP("tocsin::domain", "its exception was ended")},
        {ReviewPassed, "review_passed", QT_TRANSLATE_NOOP("tocsin::domain", "the review of its exception passed")},
        {Met, "met", QT_TRANSLATE_NOOP("tocsin::domain", "everybody it is to was reached")},
        {TakenBack, "taken_back", QT_TRANSLATE_NOOP("tocsin::domain", "a return left somebody not reached")},
        {Withdrawn, "withdrawn", QT_TRANSLATE_NOOP("tocsin::domain", "withdrawn by legal")},
    };
    return table;
}

std::span<const DutyStateRow> dutyStates()
{
    using enum ObligationState;
    static constexpr DutyStateRow table[] = {
        {Proposed, QT_TRANSLATE_NOOP("tocsin::domain", "A rule or a contract applies by the facts."),
         QT_TRANSLATE_NOOP("tocsin::domain", "Nobody from legal has confirmed it; no clock runs."),
         QT_TRANSLATE_NOOP("tocsin::domain", "Legal confirms or dismisses it.")},
        {Running, QT_TRANSLATE_NOOP("tocsin::domain", "The declaration, a scope extension, or legal's confirmation."),
         QT_TRANSLATE_NOOP("tocsin::domain", "The deadline lies ahead, or there is none; nothing pauses it."),
         QT_TRANSLATE_NOOP("tocsin::domain", "It is met, excepted or withdrawn, or the deadline passes.")},
        {Overdue, QT_TRANSLATE_NOOP("tocsin::domain", "The deadline passed unmet, or an exception lapsed after it."),
         QT_TRANSLATE_NOOP("tocsin::domain", "Somebody it is to was not reached."),
         QT_TRANSLATE_NOOP("tocsin::domain", "It is met late, excepted or withdrawn, or its clock is set later.")},
        {Excepted, QT_TRANSLATE_NOOP("tocsin::domain", "Legal and the executive approved; never a statutory duty."),
         QT_TRANSLATE_NOOP("tocsin::domain", "The review lies ahead; the original deadline stays in sight."),
         QT_TRANSLATE_NOOP("tocsin::domain", "The review passes, either ends it, or everybody is reached.")},
        {Met, QT_TRANSLATE_NOOP("tocsin::domain", "Everybody it is to was reached by the deadline."),
         QT_TRANSLATE_NOOP("tocsin::domain", "No later return leaves somebody not reached."),
         QT_TRANSLATE_NOOP("tocsin::domain", "A return takes it back.")},
        {MetLate, QT_TRANSLATE_NOOP("tocsin::domain", "Everybody it is to was reached, after the deadline."),
         QT_TRANSLATE_NOOP("tocsin::domain", "No later return leaves somebody not reached."),
         QT_TRANSLATE_NOOP("tocsin::domain", "A return takes it back.")},
        {Withdrawn, QT_TRANSLATE_NOOP("tocsin::domain", "Legal withdrew or dismissed it, with a reason."),
         QT_TRANSLATE_NOOP("tocsin::domain", "For ever: a new duty is a new obligation."),
         QT_TRANSLATE_NOOP("tocsin::domain", "Nothing.")},
    };
    return table;
}

std::span<const DutyTransition> dutyTransitions()
{
    using S = ObligationState;
    using E = DutyEvent;
    static constexpr DutyTransition table[] = {
        {std::nullopt, E::Proposed, S::Proposed},
        {std::nullopt, E::Started, S::Running},
        {S::Proposed, E::Confirmed, S::Running},
        {S::Proposed, E::Confirmed, S::Overdue, true}, // its start lies so far back
        {S::Proposed, E::Dismissed, S::Withdrawn},
        {S::Running, E::DeadlinePassed, S::Overdue},
        {S::Running, E::ClockSetEarlier, S::Overdue, true},
        {S::Running, E::Excepted, S::Excepted},
        {S::Running, E::Met, S::Met},
        {S::Running, E::Withdrawn, S::Withdrawn},
        {S::Overdue, E::ClockSetLater, S::Running},
        {S::Overdue, E::Excepted, S::Excepted},
        {S::Overdue, E::Met, S::MetLate, true},
        {S::Overdue, E::Withdrawn, S::Withdrawn},
        {S::Excepted, E::ExceptionEnded, S::Running},
        {S::Excepted, E::ExceptionEnded, S::Overdue, true},
        {S::Excepted, E::ReviewPassed, S::Running},
        {S::Excepted, E::ReviewPassed, S::Overdue, true},
        {S::Excepted, E::Met, S::Met},
        {S::Excepted, E::Met, S::MetLate, true},
        {S::Met, E::TakenBack, S::Running},
        {S::Met, E::TakenBack, S::Overdue, true},
        {S::Met, E::ClockSetEarlier, S::MetLate, true},
        {S::MetLate, E::TakenBack, S::Overdue, true},
        {S::MetLate, E::ClockSetLater, S::Met},
    };
    return table;
}

ObligationFacts after(ObligationFacts f, DutyEvent event, qint64 atMs, qint64 untilMs)
{
    switch (event) {
    case DutyEvent::Proposed:
        f.confirmed = false;
        break;
    case DutyEvent::Confirmed:
    case DutyEvent::Started:
        f.confirmed = true;
        break;
    case DutyEvent::ClockSetLater:
    case DutyEvent::ClockSetEarlier:
        f.triggerMs = atMs;
        f.deadlineMs = untilMs;
        break;
    case DutyEvent::Excepted:
        f.exceptedUntilMs = untilMs;
        break;
    case DutyEvent::ExceptionEnded:
        f.exceptedUntilMs = 0;
        break;
    case DutyEvent::Met:
        f.metMs = atMs;
        break;
    case DutyEvent::TakenBack:
        f.metMs = 0;
        break;
    case DutyEvent::Dismissed:
    case DutyEvent::Withdrawn:
        f.withdrawnMs = atMs;
        break;
    case DutyEvent::DeadlinePassed:
    case DutyEvent::ReviewPassed:
        break; // time alone
    }
    return f;
}

bool mayFollow(ObligationState state, DutyEvent event)
{
    const auto table = dutyTransitions();
    return std::any_of(table.begin(), table.end(),
                       [&](const DutyTransition &t) { return t.from == state && t.event == event; });
}

} // namespace tocsin
