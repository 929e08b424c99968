#include "models/storage/database.h"

#include "models/storage/filecheck.h"
#include "models/storage/migrator.h"
#include "models/storage/postgresengine.h"
#include "models/storage/postgressetup.h"
#include "models/storage/remnants.h"
#include "models/storage/sqliteengine.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUuid>
#include <QVariant>

#include <sqlite3.h>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr int kBeatMs = 8000;
constexpr int kMaxAttempts = 3; // each waits for the time-out of the engine's locks, 3 s

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}
} // namespace

QString newUuid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

size_t Database::BySample::operator()(const QString &sql) const noexcept
{
    constexpr qsizetype kLetters = 24;
    const qsizetype step = qMax<qsizetype>(1, sql.size() / kLetters);
    auto hash = static_cast<size_t>(sql.size());
    for (qsizetype i = sql.size() - 1; i >= 0; i -= step)
        hash = hash * 31 + sql.at(i).unicode();
    return hash;
}

Database::Database(QString path, const Clock &clock, ServerClock *serverClock)
    : m_path(std::move(path))
    , m_dialect(isServerAddress(m_path) ? makePostgresDialect() : makeSqliteDialect())
{
    m_context.clock = &clock;
    if (!isServerAddress(m_path))
        return;
    if (!serverClock) {
        m_ownServerClock = std::make_unique<ServerClock>(clock);
        serverClock = m_ownServerClock.get();
    }
    m_context.clock = m_serverClock = serverClock;
}

Database::~Database()
{
    if (handle() && !m_readOnly)
        (void)run(u"PRAGMA optimize"_s);
    m_kept.clear();
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, OpenMode mode, const Clock &clock,
                                                 ServerClock *serverClock, const QString &password)
{
    std::unique_ptr<Database> db(new Database(path, clock, serverClock));
    if (auto ok = isServerAddress(path) ? db->connectServer(mode, password) : db->openFile(mode); !ok) {
        const bool began = db->m_engine != nullptr;
        if (mode == OpenMode::Create && began && !isServerAddress(path)) {
            db.reset();
            removeMadeFile(path);
        }
        return tl::unexpected(ok.error());
    }
    return db;
}

Result<void> Database::openFile(OpenMode mode)
{
    const bool isFirst = !SqliteEngine::isOpenHere(m_path);
    if (mode == OpenMode::Create) {
        if (auto ok = prepareNewFile(m_path); !ok)
            return ok;
    } else if (isFirst) {
        if (auto ok = checkFile(m_path); !ok)
            return ok;
    }
    auto done = connectFile(mode);
    // What a redaction left in free pages and could not clean at once; if not now either, it stays owed.
    if (done && isFirst && mode == OpenMode::Existing && !m_readOnly)
        (void)Remnants(*this).clean();
    return done;
}

Result<void> Database::connectFile(OpenMode mode)
{
    m_readOnly = mode == OpenMode::ReadOnly || mode == OpenMode::Examine || !QFileInfo(m_path).isWritable() ||
                 !QFileInfo(QFileInfo(m_path).absolutePath()).isWritable();
    auto engine = std::make_unique<SqliteEngine>(*m_dialect, m_context);
    SqliteEngine &sqlite = *engine;
    m_engine = std::move(engine);
    if (auto ok = sqlite.open(m_path, m_readOnly); !ok)
        return ok;
    Migrator migrator(*this);
    if (mode == OpenMode::Create) {
        if (auto ok = sqlite.configure(m_readOnly); !ok)
            return ok;
        if (auto ok = migrator.create(); !ok)
            return ok;
        // Out of the log and into the file: whoever opens it next reads its header first, even if we are killed now.
        return run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    }
    if (auto ok = migrator.check(); !ok && (mode != OpenMode::Examine || ok.error().kind != ErrorKind::Damaged))
        return ok;
    if (auto ok = sqlite.configure(m_readOnly); !ok)
        return ok;
    m_readOnly = m_readOnly || !movedTo().isEmpty();
    return m_readOnly ? Result<void>() : migrator.upgrade();
}

QString Database::movedTo()
{
    const QString purpose = scalar(u"SELECT purpose FROM database_info ORDER BY id DESC LIMIT 1"_s).toString();
    return purpose.startsWith(kMovedTo) ? purpose.mid(kMovedTo.size()) : QString();
}

/** Changes with each commit to the file, of whoever; asked without a statement, because each write asks. */
quint32 Database::fileVersion() const
{
    quint32 version = 0;
    if (sqlite3 *file = handle())
        sqlite3_file_control(file, "main", SQLITE_FCNTL_DATA_VERSION, &version);
    return version;
}

/** Another program may have moved the file while it was open here. */
Result<void> Database::refuseIfMoved()
{
    const QString where = isShared() ? QString() : movedTo();
    if (where.isEmpty())
        return {};
    m_readOnly = true;
    return failure(ErrorKind::ReadOnly,
                   tr("This database was moved to %1 and goes on there. The file can only be read.").arg(where));
}

Result<void> Database::connectServer(OpenMode mode, const QString &password)
{
    m_readOnly = mode == OpenMode::ReadOnly || mode == OpenMode::Examine;
    auto engine = std::make_unique<PostgresEngine>(*m_dialect);
    PostgresEngine &server = *engine;
    m_engine = std::move(engine);
    if (auto ok = server.open(m_path, m_readOnly, password); !ok)
        return ok;
    if (mode == OpenMode::Bare)
        return {};
    if (mode == OpenMode::Create)
        if (auto ok = PostgresSetup(*this).create(); !ok)
            return ok;
    const qint64 before = m_serverClock->bootMs();
    auto is = prepare(u"SELECT (SELECT coalesce(max(id), 0) FROM migration), tocsin_now(), tocsin_person()"_s);
    if (auto ok = is.exec(); !ok)
        return ok;
    if (!is.next())
        return tl::unexpected(lastError(u"connect"_s));
    m_serverClock->measured(is.int64(1), before, m_serverClock->bootMs());
    m_context.personId = is.int64(2); // the server knows who logged in
    return Migrator::checkVersion(is.integer(0));
}

Result<void> Database::measureClock()
{
    if (!m_serverClock)
        return {};
    const qint64 before = m_serverClock->bootMs();
    auto now = prepare(u"SELECT tocsin_now()"_s);
    m_engine->setPatience(kBeatMs); // a server that hangs is found out without waiting for a long answer
    auto asked = now.exec();
    m_engine->setPatience(0);
    if (!asked)
        return asked;
    if (now.next())
        m_serverClock->measured(now.int64(0), before, m_serverClock->bootMs());
    return {};
}

Result<void> Database::lookUpLostCommit()
{
    const auto &[table, uuid] = m_lastAct;
    auto kept = prepare(u"SELECT CASE WHEN tocsin_was_kept(?, ?) THEN 1 ELSE 0 END"_s);
    if (auto ok = kept.bind(table).bind(uuid).exec(); !ok) {
        m_inDoubt = ok.error().kind == ErrorKind::Offline;
        return failure(ErrorKind::Offline,
                       tr("The connection was lost while this was being saved. Whether it was saved will be looked up "
                          "as soon as the server is back."),
                       ok.error().detail);
    }
    m_inDoubt = false;
    if (kept.next() && kept.boolean(0))
        return {};
    return failure(ErrorKind::Offline, tr("The connection was lost before this was saved. Please try again."));
}

Statement Database::prepare(const QString &sql)
{
    Kept &kept = m_kept[sql]; // stays where it is, whatever else is kept
    if (kept.handle && !kept.lent) {
        kept.lent = true;
        return Statement(*this, sql, kept.handle.get(), &kept.lent);
    }
    auto handle = m_engine->prepare(sql.toUtf8()); // null on an error, which exec() reports
    if (kept.handle || !handle)                    // two of the same text are out at once: one is enough to keep
        return Statement(*this, sql, std::move(handle));
    kept = {std::move(handle), true};
    return Statement(*this, sql, kept.handle.get(), &kept.lent);
}

Error Database::lastError(const QString &sql) const
{
    return m_engine->lastError(sql);
}

Result<void> Database::run(const QString &sql)
{
    if (!m_engine->run(sql.toUtf8())) {
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
    m_lastAct = {};
    Result<void> done = handle() && fileVersion() != m_seenVersion ? refuseIfMoved() : Result<void>();
    if (done)
        done = work();
    if (const auto cut = takeReadError(); done && cut)
        done = tl::unexpected(*cut); // decided on half of what there is
    if (done) {
        done = prepare(u"COMMIT"_s).exec();
        // Its answer was lost, not necessarily the act: it is looked up by its key, never repeated (DESIGN 11).
        if (!done && m_engine->isLost() && !m_lastAct.first.isEmpty())
            done = lookUpLostCommit();
    }
    m_seenVersion = done ? fileVersion() : 0;
    m_depth = 0;
    // Neither an open head nor an open bulk act outlives its transaction.
    m_context.inAct = false;
    m_context.openBulkId = 0;
    if (!done) {
        *transient = done.error().kind == ErrorKind::Locked;
        if (m_engine->inTransaction())
            (void)run(u"ROLLBACK"_s);
    }
    return done;
}

Result<void> Database::write(const std::function<Result<void>()> &work, Patience patience)
{
    if (m_depth > 0)
        return work();
    if (m_readOnly) {
        if (auto ok = refuseIfMoved(); !ok)
            return ok;
        return failure(ErrorKind::ReadOnly, tr("The database is open for reading only."));
    }
    if (m_inDoubt) {
        if (auto kept = lookUpLostCommit(); m_inDoubt)
            return kept;
        else if (kept)
            return failure(ErrorKind::Conflict,
                           tr("What you did when the connection was lost has been saved after all. "
                              "Look at it before you do it again."));
    }
    const bool waits = patience == Patience::Waits;
    bool transient = false;
    Result<void> done;
    if (!waits)
        m_engine->waitBriefly(true);
    for (int i = 0; i < (waits ? kMaxAttempts : 1); ++i) {
        done = attempt(work, &transient);
        if (done || !transient)
            break;
    }
    if (!waits)
        m_engine->waitBriefly(false);
    return done;
}

void Database::interrupt()
{
    if (m_engine)
        m_engine->interrupt();
}

} // namespace tocsin
