#pragma once

#include "models/domain/clock.h"
#include "models/domain/error.h"
#include "models/domain/serverclock.h"
#include "models/storage/connectioncontext.h"
#include "models/storage/dialect.h"
#include "models/storage/engine.h"
#include "models/storage/serveraddress.h"
#include "models/storage/statement.h"

#include <QString>
#include <QVariant>
#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>

struct sqlite3;

namespace tocsin {

/** What a write does where another program holds the file: it waits and tries again, or has somewhere else to go. */
enum class Patience { Waits, GoesElsewhere };

/** How a database is opened. */
enum class OpenMode {
    Existing, ///< must be there; migrated when it is older and writable
    Create,   ///< must not be there
    ReadOnly, ///< nothing is written, not even a migration
    Bare,     ///< a server's database as it is, to make one of it: nothing is looked at yet
    Examine,  ///< read-only, and open even if the schema was changed: for verification
};

/**
 * One connection to a file or to a shared database, used by one thread. It prepares and keeps its statements, runs
 * transactions, and knows who acts. Opening a file checks, in this order and before anything of it runs: readable,
 * SQLite, Tocsin's, not newer, schema digest as this version made it. The error kinds say which: NotFound, Foreign,
 * Newer, Damaged, Locked, ReadOnly, Full; for a server also Offline and Denied.
 */
class Database
{
public:
    /**
     * On a server its time counts: it is measured into `serverClock`, or into one of the connection's own. The password
     * goes beside the address, which is shown and kept; "" leaves it to libpq.
     */
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString &path, OpenMode mode, const Clock &clock,
                                                                ServerClock *serverClock = nullptr,
                                                                const QString &password = {});
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    [[nodiscard]] Statement prepare(const QString &sql);
    /** Runs a statement that cannot be prepared (DDL, PRAGMA). */
    [[nodiscard]] Result<void> run(const QString &sql);
    /** One value of one row, or an invalid QVariant. */
    [[nodiscard]] QVariant scalar(const QString &sql);

    /**
     * One transaction that writes: rolls back unless `work` succeeds; repeated a bounded number of times when the
     * engine says it may heal. Nested calls join the outer one.
     */
    [[nodiscard]] Result<void> write(const std::function<Result<void>()> &work, Patience patience = Patience::Waits);
    /** The same with a value. */
    template<class T> [[nodiscard]] Result<T> writeValue(const std::function<Result<T>()> &work)
    {
        std::optional<T> value;
        auto done = write([&]() -> Result<void> {
            auto r = work();
            if (!r)
                return tl::unexpected(r.error());
            value = std::move(*r);
            return {};
        });
        if (!done)
            return tl::unexpected(done.error());
        return std::move(*value);
    }

    [[nodiscard]] const Dialect &dialect() const { return *m_dialect; }
    [[nodiscard]] ConnectionContext &context() { return m_context; }
    [[nodiscard]] const Clock &clock() const { return *m_context.clock; }
    [[nodiscard]] const QString &path() const { return m_path; }
    /** True for a shared database: others may be at work in it. */
    [[nodiscard]] bool isShared() const { return m_serverClock != nullptr; }
    /** Asks the server for the time again, and so whether it is there at all. Nothing to do on a file. */
    [[nodiscard]] Result<void> measureClock();
    /** See Engine. */
    [[nodiscard]] bool isLost() const { return m_engine->isLost(); }
    [[nodiscard]] bool hasNotice() { return m_engine->hasNotice(); }
    [[nodiscard]] bool takePresence() { return m_engine->takePresence(); }
    [[nodiscard]] int noticeSocket() const { return m_engine->socket(); }
    [[nodiscard]] std::optional<QString> weakness() const { return m_engine->weakness(); }
    [[nodiscard]] QByteArray passwordVerifier(const QByteArray &password, const QByteArray &login)
    {
        return m_engine->passwordVerifier(password, login);
    }
    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }
    /** Where the record of this file goes on since it was moved to a server; empty for one that was not. */
    [[nodiscard]] QString movedTo();
    [[nodiscard]] bool inTransaction() const { return m_depth > 0; }
    /** Rows that ended early since the last call: what was read is not all there is. Whoever answers for it asks. */
    [[nodiscard]] std::optional<Error> takeReadError() { return std::exchange(m_readError, std::nullopt); }
    /** The SQLite handle, for backup, interruption and the bench; null on another engine. */
    [[nodiscard]] sqlite3 *handle() const { return m_engine ? m_engine->sqlite() : nullptr; }
    /** See Engine. */
    void allowLong(bool on) { m_engine->allowLong(on); }
    /** Stops a running statement; may be called from another thread. */
    void interrupt();

private:
    friend class Statement;
    /** A prepared statement, and whether somebody has it now. */
    struct Kept
    {
        std::unique_ptr<EngineStatement> handle;
        bool lent = false;
    };
    /** A hash of some letters of a statement: they are a thousand long, and each is looked up with every use. */
    struct BySample
    {
        size_t operator()(const QString &sql) const noexcept;
    };
    Database(QString path, const Clock &clock, ServerClock *serverClock);
    [[nodiscard]] Result<void> openFile(OpenMode mode);
    [[nodiscard]] Result<void> connectFile(OpenMode mode);
    [[nodiscard]] Result<void> connectServer(OpenMode mode, const QString &password);
    [[nodiscard]] Result<void> attempt(const std::function<Result<void>()> &work, bool *transient);
    [[nodiscard]] Result<void> lookUpLostCommit();
    [[nodiscard]] Result<void> refuseIfMoved();
    [[nodiscard]] quint32 fileVersion() const;
    /** The act that an INSERT is about to make; the last one of a transaction is looked up when COMMIT got no answer.
     */
    void noteAct(const QString &table, const QString &uuid) { m_lastAct = {table, uuid}; }
    void noteReadError(const Error &error) { m_readError = error; }
    [[nodiscard]] Error lastError(const QString &sql) const;

    QString m_path;
    std::unique_ptr<Dialect> m_dialect;
    ConnectionContext m_context;
    std::unique_ptr<ServerClock> m_ownServerClock;
    ServerClock *m_serverClock = nullptr;
    std::pair<QString, QString> m_lastAct; ///< table and uuid
    bool m_inDoubt = false;                ///< whether m_lastAct was kept is not known
    std::unique_ptr<Engine> m_engine;
    std::unordered_map<QString, Kept, BySample> m_kept; // goes before its engine
    int m_depth = 0;
    bool m_readOnly = false;
    quint32 m_seenVersion = 0; ///< of the file, when it was last asked whether it was moved
    std::optional<Error> m_readError;
};

/** How the newest purpose of a file begins that was moved to a server; where to follows. */
inline constexpr QLatin1StringView kMovedTo{"moved to "};

/** A client-made key of an act (DESIGN 11). */
[[nodiscard]] QString newUuid();

} // namespace tocsin
