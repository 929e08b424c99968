#include "models/storage/database.h"
#include "tests/services/expect.h"
#include "tests/services/transferfixture.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** P13.5: on a server whose decision was written down confirms or disowns it by log-in; on a file it is final. */
class TestAttestations : public QObject, private TransferFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoAnswers_data();
    void whoAnswers();
    void blocksClosing();
    void disownedIsRevoked_data();
    void disownedIsRevoked();
    void rescissionIsOneQuestion_data();
    void rescissionIsOneQuestion();
    void disownedTakingOut();
    void disownedPostmortem();
    void waitsOnTheApprovalsPage();
    void finalOnAFile();
    void verifies();

private:
    Services &all() { return *team.services; }
    AttestedDecision latest()
    {
        const auto list = *all().attestations.ofIncident(incident);
        return list.isEmpty() ? AttestedDecision{} : list.last();
    }
    /** A notice that Ada approved by telephone. */
    AttestedDecision byTelephone()
    {
        team.actAs(team.mira);
        team.clock.advance(1000);
        (void)team.approvedNotice(incident);
        return latest();
    }
    Result<void> answer(PersonId who, const AttestedDecision &d, AttestationAnswer a, const QString &words = {})
    {
        team.actAs(who);
        const auto done = all().attestations.answer(d, a, words);
        team.actAs(team.mira);
        return done;
    }

    IncidentId incident;
};

void TestAttestations::initTestCase()
{
    QCOMPARE(begin(), QString());
    incident = team.diagnosed(u"Sign-ins"_s);
    for (const QString &name : {u"Birch"_s, u"Elm"_s})
        OK(all().customers.setScope(incident, team.customer(name, name + u"-1"_s, name + u"@x.example"_s), u"log"_s));
    OK(team.declare(incident));
}

void TestAttestations::whoAnswers_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<bool>("may");
    QTest::newRow("whose decision it is") << u"ada"_s << true;
    QTest::newRow("who wrote it down") << u"mira"_s << false;
    QTest::newRow("another lawyer") << u"sam"_s << false;
    QTest::newRow("executive") << u"eve"_s << false;
    QTest::newRow("responder") << u"rita"_s << false;
    QTest::newRow("auditor") << u"aud"_s << false;
}

void TestAttestations::whoAnswers()
{
    QFETCH(QString, who);
    QFETCH(bool, may);
    if (!onServer())
        return; // finalOnAFile() says what a file does
    const QHash<QString, PersonId> people{{u"ada"_s, team.ada}, {u"mira"_s, team.mira}, {u"sam"_s, sam},
                                          {u"eve"_s, team.eve}, {u"rita"_s, rita},      {u"aud"_s, aud}};
    const AttestedDecision d = byTelephone();
    QCOMPARE(d.byName, u"Ada Ruiz"_s);
    QCOMPARE(d.enteredBy, u"Mira Kahn"_s);
    QCOMPARE(d.what, u"Decision on a notice (no. %1): approved"_s.arg(
                         all().notices.details(NoticeId{d.subject})->notice.number));
    const auto done = answer(people.value(who), d, AttestationAnswer::Confirmed);
    QCOMPARE(done.has_value(), may);
    if (!may)
        QCOMPARE(done.error().kind, ErrorKind::Denied);
    else
        REFUSED(answer(team.ada, d, AttestationAnswer::Disowned, u"x"_s), ErrorKind::Refused); // once
}

void TestAttestations::blocksClosing()
{
    const AttestedDecision d = byTelephone();
    const auto missing = [&] {
        const auto list = *all().incidents.missingForClose(team.now(incident));
        return std::count_if(list.begin(), list.end(), [](const Missing &m) { return m.code == u"attestations"; });
    };
    QCOMPARE(missing(), onServer() ? 1 : 0);
    if (!onServer())
        return;
    team.confirmAll(incident);
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    QCOMPARE(missing(), 0);
    QCOMPARE(all().attestations.find(d.act, d.id)->answer, AttestationAnswer::Confirmed);
}

void TestAttestations::disownedIsRevoked_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what :
         {"notice", "exception in force", "exception asked", "checklist", "approved transfer", "withdrawn obligation"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestAttestations::disownedIsRevoked()
{
    QFETCH(QString, what);
    if (!onServer())
        return;
    team.actAs(team.mira);
    const auto duty = [this] { return all().declarations.obligations(incident)->first(); };
    const auto x = [this] { return all().exceptions.ofIncident(incident)->last(); };
    const auto t = [this] { return s().ofIncident(incident)->last(); };
    if (what == u"notice") {
        (void)byTelephone();
    } else if (what.startsWith(u"exception"_s)) {
        OK(all().exceptions.ask(
            incident, {ExceptionKind::Exception, u"unusual"_s, u"r"_s, team.clock.nowMs() + kHourMs, {}, {duty().id}}));
        if (what == u"exception in force")
            OK(all().exceptions.decide(x(), {ExceptionDecision::Approved, ExceptionCapacity::Executive, u"y"_s},
                                       team.said(team.eve)));
        team.clock.advance(1000);
        OK(all().exceptions.decide(x(), {ExceptionDecision::Approved, ExceptionCapacity::Legal, u"y"_s},
                                   team.said(team.ada)));
    } else if (what == u"withdrawn obligation") {
        OK(all().declarations.withdraw(duty(), WithdrawalReason::OutOfScope, u"x"_s, team.said(team.ada)));
    } else {
        team.actAs(rita);
        OK(s().ask(incident, sampleTransfer(what, team.clock.nowMs())));
        team.actAs(team.mira);
        OK(s().answer(t(), allYes(t()), team.said(team.ada)));
        const AttestedDecision d = latest();
        if (what == u"approved transfer") {
            team.clock.advance(1000);
            OK(s().decide(t(), approval(team.clock.nowMs() + kHourMs)));
        }
        OK(answer(team.ada, d, AttestationAnswer::Disowned, u"I never said that."_s));
        QCOMPARE(t().state, what == u"checklist" ? TransferState::Blocked : TransferState::Revoked);
        return;
    }
    const AttestedDecision d = latest();
    QCOMPARE(d.by, team.ada);
    REFUSED(answer(team.ada, d, AttestationAnswer::Disowned, u" "_s), ErrorKind::Invalid);
    OK(answer(team.ada, d, AttestationAnswer::Disowned, u"I never said that."_s));
    if (what == u"notice")
        QCOMPARE(all().notices.list(incident)->last().state, NoticeState::Draft);
    else if (what == u"exception in force")
        QCOMPARE(x().state, ExceptionState::Revoked);
    else if (what == u"exception asked")
        QCOMPARE(x().state, ExceptionState::Refused);
    else
        QCOMPARE(obligationState(duty().facts, team.clock.nowMs()), ObligationState::Running);
}

void TestAttestations::rescissionIsOneQuestion_data()
{
    QTest::addColumn<bool>("confirmed");
    QTest::newRow("confirmed") << true;
    QTest::newRow("disowned") << false;
}

/** Legal's co-signature with the duties it ended: one answer; disowned, they stand again where they stood. */
void TestAttestations::rescissionIsOneQuestion()
{
    QFETCH(bool, confirmed);
    if (!onServer())
        return;
    const IncidentId other = team.diagnosed(confirmed ? u"A script"_s : u"A log"_s);
    for (const QString &name : {u"Oak"_s, u"Yew"_s}) {
        const QString own = name + (confirmed ? u"-a"_s : u"-b"_s);
        OK(all().customers.setScope(other, team.customer(own, own + u"-1"_s, own.toLower() + u"@x.example"_s),
                                    u"log"_s));
    }
    OK(team.declare(other));
    const QList<Obligation> before = *all().declarations.obligations(other);
    QCOMPARE(before.size(), 2);
    const auto entry =
        *all().timeline.add(other, {EntryKind::Evidence, team.clock.nowMs(), u"Our own script"_s, {}, false});
    OK(all().rescissions.request(other, team.now(other).version, u"Our own script read them."_s, {entry}));
    OK(all().rescissions.decide(other, team.now(other).version, RescissionDecision::Cosigned, u"The log shows it."_s,
                                team.said(team.ada)));
    QVERIFY(!team.now(other).isDeclared());
    team.actAs(team.ada);
    const auto mine = all().approvals.overview()->mine;
    QList<Approval> asked;
    std::copy_if(mine.begin(), mine.end(), std::back_inserter(asked),
                 [other](const Approval &a) { return a.kind == ApprovalKind::Attestation && a.incident == other; });
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().act, codeOf(AttestedAct::Rescission));
    const auto d = all().attestations.find(AttestedAct::Rescission, asked.first().id);
    OK(d);
    OK(answer(team.ada, *d, confirmed ? AttestationAnswer::Confirmed : AttestationAnswer::Disowned, u"Said so."_s));
    const auto parts = all().attestations.ofIncident(other);
    for (const AttestedDecision &part : *parts)
        QVERIFY2(part.answer != AttestationAnswer::Open, qPrintable(part.what));
    const QList<Obligation> after = *all().declarations.obligations(other);
    QCOMPARE(after.size(), before.size());
    for (qsizetype n = 0; n < after.size(); ++n) {
        QCOMPARE(obligationState(after[n].facts, team.clock.nowMs()),
                 confirmed ? ObligationState::Withdrawn : ObligationState::Running);
        QCOMPARE(after[n].facts.deadlineMs, before[n].facts.deadlineMs);
    }
    const QString told = all().timeline.after(other, {}, {}, 500)->last().text;
    QCOMPARE(told.contains(u"until the incident manager declares again"_s), !confirmed);
    QCOMPARE(told.count(u"The obligation stands again, at its original deadline."_s), confirmed ? 0 : 1);
    if (!confirmed)
        OK(team.declare(other));
}

/** P7.8: a customer taken out by words that legal never said: the duty stands again. */
void TestAttestations::disownedTakingOut()
{
    if (!onServer())
        return;
    const IncidentId other = team.diagnosed(u"Listing"_s);
    const ScopeRow ash = team.customer(u"Ash"_s, u"ash-1"_s, u"ash@x.example"_s);
    OK(all().customers.setScope(other, ash, u"log"_s));
    OK(team.declare(other));
    ScopeRow out = team.seen(other, ash);
    out.inScope = false;
    OK(all().customers.setScope(other, out, u"Not theirs."_s, team.said(team.ada)));
    const auto state = [&] {
        return obligationState(all().declarations.obligations(other)->first().facts, team.clock.nowMs());
    };
    QCOMPARE(state(), ObligationState::Withdrawn);
    const auto list = *all().attestations.ofIncident(other);
    const auto d =
        std::find_if(list.begin(), list.end(), [](const AttestedDecision &x) { return x.act == AttestedAct::Scope; });
    QVERIFY(d != list.end());
    OK(answer(team.ada, *d, AttestationAnswer::Disowned, u"I never said that."_s));
    QCOMPARE(state(), ObligationState::Running);
}

/** P11.2: an approval that nobody gave finishes no post-mortem. */
void TestAttestations::disownedPostmortem()
{
    if (!onServer())
        return;
    const IncidentId other = team.diagnosed(u"Token"_s);
    OK(all().postmortems.save(other, 0, u"## Summary\n\nA token."_s));
    OK(all().postmortems.submit(other, 1));
    OK(all().postmortems.review(other, 2, {}));
    OK(all().postmortems.approve(other, 3, team.said(team.ada)));
    const auto list = *all().attestations.ofIncident(other);
    QCOMPARE(list.size(), 1);
    OK(answer(team.ada, list.first(), AttestationAnswer::Disowned, u"I never read it."_s));
    QCOMPARE((*all().postmortems.of(other))->state, PostmortemState::InReview);
    QCOMPARE((*all().postmortems.of(other))->approvedByName, QString());
    team.actAs(team.ada);
    OK(all().postmortems.approve(other, (*all().postmortems.of(other))->version, {})); // now by herself
    QCOMPARE((*all().postmortems.of(other))->state, PostmortemState::Approved);
    team.actAs(team.mira);
}

void TestAttestations::waitsOnTheApprovalsPage()
{
    const AttestedDecision d = byTelephone();
    team.actAs(team.ada);
    const auto mine = all().approvals.overview();
    const auto line = std::find_if(mine->mine.begin(), mine->mine.end(), [&](const Approval &a) {
        return a.kind == ApprovalKind::Attestation && a.id == d.id;
    });
    QCOMPARE(line != mine->mine.end(), onServer());
    if (onServer())
        QCOMPARE(line->deadlineMs, d.enteredMs + kDayMs);
    team.actAs(team.mira);
}

void TestAttestations::finalOnAFile()
{
    if (onServer())
        return;
    const AttestedDecision d = byTelephone();
    REFUSED(answer(team.ada, d, AttestationAnswer::Disowned, u"x"_s), ErrorKind::Refused);
}

void TestAttestations::verifies()
{
    team.actAs(team.mira);
    QCOMPARE(team.findings(), QString());
}

QTEST_GUILESS_MAIN(TestAttestations)
#include "tst_attestations.moc"
