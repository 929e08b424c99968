#include "models/domain/clock.h"
#include "models/domain/rescission.h"

#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** Taking a declaration back, and the question why none was made (P6.3, P6.5). */
class TestRescission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request_data();
    void request();
    void decision_data();
    void decision();
    void derivesAnew_data();
    void derivesAnew();
    void asksWhy_data();
    void asksWhy();
    void answer_data();
    void answer();
};

void TestRescission::request_data()
{
    QTest::addColumn<RescissionFacts>("facts");
    QTest::addColumn<bool>("allowed");
    QTest::addColumn<QString>("field");
    QTest::newRow("whole") << RescissionFacts{true, false, false, 1, u"r"_s} << true << QString();
    QTest::newRow("not declared") << RescissionFacts{false, false, false, 1, u"r"_s} << false << QString();
    QTest::newRow("asked already") << RescissionFacts{true, true, false, 1, u"r"_s} << false << QString();
    QTest::newRow("ended") << RescissionFacts{true, false, true, 1, u"r"_s} << false << QString();
    QTest::newRow("no reason") << RescissionFacts{true, false, false, 1, u" "_s} << false << u"reason"_s;
    QTest::newRow("no evidence") << RescissionFacts{true, false, false, 0, u"r"_s} << false << u"citations"_s;
}

void TestRescission::request()
{
    QFETCH(RescissionFacts, facts);
    QFETCH(bool, allowed);
    QFETCH(QString, field);
    const auto checked = checkRescission(facts);
    QCOMPARE(checked.has_value(), allowed);
    if (!allowed)
        QCOMPARE(checked.error().field, field);
}

void TestRescission::decision_data()
{
    QTest::addColumn<int>("decision");
    QTest::addColumn<bool>("pending");
    QTest::addColumn<bool>("samePerson");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("allowed");
    for (const auto &e : enumTable<RescissionDecision>())
        for (const bool pending : {true, false})
            for (const bool same : {true, false})
                for (const QString &words : {u"w"_s, u"  "_s}) {
                    // Two people, but for the one who takes it back.
                    const bool allowed =
                        pending && !words.trimmed().isEmpty() && (!same || e.value == RescissionDecision::TakenBack);
                    QTest::addRow("%s %d %d %s", e.code, pending, same, qPrintable(words))
                        << static_cast<int>(e.value) << pending << same << words << allowed;
                }
}

void TestRescission::decision()
{
    QFETCH(int, decision);
    QFETCH(bool, pending);
    QFETCH(bool, samePerson);
    QFETCH(QString, words);
    QFETCH(bool, allowed);
    QCOMPARE(
        checkRescissionDecision({static_cast<RescissionDecision>(decision), pending, samePerson, words}).has_value(),
        allowed);
}

void TestRescission::derivesAnew_data()
{
    QTest::addColumn<bool>("byHand");
    QTest::addColumn<Severity>("now");
    QTest::addColumn<Severity>("derived");
    QTest::addColumn<CustomerDataRisk>("risk");
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<Priority>("priority");
    using enum CustomerDataRisk;
    QTest::newRow("raised by the declaration alone")
        << false << Severity::High << Severity::Low << None << Severity::Low << Priority::P4;
    QTest::newRow("high by itself") << false << Severity::High << Severity::High << None << Severity::High
                                    << Priority::P2;
    QTest::newRow("worked around the clock")
        << false << Severity::High << Severity::High << Confirmed << Severity::High << Priority::P1;
    QTest::newRow("critical") << false << Severity::Critical << Severity::Critical << None << Severity::Critical
                              << Priority::P1;
    QTest::newRow("by hand") << true << Severity::High << Severity::Low << None << Severity::High << Priority::P2;
}

void TestRescission::derivesAnew()
{
    QFETCH(bool, byHand);
    QFETCH(Severity, now);
    QFETCH(Severity, derived);
    QFETCH(CustomerDataRisk, risk);
    Incident i;
    i.declarationId = 1;
    i.severity = now;
    i.overridden = byHand;
    AssessmentRow last;
    last.findings = {FunctionalImpact::Low, InformationImpacts{}, Recoverability::Regular, risk};
    last.derivedSeverity = derived;
    const UndeclaredValues v = undeclaredValues(i, Outcome::SecurityIncident, &last);
    QCOMPARE(v.outcome, Outcome::SecurityIncident);
    QTEST(*v.severity, "severity");
    QTEST(*v.priority, "priority");
    QCOMPARE(v.overridden, byHand);
    QVERIFY(!v.provisional);
    last.findings.functional.reset();
    QCOMPARE(undeclaredValues(i, Outcome::NotClassified, &last).provisional, !byHand);
    const UndeclaredValues never = undeclaredValues(i, Outcome::NotClassified, nullptr);
    QVERIFY(!never.severity && !never.priority);
}

void TestRescission::asksWhy_data()
{
    QTest::addColumn<DelayFacts>("facts");
    QTest::addColumn<qint64>("from");
    const qint64 aware = 1000 * kHourMs, day = 24 * kHourMs;
    QTest::newRow("not aware") << DelayFacts{} << qint64{0};
    QTest::newRow("aware") << DelayFacts{false, false, aware, 0, 0} << aware + day;
    QTest::newRow("declared") << DelayFacts{true, false, aware, 0, 0} << qint64{0};
    QTest::newRow("ended") << DelayFacts{false, true, aware, 0, 0} << qint64{0};
    QTest::newRow("answered") << DelayFacts{false, false, aware, 0, aware + 30 * kHourMs} << aware + 30 * kHourMs;
    QTest::newRow("rescinded since") << DelayFacts{false, false, aware, aware + day, 0} << aware + 2 * day;
    QTest::newRow("answered before the rescission")
        << DelayFacts{false, false, aware, aware + 2 * day, aware + day} << aware + 3 * day;
}

void TestRescission::asksWhy()
{
    QFETCH(DelayFacts, facts);
    QTEST(whyNotDeclaredMs(facts), "from");
}

void TestRescission::answer_data()
{
    QTest::addColumn<qint64>("asksFrom");
    QTest::addColumn<bool>("declared");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<qint64>("review");
    QTest::addColumn<bool>("allowed");
    const qint64 day = 24 * kHourMs;
    QTest::newRow("whole") << qint64{1} << false << u"r"_s << day << true;
    QTest::newRow("at once") << qint64{1} << false << u"r"_s << qint64{0} << false;
    QTest::newRow("later than a day") << qint64{1} << false << u"r"_s << day + 1 << false;
    QTest::newRow("no reason") << qint64{1} << false << u" "_s << kHourMs << false;
    QTest::newRow("not aware") << qint64{0} << false << u"r"_s << kHourMs << false;
    QTest::newRow("declared") << qint64{1} << true << u"r"_s << kHourMs << false;
    QTest::newRow("not asked yet") << 2000 * kHourMs << false << u"r"_s << kHourMs << false;
}

void TestRescission::answer()
{
    QFETCH(qint64, asksFrom);
    QFETCH(bool, declared);
    QFETCH(QString, reason);
    QFETCH(qint64, review);
    const qint64 now = 1000 * kHourMs;
    Incident i;
    i.whyNotDeclaredMs = asksFrom;
    i.declarationId = declared ? 1 : 0;
    QTEST(checkDelayAnswer(i, reason, now + review, now).has_value(), "allowed");
}

QTEST_GUILESS_MAIN(TestRescission)
#include "tst_rescission.moc"
