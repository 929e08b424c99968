#include "models/domain/peoplerisk.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** What legal may decide (P5.6), against the truth table of Art. 33 and 34 and the EDPB's cases. */
class TestBreachDecision : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void truthTable_data();
    void truthTable();
    void edpbCases_data();
    void edpbCases();
    void grounds_data();
    void grounds();
    void othersDuty_data();
    void othersDuty();
    void whatIsMissing_data();
    void whatIsMissing();
    void withoutPersonalData();
    void warnings_data();
    void warnings();
    void dutiesOfADecision();
    void dataSets_data();
    void dataSets();
    void registerStates_data();
    void registerStates();
};

namespace {

BreachDecisionInput decision(RiskToPeople risk, AuthorityDuty authority, SubjectsDuty subjects)
{
    BreachDecisionInput d;
    d.personalData = PersonalData::Yes;
    d.risk = risk;
    d.authority = authority;
    d.subjects = subjects;
    if (subjects == SubjectsDuty::Article34Ground)
        d.ground = SubjectsGround::Unintelligible;
    d.facts = d.effects = d.measures = d.reason = u"x"_s;
    return d;
}

QString fieldOf(const Result<void> &result)
{
    return result ? QString() : result.error().field;
}

} // namespace

/** Every combination there is; one line in three of them stands. */
void TestBreachDecision::truthTable_data()
{
    QTest::addColumn<int>("risk");
    QTest::addColumn<int>("authority");
    QTest::addColumn<int>("subjects");
    QTest::addColumn<bool>("stands");
    for (const auto &r : enumTable<RiskToPeople>())
        for (const auto &a : enumTable<AuthorityDuty>())
            for (const auto &s : enumTable<SubjectsDuty>()) {
                const bool risky = r.value != RiskToPeople::Unlikely, high = r.value == RiskToPeople::HighRisk;
                const bool authority =
                    a.value == AuthorityDuty::OthersDuty || (a.value == AuthorityDuty::Owed) == risky;
                const bool subjects =
                    s.value == SubjectsDuty::OthersDuty || (s.value == SubjectsDuty::NoHighRisk) == !high;
                QTest::addRow("%s, %s, %s", r.code, a.code, s.code)
                    << int(r.value) << int(a.value) << int(s.value) << (authority && subjects);
            }
}

void TestBreachDecision::truthTable()
{
    QFETCH(int, risk);
    QFETCH(int, authority);
    QFETCH(int, subjects);
    QFETCH(bool, stands);
    const auto d = decision(RiskToPeople(risk), AuthorityDuty(authority), SubjectsDuty(subjects));
    // Somebody else's duty stands where the data is handled for them.
    QCOMPARE(checkBreachDecision(d, {ProviderPart::Processor}).has_value(), stands);
}

void TestBreachDecision::edpbCases_data()
{
    QTest::addColumn<QString>("risk");
    QTest::addColumn<bool>("authority");
    QTest::addColumn<bool>("subjects");
    QFile file(qEnvironmentVariable("TOCSIN_SOURCE_DIR") + u"/tests/data/risk/edpb_cases.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray cases = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(cases.size() >= 14);
    for (const QJsonValue &value : cases) {
        const QJsonObject c = value.toObject();
        QVERIFY(c.value(u"document"_s).toBool()); // every one stands in the register
        QTest::addRow("%s", qPrintable(c.value(u"id"_s).toString()))
            << c.value(u"risk"_s).toString() << c.value(u"notify_authority"_s).toBool()
            << c.value(u"notify_subjects"_s).toBool();
    }
}

/** The record takes each outcome as the guidelines have it, and refuses both contradictions to it. */
void TestBreachDecision::edpbCases()
{
    QFETCH(QString, risk);
    QFETCH(bool, authority);
    QFETCH(bool, subjects);
    const RiskToPeople judged = subjects    ? RiskToPeople::HighRisk
                                : authority ? RiskToPeople::Risk
                                            : RiskToPeople::Unlikely;
    if (!risk.isEmpty())
        QCOMPARE(risk == u"high_risk" ? RiskToPeople::HighRisk
                 : risk == u"risk"    ? RiskToPeople::Risk
                                      : RiskToPeople::Unlikely,
                 judged);
    const auto a = [](bool owed) { return owed ? AuthorityDuty::Owed : AuthorityDuty::RiskUnlikely; };
    const auto s = [](bool owed) { return owed ? SubjectsDuty::Owed : SubjectsDuty::NoHighRisk; };
    const QList<ProviderPart> parts{ProviderPart::Controller};
    const auto right = checkBreachDecision(decision(judged, a(authority), s(subjects)), parts);
    QVERIFY2(right, right ? "" : qPrintable(right.error().userText));
    QCOMPARE(fieldOf(checkBreachDecision(decision(judged, a(!authority), s(subjects)), parts)), u"authority"_s);
    QCOMPARE(fieldOf(checkBreachDecision(decision(judged, a(authority), s(!subjects)), parts)), u"subjects"_s);
}

void TestBreachDecision::grounds_data()
{
    QTest::addColumn<QString>("ground");
    QTest::addColumn<QString>("reference");
    QTest::addColumn<int>("subjects");
    QTest::addColumn<QString>("field");
    const int art34 = int(SubjectsDuty::Article34Ground), owed = int(SubjectsDuty::Owed);
    QTest::newRow("(a)") << u"unintelligible"_s << QString() << art34 << QString();
    QTest::newRow("(b)") << u"risk_removed"_s << QString() << art34 << QString();
    QTest::newRow("(c) with the communication") << u"disproportionate"_s << u"press 12/25"_s << art34 << QString();
    QTest::newRow("(c) without it") << u"disproportionate"_s << u" "_s << art34 << u"publicReference"_s;
    QTest::newRow("none") << QString() << QString() << art34 << u"ground"_s;
    QTest::newRow("one too many") << u"risk_removed"_s << QString() << owed << u"ground"_s;
}

void TestBreachDecision::grounds()
{
    QFETCH(QString, ground);
    QFETCH(QString, reference);
    QFETCH(int, subjects);
    QFETCH(QString, field);
    auto d = decision(RiskToPeople::HighRisk, AuthorityDuty::Owed, SubjectsDuty(subjects));
    d.ground = fromCode<SubjectsGround>(ground);
    d.publicReference = reference;
    QCOMPARE(fieldOf(checkBreachDecision(d, {ProviderPart::Controller})), field);
    // Art. 34(3) never removes the notice to the authority.
    d.authority = AuthorityDuty::RiskUnlikely;
    QVERIFY(!checkBreachDecision(d, {ProviderPart::Controller}));
}

void TestBreachDecision::othersDuty_data()
{
    QTest::addColumn<QList<int>>("parts");
    QTest::addColumn<bool>("stands");
    using enum ProviderPart;
    QTest::newRow("none") << QList<int>{} << false;
    QTest::newRow("not known") << QList<int>{int(NotKnown)} << false;
    QTest::newRow("processor") << QList<int>{int(Processor)} << true;
    QTest::newRow("joint") << QList<int>{int(Joint)} << true;
    QTest::newRow("controller") << QList<int>{int(Controller)} << false;
    QTest::newRow("processor and controller") << QList<int>{int(Processor), int(Controller)} << false;
    QTest::newRow("processor and not known") << QList<int>{int(Processor), int(NotKnown)} << true;
}

void TestBreachDecision::othersDuty()
{
    QFETCH(QList<int>, parts);
    QFETCH(bool, stands);
    QList<ProviderPart> list;
    for (const int part : parts)
        list << ProviderPart(part);
    const auto both = decision(RiskToPeople::HighRisk, AuthorityDuty::OthersDuty, SubjectsDuty::OthersDuty);
    QCOMPARE(fieldOf(checkBreachDecision(both, list)), stands ? QString() : u"authority"_s);
    const auto one = decision(RiskToPeople::HighRisk, AuthorityDuty::Owed, SubjectsDuty::OthersDuty);
    QCOMPARE(fieldOf(checkBreachDecision(one, list)), stands ? QString() : u"subjects"_s);
}

void TestBreachDecision::whatIsMissing_data()
{
    QTest::addColumn<QString>("field");
    for (const char *field :
         {"personalData", "risk", "authority", "subjects", "facts", "effects", "measures", "reason"})
        QTest::newRow(field) << QString::fromLatin1(field);
}

void TestBreachDecision::whatIsMissing()
{
    QFETCH(QString, field);
    auto d = decision(RiskToPeople::Risk, AuthorityDuty::Owed, SubjectsDuty::NoHighRisk);
    if (field == u"personalData")
        d.personalData = PersonalData::NotKnown;
    else if (field == u"risk")
        d.risk.reset();
    else if (field == u"authority")
        d.authority.reset();
    else if (field == u"subjects")
        d.subjects.reset();
    else
        (field == u"facts"     ? d.facts
         : field == u"effects" ? d.effects
         : field == u"reason"  ? d.reason
                               : d.measures) = u" \n"_s;
    QCOMPARE(fieldOf(checkBreachDecision(d, {})), field);
}

void TestBreachDecision::withoutPersonalData()
{
    BreachDecisionInput d;
    d.personalData = PersonalData::No;
    QCOMPARE(fieldOf(checkBreachDecision(d, {})), u"reason"_s);
    d.reason = u"Machine identifiers alone."_s;
    QVERIFY(checkBreachDecision(d, {}));
    d.risk = RiskToPeople::Unlikely;
    QCOMPARE(fieldOf(checkBreachDecision(d, {})), u"personalData"_s);
}

void TestBreachDecision::warnings_data()
{
    QTest::addColumn<int>("risk");
    QTest::addColumn<int>("quarters");
    QTest::addColumn<QString>("word");
    const int unlikely = int(RiskToPeople::Unlikely), risk = int(RiskToPeople::Risk),
              high = int(RiskToPeople::HighRisk);
    QTest::newRow("low, unlikely") << unlikely << 7 << QString();
    QTest::newRow("medium, unlikely") << unlikely << 8 << u"judged unlikely"_s;
    QTest::newRow("medium, risk") << risk << 11 << QString();
    QTest::newRow("high, risk") << risk << 12 << u"not judged high"_s;
    QTest::newRow("high, high") << high << 12 << QString();
    QTest::newRow("low, high") << high << 7 << u"score is low"_s;
}

/** The score does not decide: it only asks for a word about it. */
void TestBreachDecision::warnings()
{
    QFETCH(int, risk);
    QFETCH(int, quarters);
    QFETCH(QString, word);
    const auto judged = RiskToPeople(risk);
    const auto d =
        decision(judged, judged == RiskToPeople::Unlikely ? AuthorityDuty::RiskUnlikely : AuthorityDuty::Owed,
                 judged == RiskToPeople::HighRisk ? SubjectsDuty::Owed : SubjectsDuty::NoHighRisk);
    QVERIFY(checkBreachDecision(d, {ProviderPart::Controller}));
    const QStringList said = decisionWarnings(d, {ProviderPart::Controller}, quarters, false);
    QCOMPARE(said.size(), word.isEmpty() ? 0 : 1);
    QVERIFY2(word.isEmpty() || said.first().contains(word), qPrintable(said.join(u'\n')));
    QVERIFY(decisionWarnings(d, {ProviderPart::Controller}, std::nullopt, false).isEmpty());
    QCOMPARE(decisionWarnings(d, {}, std::nullopt, false).size(), 1);
    QCOMPARE(decisionWarnings(d, {ProviderPart::NotKnown}, std::nullopt, false).size(), 1);
}

void TestBreachDecision::dutiesOfADecision()
{
    BreachDecision d;
    QVERIFY(!d.owesAuthority() && !d.owesSubjects());
    d.content = decision(RiskToPeople::HighRisk, AuthorityDuty::Owed, SubjectsDuty::Article34Ground);
    QVERIFY(d.owesAuthority() && !d.owesSubjects());
    d.content.subjects = SubjectsDuty::Owed;
    QVERIFY(d.owesSubjects());
    d.content.personalData = PersonalData::No;
    QVERIFY(!d.owesAuthority() && !d.owesSubjects());
    d.byName = u"Mira"_s;
    d.attestedName = u"Ada"_s;
    QCOMPARE(d.decidedBy(), u"Mira"_s);
    d.attested.by = PersonId{2};
    QCOMPARE(d.decidedBy(), u"Ada"_s);
}

void TestBreachDecision::dataSets_data()
{
    QTest::addColumn<QString>("field");
    for (const char *field : {"", "name", "kinds", "people", "peopleCount", "recordCount", "reason"})
        QTest::newRow(*field ? field : "whole") << QString::fromLatin1(field);
}

void TestBreachDecision::dataSets()
{
    QFETCH(QString, field);
    DataSetInput in;
    in.name = in.kinds = in.people = in.reason = u"x"_s;
    in.recordCount = {CountKnown::Exact, 0};
    if (field == u"name")
        in.name.clear();
    if (field == u"kinds")
        in.kinds = u" "_s;
    if (field == u"people")
        in.people.clear();
    if (field == u"reason")
        in.reason.clear();
    if (field == u"peopleCount")
        in.peopleCount = {CountKnown::NotKnown, 4};
    if (field == u"recordCount")
        in.recordCount = {CountKnown::Approximate, -1};
    QCOMPARE(fieldOf(checkDataSet(in)), field);
    for (const auto &part : enumTable<ProviderPart>())
        QVERIFY(!partConsequence(part.value).isEmpty());
    QVERIFY(partConsequence(ProviderPart::Processor).contains(u"customer's duty"_s));
}

void TestBreachDecision::registerStates_data()
{
    QTest::addColumn<bool>("decided");
    QTest::addColumn<bool>("authority");
    QTest::addColumn<bool>("subjects");
    QTest::addColumn<bool>("authorityTold");
    QTest::addColumn<bool>("subjectsTold");
    QTest::addColumn<QString>("state");
    QTest::newRow("open") << false << false << false << false << false << u"not_decided"_s;
    QTest::newRow("told before it was decided") << false << false << false << true << false << u"not_decided"_s;
    QTest::newRow("nothing owed") << true << false << false << false << false << u"not_notified"_s;
    QTest::newRow("told without owing it") << true << false << false << true << false << u"notified"_s;
    QTest::newRow("owed") << true << true << false << false << false << u"to_notify"_s;
    QTest::newRow("authority alone") << true << true << false << true << false << u"notified"_s;
    QTest::newRow("people still") << true << true << true << true << false << u"to_notify"_s;
    QTest::newRow("both") << true << true << true << true << true << u"notified"_s;
}

void TestBreachDecision::registerStates()
{
    QFETCH(bool, decided);
    QFETCH(bool, authority);
    QFETCH(bool, subjects);
    QFETCH(bool, authorityTold);
    QFETCH(bool, subjectsTold);
    RegisterRow row;
    if (decided) {
        row.decision = BreachDecision{};
        row.decision->content =
            decision(RiskToPeople::Risk, authority ? AuthorityDuty::Owed : AuthorityDuty::RiskUnlikely,
                     subjects ? SubjectsDuty::Owed : SubjectsDuty::NoHighRisk);
    }
    row.authorityToldMs = authorityTold ? 5 : 0;
    row.subjectsToldMs = subjectsTold ? 5 : 0;
    QTEST(codeOf(registerState(row)), "state");
}

QTEST_APPLESS_MAIN(TestBreachDecision)
#include "tst_breachdecision.moc"
