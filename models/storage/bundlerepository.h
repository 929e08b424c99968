#pragma once

#include "models/domain/bundle.h"
#include "models/domain/error.h"
#include "models/domain/timeline.h"

#include <QHash>
#include <functional>

namespace tocsin {

class Database;
struct TableEntry;

/** A link of the record without what it says: everybody may read it. */
struct ChainLink
{
    qint64 seq = 0;
    qint64 instantMs = 0;
    QString table;
    qint64 rowId = 0;
    QString digest;
    QString previous;
    QString hash;
};

/** What an entry says, with all that its digest is made of. */
struct EntryContent
{
    qint64 seq = 0;
    qint64 instantMs = 0;
    QString table;
    qint64 rowId = 0;
    qint64 personId = 0;
    QString personName;
    QString role;
    QString operation;
    bool hasBefore = false;
    QString before;
    QString after;
    QString salt;
};

/** A kept file of an incident, of an entry or of a message. */
struct KeptFile
{
    Attachment file;
    qint64 messageId = 0; ///< 0: of an entry, or of none
};

/** Reads incidents as whole as they leave in a bundle, and keeps its acts (P11.5). */
class BundleRepository
{
public:
    explicit BundleRepository(Database &database)
        : m_db(database)
    {
    }

    /** Each row of a table that is of the incident, as its canonical text. */
    [[nodiscard]] Result<void> walkRows(const TableEntry &table, IncidentId incident,
                                        const std::function<Result<void>(const QByteArray &)> &each);
    [[nodiscard]] Result<QList<KeptFile>> files(IncidentId incident);
    /** All of the record, oldest first, up to `lastSeq`. */
    [[nodiscard]] Result<void> walkChain(qint64 lastSeq, const std::function<Result<void>(const ChainLink &)> &each);
    /** What was said of one incident, oldest first, up to `lastSeq`. */
    [[nodiscard]] Result<void> walkContents(IncidentId incident, qint64 lastSeq,
                                            const std::function<Result<void>(const EntryContent &)> &each);

    /** Names by key: of "person" or "customer". */
    [[nodiscard]] Result<QHash<qint64, QString>> names(const QString &table);

    [[nodiscard]] Result<QList<BundleRelease>> releases(IncidentId incident);
    [[nodiscard]] Result<void> insertRelease(IncidentId incident, const QString &recipient, const QString &purpose);
    [[nodiscard]] Result<void> insertExport(IncidentId incident, qint64 releaseId, const BundleMade &made);

private:
    Database &m_db;
};

} // namespace tocsin
