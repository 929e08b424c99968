#pragma once

#include "models/domain/exercise.h"
#include "models/domain/incident.h"

namespace tocsin {

class Session;

/** Exercises that are not announced: recorded with their leads, and lifted (P2.8). */
class ExerciseService
{
public:
    explicit ExerciseService(Session &session)
        : m_session(session)
    {
    }

    /** Looks real to everybody but the leads; who records it need be none of them. */
    [[nodiscard]] Result<IncidentId> recordUnannounced(const NewIncident &incident, const QList<PersonId> &leads);
    /** What the actor may know of it. */
    [[nodiscard]] Result<ExerciseInfo> info(IncidentId id);
    /** By a lead: everybody sees from now on that it is an exercise. */
    [[nodiscard]] Result<void> lift(IncidentId id, int seenVersion, const QString &reason);

    /** What `done` is; if the barrier of the storage stopped it, the mark is lifted and the answer says so. */
    template<class T> [[nodiscard]] Result<T> liftedIfBarred(Result<T> done, IncidentId id, LiftingCause cause)
    {
        return done ? done : Result<T>(tl::unexpected(afterBarrier(done.error(), id, cause)));
    }

private:
    [[nodiscard]] Error afterBarrier(const Error &error, IncidentId id, LiftingCause cause);
    [[nodiscard]] Result<void> insertLifting(const Incident &incident, LiftingCause cause, const QString &reason);

    Session &m_session;
};

} // namespace tocsin
