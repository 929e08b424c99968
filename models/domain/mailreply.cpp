#include "models/domain/mailreply.h"

#include "models/domain/clock.h"

#include <algorithm>
#include <iterator>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

/** 31 hours in all: longer than any server's maintenance, shorter than the 72 hours. */
constexpr qint64 kBackOffMs[] = {kMinuteMs,   5 * kMinuteMs, 15 * kMinuteMs, 30 * kMinuteMs, kHourMs,
                                 2 * kHourMs, 3 * kHourMs,   6 * kHourMs,    6 * kHourMs,    12 * kHourMs};

/** What happened, and what a person can do about it. */
QString adviceOn(MailFault fault)
{
    switch (fault) {
    case MailFault::None:
        return {};
    case MailFault::Unreachable:
        return tr("The mail server cannot be reached. Check its name and port, and the network.");
    case MailFault::NoTls:
        return tr("The mail server offers no encryption on this port. Nothing was sent. Check the port and the choice "
                  "of STARTTLS or TLS.");
    case MailFault::Certificate:
        return tr("The mail server's certificate is not trusted. Nothing was sent. Check the server's name; if your "
                  "organisation has a certificate authority of its own, add it to the mail account.");
    case MailFault::Login:
        return tr("The mail server refused the user name or the password. Nothing was sent. Enter the password again.");
    case MailFault::Silent:
        return tr("The mail server did not answer in time.");
    case MailFault::Dropped:
        return tr("The connection to the mail server broke.");
    case MailFault::Sender:
        return tr("The mail server does not take messages from this sender. Check the sender's address of the mail "
                  "account.");
    case MailFault::Recipient:
        return tr("The mail server refused the recipient's address.");
    case MailFault::Content:
        return tr("The mail server refused the message.");
    case MailFault::Message:
        return tr("This message cannot be given to a mail server.");
    case MailFault::Stopped:
        return tr("Sending was stopped.");
    }
    return {};
}

} // namespace

template<> std::span<const EnumEntry<MailOutcome>> enumTable<MailOutcome>()
{
    using enum MailOutcome;
    static constexpr EnumEntry<MailOutcome> table[] = {
        {Accepted, "accepted", QT_TRANSLATE_NOOP("tocsin::domain", "Accepted")},
        {Temporary, "temporary", QT_TRANSLATE_NOOP("tocsin::domain", "Refused for now")},
        {Permanent, "refused", QT_TRANSLATE_NOOP("tocsin::domain", "Refused")},
        {Unknown, "unsure", QT_TRANSLATE_NOOP("tocsin::domain", "Unsure")},
        {NotBegun, "not_begun", QT_TRANSLATE_NOOP("tocsin::domain", "Not begun")},
    };
    return table;
}

template<> std::span<const EnumEntry<MailFault>> enumTable<MailFault>()
{
    using enum MailFault;
    static constexpr EnumEntry<MailFault> table[] = {
        {None, "none", QT_TRANSLATE_NOOP("tocsin::domain", "None")},
        {Unreachable, "unreachable", QT_TRANSLATE_NOOP("tocsin::domain", "Server not reached")},
        {NoTls, "no_tls", QT_TRANSLATE_NOOP("tocsin::domain", "No encryption")},
        {Certificate, "certificate", QT_TRANSLATE_NOOP("tocsin::domain", "Certificate not trusted")},
        {Login, "login", QT_TRANSLATE_NOOP("tocsin::domain", "Log-in refused")},
        {Silent, "silent", QT_TRANSLATE_NOOP("tocsin::domain", "No answer")},
        {Dropped, "dropped", QT_TRANSLATE_NOOP("tocsin::domain", "Connection broken")},
        {Sender, "sender", QT_TRANSLATE_NOOP("tocsin::domain", "Sender refused")},
        {Recipient, "recipient", QT_TRANSLATE_NOOP("tocsin::domain", "Recipient refused")},
        {Content, "content", QT_TRANSLATE_NOOP("tocsin::domain", "Message refused")},
        {Message, "message", QT_TRANSLATE_NOOP("tocsin::domain", "Not sendable")},
        {Stopped, "stopped", QT_TRANSLATE_NOOP("tocsin::domain", "Stopped")},
    };
    return table;
}

bool stopsSending(const MailReply &reply)
{
    switch (reply.fault) {
    case MailFault::Unreachable:
    case MailFault::NoTls:
    case MailFault::Certificate:
    case MailFault::Login:
    case MailFault::Sender:
        return true;
    case MailFault::Silent:
    case MailFault::Dropped:
        return reply.outcome == MailOutcome::NotBegun;
    default:
        return false;
    }
}

QString explain(const MailReply &reply)
{
    QString text = adviceOn(reply.fault);
    if (reply.outcome == MailOutcome::NotBegun &&
        (reply.fault == MailFault::Silent || reply.fault == MailFault::Dropped))
        text += u' ' + tr("Nothing more was sent. See whether the server runs, and check its port and the choice of "
                          "STARTTLS or TLS; then go on sending.");
    else if (reply.outcome == MailOutcome::Unknown)
        text += u' ' + tr("It may have the message or not: look for its Message-ID, or ask the recipient.");
    else if (reply.outcome == MailOutcome::Temporary)
        text += u' ' + tr("It is tried again.");
    if (!reply.text.isEmpty()) // without a code nobody said it: it is what the connection failed by
        text += u' ' + (reply.code > 0 ? tr("It said: %1") : tr("In detail: %1")).arg(reply.text);
    return text.trimmed();
}

int mostAttempts()
{
    return static_cast<int>(std::size(kBackOffMs)) + 1;
}

qint64 backOffMs(int n)
{
    return kBackOffMs[std::clamp<qsizetype>(n - 1, 0, std::ssize(kBackOffMs) - 1)];
}

} // namespace tocsin
