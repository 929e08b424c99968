#pragma once

#include <QDate>
#include <QString>

namespace tocsin {

/** Easter Sunday by the Gregorian reckoning of the western churches. */
[[nodiscard]] QDate easterSunday(int year);
/** Easter Sunday by the Julian reckoning of the eastern churches, as a Gregorian date (1900 to 2099). */
[[nodiscard]] QDate orthodoxEasterSunday(int year);

/** A public holiday as a law states it. */
struct HolidayRule
{
    enum class Kind { Fixed, Easter, OrthodoxEaster, Weekday };
    enum class Moved {
        No,
        NearestWeekday,  ///< a Saturday to Friday, a Sunday to Monday
        SundayToSaturday ///< a Sunday to the day before
    };

    QString name;
    Kind kind = Kind::Fixed;
    int month = 0, day = 0; ///< of a fixed day; the month of a weekday
    int offset = 0;         ///< days from Easter Sunday
    int weekday = 0;        ///< 1 is Monday
    int nth = 0;            ///< -1: the last in the month
    Moved moved = Moved::No;
    int fromYear = 0, untilYear = 9999;

    /** When it is kept for this year: it may lie in the year before. Invalid where the law does not know it yet. */
    [[nodiscard]] QDate in(int year) const;
};

} // namespace tocsin
