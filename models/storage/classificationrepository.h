#pragma once

#include "models/domain/classificationrun.h"
#include "models/domain/error.h"

namespace tocsin {

class Database;

/** What a run came to; without classification and ending it is set aside. */
struct RunFinishValues
{
    RunFinish finish;
    qint64 classification = 0;
    qint64 ending = 0;
};

/** Runs of the classification wizard (P5.5). */
class ClassificationRepository
{
public:
    explicit ClassificationRepository(Database &database)
        : m_db(database)
    {
    }

    /** Newest first, each with all that is in it. */
    [[nodiscard]] Result<QList<ClassificationRun>> runs(IncidentId id);
    [[nodiscard]] Result<RunId> insertRun(IncidentId id, RunId former, const QString &ruleVersion);
    /** `seen`: the answer to this fact that stood when this one was given; 0 for none. */
    [[nodiscard]] Result<void> insertAnswer(IncidentId id, RunId run, const RunAnswer &answer, qint64 seen);
    [[nodiscard]] Result<void> insertParticipant(IncidentId id, RunId run, const RunParticipant &who, bool tookPart);
    [[nodiscard]] Result<void> insertFinish(IncidentId id, RunId run, const RunFinishValues &values);
    /** Keys of the last classification and the last ending of an incident; 0 if there is none. */
    [[nodiscard]] Result<qint64> lastClassification(IncidentId id);
    [[nodiscard]] Result<qint64> lastEnding(IncidentId id);

private:
    [[nodiscard]] Result<void> readAnswers(IncidentId id, QList<ClassificationRun> &runs);
    [[nodiscard]] Result<void> readParticipants(IncidentId id, QList<ClassificationRun> &runs);
    [[nodiscard]] Result<void> readFinishes(IncidentId id, QList<ClassificationRun> &runs);
    [[nodiscard]] Result<qint64> last(const QString &table, IncidentId id);

    Database &m_db;
};

} // namespace tocsin
