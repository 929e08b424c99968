#include "models/domain/laterscope.h"
#include "models/services/noticesending.h"
#include "models/services/outboxsender.h"
#include "models/storage/noticerepository.h"
#include "tests/services/expect.h"
#include "tests/services/fakemailer.h"
#include "tests/storage/populated.h"

#include <QDir>
#include <QTest>
#include <algorithm>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** Who is told, once, of what is theirs; when a duty is met; and what keeps an incident from being closed. */
class TestSending : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void recipients();
    void everyCustomerSeesItsOwnPart();
    void dryRunLeavesNothingBehind();
    void manySubscriptionsOfOneCustomer();
    void foreignSubscriptionIsRefused();
    void metWhenEverySubscriptionWasReached();
    void laterScopeHasAClockOfItsOwn();
    void exceptionHolds();
    void exceptedIsNotWithdrawnByLegalAlone();
    void goesOnAfterACrash();
    void heldAlsoAfterACrash();
    void closingGate();
    void draftNeedsDeclaration();
    void recordedDutyFreesItsCustomer();
    void recordedDutyToAllFreesAll();
    void recordedDutyFreesItsAuthority();
    void lateAcceptanceStopsTheSecondSending();
    void clockSetBack();
    void answerThatCannotBeKept();

private:
    [[nodiscard]] Result<int> send(NoticeId notice) { return s().notices.send(notice, 0, team->path(u"out"_s)); }
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] Obligation duty(int n = 0) { return s().declarations.obligations(incident)->at(n); }
    [[nodiscard]] Result<void> except(qint64 forMs)
    {
        return s().declarations.except(duty(), {u"unusual"_s, u"Strike."_s, team->clock.nowMs() + forMs,
                                                team->said(team->ada), team->said(team->eve)});
    }
    /** A duty by law that legal recorded: to one customer, to all of them, or to an addressee by name. */
    [[nodiscard]] Result<void> recordDuty(const QString &addressee, const QString &customer, const QString &name)
    {
        return team->db->run(
            u"INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, trigger_ms, confirmed, "
            "citation, rule_version, addressee_name) VALUES ('%1', %2, 'statute', '%3', %4, 1, 1, 'Art. 33(2)', '1', "
            "'%5')"_s.arg(newUuid(), QString::number(incident.value), addressee, customer, name));
    }
    [[nodiscard]] Result<void> recordDuty(CustomerId to)
    {
        return recordDuty(u"customer"_s, QString::number(to.value), {});
    }
    [[nodiscard]] NoticeId approvedFor(Audience audience);
    /** Of an incident of its own with one customer for each letter, ordered to leave by mail. */
    [[nodiscard]] NoticeId orderedByMail(const QString &customers);
    [[nodiscard]] OutboxRun newRun()
    {
        OutboxRun run;
        run.account = *s().outbox.account();
        return run;
    }
    std::unique_ptr<Team> team;
    IncidentId incident;
};

void TestSending::init()
{
    team = std::make_unique<Team>();
    incident = team->diagnosed(u"Unknown sign-ins"_s);
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestSending::cleanup()
{
    const QString found = team->findings();
    QVERIFY2(found.isEmpty(), qPrintable(found)); // whatever happened, the record is whole
    team.reset();
}

void TestSending::recipients()
{
    const QList<ScopeRow> rows = {
        team->customer(u"Birch"_s, u"b-1"_s, u"sec@birch.example"_s, u"adm@birch.example"_s),
        team->customer(u"Birch"_s, u"b-2"_s, u"SEC@birch.example"_s),
        team->customer(u"Elm"_s, u"e-1"_s, {}, u"adm@elm.example"_s),
        team->customer(u"Fir"_s, u"f-1"_s, {}),
        team->customer(u"Oak"_s, u"o-1"_s, u"sec@birch.example"_s),
    };
    for (const ScopeRow &row : rows)
        OK(s().customers.setScope(incident, row, u"log"_s));
    const auto scope = *s().customers.scope(incident);
    const auto of = [&](const QString &name) {
        return std::find_if(scope.begin(), scope.end(), [&](const ScopeRow &r) { return r.subscriptionName == name; });
    };
    QCOMPARE(of(u"b-1"_s)->reachability, Reachability::SecurityContact);
    QCOMPARE(of(u"e-1"_s)->reachability, Reachability::Administrator);
    QCOMPARE(of(u"f-1"_s)->reachability, Reachability::Unreachable);
    const auto list = recipientsOf(scope);
    // Birch once for both subscriptions, Elm's administrator, and the same address once more for Oak.
    QCOMPARE(list.size(), 3);
    for (const NoticeRecipient &r : list) {
        QCOMPARE(r.scope.size(), r.customerName == u"Birch" ? 2 : 1);
        for (const ScopeRow &row : r.scope)
            QCOMPARE(row.customer, r.customer);
    }
}

void TestSending::everyCustomerSeesItsOwnPart()
{
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"birch-one"_s, u"a@b.example"_s), u"log"_s));
    OK(s().customers.setScope(incident, team->customer(u"Elm"_s, u"elm-one"_s, u"c@d.example"_s), u"log"_s));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    const auto sent = send(notice);
    OK(sent);
    QCOMPARE(*sent, 2);
    QDir out(team->path(u"out"_s));
    int seen = 0;
    for (const QString &name : out.entryList({u"*.eml"_s})) {
        QFile file(out.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QCOMPARE(text.contains("birch-one"), text.contains("a@b.example"));
        QCOMPARE(text.contains("elm-one"), text.contains("c@d.example"));
        QVERIFY(text.contains("birch-one") != text.contains("elm-one"));
        ++seen;
    }
    QCOMPARE(seen, 2);
    QVERIFY(!send(notice)); // nobody gets it twice
    QCOMPARE(s().notices.details(notice)->messages.size(), 2);
}

/** P9.8: a dry run writes what would leave, says so in each file, and the record is as it was before. */
void TestSending::dryRunLeavesNothingBehind()
{
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"birch-one"_s, u"a@b.example"_s), u"log"_s));
    OK(s().customers.setScope(incident, team->customer(u"Elm"_s, u"elm-one"_s, u"c@d.example"_s), u"log"_s));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    const auto entries = [this] {
        auto s = team->db->prepare(u"SELECT count(*) FROM audit"_s);
        return s.exec() && s.next() ? s.int64(0) : -1;
    };
    const qint64 before = entries();
    QVERIFY(before > 0);
    const QString folder = team->path(u"dry"_s);
    const auto written = s().notices.rehearse(notice, folder, false);
    OK(written);
    QCOMPARE(*written, 2);
    QCOMPARE(entries(), before);
    const auto details = s().notices.details(notice);
    OK(details);
    QCOMPARE(details->notice.state, NoticeState::Approved);
    QCOMPARE(details->messages.size(), 0);
    const QStringList names = QDir(folder).entryList(QDir::Files);
    QCOMPARE(names.size(), 2);
    for (const QString &name : names) {
        QFile file(folder + u'/' + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY2(name.endsWith(u".eml") && text.contains("[DRY RUN]"), text.constData());
        QVERIFY(text.contains("birch-one") != text.contains("elm-one"));
    }
    QCOMPARE(send(notice).value_or(-1), 2); // it still leaves, once
    REFUSED(s().notices.rehearse(notice, folder + u"/x.eml"_s + QString(300, u'x'), false), ErrorKind::Invalid);
    team->actAs(team->person(u"Rita Rowe"_s, Role::Responder)); // who may not send may not write it all out either
    REFUSED(s().notices.rehearse(notice, folder, false), ErrorKind::Denied);
}

/** P9.2: one customer, many subscriptions, one message: its subject names the first, its text all of them. */
void TestSending::manySubscriptionsOfOneCustomer()
{
    const int many = 60;
    ScopeRow row;
    QList<ScopeRow> rows;
    for (int i = 0; i < many; ++i) {
        row = team->customer(u"Birch"_s, u"birch-westeurope-%1"_s.arg(i, 2, 10, QChar(u'0')), {});
        rows << row;
    }
    OK(s().customers.addContact({0, 0, row.customer, {}, u"Bo"_s, u"bo@birch.example"_s, {}, u"security"_s, true}));
    OK(s().scopes.add(incident, rows, {}, u"log"_s));
    NoticeDraft text{u"Incident affecting {{subscriptions}}"_s, u"It is about {{subscriptions}}."_s, {}};
    for (const ContentItem &item : team->rules->requiredContent(Audience::Customers))
        text.content.insert(item.code, ContentMark::Given);
    OK(team->declare(incident));
    const auto notice = s().notices.start(incident, Audience::Customers, NoticePhase::First, text);
    OK(notice);
    OK(s().notices.submit(*notice, 0));
    OK(s().notices.approve(*notice, 0, team->said(team->ada)));
    QCOMPARE(send(*notice).value_or(-1), 1);
    const QDir out(team->path(u"out"_s));
    QFile file(out.filePath(out.entryList({u"*.eml"_s}).value(0)));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString mail = QString::fromUtf8(file.readAll());
    QCOMPARE(mail.section(u'\n', 1, 1), u"Incident affecting birch-westeurope-00, birch-westeurope-01, "
                                        "birch-westeurope-02, birch-westeurope-03 and 56 more"_s);
    QCOMPARE(mail.count(u"birch-westeurope-"_s), many + 4);
}

void TestSending::foreignSubscriptionIsRefused()
{
    ScopeRow birch = team->customer(u"Birch"_s, u"b"_s, u"a@b.example"_s);
    const ScopeRow elm = team->customer(u"Elm"_s, u"e"_s, u"c@d.example"_s);
    birch.subscription = elm.subscription;
    auto done = s().customers.setScope(incident, birch, u"log"_s);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Invalid);
}

void TestSending::metWhenEverySubscriptionWasReached()
{
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s), u"log"_s));
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"b-2"_s, u"c@b.example"_s), u"log"_s));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    const auto messages = s().notices.details(notice)->messages;
    QCOMPARE(messages.size(), 2);
    const auto deliver = [&](int n, bool reached) {
        team->clock.advance(kMinuteMs);
        return s().notices.recordDelivery(messages.at(n).id, {u"mail"_s, team->clock.nowMs(), u"reply"_s, reached});
    };
    OK(deliver(0, true));
    QCOMPARE(duty().facts.metMs, 0);
    OK(deliver(1, true));
    QCOMPARE(duty().facts.metMs, team->clock.nowMs());
    OK(deliver(1, false)); // a later return takes it back
    QCOMPARE(duty().facts.metMs, 0);
    OK(deliver(1, true));
    QVERIFY(duty().facts.metMs > 0);
    QVERIFY(!s().notices.recordDelivery(messages.at(0).id, {u"mail"_s, team->clock.nowMs() + 1, u"p"_s, true}));
    QVERIFY(!s().notices.recordDelivery(messages.at(0).id, {u"mail"_s, team->clock.nowMs(), u" "_s, true}));
}

void TestSending::laterScopeHasAClockOfItsOwn()
{
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s), u"log"_s));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    team->clock.advance(kMinuteMs);
    const auto messages = s().notices.details(notice)->messages;
    OK(s().notices.recordDelivery(messages.first().id, {u"mail"_s, team->clock.nowMs(), u"reply"_s, true}));
    const qint64 met = duty().facts.metMs;
    QVERIFY(met > 0);
    team->clock.advance(kHourMs);
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"b-2"_s, u"c@b.example"_s), u"log"_s));
    OK(s().customers.setScope(incident, team->customer(u"Elm"_s, u"e-1"_s, u"e@e.example"_s), u"log"_s));
    const auto duties = *s().declarations.obligations(incident);
    QCOMPARE(duties.size(), 3);
    int late = 0;
    for (const Obligation &o : duties)
        if (o.facts.triggerMs == team->clock.nowMs()) {
            QCOMPARE(o.facts.deadlineMs, team->clock.nowMs() + kCommitmentMs);
            // The hours since the first declaration stand beside it (P7.8).
            const auto later = laterScope(o, *s().incidents.byId(incident), team->clock.nowMs());
            QVERIFY(later);
            QCOMPARE(later->foundAfterMs, kHourMs + kMinuteMs);
            ++late;
        }
    QCOMPARE(late, 2);
    // A second answer to the first notice leaves the first duty met and the new ones open.
    OK(s().notices.recordDelivery(messages.first().id, {u"mail"_s, team->clock.nowMs(), u"again"_s, true}));
    int open = 0;
    const auto after = *s().declarations.obligations(incident);
    for (const Obligation &o : after)
        open += o.facts.metMs == 0 ? 1 : 0;
    QCOMPARE(open, 2);
}

void TestSending::exceptionHolds()
{
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s), u"log"_s));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    QVERIFY(!except(kDayMs + 1));
    QVERIFY(!except(0));
    OK(except(kHourMs));
    auto held = send(notice);
    QVERIFY(!held);
    QCOMPARE(held.error().kind, ErrorKind::Refused);
    team->clock.advance(kHourMs + 1); // it lapses by itself
    OK(send(notice));
}

void TestSending::exceptedIsNotWithdrawnByLegalAlone()
{
    OK(team->declare(incident));
    OK(except(kHourMs));
    auto done = s().declarations.withdraw(duty(), WithdrawalReason::OutOfScope, u"x"_s, team->said(team->ada));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Refused);
    team->clock.advance(2 * kHourMs);
    OK(s().declarations.withdraw(duty(), WithdrawalReason::OutOfScope, u"x"_s, team->said(team->ada)));
}

/** Cut off after the messages were made and claimed, before a file was written. */
void TestSending::goesOnAfterACrash()
{
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s), u"log"_s));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    const QString blocked = team->path(u"blocked"_s);
    QVERIFY(QDir().mkpath(blocked));
    // A folder in the way of each file that could be written: the attempt is claimed, and has no result.
    for (int i = 1; i < 5; ++i)
        for (const char *suffix : {"eml", "pdf"})
            QVERIFY(QDir().mkpath(
                blocked + u"/%1-%2.%3"_s.arg(team->now(incident).reference()).arg(i).arg(QString::fromLatin1(suffix))));
    auto cut = s().notices.send(notice, 0, blocked);
    QVERIFY(!cut);
    QCOMPARE(s().notices.details(notice)->notice.state, NoticeState::Queued);
    QVERIFY2(team->reopen(), qPrintable(team->problems.join(u'\n')));
    auto sent = send(notice);
    OK(sent);
    QCOMPARE(*sent, 1);
    const auto details = s().notices.details(notice);
    QCOMPARE(details->notice.state, NoticeState::Sent);
    QCOMPARE(details->messages.size(), 1);
    QCOMPARE(QDir(team->path(u"out"_s)).entryList(QDir::Files).size(), 2);
}

void TestSending::heldAlsoAfterACrash()
{
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s), u"log"_s));
    OK(team->declare(incident));
    const NoticeId notice = team->approvedNotice(incident);
    const QString file = team->path(u"file"_s);
    QVERIFY(QDir().mkpath(file));
    for (int i = 1; i < 5; ++i)
        QVERIFY(QDir().mkpath(file + u"/%1-%2.eml"_s.arg(team->now(incident).reference()).arg(i)));
    QVERIFY(!s().notices.send(notice, 0, file));
    OK(except(kHourMs));
    auto held = send(notice);
    QVERIFY(!held);
    QCOMPARE(held.error().kind, ErrorKind::Refused);
    QCOMPARE(QDir(team->path(u"out"_s)).entryList(QDir::Files).size(), 0);
    team->clock.advance(kHourMs + 1);
    OK(send(notice));
}

void TestSending::closingGate()
{
    const auto missing = [&] {
        QStringList codes;
        const auto list = s().incidents.missingForClose(team->now(incident));
        for (const Missing &m : *list)
            codes << m.code;
        // On a server legal confirms what was written down for them (P13.5).
        if (codes.removeAll(u"attestations"_s) > 0 && !onServer())
            codes << u"an attestation on a file"_s;
        return codes;
    };
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s), u"log"_s));
    QCOMPARE(missing(), (QStringList{u"stage"_s, u"classification"_s}));
    OK(team->declare(incident));
    QCOMPARE(missing(), (QStringList{u"stage"_s, u"obligations"_s, u"postmortem"_s}));
    AssessmentInput unknown;
    unknown.findings = {
        FunctionalImpact::Low, InformationImpacts(InformationImpact::PrivacyBreach), {}, CustomerDataRisk::Confirmed};
    OK(s().assessments.assess(incident, team->now(incident).version, unknown));
    QVERIFY(missing().contains(u"impacts"));
    unknown.findings.recoverability = Recoverability::Regular;
    OK(s().assessments.assess(incident, team->now(incident).version, unknown));
    const NoticeId notice = team->approvedNotice(incident);
    OK(send(notice));
    QCOMPARE(missing(), (QStringList{u"stage"_s, u"obligations"_s, u"messages"_s, u"postmortem"_s}));
    auto refused = s().incidents.close(incident, team->now(incident).version, u"Done"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Refused);
    OK(s().notices.recordDelivery(s().notices.details(notice)->messages.first().id,
                                  {u"mail"_s, team->clock.nowMs(), u"r"_s, true}));
    QCOMPARE(missing(), (QStringList{u"stage"_s, u"postmortem"_s}));
}

void TestSending::draftNeedsDeclaration()
{
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s), u"log"_s));
    const NoticeId notice = team->approvedNotice(incident); // a draft may exist before the declaration (P9.6)
    auto early = send(notice);
    QVERIFY(!early);
    QCOMPARE(early.error().kind, ErrorKind::Refused);
    OK(team->declare(incident));
    OK(send(notice));
}

NoticeId TestSending::approvedFor(Audience audience)
{
    NoticeDraft text;
    text.subject = u"Report"_s;
    text.body = u"Customer data were read."_s;
    for (const ContentItem &item : team->rules->requiredContent(audience))
        text.content.insert(item.code, ContentMark::Given);
    const auto notice = s().notices.start(incident, audience, NoticePhase::First, text);
    if (!notice || !s().notices.submit(*notice, 0) || !s().notices.approve(*notice, 0, team->said(team->ada)))
        return {};
    return *notice;
}

/** Before the declaration a duty by law to one customer lets its messages leave, and nobody else's (P9.6). */
void TestSending::recordedDutyFreesItsCustomer()
{
    const ScopeRow birch = team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s);
    const ScopeRow elm = team->customer(u"Elm"_s, u"e-1"_s, u"c@e.example"_s);
    const ScopeRow gum = team->customer(u"Gum"_s, u"g-1"_s, {});
    const ScopeRow oak = team->customer(u"Oak"_s, u"o-1"_s, u"k@o.example"_s);
    for (const ScopeRow &row : {birch, elm, gum})
        OK(s().customers.setScope(incident, row, u"log"_s));
    const NoticeId notice = team->approvedNotice(incident);
    OK(recordDuty(oak.customer)); // who is not told by this notice frees nobody
    REFUSED(send(notice), ErrorKind::Refused);
    OK(recordDuty(birch.customer));
    const auto sent = send(notice);
    OK(sent);
    QCOMPARE(*sent, 1);
    auto details = s().notices.details(notice);
    QCOMPARE(details->notice.state, NoticeState::Queued);
    QCOMPARE(details->messages.size(), 2);
    for (const MessageRow &m : details->messages) {
        QCOMPARE(m.result, m.customer == birch.customer ? u"written"_s : QString());
        if (team->server && m.customer == elm.customer) // by itself the database refuses it too
            QVERIFY(!team->db->run(u"INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) VALUES "
                                   "('%1', %2, %3, 1, 'file')"_s.arg(newUuid())
                                       .arg(incident.value)
                                       .arg(m.id.value)));
    }
    const auto again = send(notice);
    REFUSED(again, ErrorKind::Refused);
    QVERIFY2(again.error().userText.contains(u"declared"_s), qPrintable(again.error().userText));
    team->clock.advance(kMinuteMs);
    const auto tellGum = [&] {
        return s().notices.recordByHand(notice, gum.subscription,
                                        {u"telephone"_s, team->clock.nowMs(), u"The head"_s, true});
    };
    REFUSED(tellGum(), ErrorKind::Refused);
    if (team->server)
        QVERIFY(!team->db->run(
            u"INSERT INTO hand_delivery (uuid, incident_id, notice_id, text_id, subscription_id, "
            "means, at_ms, reached, proof) VALUES ('%1', %2, %3, %4, %5, 'telephone', %6, 1, 'p')"_s.arg(newUuid())
                .arg(incident.value)
                .arg(notice.value)
                .arg(details->notice.text.value)
                .arg(gum.subscription.value)
                .arg(team->clock.nowMs())));
    const auto owesMessages = [&] {
        const auto list = *s().incidents.missingForClose(team->now(incident));
        return std::any_of(list.begin(), list.end(), [](const Missing &m) { return m.code == u"messages"; });
    };
    QVERIFY(owesMessages());
    for (const MessageRow &m : details->messages)
        if (m.customer == birch.customer)
            OK(s().notices.recordDelivery(m.id, {u"mail"_s, team->clock.nowMs(), u"reply"_s, true}));
    QVERIFY(!owesMessages()); // what may not leave is not waited for
    OK(team->declare(incident));
    QVERIFY(owesMessages());
    const auto rest = send(notice);
    OK(rest);
    QCOMPARE(*rest, 1);
    OK(tellGum());
    QCOMPARE(s().notices.details(notice)->notice.state, NoticeState::Sent);
}

/** One that names no customer is to all of them. */
void TestSending::recordedDutyToAllFreesAll()
{
    for (const ScopeRow &row :
         {team->customer(u"Birch"_s, u"b-1"_s, u"a@b.example"_s), team->customer(u"Elm"_s, u"e-1"_s, u"c@e.example"_s)})
        OK(s().customers.setScope(incident, row, u"log"_s));
    OK(recordDuty(u"customer"_s, u"NULL"_s, {}));
    const auto sent = send(team->approvedNotice(incident));
    OK(sent);
    QCOMPARE(*sent, 2);
}

/** A report to one authority does not let one to another leave. */
void TestSending::recordedDutyFreesItsAuthority()
{
    OK(recordDuty(u"authority"_s, u"NULL"_s, u"Authority of Hesse"_s));
    const NoticeId notice = approvedFor(Audience::Authority);
    QVERIFY(notice.isValid());
    const auto sendTo = [&](const QString &name) {
        return s().notices.sendTo(notice, 0, team->path(u"out"_s), name, u"post@authority.example"_s);
    };
    REFUSED(sendTo(u"Authority of Saxony"_s), ErrorKind::Refused);
    QCOMPARE(s().notices.details(notice)->notice.state, NoticeState::Approved);
    OK(sendTo(u" authority of  Hesse "_s));
    const NoticeId people = approvedFor(Audience::DataSubjects);
    REFUSED(s().notices.sendTo(people, 0, team->path(u"out"_s), u"Authority of Hesse"_s, u"p@s.example"_s),
            ErrorKind::Refused);
}

NoticeId TestSending::orderedByMail(const QString &customers)
{
    if (!s().outbox.account()->isSet() && !s().outbox.saveAccount(sampleAccount()))
        return {};
    incident = team->diagnosed(u"Unknown sign-ins of "_s + customers);
    for (const QString &name : customers.split(QString(), Qt::SkipEmptyParts))
        if (!s().customers.setScope(incident, team->customer(name, name + u"-1"_s, name + u"@c.example"_s), u"log"_s))
            return {};
    if (!team->declare(incident))
        return {};
    const NoticeId notice = team->approvedNotice(incident);
    return s().outbox.order(notice, 0, false) ? notice : NoticeId{};
}

/** P9.8: somebody said "again" of what was unsure; then its server's "accepted" came: it does not leave twice. */
void TestSending::lateAcceptanceStopsTheSecondSending()
{
    const NoticeId notice = orderedByMail(u"a"_s);
    OutboxRun run = newRun();
    const auto step = s().outbox.step(run, {}, 1);
    OK(step);
    team->clock.advance(mailLeaseMs(sampleAccount()) + 1);
    OK(s().outbox.decide(s().notices.details(notice)->messages.first().id, false, u"Nobody has it."_s));
    const auto next = s().outbox.step(run, {{step->mails.first().attempt, kTaken}}, 4);
    OK(next);
    QVERIFY(next->mails.isEmpty());
    OutboxRun other = newRun();
    OK(s().outbox.step(other, {}, 4));
    QCOMPARE(s().notices.details(notice)->notice.state, NoticeState::Delivered);
    QVERIFY(!isOpen(duty().facts, team->clock.nowMs()));
}

/** Attempts that seem to lie ahead neither use up the rate nor put off the next try. */
void TestSending::clockSetBack()
{
    if (team->server)
        return; // its time counts, whatever a workstation's clock says
    const NoticeId notice = orderedByMail(u"ab"_s);
    MailAccount account = *s().outbox.account();
    account.perMinute = 1;
    OK(s().outbox.saveAccount(account));
    OutboxRun run = newRun();
    const auto first = s().outbox.step(run, {}, 4);
    OK(first);
    QCOMPARE(first->mails.size(), 1);
    OK(s().outbox.step(run, {{first->mails.first().attempt, kLater}}, 0));
    team->clock.jump(-kDayMs);
    for (const char *address : {"a@c.example", "b@c.example"}) {
        OutboxRun other = newRun();
        const auto next = s().outbox.step(other, {}, 4);
        OK(next);
        QCOMPARE(next->mails.size(), 1);
        QCOMPARE(next->mails.first().to, QString::fromLatin1(address));
        team->clock.advance(kMinuteMs + 1);
    }
    QCOMPARE(s().notices.details(notice)->messages.size(), 2);
}

/** P13.4: an incident that the sender may no longer see takes no other's answer along. */
void TestSending::answerThatCannotBeKept()
{
    const PersonId hal = team->person(u"Hal Hart"_s, Role::Responder | Role::IncidentManager);
    const NoticeId secret = orderedByMail(u"ab"_s);
    const IncidentId hidden = incident;
    const NoticeId notice = orderedByMail(u"c"_s);
    team->actAs(hal);
    OutboxRun run = newRun();
    const auto step = s().outbox.step(run, {}, 4);
    OK(step);
    QCOMPARE(step->mails.size(), 3);
    run.settledMs = team->clock.nowMs();
    OK(s().outbox.step(run, {{step->mails.at(0).attempt, kTaken}}, 0)); // kept, and not settled yet
    team->actAs(team->mira);
    RestrictionInput input;
    input.kind = RestrictionKind::Insider;
    input.reason = u"A colleague is suspected."_s;
    input.environment = u"As agreed with legal."_s;
    input.named = {team->mira, team->ada, team->eve};
    OK(s().restrictions.restrict(hidden, team->now(hidden).version, input));
    team->actAs(hal);
    team->clock.advance(kMinuteMs);
    REFUSED(s().outbox.step(run, {{step->mails.at(1).attempt, kTaken}, {step->mails.at(2).attempt, kTaken}}, 4),
            ErrorKind::NotFound);
    team->actAs(team->mira);
    QCOMPARE(s().notices.details(notice)->messages.first().facts.result, u"accepted"_s);
    OutboxRun next = newRun();
    OK(s().outbox.step(next, {}, 4));
    QCOMPARE(s().notices.details(notice)->notice.state, NoticeState::Delivered);
    const auto left = s().notices.details(secret)->messages;
    QCOMPARE(std::count_if(left.begin(), left.end(), [](const MessageRow &m) { return m.reached; }), 1);
}

QTEST_GUILESS_MAIN(TestSending)
#include "tst_sending.moc"
