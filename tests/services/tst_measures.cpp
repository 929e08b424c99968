#include "models/services/postmortemfigures.h"
#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** Measures with owner and due date (P1.7, P11.1), on both engines. */
class TestMeasures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void followedUntilDone();
    void overAllIncidents();
    void ofOneself();
    void closingAsksForOwnerAndDay_data();
    void closingAsksForOwnerAndDay();
    void goesOnAfterClosing();
    void secondIsTold();
    void whoMay_data();
    void whoMay();
    void restrictedStaysHidden();
    void figuresOfCauses();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] Measure sample(const QString &what, PersonId owner, qint64 dueMs) const
    {
        Measure m;
        m.what = what;
        m.owner = owner;
        m.dueMs = dueMs;
        return m;
    }
    [[nodiscard]] Measure only() { return s().measures.ofIncident(id)->first(); }
    void toTheLastStage();

    std::unique_ptr<Team> team;
    IncidentId id;
};

void TestMeasures::init()
{
    team = std::make_unique<Team>();
    id = team->diagnosed(u"Tokens accepted"_s);
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestMeasures::cleanup()
{
    team->actAs(team->mira);
    const QString found = team->findings();
    QVERIFY2(found.isEmpty(), qPrintable(found));
    team.reset();
}

void TestMeasures::followedUntilDone()
{
    REFUSED(s().measures.add(id, sample(u" "_s, {}, 0)), ErrorKind::Invalid);
    OK(s().measures.add(id, sample(u" Rotate each quarter "_s, team->ada, team->clock.nowMs() + kDayMs)));
    Measure m = only();
    QCOMPARE(m.what, u"Rotate each quarter"_s);
    QCOMPARE(m.ownerName, u"Ada Ruiz"_s);
    QVERIFY(!m.isOverdue(team->clock.nowMs()));
    team->clock.advance(2 * kDayMs);
    QVERIFY(m.isOverdue(team->clock.nowMs()));
    m.state = MeasureState::Done;
    REFUSED(s().measures.change(m), ErrorKind::Invalid);
    m.reason = u"Rotated."_s;
    OK(s().measures.change(m));
    m = only();
    QCOMPARE(m.state, MeasureState::Done);
    QCOMPARE(m.sinceMs, team->clock.nowMs());
    m.state = MeasureState::Open;
    m.reason = u"Not everywhere."_s;
    OK(s().measures.change(m));
    QCOMPARE(only().version, 3);
    QStringList sentences;
    const auto page = s().record.page({id, {}, 0, 0, 0}, 0, 100);
    OK(page);
    for (const AuditEntry &e : *page)
        sentences << e.sentence;
    QVERIFY(sentences.contains(u"set a measure, Corrective measure: Rotate each quarter"_s));
    QVERIFY(sentences.contains(u"changed a measure to Done: Rotate each quarter"_s));
}

void TestMeasures::overAllIncidents()
{
    const IncidentId other = team->record(u"Another"_s), drill = team->record(u"A drill"_s, true);
    const qint64 now = team->clock.nowMs();
    OK(s().measures.add(id, sample(u"later"_s, team->ada, now + 3 * kDayMs)));
    OK(s().measures.add(other, sample(u"sooner"_s, team->ada, now + kDayMs)));
    OK(s().measures.add(other, sample(u"no day"_s, {}, 0)));
    OK(s().measures.add(drill, sample(u"in the drill"_s, team->ada, now)));
    const auto names = [](const Result<QList<Measure>> &list) {
        QStringList texts;
        for (const Measure &m : list.value_or(QList<Measure>{}))
            texts << m.what;
        return texts.join(u", "_s);
    };
    QCOMPARE(names(s().measures.all()), u"sooner, later, no day"_s);
    QCOMPARE(names(s().measures.all(true)), u"in the drill"_s);
    QCOMPARE(s().measures.all()->first().incidentTitle, u"Another"_s);
}

void TestMeasures::ofOneself()
{
    OK(s().measures.add(id, sample(u"of Ada"_s, team->ada, 0)));
    OK(s().measures.add(id, sample(u"of Mira"_s, team->mira, 0)));
    QCOMPARE(s().measures.mine()->size(), 1);
    team->actAs(team->ada);
    const auto mine = s().measures.mine();
    QVERIFY(mine && mine->size() == 1);
    QCOMPARE(mine->first().what, u"of Ada"_s);
}

void TestMeasures::toTheLastStage()
{
    const auto now = [this] { return team->now(id).version; };
    AssessmentInput a;
    a.findings = team->now(id).findings;
    a.findings.functional = FunctionalImpact::Low;
    a.findings.information = InformationImpacts();
    a.findings.recoverability = Recoverability::Regular;
    a.findings.customerDataRisk = CustomerDataRisk::None;
    a.finding = u"All known."_s;
    OK(s().assessments.assess(id, now(), a));
    ClassificationInput c;
    c.outcome = Outcome::SecurityIncident;
    c.personalData = PersonalData::No;
    c.reason = u"Ours alone."_s;
    c.participants = u"Mira"_s;
    OK(s().assessments.classify(id, now(), c));
    OK(s().incidents.move(id, now(), Stage::Stabilize, u"Plan."_s));
    for (const auto kind : {ContainmentKind::CustomerRiskVerified, ContainmentKind::BusinessRiskVerified})
        OK(s().incidents.contain(id, now(), kind, u"Replay fails."_s, u"Sam"_s, team->clock.nowMs()));
    OK(s().incidents.move(id, now(), Stage::CloseOut, u"Contained."_s));
}

/** P1.7: done, or each with owner and due date. */
void TestMeasures::closingAsksForOwnerAndDay_data()
{
    QTest::addColumn<bool>("owned");
    QTest::addColumn<bool>("dated");
    QTest::addColumn<bool>("dropped");
    QTest::addColumn<bool>("closes");
    QTest::newRow("owner and day") << true << true << false << true;
    QTest::newRow("no owner") << false << true << false << false;
    QTest::newRow("no day") << true << false << false << false;
    QTest::newRow("neither, and dropped") << false << false << true << true;
}

void TestMeasures::closingAsksForOwnerAndDay()
{
    QFETCH(bool, owned);
    QFETCH(bool, dated);
    QFETCH(bool, dropped);
    QFETCH(bool, closes);
    toTheLastStage();
    OK(s().measures.add(id, sample(u"Rotate"_s, owned ? team->ada : PersonId{}, dated ? team->clock.nowMs() : 0)));
    if (dropped) {
        Measure m = only();
        m.state = MeasureState::Dropped;
        m.reason = u"The key is gone."_s;
        OK(s().measures.change(m));
    }
    const auto missing = s().incidents.details(id);
    OK(missing);
    const bool told = std::any_of(missing->missingForClose.begin(), missing->missingForClose.end(),
                                  [](const Missing &m) { return m.code == u"measures" && m.where == u"postmortem"; });
    QCOMPARE(told, !closes);
    const auto closed = s().incidents.close(id, team->now(id).version, u"Done."_s);
    QVERIFY2(closed.has_value() == closes, closed ? "" : qPrintable(closed.error().userText));
}

void TestMeasures::goesOnAfterClosing()
{
    toTheLastStage();
    OK(s().measures.add(id, sample(u"Rotate"_s, team->ada, team->clock.nowMs() + kDayMs)));
    OK(s().incidents.close(id, team->now(id).version, u"Done."_s));
    QVERIFY(only().incidentDone);
    Measure m = only();
    m.state = MeasureState::Done;
    m.reason = u"Rotated."_s;
    OK(s().measures.change(m));
}

void TestMeasures::secondIsTold()
{
    OK(s().measures.add(id, sample(u"Rotate"_s, team->ada, 0)));
    Measure mine = only();
    Measure theirs = mine;
    theirs.what = u"Rotate all"_s;
    OK(s().measures.change(theirs));
    mine.what = u"Rotate some"_s;
    REFUSED(s().measures.change(mine), ErrorKind::Conflict);
}

void TestMeasures::whoMay_data()
{
    QTest::addColumn<Roles>("roles");
    QTest::addColumn<bool>("may");
    for (const auto &e : enumTable<Role>())
        QTest::newRow(e.code) << Roles(e.value) << (e.value != Role::Auditor && e.value != Role::Administrator);
}

void TestMeasures::whoMay()
{
    QFETCH(Roles, roles);
    QFETCH(bool, may);
    team->actAs(team->person(u"Somebody"_s, roles));
    const auto set = s().measures.add(id, sample(u"Rotate"_s, team->ada, 0));
    QCOMPARE(set.has_value(), may);
    QCOMPARE(s().measures.all().has_value(), !(roles & Role::Administrator));
}

/** P13.4: of an incident that does not exist for somebody there is no measure either. */
void TestMeasures::restrictedStaysHidden()
{
    OK(s().measures.add(id, sample(u"Rotate"_s, team->ada, 0)));
    const PersonId outsider = team->person(u"Out Sider"_s, Role::Responder | Role::IncidentManager);
    auto restriction = s().restrictions.of(id);
    OK(restriction);
    RestrictionInput input;
    input.kind = RestrictionKind::Insider;
    input.reason = u"Somebody of us."_s;
    input.named = {team->mira, team->ada, team->eve};
    OK(s().restrictions.restrict(id, team->now(id).version, input));
    team->actAs(outsider);
    QVERIFY(s().measures.all()->isEmpty());
    REFUSED(s().measures.ofIncident(id), ErrorKind::NotFound);
}

/** What keeps coming back, and what is overdue; and that the figures left is in the record of each. */
void TestMeasures::figuresOfCauses()
{
    const IncidentId second = team->record(u"Another"_s), third = team->record(u"A third"_s);
    for (const IncidentId one : {id, second, third}) {
        PostmortemBody body;
        body.text.insert(PostmortemSection::Summary, u"A token."_s);
        body.cause = one == third ? QString() : u"credentials"_s;
        body.causeName = u"as it was called"_s;
        OK(s().postmortems.save(one, 0, body));
    }
    OK(s().measures.add(second, sample(u"Rotate"_s, team->ada, team->clock.nowMs() - kDayMs)));
    OK(s().measures.add(second, sample(u"Look"_s, team->ada, 0)));
    const auto figures = postmortemFigures(s(), false);
    OK(figures);
    QCOMPARE(figures->postmortems, 3);
    QCOMPARE(figures->causes.size(), 2);
    const CauseFigure &first = figures->causes.first();
    QCOMPARE(first.code, u"credentials"_s);
    QVERIFY(first.isRepeated() && !figures->causes.last().isRepeated());
    QCOMPARE(first.incidents(), 2);
    QCOMPARE(first.openMeasures, 2);
    QCOMPARE(first.overdueMeasures, 1);
    QCOMPARE(figures->overdueMeasures, 1);
    const auto csv = exportPostmortemFigures(s(), false, u"causes.csv"_s);
    OK(csv);
    QVERIFY(csv->contains("credentials,Credentials in other hands,2,yes,2,1,"));
    for (const IncidentId one : {id, second, third}) {
        const auto uses = s().postmortems.uses(one);
        QVERIFY(uses && uses->size() == 1 && uses->first().fileName == u"causes.csv"_s);
    }
    // Who may not read them counts none.
    team->actAs(team->person(u"Rita Rowe"_s, Role::Responder));
    const auto none = postmortemFigures(s(), false);
    QVERIFY(none && none->postmortems == 0 && none->causes.isEmpty());
}

QTEST_GUILESS_MAIN(TestMeasures)
#include "tst_measures.moc"
