#pragma once

#include "models/domain/classification.h"
#include "models/domain/detectionsource.h"
#include "models/domain/ids.h"
#include "models/domain/obligation.h"
#include "models/domain/stage.h"

namespace tocsin {

/** "INC-0421". */
[[nodiscard]] QString incidentReference(qint64 number);
/** The number in "INC-0421", "inc 421" or "421"; 0 if it is none. */
[[nodiscard]] qint64 incidentNumber(const QString &text);

/** One obligation as it stands. */
struct Obligation
{
    ObligationId id;
    int version = 0;
    IncidentId incident;
    DutyKind duty = DutyKind::Commitment;
    Addressee addressee = Addressee::Customer;
    qint64 declarationId = 0; ///< that started it; 0: none did
    CustomerId customer;
    QString customerName;
    QString addresseeName; ///< which authority, which data subjects
    QString citation;
    ObligationFacts facts;
    QString withdrawnReason; ///< code of WithdrawalReason
};

/** The customer, the authority or the data subjects by name; else what kind of addressee it is. */
[[nodiscard]] QString addresseeText(const Obligation &obligation);

/** Roll-up of an incident's obligations for boards and headers (P7.1). */
struct ClockSummary
{
    ObligationFacts mostUrgent;
    int total = 0;
    int open = 0; ///< running, overdue or excepted at the time of reading
};

/** The head of one incident: all that boards, lists and headers show. */
struct Incident
{
    IncidentId id;
    int version = 0;
    qint64 number = 0;
    QString title;
    QString description;
    DetectionSource source = DetectionSource::OperatorEscalation;
    QString sourceDetail;
    QString reportedBy;
    qint64 detectedMs = 0;
    qint64 recordedMs = 0;
    qint64 updatedMs = 0;
    bool exercise = false;
    QString externalRef;
    Stage stage = Stage::Detect;
    qint64 stageSinceMs = 0;
    PersonId manager;
    QString managerName;
    ImpactFindings findings;
    std::optional<Severity> severity; ///< nothing: not assessed
    Priority priority = Priority::P4;
    bool provisional = false;
    bool overridden = false;         ///< severity set by hand
    bool priorityOverridden = false; ///< priority set by hand
    Outcome outcome = Outcome::NotClassified;
    PersonalData personalData = PersonalData::NotKnown;
    bool trackOpen = false;
    qint64 declarationId = 0;    ///< 0: no declaration stands
    qint64 declaredMs = 0;       ///< effective instant, where the clocks start
    qint64 rescissionId = 0;     ///< its rescission is asked for and waits for legal (P6.5); 0: not
    qint64 awareMs = 0;          ///< awareness that is assumed while nothing is declared (P7.6); 0: none
    qint64 whyNotDeclaredMs = 0; ///< from when on the product asks why it is not declared (P6.3); 0: it does not ask
    qint64 customerContainedMs = 0;
    qint64 businessContainedMs = 0;
    qint64 endedMs = 0;
    qint64 closedMs = 0;
    bool restricted = false;           ///< only who is named sees that it exists (P13.4)
    std::optional<ClockSummary> clock; ///< nothing: no obligations

    [[nodiscard]] QString reference() const { return incidentReference(number); }
    [[nodiscard]] bool isDeclared() const { return declarationId > 0; }
    [[nodiscard]] bool isRescissionPending() const { return rescissionId > 0; }
    [[nodiscard]] bool isWorkedAroundTheClock() const; ///< P4.3, while it is open
    [[nodiscard]] bool asksWhyNotDeclared(qint64 nowMs) const
    {
        return whyNotDeclaredMs > 0 && nowMs >= whyNotDeclaredMs;
    }
    [[nodiscard]] bool isDone() const { return endedMs > 0 || closedMs > 0; }
};

/** One visit of a stage, for the stepper. */
struct StageVisit
{
    Stage stage = Stage::Detect;
    qint64 fromMs = 0;
    qint64 toMs = 0; ///< 0: still there
    QString reason;
    QString byName;
};

/** What is recorded at the first indication (P1.2). */
struct NewIncident
{
    QString title;
    QString description; ///< what was seen
    DetectionSource source = DetectionSource::OperatorEscalation;
    QString sourceDetail;
    QString reportedBy;
    qint64 detectedMs = 0; ///< not after now
    bool exercise = false;
    QString externalRef; ///< of the system it came from; unique
};
[[nodiscard]] Result<void> checkNewIncident(const NewIncident &incident, qint64 nowMs);

/** An emergency or crisis containment, a mitigation, or the verification of a risk (P1.5, P1.7). */
enum class ContainmentKind {
    EmergencyMitigation,
    CrisisContainment,
    Mitigation,
    CustomerRiskVerified,
    BusinessRiskVerified
};
template<> std::span<const EnumEntry<ContainmentKind>> enumTable<ContainmentKind>();

/** One assessment as kept (P4.4). */
struct AssessmentRow
{
    qint64 id = 0;
    qint64 atMs = 0;
    QString byName;
    ImpactFindings findings;
    Severity derivedSeverity = Severity::Low;
    Severity severity = Severity::Low;
    Priority priority = Priority::P4;
    bool provisional = false;
    bool overridden = false; ///< severity set by hand
    QString overrideReason;
    Priority derivedPriority = Priority::P4; ///< of the severity that stands
    bool priorityOverridden = false;         ///< priority set by hand
    QString priorityReason;
    QString reasons; ///< in words, as derived then
    QString finding; ///< which finding changed it
};

/** A declaration as kept (P6). */
struct Declaration
{
    qint64 id = 0;
    qint64 atMs = 0; ///< recorded
    QString byName;
    DeclarationGround ground = DeclarationGround::AccessOccurred;
    QString statement;
    QString consultedWho;
    qint64 consultedMs = 0;
    qint64 effectiveMs = 0;
    QString earlierReason;
    QString customerImpact;
    QString resourcesAccessed;
    QString repairSteps;
    QList<EntryId> citations;
};

} // namespace tocsin
