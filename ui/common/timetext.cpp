#include "ui/common/timetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString formatted(qint64 ms, const QTimeZone &zone, QStringView format)
{
    if (ms == 0)
        return {};
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms, zone), format.toString());
}

} // namespace

QString TimeText::time(qint64 ms) const
{
    return formatted(ms, m_zone, u"HH:mm:ss");
}

QString TimeText::shortTime(qint64 ms) const
{
    return formatted(ms, m_zone, u"HH:mm");
}

QString TimeText::day(qint64 ms, qint64 nowMs) const
{
    const bool otherYear = nowMs != 0 && QDateTime::fromMSecsSinceEpoch(ms, m_zone).date().year() !=
                                             QDateTime::fromMSecsSinceEpoch(nowMs, m_zone).date().year();
    return formatted(ms, m_zone, otherYear ? u"ddd d MMM yyyy" : u"ddd d MMM");
}

QString TimeText::full(qint64 ms) const
{
    return formatted(ms, m_zone, u"ddd d MMM HH:mm:ss");
}

QString TimeText::brief(qint64 ms, qint64 nowMs) const
{
    const QDate then = QDateTime::fromMSecsSinceEpoch(ms, m_zone).date();
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs, m_zone).date();
    if (qAbs(then.daysTo(today)) <= 6)
        return formatted(ms, m_zone, u"ddd HH:mm");
    return formatted(ms, m_zone, then.year() == today.year() ? u"d MMM HH:mm" : u"d MMM yyyy");
}

QString TimeText::utc(qint64 ms)
{
    return formatted(ms, QTimeZone::utc(), u"yyyy-MM-dd HH:mm:ss 'UTC'");
}

QString TimeText::shortUtc(qint64 ms)
{
    return formatted(ms, QTimeZone::utc(), u"HH:mm 'UTC'");
}

QString TimeText::both(qint64 ms) const
{
    if (ms == 0)
        return {};
    return u"%1 (%2)\n%3"_s.arg(formatted(ms, m_zone, u"ddd d MMM yyyy HH:mm:ss"), offset(ms), utc(ms));
}

QString TimeText::offset(qint64 ms) const
{
    const int seconds = m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC));
    const int minutes = qAbs(seconds) / 60;
    return u"UTC%1%2:%3"_s.arg(seconds < 0 ? u"-"_s : u"+"_s)
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

} // namespace tocsin
