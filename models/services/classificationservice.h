#pragma once

#include "models/domain/classificationrun.h"
#include "models/rules/classificationverdict.h"
#include "models/services/incidentservice.h"

namespace tocsin {

class Session;

/** One answer in a run: what is chosen, in own words, by which entries. */
struct AnswerInput
{
    QString fact;
    QStringList answers;
    QString note;
    QList<EntryId> evidence;
    qint64 seen = 0; ///< the answer that stood when this one was given; 0 for none
};

/** How a run is finished. */
struct FinishInput
{
    Outcome chosen = Outcome::NotClassified;
    QString reason;     ///< required where another outcome is chosen than proposed
    EndingInput ending; ///< what an outcome that ends the incident asks for (P1.8, P5.2)
};

/** The facts of a run: its answers, and what the incident gives. */
[[nodiscard]] ClassificationFacts factsOf(const ClassificationRun &run, const Incident &incident);
/** The outcome a person takes over when following a proposal: a CRSI comes by declaration alone (P6). */
[[nodiscard]] Outcome outcomeToChoose(Outcome proposed, bool declared);
/** The ending an outcome is reached by; nothing for those the incident goes on with. */
[[nodiscard]] std::optional<Ending> endingFor(Outcome outcome);
/** While a declaration stands: the run found something else, so its rescission is proposed (P5.5, P6.5). */
[[nodiscard]] bool proposesRescission(Outcome proposed, bool declared);

/** Runs of the classification wizard (P5.5). A run in progress is common to all who may classify the incident. */
class ClassificationService
{
public:
    explicit ClassificationService(Session &session)
        : m_session(session)
    {
    }

    /** Newest first, each with all that is in it. */
    [[nodiscard]] Result<QList<ClassificationRun>> runs(IncidentId id);
    /** A new run, or the one in progress if there is one. Its former is the last one that is finished. */
    [[nodiscard]] Result<RunId> begin(IncidentId id);
    /** Conflict if somebody answered the same meanwhile, or the run is finished. */
    [[nodiscard]] Result<void> answer(IncidentId id, RunId run, const AnswerInput &input);
    [[nodiscard]] Result<void> setParticipant(IncidentId id, RunId run, const RunParticipant &who, bool tookPart);
    /**
     * Judges the answers and keeps the result: classifies, or ends the incident. While a declaration stands the outcome
     * stays CRSI, and a run that found something else proposes its rescission.
     */
    [[nodiscard]] Result<void> finish(IncidentId id, RunId run, int seenVersion, const FinishInput &input);
    /** Ends a run without a result. */
    [[nodiscard]] Result<void> setAside(IncidentId id, RunId run, const QString &reason);

private:
    [[nodiscard]] Result<ClassificationRun> open(IncidentId id, RunId run);
    [[nodiscard]] Result<void> keep(const Incident &incident, const ClassificationRun &run,
                                    const ClassificationVerdict &verdict, const FinishInput &input);

    Session &m_session;
};

} // namespace tocsin
