#pragma once

#include "models/domain/mailaccount.h"
#include "models/domain/mailreply.h"

#include <QByteArray>
#include <QList>
#include <functional>
#include <memory>

namespace tocsin {

/** One message on its way to the mail server, for one recipient. */
struct OutgoingMail
{
    qint64 attempt = 0;       ///< what its answer is known by
    QString from, to;         ///< addresses of the envelope
    QByteArray message;       ///< whole, as RFC 5322 has it
    qint64 beginWithinMs = 0; ///< a claim that lapsed is not begun any more; 0: it may wait
};

/** A mail of text alone. */
struct PlainMail
{
    QString fromName, fromAddress, to, subject, text, messageId;
    qint64 dateMs = 0;
};

/** What the server said to it. */
struct MailAnswer
{
    qint64 attempt = 0;
    MailReply reply;
};

/**
 * Port: one line to a mail server. Messages leave in the order they were given, one after the other, over one
 * connection while that lasts. Each is answered exactly once. Once the next one would meet the same trouble
 * (stopsSending()), what was not begun is answered so. Given and asked by one thread.
 */
class Mailer
{
public:
    Mailer() = default;
    virtual ~Mailer() = default;
    Mailer(const Mailer &) = delete;
    Mailer &operator=(const Mailer &) = delete;

    virtual void submit(const OutgoingMail &mail) = 0;
    /** Connects, logs in and says goodbye; the answer is of attempt 0. */
    virtual void probe() = 0;
    /** What was answered since the last call; waits for the first one for so long, if there is none. */
    [[nodiscard]] virtual QList<MailAnswer> takeAnswers(int waitMs) = 0;
    /** Called from another thread whenever there is an answer. Set before anything is given. */
    virtual void onAnswer(std::function<void()> told) = 0;
    /** Nothing further is begun. The one on its way is finished, or with `now` cut off, which may leave it unsure. */
    virtual void stop(bool now) = 0;
};

/** Opens a line; nothing is said on it before the first message. */
using MakeMailer = std::function<std::unique_ptr<Mailer>(const MailAccount &account, const QString &password)>;

} // namespace tocsin
