#pragma once

#include "models/domain/incident.h"
#include "models/domain/person.h"

namespace tocsin {

class Database;

/** Conditions of a list of incidents, as codes; empty lists do not narrow. */
struct IncidentQuery
{
    QString searchTerm; ///< of Dialect::searchTerm(), or empty
    QStringList stages, severities, sources, outcomes;
    bool includeNotAssessed = true;
    PersonId manager;
    std::optional<bool> done;
    QList<qint64> services;
    bool exercises = true;
};

/** The heads of incidents, and the acts that drive them. Times in ms UTC. */
class IncidentRepository
{
public:
    explicit IncidentRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<Incident> byId(IncidentId id);
    /** Those of these that are there and may be seen, in any order. */
    [[nodiscard]] Result<QList<Incident>> byIds(const QList<IncidentId> &ids);
    [[nodiscard]] Result<Incident> byNumber(qint64 number);
    [[nodiscard]] Result<Incident> byExternalRef(const QString &ref);
    /** Open incidents, stage by stage, in each the newest first and at most so many. */
    [[nodiscard]] Result<QList<Incident>> openByStage(const IncidentQuery &query, int limitPerStage);
    /** How many are open in each stage that has one. */
    [[nodiscard]] Result<QMap<Stage, qint64>> openCounts(const IncidentQuery &query);
    /** Ended or closed ones, latest first, not before `sinceMs`. */
    [[nodiscard]] Result<QList<Incident>> doneSince(qint64 sinceMs, const IncidentQuery &query, int limit);
    /** How many those are, `most` at most. */
    [[nodiscard]] Result<qint64> countDoneSince(qint64 sinceMs, const IncidentQuery &query, int most);
    /** All, last changed first, after the keyset (0, 0 = from the start). */
    [[nodiscard]] Result<QList<Incident>> page(const IncidentQuery &query, qint64 afterUpdatedMs, qint64 afterId,
                                               int limit);
    [[nodiscard]] Result<qint64> count(const IncidentQuery &query);
    [[nodiscard]] Result<QList<StageVisit>> visits(IncidentId id);

    [[nodiscard]] Result<IncidentId> insert(const NewIncident &incident, qint64 bulkId = 0);
    [[nodiscard]] Result<void> insertMove(const Incident &seen, Stage to, MoveKind kind, const QString &reason);
    [[nodiscard]] Result<void> insertManagerChange(IncidentId id, int seenVersion, PersonId manager,
                                                   const QString &reason);
    [[nodiscard]] Result<void> insertTrackOpening(IncidentId id, int seenVersion, const QString &reason);
    [[nodiscard]] Result<void> insertContainment(IncidentId id, int seenVersion, ContainmentKind kind,
                                                 const QString &what, const QString &verifiedBy, qint64 atMs);
    /** What shows it, for the containment recorded last in this incident, in the same transaction. */
    [[nodiscard]] Result<void> insertContainmentCitations(IncidentId id, const QList<EntryId> &entries);
    [[nodiscard]] Result<void> insertClosing(IncidentId id, int seenVersion, const QString &summary);
    [[nodiscard]] Result<void> insertReopening(IncidentId id, int seenVersion, Stage to, const QString &reason);

private:
    [[nodiscard]] Result<QList<Incident>> list(const QString &where, const QVariantList &values, const QString &order,
                                               int limit);

    Database &m_db;
};

} // namespace tocsin
