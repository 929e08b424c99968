#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QString>
#include <QVariant>
#include <memory>
#include <optional>

struct sqlite3;

namespace tocsin {

/** One prepared statement of one engine; a Statement drives it. Parameters count from 1, columns from 0. */
class EngineStatement
{
public:
    enum class Step { Row, Done, Failed };

    virtual ~EngineStatement() = default;
    virtual void bindInt(int n, qint64 value) = 0;
    virtual void bindText(int n, const QByteArray &utf8) = 0;
    virtual void bindBlob(int n, const QByteArray &bytes) = 0;
    virtual void bindNull(int n) = 0;
    [[nodiscard]] virtual int parameterCount() const = 0;
    /** The first one runs it, each later one goes to the next row. */
    [[nodiscard]] virtual Step step() = 0;
    /** Within a transaction: rows come as they are asked for, not all at once into memory. */
    virtual void stream() {}
    /** The next step() runs an INSERT and key() gives the new row's key. */
    virtual void wantKey() {}
    [[nodiscard]] virtual qint64 key() const = 0;
    /** Rows and their locks go, values that are bound stay. */
    virtual void reset() = 0;
    virtual void clearBindings() = 0;

    [[nodiscard]] virtual qint64 int64(int column) const = 0;
    [[nodiscard]] virtual QString text(int column) const = 0;
    [[nodiscard]] virtual QByteArray blob(int column) const = 0;
    [[nodiscard]] virtual QVariant value(int column) const = 0;
    [[nodiscard]] virtual bool isNull(int column) const = 0;
    [[nodiscard]] virtual int columnCount() const = 0;
};

/** A connection of one engine, as Database needs it; used by one thread, but for interrupt(). */
class Engine
{
public:
    virtual ~Engine() = default;
    /** Null when the text is not understood; lastError() says why. */
    [[nodiscard]] virtual std::unique_ptr<EngineStatement> prepare(const QByteArray &sql) = 0;
    /** Runs what cannot be prepared. */
    [[nodiscard]] virtual bool run(const QByteArray &sql) = 0;
    /** Why the last call failed, for a person. */
    [[nodiscard]] virtual Error lastError(const QString &sql) const = 0;
    [[nodiscard]] virtual bool inTransaction() const = 0;
    /** Statements may take long from now on, as those of a verification; or no longer. */
    virtual void allowLong(bool) {}
    /** Another program that writes into the file is hardly waited for from now on; or as long as always. */
    virtual void waitBriefly(bool) {}
    /** Stops a running statement; may be called from another thread. */
    virtual void interrupt() = 0;
    /** The connection is gone; the next statement outside a transaction connects anew. Never on a file. */
    [[nodiscard]] virtual bool isLost() const { return false; }
    /** In words, what is weaker about this connection than it should be: no TLS, the server's name not checked. */
    [[nodiscard]] virtual std::optional<QString> weakness() const { return std::nullopt; }
    /** Whether somebody changed something since the last call, as far as the engine tells by itself. */
    [[nodiscard]] virtual bool hasNotice() { return false; }
    /** Whether somebody opened or left an incident since the last call; hasNotice() listens. */
    [[nodiscard]] virtual bool takePresence() { return false; }
    /** How long an answer may take from now on before the server counts as gone; 0: as usual. */
    virtual void setPatience(int /*ms*/) {}
    /** A descriptor that becomes readable when there may be a notice; -1 without one. */
    [[nodiscard]] virtual int socket() const { return -1; }
    /** What a server keeps instead of a log-in's password; empty where nobody logs in. */
    [[nodiscard]] virtual QByteArray passwordVerifier(const QByteArray & /*password*/, const QByteArray & /*login*/)
    {
        return {};
    }
    /** SQLite's handle, for backup and the bench; null on another engine. */
    [[nodiscard]] virtual sqlite3 *sqlite() const { return nullptr; }
};

} // namespace tocsin
