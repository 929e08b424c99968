#pragma once

#include "models/domain/enumtable.h"

#include <QString>

namespace tocsin {

/** What became of one message given to a mail server (P9.8). */
enum class MailOutcome {
    Accepted,  ///< the server said it has it
    Temporary, ///< refused for now, or the connection broke before the server could have it: tried again by itself
    Permanent, ///< refused for good: a person corrects or gives up
    Unknown,   ///< it was given whole and no answer came: the server may have it
    NotBegun,  ///< never begun: the server, the certificate or the log-in was in the way, or a person stopped it
};
template<> std::span<const EnumEntry<MailOutcome>> enumTable<MailOutcome>();

/** Where it failed; the window says what a person can do by it. */
enum class MailFault {
    None,
    Unreachable, ///< no such host, nobody listens
    NoTls,       ///< the server offers no TLS
    Certificate, ///< the certificate is not for this server, or of nobody who is trusted
    Login,       ///< user or password refused
    Silent,      ///< no answer in time
    Dropped,     ///< the connection broke
    Sender,      ///< the sender's address was refused
    Recipient,   ///< the recipient's address was refused
    Content,     ///< the message was refused
    Message,     ///< the message cannot be given to any server: never sent
    Stopped,     ///< a person stopped it
};
template<> std::span<const EnumEntry<MailFault>> enumTable<MailFault>();

/** The answer to one attempt. */
struct MailReply
{
    MailOutcome outcome = MailOutcome::NotBegun;
    MailFault fault = MailFault::None;
    int code = 0; ///< the server's last word as a number, or 0
    QString text; ///< the server's last words, or what the connection failed by
    [[nodiscard]] bool accepted() const { return outcome == MailOutcome::Accepted; }
};

/** True for what the next message would meet as well: sending stops until a person has seen to it. */
[[nodiscard]] bool stopsSending(const MailReply &reply);

/** What happened, what the server said, and what a person can do, in a few plain sentences. */
[[nodiscard]] QString explain(const MailReply &reply);

/** Attempts that are made by the program itself before a temporary failure needs a person. */
[[nodiscard]] int mostAttempts();
/** How long after the `n`-th temporary failure (from 1) the message is tried again. */
[[nodiscard]] qint64 backOffMs(int n);

} // namespace tocsin
