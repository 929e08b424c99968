#pragma once

#include "models/domain/error.h"
#include "models/domain/exercise.h"

namespace tocsin {

class Database;

/** Exercises that were not announced: who leads them, and that they were lifted (P2.8). */
class ExerciseRepository
{
public:
    explicit ExerciseRepository(Database &database)
        : m_db(database)
    {
    }

    /** What the person who asks may know of it; `exercise` is the incident's own mark. */
    [[nodiscard]] Result<ExerciseInfo> info(IncidentId id, bool exercise);
    [[nodiscard]] Result<void> insertLead(IncidentId id, PersonId lead);
    [[nodiscard]] Result<void> insertLifting(IncidentId id, int seenVersion, LiftingCause cause, const QString &reason);

private:
    Database &m_db;
};

/** True if the barrier of the storage refused it: an exercise that was not announced, and is not to go further so. */
[[nodiscard]] bool isUnannounced(const Error &error);

} // namespace tocsin
