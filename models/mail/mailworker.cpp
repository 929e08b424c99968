#include "models/mail/mailworker.h"

#include "models/mail/smtptransport.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace tocsin {

namespace {

using SteadyClock = std::chrono::steady_clock;

struct Waiting
{
    OutgoingMail mail;
    bool probe = false;
    SteadyClock::time_point since;

    [[nodiscard]] bool lapsed() const
    {
        return mail.beginWithinMs > 0 && SteadyClock::now() - since > std::chrono::milliseconds(mail.beginWithinMs);
    }
};

} // namespace

struct MailWorker::Private
{
    Private(const MailAccount &account, const QString &password)
        : transport(account, password)
    {
    }

    SmtpTransport transport;
    std::mutex mutex;
    std::condition_variable given, answered;
    std::deque<Waiting> waiting;
    QList<MailAnswer> answers;
    std::function<void()> told;
    MailReply trouble; ///< what stopped the line; of outcome NotBegun once it did
    bool stopped = false, troubled = false, ending = false;
    std::thread thread;

    /** The answer, without the mutex held while the server is asked. */
    MailReply carry(const Waiting &next)
    {
        if (next.probe)
            return transport.probe();
        if (next.lapsed())
            return {MailOutcome::NotBegun, MailFault::Silent, 0, {}};
        return transport.send(next.mail.from, next.mail.to, next.mail.message);
    }

    void run()
    {
        std::unique_lock lock(mutex);
        for (;;) {
            given.wait(lock, [this] { return ending || !waiting.empty(); });
            if (waiting.empty())
                return;
            const Waiting next = std::move(waiting.front());
            waiting.pop_front();
            MailReply reply{MailOutcome::NotBegun, MailFault::Stopped, 0, {}};
            if (troubled) {
                reply = trouble;
            } else if (!stopped && !ending) {
                lock.unlock();
                reply = carry(next);
                lock.lock();
                if (stopsSending(reply)) {
                    troubled = true;
                    trouble = reply;
                    trouble.outcome = MailOutcome::NotBegun;
                }
            }
            answers.append({next.mail.attempt, reply});
            answered.notify_all();
            if (const auto tell = told) {
                lock.unlock();
                tell();
                lock.lock();
            }
        }
    }

    void push(Waiting next)
    {
        const std::lock_guard lock(mutex);
        next.since = SteadyClock::now();
        waiting.push_back(std::move(next));
        given.notify_one();
    }
};

MailWorker::MailWorker(const MailAccount &account, const QString &password)
    : d(std::make_unique<Private>(account, password))
{
    d->thread = std::thread([this] { d->run(); });
}

MailWorker::~MailWorker()
{
    {
        const std::lock_guard lock(d->mutex);
        d->ending = true;
        d->told = {};
        d->transport.stop = true;
        d->given.notify_one();
    }
    d->thread.join();
}

void MailWorker::submit(const OutgoingMail &mail)
{
    d->push({mail, false, {}});
}

void MailWorker::probe()
{
    d->push({{}, true, {}});
}

QList<MailAnswer> MailWorker::takeAnswers(int waitMs)
{
    std::unique_lock lock(d->mutex);
    d->answered.wait_for(lock, std::chrono::milliseconds(waitMs), [this] { return !d->answers.isEmpty(); });
    return std::exchange(d->answers, {});
}

void MailWorker::onAnswer(std::function<void()> told)
{
    const std::lock_guard lock(d->mutex);
    d->told = std::move(told);
}

void MailWorker::stop(bool now)
{
    const std::lock_guard lock(d->mutex);
    d->stopped = true;
    if (now)
        d->transport.stop = true;
}

std::unique_ptr<Mailer> makeMailWorker(const MailAccount &account, const QString &password)
{
    return std::make_unique<MailWorker>(account, password);
}

} // namespace tocsin
