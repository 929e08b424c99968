#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QList>
#include <functional>
#include <optional>

namespace tocsin {

class Database;

/** One entry of the record with its content. */
struct AuditRow
{
    qint64 seq = 0;
    qint64 instantMs = 0;
    QString table;
    qint64 rowId = 0;
    qint64 incidentId = 0;
    QString personName;
    QString role;
    QString operation;
    QString before;
    QString after;
    QString hash;
};

/** Which entries of the record; what is 0 or empty narrows nothing. */
struct AuditRange
{
    qint64 incidentId = 0;
    qint64 personId = 0;
    qint64 fromMs = 0;
    qint64 toMs = 0;
    QStringList tables;
};

/** Reads the audit record; it is written by triggers alone (DESIGN 3). */
class AuditRepository
{
public:
    explicit AuditRepository(Database &database)
        : m_db(database)
    {
    }

    /** Newest first, before `seq` (0: from the end). */
    [[nodiscard]] Result<QList<AuditRow>> page(const AuditRange &range, qint64 beforeSeq, int limit);
    /** The last entry of a row; nothing if there is none or this person may not read it. */
    [[nodiscard]] Result<std::optional<AuditRow>> lastOf(const QString &table, qint64 rowId);
    /** Oldest first, all of it; `each` gives false to stop. */
    [[nodiscard]] Result<qint64> walk(const std::function<bool(const AuditRow &)> &each);
    /** Last seq and hash; 0 and "" of an empty record. */
    [[nodiscard]] Result<std::pair<qint64, QString>> head();
    /** The hash of an entry; nothing if there is none. */
    [[nodiscard]] Result<std::optional<QString>> hashOf(qint64 seq);
    [[nodiscard]] QString databaseUuid();

    /** Incidents touched after `seq`, at most `limit` + 1 of them. */
    struct Changes
    {
        QList<IncidentId> incidents;
        bool people = false; ///< people, customers or contacts
        bool bulk = false;   ///< a bulk act of more than one incident
        qint64 lastSeq = 0;
    };
    [[nodiscard]] Result<Changes> changesSince(qint64 seq, int limit);

private:
    Database &m_db;
};

} // namespace tocsin
