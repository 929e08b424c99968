#include "ui/common/timetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <ctime>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString formatted(qint64 ms, const QTimeZone &zone, const QString &format)
{
    return ms == 0 ? QString() : QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms, zone), format);
}

QString formattedUtc(qint64 ms, const QString &format)
{
    return ms == 0 ? QString() : QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC), format);
}

/** The locale's own, where it tells hours 1 to 12; else 00-23 with colons, which stand beneath each other. */
QString timeFormat(bool seconds)
{
    const QString own = QLocale().timeFormat(QLocale::ShortFormat);
    if (!TimeText::isTwelveHours())
        return seconds ? u"HH:mm:ss"_s : u"HH:mm"_s;
    if (!seconds || own.contains(u"ss"_s))
        return own;
    return QString(own).replace(u"mm"_s, u"mm:ss"_s);
}

QTimeZone &currentZone()
{
    static QTimeZone zone = QTimeZone::systemTimeZone();
    return zone;
}

} // namespace

const QTimeZone &TimeText::systemZone()
{
    return currentZone();
}

bool TimeText::refreshSystemZone()
{
    // Reads TZ and /etc/localtime if they are others than before.
    const QByteArray id = QTimeZone::systemTimeZoneId();
    if (id == currentZone().id())
        return false;
    const QTimeZone zone = QTimeZone::systemTimeZone();
    if (!zone.isValid() || zone == currentZone())
        return false;
    tzset(); // and what reads local time by itself
    currentZone() = zone;
    return true;
}

bool TimeText::isTwelveHours()
{
    return QLocale().timeFormat(QLocale::ShortFormat).contains(u'a', Qt::CaseInsensitive);
}

QString TimeText::shortTimeFormat()
{
    return timeFormat(false);
}

QString TimeText::time(qint64 ms) const
{
    return formatted(ms, zone(), timeFormat(true));
}

QString TimeText::shortTime(qint64 ms) const
{
    return formatted(ms, zone(), timeFormat(false));
}

QString TimeText::day(qint64 ms, qint64 nowMs) const
{
    const QTimeZone z = zone();
    const bool otherYear = nowMs != 0 && QDateTime::fromMSecsSinceEpoch(ms, z).date().year() !=
                                             QDateTime::fromMSecsSinceEpoch(nowMs, z).date().year();
    return formatted(ms, z, otherYear ? u"ddd d MMM yyyy"_s : u"ddd d MMM"_s);
}

QString TimeText::full(qint64 ms) const
{
    return formatted(ms, zone(), u"ddd d MMM "_s + timeFormat(true));
}

QString TimeText::brief(qint64 ms, qint64 nowMs) const
{
    const QTimeZone z = zone();
    const QDate then = QDateTime::fromMSecsSinceEpoch(ms, z).date();
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs, z).date();
    if (qAbs(then.daysTo(today)) <= 6)
        return formatted(ms, z, u"ddd "_s + timeFormat(false));
    return formatted(ms, z, then.year() == today.year() ? u"d MMM "_s + timeFormat(false) : u"d MMM yyyy"_s);
}

QString TimeText::utc(qint64 ms)
{
    return formattedUtc(ms, u"yyyy-MM-dd HH:mm:ss 'UTC'"_s);
}

QString TimeText::shortUtc(qint64 ms)
{
    return formattedUtc(ms, u"HH:mm 'UTC'"_s);
}

QString TimeText::both(qint64 ms) const
{
    if (ms == 0)
        return {};
    return u"%1 (%2)\n%3"_s.arg(formatted(ms, zone(), u"ddd d MMM yyyy "_s + timeFormat(true)), offset(ms), utc(ms));
}

QString TimeText::offset(qint64 ms) const
{
    const int seconds = zone().offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC));
    const int minutes = qAbs(seconds) / 60;
    return u"UTC%1%2:%3"_s.arg(seconds < 0 ? u"-"_s : u"+"_s)
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

} // namespace tocsin
