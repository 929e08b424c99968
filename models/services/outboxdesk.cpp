#include "models/services/outboxdesk.h"

#include "models/services/secrets.h"
#include "models/services/workspace.h"

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRepeatMs = 2000; ///< after the database did not answer: what the mail server said must not be lost
constexpr qint64 kLongestWaitMs = 5 * kMinuteMs;

} // namespace

OutboxDesk::OutboxDesk(Workspace &workspace, Secrets *secrets, MakeMailer make, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_secrets(secrets)
    , m_make(std::move(make))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &OutboxDesk::pump);
    connect(&workspace, &Workspace::closed, this, [this] {
        drop();
        m_password.clear();
        m_totals = {};
        m_trouble.reset();
        setState(State::Idle);
    });
}

OutboxDesk::~OutboxDesk() = default;

void OutboxDesk::setState(State state)
{
    m_state = state;
    Q_EMIT changed();
}

void OutboxDesk::drop()
{
    m_timer.stop();
    m_mailer.reset();
    m_run.reset();
    m_answers.clear();
    m_onTheWay = 0;
    m_stepping = m_again = false;
}

void OutboxDesk::start(const QString &password, bool keep)
{
    if (!m_make || m_state == State::Stopping)
        return;
    if (m_state == State::Sending || m_state == State::Waiting) {
        pump();
        return;
    }
    m_workspace.run<MailAccount>(
        this, [](Services &s) { return s.outbox.account(); },
        [this, password, keep](const Result<MailAccount> &account) {
            if (!account)
                Q_EMIT failed(account.error());
            else if (m_state == State::Idle || m_state == State::Asking)
                haveAccount(*account, password, keep);
        });
}

void OutboxDesk::haveAccount(const MailAccount &account, const QString &password, bool keep)
{
    if (!account.isSet()) {
        Q_EMIT failed(
            {ErrorKind::Refused, tr("No mail account is set up. An administrator does that under Mail."), {}, {}});
        return;
    }
    if (mailSecretKey(account) != mailSecretKey(m_account))
        m_password.clear();
    m_account = account;
    if (!password.isEmpty()) {
        m_password = password;
        if (keep)
            keepPassword(account, password, this, [this](const Result<void> &kept) {
                if (!kept)
                    Q_EMIT failed(kept.error());
            });
    }
    if (account.login.isEmpty() || !m_password.isEmpty()) {
        open(m_password);
    } else if (m_secrets) {
        m_secrets->read(mailSecretKey(account), this, [this](const Result<QString> &kept) {
            if (m_state != State::Idle && m_state != State::Asking)
                return;
            if (kept && !kept->isEmpty())
                open(*kept);
            else
                ask();
        });
    } else {
        ask();
    }
}

void OutboxDesk::ask()
{
    setState(State::Asking);
}

void OutboxDesk::open(const QString &password)
{
    drop();
    m_trouble.reset();
    m_totals = {};
    m_run = std::make_shared<OutboxRun>();
    m_run->account = m_account;
    m_mailer = m_make(m_account, password);
    m_mailer->onAnswer([this] { QMetaObject::invokeMethod(this, &OutboxDesk::pump, Qt::QueuedConnection); });
    setState(State::Sending);
    pump();
}

void OutboxDesk::pump()
{
    if (!m_mailer)
        return;
    m_timer.stop();
    if (m_stepping) {
        m_again = true;
        return;
    }
    const QList<MailAnswer> fresh = m_mailer->takeAnswers(0);
    m_onTheWay -= static_cast<int>(fresh.size());
    m_answers += fresh;
    if (const auto trouble = troubleIn(fresh); trouble && !m_trouble) {
        m_trouble = trouble;
        if (trouble->fault == MailFault::Login)
            m_password.clear();
    }
    const bool claims = !m_trouble && m_state != State::Stopping;
    const int want = claims ? std::max(0, kClaimsAhead - m_onTheWay) : 0;
    m_stepping = true;
    m_again = false;
    m_workspace.run<OutboxStep>(
        this, [run = m_run, answers = m_answers, want](Services &s) { return s.outbox.step(*run, answers, want); },
        [this, run = m_run](const Result<OutboxStep> &step) {
            if (run == m_run)
                took(step);
        });
}

void OutboxDesk::took(const Result<OutboxStep> &step)
{
    m_stepping = false;
    if (!step) { // the answers are still here: kept as soon as it answers
        if (step.error().kind == ErrorKind::Offline || step.error().kind == ErrorKind::Locked) {
            m_timer.start(kRepeatMs);
            return;
        }
        Q_EMIT failed(step.error());
        m_mailer->stop(false);
        end();
        return;
    }
    m_answers.clear();
    for (const OutgoingMail &mail : step->mails)
        m_mailer->submit(mail);
    m_onTheWay += static_cast<int>(step->mails.size());
    m_totals = step->totals;
    const bool idle = m_onTheWay == 0;
    if (idle && (m_trouble || m_state == State::Stopping || (step->through && step->nextMs == 0))) {
        end();
        return;
    }
    if (m_again || (idle && !step->through && step->nextMs == 0)) {
        pump();
    } else if (idle && step->nextMs > 0) {
        const qint64 wait = std::clamp<qint64>(step->nextMs - m_workspace.clock().nowMs(), 100, kLongestWaitMs);
        m_timer.start(static_cast<int>(wait));
        if (m_state == State::Sending && step->through) {
            setState(State::Waiting);
            return;
        }
    }
    if (m_state == State::Waiting && !idle)
        m_state = State::Sending;
    Q_EMIT changed();
}

void OutboxDesk::end()
{
    drop();
    setState(State::Idle);
}

void OutboxDesk::stop()
{
    if (m_state == State::Asking) {
        setState(State::Idle);
        return;
    }
    if (!m_mailer)
        return;
    m_mailer->stop(false);
    setState(State::Stopping);
    pump();
}

/** One test of an account: the line lives as long as it takes. */
struct OutboxDesk::Probe : QObject
{
    std::unique_ptr<Mailer> mailer;
};

void OutboxDesk::test(const MailAccount &account, const QString &password, QObject *context,
                      std::function<void(const MailReply &)> done)
{
    if (!m_make)
        return;
    const auto probe = [this, account, context = QPointer<QObject>(context), done](const QString &secret) {
        auto *one = new Probe;
        one->setParent(this);
        one->mailer = m_make(account, secret);
        one->mailer->onAnswer([one, context, done] {
            QMetaObject::invokeMethod(
                one,
                [one, context, done] {
                    const auto answers = one->mailer->takeAnswers(0);
                    if (context && !answers.isEmpty())
                        done(answers.first().reply);
                    one->deleteLater();
                },
                Qt::QueuedConnection);
        });
        one->mailer->probe();
    };
    if (account.login.isEmpty() || !password.isEmpty() || !m_secrets) {
        probe(password);
        return;
    }
    m_secrets->read(mailSecretKey(account), this,
                    [probe](const Result<QString> &kept) { probe(kept.value_or(QString())); });
}

void OutboxDesk::keepPassword(const MailAccount &account, const QString &password, QObject *context,
                              std::function<void(const Result<void> &)> done)
{
    if (!m_secrets) {
        done(failure(ErrorKind::Offline, tr("This desktop has no keychain: the password is asked for each time.")));
        return;
    }
    m_secrets->write(mailSecretKey(account), password, context, std::move(done));
}

} // namespace tocsin
