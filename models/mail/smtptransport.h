#pragma once

#include "models/domain/mailaccount.h"
#include "models/domain/mailreply.h"

#include <atomic>
#include <memory>

namespace tocsin {

/**
 * One connection to a mail server, kept open from message to message. TLS always, with the certificate and the name
 * verified. Used by one thread; `stop` alone may be set by another.
 */
class SmtpTransport
{
public:
    SmtpTransport(const MailAccount &account, const QString &password);
    ~SmtpTransport();
    SmtpTransport(const SmtpTransport &) = delete;
    SmtpTransport &operator=(const SmtpTransport &) = delete;

    /** Gives one message to the server, for one recipient; returns when it answered, or cannot any more. */
    [[nodiscard]] MailReply send(const QString &from, const QString &to, const QByteArray &message);
    /** Connects, encrypts, logs in, and says goodbye: nothing is sent. Accepted if all of it worked. */
    [[nodiscard]] MailReply probe();
    /** Set from any thread: what runs ends within a second. */
    std::atomic_bool stop = false;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tocsin
