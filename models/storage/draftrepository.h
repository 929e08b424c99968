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
    QString editor; ///< several editors of one thing have a text each
    IncidentId incident;
    QString payload;
    qint64 updatedMs = 0; ///< 0: now
};

/**
 * Typed text that is no act yet; not part of the record (P12.3). Everything here is of the person who acts: nobody
 * sees or replaces what another one types.
 */
class DraftRepository
{
public:
    explicit DraftRepository(Database &database)
        : m_db(database)
    {
    }

    /** Keeps it, unless what is kept of the same editor is newer. */
    [[nodiscard]] Result<void> save(const DraftRow &row);
    /** Newest first. */
    [[nodiscard]] Result<QList<DraftRow>> all();
    [[nodiscard]] Result<QList<DraftRow>> of(const QString &name);
    /** Removes it unless it is newer. */
    [[nodiscard]] Result<void> remove(const QString &name, const QString &editor, qint64 updatedMs);
    /** Removes it while it still reads so. */
    [[nodiscard]] Result<void> removeSame(const QString &name, const QString &editor, const QString &payload);

private:
    [[nodiscard]] Result<QList<DraftRow>> startingWith(const QString &start);
    /** The key of the table: it holds the person and the editor, as two may type under one name. */
    [[nodiscard]] QString keyOf(const QString &name, const QString &editor);

    Database &m_db;
};

} // namespace tocsin
