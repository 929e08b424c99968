#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QList>

namespace tocsin {

class Database;

/** A row of the working table of drafts. */
struct DraftRow
{
    QString name;
    IncidentId incident;
    QString payload;
    qint64 updatedMs = 0;
};

/** Typed text that is no act yet; not part of the record (P12.3). */
class DraftRepository
{
public:
    explicit DraftRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<void> save(const DraftRow &row);
    [[nodiscard]] Result<DraftRow> load(const QString &name);
    [[nodiscard]] Result<QList<DraftRow>> all();
    [[nodiscard]] Result<void> remove(const QString &name);

private:
    Database &m_db;
};

} // namespace tocsin
