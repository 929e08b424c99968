#include "models/mail/smtptransport.h"

#include "models/domain/mailaddress.h"
#include "models/mail/smtptranscript.h"

#include <curl/curl.h>

#include <cstring>
#include <mutex>
#include <sys/socket.h>
#include <unistd.h>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr long kLongestConnectS = 30;

struct FreeList
{
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};

struct FreeHandle
{
    void operator()(CURL *handle) const { curl_easy_cleanup(handle); }
};

void initialiseCurl()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

} // namespace

struct SmtpTransport::Private
{
    std::unique_ptr<CURL, FreeHandle> curl;
    MailAccount account;
    SmtpTranscript transcript;
    QByteArray body, authority;
    qsizetype read = 0;
    char errorText[CURL_ERROR_SIZE] = {};
    curl_socket_t socket = CURL_SOCKET_BAD;
    bool broken = false;  ///< nothing more is said on this connection
    bool wasUsed = false; ///< a message before this one left on it

    static size_t give(char *to, size_t size, size_t count, void *self)
    {
        auto *d = static_cast<Private *>(self);
        const qsizetype n = qMin<qsizetype>(qsizetype(size * count), d->body.size() - d->read);
        std::memcpy(to, d->body.constData() + d->read, size_t(n));
        d->read += n;
        if (d->read == d->body.size())
            d->transcript.wholeBodyGiven();
        return size_t(n);
    }

    static int hear(CURL *, curl_infotype type, char *data, size_t size, void *self)
    {
        auto *d = static_cast<Private *>(self);
        if (type == CURLINFO_HEADER_OUT)
            d->transcript.sent(QByteArray(data, qsizetype(qMin<size_t>(size, 64))));
        else if (type == CURLINFO_HEADER_IN)
            d->transcript.received(QByteArray(data, qsizetype(size)));
        return 0;
    }

    static int goOn(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
    {
        return static_cast<SmtpTransport *>(self)->stop ? 1 : 0;
    }

    static int opened(void *self, curl_socket_t socket, curlsocktype)
    {
        static_cast<Private *>(self)->socket = socket;
        return CURL_SOCKOPT_OK;
    }

    static int closing(void *self, curl_socket_t socket)
    {
        auto *d = static_cast<Private *>(self);
        if (d->socket == socket)
            d->socket = CURL_SOCKET_BAD;
        return ::close(socket);
    }

    template<class T> void set(CURLoption option, T value) { curl_easy_setopt(curl.get(), option, value); }

    MailReply perform()
    {
        MailReply reply = performOnce();
        // A connection that the server closed while nothing was said: the message was not begun, and is on a new one.
        if (reply.fault == MailFault::Dropped && reply.outcome != MailOutcome::Unknown && reply.code == 0 && wasUsed)
            reply = performOnce();
        wasUsed = !broken;
        return reply;
    }

    MailReply performOnce()
    {
        transcript.begin();
        read = 0;
        errorText[0] = 0;
        set(CURLOPT_FRESH_CONNECT, broken ? 1L : 0L);
        const CURLcode code = curl_easy_perform(curl.get());
        const MailReply reply = transcript.reply(code, code == CURLE_OK ? QByteArray()
                                                       : errorText[0]   ? QByteArray(errorText)
                                                                        : QByteArray(curl_easy_strerror(code)));
        broken =
            reply.fault == MailFault::Dropped || reply.fault == MailFault::Silent || reply.fault == MailFault::Stopped;
        // libcurl would say goodbye to it, and wait as long for the answer as for any other.
        if (broken && socket != CURL_SOCKET_BAD)
            ::shutdown(socket, SHUT_RDWR);
        return reply;
    }
};

SmtpTransport::SmtpTransport(const MailAccount &account, const QString &password)
    : d(std::make_unique<Private>())
{
    initialiseCurl();
    d->account = account;
    d->curl.reset(curl_easy_init());
    const bool tls = account.security == MailSecurity::Tls;
    const QString host = account.host.contains(u':') ? u'[' + account.host + u']' : account.host;
    d->set(CURLOPT_URL, u"%1://%2:%3"_s.arg(tls ? u"smtps"_s : u"smtp"_s, host).arg(account.port).toUtf8().constData());
    d->set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    d->set(CURLOPT_USE_SSL, long(CURLUSESSL_ALL));
    d->set(CURLOPT_SSL_VERIFYPEER, 1L);
    d->set(CURLOPT_SSL_VERIFYHOST, 2L);
    d->set(CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    if (!account.authority.isEmpty()) {
        d->authority = account.authority.toUtf8();
        curl_blob blob{d->authority.data(), size_t(d->authority.size()), CURL_BLOB_COPY};
        d->set(CURLOPT_CAINFO_BLOB, &blob);
        d->set(CURLOPT_CAPATH, static_cast<const char *>(nullptr));
    }
    if (!account.login.isEmpty()) {
        d->set(CURLOPT_USERNAME, account.login.toUtf8().constData());
        d->set(CURLOPT_PASSWORD, password.toUtf8().constData());
    }
    d->set(CURLOPT_PROXY, ""); // what the surroundings say about proxies is about the web
    d->set(CURLOPT_NETRC, long(CURL_NETRC_IGNORED));
    d->set(CURLOPT_NOSIGNAL, 1L);
    d->set(CURLOPT_CONNECTTIMEOUT, qMin<long>(account.timeoutS, kLongestConnectS));
    d->set(CURLOPT_SERVER_RESPONSE_TIMEOUT, long(account.timeoutS));
    d->set(CURLOPT_TIMEOUT, 2L * account.timeoutS);
    d->set(CURLOPT_SOCKOPTFUNCTION, &Private::opened);
    d->set(CURLOPT_SOCKOPTDATA, static_cast<void *>(d.get()));
    d->set(CURLOPT_CLOSESOCKETFUNCTION, &Private::closing);
    d->set(CURLOPT_CLOSESOCKETDATA, static_cast<void *>(d.get()));
    d->set(CURLOPT_NOPROGRESS, 0L);
    d->set(CURLOPT_XFERINFOFUNCTION, &Private::goOn);
    d->set(CURLOPT_XFERINFODATA, static_cast<void *>(this));
    d->set(CURLOPT_VERBOSE, 1L);
    d->set(CURLOPT_DEBUGFUNCTION, &Private::hear);
    d->set(CURLOPT_DEBUGDATA, static_cast<void *>(d.get()));
    d->set(CURLOPT_ERRORBUFFER, d->errorText);
    d->set(CURLOPT_READFUNCTION, &Private::give);
    d->set(CURLOPT_READDATA, static_cast<void *>(d.get()));
}

SmtpTransport::~SmtpTransport() = default;

MailReply SmtpTransport::send(const QString &from, const QString &to, const QByteArray &message)
{
    if (!isMailAddress(from) || !isMailAddress(to))
        return {MailOutcome::Permanent, isMailAddress(from) ? MailFault::Recipient : MailFault::Sender, 0,
                u"not a mail address"_s};
    if (message.isEmpty())
        return {MailOutcome::Permanent, MailFault::Message, 0, {}};
    const QByteArray sender = '<' + wireAddress(from) + '>';
    const std::unique_ptr<curl_slist, FreeList> recipients(
        curl_slist_append(nullptr, ('<' + wireAddress(to) + '>').constData()));
    d->body = message;
    d->set(CURLOPT_CUSTOMREQUEST, static_cast<const char *>(nullptr));
    d->set(CURLOPT_NOBODY, 0L);
    d->set(CURLOPT_UPLOAD, 1L);
    d->set(CURLOPT_INFILESIZE_LARGE, curl_off_t(message.size()));
    d->set(CURLOPT_MAIL_FROM, sender.constData());
    d->set(CURLOPT_MAIL_RCPT, recipients.get());
    const MailReply reply = d->perform();
    d->set(CURLOPT_MAIL_RCPT, static_cast<curl_slist *>(nullptr));
    d->body.clear();
    return reply;
}

MailReply SmtpTransport::probe()
{
    d->set(CURLOPT_UPLOAD, 0L);
    d->set(CURLOPT_NOBODY, 1L);
    d->set(CURLOPT_MAIL_RCPT, static_cast<curl_slist *>(nullptr));
    d->set(CURLOPT_CUSTOMREQUEST, "NOOP");
    return d->perform();
}

} // namespace tocsin
