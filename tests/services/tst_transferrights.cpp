#include "tests/services/transferfixture.h"

#include <QTest>
#include <algorithm>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** P10, P13: who may do what to a transfer, and that two or three people are that many. */
class TestTransferRights : public QObject, private TransferFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoseRight_data();
    void whoseRight();
    void onePersonManyRoles_data();
    void onePersonManyRoles();
    void theManagersOwnRequest();
    void attested();
    void exerciseIsLifted();
    void exercisesStandApart();
    void hiddenWithItsIncident();
    void whatWaits();
    void recordVerifies();
};

void TestTransferRights::initTestCase()
{
    QCOMPARE(begin(), QString());
}

void TestTransferRights::whoseRight_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("may"); // k ask, q ask back, l answer, a approve, r refuse, v revoke, m move, e end
    QTest::newRow("responder") << u"rita"_s << u"kqme"_s;
    QTest::newRow("holder of the incident") << u"mira"_s << u"kqlarvme"_s; // she holds every role
    QTest::newRow("another manager") << u"hal"_s << u"kqme"_s;
    QTest::newRow("legal") << u"ada"_s << u"kqlme"_s;
    QTest::newRow("executive") << u"eve"_s << u"kqme"_s;
    QTest::newRow("post-mortem author") << u"pia"_s << u"kqme"_s;
    QTest::newRow("auditor") << u"aud"_s << QString();
    QTest::newRow("administrator") << u"kay"_s << QString();
}

void TestTransferRights::whoseRight()
{
    QFETCH(QString, who);
    QFETCH(QString, may);
    const QHash<QString, PersonId> people{{u"rita"_s, rita},    {u"mira"_s, team.mira}, {u"hal"_s, hal},
                                          {u"ada"_s, team.ada}, {u"eve"_s, team.eve},   {u"pia"_s, pia},
                                          {u"aud"_s, aud},      {u"kay"_s, kay}};
    // Asked by legal's other holder, so that nobody in the table is the one who asked.
    const auto asked = [&](bool answered, TransferKind kind = TransferKind::Single) {
        team.actAs(sam);
        TransferInput in = sampleTransfer(u"A try"_s, team.clock.nowMs());
        in.kind = kind;
        const auto t = s().ask(id, in);
        if (answered) {
            // Answered by neither legal in the table: they would be the second of the three.
            team.actAs(team.ada);
            (void)s().answer(now(t->id), allYes(now(t->id)));
        }
        return now(t->id);
    };
    const Transfer fresh = asked(false), answered = asked(true), other = asked(true),
                   out = asked(true, TransferKind::Standing);
    team.actAs(team.mira);
    QCOMPARE(failed(s().decide(out, decision(TransferDecision::Approved))), QString());
    const TransferMoveId left = moved(out.id);
    team.actAs(people.value(who));
    QString got;
    QStringList told;
    const auto tried = [&](QChar letter, const Result<void> &done) {
        if (done)
            got += letter;
        else if (done.error().kind != ErrorKind::Denied && done.error().kind != ErrorKind::NotFound)
            told << letter + failed(done);
    };
    const auto asking = s().ask(id, sampleTransfer(u"A try"_s, team.clock.nowMs()));
    tried(u'k', asking ? Result<void>() : tl::unexpected(asking.error()));
    tried(u'q', s().remark(fresh, TransferRemarkKind::Question, u"Why?"_s));
    tried(u'l', s().answer(fresh, allYes(fresh)));
    tried(u'a', s().decide(answered, decision(TransferDecision::Approved)));
    tried(u'r', s().decide(other, decision(TransferDecision::Refused)));
    const Transfer approved = [&] {
        team.actAs(team.mira);
        const Transfer t = now(out.id);
        team.actAs(people.value(who));
        return t;
    }();
    tried(u'm', s().recordMove(approved, sampleMove(team.clock.nowMs())));
    Transfer next = approved;
    next.version += got.contains(u'm') ? 1 : 0;
    tried(u'e', s().recordEnd(next, {left}, destruction(team.clock.nowMs())));
    next.version += got.contains(u'e') ? 1 : 0;
    tried(u'v', s().decide(next, decision(TransferDecision::Revoked)));
    team.actAs(team.mira);
    QCOMPARE(told, QStringList());
    std::sort(got.begin(), got.end());
    std::sort(may.begin(), may.end());
    QCOMPARE(got, may);
}

void TestTransferRights::onePersonManyRoles_data()
{
    QTest::addColumn<QString>("asks"); // sam: every role it takes; rita and ada one each; mira holds the incident
    QTest::addColumn<QString>("answers");
    QTest::addColumn<QString>("approves");
    QTest::addColumn<QString>("stopsAt");
    QTest::newRow("three people") << u"rita"_s << u"ada"_s << u"sam"_s << QString();
    QTest::newRow("asks and answers") << u"sam"_s << u"sam"_s << u"sam"_s << u"answer"_s;
    QTest::newRow("asks and approves") << u"sam"_s << u"ada"_s << u"sam"_s << u"approve"_s;
    QTest::newRow("answers and approves") << u"rita"_s << u"sam"_s << u"sam"_s << u"approve"_s;
    QTest::newRow("legal asks and answers") << u"ada"_s << u"ada"_s << u"sam"_s << u"answer"_s;
    QTest::newRow("legal asks, another answers, a third approves") << u"ada"_s << u"mira"_s << u"sam"_s << QString();
}

void TestTransferRights::onePersonManyRoles()
{
    QFETCH(QString, asks);
    QFETCH(QString, answers);
    QFETCH(QString, approves);
    QFETCH(QString, stopsAt);
    const QHash<QString, PersonId> people{
        {u"rita"_s, rita}, {u"mira"_s, team.mira}, {u"ada"_s, team.ada}, {u"sam"_s, sam}};
    team.actAs(sam);
    const IncidentId his = team.record(u"Held by Sam"_s); // so the right is never what is missing
    team.actAs(people.value(asks));
    const auto asked = s().ask(his, sampleTransfer(u"A try"_s, team.clock.nowMs()));
    QVERIFY(asked);
    team.actAs(people.value(answers));
    const auto answered = s().answer(now(asked->id), allYes(now(asked->id)));
    QCOMPARE(answered.has_value(), stopsAt != u"answer");
    if (answered) {
        team.actAs(people.value(approves));
        const auto decided = s().decide(now(asked->id), decision(TransferDecision::Approved));
        QCOMPARE(decided.has_value(), stopsAt.isEmpty());
        if (!decided)
            QVERIFY2(decided.error().kind == ErrorKind::Refused || decided.error().kind == ErrorKind::Denied,
                     qPrintable(failed(decided)));
    } else {
        QVERIFY2(failed(answered).startsWith(u"refused"_s), qPrintable(failed(answered)));
    }
    team.actAs(team.mira);
}

/** P10.3: another holder of the role approves what the manager who holds the incident asked for. */
void TestTransferRights::theManagersOwnRequest()
{
    team.actAs(team.mira);
    const auto asked = s().ask(id, sampleTransfer(u"Mira's own"_s, team.clock.nowMs()));
    QVERIFY(asked);
    team.actAs(team.ada);
    QVERIFY(s().answer(now(asked->id), allYes(now(asked->id))));
    team.actAs(team.mira);
    QVERIFY(failed(s().decide(now(asked->id), decision(TransferDecision::Approved))).startsWith(u"refused"_s));
    QVERIFY(failed(s().decide(now(asked->id), decision(TransferDecision::Refused))).startsWith(u"refused"_s));
    team.actAs(rita);
    QVERIFY(failed(s().decide(now(asked->id), decision(TransferDecision::Approved))).startsWith(u"denied"_s));
    team.actAs(hal);
    QCOMPARE(failed(s().decide(now(asked->id), decision(TransferDecision::Approved))), QString());
    QCOMPARE(now(asked->id).managerName, u"Hal Hart"_s);
    team.actAs(team.mira);
}

/** P13.5: legal's part may be written down by the manager; the request on a file too; the approval never. */
void TestTransferRights::attested()
{
    const TransferId t = made(id, 0);
    QVERIFY(!s().answer(now(t), allYes(now(t)), team.said(team.mira))); // not for oneself
    QVERIFY(!s().answer(now(t), allYes(now(t)), team.said(team.eve)));  // not legal
    QVERIFY(!s().answer(now(t), allYes(now(t)), team.said(rita)));
    team.actAs(hal);
    QVERIFY(
        failed(s().answer(now(t), allYes(now(t)), team.said(team.ada))).startsWith(u"denied"_s)); // does not hold it
    team.actAs(team.mira);
    QCOMPARE(failed(s().answer(now(t), allYes(now(t)), team.said(team.ada))), QString());
    QCOMPARE(now(t).legalName, u"Ada Ruiz"_s);
    const TransferAnswer a = s().details(t)->answers.first();
    QCOMPARE(a.enteredBy, u"Mira Kahn"_s);
    QCOMPARE(a.attested.words, team.said(team.ada).words);
    QCOMPARE(failed(s().decide(now(t), decision(TransferDecision::Approved))), QString());
    TransferInput in = sampleTransfer(u"For Rita"_s, team.clock.nowMs());
    in.requester = rita;
    const auto asked = s().ask(id, in);
    QCOMPARE(asked.has_value(), !onServer());
    if (asked) {
        QCOMPARE(now(asked->id).requesterName, u"Rita Rowe"_s);
        QCOMPARE(now(asked->id).enteredBy, u"Mira Kahn"_s);
        QVERIFY(!s().answer(now(asked->id), allYes(now(asked->id)), team.said(rita)));
        QVERIFY(s().answer(now(asked->id), allYes(now(asked->id)), team.said(team.ada)));
        QCOMPARE(failed(s().decide(now(asked->id), decision(TransferDecision::Approved))), QString());
    }
    in.requester = aud;
    QCOMPARE(s().ask(id, in).error().field, u"requester"_s);
}

/** P2.8: asking lifts the mark, by the request itself. */
void TestTransferRights::exerciseIsLifted()
{
    NewIncident n;
    n.title = u"Drill"_s;
    n.reportedBy = u"Red team"_s;
    n.detectedMs = team.clock.nowMs();
    const auto drill = team.services->exercises.recordUnannounced(n, {team.mira});
    QVERIFY(drill);
    team.actAs(aud);
    QVERIFY(!s().ask(*drill, sampleTransfer(u"A try"_s, team.clock.nowMs())));
    team.actAs(rita);
    QVERIFY(!team.now(*drill).exercise);
    const auto asked = s().ask(*drill, sampleTransfer(u"Within a drill"_s, team.clock.nowMs()));
    QVERIFY2(asked, asked ? "" : qPrintable(asked.error().userText + asked.error().detail));
    QVERIFY(asked->lifted);
    QVERIFY(team.now(*drill).exercise);
    QCOMPARE(s().ofIncident(*drill)->size(), 1);
    const auto again = s().ask(*drill, sampleTransfer(u"Another"_s, team.clock.nowMs()));
    QVERIFY(again && !again->lifted);
    team.actAs(team.mira);
}

void TestTransferRights::exercisesStandApart()
{
    const IncidentId drill = team.record(u"Announced"_s, true);
    const TransferId t = made(drill, 0);
    team.actAs(team.ada);
    const auto has = [t](const QList<Approval> &list) {
        return std::any_of(list.begin(), list.end(), [t](const Approval &a) { return a.id == t.value; });
    };
    QVERIFY(!has(team.services->approvals.overview()->mine));
    QVERIFY(has(team.services->approvals.overview(true)->mine));
    team.actAs(team.mira);
}

void TestTransferRights::hiddenWithItsIncident()
{
    const IncidentId secret = team.record(u"Insider"_s);
    const TransferId t = made(secret, 0);
    QVERIFY(team.services->restrictions.restrict(
        secret, team.now(secret).version,
        {RestrictionKind::Insider, u"A name."_s, {}, {team.mira, team.ada, team.eve}, {}}));
    team.actAs(rita); // asked, and is named no more
    QCOMPARE(s().byId(t).error().kind, ErrorKind::NotFound);
    QVERIFY(!s().details(t));
    QVERIFY(!s().ofIncident(secret));
    const auto all = team.services->approvals.overview();
    for (const auto &list : {all->mine, all->others, all->decided})
        for (const Approval &a : list)
            QVERIFY(a.incident != secret);
    team.actAs(team.mira);
    QVERIFY(s().byId(t));
}

void TestTransferRights::whatWaits()
{
    const IncidentId other = team.record(u"Waiting"_s);
    const TransferId first = made(other, 0);
    team.clock.advance(kMinuteMs);
    const TransferId second = made(other, 1);
    const auto lines = [&](const QList<Approval> &list) {
        QStringList found;
        for (const Approval &a : list)
            if (a.incident == other)
                found << QString::number(a.id == first.value ? 1 : 2) + a.waitsForName;
        return found;
    };
    team.actAs(team.ada);
    auto all = team.services->approvals.overview();
    QCOMPARE(lines(all->mine), QStringList{u"1Legal"_s});
    QCOMPARE(lines(all->others), QStringList{u"2Mira Kahn"_s});
    team.actAs(team.mira);
    all = team.services->approvals.overview();
    QCOMPARE(lines(all->mine), (QStringList{u"1Legal"_s, u"2Mira Kahn"_s})); // she is legal as well
    QVERIFY(s().decide(now(second), decision(TransferDecision::Refused)));
    all = team.services->approvals.overview();
    QCOMPARE(all->decided.first().id, second.value);
    team.actAs(aud);
    all = team.services->approvals.overview();
    QVERIFY(all && all->mine.isEmpty()); // reads, and decides nothing
    team.actAs(kay);
    QCOMPARE(team.services->approvals.overview().error().kind, ErrorKind::Denied);
    team.actAs(team.mira);
}

void TestTransferRights::recordVerifies()
{
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    QCOMPARE(team.findings(), QString());
}

QTEST_GUILESS_MAIN(TestTransferRights)
#include "tst_transferrights.moc"
