#include "models/services/outboxsender.h"
#include "models/storage/noticerepository.h"
#include "tests/services/expect.h"
#include "tests/services/fakemailer.h"
#include "tests/storage/populated.h"

#include <QTest>
#include <algorithm>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** P9.2, P9.7, P9.8: ordered, claimed, answered; nobody gets it twice, and what nobody knows waits for a person. */
class TestOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void orderNeedsAnAccount();
    void orderNeedsTheManager();
    void exerciseSendsNoMail();
    void everybodyOnceAndMet();
    void twoNeverClaimTheSame();
    void whatDiedIsUnsureAfterItsLease();
    void unsureArrived();
    void unsureIsSentAgainOnlyByAPerson();
    void temporaryIsTriedAgain();
    void tooOftenNeedsAPerson();
    void permanentNeedsAPerson();
    void correctedAddressGetsTheSameText();
    void failedAndCalledBack();
    void pauseAndGoOn();
    void callBack();
    void callBackLeavesWhatIsOnItsWay();
    void rate();
    void exceptionHoldsInTheQueue();
    void rescissionHoldsInTheQueue();
    void wrongPasswordChangesNothing();
    void changedAccountEndsTheLine();
    void lateAnswerChangesNoDecision();
    void returnTakesMetBack();
    void settledAfterACrash();
    void addressThatIsNoneIsRefused();
    void filesAreKeptOnce();
    void mailAndFolderExcludeEachOther();
    void overviewCounts();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] OutboxRun newRun()
    {
        OutboxRun run;
        run.account = *s().outbox.account();
        return run;
    }
    [[nodiscard]] NoticeId ordered(int customers = 3)
    {
        for (int i = 0; i < customers; ++i) {
            const QString name = QString(QChar(u'a' + i));
            if (!s().customers.setScope(incident, team->customer(name, name + u"-1"_s, name + u"@c.example"_s),
                                        u"Log"_s))
                return {};
        }
        if (!team->declare(incident))
            return {};
        const NoticeId notice = team->approvedNotice(incident);
        return s().outbox.order(notice, 0, false) ? notice : NoticeId{};
    }
    [[nodiscard]] SendingEnd carry(FakeMailer &mailer)
    {
        auto end = sendOutbox(s().outbox, mailer, *s().outbox.account(), [](const OutboxTotals &) { return true; });
        if (!end)
            qWarning("%s", qPrintable(end.error().userText + end.error().detail));
        return end.value_or(SendingEnd());
    }
    [[nodiscard]] QList<Obligation> duties()
    {
        return s().declarations.obligations(incident).value_or(QList<Obligation>());
    }
    [[nodiscard]] QList<MessageRow> rows(NoticeId notice) { return s().notices.details(notice)->messages; }
    [[nodiscard]] MessageState stateOf(NoticeId notice, const QString &address)
    {
        for (const MessageRow &m : rows(notice))
            if (m.address == address)
                return messageState(m.facts, team->clock.nowMs());
        return MessageState::Cancelled;
    }
    [[nodiscard]] MessageId idOf(NoticeId notice, const QString &address)
    {
        for (const MessageRow &m : rows(notice))
            if (m.address == address)
                return m.id;
        return {};
    }
    [[nodiscard]] NoticeState state(NoticeId notice) { return s().notices.details(notice)->notice.state; }

    std::unique_ptr<Team> team;
    IncidentId incident;
};

void TestOutbox::init()
{
    team = std::make_unique<Team>();
    OK(s().outbox.saveAccount(sampleAccount()));
    incident = team->diagnosed(u"Unknown sign-ins"_s);
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestOutbox::cleanup()
{
    const QString found = team->findings();
    QVERIFY2(found.isEmpty(), qPrintable(found));
    team.reset();
}

void TestOutbox::orderNeedsAnAccount()
{
    team = std::make_unique<Team>();
    incident = team->diagnosed(u"Unknown sign-ins"_s);
    OK(s().customers.setScope(incident, team->customer(u"a"_s, u"a-1"_s, u"a@c.example"_s), u"Log"_s));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    const auto refused = s().outbox.order(notice, 0, false);
    REFUSED(refused, ErrorKind::Refused);
    QCOMPARE(refused.error().field, u"account"_s);
    QCOMPARE(state(notice), NoticeState::Approved); // nothing half done
}

void TestOutbox::orderNeedsTheManager()
{
    OK(s().customers.setScope(incident, team->customer(u"a"_s, u"a-1"_s, u"a@c.example"_s), u"Log"_s));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    const PersonId rita = team->person(u"Rita Rowe"_s, Role::Responder);
    team->actAs(rita);
    REFUSED(s().outbox.order(notice, 0, false), ErrorKind::Denied);
    REFUSED(s().outbox.saveAccount(sampleAccount()), ErrorKind::Denied);
    team->actAs(team->mira);
    OK(s().outbox.order(notice, 0, false));
    // P9.7: once the manager ordered it, who carries it to the server decides nothing.
    team->actAs(rita);
    FakeMailer mailer;
    QCOMPARE(carry(mailer).totals.accepted, 1);
    REFUSED(s().outbox.pause(notice, u"x"_s), ErrorKind::Denied);
    team->actAs(team->mira);
    QCOMPARE(state(notice), NoticeState::Delivered);
}

void TestOutbox::exerciseSendsNoMail()
{
    const IncidentId drill = team->record(u"Grey heron"_s, true);
    const auto notice = s().notices.start(drill, Audience::Internal, NoticePhase::First, {u"s"_s, u"b"_s, {}});
    OK(notice);
    REFUSED(s().outbox.orderTo(*notice, 0, false, u"Support"_s, u"support@provider.example"_s), ErrorKind::Refused);
}

void TestOutbox::everybodyOnceAndMet()
{
    const NoticeId notice = ordered(3);
    QVERIFY(notice.isValid());
    QCOMPARE(state(notice), NoticeState::Queued);
    FakeMailer mailer;
    const SendingEnd end = carry(mailer);
    QCOMPARE(end.totals.accepted, 3);
    mailer.sent.sort();
    QCOMPARE(mailer.sent, (QStringList{u"a@c.example"_s, u"b@c.example"_s, u"c@c.example"_s}));
    QCOMPARE(state(notice), NoticeState::Delivered);
    for (const Obligation &o : duties())
        QCOMPARE(obligationState(o.facts, team->clock.nowMs()), ObligationState::Met);
    for (const MessageRow &m : rows(notice)) {
        QCOMPARE(m.reply, kTaken.text); // every reply is kept
        QVERIFY(m.proof.contains(kTaken.text));
    }
    FakeMailer again;
    QCOMPARE(carry(again).totals.accepted, 0);
    QVERIFY(again.sent.isEmpty());
}

void TestOutbox::twoNeverClaimTheSame()
{
    QVERIFY(ordered(5).isValid());
    OutboxRun one = newRun(), two = newRun();
    const auto first = s().outbox.step(one, {}, 2);
    const auto second = s().outbox.step(two, {}, 2);
    const auto third = s().outbox.step(one, {}, 2);
    OK(first);
    OK(second);
    OK(third);
    QSet<QString> to;
    for (const auto &step : {*first, *second, *third})
        for (const OutgoingMail &mail : step.mails) {
            QVERIFY(!to.contains(mail.to));
            to.insert(mail.to);
            QCOMPARE(mail.from, sampleAccount().senderAddress);
        }
    QCOMPARE(to.size(), 5);
}

void TestOutbox::whatDiedIsUnsureAfterItsLease()
{
    const NoticeId notice = ordered(2);
    OutboxRun died = newRun();
    OK(s().outbox.step(died, {}, 1)); // and nothing is ever heard of it
    QCOMPARE(stateOf(notice, u"a@c.example"_s), MessageState::Sending);
    FakeMailer mailer;
    QCOMPARE(carry(mailer).totals.accepted, 1);
    QCOMPARE(mailer.sent, QStringList{u"b@c.example"_s});
    REFUSED(s().outbox.decide(idOf(notice, u"a@c.example"_s), true, u"x"_s), ErrorKind::Refused); // still on its way
    team->clock.advance(mailLeaseMs(sampleAccount()) + 1);
    QCOMPARE(stateOf(notice, u"a@c.example"_s), MessageState::Unsure);
    QCOMPARE(carry(mailer).totals.accepted, 0);
    QCOMPARE(mailer.sent.size(), 1);
    QCOMPARE(state(notice), NoticeState::Queued); // it waits for a person
}

void TestOutbox::unsureArrived()
{
    const NoticeId notice = ordered(1);
    FakeMailer mailer;
    mailer.replies.insert(u"a@c.example"_s, kLost);
    QCOMPARE(carry(mailer).totals.unsure, 1);
    const MessageId id = idOf(notice, u"a@c.example"_s);
    REFUSED(s().outbox.decide(id, true, u" "_s), ErrorKind::Invalid);
    REFUSED(s().outbox.cancel(notice, {id}, u"x"_s), ErrorKind::Refused);
    REFUSED(s().outbox.retry(id, u"x"_s), ErrorKind::Refused);
    OK(s().outbox.decide(id, true, u"They answered."_s));
    QCOMPARE(stateOf(notice, u"a@c.example"_s), MessageState::Reached);
    QCOMPARE(state(notice), NoticeState::Delivered);
    QCOMPARE(obligationState(s().declarations.obligations(incident)->first().facts, team->clock.nowMs()),
             ObligationState::Met);
    REFUSED(s().outbox.decide(id, false, u"x"_s), ErrorKind::Refused); // once
}

void TestOutbox::unsureIsSentAgainOnlyByAPerson()
{
    const NoticeId notice = ordered(1);
    FakeMailer mailer;
    mailer.replies.insert(u"a@c.example"_s, kLost);
    (void)carry(mailer);
    const QString ref = rows(notice).first().messageRef;
    QVERIFY(ref.endsWith(u"@provider.example"_s));
    mailer.replies.clear();
    team->clock.advance(kDayMs);
    (void)carry(mailer);
    QCOMPARE(mailer.sent.size(), 1);
    const PersonId rita = team->person(u"Rita Rowe"_s, Role::Responder);
    team->actAs(rita);
    REFUSED(s().outbox.decide(idOf(notice, u"a@c.example"_s), false, u"x"_s), ErrorKind::Denied); // P13.1: manager
    team->actAs(team->mira);
    OK(s().outbox.decide(idOf(notice, u"a@c.example"_s), false, u"Not in their mailbox."_s));
    QCOMPARE(carry(mailer).totals.accepted, 1);
    QCOMPARE(mailer.sent.size(), 2);
    QCOMPARE(rows(notice).first().messageRef, ref); // stable: who got both sees one
}

void TestOutbox::temporaryIsTriedAgain()
{
    const NoticeId notice = ordered(1);
    FakeMailer mailer;
    mailer.replies.insert(u"a@c.example"_s, kLater);
    const SendingEnd end = carry(mailer);
    QCOMPARE(end.totals.temporary, 1);
    QCOMPARE(end.nextMs, team->clock.nowMs() + backOffMs(1));
    QCOMPARE(stateOf(notice, u"a@c.example"_s), MessageState::Retrying);
    team->clock.advance(backOffMs(1) - 1);
    (void)carry(mailer);
    QCOMPARE(mailer.sent.size(), 1);
    team->clock.advance(1);
    (void)carry(mailer);
    QCOMPARE(mailer.sent.size(), 2);
    team->clock.advance(backOffMs(1)); // the second wait is longer
    (void)carry(mailer);
    QCOMPARE(mailer.sent.size(), 2);
    mailer.replies.clear();
    team->clock.advance(backOffMs(2));
    QCOMPARE(carry(mailer).totals.accepted, 1);
    QCOMPARE(state(notice), NoticeState::Delivered);
}

void TestOutbox::tooOftenNeedsAPerson()
{
    const NoticeId notice = ordered(1);
    FakeMailer mailer;
    mailer.replies.insert(u"a@c.example"_s, kLater);
    for (int n = 1; n <= mostAttempts(); ++n) {
        (void)carry(mailer);
        team->clock.advance(backOffMs(n));
    }
    QCOMPARE(mailer.sent.size(), mostAttempts());
    QCOMPARE(stateOf(notice, u"a@c.example"_s), MessageState::Failed);
    (void)carry(mailer);
    QCOMPARE(mailer.sent.size(), mostAttempts());
    QCOMPARE(state(notice), NoticeState::Failed);
    mailer.replies.clear();
    REFUSED(s().outbox.retry(idOf(notice, u"a@c.example"_s), {}), ErrorKind::Invalid);
    OK(s().outbox.retry(idOf(notice, u"a@c.example"_s), u"Their server is back."_s));
    QCOMPARE(carry(mailer).totals.accepted, 1);
    QCOMPARE(state(notice), NoticeState::Delivered);
}

void TestOutbox::permanentNeedsAPerson()
{
    const NoticeId notice = ordered(3);
    FakeMailer mailer;
    mailer.replies.insert(u"b@c.example"_s, kNobody); // 5xx for one of many
    const SendingEnd end = carry(mailer);
    QCOMPARE(end.totals.accepted, 2);
    QCOMPARE(end.totals.permanent, 1);
    QCOMPARE(stateOf(notice, u"b@c.example"_s), MessageState::Failed);
    QCOMPARE(state(notice), NoticeState::Failed);
    team->clock.advance(kDayMs);
    (void)carry(mailer);
    QCOMPARE(mailer.sent.size(), 3);
    OK(s().outbox.retry(idOf(notice, u"b@c.example"_s), u"Their mailbox is there again."_s));
    QCOMPARE(state(notice), NoticeState::Queued);
    mailer.replies.clear();
    QCOMPARE(carry(mailer).totals.accepted, 1);
    QCOMPARE(mailer.sent.size(), 4); // to this one alone
    QCOMPARE(state(notice), NoticeState::Delivered);
}

void TestOutbox::correctedAddressGetsTheSameText()
{
    const NoticeId notice = ordered(2);
    FakeMailer mailer;
    mailer.replies.insert(u"b@c.example"_s, kNobody);
    (void)carry(mailer);
    const MessageId old = idOf(notice, u"b@c.example"_s);
    REFUSED(s().outbox.correct(old, u"not an address"_s, u"r"_s), ErrorKind::Invalid);
    REFUSED(s().outbox.correct(old, u"x@c.example>\r\nRCPT TO:<evil@c.example"_s, u"r"_s), ErrorKind::Invalid);
    REFUSED(s().outbox.correct(old, u"new@c.example"_s, {}), ErrorKind::Invalid);
    REFUSED(s().outbox.correct(idOf(notice, u"a@c.example"_s), u"new@c.example"_s, u"r"_s), ErrorKind::Refused);
    OK(s().outbox.correct(old, u"new@c.example"_s, u"Given by telephone."_s));
    QCOMPARE(stateOf(notice, u"b@c.example"_s), MessageState::Replaced);
    QCOMPARE(carry(mailer).totals.accepted, 1);
    QCOMPARE(mailer.sent.last(), u"new@c.example"_s);
    QCOMPARE(state(notice), NoticeState::Delivered); // without a new review
    QVERIFY(*s().outbox.file(idOf(notice, u"new@c.example"_s), false) != QByteArray());
}

void TestOutbox::failedAndCalledBack()
{
    const NoticeId notice = ordered(2);
    FakeMailer mailer;
    mailer.replies = {{u"a@c.example"_s, kNobody}, {u"b@c.example"_s, kNobody}};
    (void)carry(mailer);
    QCOMPARE(*s().outbox.cancel(notice, {idOf(notice, u"a@c.example"_s)}, u"They left."_s), 1);
    QCOMPARE(state(notice), NoticeState::Failed); // the other one needs a person still
    QCOMPARE(*s().outbox.cancel(notice, {idOf(notice, u"b@c.example"_s)}, u"They left, too."_s), 1);
    QCOMPARE(state(notice), NoticeState::Failed); // nobody was told
}

void TestOutbox::pauseAndGoOn()
{
    const NoticeId notice = ordered(3);
    OutboxRun run = newRun();
    const auto step = s().outbox.step(run, {}, 1);
    OK(step);
    OK(s().outbox.pause(notice, u"Wait."_s));
    REFUSED(s().outbox.pause(notice, u"Wait."_s), ErrorKind::Conflict);
    // What is on its way ends as it does, and nothing more is claimed.
    const auto after = s().outbox.step(run, {{step->mails.first().attempt, kTaken}}, 4);
    OK(after);
    QVERIFY(after->mails.isEmpty());
    QCOMPARE(after->totals.accepted, 1);
    FakeMailer mailer;
    QCOMPARE(carry(mailer).totals.accepted, 0);
    OK(s().outbox.resume(notice));
    QCOMPARE(carry(mailer).totals.accepted, 2);
    QCOMPARE(state(notice), NoticeState::Delivered);
}

void TestOutbox::callBack()
{
    const NoticeId notice = ordered(3);
    REFUSED(s().outbox.cancel(notice, {}, u" "_s), ErrorKind::Invalid);
    QCOMPARE(*s().outbox.cancel(notice, {idOf(notice, u"a@c.example"_s)}, u"Told by telephone."_s), 1);
    FakeMailer mailer;
    QCOMPARE(carry(mailer).totals.accepted, 2);
    QVERIFY(!mailer.sent.contains(u"a@c.example"_s));
    QCOMPARE(stateOf(notice, u"a@c.example"_s), MessageState::Cancelled);
    QCOMPARE(state(notice), NoticeState::Delivered);
    // The duty to this customer is not met by that.
    int open = 0;
    for (const Obligation &o : duties())
        open += isOpen(o.facts, team->clock.nowMs()) ? 1 : 0;
    QVERIFY(open > 0);
    REFUSED(s().outbox.cancel(notice, {}, u"x"_s), ErrorKind::Refused); // nothing is left
}

void TestOutbox::callBackLeavesWhatIsOnItsWay()
{
    const NoticeId notice = ordered(3);
    OutboxRun run = newRun();
    OK(s().outbox.step(run, {}, 1));
    REFUSED(s().outbox.cancel(notice, {idOf(notice, u"a@c.example"_s)}, u"x"_s), ErrorKind::Refused);
    QCOMPARE(*s().outbox.cancel(notice, {}, u"Stop all."_s), 2);
    QCOMPARE(stateOf(notice, u"a@c.example"_s), MessageState::Sending);
}

void TestOutbox::rate()
{
    MailAccount account = *s().outbox.account();
    account.perMinute = 2;
    OK(s().outbox.saveAccount(account));
    QVERIFY(ordered(3).isValid());
    OutboxRun run = newRun();
    const auto first = s().outbox.step(run, {}, 4);
    OK(first);
    QCOMPARE(first->mails.size(), 2);
    OutboxRun other = newRun(); // of another workstation: the limit is of all together
    const auto second = s().outbox.step(other, {}, 4);
    OK(second);
    QVERIFY(second->mails.isEmpty());
    QVERIFY(!second->through && second->nextMs > 0);
    team->clock.advance(kMinuteMs + 1);
    const auto third = s().outbox.step(other, {}, 4);
    OK(third);
    QCOMPARE(third->mails.size(), 1);
}

void TestOutbox::exceptionHoldsInTheQueue()
{
    const NoticeId notice = ordered(2);
    const qint64 until = team->clock.nowMs() + kHourMs;
    for (const Obligation &o : duties())
        if (o.customer == rows(notice).first().customer)
            OK(s().declarations.except(
                o, {u"unusual"_s, u"Strike."_s, until, team->said(team->ada), team->said(team->eve)}));
    const QString held = rows(notice).first().address;
    FakeMailer mailer;
    const SendingEnd end = carry(mailer);
    QCOMPARE(end.totals.accepted, 1);
    QCOMPARE(end.totals.held, 1);
    QVERIFY(!mailer.sent.contains(held));
    team->clock.advance(kHourMs + 1);
    QCOMPARE(carry(mailer).totals.accepted, 1);
    QCOMPARE(state(notice), NoticeState::Delivered);
}

void TestOutbox::rescissionHoldsInTheQueue()
{
    const NoticeId notice = ordered(2);
    const auto entry =
        s().timeline.add(incident, {EntryKind::Evidence, team->clock.nowMs(), u"Our script"_s, {}, true});
    OK(entry);
    OK(s().rescissions.request(incident, team->now(incident).version, u"It was our own script."_s, {*entry}));
    FakeMailer mailer;
    QCOMPARE(carry(mailer).totals.accepted, 0); // P6.5: held from the first act
    QVERIFY(mailer.sent.isEmpty());
    QCOMPARE(state(notice), NoticeState::Queued);
    OK(s().rescissions.decide(incident, team->now(incident).version, RescissionDecision::TakenBack, u"Another day."_s));
    QCOMPARE(carry(mailer).totals.accepted, 2);
}

void TestOutbox::wrongPasswordChangesNothing()
{
    const NoticeId notice = ordered(2);
    FakeMailer mailer;
    mailer.replies.insert(u"a@c.example"_s, kNoLogin);
    mailer.replies.insert(u"b@c.example"_s, kNoLogin);
    const SendingEnd end = carry(mailer);
    QVERIFY(end.trouble && end.trouble->fault == MailFault::Login);
    QCOMPARE(stateOf(notice, u"a@c.example"_s), MessageState::Waiting);
    QCOMPARE(state(notice), NoticeState::Queued);
    FakeMailer right;
    QCOMPARE(carry(right).totals.accepted, 2);
}

void TestOutbox::changedAccountEndsTheLine()
{
    QVERIFY(ordered(2).isValid());
    OutboxRun run = newRun();
    MailAccount account = *s().outbox.account();
    account.host = u"other.provider.example"_s;
    OK(s().outbox.saveAccount(account));
    REFUSED(s().outbox.saveAccount(run.account), ErrorKind::Conflict); // somebody else changed it
    const auto step = s().outbox.step(run, {}, 4);
    OK(step);
    QVERIFY(step->through && step->mails.isEmpty());
}

void TestOutbox::lateAnswerChangesNoDecision()
{
    const NoticeId notice = ordered(1);
    OutboxRun run = newRun();
    const auto step = s().outbox.step(run, {}, 1);
    OK(step);
    team->clock.advance(mailLeaseMs(sampleAccount()) + 1);
    OK(s().outbox.decide(idOf(notice, u"a@c.example"_s), true, u"They answered."_s));
    OK(s().outbox.step(run, {{step->mails.first().attempt, kNobody}}, 0));
    QCOMPARE(stateOf(notice, u"a@c.example"_s), MessageState::Reached);
}

void TestOutbox::returnTakesMetBack()
{
    const NoticeId notice = ordered(1);
    FakeMailer mailer;
    (void)carry(mailer);
    team->clock.advance(kMinuteMs);
    const MessageId id = idOf(notice, u"a@c.example"_s);
    OK(s().notices.recordDelivery(id, {u"mail"_s, team->clock.nowMs(), u"Returned: no such mailbox"_s, false}));
    QVERIFY(isOpen(s().declarations.obligations(incident)->first().facts, team->clock.nowMs()));
    QCOMPARE(stateOf(notice, u"a@c.example"_s), MessageState::Returned);
    OK(s().outbox.correct(id, u"right@c.example"_s, u"Given by telephone."_s));
    QCOMPARE(carry(mailer).totals.accepted, 1);
    QVERIFY(!isOpen(s().declarations.obligations(incident)->first().facts, team->clock.nowMs()));
    QCOMPARE(state(notice), NoticeState::Delivered);
}

void TestOutbox::settledAfterACrash()
{
    const NoticeId notice = ordered(2);
    OutboxRun run = newRun();
    run.settledMs = team->clock.nowMs(); // so that nothing is settled before it dies
    const auto step = s().outbox.step(run, {}, 2);
    OK(step);
    QList<MailAnswer> answers;
    for (const OutgoingMail &mail : step->mails)
        answers.append({mail.attempt, kTaken});
    OK(s().outbox.step(run, answers, 0));
    QVERIFY(isOpen(s().declarations.obligations(incident)->first().facts, team->clock.nowMs()));
    FakeMailer next; // another program, later
    (void)carry(next);
    QVERIFY(next.sent.isEmpty());
    for (const Obligation &o : duties())
        QVERIFY(!isOpen(o.facts, team->clock.nowMs()));
    QCOMPARE(state(notice), NoticeState::Delivered);
}

void TestOutbox::addressThatIsNoneIsRefused()
{
    const auto notice = s().notices.start(incident, Audience::Internal, NoticePhase::First, {u"s"_s, u"b"_s, {}});
    OK(notice);
    for (const QString &address : {u"a b@c.example"_s, u"a@c.example\r\nRCPT TO:<b@c.example>"_s, QString()}) {
        const auto refused = s().outbox.orderTo(*notice, 0, false, u"Support"_s, address);
        REFUSED(refused, ErrorKind::Invalid);
        QCOMPARE(refused.error().field, u"address"_s);
    }
    QCOMPARE(state(*notice), NoticeState::Draft);
}

void TestOutbox::filesAreKeptOnce()
{
    const NoticeId notice = ordered(1);
    QVERIFY(!rows(notice).first().eml.isValid()); // made when first needed
    FakeMailer mailer;
    (void)carry(mailer);
    QVERIFY(rows(notice).first().eml.isValid());
    QVERIFY(!rows(notice).first().pdf.isValid()); // no letter was attached
    const MessageId id = rows(notice).first().id;
    const auto letter = s().outbox.file(id, true), mail = s().outbox.file(id, false);
    OK(letter);
    OK(mail);
    QVERIFY(letter->startsWith("%PDF"));
    QVERIFY(rows(notice).first().pdf.isValid());
    QCOMPARE(*s().outbox.file(id, true), *letter);
    const auto files = team->db->scalar(u"SELECT count(*) FROM attachment WHERE message_id IS NOT NULL"_s).toInt();
    QCOMPARE(files, 2);
    const PersonId rita = team->person(u"Rita Rowe"_s, Role::Responder);
    team->actAs(rita);
    OK(s().outbox.file(id, true));
    team->actAs(team->mira);
}

void TestOutbox::mailAndFolderExcludeEachOther()
{
    const NoticeId notice = ordered(1);
    REFUSED(s().notices.send(notice, 0, team->path(u"out"_s)), ErrorKind::Refused);
    FakeMailer mailer;
    QCOMPARE(carry(mailer).totals.accepted, 1);
}

void TestOutbox::overviewCounts()
{
    const NoticeId notice = ordered(4);
    FakeMailer mailer;
    mailer.replies = {{u"a@c.example"_s, kNobody}, {u"b@c.example"_s, kLater}, {u"c@c.example"_s, kLost}};
    (void)carry(mailer);
    const auto list = s().outbox.overview();
    OK(list);
    QCOMPARE(list->size(), 1);
    QCOMPARE(list->first().notice.id, notice);
    QCOMPARE(list->first().states.value(MessageState::Failed), 1);
    QCOMPARE(list->first().states.value(MessageState::Retrying), 1);
    QCOMPARE(list->first().states.value(MessageState::Unsure), 1);
    QCOMPARE(list->first().states.value(MessageState::Reached), 1);
    QVERIFY(list->first().nextMs > team->clock.nowMs());
}

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
