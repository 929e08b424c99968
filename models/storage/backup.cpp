#include "models/storage/backup.h"

#include "models/storage/database.h"
#include "models/storage/filecheck.h"

#include <QCoreApplication>

#include <sqlite3.h>

namespace tocsin {

namespace {

constexpr int kPagesPerStep = 1024;
constexpr int kRestMs = 50;     ///< while somebody holds one of the two files
constexpr int kMostRests = 200; ///< 10 s: longer is no passing lock

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}

/** Which of the two files is at fault, and whether room would help: who looks at the wrong disk loses time. */
tl::unexpected<Error> copyError(int rc)
{
    const QString detail = QStringLiteral("%1 (%2)").arg(QString::fromUtf8(sqlite3_errstr(rc)), QString::number(rc));
    if ((rc & 0xff) == SQLITE_CORRUPT || rc == SQLITE_NOTADB)
        return failure(ErrorKind::Damaged, tr("The database file is damaged. The copy was removed."), detail);
    switch (rc) {
    case SQLITE_FULL:
        return failure(ErrorKind::Full, tr("There is no room for the copy. It was removed."), detail);
    case SQLITE_IOERR_READ: // nothing is read of the copy, which is new
    case SQLITE_IOERR_SHORT_READ:
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_IOERR_LOCK:
    case SQLITE_IOERR_RDLOCK:
        return failure(ErrorKind::Internal, tr("The database file could not be read. The copy was removed."), detail);
    default:
        if ((rc & 0xff) == SQLITE_IOERR)
            return failure(ErrorKind::Internal,
                           tr("The copy could not be written: its disk has a fault, or allows no file of this size. It "
                              "was removed."),
                           detail);
        return failure(ErrorKind::Internal, tr("The copy failed. It was removed."), detail);
    }
}

Result<void> runBackup(sqlite3 *source, sqlite3 *target, const std::function<bool(qint64, qint64)> &progress)
{
    sqlite3_backup *backup = sqlite3_backup_init(target, "main", source, "main");
    if (!backup)
        return failure(ErrorKind::Internal, tr("The copy could not be started."),
                       QString::fromUtf8(sqlite3_errmsg(target)));
    int rc = SQLITE_OK;
    bool stopped = false;
    int rests = 0;
    while (!stopped && (rc == SQLITE_OK || rc == SQLITE_BUSY || rc == SQLITE_LOCKED) && rests < kMostRests) {
        rc = sqlite3_backup_step(backup, kPagesPerStep);
        if (rc == SQLITE_OK)
            rests = 0;
        else if (rc != SQLITE_DONE && ++rests < kMostRests)
            sqlite3_sleep(kRestMs);
        const qint64 total = sqlite3_backup_pagecount(backup);
        stopped = progress && !progress(total - sqlite3_backup_remaining(backup), total);
    }
    sqlite3_backup_finish(backup);
    // One file without companions, also when it is read from a disk that cannot be written.
    if (rc == SQLITE_DONE)
        if (const int mode = sqlite3_exec(target, "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
            mode != SQLITE_OK)
            rc = mode;
    if (stopped && rc != SQLITE_DONE)
        return failure(ErrorKind::Canceled, tr("The backup was stopped. The unfinished copy was removed."));
    if (rc == SQLITE_DONE)
        return {};
    if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
        return failure(ErrorKind::Locked, tr("Another program holds the database or the copy. The copy was removed."),
                       QString::fromUtf8(sqlite3_errstr(rc)));
    return copyError(rc);
}

} // namespace

Result<void> copyDatabase(Database &database, const QString &target,
                          const std::function<bool(qint64, qint64)> &progress)
{
    if (auto ok = prepareNewFile(target); !ok)
        return ok;
    sqlite3 *to = nullptr;
    Result<void> done;
    if (sqlite3_open_v2(target.toUtf8().constData(), &to, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
        done =
            failure(ErrorKind::Internal, tr("The copy could not be created."), QString::fromUtf8(sqlite3_errmsg(to)));
    else {
        // One snapshot: what others commit meanwhile would make the copy begin anew, again and again.
        const bool held = !database.inTransaction();
        done = held ? database.run(QStringLiteral("BEGIN")) : Result<void>();
        if (done && !database.scalar(QStringLiteral("SELECT count(*) FROM sqlite_schema")).isValid())
            done = failure(ErrorKind::Internal, tr("The database could not be read."),
                           QString::fromUtf8(sqlite3_errmsg(database.handle())));
        if (done)
            done = runBackup(database.handle(), to, progress);
        if (held && database.inTransaction())
            (void)database.run(QStringLiteral("ROLLBACK")); // nothing was written
    }
    sqlite3_close(to);
    if (!done)
        removeMadeFile(target);
    return done;
}

} // namespace tocsin
