#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QStringList>

namespace tocsin {

/** What this person's installation remembers; no content of any incident. Kept by QSettings. */
class Preferences
{
public:
    [[nodiscard]] Theme::Mode themeMode() const;
    void setThemeMode(Theme::Mode mode);
    /** Times are shown in UTC instead of local time. */
    [[nodiscard]] bool showsUtc() const;
    void setShowsUtc(bool utc);

    [[nodiscard]] QString lastDatabase() const;
    /** Databases opened before, latest first, at most eight. */
    [[nodiscard]] QStringList recentDatabases() const;
    void rememberDatabase(const QString &path);
    void forgetDatabase(const QString &path);

    [[nodiscard]] QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);
    /** The filter last used on a page by a person of a database. */
    [[nodiscard]] QString filter(const QString &page, const QString &login) const;
    void setFilter(const QString &page, const QString &login, const QString &text);

    /** Where a new local database is put, with the folder made on demand. */
    [[nodiscard]] static QString defaultDatabasePath();
    [[nodiscard]] static QString demoDatabasePath();
};

/** Makes every time shown from now on UTC or local; pages made before keep theirs. Call from the window's thread. */
void applyTimeZone(bool utc);

} // namespace tocsin
