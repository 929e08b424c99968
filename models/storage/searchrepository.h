#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QList>

namespace tocsin {

class Database;

struct EntryHit
{
    EntryId entry;
    IncidentId incident;
    qint64 atMs = 0;
    QString text;
    qint64 number = 0;
    QString title;
};

/** Full-text search, behind the dialect; any typed text is safe. */
class SearchRepository
{
public:
    explicit SearchRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<QList<EntryHit>> entries(const QString &typed, int limit);
    [[nodiscard]] Result<QList<IncidentId>> incidents(const QString &typed, int limit);

private:
    Database &m_db;
};

} // namespace tocsin
