#include "tests/services/audiencefixture.h"

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** What is still to be told, what comes back, and how far each is told (P9.2, P9.5, P9.9). */
class TestAnswers : public QObject, private AudienceFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void notKnownYetOpensAFollowUp();
    void nextPhaseRemembers();
    void answers();
    void matrixTellsHowFarEachIs();
    void returnsTakeMetBack();
    void otherContactsKeepItDelivered();
};

void TestAnswers::init()
{
    QVERIFY2(begin(), qPrintable(team->problems.join(u'\n')));
}

void TestAnswers::cleanup()
{
    QCOMPARE(end(), QString());
}

void TestAnswers::notKnownYetOpensAFollowUp() // P9.5
{
    affect(team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s));
    NoticeDraft d = text();
    d.content[u"people"_s] = ContentMark::NotKnownYet;
    const NoticeId id = drafted(d);
    OK(approve(id));
    auto matters = s().matters.ofIncident(incident);
    QCOMPARE(matters->size(), 1);
    Matter m = matters->first();
    QCOMPARE(m.item, u"people"_s);
    QCOMPARE(m.ownerName, u"Mira Kahn"_s);
    QCOMPARE(m.dueMs - m.atMs, kFollowUpMs);
    QCOMPARE(s().matters.due()->size(), 1);
    m.dueMs += kDayMs; // legal says otherwise
    OK(s().matters.change(m, m));
    // The next phase gives it.
    Notice begun;
    begun.phase = NoticePhase::Further;
    begun.follows = id;
    OK(approve(drafted(text(), begun)));
    matters = s().matters.ofIncident(incident);
    QCOMPARE(matters->first().state, MatterState::Answered);
    QCOMPARE(s().matters.due()->size(), 0);
    REFUSED(s().matters.change(matters->first(), matters->first()), ErrorKind::Refused); // settled
}

void TestAnswers::nextPhaseRemembers()
{
    affect(team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s));
    NoticeDraft d = text();
    d.content[u"people"_s] = ContentMark::NotKnownYet;
    Notice begun;
    begun.phase = NoticePhase::Further;
    begun.follows = drafted(d);
    OK(approve(begun.follows));
    const auto next = s().notices.templateFor(incident, begun);
    OK(next);
    QCOMPARE(next->content.value(u"people"_s), ContentMark::Missing);
    QCOMPARE(next->content.value(u"nature"_s), ContentMark::Given);
    QVERIFY2(next->body.contains(u"People affected."_s), qPrintable(next->body)); // what is open is filled in
    begun.language = u"de"_s;                                                     // in the language of the notice
    const auto german = s().notices.templateFor(incident, begun);
    OK(german);
    QVERIFY2(german->body.contains(u"Betroffene Personen."_s) && !german->body.contains(u"People"_s),
             qPrintable(german->body));
}

void TestAnswers::answers() // P9.9
{
    affect(team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s));
    const NoticeId id = drafted(text());
    Matter m;
    m.notice = id;
    m.kind = MatterKind::Receipt;
    m.who = u"The authority"_s;
    m.words = u"Received"_s;
    m.atMs = team->clock.nowMs();
    REFUSED(s().matters.add(m), ErrorKind::Invalid); // a receipt has a number
    m.reference = u"LDA-4711"_s;
    OK(s().matters.add(m));
    m.kind = MatterKind::Question;
    REFUSED(s().matters.add(m), ErrorKind::Invalid); // due instant and owner
    m.dueMs = m.atMs + kDayMs;
    m.ownerName = u"Ada Ruiz"_s;
    OK(s().matters.add(m));
    m.kind = MatterKind::FollowUp;
    REFUSED(s().matters.add(m), ErrorKind::Invalid);
    Matter open = s().matters.ofIncident(incident)->first();
    QCOMPARE(open.kind, MatterKind::Question);
    open.state = MatterState::Answered;
    REFUSED(s().matters.change(open, open), ErrorKind::Invalid);
    open.answer = u"By letter of today."_s;
    OK(s().matters.change(open, open));
    REFUSED(s().matters.change(open, open), ErrorKind::Conflict);
    // The authority's number is at hand in the next phase.
    Notice begun;
    begun.audience = Audience::Authority;
    begun.phase = NoticePhase::Further;
    QVERIFY(s().notices.templateFor(incident, begun)->body.contains(u"LDA-4711"_s));
}

void TestAnswers::matrixTellsHowFarEachIs()
{
    affect(team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s));
    affect(team->customer(u"Gum"_s, u"gum-1"_s, {}));
    const auto states = [&] {
        QStringList list;
        const auto rows = s().audience.matrix(incident);
        for (const MatrixRow &r : *rows)
            list << r.customerName + u'=' + codeOf(r.state);
        return list.join(u' ');
    };
    QCOMPARE(states(), u"Gum=no_recipient Birch=no_notice"_s);
    NoticeDraft d = text();
    d.content[u"people"_s] = ContentMark::NotKnownYet;
    const NoticeId id = drafted(d);
    QCOMPARE(states(), u"Gum=no_recipient Birch=draft"_s);
    OK(approve(id));
    QCOMPARE(states(), u"Gum=no_recipient Birch=approved"_s);
    OK(team->declare(incident));
    OK(s().notices.send(id, 0, team->path(u"out"_s)));
    QCOMPARE(states(), u"Gum=no_recipient Birch=sent"_s);
    const MessageRow m = s().notices.details(id)->messages.first();
    OK(s().notices.recordDelivery(m.id, {u"mail"_s, team->clock.nowMs(), u"Answer"_s, true}));
    QCOMPARE(states(), u"Gum=no_recipient Birch=follow_up_due"_s);
    const auto owesAnswers = [&] {
        const auto list = *s().incidents.missingForClose(team->now(incident));
        if (const QString other = team->owedOtherwise(incident); !other.isEmpty())
            QTest::qFail(qPrintable(other), __FILE__, __LINE__); // the server's gate says the same
        return std::any_of(list.begin(), list.end(),
                           [](const Missing &missing) { return missing.code == u"not_known"; });
    };
    QVERIFY(owesAnswers());
    Matter open = s().matters.ofIncident(incident)->first();
    open.state = MatterState::Final;
    open.answer = u"No log is left."_s;
    OK(s().matters.change(open, open));
    QCOMPARE(states(), u"Gum=no_recipient Birch=reached"_s);
    QVERIFY(!owesAnswers());
    OK(s().notices.recordDelivery(m.id, {u"mail"_s, team->clock.nowMs(), u"550 =no such user"_s, false})); // P9.2
    QCOMPARE(states(), u"Gum=no_recipient Birch=failed"_s);
    const QByteArray csv = matrixCsv(*s().audience.matrix(incident));
    QVERIFY2(csv.contains("Birch,birch-1,failed,1,bo@birch.example,,550 =no such user"), csv.constData());
}

void TestAnswers::returnsTakeMetBack() // P9.2, P9.9
{
    affect(team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s));
    OK(team->declare(incident));
    const NoticeId id = drafted(text());
    OK(approve(id));
    OK(s().notices.send(id, 0, team->path(u"out"_s)));
    const MessageRow m = s().notices.details(id)->messages.first();
    OK(s().notices.recordDelivery(m.id, {u"mail"_s, team->clock.nowMs(), u"250 accepted"_s, true}));
    QVERIFY(s().declarations.obligations(incident)->first().facts.metMs > 0);
    team->clock.advance(kMinuteMs);
    const QString ref = team->db->scalar(u"SELECT message_ref FROM message"_s).toString();
    const QList<Bounce> mail = {{ref, u"bo@birch.example"_s, u"4.4.1"_s, u"try again"_s, 0, false},
                                {{}, u"BO@birch.example"_s, u"5.1.1"_s, u"no such user"_s, 1, true},
                                {u"foreign@x"_s, u"x@y"_s, u"5.1.1"_s, u"no such user"_s, 0, true}};
    const auto matches = s().matters.matchBounces(incident, mail);
    OK(matches);
    QCOMPARE(matches->at(0).message, m.id);
    QCOMPARE(matches->at(1).customerName, u"Birch"_s);
    QVERIFY(!matches->at(2).message.isValid());
    QCOMPARE(s().matters.recordBounces(incident, {matches->at(0)}).value_or(-1), 0); // a delay is no return
    QCOMPARE(s().matters.recordBounces(incident, s().matters.matchBounces(incident, mail.mid(1)).value()).value_or(-1),
             1);
    QCOMPARE(s().declarations.obligations(incident)->first().facts.metMs, 0);
    QCOMPARE(s().notices.details(id)->notice.state, NoticeState::Failed);
    QCOMPARE(s().matters.ofIncident(incident)->first().kind, MatterKind::Return);
    QVERIFY(s().matters.matchBounces(incident, mail.mid(1))->first().recorded); // twice changes nothing
    // Sent again to where it came back from, it stays failed; told by telephone, it has arrived after all.
    OK(s().notices.send(id, 0, team->path(u"out"_s)));
    QCOMPARE(s().notices.details(id)->notice.state, NoticeState::Failed);
    OK(s().notices.recordDelivery(m.id, {u"telephone"_s, team->clock.nowMs(), u"Spoke with Bo"_s, true}));
    QVERIFY(s().declarations.obligations(incident)->first().facts.metMs > 0);
    QCOMPARE(s().notices.details(id)->notice.state, NoticeState::Delivered);
}

void TestAnswers::otherContactsKeepItDelivered() // P9.2: at least one was reached; the rest is to be repaired
{
    const ScopeRow row = team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s);
    affect(row);
    OK(s().customers.addContact(
        {0, 0, row.customer, row.subscription, u"Ann"_s, u"ann@birch.example"_s, {}, u"security"_s, true}));
    OK(team->declare(incident));
    const NoticeId id = drafted(text());
    OK(approve(id));
    OK(s().notices.send(id, 0, team->path(u"out"_s)));
    const auto messages = s().notices.details(id)->messages;
    QCOMPARE(messages.size(), 2);
    for (const MessageRow &m : messages)
        OK(s().notices.recordDelivery(m.id, {u"mail"_s, team->clock.nowMs(), u"250"_s, true}));
    QCOMPARE(s().notices.details(id)->notice.state, NoticeState::Delivered);
    OK(s().notices.recordDelivery(messages.first().id, {u"mail"_s, team->clock.nowMs(), u"550"_s, false}));
    QCOMPARE(s().notices.details(id)->notice.state, NoticeState::Delivered);
    QVERIFY(s().declarations.obligations(incident)->first().facts.metMs > 0);
    OK(s().notices.recordDelivery(messages.last().id, {u"mail"_s, team->clock.nowMs(), u"550"_s, false}));
    QCOMPARE(s().notices.details(id)->notice.state, NoticeState::Failed);
    QCOMPARE(s().declarations.obligations(incident)->first().facts.metMs, 0);
}

QTEST_GUILESS_MAIN(TestAnswers)
#include "tst_answers.moc"
