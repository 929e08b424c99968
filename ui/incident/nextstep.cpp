#include "ui/incident/nextstep.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::NextStep", text);
}

NextStep step(StepKind kind, const char *label, const char *why, const QString &tab = {})
{
    return {kind, tr(label), tr(why), Stage::Detect, tab};
}

NextStep moveTo(Stage to, const char *label, const char *why)
{
    return {StepKind::MoveForward, tr(label), tr(why), to, {}};
}

bool asksForNotice(const QList<Obligation> &obligations, qint64 nowMs)
{
    for (const Obligation &o : obligations) {
        const auto state = obligationState(o.facts, nowMs);
        if (o.addressee == Addressee::Customer &&
            (state == ObligationState::Running || state == ObligationState::Overdue) && isOpen(o.facts, nowMs))
            return true;
    }
    return false;
}

NextStep noticeStep(const QList<Notice> &notices, bool asLegal)
{
    const Notice *notice = customerNotice(notices);
    const QString tab = u"notices"_s;
    if (!notice)
        return step(StepKind::DraftNotice, "Draft the customer notice", "The clock runs and no notice was begun.", tab);
    switch (notice->state) {
    case NoticeState::Draft:
        return step(StepKind::SubmitNotice, "Finish the customer notice",
                    "The draft has to go to legal before it can be sent.", tab);
    case NoticeState::LegalReview:
        return step(StepKind::RecordApproval, asLegal ? "Approve as legal" : "Record legal's approval",
                    "The notice waits for legal.", tab);
    case NoticeState::Approved:
        return step(StepKind::SendNotice, "Send the notice", "Legal has approved the text.", tab);
    case NoticeState::Queued:
    case NoticeState::Sent:
    case NoticeState::Delivered:
    case NoticeState::Failed:
        break;
    }
    return step(StepKind::RecordDeliveries, "Record deliveries",
                "The notice was sent, but not every affected subscription is known to be reached.", tab);
}

/** P6: customer data may be touched and it is a security incident, or the risk is confirmed. */
bool declarationIsNear(const Incident &i)
{
    const auto risk = i.findings.customerDataRisk.value_or(CustomerDataRisk::None);
    return !i.isDeclared() && i.outcome == Outcome::SecurityIncident && risk >= CustomerDataRisk::Suspected;
}

NextStep diagnoseStep(const Incident &i)
{
    if (i.outcome == Outcome::NotClassified)
        return step(StepKind::Classify, "Classify", "Diagnosis ends in knowing what it is.", u"assessment"_s);
    if (declarationIsNear(i))
        return step(StepKind::Declare, "Declare…",
                    "A security incident that may touch customer data: declare it, or find that it does not.");
    return moveTo(Stage::Stabilize, "Move to Stabilize & Recover", "What it is and what to do is known.");
}

NextStep stabilizeStep(const Incident &i)
{
    if (declarationIsNear(i))
        return step(StepKind::Declare, "Declare…",
                    "A security incident that may touch customer data: declare it, or find that it does not.");
    if (i.customerContainedMs <= 0 || i.businessContainedMs <= 0)
        return step(StepKind::VerifyContainment, "Verify containment",
                    "Both risks have to be verified as contained before the last stage.");
    return moveTo(Stage::CloseOut, "Move to Close & Post-mortem", "Both risks are verified as contained.");
}

NextStep closeStep(const IncidentDetails &d, std::optional<PostmortemState> postmortem)
{
    if (d.missingForClose.isEmpty())
        return step(StepKind::Close, "Close…", "Nothing is missing any more.");
    const Missing &first = d.missingForClose.constFirst();
    if (first.code == u"classification"_s)
        return {StepKind::Classify, tr("Classify"), first.text, Stage::Detect, first.where};
    if (first.code == u"impacts"_s)
        return {StepKind::Assess, tr("Answer what is not known"), first.text, Stage::Detect, first.where};
    if (first.code == u"postmortem"_s && postmortem == PostmortemState::InReview)
        return {StepKind::ApprovePostmortem, tr("Review or approve the post-mortem"), first.text, Stage::Detect,
                first.where};
    if (first.code == u"postmortem"_s)
        return {StepKind::WritePostmortem, tr("Write the post-mortem"), first.text, Stage::Detect, first.where};
    return {StepKind::Mend, tr("See what is missing"), first.text, Stage::Detect, first.where};
}

} // namespace

const Notice *customerNotice(const QList<Notice> &notices)
{
    const Notice *newest = nullptr;
    for (const Notice &n : notices)
        if (n.audience == Audience::Customers && (!newest || n.number > newest->number || n.id > newest->id))
            newest = &n;
    return newest;
}

NextStep nextStep(const IncidentDetails &d, const QList<Notice> &notices, std::optional<PostmortemState> postmortem,
                  qint64 nowMs, const ActsAsLegal &acts)
{
    const Incident &i = d.incident;
    if (i.isDone())
        return {};
    if (i.stage == Stage::Detect)
        return moveTo(Stage::Assess, "Move to Assess", "Somebody on call judges impact and severity next.");
    if (!i.severity)
        return step(StepKind::Assess, "Assess", "Impact and severity are not judged yet.", u"assessment"_s);
    if (i.isRescissionPending())
        return step(StepKind::DecideRescission, acts.onRescission ? "Decide as legal…" : "Record legal's decision…",
                    "The rescission waits for legal, and sending is held until then.");
    if (i.isDeclared() && d.scopeCount == 0)
        return step(StepKind::AddCustomers, "Add the affected customers",
                    "A declaration stands, but nobody is named who has to be told.", u"customers"_s);
    if (i.isDeclared() && asksForNotice(d.obligations, nowMs))
        return noticeStep(notices, acts.onNotice);
    switch (i.stage) {
    case Stage::Detect:
        break;
    case Stage::Assess:
        return declarationIsNear(i) && i.findings.customerDataRisk == CustomerDataRisk::Confirmed
                   ? diagnoseStep(i)
                   : moveTo(Stage::Diagnose, "Escalate to Diagnose", "It is assessed; the response team takes it on.");
    case Stage::Diagnose:
        return diagnoseStep(i);
    case Stage::Stabilize:
        return stabilizeStep(i);
    case Stage::CloseOut:
        return declarationIsNear(i) ? diagnoseStep(i) : closeStep(d, postmortem);
    }
    return {};
}

} // namespace tocsin
