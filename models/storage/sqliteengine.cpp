#include "models/storage/sqliteengine.h"

#include "models/storage/sqlfunctions.h"

#include <QFile>
#include <QFileInfo>
#include <QStringList>
#include <mutex>

#include <sqlite3.h>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBusyMs = 3000;
constexpr int kBrieflyMs = 250;

/** Without its count of bytes in use, which nobody reads, SQLite takes no lock for each piece of memory. */
void configureSqlite()
{
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }); // refused, and no harm, once it runs
}

class SqliteStatement final : public EngineStatement
{
public:
    explicit SqliteStatement(sqlite3_stmt *handle)
        : m_handle(handle)
    {
    }
    ~SqliteStatement() override { sqlite3_finalize(m_handle); }
    SqliteStatement(const SqliteStatement &) = delete;
    SqliteStatement &operator=(const SqliteStatement &) = delete;

    void bindInt(int n, qint64 value) override { sqlite3_bind_int64(m_handle, n, value); }
    void bindText(int n, const QByteArray &utf8) override
    {
        sqlite3_bind_text(m_handle, n, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_TRANSIENT);
    }
    void bindBlob(int n, const QByteArray &bytes) override
    {
        sqlite3_bind_blob64(m_handle, n, bytes.constData(), static_cast<sqlite3_uint64>(bytes.size()),
                            SQLITE_TRANSIENT);
    }
    void bindNull(int n) override { sqlite3_bind_null(m_handle, n); }
    [[nodiscard]] int parameterCount() const override { return sqlite3_bind_parameter_count(m_handle); }
    [[nodiscard]] Step step() override
    {
        switch (sqlite3_step(m_handle)) {
        case SQLITE_ROW:
            return Step::Row;
        case SQLITE_DONE:
            return Step::Done;
        default:
            return Step::Failed;
        }
    }
    [[nodiscard]] qint64 key() const override { return sqlite3_last_insert_rowid(sqlite3_db_handle(m_handle)); }
    void reset() override { sqlite3_reset(m_handle); }
    void clearBindings() override { sqlite3_clear_bindings(m_handle); }

    [[nodiscard]] qint64 int64(int column) const override { return sqlite3_column_int64(m_handle, column); }
    [[nodiscard]] QString text(int column) const override
    {
        const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_handle, column));
        return QString::fromUtf8(utf8, sqlite3_column_bytes(m_handle, column));
    }
    [[nodiscard]] QByteArray blob(int column) const override
    {
        const void *data = sqlite3_column_blob(m_handle, column);
        return QByteArray(static_cast<const char *>(data), sqlite3_column_bytes(m_handle, column));
    }
    [[nodiscard]] QVariant value(int column) const override
    {
        switch (sqlite3_column_type(m_handle, column)) {
        case SQLITE_INTEGER:
            return int64(column);
        case SQLITE_FLOAT:
            return sqlite3_column_double(m_handle, column);
        case SQLITE_BLOB:
            return blob(column);
        case SQLITE_NULL:
            return {};
        default:
            return text(column);
        }
    }
    [[nodiscard]] bool isNull(int column) const override
    {
        return sqlite3_column_type(m_handle, column) == SQLITE_NULL;
    }
    [[nodiscard]] int columnCount() const override { return sqlite3_column_count(m_handle); }

private:
    sqlite3_stmt *m_handle;
};

/**
 * The files this process has open. Looking into one of them again would, on closing it, drop every POSIX lock that
 * SQLite holds on it for the whole process; it was checked when it was first opened.
 */
class OpenFiles
{
public:
    [[nodiscard]] static bool contains(const QString &path)
    {
        const std::lock_guard lock(s_mutex);
        return s_paths.contains(QFileInfo(path).canonicalFilePath());
    }
    static void add(const QString &path)
    {
        const std::lock_guard lock(s_mutex);
        s_paths.append(path);
    }
    static void remove(const QString &path)
    {
        const std::lock_guard lock(s_mutex);
        s_paths.removeOne(path);
    }

private:
    inline static std::mutex s_mutex;
    inline static QStringList s_paths;
};

} // namespace

SqliteEngine::~SqliteEngine()
{
    sqlite3_close_v2(m_handle);
    OpenFiles::remove(m_registered);
}

bool SqliteEngine::isOpenHere(const QString &path)
{
    return OpenFiles::contains(path);
}

Result<void> SqliteEngine::open(const QString &path, bool readOnly)
{
    configureSqlite();
    // NOMUTEX: one connection belongs to one thread. NOFOLLOW is left out on purpose: people link their databases.
    const int flags = (readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(QFile::encodeName(path).constData(), &m_handle, flags, nullptr) != SQLITE_OK)
        return tl::unexpected(lastError(u"open"_s));
    m_registered = QFileInfo(path).canonicalFilePath();
    OpenFiles::add(m_registered);
    sqlite3_extended_result_codes(m_handle, 1);
    sqlite3_busy_timeout(m_handle, kBusyMs);
    return registerSqlFunctions(m_handle, &m_context);
}

Result<void> SqliteEngine::configure(bool readOnly)
{
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    QByteArrayList pragmas = {"PRAGMA foreign_keys = ON", "PRAGMA recursive_triggers = ON",
                              "PRAGMA cell_size_check = ON", "PRAGMA temp_store = MEMORY"};
    // Pages of a new file: an act changes a few hundred bytes in a dozen trees, and each of their pages goes into the
    // log whole. Half of SQLite's 4096 makes a move a tenth cheaper and a file some six per cent larger; reading and
    // memory stay as they are.
    if (!readOnly)
        pragmas << "PRAGMA page_size = 2048"
                << "PRAGMA journal_mode = WAL"
                << "PRAGMA synchronous = FULL";
    for (const QByteArray &p : std::as_const(pragmas))
        if (!run(p))
            return tl::unexpected(lastError(QString::fromLatin1(p)));
    return {};
}

std::unique_ptr<EngineStatement> SqliteEngine::prepare(const QByteArray &sql)
{
    sqlite3_stmt *handle = nullptr;
    sqlite3_prepare_v3(m_handle, sql.constData(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &handle,
                       nullptr);
    return handle ? std::make_unique<SqliteStatement>(handle) : nullptr;
}

bool SqliteEngine::run(const QByteArray &sql)
{
    return sqlite3_exec(m_handle, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

Error SqliteEngine::lastError(const QString &sql) const
{
    return m_dialect.error(QString::number(sqlite3_extended_errcode(m_handle)),
                           QString::fromUtf8(sqlite3_errmsg(m_handle)), sql);
}

bool SqliteEngine::inTransaction() const
{
    return !sqlite3_get_autocommit(m_handle);
}

void SqliteEngine::waitBriefly(bool on)
{
    sqlite3_busy_timeout(m_handle, on ? kBrieflyMs : kBusyMs);
}

void SqliteEngine::interrupt()
{
    if (m_handle)
        sqlite3_interrupt(m_handle);
}

} // namespace tocsin
