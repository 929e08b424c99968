#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QDir>
#include <QTest>
#include <algorithm>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** Taking out after the declaration: legal's, one subscription at a time, and a correction to who was told (P7.8). */
class TestTakeOut : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void needsLegal();
    void dutyStandsWhileOthersAreAffected_data();
    void dutyStandsWhileOthersAreAffected();
    void whatIsLeftMayBeReachedAlready();
    void othersStayAsTheyAre();
    void excepted();
    void correctionOwed_data();
    void correctionOwed();
    void correctionGoesToWhomItIsOwed();
    void secondIsTold_data();
    void secondIsTold();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] Result<void> affect(const ScopeRow &row)
    {
        return s().customers.setScope(incident, team->seen(incident, row), u"log"_s);
    }
    [[nodiscard]] Result<void> takeOut(ScopeRow row) { return takeOut(row, team->said(team->ada)); }
    [[nodiscard]] Result<void> takeOut(ScopeRow row, const Attestation &legal)
    {
        row.inScope = false;
        return s().customers.setScope(incident, team->seen(incident, row), u"Another tenant."_s, legal);
    }
    [[nodiscard]] Result<int> send(NoticeId notice) { return s().notices.send(notice, 0, team->path(u"out"_s)); }
    [[nodiscard]] Result<void> answer(const MessageRow &m, bool reached = true)
    {
        return s().notices.recordDelivery(m.id, {u"mail"_s, team->clock.nowMs(), u"reply"_s, reached});
    }
    [[nodiscard]] Obligation duty() { return s().declarations.obligations(incident)->first(); }
    [[nodiscard]] ScopeRow now(const ScopeRow &row)
    {
        const auto rows = *s().customers.scope(incident);
        return *std::find_if(rows.begin(), rows.end(),
                             [&](const ScopeRow &r) { return r.subscription == row.subscription; });
    }
    [[nodiscard]] bool gateAsksForCorrection()
    {
        const auto list = *s().incidents.missingForClose(team->now(incident));
        if (const QString other = team->owedOtherwise(incident); !other.isEmpty())
            QTest::qFail(qPrintable(other), __FILE__, __LINE__); // the server's gate says the same
        return std::any_of(list.begin(), list.end(), [](const Missing &m) { return m.code == u"corrections"; });
    }
    std::unique_ptr<Team> team;
    IncidentId incident;
    ScopeRow one, two;
};

void TestTakeOut::init()
{
    team = std::make_unique<Team>();
    incident = team->diagnosed(u"Unknown sign-ins"_s);
    one = team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s);
    two = team->customer(u"Birch"_s, u"b-2"_s, u"c@b.example"_s);
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestTakeOut::cleanup()
{
    team->actAs(team->mira);
    const QString found = team->findings();
    QVERIFY2(found.isEmpty(), qPrintable(found));
    team.reset();
}

void TestTakeOut::needsLegal()
{
    OK(affect(one));
    OK(affect(two));
    OK(team->declare(incident));
    const PersonId manager = team->person(u"Nils Berg"_s, Role::IncidentManager);
    team->actAs(manager);
    OK(s().incidents.takeOver(incident, 0, u"Shift."_s));
    REFUSED(takeOut(one, {}), ErrorKind::Denied);
    REFUSED(takeOut(one, team->said(team->eve)), ErrorKind::Invalid); // the executive is not legal
    QVERIFY(now(one).inScope);
    OK(takeOut(one, team->said(team->ada)));
    QVERIFY(!now(one).inScope);
    team->actAs(team->ada);
    OK(takeOut(two, {})); // legal, by log-in
    QVERIFY(!now(two).inScope);
}

void TestTakeOut::dutyStandsWhileOthersAreAffected_data()
{
    QTest::addColumn<bool>("both");
    QTest::newRow("one of two") << false;
    QTest::newRow("one after the other") << true;
}

void TestTakeOut::dutyStandsWhileOthersAreAffected()
{
    QFETCH(bool, both);
    OK(affect(one));
    OK(affect(two));
    OK(team->declare(incident));
    team->clock.advance(kMinuteMs);
    OK(takeOut(one));
    QCOMPARE(obligationState(duty().facts, team->clock.nowMs()), ObligationState::Running);
    if (both) {
        OK(takeOut(two));
        QCOMPARE(obligationState(duty().facts, team->clock.nowMs()), ObligationState::Withdrawn);
        QCOMPARE(duty().withdrawnReason, codeOf(WithdrawalReason::OutOfScope));
        return;
    }
    const NoticeId notice = team->approvedNotice(incident);
    const auto sent = send(notice);
    OK(sent);
    QCOMPARE(*sent, 1);
    QCOMPARE(s().notices.details(notice)->messages.first().address, u"c@b.example"_s);
    OK(answer(s().notices.details(notice)->messages.first()));
    QVERIFY(duty().facts.metMs > 0);
}

void TestTakeOut::whatIsLeftMayBeReachedAlready()
{
    OK(affect(one));
    OK(affect(two));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    team->clock.advance(kHourMs);
    const auto messages = s().notices.details(notice)->messages;
    const auto toTwo =
        std::find_if(messages.begin(), messages.end(), [](const MessageRow &m) { return m.address == u"c@b.example"; });
    OK(answer(*toTwo));
    const qint64 at = team->clock.nowMs();
    QCOMPARE(duty().facts.metMs, 0);
    team->clock.advance(kHourMs);
    OK(takeOut(one));
    QCOMPARE(duty().facts.metMs, at);
    OK(takeOut(two)); // met is met: nothing takes it back
    QCOMPARE(duty().facts.metMs, at);
    QCOMPARE(duty().facts.withdrawnMs, 0);
}

/** A customer taken out ends its own duty, and moves that of nobody else, reached or not. */
void TestTakeOut::othersStayAsTheyAre()
{
    const ScopeRow cedar = team->customer(u"Cedar"_s, u"c-1"_s, u"e@c.example"_s);
    const ScopeRow dogwood = team->customer(u"Dogwood"_s, u"d-1"_s, u"f@d.example"_s);
    for (const ScopeRow &row : {one, cedar, dogwood})
        OK(affect(row));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    team->clock.advance(kHourMs);
    const auto messages = s().notices.details(notice)->messages;
    const auto toCedar =
        std::find_if(messages.begin(), messages.end(), [](const MessageRow &m) { return m.address == u"e@c.example"; });
    OK(answer(*toCedar));
    const qint64 at = team->clock.nowMs();
    team->clock.advance(kHourMs);
    OK(takeOut(one));
    const auto duties = s().declarations.obligations(incident);
    OK(duties);
    QCOMPARE(duties->size(), 3);
    for (const Obligation &o : *duties) {
        QCOMPARE(o.facts.withdrawnMs, o.customer == one.customer ? team->clock.nowMs() : 0);
        QCOMPARE(o.facts.metMs, o.customer == cedar.customer ? at : 0);
    }
}

/** P8.5: while an exception is in force, legal alone does not end the duty, nor by this way. */
void TestTakeOut::excepted()
{
    OK(affect(one));
    OK(affect(two));
    OK(team->declare(incident));
    OK(s().declarations.except(duty(), {u"unusual"_s, u"Strike."_s, team->clock.nowMs() + kHourMs,
                                        team->said(team->ada), team->said(team->eve)}));
    OK(takeOut(one));
    REFUSED(takeOut(two), ErrorKind::Refused);
    QVERIFY(now(two).inScope);
}

/** Who was told and is not affected: by the letter that arrived, whichever way it turned out. */
void TestTakeOut::correctionOwed_data()
{
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("then");
    QTest::addColumn<bool>("owed");
    QTest::newRow("not told") << u"sent"_s << u"out"_s << false;
    QTest::newRow("told") << u"reached"_s << u"out"_s << true;
    QTest::newRow("told, and the letter came back") << u"returned"_s << u"out"_s << false;
    QTest::newRow("told in part, the whole duty withdrawn") << u"reached"_s << u"withdraw"_s << true;
    QTest::newRow("told in part, somebody else's duty") << u"reached"_s << u"other"_s << false;
    QTest::newRow("told, taken out, put in again") << u"reached"_s << u"in again"_s << false;
}

void TestTakeOut::correctionOwed()
{
    QFETCH(QString, told);
    QFETCH(QString, then);
    QFETCH(bool, owed);
    OK(affect(one));
    OK(affect(two));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    const auto messages = s().notices.details(notice)->messages;
    const auto toOne =
        std::find_if(messages.begin(), messages.end(), [](const MessageRow &m) { return m.address == u"a@b.example"; });
    if (told != u"sent")
        OK(answer(*toOne));
    if (told == u"returned")
        OK(answer(*toOne, false));
    team->clock.advance(kHourMs);
    if (then == u"withdraw" || then == u"other")
        OK(s().declarations.withdraw(
            duty(), then == u"other" ? WithdrawalReason::OtherPartysDuty : WithdrawalReason::OutOfScope,
            u"Not theirs."_s, team->said(team->ada)));
    else
        OK(takeOut(one));
    if (then == u"in again")
        OK(affect(one));
    QCOMPARE(now(one).correctionOwed, owed);
    QVERIFY(!now(two).correctionOwed);
    QCOMPARE(gateAsksForCorrection(), owed);
}

void TestTakeOut::correctionGoesToWhomItIsOwed()
{
    OK(affect(one));
    OK(affect(two));
    OK(team->declare(incident));
    const NoticeId first = team->approvedNotice(incident);
    OK(send(first));
    const auto told = s().notices.details(first)->messages;
    for (const MessageRow &m : told)
        OK(answer(m));
    team->clock.advance(kHourMs);
    OK(takeOut(one));
    NoticeDraft text;
    text.subject = u"Correction"_s;
    text.body = u"{{subscriptions}} was not affected."_s;
    for (const ContentItem &item : team->rules->requiredContent(Audience::Customers))
        text.content.insert(item.code, ContentMark::Given);
    const auto notice = s().notices.start(incident, Audience::Customers, NoticePhase::Correction, text);
    OK(notice);
    QCOMPARE(s().notices.details(*notice)->scope.size(), 1);
    OK(s().notices.submit(*notice, 0));
    OK(s().notices.approve(*notice, 0, team->said(team->ada)));
    const auto sent = send(*notice);
    OK(sent);
    QCOMPARE(*sent, 1);
    const auto messages = s().notices.details(*notice)->messages;
    QCOMPARE(messages.first().address, u"a@b.example"_s);
    QVERIFY(now(one).correctionOwed);
    team->clock.advance(kMinuteMs);
    OK(answer(messages.first()));
    QVERIFY(!now(one).correctionOwed);
    QVERIFY(!gateAsksForCorrection());
    const NoticeDetails after = *s().notices.details(*notice);
    QCOMPARE(after.notice.state, NoticeState::Delivered);
    QCOMPARE(after.scope.size(), 1); // it still shows whom it went to
    QCOMPARE(after.scope.first().subscription, one.subscription);
    OK(answer(messages.first(), false)); // it came back: owed again
    QVERIFY(now(one).correctionOwed);
}

/** DESIGN 2, P12.3: two people change the scope of one subscription; the second is told what stands. */
void TestTakeOut::secondIsTold_data()
{
    QTest::addColumn<bool>("known");
    QTest::addColumn<bool>("outNow");
    QTest::newRow("both put it in") << false << false;
    QTest::newRow("both correct it") << true << false;
    QTest::newRow("one takes it out meanwhile") << true << true;
}

void TestTakeOut::secondIsTold()
{
    QFETCH(bool, known);
    QFETCH(bool, outNow);
    if (known)
        OK(affect(one));
    ScopeRow mine = team->seen(incident, one);
    ScopeRow theirs = mine;
    QCOMPARE(mine.version, known ? 1 : 0);
    theirs.accessed = u"backups"_s;
    theirs.inScope = !outNow;
    OK(s().customers.setScope(incident, theirs, u"their log"_s));
    mine.accessed = u"tokens"_s;
    const auto done = s().customers.setScope(incident, mine, u"my log"_s);
    REFUSED(done, ErrorKind::Conflict);
    QVERIFY(done.error().userText.contains(u"backups"_s)); // what the other one wrote
    QCOMPARE(now(one).accessed, u"backups"_s);
    QCOMPARE(now(one).inScope, !outNow);
    mine.version = now(one).version;
    OK(s().customers.setScope(incident, mine, u"my log"_s));
    QCOMPARE(now(one).accessed, u"tokens"_s);
}

QTEST_GUILESS_MAIN(TestTakeOut)
#include "tst_takeout.moc"
