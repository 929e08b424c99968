#pragma once

#include "models/domain/incident.h"
#include "models/domain/person.h"

namespace tocsin {

/** What can be done with an incident as a whole, from its header. */
enum class Act {
    Move,
    MoveBack,
    TakeOver,
    EmergencyMitigation,
    CrisisContainment,
    Mitigation,
    VerifyContainment,
    OpenTrack,
    Declare,
    End,
    Close,
    Reopen,
    Restrict,
    LiftRestriction,
    Rescind,            ///< P6.5: the first act, the manager's
    CosignRescission,   ///< the second, legal's
    TakeBackRescission, ///< or the first is taken back
    AnswerDelay,        ///< P6.3: why nothing was declared
    WriteSituation,
    AddTask,
    LinkIncident,
    GiveDuty,
    AddPlace,
    Report,
    Responsibility,  ///< whose part it is (P3.2)
    HandOver,        ///< to the customer (P3.4)
    RecordAwareness, ///< P7.6: legal's, or written down for legal
    DecideDuties,    ///< P7.7: duties by law, proposed from facts and decided by legal
    LiftExercise,    ///< the mark of one that was not announced (P2.8)
    RealFinding,     ///< in an exercise: a real incident of its own (P2.8)
};

/** Who asks, and whether anything can be written at all. */
struct ActContext
{
    Person person;
    bool readOnly = false;
};

/** As the menu shows it. */
[[nodiscard]] QString actName(Act act);
/** Empty if the act can be begun now; otherwise why not, in a sentence (P1, P6.1, P13.1). */
[[nodiscard]] QString whyNot(Act act, const Incident &incident, const ActContext &context);
/** The same for a move to one stage, but for its reason, which is asked for then. */
[[nodiscard]] QString whyNotMove(const Incident &incident, Stage to, const ActContext &context);
/** Empty if this person has the right here; otherwise which role has it. */
[[nodiscard]] QString whyNoRight(Right right, const Incident &incident, const ActContext &context);

} // namespace tocsin
