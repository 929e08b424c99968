#include "models/domain/approval.h"
#include "models/domain/transfer.h"

#include <QTest>
#include <functional>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** P10 in the domain: what a request needs, whose turn it is, and who may decide what. */
class TestTransfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentences();
    void requestNeeds_data();
    void requestNeeds();
    void breachNeedsLess();
    void checklist_data();
    void checklist();
    void itemNames_data();
    void itemNames();
    void moves();
    void sums();
    void ends_data();
    void ends();
    void turns_data();
    void turns();
    void inForce();
    void threePeople_data();
    void threePeople();
    void waits_data();
    void waits();
    void urgency();
};

namespace {

constexpr qint64 kNow = 1'763'700'000'000;
constexpr qint64 kDay = 86'400'000;

TransferInput request()
{
    TransferInput in;
    in.title = in.what = in.dataKind = in.amount = in.whose = in.environment = in.source = in.destination = u"x"_s;
    in.purpose = in.handlers = in.protection = in.destruction = u"y"_s;
    in.keepUntilMs = kNow + kDay;
    return in;
}

Transfer transfer(TransferState state)
{
    Transfer t;
    t.content.requester = PersonId{1};
    t.legal = state == TransferState::Asked ? PersonId{} : PersonId{2};
    t.state = state;
    t.validUntilMs = state == TransferState::Approved || state == TransferState::Revoked ? kNow + kDay : 0;
    return t;
}

const QList<TransferQuestion> kAsked = {{u"necessity"_s, u"Necessary"_s}, {u"encrypted"_s, u"Encrypted"_s}};

} // namespace

void TestTransfer::requestNeeds_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<QString>("name");
    const QStringList names{u"title"_s,   u"what"_s,        u"dataKind"_s,   u"amount"_s,
                            u"whose"_s,   u"environment"_s, u"source"_s,     u"destination"_s,
                            u"purpose"_s, u"handlers"_s,    u"protection"_s, u"destruction"_s};
    for (int i = 0; i < names.size(); ++i)
        QTest::newRow(qPrintable(names[i])) << i << names[i];
}

void TestTransfer::requestNeeds()
{
    QFETCH(int, field);
    QFETCH(QString, name);
    QString TransferInput::*const fields[] = {
        &TransferInput::title,   &TransferInput::what,        &TransferInput::dataKind,   &TransferInput::amount,
        &TransferInput::whose,   &TransferInput::environment, &TransferInput::source,     &TransferInput::destination,
        &TransferInput::purpose, &TransferInput::handlers,    &TransferInput::protection, &TransferInput::destruction};
    TransferInput in = request();
    QVERIFY(checkTransfer(in, kNow));
    in.*fields[field] = u" \n"_s;
    QCOMPARE(checkTransfer(in, kNow).error().field, name);
    in.*fields[field] = QString(4001, u'x');
    QCOMPARE(checkTransfer(in, kNow).error().field, name);
    in = request();
    in.keepUntilMs = kNow;
    QCOMPARE(checkTransfer(in, kNow).error().field, u"keepUntil"_s);
    in.keepUntilMs = kNow + 1;
    QVERIFY(checkTransfer(in, kNow));
}

void TestTransfer::breachNeedsLess()
{
    TransferInput in;
    in.kind = TransferKind::Breach;
    in.title = in.what = in.dataKind = in.environment = in.source = in.destination = u"x"_s;
    QCOMPARE(checkTransfer(in, kNow).error().field, u"found"_s);
    in.found = u"On a laptop."_s;
    QVERIFY(checkTransfer(in, kNow));
}

void TestTransfer::checklist_data()
{
    QTest::addColumn<QString>("answers"); // a letter an item: y, n with a remark, N without one, a; the rest is missing
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("goAhead");
    QTest::addColumn<QString>("remark");
    QTest::addColumn<QString>("field");
    QTest::newRow("all yes") << u"yy"_s << u"go"_s << QString() << QString() << QString();
    QTest::newRow("not applicable") << u"ya"_s << u"go"_s << QString() << QString() << QString();
    QTest::newRow("one open") << u"y"_s << u"go"_s << QString() << QString() << u"lines"_s;
    QTest::newRow("no blocks") << u"yn"_s << u"go"_s << QString() << QString() << u"goAhead"_s;
    QTest::newRow("no, and why it may") << u"yn"_s << u"go"_s << u"Sealed."_s << QString() << QString();
    QTest::newRow("no without a word") << u"yN"_s << u"go"_s << u"Sealed."_s << QString() << u"lines"_s;
    QTest::newRow("stopped") << u"yn"_s << u"stop"_s << QString() << u"Ask first."_s << QString();
    QTest::newRow("stopped without a word") << u"yn"_s << u"stop"_s << QString() << QString() << u"remark"_s;
    QTest::newRow("stopped, one open") << u"y"_s << u"stop"_s << QString() << u"Ask first."_s << u"lines"_s;
    QTest::newRow("an item too many") << u"yyy"_s << u"go"_s << QString() << QString() << u"lines"_s;
    QTest::newRow("a breach seen") << QString() << u"noted"_s << QString() << u"Seen."_s << QString();
    QTest::newRow("a breach without a word") << QString() << u"noted"_s << QString() << QString() << u"remark"_s;
}

void TestTransfer::checklist()
{
    QFETCH(QString, answers);
    QFETCH(QString, verdict);
    QFETCH(QString, goAhead);
    QFETCH(QString, remark);
    QFETCH(QString, field);
    ChecklistInput in;
    in.verdict = *fromCode<ChecklistVerdict>(verdict);
    in.goAhead = goAhead;
    in.remark = remark;
    for (int i = 0; i < answers.size(); ++i)
        in.lines.append({i < kAsked.size() ? kAsked[i].code : u"other"_s,
                         answers[i].toLower() == u'n' ? ChecklistAnswer::No
                         : answers[i] == u'a'         ? ChecklistAnswer::NotApplicable
                                                      : ChecklistAnswer::Yes,
                         answers[i] == u'n' ? u"Not yet."_s : QString()});
    const auto ok = checkChecklist(in, kAsked);
    QCOMPARE(ok ? QString() : ok.error().field, field);
    QCOMPARE(linesFromJson(linesJson(in.lines)), in.lines);
    QCOMPARE(questionsFromJson(questionsJson(kAsked)), kAsked);
}

void TestTransfer::itemNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    QTest::newRow("plain") << u"dump-1.bin"_s << true;
    QTest::newRow("spaces and letters") << u"Übergabe 2 — final.tar.gz"_s << true;
    QTest::newRow("line break") << u"a\nb"_s << true; // it is called so on the disk; lists escape it
    QTest::newRow("back to front") << u"in\u202Evoice.exe"_s << true;
    QTest::newRow("dash") << u"-rf"_s << true;
    QTest::newRow("beyond the plane") << u"\U0001F4A5.bin"_s << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("blank") << u"  "_s << false;
    QTest::newRow("path") << u"a/b"_s << false;
    QTest::newRow("up") << u".."_s << false;
    QTest::newRow("nul") << u"a"_s + QChar(0) << false;
    QTest::newRow("not text") << QString(QChar(QChar::ReplacementCharacter)) << false;
    QTest::newRow("half a letter") << QString(QChar(0xD800)) << false;
    QTest::newRow("longest") << QString(255, u'x') << true;
    QTest::newRow("too long") << QString(256, u'x') << false;
    QTest::newRow("too long in bytes") << QString(128, QChar(0xE9)) << false;
}

void TestTransfer::itemNames()
{
    QFETCH(QString, name);
    QFETCH(bool, good);
    QCOMPARE(itemNameProblem(name).isEmpty(), good);
}

void TestTransfer::moves()
{
    const QString digest(64, u'a');
    TransferMoveInput in{kNow, u"Kim"_s, u"By hand"_s, {{u"a"_s, 0, digest}}};
    QVERIFY(checkMove(in, kNow));
    const auto field = [&](const std::function<void(TransferMoveInput &)> &change) {
        TransferMoveInput changed = in;
        change(changed);
        const auto ok = checkMove(changed, kNow);
        return ok ? QString() : ok.error().field;
    };
    QCOMPARE(field([](auto &m) { m.items.clear(); }), u"items"_s);
    QCOMPARE(field([](auto &m) { m.items.append(m.items.first()); }), u"items"_s); // the same name twice
    QCOMPARE(field([](auto &m) { m.items[0].sha256 = QString(64, u'A'); }), u"items"_s);
    QCOMPARE(field([](auto &m) { m.items[0].sha256.chop(1); }), u"items"_s);
    QCOMPARE(field([](auto &m) { m.items[0].size = -1; }), u"items"_s);
    QCOMPARE(field([](auto &m) { m.carrier = u" "_s; }), u"carrier"_s);
    QCOMPARE(field([](auto &m) { m.how.clear(); }), u"how"_s);
    QCOMPARE(field([](auto &m) { m.atMs = kNow + 1; }), u"at"_s);
    in.items.clear();
    for (int i = 0; i <= kMostTransferItems; ++i)
        in.items.append({QString::number(i), 1, digest});
    QCOMPARE(checkMove(in, kNow).error().field, u"items"_s);
    in.items.removeLast();
    QVERIFY(checkMove(in, kNow));
}

void TestTransfer::sums()
{
    const QString digest(64, u'0');
    QCOMPARE(sha256List({{u"a b"_s, 1, digest}}), digest.toLatin1() + " *a b\n");
    QCOMPARE(sha256List({{u"a\nb\\c"_s, 1, digest}}), "\\" + digest.toLatin1() + " *a\\nb\\\\c\n");
    QCOMPARE(sha256List({}), QByteArray());
}

void TestTransfer::ends_data()
{
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("owner");
    QTest::addColumn<qint64>("untilMs");
    QTest::addColumn<qint64>("atMs");
    QTest::addColumn<QString>("field");
    QTest::newRow("destroyed") << u"destroyed"_s << QString() << qint64(0) << kNow << QString();
    QTest::newRow("returned") << u"returned"_s << QString() << qint64(0) << kNow << QString();
    QTest::newRow("before it left") << u"returned"_s << QString() << qint64(0) << kNow - kDay - 1 << u"at"_s;
    QTest::newRow("in the future") << u"returned"_s << QString() << qint64(0) << kNow + 1 << u"at"_s;
    QTest::newRow("kept") << u"kept"_s << u"Sam"_s << kNow + 1 << kNow << QString();
    QTest::newRow("kept by nobody") << u"kept"_s << u" "_s << kNow + 1 << kNow << u"owner"_s;
    QTest::newRow("kept for ever") << u"kept"_s << u"Sam"_s << qint64(0) << kNow << u"until"_s;
}

void TestTransfer::ends()
{
    QFETCH(QString, outcome);
    QFETCH(QString, owner);
    QFETCH(qint64, untilMs);
    QFETCH(qint64, atMs);
    QFETCH(QString, field);
    TransferEndInput in{*fromCode<TransferOutcome>(outcome), atMs, u"Sam"_s, u"Shredded"_s, {}, owner, untilMs};
    const auto ok = checkEnd(in, kNow - kDay, kNow);
    QCOMPARE(ok ? QString() : ok.error().field, field);
    in.byWhom.clear();
    QCOMPARE(checkEnd(in, kNow - kDay, kNow).error().field, u"byWhom"_s);
    in.byWhom = u"Sam"_s;
    in.how.clear();
    QCOMPARE(checkEnd(in, kNow - kDay, kNow).error().field, u"how"_s);
}

void TestTransfer::turns_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("turn");
    QTest::addColumn<bool>("undecided");
    QTest::newRow("asked") << u"asked"_s << u"legal"_s << true;
    QTest::newRow("blocked") << u"blocked"_s << u"requester"_s << true;
    QTest::newRow("answered") << u"answered"_s << u"manager"_s << true;
    QTest::newRow("approved") << u"approved"_s << u"handlers"_s << false;
    QTest::newRow("refused") << u"refused"_s << u"nobody"_s << false;
    QTest::newRow("revoked") << u"revoked"_s << u"nobody"_s << false;
    QTest::newRow("withdrawn") << u"withdrawn"_s << u"nobody"_s << false;
    QTest::newRow("breach") << u"breach"_s << u"legal"_s << true;
    QTest::newRow("noted") << u"noted"_s << u"nobody"_s << false;
}

void TestTransfer::turns()
{
    QFETCH(QString, state);
    QFETCH(QString, turn);
    QFETCH(bool, undecided);
    Transfer t = transfer(*fromCode<TransferState>(state));
    QCOMPARE(codeOf(turnOf(t, kNow)), turn);
    QCOMPARE(isUndecided(t.state), undecided);
    QVERIFY(!transferStateText(t, kNow).isEmpty());
    if (undecided)
        return;
    t.moves = t.openMoves = 1; // what is out stays somebody's, whatever became of the approval
    QCOMPARE(turnOf(t, kNow), TransferTurn::Handlers);
}

void TestTransfer::inForce()
{
    Transfer t = transfer(TransferState::Approved);
    QVERIFY(isInForce(t, kNow));
    QVERIFY(isInForce(t, t.validUntilMs - 1));
    QVERIFY(!isInForce(t, t.validUntilMs)); // it ends at its instant
    QVERIFY(isExpired(t, t.validUntilMs));
    QVERIFY(noApproval(t, kNow).isEmpty());
    QVERIFY(noApproval(t, t.validUntilMs).contains(u"ended"_s));
    for (const auto &e : enumTable<TransferState>())
        if (e.value != TransferState::Approved) {
            const Transfer other = transfer(e.value);
            QVERIFY2(!isInForce(other, kNow), e.code);
            QVERIFY2(!noApproval(other, kNow).isEmpty(), e.code);
        }
    t = transfer(TransferState::Noted);
    t.content.kind = TransferKind::Breach;
    QVERIFY(noApproval(t, kNow).isEmpty()); // what left already is recorded
}

/** P10.3, P13.3: one person with every role is still one person. */
void TestTransfer::threePeople_data()
{
    QTest::addColumn<int>("person"); // 1 asked, 2 answered, 3 somebody else
    QTest::addColumn<int>("roles");
    QTest::addColumn<bool>("holds");
    QTest::addColumn<bool>("requesterHolds");
    QTest::addColumn<QString>("may"); // a approve, r refuse, v revoke, w withdraw, l answer as legal
    const int all = 127, manager = int(Role::IncidentManager), legal = int(Role::Legal), both = manager | legal;
    QTest::newRow("requester with every role, holding") << 1 << all << true << false << u"vw"_s;
    QTest::newRow("requester with every role") << 1 << all << false << false << u"w"_s;
    QTest::newRow("reviewer with every role, holding") << 2 << all << true << false << u"rvl"_s;
    QTest::newRow("reviewer with both roles") << 2 << both << false << false << u"l"_s;
    QTest::newRow("third with every role, holding") << 3 << all << true << false << u"arvl"_s;
    QTest::newRow("third, manager who holds") << 3 << manager << true << false << u"arvl"_s;
    QTest::newRow("third, manager of another incident") << 3 << manager << false << false << u"l"_s;
    QTest::newRow("third, another manager, requester holds") << 3 << manager << false << true << u"arl"_s;
    QTest::newRow("third, legal alone") << 3 << legal << false << false << u"l"_s;
    QTest::newRow("third, executive") << 3 << int(Role::Executive) << false << false << u"l"_s;
    QTest::newRow("third, auditor") << 3 << int(Role::Auditor) << false << true << u"l"_s;
}

void TestTransfer::threePeople()
{
    QFETCH(int, person);
    QFETCH(int, roles);
    QFETCH(bool, holds);
    QFETCH(bool, requesterHolds);
    QFETCH(QString, may);
    const Transfer t = transfer(TransferState::Answered);
    const TransferActor actor{PersonId{person}, Roles(roles), holds};
    QString got;
    for (const auto &[letter, decision] :
         {std::pair(u'a', TransferDecision::Approved), std::pair(u'r', TransferDecision::Refused),
          std::pair(u'v', TransferDecision::Revoked), std::pair(u'w', TransferDecision::Withdrawn)})
        if (mayNotDecide(t, actor, requesterHolds, decision).isEmpty())
            got += letter;
    if (mayNotAnswer(t, actor.person).isEmpty()) // whether by role is the session's to say
        got += u'l';
    QCOMPARE(got, may);
}

void TestTransfer::waits_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("askedBack");
    QTest::addColumn<QString>("who"); // r requester, l legal, h the manager who holds it, m another manager
    QTest::newRow("asked") << u"asked"_s << false << u"l"_s;
    QTest::newRow("asked back") << u"asked"_s << true << u"rl"_s;
    QTest::newRow("blocked") << u"blocked"_s << false << u"r"_s;
    QTest::newRow("answered") << u"answered"_s << false << u"h"_s;
    QTest::newRow("answered, asked back") << u"answered"_s << true << u"rh"_s;
    QTest::newRow("approved") << u"approved"_s << false << QString();
    QTest::newRow("refused") << u"refused"_s << true << QString();
    QTest::newRow("breach") << u"breach"_s << false << u"l"_s;
    QTest::newRow("noted") << u"noted"_s << false << QString();
}

void TestTransfer::waits()
{
    QFETCH(QString, state);
    QFETCH(bool, askedBack);
    QFETCH(QString, who);
    Transfer t = transfer(*fromCode<TransferState>(state));
    t.legal = PersonId{9};
    t.askedBack = askedBack;
    QString got;
    for (const auto &[letter, actor] : {std::pair(u'r', TransferActor{PersonId{1}, Role::Responder, false}),
                                        std::pair(u'l', TransferActor{PersonId{2}, Role::Legal, false}),
                                        std::pair(u'h', TransferActor{PersonId{3}, Role::IncidentManager, true}),
                                        std::pair(u'm', TransferActor{PersonId{4}, Role::IncidentManager, false})})
        if (waitsFor(t, actor, false, kNow))
            got += letter;
    QCOMPARE(got, who);
    t = transfer(TransferState::Answered);
    QVERIFY(waitsFor(t, {PersonId{4}, Role::IncidentManager, false}, true, kNow)); // P10.3: another holder of the role
    t = transfer(TransferState::Approved);
    t.moves = t.openMoves = 1;
    t.content.keepUntilMs = kNow + 1;
    QVERIFY(!waitsFor(t, {PersonId{1}, Role::Responder, false}, false, kNow));
    t.content.keepUntilMs = kNow; // it was to be gone by now
    QVERIFY(waitsFor(t, {PersonId{1}, Role::Responder, false}, false, kNow));
}

void TestTransfer::urgency()
{
    const auto line = [](qint64 id, qint64 sinceMs, qint64 deadlineMs, bool breach) {
        Approval a;
        a.id = id;
        a.sinceMs = sinceMs;
        a.deadlineMs = deadlineMs;
        a.breach = breach;
        return a;
    };
    QList<Approval> list{line(1, 50, 0, false), line(2, 10, 0, false), line(3, 90, 500, false), line(4, 95, 0, true),
                         line(5, 96, 400, false)};
    sortByUrgency(list);
    QList<qint64> order;
    for (const Approval &a : std::as_const(list))
        order << a.id;
    QCOMPARE(order, (QList<qint64>{4, 5, 3, 2, 1}));
}

void TestTransfer::sentences()
{
    QCOMPARE(asSentence(u" Shredded "_s), u"Shredded."_s);
    QCOMPARE(asSentence(u"Shredded."_s), u"Shredded."_s);
    QCOMPARE(asSentence(u"Where?"_s), u"Where?"_s);
    QCOMPARE(asSentence({}), QString());
}

QTEST_GUILESS_MAIN(TestTransfer)
#include "tst_transfer.moc"
