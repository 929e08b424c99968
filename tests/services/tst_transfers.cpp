#include "tests/services/transferfixture.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>
#include <algorithm>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** P10 through the services that windows use, on a file and on a server. */
class TestTransfers : public QObject, private TransferFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fromRequestToDestruction();
    void nothingLeavesWithout_data();
    void nothingLeavesWithout();
    void theApprovalEndsAtItsInstant();
    void revokedAtOnce();
    void legalBlocks();
    void aQuestionIsNoRefusal();
    void takenBack();
    void staleIsAConflict();
    void theListOfThen();
    void standingApproval();
    void oneTransferOnce();
    void breachOfProcedure();
    void attachingIsATransfer();
    void endsInTheMinuteInWhichItLeft();
    void keptAndThenDestroyed();
    void closingWaits();
    void afterTheEnd();
    void custodyChecks();
    void hostileNames();
    void recordVerifies();
};

void TestTransfers::initTestCase()
{
    QCOMPARE(begin(), QString());
}

void TestTransfers::fromRequestToDestruction()
{
    const TransferId t = made(id, 2);
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    QCOMPARE(now(t).state, TransferState::Approved);
    QCOMPARE(now(t).number, 1);
    QCOMPARE(now(t).requesterName, u"Rita Rowe"_s);
    QCOMPARE(now(t).legalName, u"Ada Ruiz"_s);
    QCOMPARE(now(t).managerName, u"Mira Kahn"_s);
    team.actAs(rita);
    team.clock.advance(kMinuteMs);
    QCOMPARE(failed(s().recordMove(now(t), sampleMove(team.clock.nowMs()))), QString());
    QCOMPARE(now(t).openMoves, 1);
    team.clock.advance(kHourMs);
    const TransferMove move = s().details(t)->moves.first();
    QVERIFY(move.isOut());
    QCOMPARE(failed(s().recordEnd(now(t), {move.id}, destruction(team.clock.nowMs()))), QString());
    const TransferDetails d = *s().details(t);
    QVERIFY(d.moves.first().isGone());
    QCOMPARE(d.transfer.openMoves, 0);
    QCOMPARE(d.moves.first().content.items.size(), 2);
    QCOMPARE(d.moves.first().content.items.first(), sampleItem(u"dump-1.bin"_s, "one"));
    QVERIFY(failed(s().recordEnd(now(t), {move.id}, destruction(team.clock.nowMs()))).startsWith(u"refused"_s));
    team.actAs(team.mira);
    QStringList lines;
    const auto entries = team.services->timeline.after(id, {}, {}, 50);
    for (const TimelineEntry &e : *entries)
        lines << e.text;
    for (const QString &word : {u"asked for"_s, u"it may go ahead"_s, u"approved"_s, u"2 items left"_s, u"destroyed"_s})
        QVERIFY2(!lines.filter(word).isEmpty(), qPrintable(word + u'\n' + lines.join(u'\n')));
}

void TestTransfers::nothingLeavesWithout_data()
{
    QTest::addColumn<QString>("state");
    for (const char *state : {"asked", "answered", "blocked", "refused", "withdrawn", "revoked", "expired"})
        QTest::newRow(state) << QString::fromLatin1(state);
}

/** P10.1: refused by the service, and by the database behind it. */
void TestTransfers::nothingLeavesWithout()
{
    QFETCH(QString, state);
    const TransferId t = made(id, state == u"asked" || state == u"blocked" || state == u"withdrawn" ? 0
                                  : state == u"answered" || state == u"refused"                     ? 1
                                                                                                    : 2);
    if (state == u"blocked") {
        team.actAs(team.ada);
        ChecklistInput stop = allYes(now(t));
        stop.verdict = ChecklistVerdict::Stop;
        stop.remark = u"No."_s;
        QVERIFY(s().answer(now(t), stop));
    } else if (state == u"refused" || state == u"revoked") {
        QVERIFY(s().decide(now(t), decision(*fromCode<TransferDecision>(state))));
    } else if (state == u"withdrawn") {
        team.actAs(rita);
        QVERIFY(s().decide(now(t), decision(TransferDecision::Withdrawn)));
    } else if (state == u"expired") {
        team.clock.advance(kDayMs + 1);
    }
    team.actAs(rita);
    const auto tried = s().recordMove(now(t), sampleMove(team.clock.nowMs()));
    QVERIFY2(failed(tried).startsWith(u"refused: Nothing leaves"_s), qPrintable(failed(tried)));
    const auto past = team.db->run(
        u"INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, item_count, "
        "total_bytes, list_sha256) VALUES ('%1', %2, %3, %4, %5, 'c', 'h', 1, 1, '')"_s.arg(state)
            .arg(id.value)
            .arg(t.value)
            .arg(now(t).version)
            .arg(team.clock.nowMs()));
    QVERIFY(!past);
    QVERIFY2(past.error().detail.contains(u"no approval in force"_s), qPrintable(past.error().detail));
    team.actAs(team.mira);
}

void TestTransfers::theApprovalEndsAtItsInstant()
{
    const TransferId t = made(id, 2);
    const qint64 until = now(t).validUntilMs;
    team.clock.advance(until - team.clock.nowMs() - 1000);
    QCOMPARE(failed(s().recordMove(now(t), sampleMove(team.clock.nowMs()))), QString());
    QVERIFY(failed(s().recordMove(now(t), sampleMove(now(t).approvedMs - 2 * kMinuteMs))).startsWith(u"refused"_s));
    team.clock.advance(1000);
    QVERIFY(failed(s().recordMove(now(t), sampleMove(until - 1000))).startsWith(u"refused"_s));
    QVERIFY(isExpired(now(t), team.clock.nowMs()));
    QCOMPARE(now(t).openMoves, 1);
}

void TestTransfers::revokedAtOnce()
{
    const TransferId t = made(id, 2);
    const TransferMoveId move = moved(t);
    QVERIFY(failed(s().decide(now(t), {TransferDecision::Revoked, u" "_s, {}, 0})).startsWith(u"invalid"_s));
    QVERIFY(s().decide(now(t), decision(TransferDecision::Revoked)));
    QVERIFY(failed(s().recordMove(now(t), sampleMove(team.clock.nowMs()))).startsWith(u"refused"_s));
    QVERIFY(failed(s().decide(now(t), decision(TransferDecision::Approved))).startsWith(u"refused"_s));
    QCOMPARE(failed(s().recordEnd(now(t), {move}, destruction(team.clock.nowMs()))), QString()); // it still comes back
}

void TestTransfers::legalBlocks()
{
    const TransferId t = made(id, 0);
    team.actAs(team.ada);
    ChecklistInput in = allYes(now(t));
    in.lines[0] = {in.lines[0].code, ChecklistAnswer::No, u"Logs would do."_s};
    QCOMPARE(s().answer(now(t), in).error().field, u"goAhead"_s);
    in.verdict = ChecklistVerdict::Stop;
    in.remark = u"Ask for the logs."_s;
    QVERIFY(s().answer(now(t), in));
    QCOMPARE(now(t).state, TransferState::Blocked);
    team.actAs(team.mira);
    QVERIFY(
        failed(s().decide(now(t), decision(TransferDecision::Approved))).startsWith(u"refused: Legal has blocked"_s));
    team.actAs(team.ada); // legal answers again, and says why it may go ahead
    in.verdict = ChecklistVerdict::Go;
    in.goAhead = u"The logs are gone."_s;
    QCOMPARE(failed(s().answer(now(t), in)), QString());
    QCOMPARE(s().details(t)->answers.size(), 2);
    team.actAs(team.mira);
    QCOMPARE(failed(s().decide(now(t), decision(TransferDecision::Approved))), QString());
}

void TestTransfers::aQuestionIsNoRefusal()
{
    const TransferId t = made(id, 1);
    QVERIFY(failed(s().remark(now(t), TransferRemarkKind::Question, u" "_s)).startsWith(u"invalid"_s));
    QVERIFY(failed(s().remark(now(t), TransferRemarkKind::Question, QString(4001, u'x'))).startsWith(u"invalid"_s));
    const Transfer seen = now(t);
    QVERIFY(s().remark(seen, TransferRemarkKind::Question, u"Why two?"_s));
    QCOMPARE(now(t).state, TransferState::Answered);
    QVERIFY(now(t).askedBack);
    team.actAs(rita);
    QVERIFY(s().remark(now(t), TransferRemarkKind::Answer, u"It restarted."_s));
    QVERIFY(!now(t).askedBack);
    const auto thread = s().details(t)->remarks;
    QCOMPARE(thread.size(), 2);
    QCOMPARE(thread.last().byName, u"Rita Rowe"_s);
    team.actAs(team.mira);
    QCOMPARE(failed(s().decide(seen, decision(TransferDecision::Approved))), QString()); // a thread makes nothing stale
}

void TestTransfers::takenBack()
{
    const TransferId t = made(id, 1);
    QVERIFY(!s().decide(now(t), decision(TransferDecision::Withdrawn))); // not who asked
    team.actAs(rita);
    QCOMPARE(failed(s().decide(now(t), decision(TransferDecision::Withdrawn))), QString());
    QVERIFY(!s().decide(now(t), decision(TransferDecision::Withdrawn)));
    team.actAs(team.mira);
}

void TestTransfers::staleIsAConflict()
{
    const TransferId t = made(id, 1);
    const Transfer seen = now(t);
    team.actAs(team.ada);
    QVERIFY(s().answer(seen, allYes(seen)));
    team.actAs(team.mira);
    QCOMPARE(s().decide(seen, decision(TransferDecision::Approved)).error().kind, ErrorKind::Conflict);
    QCOMPARE(failed(s().decide(now(t), decision(TransferDecision::Approved))), QString());
}

/** The request keeps the version it was asked under, and says that there is a newer one. */
void TestTransfers::theListOfThen()
{
    const TransferId t = made(id, 0);
    QCOMPARE(now(t).checklist.version, u"3"_s);
    const QList<TransferQuestion> asked = now(t).checklist.items;
    QCOMPARE(s().details(t)->newerList, QString());
    team.clock.advance(60 * kDayMs); // January: version 4 is valid
    const TransferDetails d = *s().details(t);
    QCOMPARE(d.newerList, u"Customer data, version 4"_s);
    QCOMPARE(d.transfer.checklist.version, u"3"_s);
    QCOMPARE(d.transfer.checklist.items, asked);
    team.actAs(rita);
    const auto later = s().ask(id, sampleTransfer(u"Asked later"_s, team.clock.nowMs()));
    QCOMPARE(now(later->id).checklist.version, u"4"_s);
    team.actAs(team.ada);
    QVERIFY(failed(s().answer(now(t), allYes(now(later->id)))).startsWith(u"invalid"_s)); // the items of then
    QCOMPARE(failed(s().answer(now(t), allYes(now(t)))), QString());
    team.actAs(team.mira);
    QCOMPARE(failed(s().decide(now(t), decision(TransferDecision::Approved))), QString());
    QCOMPARE(s().details(t)->newerList, QString()); // decided is decided
}

/** P10.3: an approval of one transfer is used once; by the service and by the database behind it. */
void TestTransfers::oneTransferOnce()
{
    const TransferId t = made(id, 2);
    (void)moved(t);
    QVERIFY(!isInForce(now(t), team.clock.nowMs()));
    const auto again = s().recordMove(now(t), sampleMove(team.clock.nowMs(), {sampleItem(u"more"_s, "more")}));
    QVERIFY2(failed(again).contains(u"for one transfer"_s), qPrintable(failed(again)));
    QBuffer more;
    more.setData("more");
    QVERIFY(more.open(QIODevice::ReadOnly));
    QVERIFY(!team.services->timeline.attach(id, {}, {u"m"_s, u"t"_s, FromProduction::Yes, t}, more));
    QBuffer same; // what left already may be attached
    same.setData("one");
    QVERIFY(same.open(QIODevice::ReadOnly));
    QVERIFY(team.services->timeline.attach(id, {}, {u"dump-1.bin"_s, u"t"_s, FromProduction::Yes, t}, same));
    const auto past = team.db->run(
        u"INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, item_count, "
        "total_bytes, list_sha256) VALUES ('once', %1, %2, %3, %4, 'c', 'h', 1, 1, '')"_s.arg(id.value)
            .arg(t.value)
            .arg(now(t).version)
            .arg(team.clock.nowMs()));
    QVERIFY(!past);
    QVERIFY2(past.error().detail.contains(u"one transfer, which is recorded"_s), qPrintable(past.error().detail));
}

void TestTransfers::standingApproval()
{
    team.actAs(rita);
    TransferInput in = sampleTransfer(u"Daily logs"_s, team.clock.nowMs());
    in.kind = TransferKind::Standing;
    in.dataKind = u"logs"_s;
    const auto asked = s().ask(id, in);
    team.actAs(team.ada);
    QVERIFY(s().answer(now(asked->id), allYes(now(asked->id))));
    team.actAs(team.mira);
    QVERIFY(s().decide(now(asked->id), approval(team.clock.nowMs() + 3 * kDayMs)));
    for (int day = 0; day < 3; ++day) {
        QVERIFY(s().recordMove(now(asked->id), sampleMove(team.clock.nowMs())));
        team.clock.advance(kDayMs);
    }
    QVERIFY(!s().recordMove(now(asked->id), sampleMove(team.clock.nowMs())));
    QCOMPARE(now(asked->id).openMoves, 3);
    QList<TransferMoveId> out;
    const auto details = s().details(asked->id);
    for (const TransferMove &m : details->moves)
        out << m.id;
    QCOMPARE(failed(s().recordEnd(now(asked->id), out, destruction(team.clock.nowMs()))), QString());
    QCOMPARE(now(asked->id).openMoves, 0);
}

void TestTransfers::breachOfProcedure()
{
    team.actAs(rita);
    TransferInput in = sampleTransfer(u"Dump on a laptop"_s, team.clock.nowMs());
    QCOMPARE(s().recordBreach(id, in, sampleMove(team.clock.nowMs() - kHourMs)).error().field, u"found"_s);
    in.found = u"Seen on a laptop."_s;
    QCOMPARE(s().recordBreach(id, in, {}).error().field, u"items"_s);
    in.kind = TransferKind::Breach;
    QVERIFY(!s().ask(id, in)); // what left is not asked for
    const auto asked = s().recordBreach(id, in, sampleMove(team.clock.nowMs() - kHourMs));
    QVERIFY2(asked, asked ? "" : qPrintable(asked.error().userText + asked.error().detail));
    QCOMPARE(now(asked->id).state, TransferState::Breach);
    QCOMPARE(now(asked->id).openMoves, 1);
    QVERIFY(!s().decide(now(asked->id), decision(TransferDecision::Withdrawn))); // it happened
    team.actAs(team.ada);
    const auto waiting = team.services->approvals.overview();
    QVERIFY(waiting);
    QVERIFY(waiting->mine.first().breach); // first of all
    QCOMPARE(waiting->mine.first().id, asked->id.value);
    QVERIFY(!s().answer(now(asked->id), allYes(now(asked->id))));
    ChecklistInput noted;
    noted.verdict = ChecklistVerdict::Noted;
    noted.remark = u"Seen."_s;
    QCOMPARE(failed(s().answer(now(asked->id), noted)), QString());
    QCOMPARE(now(asked->id).state, TransferState::Noted);
    team.actAs(team.mira);
    QVERIFY(!s().decide(now(asked->id), decision(TransferDecision::Approved))); // nothing makes it good afterwards
    QCOMPARE(failed(s().recordEnd(now(asked->id), {s().details(asked->id)->moves.first().id},
                                  destruction(team.clock.nowMs()))),
             QString());
}

/** P10.1: at the door of attachments. */
void TestTransfers::attachingIsATransfer()
{
    const TransferId t = made(id, 1);
    const auto attach = [&](const QByteArray &bytes, FromProduction from, TransferId under) {
        QBuffer buffer;
        buffer.setData(bytes);
        (void)buffer.open(QIODevice::ReadOnly);
        const auto done = team.services->timeline.attach(id, {}, {u"day.log"_s, u"text/plain"_s, from, under}, buffer);
        return failed(done ? Result<void>() : tl::unexpected(done.error()));
    };
    QVERIFY(attach("x", FromProduction::NotSure, {}).startsWith(u"refused"_s));
    QVERIFY(attach("x", FromProduction::Yes, {}).startsWith(u"refused"_s));
    QVERIFY(attach("x", FromProduction::Yes, t).startsWith(u"refused"_s)); // not approved
    const auto citable = [&] {
        const auto list = s().citable(id);
        return std::count_if(list->begin(), list->end(), [t](const Transfer &x) { return x.id == t; });
    };
    QCOMPARE(citable(), 0);
    QVERIFY(s().decide(now(t), decision(TransferDecision::Approved)));
    QCOMPARE(citable(), 1);
    QCOMPARE(attach("x", FromProduction::Yes, t), QString());
    QCOMPARE(now(t).moves, 1);
    QCOMPARE(s().details(t)->moves.first().content.items.first(), sampleItem(u"day.log"_s, "x"));
    QCOMPARE(attach("x", FromProduction::Yes, t), QString()); // the same bytes are recorded already
    QCOMPARE(now(t).moves, 1);
    const IncidentId other = team.record(u"Another"_s);
    QBuffer buffer;
    buffer.setData("x");
    (void)buffer.open(QIODevice::ReadOnly);
    QVERIFY(!team.services->timeline.attach(other, {}, {u"f"_s, {}, FromProduction::Yes, t}, buffer));
    QVERIFY(s().decide(now(t), decision(TransferDecision::Revoked)));
    QVERIFY(attach("y", FromProduction::Yes, t).startsWith(u"refused"_s));
    QCOMPARE(attach("z", FromProduction::No, {}), QString());
}

/** A field knows the minute alone: what ends in the minute in which it left ended after that. */
void TestTransfers::endsInTheMinuteInWhichItLeft()
{
    const TransferId t = made(id, 2);
    team.clock.advance(kMinuteMs - team.clock.nowMs() % kMinuteMs + 57 * kSecondMs);
    const TransferMoveId move = moved(t);
    const qint64 left = s().details(t)->moves.last().content.atMs;
    team.clock.advance(10 * kSecondMs);
    QVERIFY(failed(s().recordEnd(now(t), {move}, destruction(left - 2 * kMinuteMs))).startsWith(u"invalid"_s));
    QCOMPARE(failed(s().recordEnd(now(t), {move}, destruction(left - left % kMinuteMs))), QString());
    QCOMPARE(s().details(t)->moves.last().ends.last().content.atMs, left);
}

void TestTransfers::keptAndThenDestroyed()
{
    const TransferId t = made(id, 2);
    const TransferMoveId move = moved(t);
    TransferEndInput kept = destruction(team.clock.nowMs());
    kept.outcome = TransferOutcome::Kept;
    QCOMPARE(s().recordEnd(now(t), {move}, kept).error().field, u"owner"_s);
    kept.owner = u"Sam Both"_s;
    kept.untilMs = team.clock.nowMs() + kDayMs;
    QCOMPARE(failed(s().recordEnd(now(t), {move}, kept)), QString());
    QCOMPARE(now(t).openMoves, 0);
    kept.untilMs += kDayMs;
    QCOMPARE(failed(s().recordEnd(now(t), {move}, kept)), QString()); // longer
    QCOMPARE(failed(s().recordEnd(now(t), {move}, destruction(team.clock.nowMs()))), QString());
    QCOMPARE(now(t).openMoves, 0);
    QCOMPARE(s().details(t)->moves.first().ends.size(), 3);
    QVERIFY(!s().recordEnd(now(t), {move}, kept));
    QVERIFY(!s().recordEnd(now(t), {TransferMoveId{999'999}}, kept));
    QVERIFY(!s().recordEnd(now(t), {}, kept));
}

/** P1.7. */
void TestTransfers::closingWaits()
{
    const IncidentId other = team.record(u"To be closed"_s);
    const auto missing = [&] {
        QStringList codes;
        const auto list = team.services->incidents.missingForClose(team.now(other));
        for (const Missing &m : *list)
            if (m.code.startsWith(u"transfers"_s))
                codes << m.code;
        return codes;
    };
    QCOMPARE(missing(), QStringList());
    const TransferId t = made(other, 1);
    QCOMPARE(missing(), QStringList{u"transfers"_s});
    QVERIFY(s().decide(now(t), decision(TransferDecision::Approved)));
    QCOMPARE(missing(), QStringList());
    const TransferMoveId move = moved(t);
    QCOMPARE(missing(), QStringList{u"transfers_back"_s});
    QVERIFY(s().recordEnd(now(t), {move}, destruction(team.clock.nowMs())));
    QCOMPARE(missing(), QStringList());
}

void TestTransfers::afterTheEnd()
{
    const IncidentId other = team.record(u"To be ended"_s);
    const TransferId t = made(other, 2);
    const TransferMoveId move = moved(t);
    EndingInput e;
    e.kind = Ending::FalsePositive;
    e.reason = e.rootCause = e.noTuningReason = u"A backup job."_s;
    QVERIFY(team.services->incidents.end(other, team.now(other).version, e));
    QVERIFY(!s().ask(other, sampleTransfer(u"Too late"_s, team.clock.nowMs())));
    QCOMPARE(failed(s().recordEnd(now(t), {move}, destruction(team.clock.nowMs()))), QString());
}

/** P10.4: `sha256sum -c` says that each item is what it was. */
void TestTransfers::custodyChecks()
{
    const TransferId t = made(id, 2);
    QTemporaryDir folder;
    const QList<std::pair<QString, QByteArray>> files{
        {u"dump one.bin"_s, QByteArray(200'000, 'x')}, {u"back\\slash"_s, "b"}, {u"line\nbreak"_s, "c"}, {u"ü"_s, {}}};
    TransferMoveInput move = sampleMove(team.clock.nowMs());
    move.items.clear();
    for (const auto &[name, bytes] : files) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        move.items.append(sampleItem(name, bytes));
    }
    QCOMPARE(failed(s().recordMove(now(t), move)), QString());
    const QString list = folder.filePath(u"custody.sha256"_s);
    QCOMPARE(failed(s().exportCustody(t, CustodyFormat::Sums, list)), QString());
    const auto check = [&] {
        QProcess p;
        p.setWorkingDirectory(folder.path());
        p.start(u"sha256sum"_s, {u"--strict"_s, u"-c"_s, list});
        p.waitForFinished();
        return p.exitStatus() == QProcess::NormalExit ? p.exitCode() : -1;
    };
    QCOMPARE(check(), 0);
    QFile changed(folder.filePath(u"dump one.bin"_s));
    QVERIFY(changed.open(QIODevice::Append));
    changed.write("y");
    changed.close();
    QCOMPARE(check(), 1);
    const QString json = folder.filePath(u"custody.json"_s);
    QCOMPARE(failed(s().exportCustody(t, CustodyFormat::Json, json)), QString());
    QFile read(json);
    QVERIFY(read.open(QIODevice::ReadOnly));
    const QJsonDocument document = QJsonDocument::fromJson(read.readAll());
    QCOMPARE(document[u"moves"_s][0][u"items"_s].toArray().size(), 4);
    QCOMPARE(document[u"request"_s][u"askedBy"_s].toString(), u"Rita Rowe"_s);
    QCOMPARE(document[u"decisions"_s][0][u"by"_s].toString(), u"Mira Kahn"_s);
    QCOMPARE(document[u"answers"_s][0][u"items"_s].toArray().size(), now(t).checklist.items.size());
    const QString pdf = folder.filePath(u"custody.pdf"_s);
    QCOMPARE(failed(s().exportCustody(t, CustodyFormat::Pdf, pdf)), QString());
    QFile text(pdf);
    QVERIFY(text.open(QIODevice::ReadOnly));
    const QByteArray words = text.readAll();
    for (const TransferItem &item : std::as_const(move.items))
        QVERIFY(words.contains(item.sha256.toLatin1()));
    QVERIFY(!s().exportCustody(t, CustodyFormat::Json, folder.filePath(u"no/where.json"_s)));
    const auto last = team.services->record.lastAct(id);
    QVERIFY2((*last)->sentence.contains(u"chain of custody"_s), qPrintable((*last)->sentence));
}

/** What people and file names bring is text of the document, never a mark of it. */
void TestTransfers::hostileNames()
{
    team.actAs(rita);
    TransferInput in = sampleTransfer(u"a | b **c** <img src=x> [l](http://x)"_s, team.clock.nowMs());
    in.what = u"# Head\n| x | y |\n|---|---|"_s;
    const auto asked = s().ask(id, in);
    QVERIFY(asked);
    team.actAs(team.ada);
    QVERIFY(s().answer(now(asked->id), allYes(now(asked->id))));
    team.actAs(team.mira);
    QVERIFY(s().decide(now(asked->id), decision(TransferDecision::Approved)));
    QVERIFY(
        s().recordMove(now(asked->id), sampleMove(team.clock.nowMs(), {sampleItem(u"in\u202Evoice\n| x.exe"_s, "x")})));
    QTemporaryDir folder;
    QVERIFY(s().exportCustody(asked->id, CustodyFormat::Pdf, folder.filePath(u"c.pdf"_s)));
    QFile file(folder.filePath(u"c.pdf"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    for (const QString &mark : {u"<img"_s, u"**c**"_s, u"](http"_s, u"# Head"_s, u"\u202E"_s, u"| x.exe"_s})
        QVERIFY2(!text.contains(mark) || text.contains(u"\\"_s + mark), qPrintable(mark));
}

void TestTransfers::recordVerifies()
{
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    QCOMPARE(team.findings(), QString());
}

QTEST_GUILESS_MAIN(TestTransfers)
#include "tst_transfers.moc"
