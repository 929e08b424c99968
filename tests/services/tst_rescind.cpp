#include "tests/domain/contractterm.h"
#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QDir>
#include <QTest>
#include <algorithm>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** A declaration is taken back by two people; what it started ends, and who was told is owed a correction (P6.5). */
class TestRescind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void twoPeople();
    void onePersonManyRoles();
    void sendingIsHeldBetween();
    void refusedLeavesEverything();
    void takenBackByTheManager();
    void endsWhatItStarted();
    void statutoryStays();
    void contractsEndWithIt_data();
    void contractsEndWithIt();
    void whatWasMadeNeverLeaves();
    void recordedDutyFreesItsAddressee();
    void correctionsAreOwed();
    void laterOneIsNew();
    void byHandBetween();
    void correctionMadeBefore();
    void takenOverStays();
    void endsAfterTheDecision();
    void asksWhyNot();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] Incident now() { return team->now(incident); }
    [[nodiscard]] Result<int> send(NoticeId notice) { return s().notices.send(notice, 0, team->path(u"out"_s)); }
    [[nodiscard]] EntryId entry()
    {
        return *s().timeline.add(incident,
                                 {EntryKind::Evidence, team->clock.nowMs(), u"It was our own script"_s, {}, false});
    }
    [[nodiscard]] Result<void> ask()
    {
        return s().rescissions.request(incident, now().version, u"Our own script read them."_s, {entry()});
    }
    [[nodiscard]] Result<void> decide(RescissionDecision decision, const Attestation &legal)
    {
        return s().rescissions.decide(incident, now().version, decision, u"The log shows it."_s, legal);
    }
    [[nodiscard]] Result<void> cosign() { return decide(RescissionDecision::Cosigned, team->said(team->ada)); }
    [[nodiscard]] QList<Obligation> duties() { return *s().declarations.obligations(incident); }
    [[nodiscard]] bool owes(const QString &code)
    {
        const auto list = *s().incidents.missingForClose(now());
        if (const QString other = team->owedOtherwise(incident); !other.isEmpty())
            QTest::qFail(qPrintable(other), __FILE__, __LINE__); // the server's gate says the same
        return std::any_of(list.begin(), list.end(), [&](const Missing &m) { return m.code == code; });
    }
    void tell();
    [[nodiscard]] NoticeId approvedCorrection();
    [[nodiscard]] Result<void> endAsDuplicate(IncidentId survivor)
    {
        EndingInput in;
        in.kind = Ending::Duplicate;
        in.reason = u"The same."_s;
        in.duplicateOf = survivor;
        return s().incidents.end(incident, now().version, in);
    }

    std::unique_ptr<Team> team;
    IncidentId incident;
    ScopeRow birch, elm;
};

void TestRescind::init()
{
    team = std::make_unique<Team>();
    incident = team->diagnosed(u"Unknown sign-ins"_s);
    birch = team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s);
    elm = team->customer(u"Elm"_s, u"e-1"_s, u"c@e.example"_s);
    for (const ScopeRow &row : {birch, elm})
        OK(s().customers.setScope(incident, row, u"log"_s));
    OK(s().assessments.classify(incident, now().version,
                                {Outcome::SecurityIncident, PersonalData::Yes, u"Read."_s, u"Mira"_s}));
    OK(team->declare(incident));
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestRescind::cleanup()
{
    team->actAs(team->mira);
    QCOMPARE(team->owedOtherwise(incident), QString());
    QCOMPARE(team->findings(), QString());
}

/** A notice is sent to both customers, and reaches Birch alone. */
void TestRescind::tell()
{
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    team->clock.advance(kMinuteMs);
    const auto details = s().notices.details(notice);
    for (const MessageRow &m : details->messages)
        if (m.address.startsWith(u"a@"_s))
            OK(s().notices.recordDelivery(m.id, {u"mail"_s, team->clock.nowMs(), u"reply"_s, true}));
    team->clock.advance(kMinuteMs);
}

NoticeId TestRescind::approvedCorrection()
{
    NoticeDraft text;
    text.subject = u"Correction"_s;
    text.body = u"Dear {{contact}}, {{subscriptions}} was not affected."_s;
    for (const ContentItem &item : team->rules->requiredContent(Audience::Customers))
        text.content.insert(item.code, ContentMark::Given);
    const auto correction = s().notices.start(incident, Audience::Customers, NoticePhase::Correction, text);
    if (!correction || !s().notices.submit(*correction, 0) ||
        !s().notices.approve(*correction, 0, team->said(team->ada)))
        return {};
    return *correction;
}

void TestRescind::twoPeople()
{
    REFUSED(cosign(), ErrorKind::Refused); // nothing is asked for
    REFUSED(s().rescissions.request(incident, now().version, u" "_s, {entry()}), ErrorKind::Invalid);
    REFUSED(s().rescissions.request(incident, now().version, u"r"_s, {}), ErrorKind::Invalid);
    const int seen = now().version;
    OK(ask());
    QVERIFY(now().isRescissionPending() && now().isDeclared());
    QCOMPARE(now().outcome, Outcome::CustomerReportable);
    REFUSED(ask(), ErrorKind::Refused);
    REFUSED(s().rescissions.decide(incident, seen, RescissionDecision::Cosigned, u"w"_s, team->said(team->ada)),
            ErrorKind::Conflict);
    // Mira holds every role, and is still one person.
    REFUSED(decide(RescissionDecision::Cosigned, {}), ErrorKind::Refused);
    REFUSED(decide(RescissionDecision::Cosigned, team->said(team->eve)), ErrorKind::Invalid); // not legal
    team->actAs(team->eve);
    REFUSED(decide(RescissionDecision::Cosigned, {}), ErrorKind::Denied);
    REFUSED(ask(), ErrorKind::Denied);
    team->actAs(team->ada);
    OK(decide(RescissionDecision::Cosigned, {}));
    QVERIFY(!now().isDeclared() && !now().isRescissionPending());
    const auto all = *s().rescissions.history(incident);
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().decidedByName, u"Ada Ruiz"_s);
    QCOMPARE(all.first().citations.size(), 1);
}

/** P6.5, P13.3: two people, whatever roles they hold, and whoever holds the incident by then. */
void TestRescind::onePersonManyRoles()
{
    using enum Role;
    const PersonId both = team->person(u"Bo Both"_s, Legal | IncidentManager | Executive | Responder);
    OK(ask());
    struct Try
    {
        const char *name;
        PersonId who;
        Attestation said;
        ErrorKind kind;
    };
    const PersonId manager = team->person(u"Mo Manager"_s, IncidentManager);
    const PersonId everything =
        team->person(u"Evi Nolegal"_s, Responder | IncidentManager | Executive | PostmortemAuthor);
    const QList<Try> refused{
        {"who asked, who is legal too", team->mira, {}, ErrorKind::Refused},
        {"who asked, attested to herself", team->mira, team->said(team->mira), ErrorKind::Refused},
        {"attested to the executive", team->mira, team->said(team->eve), ErrorKind::Invalid},
        {"attested to everything but legal", team->mira, team->said(everything), ErrorKind::Invalid},
        {"executive", team->eve, {}, ErrorKind::Denied},
        {"another manager", manager, {}, ErrorKind::Denied},
        {"another manager, attested", manager, team->said(team->ada), ErrorKind::Denied},
        {"everything but legal", everything, {}, ErrorKind::Denied},
        {"legal, attested for another lawyer", team->ada, team->said(both), ErrorKind::Denied},
    };
    const auto tryAll = [&](const QList<Try> &list) {
        for (const Try &t : list) {
            team->actAs(t.who);
            const auto done = decide(RescissionDecision::Cosigned, t.said);
            QVERIFY2(!done && done.error().kind == t.kind,
                     qPrintable(QString::fromLatin1(t.name) + u": "_s + (done ? u"done"_s : done.error().userText)));
        }
    };
    tryAll(refused);
    // Another holds it now: who asked is still who asked, and the new holder may co-sign as legal.
    team->actAs(both);
    OK(s().incidents.takeOver(incident, now().version, u"Shift."_s));
    tryAll({{"who asked, not the holder any more", team->mira, {}, ErrorKind::Refused},
            {"written down by the new holder for who asked", both, team->said(team->mira), ErrorKind::Refused}});
    team->actAs(both);
    OK(decide(RescissionDecision::Cosigned, {}));
    QVERIFY(!now().isDeclared());
}

void TestRescind::sendingIsHeldBetween()
{
    const NoticeId approved = team->approvedNotice(incident);
    OK(ask());
    const auto refused = send(approved);
    REFUSED(refused, ErrorKind::Refused);
    QVERIFY2(refused.error().userText.contains(u"rescission"_s), qPrintable(refused.error().userText));
    for (const Obligation &o : duties())
        QCOMPARE(obligationState(o.facts, team->clock.nowMs()), ObligationState::Running); // the clocks run
    OK(decide(RescissionDecision::Refused, team->said(team->ada)));
    OK(send(approved));
}

void TestRescind::refusedLeavesEverything()
{
    const Incident before = now();
    OK(ask());
    OK(decide(RescissionDecision::Refused, team->said(team->ada)));
    QVERIFY(now().isDeclared() && !now().isRescissionPending());
    QCOMPARE(now().declarationId, before.declarationId);
    QCOMPARE(now().declaredMs, before.declaredMs);
    QCOMPARE(now().severity, before.severity);
    QCOMPARE(now().outcome, before.outcome);
    OK(ask()); // and may be asked for again
}

void TestRescind::takenBackByTheManager()
{
    OK(ask());
    team->actAs(team->ada);
    REFUSED(decide(RescissionDecision::TakenBack, {}), ErrorKind::Denied);
    team->actAs(team->mira);
    OK(decide(RescissionDecision::TakenBack, {}));
    QVERIFY(now().isDeclared() && !now().isRescissionPending());
    REFUSED(cosign(), ErrorKind::Refused);
}

void TestRescind::endsWhatItStarted()
{
    AssessmentInput a;
    a.findings = {FunctionalImpact::Low, InformationImpacts{}, Recoverability::Regular, CustomerDataRisk::None};
    OK(s().assessments.assess(incident, now().version, a));
    QCOMPARE(*now().severity, Severity::High); // while it stands
    OK(ask());
    OK(cosign());
    QVERIFY(!now().isDeclared());
    QCOMPARE(now().declaredMs, qint64{0});
    QCOMPARE(now().outcome, Outcome::SecurityIncident);
    QCOMPARE(now().personalData, PersonalData::Yes);
    QCOMPARE(*now().severity, Severity::Low);
    QCOMPARE(now().priority, Priority::P4);
    for (const Obligation &o : duties()) {
        QCOMPARE(obligationState(o.facts, team->clock.nowMs()), ObligationState::Withdrawn);
        QCOMPARE(o.withdrawnReason, codeOf(WithdrawalReason::Rescinded));
    }
    const auto details = *s().incidents.details(incident);
    QVERIFY(!details.declaration && details.rescission && details.rescindedMs > 0);
    QVERIFY(details.owedToOthers.isEmpty());
    QCOMPARE(details.owedCorrections, 0);
    REFUSED(ask(), ErrorKind::Refused); // nothing stands
}

void TestRescind::statutoryStays()
{
    OK(team->db->run(
        u"INSERT INTO obligation_start (uuid, incident_id, duty, addressee, trigger_ms, confirmed, citation, "
        "rule_version, addressee_name) VALUES ('%1', %2, 'statute', 'authority', 1, 1, 'Art. 33', '1', "
        "'Authority')"_s.arg(newUuid())
            .arg(incident.value)));
    OK(ask());
    OK(cosign());
    int open = 0;
    for (const Obligation &o : duties()) {
        const bool isOpenNow = isOpen(o.facts, team->clock.nowMs());
        QCOMPARE(isOpenNow, o.duty == DutyKind::Statute);
        open += isOpenNow ? 1 : 0;
        if (isOpenNow)
            OK(s().declarations.withdraw(o, WithdrawalReason::Rescinded, u"No breach."_s, team->said(team->ada)));
    }
    QCOMPARE(open, 1);
}

void TestRescind::contractsEndWithIt_data()
{
    QTest::addColumn<StartsAt>("startsAt");
    QTest::addColumn<bool>("confirmed");
    QTest::addColumn<bool>("ends");
    QTest::newRow("from the declaration") << StartsAt::Declaration << true << true;
    QTest::newRow("from the declaration, not begun") << StartsAt::Declaration << false << false;
    QTest::newRow("from detection") << StartsAt::Detection << true << false;
    QTest::newRow("from awareness") << StartsAt::Awareness << true << false;
}

/** P6.5: of contracts too, what the declaration alone started is withdrawn, and nothing else. */
void TestRescind::contractsEndWithIt()
{
    QFETCH(StartsAt, startsAt);
    QFETCH(bool, confirmed);
    QFETCH(bool, ends);
    ScopeRow gum = team->customer(u"Gum"_s, u"g-1"_s, {});
    OK(s().duties.addTerm(contractTerm(gum.customer, startsAt)));
    OK(s().customers.setScope(incident, gum, u"log"_s));
    const auto contract = [&] {
        const QList<Duty> all = s().duties.view(incident)->duties;
        for (const Duty &d : all)
            if (d.obligation.citation == u"Contract 1" && d.obligation.facts.withdrawnMs == 0)
                return d;
        return Duty{};
    };
    const auto confirm = [&] {
        return s().duties.confirm(contract(),
                                  {0, 0, u"It says so."_s, team->server ? Attestation{} : team->said(team->ada)});
    };
    if (confirmed)
        OK(confirm());
    const ObligationId id = contract().obligation.id;
    OK(ask());
    OK(cosign());
    const auto all = duties();
    const auto it = std::find_if(all.begin(), all.end(), [id](const Obligation &o) { return o.id == id; });
    QVERIFY(it != all.end());
    QCOMPARE(it->withdrawnReason, ends ? codeOf(WithdrawalReason::Rescinded) : QString());
    // A later declaration is a new one.
    team->clock.advance(kHourMs);
    OK(team->declare(incident));
    QCOMPARE(contract().obligation.id == id, !ends); // it is proposed anew
    QVERIFY(contract().obligation.id.isValid());
    QCOMPARE(team->findings(), QString());
}

void TestRescind::whatWasMadeNeverLeaves()
{
    for (const Obligation &o : duties())
        if (o.customer == elm.customer)
            OK(s().declarations.except(o, {u"unusual"_s, u"Strike."_s, team->clock.nowMs() + kHourMs,
                                           team->said(team->ada), team->said(team->eve)}));
    const NoticeId notice = team->approvedNotice(incident);
    const auto sent = send(notice);
    OK(sent);
    QCOMPARE(*sent, 1); // Elm's is held
    team->clock.advance(kMinuteMs);
    OK(ask());
    OK(cosign()); // an exception keeps nothing alive that the declaration alone started
    for (const Obligation &o : duties())
        QCOMPARE(o.withdrawnReason, codeOf(WithdrawalReason::Rescinded));
    QVERIFY(owes(u"messages"_s));
    const auto details = s().notices.details(notice);
    for (const MessageRow &m : details->messages)
        if (m.address.startsWith(u"a@"_s))
            OK(s().notices.recordDelivery(m.id, {u"mail"_s, team->clock.nowMs(), u"reply"_s, true}));
    QVERIFY(!owes(u"messages"_s)); // the held one is settled by the rescission
    team->clock.advance(kHourMs);
    OK(team->declare(incident));
    const auto old = send(notice);
    REFUSED(old, ErrorKind::Refused);
    QVERIFY2(old.error().userText.contains(u"never leave"_s), qPrintable(old.error().userText));
    OK(send(team->approvedNotice(incident)));
}

/** What is queued for the one to whom a duty by law is leaves after the rescission; the others' does not. */
void TestRescind::recordedDutyFreesItsAddressee()
{
    for (const Obligation &o : duties())
        OK(s().declarations.except(o, {u"unusual"_s, u"Strike."_s, team->clock.nowMs() + kHourMs, team->said(team->ada),
                                       team->said(team->eve)}));
    const ScopeRow gum = team->customer(u"Gum"_s, u"g-1"_s, {});
    OK(s().customers.setScope(incident, gum, u"Found later."_s));
    const NoticeId notice = team->approvedNotice(incident);
    REFUSED(send(notice), ErrorKind::Refused); // made, and both held
    OK(team->db->run(u"INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, trigger_ms, "
                     "confirmed, citation, rule_version) VALUES ('%1', %2, 'statute', 'customer', %3, 1, 1, "
                     "'Art. 33(2)', '1')"_s.arg(newUuid())
                         .arg(incident.value)
                         .arg(birch.customer.value)));
    team->clock.advance(kMinuteMs);
    OK(ask());
    OK(cosign());
    team->clock.advance(2 * kHourMs);
    QVERIFY(owes(u"messages"_s));
    const auto sent = send(notice);
    OK(sent);
    QCOMPARE(*sent, 1);
    const auto details = s().notices.details(notice);
    for (const MessageRow &m : details->messages) {
        QCOMPARE(m.result, m.customer == birch.customer ? u"written"_s : QString());
        if (m.customer == birch.customer)
            OK(s().notices.recordDelivery(m.id, {u"mail"_s, team->clock.nowMs(), u"reply"_s, true}));
    }
    QVERIFY(!owes(u"messages"_s)); // Elm's is settled by the rescission
    REFUSED(
        s().notices.recordByHand(notice, gum.subscription, {u"telephone"_s, team->clock.nowMs(), u"The head"_s, true}),
        ErrorKind::Refused);
    const auto again = send(notice);
    REFUSED(again, ErrorKind::Refused);
    QVERIFY2(again.error().userText.contains(u"never leave"_s), qPrintable(again.error().userText));
    OK(team->declare(incident)); // nor does a new declaration free it
    REFUSED(send(notice), ErrorKind::Refused);
}

void TestRescind::correctionsAreOwed()
{
    tell();
    QVERIFY(!owes(u"corrections"_s));
    OK(ask());
    OK(cosign());
    QVERIFY(owes(u"corrections"_s));
    const auto owed = *s().rescissions.owed(incident);
    QCOMPARE(owed.subscriptions, 1);
    const auto scope = *s().customers.scope(incident);
    for (const ScopeRow &row : scope)
        QCOMPARE(row.correctionOwed, row.subscription == birch.subscription);
    // The duty that was met stays met, and the correction leaves without a declaration.
    for (const Obligation &o : duties())
        QCOMPARE(o.facts.metMs > 0, o.customer == birch.customer);
    team->clock.advance(kMinuteMs);
    const NoticeId correction = approvedCorrection();
    const auto sent = send(correction);
    OK(sent);
    QCOMPARE(*sent, 1);
    team->clock.advance(kMinuteMs);
    const auto details = s().notices.details(correction);
    for (const MessageRow &m : details->messages)
        OK(s().notices.recordDelivery(m.id, {u"mail"_s, team->clock.nowMs(), u"reply"_s, true}));
    QVERIFY(!owes(u"corrections"_s));
}

void TestRescind::laterOneIsNew()
{
    tell();
    OK(ask());
    OK(cosign());
    const qint64 rescindedMs = s().incidents.details(incident)->rescindedMs;
    team->clock.advance(kHourMs);
    DeclarationInput d;
    d.statementSigned = true;
    d.consultedWho = u"Ada Ruiz"_s;
    d.consultedMs = team->clock.nowMs() - kMinuteMs;
    d.citations = {entry()};
    d.effectiveMs = rescindedMs - kMinuteMs;
    d.earlierReason = u"r"_s;
    REFUSED(s().declarations.declare(incident, now().version, d), ErrorKind::Invalid); // before the rescission
    d.effectiveMs = 0;
    OK(s().declarations.declare(incident, now().version, d));
    // Birch was told under the first one: it has a new clock, which what it was told then does not meet.
    int running = 0;
    for (const Obligation &o : duties())
        if (o.declarationId == now().declarationId) {
            QCOMPARE(o.facts.triggerMs, now().declaredMs);
            running += isOpen(o.facts, team->clock.nowMs()) ? 1 : 0;
        }
    QCOMPARE(running, 2);
    team->clock.advance(kMinuteMs);
    tell();
    running = 0;
    for (const Obligation &o : duties())
        if (o.declarationId == now().declarationId) {
            QCOMPARE(o.facts.metMs > 0, o.customer == birch.customer);
            running += isOpen(o.facts, team->clock.nowMs()) ? 1 : 0;
        }
    QCOMPARE(running, 1);
    QVERIFY(!owes(u"corrections"_s)); // told anew
}

void TestRescind::byHandBetween()
{
    const ScopeRow gum = team->customer(u"Gum"_s, u"g-1"_s, {});
    OK(s().customers.setScope(incident, gum, u"Found later."_s));
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    team->clock.advance(kHourMs);
    OK(ask());
    const qint64 before = team->clock.nowMs() - kMinuteMs;
    team->clock.advance(kMinuteMs);
    const auto tellGum = [&](qint64 atMs) {
        return s().notices.recordByHand(notice, gum.subscription, {u"telephone"_s, atMs, u"The head"_s, true});
    };
    QVERIFY(!tellGum(team->clock.nowMs()).has_value()); // held
    OK(tellGum(before));                                // what was said before it stands in the record
}

/** A correction of figures, queued under the declaration, is no correction of its rescission. */
void TestRescind::correctionMadeBefore()
{
    for (const Obligation &o : duties())
        if (o.customer == elm.customer)
            OK(s().declarations.except(o, {u"unusual"_s, u"Strike."_s, team->clock.nowMs() + kHourMs,
                                           team->said(team->ada), team->said(team->eve)}));
    tell();
    const NoticeId figures = approvedCorrection();
    QVERIFY(figures.isValid());
    OK(send(figures));
    team->clock.advance(kMinuteMs);
    const auto details = s().notices.details(figures);
    for (const MessageRow &m : details->messages)
        if (m.address.startsWith(u"a@"_s))
            OK(s().notices.recordDelivery(m.id, {u"mail"_s, team->clock.nowMs(), u"reply"_s, true}));
    OK(ask());
    OK(cosign());
    team->clock.advance(2 * kHourMs); // the exception is over
    REFUSED(send(figures), ErrorKind::Refused);
    QVERIFY(owes(u"corrections"_s));
    QCOMPARE(s().rescissions.owed(incident)->subscriptions, 1);
}

void TestRescind::takenOverStays()
{
    const IncidentId duplicate = team->diagnosed(u"The same sign-ins"_s);
    const ScopeRow gum = team->customer(u"Gum"_s, u"g-1"_s, u"g@g.example"_s);
    OK(s().customers.setScope(duplicate, gum, u"log"_s));
    OK(team->declare(duplicate));
    OK(s().links.link(duplicate, incident, LinkKind::DuplicateOf, u"One attacker."_s));
    OK(s().links.takeOver(incident, now().version, duplicate, u"One team."_s));
    OK(ask());
    const auto would = s().rescissions.duties(incident); // what the panel says beforehand
    OK(would);
    OK(cosign());
    int ended = 0;
    for (const Obligation &o : duties())
        ended += o.withdrawnReason == codeOf(WithdrawalReason::Rescinded) ? 1 : 0;
    QCOMPARE(would->first, ended);
    QCOMPARE(would->second, 1);
    for (const Obligation &o : duties()) {
        const bool taken = o.customer == gum.customer;
        QCOMPARE(o.facts.withdrawnMs == 0, taken);
        if (taken)
            OK(s().declarations.withdraw(o, WithdrawalReason::Rescinded, u"Neither stands."_s, team->said(team->ada)));
    }
}

void TestRescind::endsAfterTheDecision()
{
    const IncidentId survivor = team->diagnosed(u"The first of them"_s);
    for (const Obligation &o : duties())
        OK(s().declarations.withdraw(o, WithdrawalReason::OutOfScope, u"Not theirs."_s, team->said(team->ada)));
    OK(ask());
    REFUSED(endAsDuplicate(survivor), ErrorKind::Refused);
    OK(decide(RescissionDecision::Refused, team->said(team->ada)));
    OK(endAsDuplicate(survivor));
    REFUSED(ask(), ErrorKind::Refused);
}

void TestRescind::asksWhyNot()
{
    OK(ask());
    OK(cosign());
    const qint64 rescindedMs = s().incidents.details(incident)->rescindedMs;
    QCOMPARE(now().whyNotDeclaredMs, rescindedMs + kDayMs);
    QVERIFY(!now().asksWhyNotDeclared(team->clock.nowMs()));
    REFUSED(s().rescissions.answerDelay(incident, u"r"_s, team->clock.nowMs() + kHourMs), ErrorKind::Refused);
    team->clock.advance(kDayMs);
    QVERIFY(now().asksWhyNotDeclared(team->clock.nowMs()));
    QVERIFY(s().incidents.board({})->cards.first().asksWhyNotDeclared(team->clock.nowMs()));
    REFUSED(s().rescissions.answerDelay(incident, u"r"_s, team->clock.nowMs() + kDayMs + kMinuteMs),
            ErrorKind::Invalid);
    team->actAs(team->ada);
    REFUSED(s().rescissions.answerDelay(incident, u"r"_s, team->clock.nowMs() + kHourMs), ErrorKind::Denied);
    team->actAs(team->mira);
    OK(s().rescissions.answerDelay(incident, u"The second log is read."_s, team->clock.nowMs() + kHourMs));
    QVERIFY(!now().asksWhyNotDeclared(team->clock.nowMs()));
    QCOMPARE(s().incidents.details(incident)->delays.size(), 1);
    team->clock.advance(kHourMs);
    QVERIFY(now().asksWhyNotDeclared(team->clock.nowMs())); // and again
    OK(team->declare(incident));
    QCOMPARE(now().whyNotDeclaredMs, qint64{0});
}

QTEST_GUILESS_MAIN(TestRescind)
#include "tst_rescind.moc"
