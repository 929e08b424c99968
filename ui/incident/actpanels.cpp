#include "ui/incident/actpanels.h"

#include "models/services/incidentservice.h"
#include "ui/incident/awarenesspanel.h"
#include "ui/incident/closepanel.h"
#include "ui/incident/containpanel.h"
#include "ui/incident/cosignpanel.h"
#include "ui/incident/crewpanel.h"
#include "ui/incident/declarepanel.h"
#include "ui/incident/delaypanel.h"
#include "ui/incident/dutiespanel.h"
#include "ui/incident/endpanel.h"
#include "ui/incident/handoverpanel.h"
#include "ui/incident/liftexercisepanel.h"
#include "ui/incident/liftpanel.h"
#include "ui/incident/linkpanel.h"
#include "ui/incident/placepanel.h"
#include "ui/incident/realfindingpanel.h"
#include "ui/incident/reopenpanel.h"
#include "ui/incident/reportpanel.h"
#include "ui/incident/rescindpanel.h"
#include "ui/incident/responsibilitypanel.h"
#include "ui/incident/restrictpanel.h"
#include "ui/incident/situationpanel.h"
#include "ui/incident/takebackpanel.h"
#include "ui/incident/takeoverpanel.h"
#include "ui/incident/taskpanel.h"
#include "ui/incident/trackpanel.h"

namespace tocsin {

namespace {

ContainmentKind containmentOf(Act act, const Incident &incident)
{
    if (act == Act::EmergencyMitigation)
        return ContainmentKind::EmergencyMitigation;
    if (act == Act::CrisisContainment)
        return ContainmentKind::CrisisContainment;
    if (act == Act::Mitigation)
        return ContainmentKind::Mitigation;
    return incident.customerContainedMs > 0 ? ContainmentKind::BusinessRiskVerified
                                            : ContainmentKind::CustomerRiskVerified;
}

/** What a team works with (P1.10, P1.11), whose part it is (P3), duties by law (P7.6, P7.7), and the mark of an
 * exercise (P2.8). */
ActPanel *makeWorkPanel(Act act, const UiContext &ui, const IncidentDetails &details)
{
    switch (act) {
    case Act::WriteSituation:
        return new SituationPanel(ui, details);
    case Act::AddTask:
        return new TaskPanel(ui, details, {});
    case Act::LinkIncident:
        return new LinkPanel(ui, details);
    case Act::GiveDuty:
        return new CrewPanel(ui, details);
    case Act::AddPlace:
        return new PlacePanel(ui, details);
    case Act::Report:
        return new ReportPanel(ui, details);
    case Act::Responsibility:
        return new ResponsibilityPanel(ui, details);
    case Act::HandOver:
        return new HandOverPanel(ui, details);
    case Act::RecordAwareness:
        return new AwarenessPanel(ui, details);
    case Act::DecideDuties:
        return new DutiesPanel(ui, details);
    case Act::LiftExercise:
        return new LiftExercisePanel(ui, details);
    case Act::RealFinding:
        return new RealFindingPanel(ui, details);
    default:
        return nullptr;
    }
}

} // namespace

ActPanel *makeActPanel(Act act, const UiContext &ui, const IncidentDetails &details)
{
    switch (act) {
    case Act::TakeOver:
        return new TakeOverPanel(ui, details);
    case Act::EmergencyMitigation:
    case Act::CrisisContainment:
    case Act::Mitigation:
    case Act::VerifyContainment:
        return new ContainPanel(ui, details, containmentOf(act, details.incident));
    case Act::OpenTrack:
        return new TrackPanel(ui, details);
    case Act::Declare:
        return new DeclarePanel(ui, details);
    case Act::End:
        return new EndPanel(ui, details);
    case Act::Close:
        return new ClosePanel(ui, details);
    case Act::Reopen:
        return new ReopenPanel(ui, details);
    case Act::Restrict:
        return new RestrictPanel(ui, details);
    case Act::LiftRestriction:
        return new LiftPanel(ui, details);
    case Act::Rescind:
        return new RescindPanel(ui, details);
    case Act::CosignRescission:
        return new CosignPanel(ui, details);
    case Act::TakeBackRescission:
        return new TakeBackPanel(ui, details);
    case Act::AnswerDelay:
        return new DelayPanel(ui, details);
    default:
        return makeWorkPanel(act, ui, details);
    }
}

} // namespace tocsin
