#pragma once

#include "models/domain/working.h"

namespace tocsin {

class Database;

/** A link as kept, from the first of its incidents. */
struct LinkRow
{
    LinkId id;
    IncidentId incident;
    IncidentId other;
    LinkKind kind = LinkKind::Related;
    QString reason;
    QString byName;
    qint64 atMs = 0;
};

/** Links between incidents (P1.10); those with an end that is hidden from who asks are not there (P13.4). */
class LinkRepository
{
public:
    explicit LinkRepository(Database &database)
        : m_db(database)
    {
    }

    /** Of either end, those not taken back, in the order they were made. */
    [[nodiscard]] Result<QList<LinkRow>> of(IncidentId id);
    [[nodiscard]] Result<LinkRow> byId(LinkId id);
    /** Incidents that are duplicates of this one, and of these in turn. */
    [[nodiscard]] Result<QList<IncidentId>> duplicates(IncidentId survivor);
    [[nodiscard]] Result<void> insert(IncidentId incident, IncidentId other, LinkKind kind, const QString &reason);
    [[nodiscard]] Result<void> insertUnlink(IncidentId incident, const LinkRow &link, const QString &reason);
    /** Whether obligations went from one to the other. */
    [[nodiscard]] Result<bool> hasTaken(IncidentId survivor, IncidentId duplicate);

private:
    [[nodiscard]] Result<QList<LinkRow>> list(const QString &where, const QList<qint64> &values);

    Database &m_db;
};

} // namespace tocsin
