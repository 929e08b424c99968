#include "models/exchange/stampcarrier.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QTimer>
#include <QUrl>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr std::chrono::milliseconds kLook{50}; ///< how often somebody may stop it
constexpr int kOk = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::exchange", text);
}

tl::unexpected<Error> broken(ErrorKind kind, const QString &text, const QString &detail = {})
{
    return failure(kind, text, detail, u"stamp"_s);
}

/** One question, carried on the thread that makes it. */
class Carrier
{
public:
    Carrier(const QUrl &url, const QByteArray &certificates, const StampLimits &limits, const std::atomic<bool> &stop)
        : m_url(url)
        , m_certificates(certificates)
        , m_limits(limits)
        , m_stop(stop)
    {
    }

    [[nodiscard]] Result<QByteArray> carry(const QByteArray &question);

private:
    enum class Cut { None, Late, TooLong, Stopped };

    [[nodiscard]] QNetworkRequest request() const;
    [[nodiscard]] Result<QByteArray> answer(QNetworkReply &reply) const;

    QUrl m_url;
    QByteArray m_certificates;
    StampLimits m_limits;
    const std::atomic<bool> &m_stop;
    Cut m_cut = Cut::None;
    QString m_distrust; ///< why the server's certificate is not trusted
};

QNetworkRequest Carrier::request() const
{
    QNetworkRequest request(m_url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/timestamp-query"_s);
    request.setRawHeader("Accept", "application/timestamp-reply");
    request.setRawHeader("Accept-Encoding", "identity"); // what comes is as long as it says
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Tocsin"_s);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.addCaCertificates(QSslCertificate::fromData(m_certificates, QSsl::Pem));
    request.setSslConfiguration(tls);
    return request;
}

Result<QByteArray> Carrier::carry(const QByteArray &question)
{
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(manager.post(request(), question));
    reply->setReadBufferSize(m_limits.bytes + 1);
    const auto cut = [&](Cut why) {
        if (m_cut == Cut::None)
            m_cut = why;
        reply->abort();
    };
    QEventLoop loop;
    QTimer late, look;
    late.setSingleShot(true);
    QObject::connect(&late, &QTimer::timeout, reply.get(), [&] { cut(Cut::Late); });
    QObject::connect(&look, &QTimer::timeout, reply.get(), [&] {
        if (m_stop)
            cut(Cut::Stopped);
    });
    QObject::connect(reply.get(), &QNetworkReply::readyRead, reply.get(), [&] {
        if (reply->bytesAvailable() > m_limits.bytes)
            cut(Cut::TooLong);
    });
    QObject::connect(reply.get(), &QNetworkReply::sslErrors, reply.get(), [&](const QList<QSslError> &errors) {
        m_distrust = errors.isEmpty() ? QString() : errors.first().errorString();
    });
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    late.start(m_limits.timeMs);
    look.start(kLook);
    if (!reply->isFinished())
        loop.exec();
    return answer(*reply);
}

Result<QByteArray> Carrier::answer(QNetworkReply &reply) const
{
    const QString host = m_url.host();
    if (m_cut == Cut::Stopped)
        return broken(ErrorKind::Canceled, tr("Stopped. Nothing was kept."));
    if (m_cut == Cut::Late)
        return broken(ErrorKind::Offline, tr("The time-stamp server %1 did not answer within %2 seconds.")
                                              .arg(host)
                                              .arg(m_limits.timeMs / 1000.0, 0, 'g', 3));
    if (m_cut == Cut::TooLong)
        return broken(ErrorKind::Refused,
                      tr("The time-stamp server %1 answers with more than a time stamp can be.").arg(host));
    if (!m_distrust.isEmpty())
        return broken(ErrorKind::Refused,
                      tr("The time-stamp server %1 is not trusted: %2.").arg(host, m_distrust.trimmed()));
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 300 && status < 400)
        return broken(ErrorKind::Refused,
                      tr("The time-stamp server %1 sends on to another address, which is not followed.").arg(host),
                      reply.attribute(QNetworkRequest::RedirectionTargetAttribute).toString());
    if (status != 0 && status != kOk)
        return broken(ErrorKind::Refused,
                      tr("The time-stamp server %1 answers %2 instead of a time stamp.").arg(host).arg(status));
    if (reply.error() != QNetworkReply::NoError)
        return broken(ErrorKind::Offline,
                      tr("The time-stamp server %1 cannot be reached: %2.").arg(host, reply.errorString()));
    const QString type = reply.header(QNetworkRequest::ContentTypeHeader).toString().section(u';', 0, 0).trimmed();
    if (type.compare("application/timestamp-reply"_L1, Qt::CaseInsensitive) != 0)
        return broken(ErrorKind::Refused, tr("The answer of the time-stamp server %1 is no time stamp.").arg(host),
                      type);
    return reply.readAll();
}

} // namespace

Result<void> checkStampUrl(const QString &url)
{
    const QUrl parsed(url, QUrl::StrictMode);
    if (!parsed.isValid() || parsed.scheme() != "https"_L1 || parsed.host().isEmpty() || !parsed.userInfo().isEmpty())
        return broken(ErrorKind::Invalid,
                      tr("The address of a time-stamp server begins with https:// and holds no password."));
    return {};
}

Result<QByteArray> carryStamp(const QString &url, const QByteArray &question, const QByteArray &certificates,
                              const std::function<bool()> &goOn, const StampLimits &limits)
{
    if (auto ok = checkStampUrl(url); !ok)
        return tl::unexpected(ok.error());
    std::atomic<bool> stop = false;
    std::mutex mutex;
    std::condition_variable told;
    bool isDone = false;
    Result<QByteArray> result;
    std::thread worker([&] {
        Result<QByteArray> carried = Carrier(QUrl(url, QUrl::StrictMode), certificates, limits, stop).carry(question);
        const std::lock_guard lock(mutex);
        result = std::move(carried);
        isDone = true;
        told.notify_one();
    });
    {
        std::unique_lock lock(mutex);
        while (!told.wait_for(lock, kLook, [&] { return isDone; }))
            if (goOn && !goOn())
                stop = true;
    }
    worker.join();
    return result;
}

} // namespace tocsin
