#include "models/rules/retentionrules.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** P12.2: for how long an incident is kept is data; the first rule that applies says it. */
class TestRetention : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstRuleThatApplies_data();
    void firstRuleThatApplies();
    void countedFromItsEnd();
    void lastAppliesToEverything();
};

void TestRetention::firstRuleThatApplies_data()
{
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("personal");
    QTest::addColumn<bool>("exercise");
    QTest::addColumn<QString>("rule");
    QTest::newRow("false positive") << u"false_positive"_s << u"no"_s << false << u"other"_s;
    QTest::newRow("false positive, not known") << u"false_positive"_s << u"not_known"_s << false << u"other"_s;
    QTest::newRow("security incident") << u"security_incident"_s << u"no"_s << false << u"security_incident"_s;
    QTest::newRow("privacy breach") << u"security_incident"_s << u"yes"_s << false << u"personal_data"_s;
    QTest::newRow("not known yet") << u"security_incident"_s << u"not_known"_s << false << u"personal_data"_s;
    QTest::newRow("CRSI") << u"crsi"_s << u"no"_s << false << u"crsi"_s;
    QTest::newRow("CRSI with personal data") << u"crsi"_s << u"yes"_s << false << u"personal_data"_s;
    QTest::newRow("exercise") << u"crsi"_s << u"yes"_s << true << u"exercise"_s;
}

void TestRetention::firstRuleThatApplies()
{
    QFETCH(QString, outcome);
    QFETCH(QString, personal);
    QFETCH(bool, exercise);
    QFETCH(QString, rule);
    const auto rules = RetentionRules::load();
    QVERIFY2(rules, rules ? "" : qPrintable(rules.error().userText));
    Incident i;
    i.outcome = *fromCode<Outcome>(outcome);
    i.personalData = *fromCode<PersonalData>(personal);
    i.exercise = exercise;
    const RetentionPeriod period = rules->periodOf(i);
    QCOMPARE(period.code, rule);
    QVERIFY(period.years > 0 && !period.because.isEmpty());
    QVERIFY(!period.isPast(std::numeric_limits<qint64>::max())); // it has not ended
}

/** Calendar years in UTC, from the closing, or from the ending of what was never closed. */
void TestRetention::countedFromItsEnd()
{
    const auto at = [](const char *text) {
        QDateTime t = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
        t.setTimeZone(QTimeZone::utc());
        return t.toMSecsSinceEpoch();
    };
    const auto rules = RetentionRules::load();
    QVERIFY(rules);
    Incident i;
    i.outcome = Outcome::FalsePositive;
    i.personalData = PersonalData::No;
    i.endedMs = at("2024-02-29T12:00:00");
    QCOMPARE(rules->periodOf(i).untilMs, at("2025-02-28T12:00:00"));
    QVERIFY(!rules->periodOf(i).isPast(at("2025-02-28T11:59:59")));
    QVERIFY(rules->periodOf(i).isPast(at("2025-02-28T12:00:00")));
    i.closedMs = at("2024-05-01T00:00:00");
    QCOMPARE(rules->periodOf(i).untilMs, at("2025-05-01T00:00:00"));
}

void TestRetention::lastAppliesToEverything()
{
    const QByteArray file = R"({"schema": "tocsin/rules/retention/1", "version": "2026.1", "note": "n", "entries": [
      {"code": "a", "name": "A", "applies": {"exercise": true}, "years": 1, "because": "b"}]})";
    const auto refused = RetentionRules::fromJson(file);
    QVERIFY(!refused);
    QVERIFY(refused.error().userText.contains(u"retention.json, entry 1, field applies"_s));
    const auto twice = RetentionRules::fromJson(QByteArray(file).replace(
        "}]}", "}, {\"code\": \"a\", \"name\": \"A\", \"applies\": {}, \"years\": 1, \"because\": \"b\"}]}"));
    QVERIFY(!twice && twice.error().userText.contains(u"entry 2, field code"_s));
}

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
