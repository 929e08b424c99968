#pragma once

#include "models/domain/incident.h"
#include "models/domain/person.h"

#include <limits>

namespace tocsin {

class Database;

/** The fields of a classification act. */
struct ClassificationValues
{
    Outcome outcome = Outcome::NotClassified;
    PersonalData personalData = PersonalData::NotKnown;
    QString reason;
    QString participants;
    qint64 atMs = 0;
    QString byName;
};

/** The fields of an ending act (P1.8). */
struct EndingValues
{
    Ending kind = Ending::NoDataCompromise;
    QString reason, rootCause, tuningAction, tuningOwner, noTuningReason, referredTo, referredSaid;
    qint64 tuningDueMs = 0;
    IncidentId duplicateOf;
    qint64 referredMs = 0;
    QString referredEngagement, referredNevertheless;
};

/** Judgements about an incident: assessments, classifications, declarations, endings. */
class DecisionRepository
{
public:
    explicit DecisionRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<void> insertAssessment(IncidentId id, int seenVersion, const AssessmentRow &row,
                                                const QString &ruleVersion);
    /** Newest first. */
    [[nodiscard]] Result<QList<AssessmentRow>> assessments(IncidentId id, int most = std::numeric_limits<int>::max());
    [[nodiscard]] Result<void> insertClassification(IncidentId id, int seenVersion, const ClassificationValues &values,
                                                    const QString &ruleVersion);
    [[nodiscard]] Result<QList<ClassificationValues>> classifications(IncidentId id);
    [[nodiscard]] Result<qint64> insertDeclaration(IncidentId id, int seenVersion, const Declaration &declaration,
                                                   Severity severity, Priority priority);
    [[nodiscard]] Result<std::optional<Declaration>> declaration(qint64 id);
    [[nodiscard]] Result<void> insertEnding(IncidentId id, int seenVersion, const EndingValues &values);
    /** The last ending; nothing if there was none. */
    [[nodiscard]] Result<std::optional<EndingValues>> ending(IncidentId id);

private:
    Database &m_db;
};

} // namespace tocsin
