#pragma once

#include "models/domain/error.h"

#include <QMap>
#include <QString>
#include <functional>

namespace tocsin {

class Database;
struct TableEntry;

/** What a move has proved. */
struct MoveReport
{
    QMap<QString, qint64> rows; ///< of each table: as many there as here
    qint64 entries = 0;         ///< of the record that were copied as they are
    QString lastHash;           ///< of the last one here
    QString lastHashThere;      ///< of the same one there
    QStringList withoutLogIn;   ///< people whose log-in the server does not know yet
    bool wasComplete = false;   ///< an earlier move had arrived, but the file was not marked: it is now
};

/**
 * Moves a local database to a server (issue "From one to many"): rows and entries are copied as they are, the record is
 * verified on the other side before anything counts, and the file then opens for reading only. One transaction: after a
 * failure or a wish to stop, the server's database is as empty as before and the file untouched.
 */
class DatabaseMove
{
public:
    /** done of total rows; false stops with Canceled. */
    using Progress = std::function<bool(qint64 done, qint64 total)>;

    /** `target` is a server's empty database, opened as OpenMode::Bare by who may own it. */
    DatabaseMove(Database &source, Database &target, Progress progress);

    /** `logIns`: name of a person's account here -> log-in there; who is not named keeps the name of the account. */
    [[nodiscard]] Result<MoveReport> run(const QMap<QString, QString> &logIns, const QString &targetName);

private:
    [[nodiscard]] Result<void> move(const QMap<QString, QString> &logIns);
    [[nodiscard]] Result<bool> hasArrived();
    [[nodiscard]] Result<void> checkLogIns(const QMap<QString, QString> &logIns);
    [[nodiscard]] Result<void> copy();
    [[nodiscard]] Result<void> copyTable(const TableEntry &entry);
    [[nodiscard]] Result<void> prove();
    [[nodiscard]] Result<void> countThere();
    [[nodiscard]] Result<void> continueNumbers();
    [[nodiscard]] Result<void> nameLogIns(const QMap<QString, QString> &logIns);
    [[nodiscard]] Result<void> switchTriggers(bool on);
    [[nodiscard]] Result<void> step(qint64 rows);

    Database &m_source;
    Database &m_target;
    Progress m_progress;
    MoveReport m_report;
    QMap<QString, qint64> m_lastKeys; ///< of each table: the last row that is moved
    qint64 m_lastSeq = 0;
    qint64 m_done = 0;
    qint64 m_total = 1;
};

} // namespace tocsin
