#include "models/storage/database.h"

#include "models/storage/filecheck.h"
#include "models/storage/migrator.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStringList>
#include <QUuid>
#include <QVariant>
#include <mutex>

#include <sqlite3.h>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr int kBusyMs = 3000;
constexpr int kMaxAttempts = 3; // each waits for the busy time-out of 3 s

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}
} // namespace

QString newUuid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

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

Database::Database(QString path, const Clock &clock)
    : m_path(std::move(path))
    , m_dialect(makeSqliteDialect())
{
    m_context.clock = &clock;
}

Database::~Database()
{
    if (m_handle && !m_readOnly)
        (void)run(u"PRAGMA optimize"_s);
    for (const auto &[sql, statement] : m_idle)
        sqlite3_finalize(statement);
    sqlite3_close_v2(m_handle);
    OpenFiles::remove(m_registered);
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, OpenMode mode, const Clock &clock)
{
    std::unique_ptr<Database> db(new Database(path, clock));
    if (mode == OpenMode::Create) {
        if (auto ok = prepareNewFile(path); !ok)
            return tl::unexpected(ok.error());
    } else if (!OpenFiles::contains(path)) {
        if (auto ok = checkFile(path); !ok)
            return tl::unexpected(ok.error());
    }
    if (auto ok = db->connect(mode); !ok) {
        if (mode == OpenMode::Create) {
            db.reset();
            for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s}) // the companions of a file that is not
                QFile::remove(path + suffix);
        }
        return tl::unexpected(ok.error());
    }
    return db;
}

Result<void> Database::connect(OpenMode mode)
{
    m_readOnly = mode == OpenMode::ReadOnly || mode == OpenMode::Examine || !QFileInfo(m_path).isWritable() ||
                 !QFileInfo(QFileInfo(m_path).absolutePath()).isWritable();
    // NOMUTEX: one connection belongs to one thread. NOFOLLOW is left out on purpose: people link their databases.
    const int flags = (m_readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(QFile::encodeName(m_path).constData(), &m_handle, flags, nullptr) != SQLITE_OK)
        return tl::unexpected(lastError(u"open"_s));
    m_registered = QFileInfo(m_path).canonicalFilePath();
    OpenFiles::add(m_registered);
    sqlite3_extended_result_codes(m_handle, 1);
    sqlite3_busy_timeout(m_handle, kBusyMs);
    if (auto ok = registerSqlFunctions(m_handle, &m_context); !ok)
        return ok;
    Migrator migrator(*this);
    if (mode == OpenMode::Create) {
        if (auto ok = configure(); !ok)
            return ok;
        if (auto ok = migrator.create(); !ok)
            return ok;
        // Out of the log and into the file: whoever opens it next reads its header first, even if we are killed now.
        return run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    }
    if (auto ok = migrator.check(); !ok && (mode != OpenMode::Examine || ok.error().kind != ErrorKind::Damaged))
        return ok;
    if (auto ok = configure(); !ok)
        return ok;
    return m_readOnly ? Result<void>() : migrator.upgrade();
}

Result<void> Database::configure()
{
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    QStringList pragmas = {u"PRAGMA foreign_keys = ON"_s, u"PRAGMA recursive_triggers = ON"_s,
                           u"PRAGMA cell_size_check = ON"_s, u"PRAGMA temp_store = MEMORY"_s,
                           u"PRAGMA cache_size = -8192"_s};
    if (!m_readOnly)
        pragmas << u"PRAGMA journal_mode = WAL"_s << u"PRAGMA synchronous = FULL"_s;
    for (const QString &p : std::as_const(pragmas))
        if (auto ok = run(p); !ok)
            return ok;
    return {};
}

Statement Database::prepare(const QString &sql)
{
    if (auto it = m_idle.find(sql); it != m_idle.end()) {
        sqlite3_stmt *handle = it->second;
        m_idle.erase(it);
        return Statement(*this, sql, handle);
    }
    const QByteArray utf8 = sql.toUtf8();
    sqlite3_stmt *handle = nullptr; // stays null on an error, which exec() reports
    sqlite3_prepare_v3(m_handle, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_PREPARE_PERSISTENT, &handle,
                       nullptr);
    return Statement(*this, sql, handle);
}

void Database::giveBack(const QString &sql, sqlite3_stmt *handle)
{
    // Two of the same text were out at once: one is enough to keep.
    if (!m_idle.emplace(sql, handle).second)
        sqlite3_finalize(handle);
}

Error Database::lastError(const QString &sql) const
{
    return m_dialect->error(sqlite3_extended_errcode(m_handle), QString::fromUtf8(sqlite3_errmsg(m_handle)), sql);
}

Result<void> Database::run(const QString &sql)
{
    if (sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        m_context.inAct = false;
        return tl::unexpected(lastError(sql));
    }
    return {};
}

QVariant Database::scalar(const QString &sql)
{
    auto s = prepare(sql);
    return s.exec() && s.next() ? s.value(0) : QVariant();
}

Result<void> Database::attempt(const std::function<Result<void>()> &work, bool *transient)
{
    *transient = false;
    auto begin = prepare(m_dialect->beginWrite());
    if (auto ok = begin.exec(); !ok) {
        *transient = ok.error().kind == ErrorKind::Locked;
        return ok;
    }
    m_depth = 1;
    m_readError.reset();
    Result<void> done = work();
    if (const auto cut = takeReadError(); done && cut)
        done = tl::unexpected(*cut); // decided on half of what there is
    if (done)
        done = prepare(u"COMMIT"_s).exec();
    m_depth = 0;
    // Neither an open head nor an open bulk act outlives its transaction.
    m_context.inAct = false;
    m_context.openBulkId = 0;
    if (!done) {
        *transient = done.error().kind == ErrorKind::Locked;
        if (!sqlite3_get_autocommit(m_handle))
            (void)run(u"ROLLBACK"_s);
    }
    return done;
}

Result<void> Database::write(const std::function<Result<void>()> &work)
{
    if (m_depth > 0)
        return work();
    if (m_readOnly)
        return failure(ErrorKind::ReadOnly, tr("The database is open for reading only."));
    bool transient = false;
    Result<void> done;
    for (int i = 0; i < kMaxAttempts; ++i) {
        done = attempt(work, &transient);
        if (done || !transient)
            break;
    }
    return done;
}

void Database::interrupt()
{
    if (m_handle)
        sqlite3_interrupt(m_handle);
}

} // namespace tocsin
