#include "models/storage/database.h"

#include "models/storage/filecheck.h"
#include "models/storage/migrator.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QUuid>
#include <atomic>

#include <sqlite3.h>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr int kMaxAttempts = 5;
std::atomic<int> s_connections = 0;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}
} // namespace

QString newUuid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

Database::Database(QString path, const Clock &clock)
    : m_path(std::move(path))
    , m_connection(u"tocsin-%1"_s.arg(++s_connections))
    , m_dialect(makeSqliteDialect())
{
    m_context.clock = &clock;
}

Database::~Database()
{
    m_idle.clear();
    if (m_sql.isOpen() && !m_readOnly)
        (void)run(u"PRAGMA optimize"_s);
    m_sql.close();
    m_sql = QSqlDatabase();
    if (QSqlDatabase::contains(m_connection))
        QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, OpenMode mode, const Clock &clock)
{
    std::unique_ptr<Database> db(new Database(path, clock));
    if (mode == OpenMode::Create) {
        if (auto ok = prepareNewFile(path); !ok)
            return tl::unexpected(ok.error());
    } else if (auto ok = checkFile(path); !ok) {
        return tl::unexpected(ok.error());
    }
    if (auto ok = db->connect(mode); !ok) {
        if (mode == OpenMode::Create) {
            db.reset();
            QFile::remove(path);
        }
        return tl::unexpected(ok.error());
    }
    return db;
}

Result<void> Database::connect(OpenMode mode)
{
    m_readOnly = mode == OpenMode::ReadOnly || mode == OpenMode::Examine || !QFileInfo(m_path).isWritable() ||
                 !QFileInfo(QFileInfo(m_path).absolutePath()).isWritable();
    m_sql = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_sql.setDatabaseName(m_path);
    m_sql.setConnectOptions(m_readOnly ? u"QSQLITE_BUSY_TIMEOUT=3000;QSQLITE_OPEN_READONLY"_s
                                       : u"QSQLITE_BUSY_TIMEOUT=3000"_s);
    if (!m_sql.open())
        return tl::unexpected(m_dialect->error(m_sql.lastError(), u"open"_s));
    const QVariant handle = m_sql.driver()->handle();
    if (qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return failure(ErrorKind::Internal, tr("The SQLite driver of Qt is missing."),
                       QString::fromLatin1(handle.typeName()));
    m_handle = *static_cast<sqlite3 *const *>(handle.data());
    if (auto ok = registerSqlFunctions(m_handle, &m_context); !ok)
        return ok;
    Migrator migrator(*this);
    if (mode == OpenMode::Create) {
        if (auto ok = configure(); !ok)
            return ok;
        return migrator.create();
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
        QSqlQuery query = std::move(it->second);
        m_idle.erase(it);
        return Statement(*this, sql, std::move(query));
    }
    QSqlQuery query(m_sql);
    query.setForwardOnly(true);
    (void)query.prepare(sql); // exec() reports it
    return Statement(*this, sql, std::move(query));
}

void Database::giveBack(const QString &sql, QSqlQuery query)
{
    m_idle.insert_or_assign(sql, std::move(query));
}

Result<void> Database::run(const QString &sql)
{
    QSqlQuery query(m_sql);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return tl::unexpected(m_dialect->error(query.lastError(), sql));
    return {};
}

QVariant Database::scalar(const QString &sql)
{
    QSqlQuery query(m_sql);
    query.setForwardOnly(true);
    return query.exec(sql) && query.next() ? query.value(0) : QVariant();
}

Result<void> Database::attempt(const std::function<Result<void>()> &work, bool *transient)
{
    *transient = false;
    auto begin = prepare(m_dialect->beginWrite());
    if (auto ok = begin.exec(); !ok)
        return ok;
    m_depth = 1;
    Result<void> done = work();
    if (done)
        done = prepare(u"COMMIT"_s).exec();
    m_depth = 0;
    if (!done) {
        *transient = m_dialect->isTransient(m_sql.lastError());
        m_context.inAct = false;
        m_context.openBulkId = 0;
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
