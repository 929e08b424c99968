#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** What a review found about reopening, duplicates and the confidence of a post-mortem. */
class TestReviewedActs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void reopeningAsksForContainmentAnew_data();
    void reopeningAsksForContainmentAnew();
    void duplicateOf_data();
    void duplicateOf();
    void noAuthorApproves_data();
    void noAuthorApproves();
    void postmortemInTheRecord_data();
    void postmortemInTheRecord();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] Result<void> move(Stage to)
    {
        team->clock.advance(kMinuteMs);
        return s().incidents.move(incident, team->now(incident).version, to, u"As needed."_s);
    }
    [[nodiscard]] Result<void> verify(ContainmentKind kind)
    {
        team->clock.advance(kMinuteMs);
        return s().incidents.contain(incident, team->now(incident).version, kind, u"Replay fails."_s, u"Sam"_s,
                                     team->clock.nowMs());
    }
    void actAs(PersonId person, Roles roles)
    {
        Person p;
        p.id = person;
        p.roles = roles;
        s().session.setActor(p);
    }

    std::unique_ptr<Team> team;
    IncidentId incident;
};

void TestReviewedActs::init()
{
    team = std::make_unique<Team>();
    incident = team->diagnosed(u"Unknown sign-ins"_s);
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestReviewedActs::cleanup()
{
    team->actAs(team->mira);
    const QString found = team->findings(); // the head agrees with what the acts say
    QVERIFY2(found.isEmpty(), qPrintable(found));
    team.reset();
}

/** From Stabilize & Recover with both risks verified: which way back clears them (P1.6, P1.7). */
void TestReviewedActs::reopeningAsksForContainmentAnew_data()
{
    QTest::addColumn<QList<Stage>>("path"); // "Detect": ended and reopened in Stabilize
    QTest::addColumn<bool>("stands");
    QTest::newRow("stayed") << QList<Stage>{} << true;
    QTest::newRow("alternated") << QList<Stage>{Stage::Diagnose, Stage::Stabilize} << true;
    QTest::newRow("went back to Assess") << QList<Stage>{Stage::Assess, Stage::Diagnose, Stage::Stabilize} << false;
    QTest::newRow("came back from Close") << QList<Stage>{Stage::CloseOut, Stage::Stabilize} << false;
    QTest::newRow("ended and reopened") << QList<Stage>{Stage::Detect} << false;
}

void TestReviewedActs::reopeningAsksForContainmentAnew()
{
    QFETCH(QList<Stage>, path);
    QFETCH(bool, stands);
    constexpr ContainmentKind both[] = {ContainmentKind::CustomerRiskVerified, ContainmentKind::BusinessRiskVerified};
    OK(move(Stage::Stabilize));
    for (const ContainmentKind kind : both)
        OK(verify(kind));
    if (path == QList<Stage>{Stage::Detect}) {
        AssessmentInput anew;
        anew.findings = team->now(incident).findings;
        anew.findings.customerDataRisk = CustomerDataRisk::None;
        anew.findings.information = InformationImpacts();
        anew.finding = u"The log shows no read."_s;
        OK(s().assessments.assess(incident, team->now(incident).version, anew));
        EndingInput e;
        e.kind = Ending::NoDataCompromise;
        e.reason = u"Nothing was read."_s;
        OK(s().incidents.end(incident, team->now(incident).version, e));
        team->clock.advance(kMinuteMs);
        const auto moved = move(Stage::Assess);
        QVERIFY2(!moved && moved.error().field == u"reopening", "no move reopens it");
        OK(s().incidents.reopen(incident, team->now(incident).version, Stage::Stabilize, u"It was."_s));
        path.clear();
    }
    for (const Stage to : std::as_const(path))
        OK(move(to));
    QCOMPARE(team->now(incident).stage, Stage::Stabilize);
    QCOMPARE(team->now(incident).customerContainedMs > 0, stands);
    QCOMPARE(team->now(incident).businessContainedMs > 0, stands);
    const QString found = team->findings();
    QVERIFY2(found.isEmpty(), qPrintable(found));
    if (!stands) {
        for (const ContainmentKind kind : both) { // both are asked for again, one is not enough
            const auto refused = move(Stage::CloseOut);
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, ErrorKind::Refused);
            QCOMPARE(refused.error().field, u"containment"_s);
            OK(verify(kind));
        }
    }
    OK(move(Stage::CloseOut));
}

void TestReviewedActs::duplicateOf_data()
{
    QTest::addColumn<QString>("survivor");
    QTest::addColumn<QString>("kind"); // of the error; "" none
    QTest::newRow("open") << u"open"_s << u""_s;
    QTest::newRow("ended") << u"ended"_s << u"refused"_s;
    QTest::newRow("a duplicate itself") << u"duplicate"_s << u"refused"_s;
    QTest::newRow("ended and reopened") << u"reopened"_s << u""_s;
    QTest::newRow("itself") << u"itself"_s << u"invalid"_s;
    QTest::newRow("unknown") << u"unknown"_s << u"notfound"_s;
}

void TestReviewedActs::duplicateOf()
{
    QFETCH(QString, survivor);
    QFETCH(QString, kind);
    IncidentId other = team->record(u"The same again"_s);
    const IncidentId third = team->record(u"And again"_s);
    const auto end = [&](IncidentId id, Ending how, IncidentId of) {
        EndingInput e;
        e.kind = how;
        e.reason = u"Looked into."_s;
        e.duplicateOf = of;
        return s().incidents.end(id, team->now(id).version, e);
    };
    if (survivor == u"ended" || survivor == u"reopened")
        OK(end(other, Ending::NoDataCompromise, {}));
    if (survivor == u"duplicate")
        OK(end(other, Ending::Duplicate, third));
    if (survivor == u"reopened")
        OK(s().incidents.reopen(other, team->now(other).version, Stage::Detect, u"It was not."_s));
    if (survivor == u"itself")
        other = incident;
    if (survivor == u"unknown")
        other = IncidentId{9999};
    const auto done = end(incident, Ending::Duplicate, other);
    QCOMPARE(done.has_value(), kind.isEmpty());
    QCOMPARE(team->now(incident).isDone(), kind.isEmpty());
    if (kind.isEmpty())
        return;
    QCOMPARE(done.error().kind, kind == u"refused"   ? ErrorKind::Refused
                                : kind == u"invalid" ? ErrorKind::Invalid
                                                     : ErrorKind::NotFound);
    if (kind != u"notfound")
        QCOMPARE(done.error().field, u"duplicateOf"_s);
}

/** P11.2: Ada wrote the first version, Mira the last. */
void TestReviewedActs::noAuthorApproves_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<bool>("attested");
    QTest::addColumn<bool>("approved");
    QTest::newRow("author of the first version, by log-in") << u"ada"_s << false << false;
    QTest::newRow("author of the first version, attested") << u"ada"_s << true << false;
    QTest::newRow("author of the last version, by log-in") << u"mira"_s << false << false;
    QTest::newRow("nobody's author, by log-in") << u"eve"_s << false << true;
    QTest::newRow("nobody's author, attested") << u"eve"_s << true << true;
}

void TestReviewedActs::noAuthorApproves()
{
    QFETCH(QString, who);
    QFETCH(bool, attested);
    QFETCH(bool, approved);
    team->setRoles(team->ada, Role::Legal | Role::PostmortemAuthor);
    team->actAs(team->ada);
    OK(s().postmortems.save(incident, 0, u"## Summary\n\nA token."_s));
    team->actAs(team->mira);
    OK(s().postmortems.save(incident, 1, u"## Summary\n\nTwo tokens."_s));
    OK(s().postmortems.submit(incident, 2));
    OK(s().postmortems.review(incident, 3, {}));
    const PersonId person = who == u"ada" ? team->ada : who == u"eve" ? team->eve : team->mira;
    if (!attested)
        team->actAs(person);
    const auto done = s().postmortems.approve(incident, 4, attested ? team->said(person) : Attestation{});
    team->actAs(team->mira);
    QCOMPARE(done.has_value(), approved);
    if (!approved)
        QCOMPARE(done.error().kind, ErrorKind::Refused);
    const auto now = s().postmortems.of(incident);
    OK(now);
    QCOMPARE((*now)->state, approved ? PostmortemState::Approved : PostmortemState::InReview);
}

/** P11.3: whoever may not read it on its page does not read it in the record, nor find it by its words. */
void TestReviewedActs::postmortemInTheRecord_data()
{
    QTest::addColumn<Roles>("roles");
    QTest::addColumn<bool>("holds");
    QTest::addColumn<bool>("shown");
    QTest::newRow("responder") << Roles(Role::Responder) << false << false;
    QTest::newRow("administrator") << Roles(Role::Administrator) << false << false;
    QTest::newRow("nobody") << Roles() << false << false;
    QTest::newRow("manager of another incident") << Roles(Role::IncidentManager) << false << false;
    QTest::newRow("manager of this one") << Roles(Role::IncidentManager) << true << true;
    QTest::newRow("legal") << Roles(Role::Legal) << false << true;
    QTest::newRow("executive") << Roles(Role::Executive) << false << true;
    QTest::newRow("author") << Roles(Role::PostmortemAuthor) << false << true;
    QTest::newRow("auditor") << Roles(Role::Auditor) << false << true;
}

void TestReviewedActs::postmortemInTheRecord()
{
    QFETCH(Roles, roles);
    QFETCH(bool, holds);
    QFETCH(bool, shown);
    const QString secret = u"Xylophone"_s;
    OK(s().postmortems.save(incident, 0, u"## Summary\n\nThe %1 token was never rotated."_s.arg(secret)));
    const auto head = s().record.head();
    OK(head);
    actAs(holds ? team->mira : team->ada, roles);
    const auto says = [](const AuditEntry &e, const QString &word) {
        return (e.sentence + e.beforeJson + e.afterJson + e.personName).contains(word, Qt::CaseInsensitive);
    };
    const auto page = s().record.page({}, 0, 10000);
    OK(page);
    QCOMPARE(page->size(), head->seq); // withheld, not left out
    qsizetype telling = 0;
    for (const AuditEntry &e : *page)
        telling += says(e, secret) ? 1 : 0;
    QCOMPARE(telling > 0, shown);

    qsizetype exported = 0;
    telling = 0;
    OK(s().record.exportAudit([&](const AuditEntry &e) {
        ++exported;
        telling += says(e, secret) ? 1 : 0;
        return true;
    }));
    QCOMPARE(exported, head->seq);
    QCOMPARE(telling > 0, shown);

    AuditFilter words;
    words.text = secret;
    const auto found = s().record.page(words, 0, 100);
    OK(found);
    QCOMPARE(!found->isEmpty(), shown);
}

QTEST_GUILESS_MAIN(TestReviewedActs)
#include "tst_reviewedacts.moc"
