#pragma once

#include <QString>
#include <QTime>
#include <optional>

class QJsonObject;

namespace tocsin {

/** A date as precise as it was given; parts not given are 0. Days are days of UTC: VERIS has no zones. */
struct VerisDate
{
    int year = 0;
    int month = 0;
    int day = 0;
    std::optional<QTime> time;

    [[nodiscard]] bool isKnown() const { return year > 0; }
    [[nodiscard]] bool isFullDay() const { return year > 0 && month > 0 && day > 0; }
    /** First instant of a full day (or its minute), ms UTC; 0 unless isFullDay(). */
    [[nodiscard]] qint64 firstMs() const;
    /** "2010", "2010-05", "2010-05-04", "2010-05-04 16:20"; empty if not known. */
    [[nodiscard]] QString text() const;
    /** "year", "month", "day", "minute"; empty if not known. */
    [[nodiscard]] QString precision() const;
    /** True if this certainly lies before the other, compared in the parts both have. */
    [[nodiscard]] bool isBefore(const VerisDate &other) const;
    friend bool operator==(const VerisDate &, const VerisDate &) = default;
};

/** A date read from year, month, day and time, and what was wrong with it. */
struct VerisDateReading
{
    VerisDate date;
    QString problemField;  ///< "day", "month", "year", "time" or empty
    QString problem;       ///< plain words, or empty
    bool complete = false; ///< every key of the object is in `date`
};

/** Reads {year, month, day, time}. A day that does not exist leaves the year alone; nothing is corrected. */
[[nodiscard]] VerisDateReading readVerisDate(const QJsonObject &object);

/** A span: a unit and, sometimes, how many of it. */
struct VerisSpan
{
    QString unit; ///< "Days", "NA", "Unknown", "Never" ... as given; empty if not given
    std::optional<double> value;

    /** Whether it says anything: a unit that is neither unknown nor not applicable. */
    [[nodiscard]] bool saysSomething() const;
    /** "5 months", "months, number not given", "never", "not known", "does not apply"; empty if not given. */
    [[nodiscard]] QString text() const;
    friend bool operator==(const VerisSpan &, const VerisSpan &) = default;
};

} // namespace tocsin
