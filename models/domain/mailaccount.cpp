#include "models/domain/mailaccount.h"

#include "models/domain/mailaddress.h"

#include <QRegularExpression>
#include <QStringView>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kShortestWaitS = 2;
constexpr int kLongestWaitS = 600;
constexpr int kMostPerMinute = 100'000;
constexpr qsizetype kLongestLine = 250;
constexpr qsizetype kLongestAuthority = 64 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

tl::unexpected<Error> bad(const QString &text, const char *field)
{
    return failure(ErrorKind::Invalid, text, {}, QString::fromLatin1(field));
}

} // namespace

template<> std::span<const EnumEntry<MailSecurity>> enumTable<MailSecurity>()
{
    static constexpr EnumEntry<MailSecurity> table[] = {
        {MailSecurity::StartTls, "starttls", QT_TRANSLATE_NOOP("tocsin::domain", "STARTTLS")},
        {MailSecurity::Tls, "tls", QT_TRANSLATE_NOOP("tocsin::domain", "TLS")},
    };
    return table;
}

Result<void> checkMailAccount(const MailAccount &a)
{
    static const QRegularExpression host(uR"(\A(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]+)\z)"_s);
    if (a.host.size() > kLongestLine || !host.match(a.host).hasMatch())
        return bad(tr("Give the name of the mail server, such as mail.example.org."), "host");
    if (a.port < 1 || a.port > 65535)
        return bad(tr("A port is a number from 1 to 65535."), "port");
    if (a.login.size() > kLongestLine || hasControl(a.login))
        return bad(tr("The user name holds a character that no mail server takes."), "login");
    if (a.senderName.size() > kLongestLine || hasControl(a.senderName) || a.senderName.contains("=?"_L1))
        return bad(tr("The sender's name holds a character that may not stand in a message."), "senderName");
    if (!isMailAddress(a.senderAddress))
        return bad(tr("Give the address that notices come from, such as notices@example.org."), "senderAddress");
    if (a.authority.size() > kLongestAuthority ||
        (!a.authority.isEmpty() && !a.authority.contains("-----BEGIN CERTIFICATE-----"_L1)))
        return bad(tr("This is no certificate in PEM form."), "authority");
    if (a.perMinute < 0 || a.perMinute > kMostPerMinute)
        return bad(tr("Messages a minute are a number from 0, no limit, to %1.").arg(kMostPerMinute), "perMinute");
    if (a.timeoutS < kShortestWaitS || a.timeoutS > kLongestWaitS)
        return bad(tr("The wait is from %1 to %2 seconds.").arg(kShortestWaitS).arg(kLongestWaitS), "timeoutS");
    return {};
}

int usualPort(MailSecurity security)
{
    return security == MailSecurity::Tls ? 465 : 587;
}

QString mailSecretKey(const MailAccount &a)
{
    return u"smtp://%1@%2:%3"_s.arg(a.login, a.host.toLower()).arg(a.port);
}

qint64 mailLeaseMs(const MailAccount &a)
{
    return 3000LL * a.timeoutS;
}

} // namespace tocsin
