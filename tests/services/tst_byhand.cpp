#include "models/services/outboxsender.h"
#include "tests/services/expect.h"
#include "tests/services/fakemailer.h"
#include "tests/storage/populated.h"

#include <QTest>
#include <algorithm>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** Who has no contact is told by telephone, post or portal; what nobody could deliver; what was said to whom (P9). */
class TestByHand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void toldByHand_data();
    void toldByHand();
    void lastWordOfEachMeansCounts();
    void refusals_data();
    void refusals();
    void nobodyHasAContact();
    void mailFailedAndToldByTelephone_data();
    void mailFailedAndToldByTelephone();
    void nobodyToWriteAMailTo();
    void allThatFailedOnceMore();
    void notDeliverable_data();
    void notDeliverable();
    void reachedAfterAll();
    void foundAfterwardsHasAClockOfItsOwn();
    void gateReadsWhatReached_data();
    void gateReadsWhatReached();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] Result<void> affect(const ScopeRow &row) { return s().customers.setScope(incident, row, u"log"_s); }
    [[nodiscard]] Result<int> send(NoticeId notice) { return s().notices.send(notice, 0, team->path(u"out"_s)); }
    [[nodiscard]] Result<void> byHand(NoticeId notice, const ScopeRow &row, const QString &means, bool reached)
    {
        return s().notices.recordByHand(notice, row.subscription,
                                        {means, team->clock.nowMs(), u"Reception, Ms Yu"_s, reached});
    }
    [[nodiscard]] Obligation dutyTo(const ScopeRow &row, int n = 0)
    {
        QList<Obligation> all = *s().declarations.obligations(incident);
        all.removeIf([&](const Obligation &o) { return o.customer != row.customer; });
        return all.value(n);
    }
    [[nodiscard]] Result<void> notDeliverable(const ScopeRow &row)
    {
        return s().declarations.recordNotDeliverable(dutyTo(row), u"The company is dissolved."_s,
                                                     team->said(team->ada));
    }
    void carry(FakeMailer &mailer)
    {
        OK(sendOutbox(s().outbox, mailer, *s().outbox.account(), [](const OutboxTotals &) { return true; }));
    }
    [[nodiscard]] NoticeState state(NoticeId notice) { return s().notices.details(notice)->notice.state; }
    [[nodiscard]] QStringList missing()
    {
        QStringList codes;
        const auto list = s().incidents.missingForClose(team->now(incident));
        for (const Missing &m : *list)
            codes << m.code;
        return codes;
    }
    std::unique_ptr<Team> team;
    IncidentId incident;
    ScopeRow birch; ///< has a contact
    ScopeRow gum;   ///< has none
};

void TestByHand::init()
{
    team = std::make_unique<Team>();
    incident = team->diagnosed(u"Unknown sign-ins"_s);
    birch = team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s);
    gum = team->customer(u"Gum"_s, u"g-1"_s, {});
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestByHand::cleanup()
{
    const QString found = team->findings();
    QVERIFY2(found.isEmpty(), qPrintable(found));
    team.reset();
}

/** P9.2: another means with proof meets the duty, at the instant it was told. */
void TestByHand::toldByHand_data()
{
    QTest::addColumn<QString>("means");
    for (const QString &means : {u"telephone"_s, u"post"_s, u"portal"_s})
        QTest::newRow(qPrintable(means)) << means;
}

void TestByHand::toldByHand()
{
    QFETCH(QString, means);
    OK(affect(birch));
    OK(affect(gum));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    team->clock.advance(kHourMs);
    OK(s().notices.recordDelivery(s().notices.details(notice)->messages.first().id,
                                  {u"mail"_s, team->clock.nowMs(), u"reply"_s, true}));
    QCOMPARE(state(notice), NoticeState::Sent); // Gum is not told yet
    QCOMPARE(dutyTo(gum).facts.metMs, 0);
    team->clock.advance(kHourMs);
    OK(byHand(notice, gum, means, false));
    QCOMPARE(dutyTo(gum).facts.metMs, 0);
    team->clock.advance(kHourMs);
    OK(byHand(notice, gum, means, true));
    QCOMPARE(dutyTo(gum).facts.metMs, team->clock.nowMs());
    QCOMPARE(s().audience.matrix(incident)->first().state, MatrixState::Reached);
    const NoticeDetails details = *s().notices.details(notice);
    QCOMPARE(details.notice.state, NoticeState::Delivered);
    QCOMPARE(details.byHand.size(), 2);
    QCOMPARE(details.byHand.last().proof, u"Reception, Ms Yu"_s);
    QCOMPARE(details.byHand.last().byName, u"Mira Kahn"_s);
    QCOMPARE(details.byHand.last().means, means);
    QVERIFY(!missing().contains(u"obligations"_s));
}

/** A letter that came back says nothing of the telephone; a call that reached the wrong person is taken back. */
void TestByHand::lastWordOfEachMeansCounts()
{
    OK(affect(gum));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    OK(byHand(notice, gum, u"telephone"_s, true));
    OK(byHand(notice, gum, u"post"_s, false));
    QVERIFY(dutyTo(gum).facts.metMs > 0);
    OK(byHand(notice, gum, u"telephone"_s, false));
    QCOMPARE(dutyTo(gum).facts.metMs, 0);
    QVERIFY(missing().contains(u"obligations"_s));
    OK(byHand(notice, gum, u"portal"_s, true));
    QVERIFY(dutyTo(gum).facts.metMs > 0);
}

void TestByHand::refusals_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("field");
    QTest::addColumn<bool>("invalid"); // else refused
    QTest::newRow("not sent yet") << u"unsent"_s << u""_s << false;
    QTest::newRow("a message was made") << u"messaged"_s << u"subscription"_s << false;
    QTest::newRow("not of this notice") << u"foreign"_s << u"subscription"_s << false;
    QTest::newRow("an exception holds") << u"excepted"_s << u""_s << false;
    QTest::newRow("no proof") << u"proof"_s << u"proof"_s << true;
    QTest::newRow("an e-mail without a message") << u"mail"_s << u"means"_s << true;
    QTest::newRow("in the future") << u"future"_s << u"at"_s << true;
    QTest::newRow("before it was sent") << u"early"_s << u"at"_s << true;
}

void TestByHand::refusals()
{
    QFETCH(QString, what);
    QFETCH(QString, field);
    QFETCH(bool, invalid);
    OK(affect(birch));
    OK(affect(gum));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    if (what != u"unsent")
        OK(send(notice));
    if (what == u"excepted")
        OK(s().declarations.except(dutyTo(gum), {u"unusual"_s, u"Strike."_s, team->clock.nowMs() + kHourMs,
                                                 team->said(team->ada), team->said(team->eve)}));
    DeliveryInput in{u"telephone"_s, team->clock.nowMs(), u"Reception"_s, true};
    ScopeRow row = gum;
    if (what == u"messaged")
        row = birch;
    else if (what == u"foreign")
        row = team->customer(u"Elm"_s, u"e-1"_s, {});
    else if (what == u"proof")
        in.proof = u" "_s;
    else if (what == u"mail")
        in.means = u"mail"_s;
    else if (what == u"future")
        in.atMs += 1;
    else if (what == u"early")
        in.atMs -= kHourMs;
    const auto done = s().notices.recordByHand(notice, row.subscription, in);
    REFUSED(done, invalid ? ErrorKind::Invalid : ErrorKind::Refused);
    QCOMPARE(done.error().field, field);
    QVERIFY(s().notices.details(notice)->byHand.isEmpty());
}

/** Sending releases the text, also where no message can be made. */
void TestByHand::nobodyHasAContact()
{
    OK(affect(gum));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    const auto sent = send(notice);
    OK(sent);
    QCOMPARE(*sent, 0);
    QCOMPARE(state(notice), NoticeState::Sent);
    OK(byHand(notice, gum, u"post"_s, true));
    QCOMPARE(state(notice), NoticeState::Delivered);
}

/** P9.2: another means with proof meets the duty; nobody waits for a mail to who was told. */
void TestByHand::mailFailedAndToldByTelephone_data()
{
    QTest::addColumn<MailReply>("reply");
    QTest::addColumn<NoticeState>("before");
    QTest::newRow("refused") << kNobody << NoticeState::Failed;
    QTest::newRow("refused for now") << kLater << NoticeState::Queued;
}

void TestByHand::mailFailedAndToldByTelephone()
{
    QFETCH(MailReply, reply);
    QFETCH(NoticeState, before);
    OK(s().outbox.saveAccount(sampleAccount()));
    const ScopeRow a = team->customer(u"Ash"_s, u"ash-1"_s, u"a@c.example"_s);
    const ScopeRow b = team->customer(u"Beech"_s, u"beech-1"_s, u"b@c.example"_s);
    OK(affect(a));
    OK(affect(b));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(s().outbox.order(notice, 0, false));
    FakeMailer mailer;
    mailer.replies.insert(u"b@c.example"_s, reply);
    carry(mailer);
    QCOMPARE(state(notice), before);
    const NoticeDetails details = *s().notices.details(notice);
    for (const MessageRow &m : details.messages)
        if (m.address == u"b@c.example")
            OK(s().notices.recordDelivery(m.id, {u"telephone"_s, team->clock.nowMs(), u"Read out to Ms Yu"_s, true}));
    QCOMPARE(state(notice), NoticeState::Delivered);
    QVERIFY(dutyTo(b).facts.metMs > 0);
    team->clock.advance(kDayMs);
    carry(mailer);
    QCOMPARE(mailer.sent.size(), 2); // nobody is told twice
}

void TestByHand::nobodyToWriteAMailTo()
{
    OK(s().outbox.saveAccount(sampleAccount()));
    OK(affect(gum));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(s().outbox.order(notice, 0, false));
    FakeMailer mailer;
    carry(mailer);
    QCOMPARE(state(notice), NoticeState::Sent); // released, to be told by hand
    OK(byHand(notice, gum, u"telephone"_s, true));
    QCOMPARE(state(notice), NoticeState::Delivered);
}

/** From the matrix: one reason for all that the server refused, and nobody else gets it again. */
void TestByHand::allThatFailedOnceMore()
{
    OK(s().outbox.saveAccount(sampleAccount()));
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        OK(affect(team->customer(name, name + u"-1"_s, name + u"@c.example"_s)));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(s().outbox.order(notice, 0, false));
    FakeMailer mailer;
    for (const QString &address : {u"b@c.example"_s, u"c@c.example"_s})
        mailer.replies.insert(address, kNobody);
    carry(mailer);
    QCOMPARE(state(notice), NoticeState::Failed);
    REFUSED(s().outbox.retryFailed(incident, u" "_s), ErrorKind::Invalid);
    QCOMPARE(state(notice), NoticeState::Failed);
    const auto again = s().outbox.retryFailed(incident, u"Their filter lets us through now."_s);
    OK(again);
    QCOMPARE(*again, 2);
    mailer.replies.clear();
    carry(mailer);
    QCOMPARE(mailer.sent.size(), 5);
    QCOMPARE(state(notice), NoticeState::Delivered);
    REFUSED(s().outbox.retryFailed(incident, u"Once more."_s), ErrorKind::Refused);
}

/** P9.2: after two different recorded means, by legal; it satisfies the gate and stays in sight. */
void TestByHand::notDeliverable_data()
{
    QTest::addColumn<QStringList>("tried");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("nothing") << QStringList{} << false;
    QTest::newRow("one means") << QStringList{u"telephone"_s} << false;
    QTest::newRow("the same twice") << QStringList{u"telephone"_s, u"telephone"_s} << false;
    QTest::newRow("two means") << QStringList{u"telephone"_s, u"post"_s} << true;
    QTest::newRow("three") << QStringList{u"telephone"_s, u"post"_s, u"portal"_s} << true;
}

void TestByHand::notDeliverable()
{
    QFETCH(QStringList, tried);
    QFETCH(bool, allowed);
    OK(affect(gum));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    for (const QString &means : std::as_const(tried))
        OK(byHand(notice, gum, means, false));
    const auto done = notDeliverable(gum);
    QCOMPARE(done.has_value(), allowed);
    QCOMPARE(missing().contains(u"obligations"_s), !allowed);
    QCOMPARE(dutyTo(gum).facts.undeliverableMs > 0, allowed);
    QCOMPARE(s().audience.matrix(incident)->first().state,
             allowed ? MatrixState::NotDeliverable : MatrixState::NoRecipient);
    QCOMPARE(s().incidents.openClocks()->isEmpty(), allowed);
    QCOMPARE(team->now(incident).clock->open, allowed ? 0 : 1);
    QCOMPARE(team->now(incident).clock->total, 1); // and it is still shown
    if (!allowed) {
        QCOMPARE(done.error().kind, ErrorKind::Refused);
        return;
    }
    QCOMPARE(readClock(dutyTo(gum).facts, team->clock.nowMs()).band, ClockBand::Undeliverable);
    REFUSED(notDeliverable(gum), ErrorKind::Refused); // once
}

void TestByHand::reachedAfterAll()
{
    OK(affect(gum));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    for (const QString &means : {u"telephone"_s, u"post"_s})
        OK(byHand(notice, gum, means, false));
    OK(notDeliverable(gum));
    team->clock.advance(kHourMs);
    OK(byHand(notice, gum, u"telephone"_s, true));
    QCOMPARE(dutyTo(gum).facts.metMs, team->clock.nowMs());
    OK(byHand(notice, gum, u"telephone"_s, false)); // the wrong number: what legal recorded stands again
    QCOMPARE(dutyTo(gum).facts.metMs, 0);
    QVERIFY(!missing().contains(u"obligations"_s));
}

void TestByHand::foundAfterwardsHasAClockOfItsOwn()
{
    OK(affect(gum));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    for (const QString &means : {u"telephone"_s, u"post"_s})
        OK(byHand(notice, gum, means, false));
    OK(notDeliverable(gum));
    team->clock.advance(kHourMs);
    OK(affect(team->customer(u"Gum"_s, u"g-2"_s, u"new@gum.example"_s)));
    QCOMPARE(dutyTo(gum, 1).facts.triggerMs, team->clock.nowMs());
    QVERIFY(missing().contains(u"obligations"_s));
}

/** P1.7, P9.5: an item is not known to whom it was said to, and answered to whom the answer reached. */
void TestByHand::gateReadsWhatReached_data()
{
    QTest::addColumn<QStringList>("steps");
    QTest::addColumn<bool>("open");
    QTest::newRow("approved only") << QStringList{u"approve"_s} << false;
    QTest::newRow("sent, not arrived") << QStringList{u"send"_s}
                                       << false; // its messages and duties block by themselves
    QTest::newRow("reached") << QStringList{u"reach"_s} << true;
    QTest::newRow("came back") << QStringList{u"return"_s} << false;
    QTest::newRow("reached, the answer approved only") << QStringList{u"reach"_s, u"approve answer"_s} << true;
    QTest::newRow("reached, the answer sent") << QStringList{u"reach"_s, u"send answer"_s} << true;
    QTest::newRow("reached, the answer too") << QStringList{u"reach"_s, u"reach answer"_s} << false;
    QTest::newRow("reached, the answer came back") << QStringList{u"reach"_s, u"return answer"_s} << true;
}

void TestByHand::gateReadsWhatReached()
{
    QFETCH(QStringList, steps);
    QFETCH(bool, open);
    OK(affect(birch));
    OK(team->declare(incident));
    for (const QString &step : std::as_const(steps)) {
        const bool answer = step.endsWith(u"answer");
        NoticeDraft draft;
        draft.subject = u"Sign-ins"_s;
        draft.body = u"Words."_s;
        for (const ContentItem &item : team->rules->requiredContent(Audience::Customers))
            draft.content.insert(item.code, ContentMark::Given);
        if (!answer)
            draft.content[u"consequences"_s] = ContentMark::NotKnownYet;
        const auto notice =
            s().notices.start(incident, Audience::Customers, answer ? NoticePhase::Further : NoticePhase::First, draft);
        OK(notice);
        OK(s().notices.submit(*notice, 0));
        OK(s().notices.approve(*notice, 0, team->said(team->ada)));
        if (step.startsWith(u"approve"))
            continue;
        OK(send(*notice));
        const MessageRow message = s().notices.details(*notice)->messages.first();
        const DeliveryInput arrived{u"mail"_s, team->clock.nowMs(), u"r"_s, true};
        if (!step.startsWith(u"send"))
            OK(s().notices.recordDelivery(message.id, arrived));
        if (step.startsWith(u"return"))
            OK(s().notices.recordDelivery(message.id, {u"mail"_s, team->clock.nowMs(), u"bounce"_s, false}));
    }
    QCOMPARE(missing().contains(u"not_known"_s), open);
    QCOMPARE(team->owedOtherwise(incident), QString());
}

QTEST_GUILESS_MAIN(TestByHand)
#include "tst_byhand.moc"
