#include "models/exchange/verisdate.h"

#include <QDateTime>
#include <QJsonObject>
#include <QJsonValue>
#include <QLocale>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

// The range of the VERIS schema; outside it a year is a slip of the pen.
constexpr int kFirstYear = 1950;
constexpr int kLastYear = 2050;

QString shown(const QJsonValue &value)
{
    if (value.isDouble())
        return QLocale::c().toString(value.toDouble(), 'g', 15);
    if (value.isString())
        return u'"' + value.toString().left(40) + u'"';
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    return value.isNull() ? u"null"_s : value.isArray() ? u"a list"_s : u"an object"_s;
}

/** A whole number within limits, or nothing with a problem noted. */
std::optional<int> part(const QJsonObject &object, const QString &key, int lowest, int highest,
                        VerisDateReading &reading)
{
    const QJsonValue value = object.value(key);
    if (value.isUndefined())
        return std::nullopt;
    const qint64 number = value.isDouble() ? value.toInteger(-1) : -1;
    if (number >= lowest && number <= highest)
        return int(number);
    if (reading.problem.isEmpty()) {
        reading.problemField = key;
        reading.problem = value.isDouble() ? u"%1 is not a possible %2"_s.arg(shown(value), key)
                                           : u"%1 is not a whole number"_s.arg(shown(value));
    }
    return std::nullopt;
}

std::optional<QTime> timeOfDay(const QJsonObject &object, VerisDateReading &reading)
{
    const QJsonValue value = object.value(u"time"_s);
    if (value.isUndefined())
        return std::nullopt;
    const QString text = value.toString().trimmed().toUpper();
    if (text.size() <= 16)
        for (const auto &format : {u"hh:mm:ss AP"_s, u"h:mm:ss AP"_s, u"h:mm AP"_s, u"hh:mm:ss"_s, u"h:mm"_s}) {
            const QTime time = QLocale::c().toTime(text, format);
            if (time.isValid())
                return time;
        }
    if (reading.problem.isEmpty()) {
        reading.problemField = u"time"_s;
        reading.problem = u"%1 is not a time of day"_s.arg(shown(value));
    }
    return std::nullopt;
}

} // namespace

qint64 VerisDate::firstMs() const
{
    if (!isFullDay())
        return 0;
    return QDateTime(QDate(year, month, day), time.value_or(QTime(0, 0)), QTimeZone::utc()).toMSecsSinceEpoch();
}

QString VerisDate::text() const
{
    if (year <= 0)
        return {};
    QString text = QString::number(year);
    if (month > 0)
        text += u"-%1"_s.arg(month, 2, 10, QChar(u'0'));
    if (month > 0 && day > 0)
        text += u"-%1"_s.arg(day, 2, 10, QChar(u'0'));
    if (time)
        text += u' ' + time->toString(time->second() ? u"HH:mm:ss"_s : u"HH:mm"_s);
    return text;
}

QString VerisDate::precision() const
{
    if (year <= 0)
        return {};
    if (isFullDay())
        return time ? u"minute"_s : u"day"_s;
    return month > 0 ? u"month"_s : u"year"_s;
}

bool VerisDate::isBefore(const VerisDate &other) const
{
    if (!isKnown() || !other.isKnown())
        return false;
    if (year != other.year)
        return year < other.year;
    if (month == 0 || other.month == 0)
        return false;
    if (month != other.month)
        return month < other.month;
    return day > 0 && other.day > 0 && day < other.day;
}

VerisDateReading readVerisDate(const QJsonObject &object)
{
    VerisDateReading reading;
    const auto year = part(object, u"year"_s, kFirstYear, kLastYear, reading);
    const auto month = part(object, u"month"_s, 1, 12, reading);
    const auto day = part(object, u"day"_s, 1, 31, reading);
    const auto time = timeOfDay(object, reading);
    const auto problem = [&reading](const QString &field, const QString &what) {
        if (reading.problem.isEmpty()) {
            reading.problemField = field;
            reading.problem = what;
        }
    };
    if (!year) {
        if (month || day || time)
            problem(u"year"_s, u"a date without a year"_s);
        return reading;
    }
    reading.date.year = *year;
    if (month && day && !QDate::isValid(*year, *month, *day)) {
        // Day or month may be the wrong one: neither is kept.
        problem(u"day"_s, u"there is no %1-%2-%3; only the year is used"_s.arg(*year)
                              .arg(*month, 2, 10, QChar(u'0'))
                              .arg(*day, 2, 10, QChar(u'0')));
        return reading;
    }
    reading.date.month = month.value_or(0);
    if (day && !month)
        problem(u"day"_s, u"a day without a month; only the year is used"_s);
    else
        reading.date.day = day.value_or(0);
    if (time && reading.date.isFullDay())
        reading.date.time = time;
    else if (time)
        problem(u"time"_s, u"a time of day without a day; it is not used"_s);
    reading.complete = reading.problem.isEmpty();
    for (const QString &key : object.keys())
        reading.complete =
            reading.complete && (key == "year"_L1 || key == "month"_L1 || key == "day"_L1 || key == "time"_L1);
    return reading;
}

bool VerisSpan::saysSomething() const
{
    return !unit.isEmpty() && unit != "NA"_L1 && unit != "Unknown"_L1;
}

QString VerisSpan::text() const
{
    if (unit.isEmpty())
        return {};
    if (unit == "NA"_L1)
        return u"does not apply"_s;
    if (unit == "Unknown"_L1)
        return u"not known"_s;
    if (unit == "Never"_L1)
        return u"never"_s;
    QString word = unit.toLower();
    if (!value)
        return word + u", number not given"_s;
    if (*value == 1.0 && word.endsWith(u's'))
        word.chop(1);
    return QLocale::c().toString(*value, 'g', 12) + u' ' + word;
}

} // namespace tocsin
