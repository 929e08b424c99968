#pragma once

#include "models/domain/working.h"

namespace tocsin {

class Database;

/** What a team working an incident writes down (P1.11): situation, tasks, duties, calls and references, reports. */
class TeamRepository
{
public:
    explicit TeamRepository(Database &database)
        : m_db(database)
    {
    }

    /** Every version, the first first. */
    [[nodiscard]] Result<QList<Situation>> situations(IncidentId id);
    /** The last one; version 0 if none was written. */
    [[nodiscard]] Result<Situation> situation(IncidentId id);
    [[nodiscard]] Result<void> insertSituation(IncidentId id, int seenVersion, const Situation &situation);

    [[nodiscard]] Result<QList<Task>> tasks(IncidentId id);
    /** Open tasks of one person in incidents that they see, earliest due first. */
    [[nodiscard]] Result<QList<Task>> openTasksOf(PersonId person, int limit);
    [[nodiscard]] Result<Task> task(TaskId id);
    /** A new one if its id is 0; else a change of the version it has. */
    [[nodiscard]] Result<void> insertTask(const Task &task);

    /** The whole history, the first first. */
    [[nodiscard]] Result<QList<CrewChange>> crew(IncidentId id);
    [[nodiscard]] Result<void> insertCrew(IncidentId id, const CrewChange &change);

    /** Those not taken back. */
    [[nodiscard]] Result<QList<OutsidePlace>> places(IncidentId id);
    [[nodiscard]] Result<void> insertPlace(IncidentId id, const OutsidePlace &place);
    [[nodiscard]] Result<void> insertRemoval(IncidentId id, PlaceId place, const QString &reason);

    [[nodiscard]] Result<void> insertExport(IncidentId id, const QString &kind, const QString &format,
                                            const QString &fileName, const QString &sha256);

private:
    [[nodiscard]] Result<QList<Task>> taskList(const QString &tail, const QList<qint64> &values);

    Database &m_db;
};

} // namespace tocsin
