#pragma once

#include "models/domain/exercise.h"
#include "models/domain/gates.h"
#include "models/domain/incident.h"
#include "models/domain/rescission.h"
#include "models/domain/restriction.h"
#include "models/domain/service.h"

namespace tocsin {

class Session;

/** What a list of incidents is narrowed to. */
struct IncidentFilter
{
    QString text; ///< words of reference, title, description, reporter
    QList<Stage> stages;
    QList<Severity> severities;
    bool includeNotAssessed = true; ///< counts only when `severities` is not empty
    QList<DetectionSource> sources;
    QList<Outcome> outcomes;
    PersonId manager;          ///< "mine"
    std::optional<bool> done;  ///< ended or closed, or not; nothing: both
    QList<ServiceId> services; ///< one of them is affected (P3.5)
    bool exercises = false;    ///< kept apart unless asked for (P2.8)
    friend bool operator==(const IncidentFilter &, const IncidentFilter &) = default;
};

/** Where a page of a list goes on: the last row of the page before (keyset; never OFFSET). */
struct PageKey
{
    qint64 sortMs = 0; ///< 0: from the start
    qint64 id = 0;
};

/** Everything a board shows in one read. */
struct BoardData
{
    QList<Incident> cards;  ///< open ones of every stage, then those done in the last 30 days
    int openCounts[5] = {}; ///< per stage, without the limit
    int doneRecently = 0;   ///< counted up to 200, or as far as there are cards
    bool moreDone = false;  ///< more than that
    qint64 readMs = 0;
};

/** One incident with what its header and overview show. */
struct IncidentDetails
{
    Incident incident;
    QList<Obligation> obligations; ///< most urgent first
    QList<StageVisit> visits;
    std::optional<Declaration> declaration;
    qint64 entryCount = 0;
    int noticeCount = 0;
    int scopeCount = 0;                   ///< subscriptions in scope
    std::optional<Rescission> rescission; ///< the last that was asked for (P6.5)
    QList<DeclarationDelay> delays;       ///< why it was not declared, newest first (P6.3)
    int owedCorrections = 0;              ///< subscriptions
    QStringList owedToOthers;             ///< told of what was rescinded, and no customers
    qint64 rescindedMs = 0;               ///< when a declaration was last taken back
    QList<Missing> missingForClose;
    QString endingText;           ///< how it ended, in words
    Restriction restriction;      ///< who sees it; read only of one that is restricted
    QList<ServiceImpact> impacts; ///< services it touches, and whose that is (P3.2)
    ExerciseInfo exercise;        ///< read only of one that is marked (P2.8)
};

/** How an incident ends (P1.8). */
struct EndingInput
{
    Ending kind = Ending::NoDataCompromise;
    QString reason;
    QString rootCause;
    QString tuningAction;
    QString tuningOwner;
    qint64 tuningDueMs = 0;
    QString noTuningReason;
    QString referredTo;
    QString referredSaid;
    IncidentId duplicateOf;
    qint64 referredMs = 0;        ///< when it was handed over
    QString referredEngagement;   ///< the customer's support engagement
    QString referredNevertheless; ///< why, although it is not the customer's alone (P3.4)
};

/** Recording incidents and moving them through the process (P1). */
class IncidentService
{
public:
    explicit IncidentService(Session &session)
        : m_session(session)
    {
    }

    /** Open incidents at most `limitPerStage` a stage, newest in stage first. */
    [[nodiscard]] Result<BoardData> board(const IncidentFilter &filter, int limitPerStage = 200);
    /** A page of all incidents, last changed first. */
    [[nodiscard]] Result<QList<Incident>> page(const IncidentFilter &filter, PageKey after, int limit = 200);
    [[nodiscard]] Result<qint64> count(const IncidentFilter &filter);
    /** Every obligation that is not settled, most urgent first; those of exercises if asked for (P2.8). */
    [[nodiscard]] Result<QList<Obligation>> openClocks(int limit = 2000, bool exercises = false);
    /** Of these incidents those that touch one of the services (P3.5); all of them if none is given. */
    [[nodiscard]] Result<QSet<IncidentId>> ofServices(const QList<ServiceId> &services,
                                                      const QList<IncidentId> &incidents);
    /** Obligations met or withdrawn since an instant, or recorded as not deliverable, the latest first. */
    [[nodiscard]] Result<QList<Obligation>> settledClocks(qint64 sinceMs, int limit = 2000);
    [[nodiscard]] Result<Incident> byId(IncidentId id);
    /** Those of these that are there and may be seen, in any order, each with its clock. */
    [[nodiscard]] Result<QList<Incident>> byIds(const QList<IncidentId> &ids);
    [[nodiscard]] Result<Incident> byNumber(qint64 number);
    /** NotFound if no incident has this outside reference. */
    [[nodiscard]] Result<Incident> byExternalRef(const QString &externalRef);
    [[nodiscard]] Result<IncidentDetails> details(IncidentId id);

    /** P1.2. The one who records it holds it first if they are an incident manager. */
    [[nodiscard]] Result<IncidentId> record(const NewIncident &incident);
    /** P1.6, P1.7. */
    [[nodiscard]] Result<void> move(IncidentId id, int seenVersion, Stage to, const QString &reason);
    /** P13.2: any holder of the role takes it over at once, with a reason. */
    [[nodiscard]] Result<void> takeOver(IncidentId id, int seenVersion, const QString &reason);
    /** P1.9. */
    [[nodiscard]] Result<void> openTrack(IncidentId id, int seenVersion, const QString &reason);
    /** P1.4, P1.5, P1.7; verification needs `verifiedBy` and what shows it, and may cite entries. `atMs` not in the
     * future. */
    [[nodiscard]] Result<void> contain(IncidentId id, int seenVersion, ContainmentKind kind, const QString &what,
                                       const QString &verifiedBy, qint64 atMs, const QList<EntryId> &evidence = {});
    /** P1.8. */
    [[nodiscard]] Result<void> end(IncidentId id, int seenVersion, const EndingInput &input);
    /** P1.7: Refused with the list of what is missing in Error::userText; see also missingForClose(). */
    [[nodiscard]] Result<void> close(IncidentId id, int seenVersion, const QString &summary);
    [[nodiscard]] Result<QList<Missing>> missingForClose(const Incident &incident);
    /** Ended or closed incidents come back; no clock restarts, no notice revives (P1.6). */
    [[nodiscard]] Result<void> reopen(IncidentId id, int seenVersion, Stage to, const QString &reason);

private:
    Session &m_session;
};

} // namespace tocsin
