#include "ui/shell/preferences.h"

#include "models/services/datafolder.h"
#include "ui/common/timetext.h"

#include <QDir>
#include <QSettings>

#include <ctime>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kRecent = 8;

} // namespace

Theme::Mode Preferences::themeMode() const
{
    const QString mode = QSettings().value("window/theme"_L1).toString();
    return mode == "dark"_L1 ? Theme::Mode::Dark : mode == "light"_L1 ? Theme::Mode::Light : Theme::Mode::System;
}

void Preferences::setThemeMode(Theme::Mode mode)
{
    QSettings().setValue("window/theme"_L1, mode == Theme::Mode::Dark    ? u"dark"_s
                                            : mode == Theme::Mode::Light ? u"light"_s
                                                                         : u"system"_s);
}

bool Preferences::showsUtc() const
{
    return QSettings().value("window/utc"_L1, false).toBool();
}

void Preferences::setShowsUtc(bool utc)
{
    QSettings().setValue("window/utc"_L1, utc);
}

QString Preferences::lastDatabase() const
{
    return recentDatabases().value(0);
}

QStringList Preferences::recentDatabases() const
{
    return QSettings().value("database/recent"_L1).toStringList();
}

void Preferences::rememberDatabase(const QString &path)
{
    const bool isAddress = path.contains("://"_L1); // of a server; it never has a password in it
    const QString absolute = isAddress ? path : QDir::cleanPath(QDir::current().absoluteFilePath(path));
    QStringList recent = recentDatabases();
    recent.removeAll(absolute);
    recent.prepend(absolute);
    QSettings().setValue("database/recent"_L1, QStringList(recent.mid(0, kRecent)));
}

void Preferences::forgetDatabase(const QString &path)
{
    QStringList recent = recentDatabases();
    recent.removeAll(path);
    QSettings().setValue("database/recent"_L1, recent);
}

QByteArray Preferences::geometry() const
{
    return QSettings().value("window/geometry"_L1).toByteArray();
}

void Preferences::setGeometry(const QByteArray &geometry)
{
    QSettings().setValue("window/geometry"_L1, geometry);
}

QString Preferences::filter(const QString &page, const QString &login) const
{
    return QSettings().value(u"filters/%1/%2"_s.arg(login, page)).toString();
}

void Preferences::setFilter(const QString &page, const QString &login, const QString &text)
{
    QSettings().setValue(u"filters/%1/%2"_s.arg(login, page), text);
}

QString Preferences::defaultDatabasePath()
{
    return QDir(dataFolder()).filePath(u"incidents.tocsin"_s);
}

QString Preferences::demoDatabasePath()
{
    return QDir(dataFolder()).filePath(u"demo.tocsin"_s);
}

void applyTimeZone(bool utc)
{
    static const QByteArray own = qgetenv("TZ");
    if (utc)
        qputenv("TZ", "UTC");
    else if (own.isEmpty())
        qunsetenv("TZ");
    else
        qputenv("TZ", own);
    tzset();
    TimeText::refreshSystemZone();
}

} // namespace tocsin
