#include "app/commands/adminmail.h"

#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "models/services/services.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** A number that was given, or -1, which no field takes. */
int numberOf(const QString &text)
{
    bool ok = false;
    const int number = text.toInt(&ok);
    return ok ? number : -1;
}

Result<void> apply(const CommandParser &parser, MailAccount &a)
{
    const std::pair<QString, QString *> texts[] = {{u"host"_s, &a.host},
                                                   {u"user"_s, &a.login},
                                                   {u"sender-name"_s, &a.senderName},
                                                   {u"sender"_s, &a.senderAddress}};
    for (const auto &[name, text] : texts)
        if (parser.isSet(name))
            *text = parser.value(name).trimmed();
    if (parser.isSet(u"security"_s)) {
        const auto security = fromCode<MailSecurity>(parser.value(u"security"_s));
        if (!security)
            return failure(ErrorKind::Invalid, CommandOutput::tr("--security is starttls or tls."));
        a.security = *security;
        a.port = usualPort(*security);
    }
    const std::pair<QString, int *> numbers[] = {
        {u"port"_s, &a.port}, {u"per-minute"_s, &a.perMinute}, {u"timeout"_s, &a.timeoutS}};
    for (const auto &[name, number] : numbers)
        if (parser.isSet(name))
            *number = numberOf(parser.value(name));
    if (parser.isSet(u"authority"_s)) {
        QFile file(parser.value(u"authority"_s));
        if (file.fileName().isEmpty())
            a.authority.clear();
        else if (file.open(QIODevice::ReadOnly))
            a.authority = QString::fromLatin1(file.read(64 * 1024));
        else
            return failure(ErrorKind::NotFound, file.errorString());
    }
    return {};
}

} // namespace

void addMailOptions(CommandParser &parser)
{
    parser.addValue(u"host"_s, u"HOST"_s, CommandOutput::tr("The mail server."));
    parser.addValue(u"port"_s, u"N"_s, CommandOutput::tr("Its port; 587 for STARTTLS and 465 for TLS unless given."));
    parser.addValue(u"security"_s, u"HOW"_s, CommandOutput::tr("starttls or tls; nothing leaves without."));
    parser.addValue(u"user"_s, u"USER"_s, CommandOutput::tr("The user; empty for a server that asks for none."));
    parser.addValue(u"sender"_s, u"ADDRESS"_s, CommandOutput::tr("The address that notices come from."));
    parser.addValue(u"sender-name"_s, u"NAME"_s, CommandOutput::tr("The name beside it."));
    parser.addValue(u"authority"_s, u"FILE"_s,
                    CommandOutput::tr("The certificate authority to trust, as PEM; empty for those of the system."));
    parser.addValue(u"per-minute"_s, u"N"_s, CommandOutput::tr("Messages a minute at most; 0 for no limit."));
    parser.addValue(u"timeout"_s, u"SECONDS"_s, CommandOutput::tr("How long the server may stay silent."));
}

Result<QString> setMailAccount(Services &services, const CommandParser &parser)
{
    auto account = services.outbox.account();
    if (!account)
        return tl::unexpected(account.error());
    MailAccount changed = *account;
    if (auto ok = apply(parser, changed); !ok)
        return tl::unexpected(ok.error());
    if (changed != *account || !account->isSet())
        if (auto ok = services.outbox.saveAccount(changed); !ok)
            return tl::unexpected(ok.error());
    return CommandOutput::tr("Mail leaves by %1, port %2, %3, as %4; from %5.")
        .arg(changed.host)
        .arg(changed.port)
        .arg(nameOf(changed.security), changed.login.isEmpty() ? CommandOutput::tr("nobody") : changed.login,
             changed.senderAddress);
}

} // namespace tocsin
