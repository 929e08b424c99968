#include "models/services/registerexport.h"
#include "tests/storage/populated.h"

#include <QJsonObject>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** P5.6 through the services that windows use, on a file and on a server. */
class TestRisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void respondersProposeDataSets();
    void whoseRight_data();
    void whoseRight();
    void staleDataSetIsAConflict();
    void legalDecidesThePart();
    void ownDutiesAreSaid();
    void scoresAreKept();
    void legalDecides();
    void theDecisionIsHeld();
    void classificationFollowsLegal();
    void attestedOnAFileAlone();
    void noPersonalData();
    void afterTheEnd();
    void registerHasEveryBreach();
    void registerKeepsExercisesApart();
    void registerHidesWhatIsRestricted();
    void exportsAreSafe();
    void recordVerifies();

private:
    [[nodiscard]] IncidentId breach(const QString &title, bool exercise = false);
    [[nodiscard]] DataSet set(IncidentId of) { return s().risk.dataSets(of)->value(0); }
    [[nodiscard]] QStringList inRegister(bool exercises = false);
    [[nodiscard]] QString lastLine(IncidentId id);
    Services &s() { return *team.services; }

    Team team;
    PersonId rita, hal;
    IncidentId id;
};

namespace {

DataSetInput dataSet(ProviderPart part = ProviderPart::Processor)
{
    DataSetInput in;
    in.name = u"Case attachments"_s;
    in.kinds = u"contact data, screenshots"_s;
    in.people = u"customers' staff"_s;
    in.peopleCount = {CountKnown::Approximate, 340};
    in.proposedPart = part;
    in.reason = u"The bucket holds nothing else."_s;
    return in;
}

EnisaAnswers answers()
{
    return {{{DataClass::Simple, 1}},
            {{EnisaPart::Identification, u"significant"_s},
             {EnisaPart::Confidentiality, u"known_recipients"_s},
             {EnisaPart::Integrity, u"unused"_s},
             {EnisaPart::Availability, u"none"_s},
             {EnisaPart::Intent, u"no"_s}},
            true,
            false};
}

BreachDecisionInput decision(RiskToPeople risk, AuthorityDuty authority, SubjectsDuty subjects)
{
    BreachDecisionInput d;
    d.personalData = PersonalData::Yes;
    d.risk = risk;
    d.authority = authority;
    d.subjects = subjects;
    d.facts = u"Attachments were listed to others."_s;
    d.effects = u"Names and addresses known to one customer."_s;
    d.measures = u"Closed, deletion confirmed."_s;
    d.reason = u"One recipient, bound by contract."_s;
    return d;
}

const auto kUnlikely = [] {
    return decision(RiskToPeople::Unlikely, AuthorityDuty::RiskUnlikely, SubjectsDuty::NoHighRisk);
};

} // namespace

IncidentId TestRisk::breach(const QString &title, bool exercise)
{
    const IncidentId made = team.record(title, exercise);
    if (!s().assessments.classify(made, 0, {Outcome::SecurityIncident, PersonalData::Yes, u"Names."_s, u"Mira"_s}))
        team.problems << u"classify"_s;
    return made;
}

QStringList TestRisk::inRegister(bool exercises)
{
    QStringList titles;
    const auto rows = s().risk.breaches({exercises});
    if (!rows)
        return {rows.error().userText};
    for (const RegisterRow &row : *rows)
        titles << row.title;
    titles.sort();
    return titles;
}

QString TestRisk::lastLine(IncidentId incident)
{
    const auto last = s().record.lastAct(incident);
    return last && *last ? (*last)->sentence : QString();
}

void TestRisk::initTestCase()
{
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    rita = team.person(u"Rita Rowe"_s, Role::Responder);
    hal = team.person(u"Hal Hart"_s, Role::IncidentManager);
    id = breach(u"Attachments across cases"_s);
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
}

void TestRisk::respondersProposeDataSets()
{
    team.actAs(rita);
    const auto key = s().risk.addDataSet(id, dataSet());
    QVERIFY2(key, key ? "" : qPrintable(key.error().userText + key.error().detail));
    const DataSet seen = set(id);
    QCOMPARE(seen.id, *key);
    QCOMPARE(seen.content, dataSet());
    QCOMPARE(seen.version, 1);
    QVERIFY(!seen.part);
    QCOMPARE(seen.decidedPart(), ProviderPart::NotKnown); // proposed is not decided
    auto changed = dataSet();
    changed.recordCount = {CountKnown::Exact, 1200};
    QVERIFY(s().risk.changeDataSet(seen, changed));
    QCOMPARE(set(id).content, changed);
    QCOMPARE(set(id).version, 2);
    changed.name.clear();
    QCOMPARE(s().risk.changeDataSet(set(id), changed).error().field, u"name"_s);
    const auto history = s().risk.dataSetHistory(id);
    QVERIFY(history);
    QCOMPARE(history->size(), 2);
    QCOMPARE(history->first().byName, u"Rita Rowe"_s);
    QVERIFY2(history->first().what.contains(u"changed"_s), qPrintable(history->first().what));
    team.actAs(team.mira);
}

void TestRisk::whoseRight_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<bool>("proposes");
    QTest::addColumn<bool>("decides");
    QTest::newRow("responder") << u"rita"_s << true << false;
    QTest::newRow("manager") << u"hal"_s << true << false;
    QTest::newRow("legal") << u"ada"_s << false << true;
    QTest::newRow("executive") << u"eve"_s << false << false;
}

void TestRisk::whoseRight()
{
    QFETCH(QString, who);
    QFETCH(bool, proposes);
    QFETCH(bool, decides);
    const IncidentId other = breach(u"Of "_s + who);
    QVERIFY(s().risk.addDataSet(other, dataSet()));
    team.actAs(who == u"rita" ? rita : who == u"hal" ? hal : who == u"ada" ? team.ada : team.eve);
    QCOMPARE(s().risk.addDataSet(other, dataSet()).has_value(), proposes);
    QCOMPARE(s().risk.saveScore(other, answers(), {}).has_value(), proposes);
    const auto part = s().risk.decidePart(set(other), ProviderPart::Processor, u"The contract says so."_s);
    QCOMPARE(part.has_value(), decides);
    const auto decided = s().risk.decide(other, 0, kUnlikely());
    QCOMPARE(decided.has_value(), decides);
    if (!decides)
        QCOMPARE(decided.error().kind, ErrorKind::Denied);
    team.actAs(team.mira);
}

void TestRisk::staleDataSetIsAConflict()
{
    DataSet seen = set(id);
    --seen.version;
    QCOMPARE(s().risk.changeDataSet(seen, dataSet()).error().kind, ErrorKind::Conflict);
    team.actAs(team.ada);
    QCOMPARE(s().risk.decidePart(seen, ProviderPart::Joint, u"x"_s).error().kind, ErrorKind::Conflict);
    team.actAs(team.mira);
}

void TestRisk::legalDecidesThePart()
{
    team.actAs(team.ada);
    QCOMPARE(s().risk.decidePart(set(id), ProviderPart::Processor, u" "_s).error().field, u"reason"_s);
    QVERIFY(s().risk.decidePart(set(id), ProviderPart::Processor, u"Held for the customer under its contract."_s));
    const DataSet seen = set(id);
    QCOMPARE(seen.decidedPart(), ProviderPart::Processor);
    QCOMPARE(seen.partBy, u"Ada Ruiz"_s);
    QCOMPARE(s().risk.overview(id)->parts(), QList<ProviderPart>{ProviderPart::Processor});
    QVERIFY2(s().risk.dataSetHistory(id)->first().what.contains(u"legal decided"_s),
             qPrintable(s().risk.dataSetHistory(id)->first().what));
    team.actAs(team.mira);
}

/** P5.6: as processor the provider says in the customer's notice that Art. 33 and 34 are the customer's duty. */
void TestRisk::ownDutiesAreSaid()
{
    NoticeDraft text;
    text.subject = u"Incident"_s;
    text.body = u"Words."_s;
    for (const ContentItem &item : team.rules->requiredContent(Audience::Customers))
        text.content.insert(item.code, item.code == u"own_duties" ? ContentMark::Missing : ContentMark::Given);
    const auto notice = s().notices.start(id, Audience::Customers, NoticePhase::First, text);
    QVERIFY2(notice, notice ? "" : qPrintable(notice.error().userText));
    QVERIFY(s().notices.submit(*notice, 0));
    QCOMPARE(team.now(id).personalData, PersonalData::Yes);
    QCOMPARE(set(id).decidedPart(), ProviderPart::Processor); // of the test before
    const auto refused = s().notices.approve(*notice, 0, team.said(team.ada));
    QVERIFY(!refused);
    QVERIFY2(refused.error().userText.contains(u"The customer's own duties"_s), qPrintable(refused.error().userText));
    text.content.insert(u"own_duties"_s, ContentMark::Given);
    QVERIFY(s().notices.saveText(*notice, 0, text));
    QVERIFY(s().notices.submit(*notice, 0));
    const auto approved = s().notices.approve(*notice, 0, team.said(team.ada));
    QVERIFY2(approved, approved ? "" : qPrintable(approved.error().userText));
}

void TestRisk::scoresAreKept()
{
    auto partly = answers();
    partly.answers.remove(EnisaPart::Intent);
    QCOMPARE(s().risk.saveScore(id, partly, {}).error().field, u"answers"_s);
    QVERIFY(s().risk.saveScore(id, answers(), u"Contract binds the recipient."_s));
    auto worse = answers();
    worse.answers.insert(EnisaPart::Intent, u"yes"_s);
    QVERIFY(s().risk.saveScore(id, worse, {}));
    const auto rows = s().risk.scores(id);
    QVERIFY(rows);
    QCOMPARE(rows->size(), 2);
    QCOMPARE(rows->at(0).score.seQuarters(), 2 * 3 + 1 + 2);
    QCOMPARE(rows->at(0).score.band, RiskBand::Medium);
    QCOMPARE(rows->at(1).answers, answers());
    QCOMPARE(rows->at(1).score.seQuarters(), 7);
    QCOMPARE(rows->at(1).remark, u"Contract binds the recipient."_s);
    QVERIFY(rows->at(1).ruleVersion.startsWith(u"enisa 20"_s));
    QVERIFY(s().risk.decisions(id)->isEmpty()); // no score decides
    QCOMPARE(team.now(id).personalData, PersonalData::Yes);
}

void TestRisk::legalDecides()
{
    team.actAs(team.ada);
    auto d = decision(RiskToPeople::HighRisk, AuthorityDuty::Owed, SubjectsDuty::Article34Ground);
    d.ground = SubjectsGround::Disproportionate;
    QCOMPARE(s().risk.decide(id, 0, d).error().field, u"publicReference"_s);
    d.publicReference = u"northlight.example/notices/7"_s;
    d.scoreId = s().risk.scores(id)->first().id;
    QCOMPARE(s().risk.decide(id, team.now(id).version - 1, d).error().kind, ErrorKind::Conflict);
    QVERIFY(s().risk.decide(id, team.now(id).version, d));
    const auto rows = s().risk.decisions(id);
    QCOMPARE(rows->size(), 1);
    const BreachDecision &kept = rows->first();
    QCOMPARE(kept.content.ground, SubjectsGround::Disproportionate);
    QCOMPARE(kept.content.publicReference, d.publicReference);
    QCOMPARE(kept.content.facts, d.facts);
    QCOMPARE(kept.content.scoreId, d.scoreId);
    QVERIFY(kept.owesAuthority() && !kept.owesSubjects());
    QCOMPARE(kept.decidedBy(), u"Ada Ruiz"_s);
    QCOMPARE(kept.incident, id);
    // Decided anew: the newest stands, the earlier one stays.
    QVERIFY(s().risk.decide(id, team.now(id).version, kUnlikely()));
    QCOMPARE(s().risk.decisions(id)->size(), 2);
    QVERIFY(!s().risk.decisions(id)->first().owesAuthority());
    team.actAs(team.mira);
}

void TestRisk::theDecisionIsHeld()
{
    team.actAs(team.ada);
    // Everything but what the truth table has is refused here too; the table itself is tst_breachdecision's.
    const auto wrong = decision(RiskToPeople::Risk, AuthorityDuty::RiskUnlikely, SubjectsDuty::NoHighRisk);
    QCOMPARE(s().risk.decide(id, 0, wrong).error().field, u"authority"_s);
    auto others = decision(RiskToPeople::HighRisk, AuthorityDuty::OthersDuty, SubjectsDuty::OthersDuty);
    QVERIFY(s().risk.decide(id, 0, others)); // processor in the only data set
    const IncidentId bare = [this] {
        team.actAs(team.mira);
        const IncidentId made = breach(u"Without a data set"_s);
        team.actAs(team.ada);
        return made;
    }();
    QCOMPARE(s().risk.decide(bare, 0, others).error().field, u"authority"_s);
    auto foreign = kUnlikely();
    foreign.scoreId = s().risk.scores(id)->first().id;
    QCOMPARE(s().risk.decide(bare, 0, foreign).error().kind, ErrorKind::Invalid);
    QVERIFY(s().risk.decide(id, 0, kUnlikely()));
    team.actAs(team.mira);
}

void TestRisk::classificationFollowsLegal()
{
    const auto classify = [this](PersonalData data) {
        return s().assessments.classify(id, 0, {Outcome::SecurityIncident, data, u"Looked again."_s, u"Mira"_s});
    };
    const auto refused = classify(PersonalData::No);
    QVERIFY(!refused);
    QCOMPARE(refused.error().field, u"personalData"_s);
    QVERIFY(classify(PersonalData::Yes));
}

/** P13.5: on a file the manager writes down what legal said; on a server legal logs in. */
void TestRisk::attestedOnAFileAlone()
{
    const IncidentId other = breach(u"Decided by telephone"_s);
    QCOMPARE(team.now(other).manager, team.mira);
    QVERIFY(s().risk.addDataSet(other, dataSet(ProviderPart::Controller)));
    const Attestation ada = team.said(team.ada);
    const auto part = s().risk.decidePart(set(other), ProviderPart::Controller, u"Our own data."_s, ada);
    const auto decided = s().risk.decide(other, 0, kUnlikely(), ada);
    if (onServer()) {
        QCOMPARE(part.error().kind, ErrorKind::Refused);
        QCOMPARE(decided.error().kind, ErrorKind::Refused);
        return;
    }
    QVERIFY2(part, part ? "" : qPrintable(part.error().userText));
    QVERIFY(decided);
    QCOMPARE(s().risk.decisions(other)->first().decidedBy(), u"Ada Ruiz"_s);
    QCOMPARE(s().risk.decisions(other)->first().byName, u"Mira Kahn"_s);
    QCOMPARE(set(other).partBy, u"Ada Ruiz"_s);
    QVERIFY(!s().risk.decide(other, 0, kUnlikely(), team.said(team.eve))); // an executive is not legal
    QVERIFY(!s().risk.decide(other, 0, kUnlikely(), team.said(team.mira)));
}

void TestRisk::noPersonalData()
{
    const IncidentId other = breach(u"Machine names alone"_s);
    QVERIFY(inRegister().contains(u"Machine names alone"_s));
    team.actAs(team.ada);
    BreachDecisionInput none;
    none.personalData = PersonalData::No;
    none.reason = u"Host names tell of nobody."_s;
    QVERIFY(s().risk.decide(other, 0, none));
    team.actAs(team.mira);
    QCOMPARE(team.now(other).personalData, PersonalData::No);
    QVERIFY(!inRegister().contains(u"Machine names alone"_s));
    QVERIFY2(lastLine(other).contains(u"no personal data"_s, Qt::CaseInsensitive), qPrintable(lastLine(other)));
}

void TestRisk::afterTheEnd()
{
    const IncidentId other = breach(u"Ended since"_s);
    QVERIFY(s().risk.addDataSet(other, dataSet()));
    EndingInput end;
    end.kind = Ending::NoDataCompromise;
    end.reason = u"Nothing left the tenant."_s;
    QCOMPARE(s().incidents.end(other, 0, end).error().field, u"personalData"_s); // legal decides first (P5.6)
    end.kind = Ending::FalsePositive;
    end.rootCause = end.noTuningReason = u"A drill of the team that keeps the tenant."_s;
    QVERIFY(s().incidents.end(other, 0, end));
    QCOMPARE(s().risk.addDataSet(other, dataSet()).error().kind, ErrorKind::Refused);
    QCOMPARE(s().risk.changeDataSet(set(other), dataSet()).error().kind, ErrorKind::Refused);
    QCOMPARE(s().risk.saveScore(other, answers(), {}).error().kind, ErrorKind::Refused);
    QVERIFY(!inRegister().contains(u"Ended since"_s));
    team.actAs(team.ada);
    QVERIFY(s().risk.decide(other, 0, kUnlikely())); // the register may still need legal's word
    team.actAs(team.mira);
    QVERIFY(inRegister().contains(u"Ended since"_s));
}

void TestRisk::registerHasEveryBreach()
{
    (void)team.record(u"Not classified"_s);
    const QStringList titles = inRegister();
    QVERIFY(titles.contains(u"Attachments across cases"_s));
    QVERIFY(titles.contains(u"Without a data set"_s)); // not decided, and in it
    QVERIFY(!titles.contains(u"Not classified"_s));
    const auto rows = s().risk.breaches({});
    for (const RegisterRow &row : *rows) {
        if (row.incident != id)
            continue;
        QCOMPARE(row.reference, team.now(id).reference());
        QCOMPARE(row.dataSets, 1);
        QCOMPARE(row.people, 340);
        QCOMPARE(row.scoreQuarters, std::optional(9));
        QVERIFY(row.decision && row.decision->decidedBy() == u"Ada Ruiz");
        QCOMPARE(registerState(row), RegisterState::NotNotified);
    }
}

void TestRisk::registerKeepsExercisesApart()
{
    (void)breach(u"Exercise only"_s, true);
    QVERIFY(!inRegister().contains(u"Exercise only"_s));
    QCOMPARE(inRegister(true), QStringList{u"Exercise only"_s});
}

/** P13.4 */
void TestRisk::registerHidesWhatIsRestricted()
{
    const IncidentId secret = breach(u"Payroll copied"_s);
    QVERIFY(s().risk.addDataSet(secret, dataSet()));
    QVERIFY(s().restrictions.restrict(
        secret, 0, {RestrictionKind::Insider, u"A colleague."_s, {}, {team.mira, team.ada, team.eve}, {}}));
    QVERIFY(inRegister().contains(u"Payroll copied"_s));
    team.actAs(rita);
    QVERIFY(!inRegister().contains(u"Payroll copied"_s));
    QCOMPARE(s().risk.dataSets(secret).error().kind, ErrorKind::NotFound);
    QCOMPARE(s().risk.overview(secret).error().kind, ErrorKind::NotFound);
    QCOMPARE(s().risk.decisions(secret).error().kind, ErrorKind::NotFound);
    team.actAs(team.mira);
}

void TestRisk::exportsAreSafe()
{
    RegisterRow row;
    row.reference = u"INC-0007"_s;
    row.title = u"=HYPERLINK(\"x\"), \"quoted\""_s;
    row.detectedMs = 1'763'700'000'000;
    row.decision = BreachDecision{};
    row.decision->content = decision(RiskToPeople::Risk, AuthorityDuty::Owed, SubjectsDuty::NoHighRisk);
    row.decision->content.reason = u"+49 1\nsecond line"_s;
    const QString csv = QString::fromUtf8(registerCsv({row}));
    QVERIFY2(csv.contains(u"\"'=HYPERLINK(\"\"x\"\"), \"\"quoted\"\"\""_s), qPrintable(csv));
    QVERIFY2(csv.contains(u"\"'+49 1\nsecond line\""_s), qPrintable(csv));
    QCOMPARE(registerCells(row).size(), registerColumns().size());
    const QJsonObject object = registerJson({row}).first().toObject();
    QCOMPARE(object.keys().size(), registerColumns().size());
    QCOMPARE(object.value(u"article_33"_s).toString(), u"owed"_s);
    QCOMPARE(object.value(u"detected_utc"_s).toString(), u"2025-11-21T04:40:00.000Z"_s);
    QVERIFY(object.value(u"article_34_3_ground"_s).isNull());
    QVERIFY(object.value(u"enisa_score"_s).isNull());
}

void TestRisk::recordVerifies()
{
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    QCOMPARE(team.findings(), QString());
}

QTEST_GUILESS_MAIN(TestRisk)
#include "tst_risk.moc"
