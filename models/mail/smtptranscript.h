#pragma once

#include "models/domain/mailreply.h"

#include <QByteArray>

namespace tocsin {

/**
 * What was said on the wire about one message, command by command: libcurl waits for each answer, so each belongs to
 * the command before it. What follows AUTH is never kept.
 */
class SmtpTranscript
{
public:
    enum class Stage { Greeting, Hello, StartTls, Login, Sender, Recipient, Data, Content, Other };

    /** A new message begins, on a connection that is open or not yet. */
    void begin();
    /** A line went out. */
    void sent(const QByteArray &line);
    /** Lines came in. */
    void received(const QByteArray &lines);
    /** All of the message was handed over, but not yet its end. */
    void wholeBodyGiven() { m_wholeBody = true; }

    /** The outcome by libcurl's code, of the whole conversation. */
    [[nodiscard]] MailReply reply(int curlCode, const QByteArray &curlText) const;
    [[nodiscard]] Stage stage() const { return m_stage; }

private:
    [[nodiscard]] MailReply refused(MailFault fault) const;
    [[nodiscard]] MailReply broken(MailFault fault, const QByteArray &curlText) const;

    Stage m_stage = Stage::Greeting;
    QByteArray m_partial; ///< of an answer of several lines
    QString m_text;       ///< the last complete answer, one line, without control characters
    int m_code = 0;
    bool m_answered = true; ///< the last command was answered
    bool m_wholeBody = false;
    bool m_over = false; ///< libcurl says goodbye after a refusal: what counts was said before
};

} // namespace tocsin
