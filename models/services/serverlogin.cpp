#include "models/services/serverlogin.h"

#include "models/storage/serveraddress.h"

#include <QCoreApplication>
#include <QUrl>

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

} // namespace

bool ServerLogin::isAddress(const QString &path)
{
    return isServerAddress(path);
}

Result<ServerLogin> ServerLogin::parse(const QString &address)
{
    const auto given = ServerAddress::parse(address.trimmed());
    if (!given)
        return failure(ErrorKind::Invalid,
                       tr("This address is not understood. It looks like postgresql://LOGIN@server.example.org/team; "
                          "signs other than letters, digits and . _ ~ - are written as %XX."),
                       {}, u"address"_s);
    if (given->hasKeyPassword())
        return failure(
            ErrorKind::Invalid,
            tr("There is the password of a key in the address (sslpassword). It would be kept with it: leave "
               "it out, and use a key that needs none."),
            {}, u"address"_s);
    ServerLogin login;
    login.host = given->host();
    login.port = given->port().isEmpty() ? kPort : given->port().toInt();
    login.user = given->user();
    login.password = given->password();
    login.database = given->database();
    for (const auto &[key, value] : given->others()) {
        if (key == u"sslrootcert")
            login.caFile = value;
        else
            login.others.append({key, value});
    }
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
