#include "models/domain/movefacts.h"
#include "ui/incident/acts.h"
#include "ui/incident/nextstep.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

constexpr qint64 kNow = 1'000'000'000;

struct Case
{
    const char *name;
    IncidentDetails details;
    QList<Notice> notices;
    std::optional<PostmortemState> postmortem;
    StepKind kind;
    QString label;
};

IncidentDetails at(Stage stage)
{
    IncidentDetails d;
    d.incident.id = IncidentId{1};
    d.incident.stage = stage;
    d.incident.severity = Severity::Medium;
    return d;
}

IncidentDetails security(Stage stage, CustomerDataRisk risk)
{
    IncidentDetails d = at(stage);
    d.incident.outcome = Outcome::SecurityIncident;
    d.incident.findings.customerDataRisk = risk;
    return d;
}

IncidentDetails declared(Stage stage, bool met = false)
{
    IncidentDetails d = security(stage, CustomerDataRisk::Confirmed);
    d.incident.outcome = Outcome::CustomerReportable;
    d.incident.declarationId = 1;
    d.scopeCount = 1;
    Obligation o;
    o.id = ObligationId{1};
    o.facts.triggerMs = kNow - kHourMs;
    o.facts.deadlineMs = deadlineAfter(o.facts.triggerMs, kCommitmentMs);
    o.facts.metMs = met ? kNow - kMinuteMs : 0;
    d.obligations = {o};
    return d;
}

QList<Notice> notice(NoticeState state, Audience audience = Audience::Customers)
{
    Notice n;
    n.id = NoticeId{1};
    n.audience = audience;
    n.state = state;
    return {n};
}

IncidentDetails missing(const QString &code, const QString &where)
{
    IncidentDetails d = declared(Stage::CloseOut, true);
    d.missingForClose = {{code, u"It lacks something."_s, where}};
    return d;
}

QList<Case> cases()
{
    using enum StepKind;
    IncidentDetails unassessed = at(Stage::Assess);
    unassessed.incident.severity.reset();
    IncidentDetails ended = at(Stage::Diagnose);
    ended.incident.endedMs = kNow;
    IncidentDetails closed = at(Stage::CloseOut);
    closed.incident.closedMs = kNow;
    IncidentDetails noScope = declared(Stage::Diagnose);
    noScope.scopeCount = 0;
    noScope.obligations.clear();
    IncidentDetails excepted = declared(Stage::Diagnose);
    excepted.obligations[0].facts.exceptedUntilMs = kNow + kHourMs;
    IncidentDetails contained = declared(Stage::Stabilize, true);
    contained.incident.customerContainedMs = contained.incident.businessContainedMs = kNow;
    IncidentDetails halfContained = contained;
    halfContained.incident.businessContainedMs = 0;
    const IncidentDetails running = declared(Stage::Diagnose);
    return {
        {"detect", at(Stage::Detect), {}, {}, MoveForward, u"Move to Assess"_s},
        {"assess", unassessed, {}, {}, Assess, u"Assess"_s},
        {"assessed", at(Stage::Assess), {}, {}, MoveForward, u"Escalate to Diagnose"_s},
        {"assessed, suspected",
         security(Stage::Assess, CustomerDataRisk::Suspected),
         {},
         {},
         MoveForward,
         u"Escalate to Diagnose"_s},
        {"assessed, confirmed", security(Stage::Assess, CustomerDataRisk::Confirmed), {}, {}, Declare, u"Declare…"_s},
        {"diagnose, not classified", at(Stage::Diagnose), {}, {}, Classify, u"Classify"_s},
        {"diagnose, suspected", security(Stage::Diagnose, CustomerDataRisk::Suspected), {}, {}, Declare, u"Declare…"_s},
        {"diagnose, no risk",
         security(Stage::Diagnose, CustomerDataRisk::None),
         {},
         {},
         MoveForward,
         u"Move to Stabilize & Recover"_s},
        {"stabilize, undeclared risk",
         security(Stage::Stabilize, CustomerDataRisk::Imminent),
         {},
         {},
         Declare,
         u"Declare…"_s},
        {"declared, nobody named", noScope, {}, {}, AddCustomers, u"Add the affected customers"_s},
        {"declared, no notice", running, {}, {}, DraftNotice, u"Draft the customer notice"_s},
        {"declared, notice inside only",
         running,
         notice(NoticeState::Sent, Audience::Internal),
         {},
         DraftNotice,
         u"Draft the customer notice"_s},
        {"draft", running, notice(NoticeState::Draft), {}, SubmitNotice, u"Finish the customer notice"_s},
        {"legal review", running, notice(NoticeState::LegalReview), {}, RecordApproval, u"Record legal's approval"_s},
        {"approved", running, notice(NoticeState::Approved), {}, SendNotice, u"Send the notice"_s},
        {"sent, not reached", running, notice(NoticeState::Sent), {}, RecordDeliveries, u"Record deliveries"_s},
        {"failed", running, notice(NoticeState::Failed), {}, RecordDeliveries, u"Record deliveries"_s},
        {"excepted", excepted, notice(NoticeState::Approved), {}, MoveForward, u"Move to Stabilize & Recover"_s},
        {"reached",
         declared(Stage::Diagnose, true),
         notice(NoticeState::Delivered),
         {},
         MoveForward,
         u"Move to Stabilize & Recover"_s},
        {"stabilize", declared(Stage::Stabilize, true), {}, {}, VerifyContainment, u"Verify containment"_s},
        {"stabilize, half", halfContained, {}, {}, VerifyContainment, u"Verify containment"_s},
        {"contained", contained, {}, {}, MoveForward, u"Move to Close & Post-mortem"_s},
        {"no post-mortem",
         missing(u"postmortem"_s, u"postmortem"_s),
         {},
         {},
         WritePostmortem,
         u"Write the post-mortem"_s},
        {"post-mortem in review",
         missing(u"postmortem"_s, u"postmortem"_s),
         {},
         PostmortemState::InReview,
         ApprovePostmortem,
         u"Review or approve the post-mortem"_s},
        {"impacts unknown", missing(u"impacts"_s, u"assessment"_s), {}, {}, Assess, u"Answer what is not known"_s},
        {"messages unsettled", missing(u"messages"_s, u"notices"_s), {}, {}, Mend, u"See what is missing"_s},
        {"all done", declared(Stage::CloseOut, true), {}, PostmortemState::Approved, Close, u"Close…"_s},
        {"ended", ended, {}, {}, None, {}},
        {"closed", closed, {}, {}, None, {}},
    };
}

} // namespace

class TestNextStep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOneStep_data();
    void theOneStep();
    void legalsOwn();
    void everyStepLeadsSomewhere();
    void actsSayWhyNot_data();
    void actsSayWhyNot();
    void whoseActItIs_data();
    void whoseActItIs();
};

void TestNextStep::theOneStep_data()
{
    QTest::addColumn<int>("at");
    const auto all = cases();
    for (int n = 0; n < all.size(); ++n)
        QTest::newRow(all[n].name) << n;
}

void TestNextStep::theOneStep()
{
    QFETCH(int, at);
    const Case c = cases().at(at);
    const NextStep step = nextStep(c.details, c.notices, c.postmortem, kNow);
    QCOMPARE(step.label, c.label);
    QCOMPARE(step.kind, c.kind);
}

/** Legal acts; anybody else writes down what legal decided. */
void TestNextStep::legalsOwn()
{
    const IncidentDetails running = declared(Stage::Diagnose);
    const QList<Notice> waits = notice(NoticeState::LegalReview);
    QCOMPARE(nextStep(running, waits, {}, kNow, {true, false}).label, u"Approve as legal"_s);
    QCOMPARE(nextStep(running, waits, {}, kNow, {false, true}).label, u"Record legal's approval"_s);
    IncidentDetails held = running;
    held.incident.rescissionId = 1;
    QCOMPARE(nextStep(held, {}, {}, kNow, {false, true}).label, u"Decide as legal…"_s);
    QCOMPARE(nextStep(held, {}, {}, kNow, {true, false}).label, u"Record legal's decision…"_s);
}

void TestNextStep::everyStepLeadsSomewhere()
{
    for (const Case &c : cases()) {
        const NextStep step = nextStep(c.details, c.notices, c.postmortem, kNow);
        const bool panel = step.kind == StepKind::MoveForward || step.kind == StepKind::Declare ||
                           step.kind == StepKind::VerifyContainment || step.kind == StepKind::Close;
        QVERIFY2(step.kind == StepKind::None || panel || !step.tab.isEmpty(), c.name);
        QVERIFY2(step.kind == StepKind::None || !step.why.isEmpty(), c.name);
        // A move that is offered is one that is possible.
        if (step.kind == StepKind::MoveForward)
            QVERIFY2(checkMove(moveFacts(c.details.incident, step.to, u"reason"_s)).has_value(), c.name);
    }
}

void TestNextStep::actsSayWhyNot_data()
{
    QTest::addColumn<int>("act");
    QTest::addColumn<int>("stage");
    QTest::addColumn<bool>("declared");
    QTest::addColumn<bool>("closed");
    QTest::addColumn<bool>("holds");
    QTest::addColumn<bool>("readOnly");
    QTest::addColumn<bool>("possible");
    const auto row = [](const char *name, Act act, Stage stage, bool isDeclared, bool closed, bool holds, bool readOnly,
                        bool possible) {
        QTest::newRow(name) << static_cast<int>(act) << static_cast<int>(stage) << isDeclared << closed << holds
                            << readOnly << possible;
    };
    row("declare", Act::Declare, Stage::Diagnose, false, false, true, false, true);
    row("declare in Detect", Act::Declare, Stage::Detect, false, false, true, false, false);
    row("declare twice", Act::Declare, Stage::Diagnose, true, false, true, false, false);
    row("declare, not the holder", Act::Declare, Stage::Diagnose, false, false, false, false, false);
    row("declare, closed", Act::Declare, Stage::Diagnose, false, true, true, false, false);
    row("declare, read-only", Act::Declare, Stage::Diagnose, false, false, true, true, false);
    row("take over own", Act::TakeOver, Stage::Diagnose, false, false, true, false, false);
    row("take over", Act::TakeOver, Stage::Diagnose, false, false, false, false, true);
    row("restrict", Act::Restrict, Stage::Detect, false, false, true, false, true);
    row("restrict closed", Act::Restrict, Stage::CloseOut, false, true, true, false, true);
    row("restrict, not the holder", Act::Restrict, Stage::Detect, false, false, false, false, false);
    row("lift what is not restricted", Act::LiftRestriction, Stage::Detect, false, false, true, false, false);
    row("rescind", Act::Rescind, Stage::Diagnose, true, false, true, false, true);
    row("rescind what is not declared", Act::Rescind, Stage::Diagnose, false, false, true, false, false);
    row("rescind, not the holder", Act::Rescind, Stage::Diagnose, true, false, false, false, false);
    row("rescind, closed", Act::Rescind, Stage::CloseOut, true, true, true, false, false);
    row("co-sign what nobody asked for", Act::CosignRescission, Stage::Diagnose, true, false, true, false, false);
    row("take back what nobody asked for", Act::TakeBackRescission, Stage::Diagnose, true, false, true, false, false);
    row("answer what is not asked", Act::AnswerDelay, Stage::Diagnose, false, false, true, false, false);
    row("awareness", Act::RecordAwareness, Stage::Detect, false, false, false, false, true);
    row("awareness, closed", Act::RecordAwareness, Stage::CloseOut, true, true, true, false, false);
    row("awareness, read-only", Act::RecordAwareness, Stage::Assess, false, false, true, true, false);
    row("duties by law", Act::DecideDuties, Stage::Assess, false, false, false, false, true);
    row("duties by law, closed", Act::DecideDuties, Stage::CloseOut, true, true, true, false, false);
    row("a real finding of what is no exercise", Act::RealFinding, Stage::Detect, false, false, true, false, false);
    row("end", Act::End, Stage::Assess, false, false, true, false, true);
    row("end, declared", Act::End, Stage::Assess, true, false, true, false, true); // as a duplicate
    row("reopen open", Act::Reopen, Stage::Diagnose, false, false, true, false, false);
    row("reopen closed", Act::Reopen, Stage::CloseOut, false, true, true, false, true);
    row("back from Detect", Act::MoveBack, Stage::Detect, false, false, true, false, false);
    row("on from the last", Act::Move, Stage::CloseOut, false, false, true, false, false);
    row("verify early", Act::VerifyContainment, Stage::Assess, false, false, true, false, false);
    row("verify", Act::VerifyContainment, Stage::Stabilize, false, false, true, false, true);
    row("mitigate, not the holder", Act::EmergencyMitigation, Stage::Detect, false, false, false, false, true);
}

void TestNextStep::actsSayWhyNot()
{
    QFETCH(int, act);
    QFETCH(int, stage);
    QFETCH(bool, declared);
    QFETCH(bool, closed);
    QFETCH(bool, holds);
    QFETCH(bool, readOnly);
    QFETCH(bool, possible);
    Incident i;
    i.stage = static_cast<Stage>(stage);
    i.declarationId = declared ? 1 : 0;
    i.closedMs = closed ? kNow : 0;
    i.manager = PersonId{holds ? 1 : 2};
    i.managerName = u"Sam Roth"_s;
    ActContext context;
    context.person.id = PersonId{1};
    context.person.roles = Role::IncidentManager;
    context.readOnly = readOnly;
    const QString why = whyNot(static_cast<Act>(act), i, context);
    QCOMPARE(why.isEmpty(), possible);
    QVERIFY(possible || why.endsWith(u'.'));
}

/** r responder, m manager who does not hold it, h who holds it, l legal, e executive, p author, a auditor, k
 * administrator. */
void TestNextStep::whoseActItIs_data()
{
    QTest::addColumn<int>("act");
    QTest::addColumn<int>("right"); // of a panel that is none of the header's acts
    QTest::addColumn<QString>("who");
    const auto act = [](const char *name, Act which, const QString &who) {
        QTest::newRow(name) << static_cast<int>(which) << -1 << who;
    };
    const auto right = [](const char *name, Right which, const QString &who) {
        QTest::newRow(name) << -1 << static_cast<int>(which) << who;
    };
    act("co-sign a rescission", Act::CosignRescission, u"hl"_s); // the holder writes legal's word down (P13.5)
    act("take a rescission back", Act::TakeBackRescission, u"h"_s);
    act("take over", Act::TakeOver, u"m"_s);
    act("restrict", Act::Restrict, u"hl"_s);
    right("rescind", Right::StartRescission, u"h"_s);
    right("ask for an exception", Right::AskException, u"h"_s);
    right("vet an exception", Right::VetException, u"le"_s);
    right("say why a duty by law is late", Right::SetDuties, u"l"_s);
    right("withdraw a duty", Right::WithdrawObligation, u"l"_s);
    right("record a consultation", Right::ReadConsultations, u"hl"_s);
    right("answer a checklist", Right::AnswerChecklist, u"l"_s);
    right("approve a transfer", Right::ApproveTransfer, u"h"_s);
    right("approve a notice", Right::ApproveNotice, u"l"_s);
    right("approve a post-mortem", Right::ApprovePostmortem, u"le"_s);
    right("ask back, confirm what one said", Right::AddEntry, u"rmhlep"_s);
}

void TestNextStep::whoseActItIs()
{
    QFETCH(int, act);
    QFETCH(int, right);
    QFETCH(QString, who);
    const QHash<QChar, Role> roles{{u'r', Role::Responder},       {u'm', Role::IncidentManager},
                                   {u'h', Role::IncidentManager}, {u'l', Role::Legal},
                                   {u'e', Role::Executive},       {u'p', Role::PostmortemAuthor},
                                   {u'a', Role::Auditor},         {u'k', Role::Administrator}};
    for (auto it = roles.begin(); it != roles.end(); ++it) {
        Incident i;
        i.stage = Stage::Diagnose;
        i.declarationId = 1;
        i.rescissionId = 1;
        i.manager = PersonId{it.key() == u'h' ? 1 : 2};
        i.managerName = u"Sam Roth"_s;
        ActContext context;
        context.person.id = PersonId{1};
        context.person.roles = it.value();
        const auto why = [&] {
            return act >= 0 ? whyNot(static_cast<Act>(act), i, context)
                            : whyNoRight(static_cast<Right>(right), i, context);
        };
        QVERIFY2(why().isEmpty() == who.contains(it.key()), qPrintable(QString(it.key()) + u": "_s + why()));
        QVERIFY(why().isEmpty() || why().endsWith(u'.')); // it says whose right it is
        context.readOnly = true;
        QVERIFY(!why().isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestNextStep)
#include "tst_incidentnextstep.moc"
