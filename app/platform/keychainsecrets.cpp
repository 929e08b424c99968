#include "app/platform/keychainsecrets.h"

#include <QCoreApplication>
#include <QObject>

#include <qt6keychain/keychain.h>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::keychain", text);
}

bool isMissing(const QKeychain::Job &job)
{
    return job.error() == QKeychain::EntryNotFound;
}

Error errorOf(const QKeychain::Job &job)
{
    const bool refused = job.error() == QKeychain::AccessDenied || job.error() == QKeychain::AccessDeniedByUser;
    return {refused ? ErrorKind::Denied : ErrorKind::Offline,
            refused ? tr("The keychain of this desktop did not give access.")
                    : tr("This desktop has no keychain that answers (Secret Service or KWallet)."),
            u"%1 (%2)"_s.arg(job.errorString(), QString::number(job.error())),
            {}};
}

/** Starts a job, which deletes itself; `answer` gets it when it is done. */
template<class Job, class Answer> void start(Job *job, const QString &key, QObject *context, Answer answer)
{
    job->setKey(key);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, context, [job, answer] { answer(*job); });
    job->start();
}

} // namespace

KeychainSecrets::KeychainSecrets(QString service)
    : m_service(std::move(service))
{
}

void KeychainSecrets::read(const QString &key, QObject *context, std::function<void(const Result<QString> &)> done)
{
    start(new QKeychain::ReadPasswordJob(m_service), key, context, [done](QKeychain::ReadPasswordJob &job) {
        if (job.error() == QKeychain::NoError)
            done(job.textData());
        else
            done(isMissing(job) ? Result<QString>(QString()) : tl::unexpected(errorOf(job)));
    });
}

void KeychainSecrets::write(const QString &key, const QString &secret, QObject *context,
                            std::function<void(const Result<void> &)> done)
{
    auto *job = new QKeychain::WritePasswordJob(m_service);
    job->setTextData(secret);
    start(job, key, context, [done](QKeychain::WritePasswordJob &ended) {
        done(ended.error() == QKeychain::NoError ? Result<void>() : tl::unexpected(errorOf(ended)));
    });
}

void KeychainSecrets::remove(const QString &key, QObject *context, std::function<void(const Result<void> &)> done)
{
    start(new QKeychain::DeletePasswordJob(m_service), key, context, [done](QKeychain::DeletePasswordJob &job) {
        done(job.error() == QKeychain::NoError || isMissing(job) ? Result<void>() : tl::unexpected(errorOf(job)));
    });
}

} // namespace tocsin
