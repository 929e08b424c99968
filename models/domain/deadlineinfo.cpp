#include "models/domain/deadlineinfo.h"

namespace tocsin {

template<> std::span<const EnumEntry<DayCount>> enumTable<DayCount>()
{
    static constexpr EnumEntry<DayCount> table[] = {
        {DayCount::Calendar, "calendar", QT_TRANSLATE_NOOP("tocsin::domain", "Counted by the calendar")},
        {DayCount::Weekdays, "weekdays",
         QT_TRANSLATE_NOOP("tocsin::domain", "Counted by weekdays, check with counsel")},
        {DayCount::Hand, "hand", QT_TRANSLATE_NOOP("tocsin::domain", "Counted by hand, by legal")},
    };
    return table;
}

QString dayCountText(DayCount counted)
{
    return counted == DayCount::Calendar ? QString() : nameOf(counted);
}

} // namespace tocsin
