#pragma once

#include "models/services/outboxsender.h"

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>

namespace tocsin {

class Secrets;
class Workspace;

/**
 * Sends from the window: what waits in the outbox goes to the mail server on a thread of its own, claims and answers on
 * the storage thread, and this one only hears of it. The password comes from the keychain, or is asked for and kept
 * until the database is closed.
 */
class OutboxDesk : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,     ///< nothing is being sent by this window
        Asking,   ///< a password is needed: start() with one goes on
        Sending,  ///< messages are on their way
        Waiting,  ///< nothing is due now; what was refused for now is tried again by itself
        Stopping, ///< what is on its way is finished
    };

    /** Without `make` nothing can be sent. */
    OutboxDesk(Workspace &workspace, Secrets *secrets, MakeMailer make, QObject *parent = nullptr);
    ~OutboxDesk() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool canSend() const { return bool(m_make); }
    /** Of the sending that runs, or ran last. */
    [[nodiscard]] const OutboxTotals &totals() const { return m_totals; }
    /** What stopped the last sending; nothing if nothing did. */
    [[nodiscard]] const std::optional<MailReply> &trouble() const { return m_trouble; }
    /** Whose password is asked for. */
    [[nodiscard]] const MailAccount &account() const { return m_account; }

    /** Sends what is due, of all notices that leave by mail. `keep`: the password goes into the keychain. */
    void start(const QString &password = {}, bool keep = false);
    /** Begins nothing more. */
    void stop();
    /** Connects and logs in, and sends nothing. An empty password is looked for in the keychain. */
    void test(const MailAccount &account, const QString &password, QObject *context,
              std::function<void(const MailReply &)> done);
    /** Keeps the password of an account; the answer says if there is no keychain. */
    void keepPassword(const MailAccount &account, const QString &password, QObject *context,
                      std::function<void(const Result<void> &)> done);

Q_SIGNALS:
    void changed();
    void failed(const tocsin::Error &error);

private:
    struct Probe;

    void setState(State state);
    void haveAccount(const MailAccount &account, const QString &password, bool keep);
    void open(const QString &password);
    void ask();
    void pump();
    void took(const Result<OutboxStep> &step);
    void end();
    void drop();

    Workspace &m_workspace;
    Secrets *m_secrets;
    MakeMailer m_make;
    State m_state = State::Idle;
    MailAccount m_account;
    QString m_password; ///< as given, until the database is closed
    OutboxTotals m_totals;
    std::optional<MailReply> m_trouble;
    std::unique_ptr<Mailer> m_mailer;
    std::shared_ptr<OutboxRun> m_run; ///< used on the storage thread while a step runs
    QList<MailAnswer> m_answers;      ///< that are not in the database yet
    QTimer m_timer;
    int m_onTheWay = 0;
    bool m_stepping = false;
    bool m_again = false;
};

} // namespace tocsin
