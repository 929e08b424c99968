#pragma once

#include "models/domain/error.h"

#include <QDate>
#include <QHash>
#include <QString>

namespace tocsin {

/**
 * The public holidays of one jurisdiction for the years that are known. Working days are all days but Saturdays,
 * Sundays and public holidays. Asking beyond the known years is an error, never a guess.
 */
class WorkCalendar
{
public:
    WorkCalendar() = default;
    WorkCalendar(QString code, QString name, int firstYear, int lastYear, QHash<QDate, QString> holidays)
        : m_code(std::move(code))
        , m_name(std::move(name))
        , m_firstYear(firstYear)
        , m_lastYear(lastYear)
        , m_holidays(std::move(holidays))
    {
    }

    /** Mondays to Fridays of every year, where no public holidays are known: whoever uses it says so. */
    [[nodiscard]] static WorkCalendar weekdays();

    [[nodiscard]] const QString &code() const { return m_code; }
    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] int firstYear() const { return m_firstYear; }
    [[nodiscard]] int lastYear() const { return m_lastYear; }
    [[nodiscard]] bool isValid() const { return !m_code.isEmpty(); }
    /** The holiday's name, empty for a day that is none. */
    [[nodiscard]] QString holiday(QDate day) const { return m_holidays.value(day); }
    /** NotFound for a year that is not known. */
    [[nodiscard]] Result<bool> isWorkingDay(QDate day) const;
    /** This day if it is a working day, else the next one. */
    [[nodiscard]] Result<QDate> workingDayFrom(QDate day) const;
    /** The n-th working day after this one, which is not counted (n >= 1). */
    [[nodiscard]] Result<QDate> workingDayAfter(QDate day, int n) const;

private:
    QString m_code;
    QString m_name;
    int m_firstYear = 0;
    int m_lastYear = -1;
    QHash<QDate, QString> m_holidays;
};

} // namespace tocsin
