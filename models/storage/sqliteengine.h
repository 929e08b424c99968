#pragma once

#include "models/storage/connectioncontext.h"
#include "models/storage/dialect.h"
#include "models/storage/engine.h"

struct sqlite3_stmt;

namespace tocsin {

/** SQLite straight by its C interface: Qt Sql would double the cost of every read and of every act. */
class SqliteEngine final : public Engine
{
public:
    SqliteEngine(const Dialect &dialect, ConnectionContext &context)
        : m_dialect(dialect)
        , m_context(context)
    {
    }
    ~SqliteEngine() override;
    SqliteEngine(const SqliteEngine &) = delete;
    SqliteEngine &operator=(const SqliteEngine &) = delete;

    /** Opens the file and registers the functions of the schema; nothing of the file's content runs yet. */
    [[nodiscard]] Result<void> open(const QString &path, bool readOnly);
    /** The settings of every connection (DESIGN 8). */
    [[nodiscard]] Result<void> configure(bool readOnly);
    /** True if this process has the file open: looking into it would drop SQLite's locks on it. */
    [[nodiscard]] static bool isOpenHere(const QString &path);

    [[nodiscard]] std::unique_ptr<EngineStatement> prepare(const QByteArray &sql) override;
    [[nodiscard]] bool run(const QByteArray &sql) override;
    [[nodiscard]] Error lastError(const QString &sql) const override;
    [[nodiscard]] bool inTransaction() const override;
    void waitBriefly(bool on) override;
    void interrupt() override;
    [[nodiscard]] sqlite3 *sqlite() const override { return m_handle; }

private:
    const Dialect &m_dialect;
    ConnectionContext &m_context;
    sqlite3 *m_handle = nullptr;
    QString m_registered; ///< canonical, while it is open
};

} // namespace tocsin
