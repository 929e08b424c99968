#include "models/mail/smtptranscript.h"

#include <curl/curl.h>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestAnswer = 1000;

SmtpTranscript::Stage stageOf(const QByteArray &line)
{
    using enum SmtpTranscript::Stage;
    struct Row
    {
        const char *verb;
        SmtpTranscript::Stage stage;
    };
    static constexpr Row rows[] = {{"EHLO", Hello}, {"HELO", Hello},       {"STARTTLS", StartTls},
                                   {"AUTH", Login}, {"MAIL FROM", Sender}, {"RCPT TO", Recipient},
                                   {"DATA", Data},  {"NOOP", Other},       {"QUIT", Other}};
    const QByteArray upper = line.left(16).toUpper();
    for (const Row &row : rows)
        if (upper.startsWith(row.verb))
            return row.stage;
    return Other;
}

/** One line of printable characters: what a server says is shown to people and kept. */
QString printable(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes.left(kLongestAnswer));
    for (QChar &c : text)
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = u' ';
    return text.simplified();
}

/** Many servers, Postfix by default among them, keep what they think of the sender until they hear a recipient. */
bool isAboutSender(const QString &text)
{
    const QString status = text.section(u' ', 1, 1); // RFC 3463: of the sender's mailbox, its syntax or its system
    return status == u"5.1.7"_s || status == u"5.1.8"_s ||
           text.contains(u"sender address rejected"_s, Qt::CaseInsensitive);
}

} // namespace

void SmtpTranscript::begin()
{
    *this = SmtpTranscript();
}

void SmtpTranscript::sent(const QByteArray &line)
{
    if (m_over || line.startsWith("QUIT")) {
        m_over = true;
        return;
    }
    // The words of a log-in go out as lines of their own after AUTH: they stay at that stage, unread.
    const Stage stage = stageOf(line);
    if (m_stage != Stage::Login || stage != Stage::Other)
        m_stage = stage;
    m_answered = false;
    m_partial.clear();
}

void SmtpTranscript::received(const QByteArray &lines)
{
    if (m_over)
        return;
    for (const QByteArray &raw : lines.split('\n')) {
        const QByteArray line = raw.trimmed();
        if (line.isEmpty())
            continue;
        bool number = false;
        const int code = line.left(3).toInt(&number);
        if (!number || code < 200 || code > 599)
            continue;
        m_partial += (m_partial.isEmpty() ? line : ' ' + line.mid(4));
        if (line.size() > 3 && line.at(3) == '-')
            continue;
        m_code = code;
        m_text = printable(m_partial);
        m_partial.clear();
        m_answered = true;
        if (m_stage == Stage::Data && code == 354) {
            m_stage = Stage::Content;
            m_answered = false;
        }
    }
}

MailReply SmtpTranscript::refused(MailFault fault) const
{
    MailReply reply{MailOutcome::Temporary, fault, m_code, m_text};
    if (fault == MailFault::Login || fault == MailFault::NoTls || fault == MailFault::Sender)
        reply.outcome = MailOutcome::NotBegun; // the next message would meet the same
    else if (m_code >= 500)
        reply.outcome = MailOutcome::Permanent;
    return reply;
}

MailReply SmtpTranscript::broken(MailFault fault, const QByteArray &curlText) const
{
    // Without the end of the message no server can have taken it; with it, only an answer tells.
    const bool whole = m_stage == Stage::Content && m_wholeBody;
    const bool begun =
        m_stage == Stage::Sender || m_stage == Stage::Recipient || m_stage == Stage::Data || m_stage == Stage::Content;
    return {whole   ? MailOutcome::Unknown
            : begun ? MailOutcome::Temporary
                    : MailOutcome::NotBegun,
            fault, 0, printable(curlText)};
}

MailReply SmtpTranscript::reply(int curlCode, const QByteArray &curlText) const
{
    const bool said = m_answered && m_code > 0;
    if (m_stage == Stage::Content && said && m_code / 100 == 2)
        return {MailOutcome::Accepted, MailFault::None, m_code, m_text}; // whatever came after it
    if (m_stage == Stage::Content && said)
        return refused(MailFault::Content);
    switch (curlCode) {
    case CURLE_OK:
        return {MailOutcome::Accepted, MailFault::None, m_code, m_text};
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
        return {MailOutcome::NotBegun, MailFault::Unreachable, 0, printable(curlText)};
    case CURLE_USE_SSL_FAILED:
        return refused(MailFault::NoTls);
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
        return {MailOutcome::NotBegun, MailFault::Certificate, 0, printable(curlText)};
    case CURLE_SSL_CONNECT_ERROR:
        return {MailOutcome::NotBegun, MailFault::NoTls, 0, printable(curlText)};
    case CURLE_LOGIN_DENIED:
        return refused(MailFault::Login);
    case CURLE_ABORTED_BY_CALLBACK:
        return broken(MailFault::Stopped, {});
    case CURLE_OPERATION_TIMEDOUT:
        return broken(MailFault::Silent, curlText);
    default:
        break;
    }
    if (said && m_code >= 400) {
        if (m_stage == Stage::Login)
            return refused(MailFault::Login);
        if (m_stage == Stage::StartTls)
            return refused(MailFault::NoTls);
        if (m_stage == Stage::Sender)
            // A 4xx is about now, also one to the sender: too busy, too many.
            return m_code < 500 ? MailReply{MailOutcome::Temporary, MailFault::Dropped, m_code, m_text}
                                : refused(MailFault::Sender);
        if (m_stage == Stage::Recipient)
            return refused(m_code >= 500 && isAboutSender(m_text) ? MailFault::Sender : MailFault::Recipient);
        if (m_stage == Stage::Data)
            return refused(MailFault::Content);
        return {MailOutcome::NotBegun, MailFault::Dropped, m_code, m_text};
    }
    return broken(MailFault::Dropped, curlText);
}

} // namespace tocsin
