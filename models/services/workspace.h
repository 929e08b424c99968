#pragma once

#include "models/domain/clock.h"
#include "models/domain/error.h"
#include "models/domain/person.h"
#include "models/services/services.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <functional>
#include <future>
#include <memory>

namespace tocsin {

class DraftDesk;
class EarlyOpen;
class PresenceDesk;

/** What an open database is, for the status line and the banners. */
struct DatabaseStatus
{
    QString path;
    QString uuid; ///< its identity, wherever the file lies
    bool readOnly = false;
    bool isDemo = false;
    bool isShared = false; ///< on a server, where others may be at work
    QString name;          ///< for a title: of the file, or of the server's database
    QString movedTo;       ///< where the record of this file goes on since it was moved; "" for nowhere
    QString server;        ///< where it is, for a person; "" for a file
    QString weakness;      ///< in words, what is weaker about the connection than it should be; "" for nothing
    Person person;
};

/** What changed since the last signal: by this window, another window or another program. */
struct ChangeSet
{
    QSet<IncidentId> incidents;
    bool everything = false; ///< more than can be listed; read anew
    bool people = false;     ///< people or customers changed
    qint64 lastSeq = 0;
    [[nodiscard]] bool concerns(IncidentId id) const { return everything || incidents.contains(id); }
};

/** How to open a database. */
struct OpenRequest
{
    QString path; ///< a file, or the address of a server: postgresql://...; a password in it is taken out
    bool create = false;
    bool readOnly = false;
    QString login;      ///< the person's account; on a new database they hold every role
    QString personName; ///< for a new database
    QString password{}; ///< of a server's log-in; "" leaves it to libpq (certificate, Kerberos, ~/.pgpass)
};

/**
 * An open database for the windows (DESIGN 13): jobs run on its storage thread, answers come back on the thread of the
 * window. A job whose context object is gone is still done, but not answered. Long reads have a thread and a
 * connection of their own, so the window never waits behind them.
 */
class Workspace : public QObject
{
    Q_OBJECT

public:
    Workspace(const Clock &clock, const RuleBook &rules, std::function<std::unique_ptr<Renderer>()> makeRenderer,
              QObject *parent = nullptr);
    /** The same with rules that are still being read: waited for when a database is open, or somebody asks. */
    Workspace(const Clock &clock, std::shared_future<const RuleBook *> rules,
              std::function<std::unique_ptr<Renderer>()> makeRenderer, QObject *parent = nullptr);
    ~Workspace() override;

    /** Opens; `opened` or `openFailed` follows. An open database is closed first. */
    void open(const OpenRequest &asked);
    /** Before the first open(), which goes on with what was begun if it is for that file. */
    void goOnWith(std::unique_ptr<EarlyOpen> early);
    void close();
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] const DatabaseStatus &status() const;
    /** The time that counts: this workstation's, or with a shared database the server's (P7.4). */
    [[nodiscard]] const Clock &clock() const;
    /** This workstation's clock minus the server's, in ms; 0 without a server. */
    [[nodiscard]] qint64 clockDifferenceMs() const;
    [[nodiscard]] const RuleBook &rules() const;
    /** Where editors keep what is typed. */
    [[nodiscard]] DraftDesk &drafts() const;
    /** Who has which incident open. */
    [[nodiscard]] PresenceDesk &presence() const;
    /** True from lost() to recovered(). */
    [[nodiscard]] bool isLost() const;
    /** When the database was last read without trouble, by clock(): what is on screen is of then at least. */
    [[nodiscard]] qint64 lastReadMs() const;

    /** Runs `job` on the storage thread, then `done(Result<T>)` here, unless `context` was destroyed meanwhile. */
    template<class T>
    void run(QObject *context, std::function<Result<T>(Services &)> job, std::function<void(Result<T>)> done)
    {
        post(Lane::Main, context, std::move(job), std::move(done));
    }
    /** The same on the second connection, for long reads: verification, export, backup, big counts. */
    template<class T>
    void runLong(QObject *context, std::function<Result<T>(Services &)> job, std::function<void(Result<T>)> done)
    {
        post(Lane::Background, context, std::move(job), std::move(done));
    }
    /** Number of jobs that are not finished; 0 means everything typed and done is in the database. */
    [[nodiscard]] int pending() const;
    /** Asks other programs' changes now (the one-second poll does it by itself). */
    void pollChanges();

Q_SIGNALS:
    void opened(const tocsin::DatabaseStatus &status);
    void openFailed(const tocsin::Error &error, const QString &path);
    void closed();
    void changed(const tocsin::ChangeSet &changes);
    /** The database cannot be read any more (disk or network share gone). What is shown stays; `recovered` follows. */
    void lost(const tocsin::Error &error);
    void recovered();

private:
    enum class Lane { Main, Background };
    struct Private;

    template<class T>
    void post(Lane lane, QObject *context, std::function<Result<T>(Services &)> job,
              std::function<void(Result<T>)> done)
    {
        QPointer<QObject> guard(context);
        postJob(lane,
                [guard, job = std::move(job), done = std::move(done)](Services *services,
                                                                      const Error &whyNot) -> std::function<void()> {
                    auto result =
                        std::make_shared<Result<T>>(services ? job(*services) : Result<T>(tl::unexpected(whyNot)));
                    if (services) // rows that ended early are not the whole answer
                        if (const auto cut = services->session.takeReadError(); cut && *result)
                            *result = tl::unexpected(*cut);
                    return [guard, result, done] {
                        if (guard && done)
                            done(std::move(*result));
                    };
                });
    }
    [[nodiscard]] static tl::unexpected<Error> notOpen();
    /** On the main lane's thread: the server said that somebody changed something. */
    void onNotice();
    struct Aftermath;
    void tellAftermath(const Aftermath &after);
    /** Hands something to the thread of the window. */
    void deliver(std::function<void()> answer);
    Q_INVOKABLE void drain();
    /** `job` runs on the lane's thread and returns what is to run here. */
    void postJob(Lane lane, std::function<std::function<void()>(Services *, const Error &)> job);

    std::unique_ptr<Private> d;
};

} // namespace tocsin
