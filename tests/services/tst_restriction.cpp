#include "models/storage/auditrepository.h"
#include "models/storage/draftrepository.h"
#include "tests/storage/populated.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** P13.4 through the services that windows use, on a file and on a server. */
class TestRestriction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoIsNotNamedSeesNothing();
    void whoIsNamedSeesIt();
    void namingAndUnnaming();
    void whoIsAlwaysNamed();
    void fromTheStart();
    void lifted();
    void recordVerifies();

private:
    [[nodiscard]] QString seen();
    [[nodiscard]] RestrictionInput input(const QList<PersonId> &named) const;
    Services &s() { return *team.services; }

    Team team;
    PersonId sam, ned, hal;
    IncidentId secret, open;
    qint64 number = 0;
    qint64 seqBefore = 0;
};

RestrictionInput TestRestriction::input(const QList<PersonId> &named) const
{
    return {RestrictionKind::Insider, u"A colleague is suspected."_s, u"Cloud of the ministry"_s, named, {}};
}

void TestRestriction::initTestCase()
{
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    sam = team.person(u"Sam Sand"_s, Role::Responder | Role::IncidentManager);
    ned = team.person(u"Ned Nash"_s, Role::Responder);
    hal = team.person(u"Hal Hart"_s, Role::IncidentManager);
    open = team.record(u"Ordinary noise"_s);
    secret = team.diagnosed(u"Payroll exfiltration"_s);
    const ScopeRow birch = team.customer(u"Birch"_s, u"birch-1"_s, u"b@birch.example"_s);
    QVERIFY(s().customers.setScope(secret, birch, u"log"_s));
    QVERIFY(team.declare(secret));
    for (const PersonId person : {sam, team.mira}) {
        team.actAs(person);
        QVERIFY(s().drafts.save({u"entry/9"_s, secret, u"{}"_s, 0}));
    }
    number = team.now(secret).number;
    seqBefore = AuditRepository(*team.db).head()->first;
    QVERIFY(s().restrictions.restrict(secret, team.now(secret).version, input({team.mira, team.ada, team.eve})));
}

/** Everything a window could show of it, in one line. */
QString TestRestriction::seen()
{
    QStringList list;
    const auto say = [&list](const char *what, bool is) {
        if (is)
            list << QString::fromLatin1(what);
    };
    const auto has = [this](const QList<Incident> &rows) {
        return std::any_of(rows.begin(), rows.end(), [this](const Incident &i) { return i.id == secret; });
    };
    IncidentFilter searched;
    searched.text = u"payroll"_s;
    say("board", has(s().incidents.board({})->cards));
    say("page", has(*s().incidents.page({}, {})));
    say("found", has(*s().incidents.page(searched, {})));
    say("count", *s().incidents.count(searched) > 0);
    say("openCount", s().incidents.board({})->openCounts[static_cast<int>(Stage::Diagnose)] > 0);
    const auto clocks = s().incidents.openClocks();
    say("clocks",
        std::any_of(clocks->begin(), clocks->end(), [this](const Obligation &o) { return o.incident == secret; }));
    say("byId", s().incidents.byId(secret).has_value());
    say("byNumber", s().incidents.byNumber(number).has_value());
    say("details", s().incidents.details(secret).has_value());
    const auto hits = s().search.search(u"token log"_s);
    say("search", hits && !hits->isEmpty());
    say("restriction", s().restrictions.of(secret).has_value());
    const auto rows = AuditRepository(*team.db).page({secret.value, 0, 0, 0, {}}, 0, 10);
    say("record", !rows->isEmpty());
    const auto all = AuditRepository(*team.db).page({}, 0, 10000);
    say("recordAll",
        std::any_of(all->begin(), all->end(), [this](const AuditRow &r) { return r.incidentId == secret.value; }));
    const auto changes = AuditRepository(*team.db).changesSince(seqBefore, 50);
    say("changes", changes->incidents.contains(secret));
    say("drafts", !DraftRepository(*team.db).of(u"entry/9"_s)->isEmpty());
    return list.join(u' ');
}

const QString kEverything = u"board page found count openCount clocks byId byNumber details search restriction record "
                            "recordAll changes drafts"_s;

void TestRestriction::whoIsNotNamedSeesNothing()
{
    for (const PersonId person : {sam, hal}) {
        team.actAs(person);
        QCOMPARE(seen(), QString());
        QCOMPARE(s().incidents.byId(secret).error().kind, ErrorKind::NotFound);
        QCOMPARE(s().incidents.byId(secret).error().userText, s().incidents.byId(IncidentId{98765}).error().userText);
        // What is open in a window is read anew: somebody else's naming says so, and nothing else.
        QVERIFY(AuditRepository(*team.db).changesSince(seqBefore, 50)->bulk);
        const auto entries = s().record.page({}, 0, 500);
        QVERIFY(entries);
        for (const AuditEntry &e : *entries) {
            QVERIFY(!e.sentence.contains(u"ayroll"_s) && !e.afterJson.contains(u"ayroll"_s));
            QVERIFY(e.seq <= seqBefore || e.afterJson.isEmpty() == (e.personName == u"withheld"_s));
        }
        QVERIFY(entries->first().sentence.contains(u"withheld"_s));
        const NewEntry note{EntryKind::Note, team.clock.nowMs(), u"x"_s, {}, false};
        QCOMPARE(s().timeline.add(secret, note).error().kind, ErrorKind::NotFound);
        QCOMPARE(s().incidents.takeOver(secret, 0, u"r"_s).error().kind, ErrorKind::NotFound);
        QVERIFY(s().incidents.byId(open));
    }
}

void TestRestriction::whoIsNamedSeesIt()
{
    team.actAs(team.mira);
    QCOMPARE(seen(), kEverything);
    QVERIFY(s().incidents.byId(secret)->restricted && !s().incidents.byId(open)->restricted);
    const auto r = s().restrictions.of(secret);
    QVERIFY(r->restricted);
    QCOMPARE(r->environment, u"Cloud of the ministry"_s);
    QCOMPARE(std::count_if(r->people.begin(), r->people.end(), [](const NamedPerson &p) { return p.named; }), 3);
    team.actAs(team.eve);
    QCOMPARE(seen(), QString(kEverything).remove(u" drafts"_s));
}

void TestRestriction::namingAndUnnaming()
{
    team.actAs(team.ada); // legal names without holding it
    QVERIFY(s().restrictions.name(secret, sam, u"He knows the payroll host."_s));
    QCOMPARE(s().restrictions.name(secret, sam, u"Again."_s).error().kind, ErrorKind::Refused);
    team.actAs(sam);
    QCOMPARE(seen(), kEverything);
    QCOMPARE(s().restrictions.name(secret, ned, u"r"_s).error().kind, ErrorKind::Denied); // holds it not
    team.actAs(team.mira);
    QVERIFY(s().restrictions.unname(secret, sam, u"Done."_s));
    team.actAs(sam);
    QCOMPARE(seen(), QString());
}

void TestRestriction::whoIsAlwaysNamed()
{
    team.actAs(team.mira);
    QVERIFY(s().restrictions.unname(secret, team.eve, u"On leave."_s)); // Mira is executive herself
    QVERIFY(s().restrictions.name(secret, team.eve, u"Back."_s));
    QCOMPARE(s().restrictions.unname(secret, team.mira, u"r"_s).error().kind, ErrorKind::Refused); // she holds it
    const auto restrict = [this](RestrictionInput in, const QString &suspicion = {}) {
        in.suspicion = suspicion;
        return s().restrictions.restrict(open, team.now(open).version, in);
    };
    QCOMPARE(restrict(input({team.ada, team.eve})).error().kind, ErrorKind::Refused); // not who restricts
    RestrictionInput empty = input({team.mira});
    empty.reason.clear();
    QCOMPARE(restrict(empty).error().field, u"reason"_s);
    empty = input({team.mira});
    empty.kind.reset();
    QCOMPARE(restrict(empty).error().field, u"kind"_s);

    // Hal is a manager and nothing else.
    team.actAs(hal);
    QVERIFY(s().incidents.takeOver(open, 0, u"Shift."_s));
    QVERIFY(restrict(input({hal, team.ada})).error().userText.contains(u"xecutive"_s));
    QVERIFY(restrict(input({hal, team.eve})).error().userText.contains(u"legal"_s));
    QVERIFY(restrict(input({hal, team.ada}), u"Both executives had access."_s));
    const auto r = s().restrictions.of(open);
    const auto suspected = [&r](PersonId id) {
        return std::any_of(r->people.begin(), r->people.end(),
                           [id](const NamedPerson &p) { return p.person == id && p.suspected && !p.named; });
    };
    QVERIFY(suspected(team.eve) && suspected(team.mira) && !suspected(sam));
    QVERIFY(s().restrictions.lift(open, team.now(open).version, u"Cleared."_s));
    team.actAs(team.mira);
    QVERIFY(s().incidents.byId(open));
}

void TestRestriction::fromTheStart()
{
    team.actAs(sam);
    NewIncident n;
    n.title = u"Payroll exfiltration, second"_s;
    n.reportedBy = u"Works council"_s;
    n.detectedMs = team.clock.nowMs();
    const qint64 before = AuditRepository(*team.db).head()->first;
    QVERIFY(!s().restrictions.record(n, input({sam})));
    QCOMPARE(AuditRepository(*team.db).head()->first, before); // nothing of it is kept
    const auto id = s().restrictions.record(n, input({sam, team.ada, team.eve}));
    QVERIFY2(id, id ? "" : qPrintable(id.error().userText + id.error().detail));
    QVERIFY(s().incidents.byId(*id)->restricted);
    team.actAs(ned);
    QCOMPARE(s().incidents.byId(*id).error().kind, ErrorKind::NotFound);
    QVERIFY(!AuditRepository(*team.db).changesSince(before, 50)->incidents.contains(*id));
    QCOMPARE(s().restrictions.record(n, input({ned, team.ada, team.eve})).error().kind, ErrorKind::Denied);
}

void TestRestriction::recordVerifies()
{
    for (const PersonId person : {hal, team.ada}) {
        team.actAs(person);
        QCOMPARE(team.findings({*s().record.head()}), QString());
        const auto report = s().record.verify({}, {});
        QCOMPARE(report->withheld > 0, onServer() && person == hal);
    }
}

void TestRestriction::lifted()
{
    team.actAs(team.ada);
    QCOMPARE(s().restrictions.lift(secret, team.now(secret).version, {}).error().field, u"reason"_s);
    QVERIFY(s().restrictions.lift(secret, team.now(secret).version, u"Charged; it is public."_s));
    team.actAs(sam);
    QCOMPARE(seen(), kEverything);
    QCOMPARE(s().restrictions.lift(secret, 0, u"r"_s).error().kind, ErrorKind::Denied);
}

QTEST_GUILESS_MAIN(TestRestriction)
#include "tst_restriction.moc"
