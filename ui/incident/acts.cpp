#include "ui/incident/acts.h"

#include "models/domain/movefacts.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::Acts", text);
}

Right rightOf(Act act)
{
    switch (act) {
    case Act::Move:
    case Act::MoveBack:
        return Right::MoveStage;
    case Act::End:
        return Right::Classify;
    case Act::TakeOver:
        return Right::TakeOver;
    case Act::EmergencyMitigation:
    case Act::CrisisContainment:
    case Act::Mitigation:
        return Right::RecordMitigation;
    case Act::VerifyContainment:
        return Right::VerifyContainment;
    case Act::OpenTrack:
        return Right::OpenTrack;
    case Act::Declare:
        return Right::Declare;
    case Act::Close:
        return Right::Close;
    case Act::Reopen:
        return Right::Reopen;
    case Act::Restrict:
    case Act::LiftRestriction:
        return Right::Restrict;
    case Act::Rescind:
    case Act::TakeBackRescission:
        return Right::StartRescission;
    case Act::CosignRescission:
        return Right::CosignRescission;
    case Act::AnswerDelay:
        return Right::Declare;
    case Act::WriteSituation:
    case Act::AddTask:
    case Act::LinkIncident:
    case Act::GiveDuty:
    case Act::AddPlace:
    case Act::Report:
        return Right::AddEntry;
    case Act::Responsibility:
        return Right::Assess;
    case Act::HandOver:
        return Right::HandOver;
    case Act::RecordAwareness: // opens for who drafts; who may record or decide, the panel says
    case Act::DecideDuties:
        return Right::DraftNotice;
    case Act::LiftExercise:
        return Right::AddEntry;
    case Act::RealFinding:
        return Right::AddIncident;
    }
    return Right::MoveStage;
}

QString done(const Incident &i)
{
    return i.closedMs > 0 ? tr("This incident is closed. Reopen it first.")
                          : tr("This incident has ended. Reopen it first.");
}

QString whyNotDeclare(const Incident &i)
{
    if (i.isDeclared())
        return tr("A declaration already stands.");
    return i.stage == Stage::Detect ? tr("It can be declared from the stage Assess on.") : QString();
}

QString whyNotVerify(const Incident &i)
{
    if (i.customerContainedMs > 0 && i.businessContainedMs > 0)
        return tr("Both risks are verified as contained.");
    return i.stage == Stage::Diagnose || i.stage == Stage::Stabilize
               ? QString()
               : tr("Containment is verified in Diagnose or in Stabilize & Recover.");
}

QString whyNotRescind(Act act, const Incident &i)
{
    if (act != Act::Rescind)
        return i.isRescissionPending() ? QString() : tr("No rescission waits for a decision.");
    if (!i.isDeclared())
        return tr("No declaration stands that could be rescinded.");
    return i.isRescissionPending() ? tr("Its rescission is asked for already and waits for legal.") : QString();
}

QString whyNotAnswer(const Incident &i)
{
    if (i.isDeclared())
        return tr("A declaration stands: nothing is asked any more.");
    return i.whyNotDeclaredMs > 0 ? QString() : tr("Nothing is asked: no awareness stands.");
}

QString whyNotByState(Act act, const Incident &i, const ActContext &context)
{
    switch (act) {
    case Act::Move:
        return i.stage == Stage::CloseOut ? tr("It is in the last stage. Close it, or move it back.") : QString();
    case Act::MoveBack:
        return i.stage == Stage::Detect ? tr("It is in the first stage.") : QString();
    case Act::TakeOver:
        return i.manager == context.person.id ? tr("You hold this incident.") : QString();
    case Act::OpenTrack:
        return i.trackOpen ? tr("The notification track is open.") : QString();
    case Act::VerifyContainment:
        return whyNotVerify(i);
    case Act::Declare:
        return whyNotDeclare(i);
    case Act::End:
        return {}; // a declared one may end as a duplicate alone; the panel says so at each way
    case Act::HandOver:
        return i.isDeclared()
                   ? tr("A declaration stands. It has to be rescinded before the incident can be handed over.")
                   : QString();
    case Act::EmergencyMitigation:
    case Act::CrisisContainment:
    case Act::Mitigation:
    case Act::Close:
    case Act::Reopen:
    case Act::Restrict:
    case Act::WriteSituation:
    case Act::AddTask:
    case Act::LinkIncident:
    case Act::GiveDuty:
    case Act::AddPlace:
    case Act::Report:
    case Act::Responsibility:
    case Act::RecordAwareness:
    case Act::DecideDuties:
        break;
    case Act::LiftExercise:
    case Act::RealFinding:
        return i.exercise ? QString() : tr("This is no exercise.");
    case Act::LiftRestriction:
        return i.restricted ? QString() : tr("This incident is not restricted.");
    case Act::Rescind:
    case Act::CosignRescission:
    case Act::TakeBackRescission:
        return whyNotRescind(act, i);
    case Act::AnswerDelay:
        return whyNotAnswer(i);
    }
    return {};
}

} // namespace

QString actName(Act act)
{
    switch (act) {
    case Act::Move:
        return tr("Move to the next stage…");
    case Act::MoveBack:
        return tr("Move back…");
    case Act::TakeOver:
        return tr("Take over…");
    case Act::EmergencyMitigation:
        return tr("Record an emergency mitigation…");
    case Act::CrisisContainment:
        return tr("Record crisis containment…");
    case Act::Mitigation:
        return tr("Record a longer-term mitigation…");
    case Act::VerifyContainment:
        return tr("Verify containment…");
    case Act::OpenTrack:
        return tr("Open the notification track…");
    case Act::Declare:
        return tr("Declare customer-reportable…");
    case Act::End:
        return tr("End as…");
    case Act::Close:
        return tr("Close…");
    case Act::Reopen:
        return tr("Reopen…");
    case Act::Restrict:
        return tr("Restrict who sees it…");
    case Act::LiftRestriction:
        return tr("Lift the restriction…");
    case Act::Rescind:
        return tr("Rescind the declaration…");
    case Act::CosignRescission:
        return tr("Decide on the rescission…");
    case Act::TakeBackRescission:
        return tr("Take the request for rescission back…");
    case Act::AnswerDelay:
        return tr("Say why it is not declared…");
    case Act::WriteSituation:
        return tr("Write the situation…");
    case Act::AddTask:
        return tr("Set a task…");
    case Act::LinkIncident:
        return tr("Link with another incident…");
    case Act::GiveDuty:
        return tr("Give a duty…");
    case Act::AddPlace:
        return tr("Add a call or reference…");
    case Act::Report:
        return tr("Situation report…");
    case Act::Responsibility:
        return tr("Say whose part it is…");
    case Act::HandOver:
        return tr("Hand over to the customer…");
    case Act::RecordAwareness:
        return tr("Record awareness…");
    case Act::DecideDuties:
        return tr("Duties by law…");
    case Act::LiftExercise:
        return tr("Show that it is an exercise…");
    case Act::RealFinding:
        return tr("Record a real finding…");
    }
    return {};
}

QString whyNoRight(Right right, const Incident &i, const ActContext &context)
{
    if (context.readOnly)
        return tr("This database can only be read.");
    const bool holds = i.manager == context.person.id;
    if (mayDo(context.person.roles, right, holds))
        return {};
    if (needsHolder(right) && mayDo(context.person.roles, right, true))
        return i.managerName.isEmpty() ? tr("Only the incident manager who holds it may do this. Take it over first.")
                                       : tr("%1 holds this incident. Take it over first.").arg(i.managerName);
    return tr("This needs the role %1.").arg(roleNames(rolesWith(right)));
}

QString whyNot(Act act, const Incident &i, const ActContext &context)
{
    if (context.readOnly)
        return tr("This database can only be read.");
    if (act == Act::Reopen && !i.isDone())
        return tr("It is neither closed nor ended.");
    const bool anyTime = act == Act::Reopen || act == Act::TakeOver || act == Act::Restrict ||
                         act == Act::LiftRestriction || act == Act::LiftExercise || act == Act::RealFinding ||
                         act == Act::AddTask || act == Act::LinkIncident || act == Act::GiveDuty ||
                         act == Act::AddPlace || act == Act::Report;
    if (!anyTime && i.isDone())
        return done(i);
    const QString state = whyNotByState(act, i, context);
    if (!state.isEmpty())
        return state;
    // Legal's decision may be written down by the one who asked for it (P13.5).
    if (act == Act::CosignRescission && whyNoRight(Right::StartRescission, i, context).isEmpty())
        return {};
    return whyNoRight(rightOf(act), i, context);
}

QString whyNotMove(const Incident &i, Stage to, const ActContext &context)
{
    if (context.readOnly)
        return tr("This database can only be read.");
    const auto allowed = checkMove(moveFacts(i, to, u"-"_s));
    if (!allowed)
        return allowed.error().userText;
    return whyNoRight(*allowed == MoveKind::Reopening ? Right::Reopen : Right::MoveStage, i, context);
}

} // namespace tocsin
