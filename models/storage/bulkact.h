#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QString>
#include <QStringList>

namespace tocsin {

class Database;

/**
 * Many rows as one act with one entry (DESIGN 5). Open it inside a write transaction, insert rows with its id, finish
 * it; the transaction cannot commit rows whose bulk act was not finished.
 */
class BulkAct
{
public:
    explicit BulkAct(Database &database)
        : m_db(database)
    {
    }

    /** Gives the id that the rows carry. */
    [[nodiscard]] Result<qint64> open();
    /** Writes the act: count and SHA-256 over the canonical text of its rows in order. Returns the count. */
    [[nodiscard]] Result<qint64> finish(IncidentId incident, const QString &kind, const QStringList &tables,
                                        const QString &sourceName, const QString &sourceSha256);

private:
    Database &m_db;
    qint64 m_id = 0;
};

/** Count and digest of the rows that carry a bulk id, as finish() computes them; verification does it again. */
[[nodiscard]] Result<std::pair<qint64, QByteArray>> bulkDigest(Database &database, qint64 bulkId,
                                                               const QStringList &tables);

} // namespace tocsin
