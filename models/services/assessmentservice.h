#pragma once

#include "models/domain/incident.h"

namespace tocsin {

class Session;

/** What a person assessed (P4). */
struct AssessmentInput
{
    ImpactFindings findings;
    std::optional<Severity> overrideSeverity;
    QString overrideReason;
    std::optional<Priority> overridePriority;
    QString priorityReason;
    QString finding; ///< which finding changed it
};

/**
 * Whether a severity given by hand again ends with this assessment, because the derived one passes it (P4.4).
 * `earlier`: the history, newest first.
 */
[[nodiscard]] bool overrideEnds(const QList<AssessmentRow> &earlier, Severity chosen, Severity derivedNow);
[[nodiscard]] bool overrideEnds(const QList<AssessmentRow> &earlier, Priority chosen, Priority derivedNow);

/** What a person classified (P5; the wizard comes with its own issue). */
struct ClassificationInput
{
    Outcome outcome = Outcome::NotClassified; ///< NotClassified or SecurityIncident
    PersonalData personalData = PersonalData::NotKnown;
    QString reason;
    QString participants; ///< who took part
};

/** One classification as kept. */
struct ClassificationRow
{
    qint64 atMs = 0;
    QString byName;
    Outcome outcome = Outcome::NotClassified;
    PersonalData personalData = PersonalData::NotKnown;
    QString reason;
    QString participants;
};

/** Assessing and classifying (P4, P5). */
class AssessmentService
{
public:
    explicit AssessmentService(Session &session)
        : m_session(session)
    {
    }

    /**
     * An override whose value the derived one has passed ends, and the timeline says so (P4.4).
     * Opens the notification track by itself when customer data may have been exposed (P1.9).
     */
    [[nodiscard]] Result<void> assess(IncidentId id, int seenVersion, const AssessmentInput &input);
    /** Newest first. */
    [[nodiscard]] Result<QList<AssessmentRow>> history(IncidentId id);
    [[nodiscard]] Result<void> classify(IncidentId id, int seenVersion, const ClassificationInput &input);
    /** Newest first. */
    [[nodiscard]] Result<QList<ClassificationRow>> classifications(IncidentId id);

private:
    Session &m_session;
};

} // namespace tocsin
