#pragma once

#include "models/domain/enumtable.h"

namespace tocsin {

/** By what the days of a deadline were counted. */
enum class DayCount {
    Calendar, ///< hours and calendar days, or working days by the public holidays of the place
    Weekdays, ///< Mondays to Fridays: no public holidays are known there, or not for that year
    Hand      ///< legal counted it
};
template<> std::span<const EnumEntry<DayCount>> enumTable<DayCount>();

/** What stands beside a deadline for information; it moves no clock (P7.6). */
struct DeadlineInfo
{
    qint64 regulationEndMs = 0;  ///< by Regulation 1182/71; 0: it does not apply or cannot be said
    qint64 twoWorkingDaysMs = 0; ///< by the disputed reading of Art. 3(5); 0: no later
    QString regulationNote;      ///< why it cannot be said, or how it was counted
    DayCount counted = DayCount::Calendar;
    qint64 wouldEndMs = 0;       ///< of a proposal: if its clock began as things stand; 0: no number, or no start yet
    bool wouldBeAssumed = false; ///< ... from an awareness that is assumed
    bool counsel = false;        ///< unsure: to be confirmed with counsel
    qint64 attentionEveryMs = 0; ///< without a number: how often its rule asks for attention; 0: not said

    friend bool operator==(const DeadlineInfo &, const DeadlineInfo &) = default;
};

/** "Counted by weekdays, check with counsel"; empty for one that calendars count. */
[[nodiscard]] QString dayCountText(DayCount counted);

} // namespace tocsin
