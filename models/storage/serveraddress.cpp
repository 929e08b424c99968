#include "models/storage/serveraddress.h"

#include <QCoreApplication>
#include <QUrl>

#include <libpq-fe.h>
#include <memory>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

bool isServerAddress(const QString &path)
{
    return path.startsWith("postgresql://"_L1) || path.startsWith("postgres://"_L1);
}

Result<ServerAddress> ServerAddress::parse(const QString &address)
{
    char *why = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(address.toUtf8().constData(), &why), &PQconninfoFree);
    PQfreemem(why); // it may repeat the address
    if (!isServerAddress(address) || !options || address.contains(QChar(u'\0')))
        return failure(ErrorKind::Invalid,
                       tr("This address of a database is not understood. It looks like "
                          "postgresql://LOGIN@server.example.org/team; other than letters, digits and . _ ~ - are "
                          "written as %XX."));
    ServerAddress parsed;
    parsed.m_address = address;
    for (const PQconninfoOption *o = options.get(); o->keyword; ++o) {
        if (!o->val)
            continue;
        const QLatin1StringView key(o->keyword);
        const QString value = QString::fromUtf8(o->val);
        if (key == "host"_L1)
            parsed.m_host = value;
        else if (key == "port"_L1)
            parsed.m_port = value;
        else if (key == "user"_L1)
            parsed.m_user = value;
        else if (key == "dbname"_L1)
            parsed.m_database = value;
        else if (key == "password"_L1)
            parsed.m_password = value;
        else if (key == "sslpassword"_L1)
            parsed.m_hasKeyPassword = true;
        else
            parsed.m_others.append({key, value});
    }
    return parsed;
}

Result<ServerAddress> ServerAddress::withoutPassword(const QString &address)
{
    auto parsed = parse(address);
    if (parsed && parsed->hasPassword())
        return failure(ErrorKind::Invalid,
                       tr("There is a password in the address, where the list of processes and the history of the "
                          "shell show it. Leave it out, and change it if others could see it. It is asked for on a "
                          "terminal, or comes from ~/.pgpass or PGPASSWORD; certificates and Kerberos need none."));
    return parsed;
}

QString ServerAddress::database() const
{
    return m_database.isEmpty() ? m_user : m_database;
}

QString ServerAddress::shown() const
{
    const bool isSocket = m_host.startsWith(u'/');
    QString text = u"postgresql://"_s + (isSocket ? QString() : m_host);
    if (!m_port.isEmpty() && !isSocket)
        text += u':' + m_port;
    text += u'/' + database();
    return isSocket ? text + u"?host="_s + m_host : text;
}

QString ServerAddress::onDatabase(const QString &name) const
{
    // A parameter behind the question mark counts more than the path before it.
    return m_address + (m_address.contains(u'?') ? u'&' : u'?') + u"dbname="_s + encoded(name);
}

} // namespace tocsin
