#pragma once

#include "models/storage/dialect.h"
#include "models/storage/engine.h"

#include <QByteArrayList>
#include <QDeadlineTimer>
#include <QList>
#include <atomic>
#include <mutex>
#include <optional>
#include <utility>

struct pg_conn;
struct pg_result;

namespace tocsin {

/** One value for a placeholder. */
struct PostgresValue
{
    enum class Kind { Null, Integer, Text, Bytes };
    Kind kind = Kind::Null;
    QByteArray bytes; ///< as sent: digits, UTF-8 or the bytes themselves
};

/**
 * A connection to a PostgreSQL server by libpq, without its blocking calls: what is sent waits for its answer with a
 * limit, so a hung server is cut off, and another thread may interrupt. BEGIN and the first use of a statement travel
 * together with what follows them. After a loss the next statement outside a transaction connects anew.
 */
class PostgresEngine final : public Engine
{
public:
    explicit PostgresEngine(const Dialect &dialect);
    ~PostgresEngine() override;
    PostgresEngine(const PostgresEngine &) = delete;
    PostgresEngine &operator=(const PostgresEngine &) = delete;

    /**
     * Connects as the address says; without a word of it about TLS, the server must prove who it is. Without a password
     * here, libpq takes the address's, PGPASSWORD's or that of ~/.pgpass.
     */
    [[nodiscard]] Result<void> open(const QString &address, bool readOnly, const QString &password = {});

    [[nodiscard]] std::unique_ptr<EngineStatement> prepare(const QByteArray &sql) override;
    [[nodiscard]] bool run(const QByteArray &sql) override;
    [[nodiscard]] Error lastError(const QString &sql) const override;
    [[nodiscard]] bool inTransaction() const override;
    void allowLong(bool on) override;
    void interrupt() override;
    [[nodiscard]] bool isLost() const override { return m_lost; }
    [[nodiscard]] std::optional<QString> weakness() const override { return m_weakness; }
    [[nodiscard]] bool hasNotice() override;
    [[nodiscard]] bool takePresence() override { return std::exchange(m_presence, false); }
    void setPatience(int ms) override { m_patienceMs = ms; }
    [[nodiscard]] int socket() const override;
    [[nodiscard]] QByteArray passwordVerifier(const QByteArray &password, const QByteArray &login) override;

    /** Runs a statement of `sql` and gives its rows, or null after noting the error. `id` is its number here. */
    [[nodiscard]] pg_result *execute(int id, const QByteArray &sql, const QList<PostgresValue> &values);
    /** A number for a statement, unique on this connection. */
    [[nodiscard]] int nextId() { return ++m_lastId; }

private:
    [[nodiscard]] bool connect();
    [[nodiscard]] bool negotiate();
    [[nodiscard]] bool settle();
    /** The first value of each statement that gives rows; one way there and back for all of them. */
    [[nodiscard]] QByteArrayList ask(const QByteArray &statements);
    [[nodiscard]] bool ready();
    [[nodiscard]] pg_result *attempt(int id, const QByteArray &sql, const QList<PostgresValue> &values);
    [[nodiscard]] bool send(int id, const QByteArray &sql, const QList<PostgresValue> &values);
    [[nodiscard]] pg_result *collect();
    [[nodiscard]] pg_result *nextResult(qint64 deadlineMs);
    [[nodiscard]] bool wait(bool forWriting, qint64 deadlineMs);
    void note(const pg_result *result);
    void lose(const char *why);
    void close();
    void noteWeakness();

    const Dialect &m_dialect;
    QByteArray m_address;
    QByteArray m_password;
    bool m_wantsPassword = false; ///< the last attempt failed where a password counts
    bool m_readOnly = false;
    pg_conn *m_connection = nullptr;
    std::mutex m_guard; ///< of m_connection against interrupt()
    std::atomic<bool> m_stop{false};
    QByteArray m_backend; ///< process and start of the server's side of this connection
    int m_answerMs;       ///< how long an answer may take before the server counts as hung
    int m_lastId = 0;
    QList<int> m_prepared; ///< sorted numbers of the statements this connection knows
    int m_answered = 0;    ///< commands of the last batch that succeeded
    int m_preparedAs = -1; ///< how many came before its preparation, -1 if it needed none
    bool m_beginPending = false;
    bool m_transaction = false; ///< begun and neither committed nor rolled back, whether or not the server knows yet
    QByteArray m_begin;
    bool m_lost = false;
    int m_failures = 0;         ///< attempts to connect anew, since the last good one
    QDeadlineTimer m_notBefore; ///< of the next one
    bool m_noticed = false;
    bool m_presence = false;
    int m_patienceMs = 0; ///< for an answer; 0: kAnswerMs
    std::optional<QString> m_weakness;
    QByteArray m_errorCode, m_errorText;
};

} // namespace tocsin
