#include "tests/storage/populated.h"

#include <QBuffer>
#include <QTest>
#include <functional>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** P13.1 row by row: who may do what, through the methods that windows call. */
class TestRights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void mayOrMayNot_data();
    void mayOrMayNot();
    void attestation_data();
    void attestation();

private:
    Team team;
    IncidentId incident;
    NoticeId notice;
    Obligation duty;
    ScopeRow scope;
};

using Act = std::function<ErrorKind(Services &)>;

namespace {

constexpr int kStale = 9999; ///< a version nobody saw: who may act gets as far as the conflict

template<class T> ErrorKind kindOf(const Result<T> &result)
{
    return result ? ErrorKind::Internal : result.error().kind;
}

} // namespace

void TestRights::initTestCase()
{
    incident = team.diagnosed(u"Held by Mira"_s);
    scope = team.customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s);
    QVERIFY(team.services->customers.setScope(incident, scope, u"log"_s));
    QVERIFY(team.declare(incident));
    duty = team.services->declarations.obligations(incident)->first();
    notice = team.approvedNotice(incident);
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
}

/** Letters: r responder, m any holder of the role manager, h the manager who holds it, l legal, e executive, p author,
 * a auditor, k administrator. */
void TestRights::mayOrMayNot_data()
{
    QTest::addColumn<Act>("act");
    QTest::addColumn<QString>("who");
    const auto row = [](const char *name, const QString &who, Act act) {
        QTest::newRow(name) << std::move(act) << who;
    };
    const qint64 now = team.clock.nowMs();
    row("record", u"rmhlep"_s, [now](Services &s) {
        NewIncident n;
        n.title = u"t"_s;
        n.reportedBy = u"b"_s;
        n.description = u"d"_s;
        n.detectedMs = now;
        return kindOf(s.incidents.record(n));
    });
    row("entry", u"rmhlep"_s, [this, now](Services &s) {
        return kindOf(s.timeline.add(incident, {EntryKind::Note, now, u"x"_s, {}, false}));
    });
    row("attach", u"rmhlep"_s, [this](Services &s) {
        QByteArray bytes("x");
        QBuffer buffer(&bytes);
        (void)buffer.open(QIODevice::ReadOnly);
        return kindOf(s.timeline.attach(incident, {}, {u"f"_s, u"t"_s, FromProduction::No, {}}, buffer));
    });
    row("mitigation", u"rmhlep"_s, [this, now](Services &s) {
        return kindOf(s.incidents.contain(incident, kStale, ContainmentKind::EmergencyMitigation, u"x"_s, {}, now));
    });
    row("assess", u"rmh"_s, [this](Services &s) { return kindOf(s.assessments.assess(incident, kStale, {})); });
    row("classify", u"rmh"_s, [this](Services &s) { return kindOf(s.assessments.classify(incident, kStale, {})); });
    row("begin a run", u"rmh"_s, [this](Services &s) { return kindOf(s.classifications.begin(incident)); });
    row("answer", u"rmh"_s, [this](Services &s) {
        return kindOf(s.classifications.answer(incident, RunId{kStale}, {u"access"_s, {u"none"_s}, {}, {}, 0}));
    });
    row("took part", u"rmh"_s, [this](Services &s) {
        return kindOf(s.classifications.setParticipant(incident, RunId{kStale}, {{}, u"Sam"_s}, true));
    });
    row("finish a run", u"rmh"_s,
        [this](Services &s) { return kindOf(s.classifications.finish(incident, RunId{kStale}, kStale, {})); });
    row("set a run aside", u"rmh"_s,
        [this](Services &s) { return kindOf(s.classifications.setAside(incident, RunId{kStale}, u"x"_s)); });
    row("move", u"rmh"_s,
        [this](Services &s) { return kindOf(s.incidents.move(incident, kStale, Stage::Stabilize, u"x"_s)); });
    row("track", u"rmh"_s, [this](Services &s) { return kindOf(s.incidents.openTrack(incident, kStale, u"x"_s)); });
    row("reopening move", u"h"_s,
        [this](Services &s) { return kindOf(s.incidents.move(incident, kStale, Stage::Assess, u"x"_s)); });
    row("declare", u"h"_s, [this](Services &s) { return kindOf(s.declarations.declare(incident, kStale, {})); });
    row("scope", u"h"_s, [this](Services &s) { return kindOf(s.customers.setScope(incident, scope, u"x"_s)); });
    row("verify containment", u"h"_s, [this, now](Services &s) {
        return kindOf(
            s.incidents.contain(incident, kStale, ContainmentKind::CustomerRiskVerified, u"x"_s, u"y"_s, now));
    });
    row("except", u"h"_s, [this](Services &s) { return kindOf(s.declarations.except(duty, {})); });
    row("rescind", u"h"_s, [this](Services &s) { return kindOf(s.rescissions.request(incident, kStale, u"x"_s, {})); });
    const auto rescission = [this](const char *name, const QString &who, RescissionDecision decision, bool attested) {
        QTest::newRow(name) << Act([=, this](Services &s) {
            return kindOf(s.rescissions.decide(incident, kStale, decision, u"x"_s,
                                               attested ? team.said(team.ada) : Attestation{}));
        }) << who;
    };
    rescission("co-sign a rescission", u"l"_s, RescissionDecision::Cosigned, false);
    rescission("refuse a rescission", u"l"_s, RescissionDecision::Refused, false);
    rescission("take a rescission back", u"h"_s, RescissionDecision::TakenBack, false);
    rescission("co-sign, attested", u"h"_s, RescissionDecision::Cosigned, true);
    row("answer why not declared", u"h"_s,
        [this](Services &s) { return kindOf(s.rescissions.answerDelay(incident, u"x"_s, 0)); });
    row("ask for an exception", u"h"_s, [this](Services &s) { return kindOf(s.exceptions.ask(incident, {})); });
    row("ask, with both decided", u"h"_s,
        [this](Services &s) { return kindOf(s.exceptions.askDecided(incident, {}, {})); });
    const auto vote = [this](const char *name, const QString &who, ExceptionDecision decision, bool attested) {
        QTest::newRow(name) << Act([=, this](Services &s) {
            DeadlineException none;
            none.id = ExceptionId{kStale};
            none.incident = incident;
            return kindOf(s.exceptions.decide(none, {decision, ExceptionCapacity::Legal, u"x"_s},
                                              attested ? team.said(team.ada) : Attestation{}));
        }) << who;
    };
    vote("approve an exception", u"le"_s, ExceptionDecision::Approved, false);
    vote("refuse an exception", u"le"_s, ExceptionDecision::Refused, false);
    vote("revoke an exception", u"le"_s, ExceptionDecision::Revoked, false);
    vote("approve an exception, attested", u"h"_s, ExceptionDecision::Approved, true);
    row("take an exception back", u"h"_s, [this](Services &s) {
        DeadlineException none;
        none.id = ExceptionId{kStale};
        none.incident = incident;
        return kindOf(s.exceptions.takeBack(none, u"x"_s));
    });
    row("say why a duty by law is late", u"l"_s,
        [this](Services &s) { return kindOf(s.exceptions.recordDelay(incident, {})); });
    row("consultation", u"hl"_s, [this](Services &s) { return kindOf(s.consultations.add(incident, {})); });
    row("release a consultation", u"l"_s, [this](Services &s) {
        Consultation none;
        none.incident = incident;
        return kindOf(s.consultations.release(none, u"x"_s));
    });
    row("ask back", u"rmhlep"_s, [this](Services &s) {
        Approval about;
        about.kind = ApprovalKind::Notice;
        about.id = notice.value;
        about.incident = incident;
        return kindOf(s.approvals.remark(about, true, u"Why?"_s));
    });
    row("close", u"h"_s, [this](Services &s) { return kindOf(s.incidents.close(incident, kStale, u"x"_s)); });
    row("reopen", u"h"_s,
        [this](Services &s) { return kindOf(s.incidents.reopen(incident, kStale, Stage::Detect, u"x"_s)); });
    row("hand over to the customer", u"h"_s, [this](Services &s) {
        EndingInput e;
        e.kind = Ending::Referred;
        return kindOf(s.incidents.end(incident, kStale, e));
    });
    row("whose it is", u"rmh"_s, [this](Services &s) {
        ServiceImpact impact;
        impact.service = ServiceId{987654};
        impact.layers = {Layer::Data};
        return kindOf(s.responsibility.set(incident, impact, {}));
    });
    row("keep services", u"k"_s, [](Services &s) { return kindOf(s.directory.add({})); });
    row("end", u"rmh"_s, [this](Services &s) { return kindOf(s.incidents.end(incident, kStale, {})); });
    row("take over", u"mh"_s, [this](Services &s) { return kindOf(s.incidents.takeOver(incident, kStale, u"x"_s)); });
    row("restrict", u"hl"_s, [this](Services &s) {
        return kindOf(s.restrictions.restrict(incident, kStale, {RestrictionKind::Insider, u"x"_s, {}, {}, {}}));
    });
    row("lift a restriction", u"hl"_s,
        [this](Services &s) { return kindOf(s.restrictions.lift(incident, kStale, u"x"_s)); });
    row("draft", u"rmhl"_s, [this](Services &s) { return kindOf(s.notices.submit(notice, kStale)); });
    row("approve", u"l"_s, [this](Services &s) { return kindOf(s.notices.approve(notice, kStale, {})); });
    row("return", u"l"_s, [this](Services &s) { return kindOf(s.notices.returnToAuthor(notice, kStale, u"x"_s, {})); });
    row("approve, attested", u"h"_s,
        [this](Services &s) { return kindOf(s.notices.approve(notice, kStale, team.said(team.ada))); });
    row("withdraw", u"l"_s, [this](Services &s) {
        Obligation stale = duty;
        stale.version = kStale;
        return kindOf(s.declarations.withdraw(stale, WithdrawalReason::OutOfScope, u"x"_s, {}));
    });
    row("write post-mortem", u"p"_s,
        [this](Services &s) { return kindOf(s.postmortems.save(incident, kStale, u"text"_s)); });
    row("approve post-mortem", u"le"_s,
        [this](Services &s) { return kindOf(s.postmortems.approve(incident, kStale, {})); });
    row("read post-mortem", u"hlepa"_s, [this](Services &s) { return kindOf(s.postmortems.of(incident)); });
    row("customers", u"rmhl"_s, [](Services &s) { return kindOf(s.customers.add({{}, 0, u"c"_s, {}, {}, {}})); });
    row("people", u"k"_s, [](Services &s) {
        Person p;
        p.name = u"n"_s;
        return kindOf(s.people.add(p));
    });
}

void TestRights::mayOrMayNot()
{
    QFETCH(Act, act);
    QFETCH(QString, who);
    const auto roles = enumTable<Role>();
    const QString letters = u"rmlepak"_s;
    QCOMPARE(letters.size(), static_cast<qsizetype>(roles.size()));
    for (qsizetype i = 0; i <= letters.size(); ++i) {
        Person p;
        const bool holder = i == letters.size();
        p.id = holder ? team.mira : team.ada; // Mira recorded it and holds it
        p.roles = holder ? Roles(Role::IncidentManager) : Roles(roles[static_cast<size_t>(i)].value);
        team.services->session.setActor(p);
        const QChar letter = holder ? QChar(u'h') : letters.at(i);
        const bool denied = act(*team.services) == ErrorKind::Denied;
        QVERIFY2(denied != who.contains(letter), qPrintable(u"%1 %2"_s.arg(letter).arg(denied)));
    }
    Person nobody;
    team.services->session.setActor(nobody);
    QCOMPARE(act(*team.services), ErrorKind::Denied);
    team.actAs(team.mira);
}

void TestRights::attestation_data()
{
    QTest::addColumn<Attestation>("said");
    QTest::addColumn<QString>("field");
    const Attestation good = team.said(team.ada);
    const auto row = [&](const char *name, const QString &field, const std::function<void(Attestation &)> &change) {
        Attestation a = good;
        change(a);
        QTest::newRow(name) << a << field;
    };
    row("myself", u"attestedBy"_s, [this](Attestation &a) { a.by = team.mira; });
    row("without the role", u"attestedBy"_s, [this](Attestation &a) { a.by = team.eve; });
    row("nobody known", u"attestedBy"_s, [](Attestation &a) { a.by = PersonId{999}; });
    row("no words", u"attestedWords"_s, [](Attestation &a) { a.words = u" "_s; });
    row("no means", u"attestedHow"_s, [](Attestation &a) { a.how.clear(); });
    row("no instant", u"attestedAt"_s, [](Attestation &a) { a.atMs = 0; });
    row("in the future", u"attestedAt"_s, [](Attestation &a) { a.atMs += kDayMs; });
}

void TestRights::attestation()
{
    QFETCH(Attestation, said);
    QFETCH(QString, field);
    team.actAs(team.mira);
    auto withdrawn = team.services->declarations.withdraw(duty, WithdrawalReason::OutOfScope, u"x"_s, said);
    QVERIFY(!withdrawn);
    QCOMPARE(withdrawn.error().field, field);
    ExceptionInput x{u"unusual"_s, u"r"_s, team.clock.nowMs() + kHourMs, said, team.said(team.eve)};
    auto excepted = team.services->declarations.except(duty, x);
    QVERIFY(!excepted);
    QCOMPARE(excepted.error().field, u"attested"_s + field.mid(8));
}

QTEST_GUILESS_MAIN(TestRights)
#include "tst_rights.moc"
