#include "models/storage/database.h"
#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** P8: exceptions to the 72 hours, on a file and on a server. Mira holds the incident and every role. */
class TestExceptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void inForceByBothAlone();
    void refused();
    void revoked();
    void takenBack();
    void reviewAtMostADay_data();
    void reviewAtMostADay();
    void renewed();
    void lapsesWhileClosed();
    void lapsesWithTimeLeft();
    void statuteOffersTheLaw_data();
    void statuteOffersTheLaw();
    void reasonsByLaw();
    void lateSaysWhy();
    void withdrawnByBothTogether();
    void peopleAndRoles_data();
    void peopleAndRoles();
    void attestedByTheManager();
    void threads();
    void whatWaits();
    void verifies();

private:
    Services &s() { return *team->services; }
    ExceptionAsk wish(qint64 forMs = 4 * kHourMs)
    {
        return {ExceptionKind::Exception,
                u"risk_to_others"_s,
                u"The hole is open."_s,
                team->clock.nowMs() + forMs,
                {},
                {duty().id}};
    }
    DeadlineException asked(qint64 forMs = 4 * kHourMs, ExceptionId renews = {})
    {
        team->actAs(team->mira);
        ExceptionAsk ask = wish(forMs);
        ask.renews = renews;
        const auto id = s().exceptions.ask(incident, ask);
        if (!id)
            qWarning("%s", qPrintable(id.error().userText + id.error().detail));
        return now(id.value_or(ExceptionId{}));
    }
    DeadlineException now(ExceptionId id) { return s().exceptions.details(id)->exception; }
    Obligation duty() { return s().declarations.obligations(incident)->first(); }
    ObligationState state() { return obligationState(duty().facts, team->clock.nowMs()); }
    Result<void> vote(PersonId who, ExceptionId id, ExceptionCapacity as,
                      ExceptionDecision decision = ExceptionDecision::Approved)
    {
        team->actAs(who);
        return s().exceptions.decide(now(id), {decision, as, u"Said so."_s});
    }
    ExceptionId inForce(qint64 forMs = 4 * kHourMs)
    {
        const ExceptionId id = asked(forMs).id;
        (void)vote(team->ada, id, ExceptionCapacity::Legal);
        (void)vote(team->eve, id, ExceptionCapacity::Executive);
        team->actAs(team->mira);
        return id;
    }
    QString lastLine()
    {
        TimelineFilter filter;
        const auto lines = s().timeline.after(incident, filter, {}, 500);
        return lines->last().text;
    }

    std::unique_ptr<Team> team;
    IncidentId incident;
};

void TestExceptions::init()
{
    team = std::make_unique<Team>();
    incident = team->diagnosed(u"Sign-ins"_s);
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s), u"log"_s));
    OK(team->declare(incident));
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

/** P8.3, P8.4: a pending request changes nothing; both together do, and the deadline stays in sight. */
void TestExceptions::inForceByBothAlone()
{
    const qint64 deadline = duty().facts.deadlineMs;
    const DeadlineException x = asked();
    QCOMPARE(x.number, 1);
    QCOMPARE(state(), ObligationState::Running);
    OK(vote(team->ada, x.id, ExceptionCapacity::Legal));
    QCOMPARE(state(), ObligationState::Running);
    QCOMPARE(missingApprovals(now(x.id)), QList{ExceptionCapacity::Executive});
    OK(vote(team->eve, x.id, ExceptionCapacity::Executive));
    QCOMPARE(now(x.id).state, ExceptionState::InForce);
    QCOMPARE(state(), ObligationState::Excepted);
    QCOMPARE(duty().facts.exceptedUntilMs, x.content.reviewMs);
    QCOMPARE(duty().facts.deadlineMs, deadline);
    REFUSED(vote(team->ada, x.id, ExceptionCapacity::Legal), ErrorKind::Refused); // decided
}

void TestExceptions::refused()
{
    const DeadlineException x = asked();
    OK(vote(team->ada, x.id, ExceptionCapacity::Legal));
    OK(vote(team->eve, x.id, ExceptionCapacity::Executive, ExceptionDecision::Refused));
    QCOMPARE(now(x.id).state, ExceptionState::Refused);
    QCOMPARE(state(), ObligationState::Running);
    OK(s().exceptions.ofIncident(incident));
    QVERIFY(asked().id.isValid()); // another request may follow
}

void TestExceptions::revoked()
{
    const ExceptionId id = inForce();
    team->clock.advance(72 * kHourMs - team->clock.nowMs() + duty().facts.triggerMs - kMinuteMs);
    const ExceptionId second = inForce();
    team->clock.advance(2 * kMinuteMs); // past the original deadline
    QCOMPARE(state(), ObligationState::Excepted);
    OK(vote(team->ada, second, ExceptionCapacity::Legal, ExceptionDecision::Revoked));
    QCOMPARE(now(second).state, ExceptionState::Revoked);
    QCOMPARE(state(), ObligationState::Overdue);
    REFUSED(vote(team->eve, second, ExceptionCapacity::Executive, ExceptionDecision::Revoked), ErrorKind::Refused);
    (void)id;
}

void TestExceptions::takenBack()
{
    const DeadlineException x = asked();
    REFUSED(s().exceptions.takeBack(x, u" "_s), ErrorKind::Invalid);
    OK(s().exceptions.takeBack(x, u"The hole is closed."_s));
    QCOMPARE(now(x.id).state, ExceptionState::TakenBack);
    REFUSED(vote(team->ada, x.id, ExceptionCapacity::Legal), ErrorKind::Refused);
}

void TestExceptions::reviewAtMostADay_data()
{
    QTest::addColumn<qint64>("forMs");
    QTest::addColumn<bool>("may");
    QTest::newRow("now") << qint64{0} << false;
    QTest::newRow("in a minute") << kMinuteMs << true;
    QTest::newRow("a day") << kDayMs << true;
    QTest::newRow("a day and a bit") << kDayMs + kMinuteMs << false;
}

void TestExceptions::reviewAtMostADay()
{
    QFETCH(qint64, forMs);
    QFETCH(bool, may);
    const auto tried = s().exceptions.ask(incident, wish(forMs));
    QCOMPARE(tried.has_value(), may);
    if (!may)
        QCOMPARE(tried.error().field, u"review"_s);
    else if (forMs == kMinuteMs) { // the review passed before the second approval
        team->clock.advance(2 * kMinuteMs);
        REFUSED(vote(team->ada, *tried, ExceptionCapacity::Legal), ErrorKind::Refused);
    }
}

/** P8.4: renewed by both; the one before gives way to it. */
void TestExceptions::renewed()
{
    const ExceptionId first = inForce(kHourMs);
    const ExceptionId second = asked(5 * kHourMs, first).id;
    OK(vote(team->ada, second, ExceptionCapacity::Legal));
    QCOMPARE(now(first).state, ExceptionState::InForce);
    OK(vote(team->eve, second, ExceptionCapacity::Executive));
    QCOMPARE(now(first).state, ExceptionState::Renewed);
    team->clock.advance(2 * kHourMs);
    QCOMPARE(state(), ObligationState::Excepted);
    QCOMPARE(s().exceptions.recordLapses().value_or(-1), 0);
}

/** P8.4: nobody looked when the review passed; at the next start it is due, and the record says so. */
void TestExceptions::lapsesWhileClosed()
{
    team->clock.advance(70 * kHourMs);
    const ExceptionId id = inForce(4 * kHourMs);
    team->close();
    team->clock.advance(10 * kHourMs);
    QVERIFY2(team->reopen(), qPrintable(team->problems.join(u'\n')));
    team->actAs(team->mira);
    QCOMPARE(state(), ObligationState::Overdue);
    QCOMPARE(readClock(duty().facts, team->clock.nowMs()).digits.left(6), u"+08:00"_s); // the total lateness
    QCOMPARE(s().exceptions.recordLapses().value_or(-1), 1);
    QCOMPARE(now(id).state, ExceptionState::Lapsed);
    QVERIFY2(lastLine().contains(u"lapsed at its review"_s) && lastLine().contains(u"overdue by 8 h"_s),
             qPrintable(lastLine()));
    QCOMPARE(s().exceptions.recordLapses().value_or(-1), 0); // once
}

void TestExceptions::lapsesWithTimeLeft()
{
    const ExceptionId id = inForce(kHourMs);
    team->clock.advance(kHourMs);
    QCOMPARE(state(), ObligationState::Running);
    QVERIFY(hasLapsed(now(id), team->clock.nowMs()));
    QCOMPARE(s().exceptions.recordLapses().value_or(-1), 1);
    QVERIFY2(lastLine().contains(u"due at"_s), qPrintable(lastLine()));
}

void TestExceptions::statuteOffersTheLaw_data()
{
    QTest::addColumn<Addressee>("addressee");
    QTest::addColumn<QString>("offers");
    QTest::newRow("authority") << Addressee::Authority << u"Art. 33(1)"_s;
    QTest::newRow("data subjects") << Addressee::DataSubjects << u"Art. 34(3)"_s;
}

/** P8.2. */
void TestExceptions::statuteOffersTheLaw()
{
    QFETCH(Addressee, addressee);
    QFETCH(QString, offers);
    DutyFactsByHand facts;
    facts.jurisdictions = {u"DE"_s};
    facts.part = ProviderPart::Controller;
    facts.risk = PeopleRisk::HighRisk;
    facts.unintelligible = false;
    OK(s().assessments.classify(incident, team->now(incident).version,
                                {Outcome::CustomerReportable, PersonalData::Yes, u"Read."_s, u"Mira"_s}));
    OK(s().duties.noteFacts(incident, 0, facts, u"As the register says."_s));
    const auto duties = s().declarations.obligations(incident);
    const auto statute = std::find_if(duties->begin(), duties->end(), [&](const Obligation &o) {
        return o.duty == DutyKind::Statute && o.addressee == addressee;
    });
    QVERIFY(statute != duties->end());
    ExceptionAsk ask = wish();
    ask.duties = {duty().id, statute->id};
    const auto tried = s().exceptions.ask(incident, ask);
    REFUSED(tried, ErrorKind::Refused);
    QVERIFY2(tried.error().userText.contains(offers), qPrintable(tried.error().userText));
    QVERIFY(s().exceptions.ofIncident(incident)->isEmpty());
    // Nor past the program.
    team->actAs(team->mira);
    OK(s().exceptions.ask(incident, wish()));
    QVERIFY(
        !team->db->run(u"INSERT INTO exception_duty (incident_id, exception_id, obligation_id) VALUES (%1, %2, %3)"_s
                           .arg(incident.value)
                           .arg(s().exceptions.ofIncident(incident)->first().id.value)
                           .arg(statute->id.value)));
}

/** P8.2: what the law has instead, legal's alone. */
void TestExceptions::reasonsByLaw()
{
    DutyFactsByHand facts;
    facts.jurisdictions = {u"DE"_s};
    facts.part = ProviderPart::Controller;
    facts.risk = PeopleRisk::HighRisk;
    OK(s().assessments.classify(incident, team->now(incident).version,
                                {Outcome::CustomerReportable, PersonalData::Yes, u"Read."_s, u"Mira"_s}));
    OK(s().duties.noteFacts(incident, 0, facts, u"As the register says."_s));
    const auto duties = s().declarations.obligations(incident);
    const auto statute =
        std::find_if(duties->begin(), duties->end(), [&](const Obligation &o) { return o.duty == DutyKind::Statute; });
    QVERIFY(statute != duties->end());
    DelayGround g;
    g.obligation = statute->id;
    g.kind = DelayKind::Authority;
    g.reason = u"The hole is open."_s;
    team->actAs(team->eve);
    REFUSED(s().exceptions.recordDelay(incident, g), ErrorKind::Denied);
    team->actAs(team->ada);
    REFUSED(s().exceptions.recordDelay(incident, g), ErrorKind::Invalid); // which authority
    g.authority = u"Prosecutor"_s;
    g.reference = u"12 Js 4"_s;
    g.untilMs = team->clock.nowMs() + kDayMs;
    OK(s().exceptions.recordDelay(incident, g));
    QCOMPARE(s().exceptions.delays(incident)->size(), 1);
    QVERIFY(s().exceptions.reasonsForDelay(incident, {statute->id})->contains(u"12 Js 4"_s));
    g.obligation = duty().id;
    REFUSED(s().exceptions.recordDelay(incident, g), ErrorKind::Refused); // the provider's own has exceptions
    team->actAs(team->mira);
}

/** P8.5: a late notice says why it is late, before legal may approve it, and before it leaves. */
void TestExceptions::lateSaysWhy()
{
    const NoticeId ready = team->approvedNotice(incident);
    NoticeDraft text = s().notices.details(ready)->text.draft;
    text.content.remove(u"delay_reasons"_s);
    OK(s().notices.saveText(ready, 0, text));
    OK(s().notices.submit(ready, 0));
    OK(s().notices.approve(ready, 0, team->said(team->ada))); // in time, it needs none
    team->clock.advance(71 * kHourMs);
    (void)inForce(3 * kHourMs);
    team->clock.advance(4 * kHourMs); // lapsed, and overdue
    const auto sent = s().notices.send(ready, 0, team->path(u"out"_s));
    REFUSED(sent, ErrorKind::Refused);
    QVERIFY2(sent.error().userText.contains(u"says why it is late"_s), qPrintable(sent.error().userText));
    OK(s().notices.saveText(ready, 0, text));
    OK(s().notices.submit(ready, 0));
    const auto silent = s().notices.approve(ready, 0, team->said(team->ada));
    REFUSED(silent, ErrorKind::Refused);
    QVERIFY2(silent.error().userText.contains(u"Reasons for the delay"_s), qPrintable(silent.error().userText));
    text.body += u"\nWe tell you late because the hole was open."_s;
    text.content.insert(u"delay_reasons"_s, ContentMark::Given);
    OK(s().notices.saveText(ready, 0, text));
    OK(s().notices.submit(ready, 0));
    OK(s().notices.approve(ready, 0, team->said(team->ada)));
    OK(s().notices.send(ready, 0, team->path(u"out"_s)));
    const auto why = s().exceptions.reasonsForDelay(incident, {duty().id});
    QVERIFY2(why->contains(u"risk to other customers"_s), qPrintable(*why));
}

/** P8.5: while it is excepted, legal and the executive end it together, neither alone. */
void TestExceptions::withdrawnByBothTogether()
{
    ExceptionAsk end{ExceptionKind::Withdrawal, u"out_of_scope"_s, u"Not theirs."_s, 0, {}, {duty().id}};
    REFUSED(s().exceptions.ask(incident, end), ErrorKind::Refused); // it is not excepted
    (void)inForce();
    const auto id = s().exceptions.ask(incident, end);
    OK(id);
    OK(vote(team->ada, *id, ExceptionCapacity::Legal));
    QCOMPARE(state(), ObligationState::Excepted);
    OK(vote(team->eve, *id, ExceptionCapacity::Executive));
    QCOMPARE(now(*id).state, ExceptionState::CarriedOut);
    QCOMPARE(state(), ObligationState::Withdrawn);
    QCOMPARE(duty().withdrawnReason, u"out_of_scope"_s);
}

void TestExceptions::peopleAndRoles_data()
{
    using enum Role;
    QTest::addColumn<int>("legalRoles"); // of who approves as legal
    QTest::addColumn<int>("executiveRoles");
    // "", "both": one person decides as both; "asks ...": who asked decides as legal, as the executive, or as both
    QTest::addColumn<QString>("same");
    QTest::addColumn<bool>("may");
    const auto roles = [](Roles r) { return static_cast<int>(r.toInt()); };
    QTest::newRow("two people") << roles(Legal) << roles(Executive) << QString() << true;
    QTest::newRow("two who hold both roles")
        << roles(Legal | Executive) << roles(Legal | Executive) << QString() << true;
    QTest::newRow("one who holds both") << roles(Legal | Executive) << roles(Executive) << u"both"_s << false;
    QTest::newRow("who asked holds legal too") << roles(Legal) << roles(Executive) << u"asks legal"_s << false;
    QTest::newRow("who asked is the executive too") << roles(Legal) << roles(Executive) << u"asks executive"_s << false;
    QTest::newRow("one person in all three") << roles(Legal) << roles(Executive) << u"asks both"_s << false;
    QTest::newRow("no lawyer") << roles(Responder | Executive) << roles(Executive) << QString() << false;
    QTest::newRow("no executive") << roles(Legal) << roles(Legal | Responder) << QString() << false;
    QTest::newRow("a manager as the executive") << roles(Legal) << roles(IncidentManager) << QString() << false;
    QTest::newRow("everything but legal")
        << roles(Responder | IncidentManager | Executive | PostmortemAuthor) << roles(Executive) << QString() << false;
}

/** P8.3, P13.3: two people, neither the requester, whatever roles they hold. */
void TestExceptions::peopleAndRoles()
{
    QFETCH(int, legalRoles);
    QFETCH(int, executiveRoles);
    QFETCH(QString, same);
    QFETCH(bool, may);
    const PersonId one = team->person(u"Ina One"_s, Roles::fromInt(legalRoles));
    const PersonId other = team->person(u"Otto Other"_s, Roles::fromInt(executiveRoles));
    const ExceptionId id = asked().id;
    const bool asksLegal = same == u"asks legal" || same == u"asks both";
    const bool asksExecutive = same == u"asks executive" || same == u"asks both";
    const auto legal = vote(asksLegal ? team->mira : one, id, ExceptionCapacity::Legal);
    team->actAs(team->mira);
    const auto executive = vote(asksExecutive     ? team->mira
                                : same == u"both" ? one
                                                  : other,
                                id, ExceptionCapacity::Executive);
    team->actAs(team->mira);
    QCOMPARE(legal.has_value() && executive.has_value(), may);
    QCOMPARE(now(id).state == ExceptionState::InForce, may);
    QCOMPARE(state() == ObligationState::Excepted, may);
}

/** P13.5: written down by the manager who holds the incident, and by nobody else. */
void TestExceptions::attestedByTheManager()
{
    const DeadlineException x = asked();
    const ExceptionVoteInput yes{ExceptionDecision::Approved, ExceptionCapacity::Legal, u"Agreed."_s};
    team->actAs(team->ada);
    REFUSED(s().exceptions.decide(x, yes, team->said(team->eve)), ErrorKind::Denied);
    team->actAs(team->mira);
    REFUSED(s().exceptions.decide(x, yes, team->said(team->mira)), ErrorKind::Invalid);
    REFUSED(s().exceptions.decide(x, yes, team->said(team->eve)), ErrorKind::Invalid); // no lawyer
    OK(s().exceptions.decide(x, yes, team->said(team->ada)));
    REFUSED(s().exceptions.decide(x, yes, team->said(team->ada)), ErrorKind::Conflict); // seen before
    OK(s().exceptions.decide(now(x.id), {ExceptionDecision::Approved, ExceptionCapacity::Executive, u"Yes."_s},
                             team->said(team->eve)));
    QCOMPARE(state(), ObligationState::Excepted);
    const auto votes = s().exceptions.details(x.id)->votes;
    QCOMPARE(votes.size(), 2);
    QCOMPARE(votes.first().byName, u"Ada Ruiz"_s);
    QCOMPARE(votes.first().enteredBy, u"Mira Kahn"_s);
}

/** A question back is a thread, not a refusal: the request waits on, and who asked sees it. */
void TestExceptions::threads()
{
    const DeadlineException x = asked();
    Approval about;
    about.kind = ApprovalKind::Exception;
    about.id = x.id.value;
    about.incident = incident;
    team->actAs(team->ada);
    REFUSED(s().approvals.remark(about, true, u" "_s), ErrorKind::Invalid);
    REFUSED(s().approvals.remark(about, true, QString(4001, u'x')), ErrorKind::Invalid); // nothing is cut off
    OK(s().approvals.remark(about, true, u"Which hole?"_s));
    QVERIFY(now(x.id).askedBack);
    QCOMPARE(now(x.id).state, ExceptionState::Asked);
    team->actAs(team->mira);
    const auto mine = s().approvals.overview();
    QCOMPARE(mine->mine.size(), 1);
    QVERIFY(mine->mine.first().askedBack);
    OK(s().approvals.remark(about, false, u"The gateway's."_s));
    QVERIFY(!now(x.id).askedBack);
    QCOMPARE(s().approvals.thread(ApprovalKind::Exception, x.id.value)->size(), 2);
}

/** What waits for me, for others, and what I decided. */
void TestExceptions::whatWaits()
{
    const DeadlineException x = asked();
    const auto lists = [&](PersonId who) {
        team->actAs(who);
        const auto all = *s().approvals.overview();
        return u"%1 %2 %3"_s.arg(all.mine.size()).arg(all.others.size()).arg(all.decided.size());
    };
    QCOMPARE(lists(team->ada), u"1 0 0"_s);
    QCOMPARE(lists(team->eve), u"1 0 0"_s);
    QCOMPARE(lists(team->mira), u"0 1 0"_s); // who asks does not decide, whatever roles
    OK(vote(team->ada, x.id, ExceptionCapacity::Legal));
    QCOMPARE(lists(team->ada), u"0 1 1"_s);
    QCOMPARE(lists(team->eve), u"1 0 0"_s);
    team->actAs(team->eve);
    QCOMPARE(s().approvals.overview()->mine.first().deadlineMs, duty().facts.deadlineMs);
    OK(vote(team->eve, x.id, ExceptionCapacity::Executive));
    QCOMPARE(lists(team->eve), u"0 1 1"_s); // in force: the holder's, until its review
    // Who wrote a decision down finds it again, beside who decided.
    const DeadlineException next = asked(kHourMs, x.id);
    OK(s().exceptions.decide(next, {ExceptionDecision::Refused, ExceptionCapacity::Legal, u"No."_s},
                             team->said(team->ada)));
    for (const PersonId who : {team->mira, team->ada}) {
        team->actAs(who);
        const auto decided = s().approvals.overview()->decided;
        QVERIFY(std::any_of(decided.begin(), decided.end(), [&](const Approval &a) {
            return a.kind == ApprovalKind::Exception && a.id == next.id.value && a.text == u"refused";
        }));
    }
    team->actAs(team->mira);
}

void TestExceptions::verifies()
{
    (void)inForce();
    team->clock.advance(5 * kHourMs);
    OK(s().exceptions.recordLapses());
    QCOMPARE(team->findings(), QString());
}

QTEST_GUILESS_MAIN(TestExceptions)
#include "tst_exceptions.moc"
