#include "models/services/serverlogin.h"

#include "models/storage/database.h"

#include <QCoreApplication>
#include <QUrl>
#include <QUrlQuery>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

/** libpq takes these from behind the question mark too, where they count more. */
bool takeParameter(ServerLogin &login, const QString &key, const QString &value)
{
    if (key == "password"_L1)
        login.password = value;
    else if (key == "user"_L1)
        login.user = value;
    else if (key == "dbname"_L1)
        login.database = value;
    else if (key == "host"_L1)
        login.host = value;
    else if (key == "port"_L1)
        login.port = value.toInt();
    else if (key == "sslrootcert"_L1)
        login.caFile = value;
    else
        return false;
    return true;
}

} // namespace

bool ServerLogin::isAddress(const QString &path)
{
    return isServerAddress(path);
}

Result<ServerLogin> ServerLogin::parse(const QString &address)
{
    const QUrl url(address.trimmed(), QUrl::StrictMode);
    if (!isServerAddress(address.trimmed()) || !url.isValid())
        return failure(ErrorKind::Invalid,
                       tr("This address is not understood. It looks like postgresql://LOGIN@server.example.org/team; "
                          "signs other than letters, digits and . _ ~ - are written as %XX."),
                       {}, u"address"_s);
    ServerLogin login;
    login.host = url.host(QUrl::FullyDecoded);
    login.port = url.port(kPort);
    login.user = url.userName(QUrl::FullyDecoded);
    login.password = url.password(QUrl::FullyDecoded);
    login.database = url.path(QUrl::FullyDecoded).mid(1);
    const auto parameters = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : parameters)
        if (!takeParameter(login, key, value))
            login.others.append({key, value});
    if (login.database.isEmpty())
        login.database = login.user;
    return login;
}

QString ServerLogin::address() const
{
    const bool isSocket = host.startsWith(u'/');
    QString text = u"postgresql://"_s;
    if (!user.isEmpty())
        text += encoded(user) + u'@';
    if (!isSocket)
        text += host.contains(u':') ? u'[' + host + u']' : host;
    if (port != kPort && !isSocket)
        text += u':' + QString::number(port);
    text += u'/' + encoded(database);
    auto parameters = others;
    if (isSocket)
        parameters << qMakePair(u"host"_s, host) << qMakePair(u"port"_s, QString::number(port));
    if (!caFile.isEmpty())
        parameters << qMakePair(u"sslrootcert"_s, caFile);
    QChar before = u'?';
    for (const auto &[key, value] : std::as_const(parameters)) {
        text += before + key + u'=' + encoded(value);
        before = u'&';
    }
    return text;
}

QString ServerLogin::server() const
{
    if (host.isEmpty() || host.startsWith(u'/'))
        return tr("this machine");
    return port == kPort ? host : host + u':' + QString::number(port);
}

QString ServerLogin::shown() const
{
    return tr("%1 on %2").arg(database, server());
}

QString ServerLogin::secretKey() const
{
    return u"%1@%2:%3/%4"_s.arg(user, host, QString::number(port), database);
}

} // namespace tocsin
