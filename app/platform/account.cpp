#include "app/platform/account.h"

#include <QStringList>

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace tocsin {

namespace {

struct Account
{
    QString login;
    QString name;
};

Account readAccount()
{
    std::array<char, 16384> buffer{};
    passwd entry{};
    passwd *found = nullptr;
    if (getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found) != 0 || !found)
        return {QStringLiteral("user"), {}}; // a container without an entry, as in the window
    // The first field of GECOS is the name, the others are rooms and telephones.
    return {QString::fromLocal8Bit(entry.pw_name),
            QString::fromLocal8Bit(entry.pw_gecos).section(u',', 0, 0).trimmed()};
}

} // namespace

QString accountLogin()
{
    return readAccount().login;
}

QString accountName()
{
    const Account account = readAccount();
    return account.name.isEmpty() || account.name == QLatin1StringView("root") ? account.login : account.name;
}

} // namespace tocsin
