#include "models/domain/assessment.h"
#include "models/domain/findingchanges.h"

#include <QtTest>

#include <array>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

using F = FunctionalImpact;
using I = InformationImpact;
using R = Recoverability;
using C = CustomerDataRisk;

constexpr int kUnknown = -1;

/** One combination as plain numbers: -1 is "not known yet", information is a bit set in the order of table 3-3. */
struct Numbers
{
    int functional;
    int information;
    int recoverability;
    int risk;
};

struct Expected
{
    int severity; // 0 informational .. 4 critical
    int priority; // 1..4
    bool provisional;
};

/** P4.2 and P4.3 read from the page, in other terms than the product's: a list of rules over plain numbers. */
Expected reference(const Numbers &n)
{
    const bool privacy = n.information > 0 && (n.information & 1);
    const bool proprietary = n.information > 0 && (n.information & 2);
    const bool integrity = n.information > 0 && (n.information & 4);
    const bool near = n.risk == 2 || n.risk == 3;
    const bool lost = n.recoverability == 3;
    const bool hardToRecover = n.recoverability >= 2;

    int s = 0;
    for (const auto &[holds, atLeast] : {std::pair{n.functional == 1, 1},
                                         {n.functional == 2, 2},
                                         {n.functional == 3, 3},
                                         {proprietary, 2},
                                         {privacy, 3},
                                         {integrity, 3},
                                         {near, 3}})
        if (holds && atLeast > s)
            s = atLeast;
    if (s == 3 && (lost || (n.functional == 3 && (privacy || proprietary || integrity))))
        s = 4;
    const bool open =
        n.functional == kUnknown || n.information == kUnknown || n.recoverability == kUnknown || n.risk == kUnknown;
    if (open && s == 0)
        s = 1;

    static constexpr std::array byFour{4, 4, 3, 2, 1};
    int p = s == 3 && near ? 1 : byFour[static_cast<size_t>(s)];
    if (hardToRecover && p > 1)
        --p;
    return {s, p, open};
}

ImpactFindings findingsOf(const Numbers &n)
{
    ImpactFindings f;
    if (n.functional >= 0)
        f.functional = std::array{F::None, F::Low, F::Medium, F::High}[static_cast<size_t>(n.functional)];
    if (n.information >= 0) {
        InformationImpacts set;
        set.setFlag(I::PrivacyBreach, n.information & 1);
        set.setFlag(I::ProprietaryBreach, n.information & 2);
        set.setFlag(I::IntegrityLoss, n.information & 4);
        f.information = set;
    }
    if (n.recoverability >= 0)
        f.recoverability = std::array{R::Regular, R::Supplemented, R::Extended,
                                      R::NotRecoverable}[static_cast<size_t>(n.recoverability)];
    if (n.risk >= 0)
        f.customerDataRisk = std::array{C::None, C::Suspected, C::Imminent, C::Confirmed}[static_cast<size_t>(n.risk)];
    return f;
}

} // namespace

/** Impact, severity and priority (P4). */
class TestAssessment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCombination();
    void rowsOfTheProcess_data();
    void rowsOfTheProcess();
    void reasonsInWords();
    void provisionalNeverReadsInformational();
    void priorityOfAnOverriddenSeverity();
    void overrides_data();
    void overrides();
    void priorityOverrideNeedsAReason();
    void overrideEndsWhenPassed_data();
    void overrideEndsWhenPassed();
    void declarationRaisesToHigh();
    void informationCodes_data();
    void informationCodes();
    void informationCodesRoundTrip();
    void changesFieldByField_data();
    void changesFieldByField();
};

void TestAssessment::everyCombination()
{
    int seen = 0;
    for (int functional = kUnknown; functional < 4; ++functional) {
        for (int information = kUnknown; information < 8; ++information) {
            for (int recoverability = kUnknown; recoverability < 4; ++recoverability) {
                for (int risk = kUnknown; risk < 4; ++risk) {
                    const Numbers n{functional, information, recoverability, risk};
                    const Expected e = reference(n);
                    const DerivedSeverity d = deriveSeverity(findingsOf(n));
                    const QByteArray where = "functional " + QByteArray::number(functional) + " information " +
                                             QByteArray::number(information) + " recoverability " +
                                             QByteArray::number(recoverability) + " risk " + QByteArray::number(risk);
                    QVERIFY2(static_cast<int>(d.severity) == e.severity, where.constData());
                    QVERIFY2(static_cast<int>(d.priority) == e.priority, where.constData());
                    QVERIFY2(d.provisional == e.provisional, where.constData());
                    QVERIFY2(d.aroundTheClock == (e.priority == 1), where.constData());
                    QVERIFY2(!d.severityReasons.isEmpty() && !d.priorityReasons.isEmpty(), where.constData());
                    QVERIFY2(findingsOf(n).allKnown() != e.provisional, where.constData());
                    ++seen;
                }
            }
        }
    }
    QCOMPARE(seen, 5 * 9 * 5 * 5);
}

void TestAssessment::rowsOfTheProcess_data()
{
    QTest::addColumn<int>("functional");
    QTest::addColumn<int>("information");
    QTest::addColumn<int>("recoverability");
    QTest::addColumn<int>("risk");
    QTest::addColumn<QString>("severity");
    QTest::addColumn<QString>("priority");

    const auto row = [](const char *name, Numbers n, const char *severity, const char *priority) {
        QTest::newRow(name) << n.functional << n.information << n.recoverability << n.risk
                            << QString::fromLatin1(severity) << QString::fromLatin1(priority);
    };
    row("nothing happened", {0, 0, 0, 0}, "Informational", "P4");
    row("nothing happened, extended", {0, 0, 2, 0}, "Informational", "P3");
    row("low functional", {1, 0, 0, 0}, "Low", "P4");
    row("low functional, extended raises P4 to P3", {1, 0, 2, 0}, "Low", "P3");
    row("low functional, not recoverable is not High, so not Critical", {1, 0, 3, 0}, "Low", "P3");
    row("medium functional", {2, 0, 0, 0}, "Medium", "P3");
    row("medium functional, extended", {2, 0, 2, 0}, "Medium", "P2");
    row("high functional", {3, 0, 0, 0}, "High", "P2");
    row("high functional, supplemented raises nothing", {3, 0, 1, 0}, "High", "P2");
    row("high functional, extended", {3, 0, 2, 0}, "High", "P1");
    row("high functional, not recoverable", {3, 0, 3, 0}, "Critical", "P1");
    row("proprietary breach", {0, 2, 0, 0}, "Medium", "P3");
    row("privacy breach", {0, 1, 0, 0}, "High", "P2");
    row("integrity loss", {0, 4, 0, 0}, "High", "P2");
    row("proprietary breach and integrity loss: the highest holds", {0, 6, 0, 0}, "High", "P2");
    row("high functional and proprietary breach", {3, 2, 0, 0}, "Critical", "P1");
    row("high functional and privacy breach", {3, 1, 0, 0}, "Critical", "P1");
    row("medium functional and privacy breach", {2, 1, 0, 0}, "High", "P2");
    row("privacy breach, not recoverable", {0, 1, 3, 0}, "Critical", "P1");
    row("suspected risk alone raises nothing", {0, 0, 0, 1}, "Informational", "P4");
    row("imminent risk alone", {0, 0, 0, 2}, "High", "P1");
    row("confirmed risk alone", {0, 0, 0, 3}, "High", "P1");
    row("imminent risk, not recoverable", {0, 0, 3, 2}, "Critical", "P1");
    row("nothing known", {-1, -1, -1, -1}, "at least Low, provisional", "P4");
    row("only the risk unknown", {0, 0, 0, -1}, "at least Low, provisional", "P4");
    row("medium, the rest unknown", {2, -1, -1, -1}, "at least Medium, provisional", "P3");
    row("imminent, the rest unknown", {-1, -1, -1, 2}, "at least High, provisional", "P1");
    row("high functional with unknown information", {3, -1, 0, 0}, "at least High, provisional", "P2");
    row("critical although the risk is unknown", {3, 1, 0, -1}, "at least Critical, provisional", "P1");
}

void TestAssessment::rowsOfTheProcess()
{
    QFETCH(int, functional);
    QFETCH(int, information);
    QFETCH(int, recoverability);
    QFETCH(int, risk);
    QFETCH(QString, severity);
    QFETCH(QString, priority);
    const DerivedSeverity d = deriveSeverity(findingsOf({functional, information, recoverability, risk}));
    QCOMPARE(severityText(d.severity, d.provisional), severity);
    QCOMPARE(nameOf(d.priority), priority);
}

void TestAssessment::reasonsInWords()
{
    const DerivedSeverity critical = deriveSeverity(findingsOf({3, 3, 3, 3}));
    const QString why = critical.severityReasons.join(u'\n');
    for (const QString &part : {u"functional impact is high"_s, u"privacy breach and proprietary breach"_s,
                                u"customer-data risk is confirmed"_s, u"not recoverable"_s})
        QVERIFY2(why.contains(part), qPrintable(part));
    QVERIFY(critical.priorityReasons.join(u'\n').contains(u"around the clock"_s));

    const DerivedSeverity calm = deriveSeverity(findingsOf({0, 0, 0, 0}));
    QCOMPARE(calm.severityReasons, QStringList{u"no functional and no information impact"_s});
    QVERIFY(!calm.priorityReasons.join(u'\n').contains(u"around the clock"_s));

    const DerivedSeverity open = deriveSeverity(findingsOf({1, -1, 0, -1}));
    QCOMPARE(open.severityReasons.last(), u"not known yet: information impact, customer-data risk"_s);
    QVERIFY(deriveSeverity(findingsOf({1, 0, 2, 0})).priorityReasons.last().contains(u"raises it by one step"_s));
}

void TestAssessment::provisionalNeverReadsInformational()
{
    for (int unknown = 0; unknown < 4; ++unknown) {
        Numbers n{0, 0, 0, 0};
        (unknown == 0   ? n.functional
         : unknown == 1 ? n.information
         : unknown == 2 ? n.recoverability
                        : n.risk) = kUnknown;
        const DerivedSeverity d = deriveSeverity(findingsOf(n));
        QVERIFY(d.provisional);
        QVERIFY(d.severity != Severity::Informational);
    }
}

void TestAssessment::priorityOfAnOverriddenSeverity()
{
    // P4.3 over a severity set by hand: 5 severities x risk near or not x recoverability hard or not.
    const int plain[] = {4, 4, 3, 2, 1};
    for (int severity = 0; severity < 5; ++severity) {
        for (const bool near : {false, true}) {
            for (const bool hard : {false, true}) {
                int expected = severity == 3 && near ? 1 : plain[severity];
                expected = qMax(1, expected - (hard ? 1 : 0));
                const auto p =
                    derivePriority(static_cast<Severity>(severity), findingsOf({0, 0, hard ? 2 : 0, near ? 2 : 0}));
                QCOMPARE(static_cast<int>(p), expected);
            }
        }
    }
}

void TestAssessment::overrides_data()
{
    QTest::addColumn<int>("chosen");
    QTest::addColumn<int>("risk");
    QTest::addColumn<bool>("declared");
    QTest::addColumn<bool>("allowed");
    for (int chosen = 0; chosen < 5; ++chosen)
        for (int risk = kUnknown; risk < 4; ++risk)
            for (const bool declared : {false, true})
                QTest::addRow("severity %d, risk %d, declared %d", chosen, risk, declared)
                    << chosen << risk << declared << (chosen >= 3 || (risk < 2 && !declared));
}

void TestAssessment::overrides()
{
    QFETCH(int, chosen);
    QFETCH(int, risk);
    QFETCH(bool, declared);
    QFETCH(bool, allowed);
    const ImpactFindings f = findingsOf({0, 0, 0, risk});
    const auto severity = static_cast<Severity>(chosen);
    const auto checked = checkOverride(severity, u"told by the team"_s, f, declared);
    QCOMPARE(checked.has_value(), allowed);
    QCOMPARE(severity >= lowestOverride(f, declared), allowed);
    if (!checked) {
        QVERIFY(checked.error().kind == ErrorKind::Refused);
        QCOMPARE(checked.error().userText.contains(u"declaration"_s), declared);
    }
    const auto noReason = checkOverride(severity, u" "_s, f, declared);
    QVERIFY(!noReason);
    QCOMPARE(noReason.error().field, u"reason"_s);
}

void TestAssessment::priorityOverrideNeedsAReason()
{
    QVERIFY(checkPriorityOverride(u"the customer is a hospital"_s));
    const auto checked = checkPriorityOverride(u"\t"_s);
    QVERIFY(!checked);
    QCOMPARE(checked.error().field, u"priorityReason"_s);
}

void TestAssessment::overrideEndsWhenPassed_data()
{
    QTest::addColumn<int>("chosen");
    QTest::addColumn<int>("derivedThen");
    QTest::addColumn<int>("derivedNow");
    QTest::addColumn<bool>("ends");
    QTest::newRow("raised, derived as before") << 3 << 1 << 1 << false;
    QTest::newRow("raised, derived falls") << 3 << 1 << 0 << false;
    QTest::newRow("raised, derived comes nearer") << 3 << 1 << 2 << false;
    QTest::newRow("raised, derived reaches it") << 3 << 1 << 3 << false;
    QTest::newRow("raised, derived passes it") << 3 << 1 << 4 << true;
    QTest::newRow("lowered, derived as before") << 1 << 3 << 3 << false;
    QTest::newRow("lowered, derived rises") << 1 << 3 << 4 << false;
    QTest::newRow("lowered, derived reaches it") << 1 << 3 << 1 << false;
    QTest::newRow("lowered, derived passes it") << 1 << 3 << 0 << true;
    QTest::newRow("equal, derived as before") << 2 << 2 << 2 << false;
    QTest::newRow("equal, derived rises") << 2 << 2 << 3 << true;
}

void TestAssessment::overrideEndsWhenPassed()
{
    QFETCH(int, chosen);
    QFETCH(int, derivedThen);
    QFETCH(int, derivedNow);
    QFETCH(bool, ends);
    const auto s = [](int n) { return static_cast<Severity>(n); };
    QCOMPARE(overridePassed(s(chosen), s(derivedThen), s(derivedNow)), ends);
    if (qMax(chosen, qMax(derivedThen, derivedNow)) == 4)
        return; // there are four priorities only
    const auto p = [](int n) { return static_cast<Priority>(4 - n); };
    QCOMPARE(overridePassed(p(chosen), p(derivedThen), p(derivedNow)), ends);
}

void TestAssessment::declarationRaisesToHigh()
{
    for (int derived = 0; derived < 5; ++derived) {
        const auto d = static_cast<Severity>(derived);
        QVERIFY(effectiveSeverity(d, {}, false) == d);
        QCOMPARE(static_cast<int>(effectiveSeverity(d, {}, true)), qMax(3, derived));
        QVERIFY(effectiveSeverity(d, Severity::Critical, false) == Severity::Critical);
        QVERIFY(effectiveSeverity(d, Severity::Low, false) == Severity::Low);
        QVERIFY(effectiveSeverity(d, Severity::Low, true) == Severity::High);
    }
}

void TestAssessment::informationCodes_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("set"); // -1: refused
    QTest::newRow("none") << u"none"_s << 0;
    QTest::newRow("one") << u"integrity_loss"_s << 4;
    QTest::newRow("two") << u"privacy_breach+integrity_loss"_s << 5;
    QTest::newRow("any order") << u"integrity_loss+privacy_breach"_s << 5;
    QTest::newRow("empty") << QString() << -1;
    QTest::newRow("unknown") << u"privacy"_s << -1;
    QTest::newRow("none is exclusive") << u"none+privacy_breach"_s << -1;
    QTest::newRow("dangling plus") << u"privacy_breach+"_s << -1;
    QTest::newRow("capital") << u"Privacy_breach"_s << -1;
}

void TestAssessment::informationCodes()
{
    QFETCH(QString, code);
    QFETCH(int, set);
    const auto impacts = informationFromCode(code);
    QCOMPARE(impacts ? static_cast<int>(*impacts) : -1, set);
}

void TestAssessment::informationCodesRoundTrip()
{
    for (int set = 0; set < 8; ++set) {
        const auto impacts = InformationImpacts::fromInt(set);
        const auto back = informationFromCode(informationCode(impacts));
        QVERIFY(back.has_value());
        QVERIFY(*back == impacts);
    }
}

void TestAssessment::changesFieldByField_data()
{
    QTest::addColumn<ImpactFindings>("before");
    QTest::addColumn<ImpactFindings>("after");
    QTest::addColumn<QStringList>("changes");
    const ImpactFindings none;
    const ImpactFindings low{FunctionalImpact::Low, InformationImpacts{}, Recoverability::Regular,
                             CustomerDataRisk::None};
    ImpactFindings worse = low;
    worse.functional = FunctionalImpact::High;
    worse.information = InformationImpact::PrivacyBreach | InformationImpact::IntegrityLoss;
    QTest::newRow("nothing") << low << low << QStringList();
    QTest::newRow("two of four") << low << worse
                                 << QStringList{
                                        QStringLiteral("Functional impact: low → high"),
                                        QStringLiteral("Information impact: none → privacy breach and integrity loss")};
    QTest::newRow("answered") << none << low
                              << QStringList{QStringLiteral("Functional impact: not known yet → low"),
                                             QStringLiteral("Information impact: not known yet → none"),
                                             QStringLiteral("Recoverability: not known yet → regular"),
                                             QStringLiteral("Customer-data risk: not known yet → none")};
    QTest::newRow("known no more") << low
                                   << ImpactFindings{FunctionalImpact::Low, InformationImpacts{},
                                                     Recoverability::Regular, std::nullopt}
                                   << QStringList{QStringLiteral("Customer-data risk: none → not known yet")};
}

void TestAssessment::changesFieldByField()
{
    QFETCH(ImpactFindings, before);
    QFETCH(ImpactFindings, after);
    QTEST(findingChanges(before, after), "changes");
}

QTEST_GUILESS_MAIN(TestAssessment)
#include "tst_assessment.moc"
