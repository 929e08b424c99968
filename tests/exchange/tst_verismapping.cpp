#include "models/exchange/verisparser.h"
#include "tests/exchange/verisfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;
using namespace tocsin::veristest;

class TestVerisMapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void discovery_data();
    void discovery();
    void findings_data();
    void findings();
};

void TestVerisMapping::discovery_data()
{
    using enum DetectionSource;
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<DetectionSource>("source");
    const auto row = [](const QByteArray &method, DetectionSource source) {
        QTest::newRow(method.constData()) << method << source;
    };
    row(R"("Ext - customer")", CustomerReport);
    row(R"("ext - Customer")", CustomerReport);
    row(R"("Ext - actor disclosure")", VulnerabilityReport);
    row(R"("Ext - unrelated party")", VulnerabilityReport);
    row(R"("Ext - something new")", VulnerabilityReport);
    row(R"("Int - NIDS")", MonitoringSignature);
    row(R"("Int - security alarm")", MonitoringSignature);
    row(R"("Int - log review")", MonitoringAnomaly);
    row(R"("Int - reported by user")", OperatorEscalation);
    row(R"("Int - unknown")", OperatorEscalation);
    row(R"("Prt - monitoring service")", MonitoringAnomaly);
    row(R"("Unknown")", OperatorEscalation);
    row(R"("Other")", OperatorEscalation);
    row(R"("")", OperatorEscalation);
    row(R"({"external": {"variety": ["Actor disclosure"]}})", VulnerabilityReport);
    row(R"({"external": {"variety": ["Unknown", "Customer"]}})", CustomerReport);
    row(R"({"internal": {"variety": ["Antivirus"]}})", MonitoringSignature);
    row(R"({"internal": {"variety": ["Reported by employee"]}})", OperatorEscalation);
    row(R"({"internal": {"variety": "Hids"}})", MonitoringSignature);
    row(R"({"internal": {"variety": [7, null]}})", OperatorEscalation);
    row(R"({"internal": 3, "external": {"variety": ["Customer"]}})", CustomerReport);
    row(R"({"partner": {"variety": ["Audit"]}})", VulnerabilityReport);
    row(R"({"unknown": true})", OperatorEscalation);
    row(R"({"other": true})", OperatorEscalation);
    row("{}", OperatorEscalation);
    row("17", OperatorEscalation);
    row("[\"Ext - customer\"]", OperatorEscalation);
}

void TestVerisMapping::discovery()
{
    QFETCH(QByteArray, method);
    QFETCH(DetectionSource, source);
    const auto parsed = parseVeris(bytes(with(oldShape(), u"discovery_method"_s, json(method))), kFile);
    QVERIFY(parsed);
    QCOMPARE(parsed->detection, source);
    QVERIFY(!parsed->detectionReason.isEmpty());
    QCOMPARE(parsed->unmapped.value("discovery_method"_L1), json(method)); // the mapping loses detail
}

void TestVerisMapping::findings_data()
{
    QTest::addColumn<QByteArray>("confidentiality");
    QTest::addColumn<QByteArray>("integrity");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("information"); // as the suggestion names it, or "?" for none
    QTest::addColumn<QString>("risk");
    const auto row = [](const char *name, const QByteArray &confidentiality, const QByteArray &integrity,
                        const QString &subject, const QString &information, const QString &risk) {
        QTest::newRow(name) << confidentiality << integrity << subject << information << risk;
    };
    const QByteArray personalYes = R"({"data_disclosure": "Yes", "data": [{"variety": "Personal"}]})";
    const QByteArray personalMaybe = R"({"data_disclosure": "Potentially", "data": [{"variety": "Personal"}]})";
    row("disclosed, customers", personalYes, "{}", u"Customer"_s, u"privacy breach"_s, u"confirmed"_s);
    row("disclosed, not said whose", personalYes, "{}", {}, u"privacy breach"_s, u"suspected"_s);
    row("disclosed, employees", personalYes, "{}", u"Employee"_s, u"privacy breach"_s, u"?"_s);
    row("perhaps disclosed", personalMaybe, "{}", u"Customer"_s, u"?"_s, u"suspected"_s);
    row("perhaps, employees", personalMaybe, "{}", u"Employee"_s, u"?"_s, u"?"_s);
    row("not disclosed", R"({"data_disclosure": "No"})", "{}", {}, u"none"_s, u"none"_s);
    row("not disclosed, altered", R"({"data_disclosure": "No"})", R"({"variety": ["Modify data"]})", {},
        u"integrity loss"_s, u"none"_s);
    row("not disclosed, touched", R"({"data_disclosure": "No"})", R"({"variety": ["Software installation"]})", {},
        u"?"_s, u"none"_s);
    row("unknown", R"({"data_disclosure": "Unknown"})", "{}", u"Customer"_s, u"?"_s, u"?"_s);
    row("nothing said", "{}", "{}", {}, u"?"_s, u"?"_s);
    row("secrets", R"({"data_disclosure": "Yes", "data": [{"variety": "Secrets"}]})", "{}", u"Customer"_s,
        u"proprietary breach"_s, u"confirmed"_s);
    row("credentials are neither", R"({"data_disclosure": "Yes", "data": [{"variety": "Credentials"}]})", "{}",
        u"Customer"_s, u"?"_s, u"confirmed"_s);
    row("wrong types", R"({"data_disclosure": 3, "data": {"variety": "Personal"}})", R"({"variety": 1})", {}, u"?"_s,
        u"?"_s);
}

void TestVerisMapping::findings()
{
    QFETCH(QByteArray, confidentiality);
    QFETCH(QByteArray, integrity);
    QFETCH(QString, subject);
    QFETCH(QString, information);
    QFETCH(QString, risk);
    QJsonObject given = with(oldShape(), u"attribute"_s, QJsonObject{{u"confidentiality"_s, json(confidentiality)}});
    if (integrity != "{}")
        given = with(given, u"attribute.integrity"_s, json(integrity));
    given = with(given, u"plus.attribute.confidentiality.data_subject"_s, subject);
    const auto parsed = parseVeris(bytes(given), kFile);
    QVERIFY(parsed);
    QStringList named, expected;
    for (const QString &suggestion : parsed->suggestions) {
        named << suggestion.section(u':', 0, 0);
        QVERIFY2(suggestion.section(u": "_s, 1).size() > 10, qPrintable(suggestion)); // why
    }
    if (risk != u"?")
        expected << u"customer-data risk "_s + risk;
    if (information != u"?")
        expected << u"information impact "_s + information;
    QCOMPARE(named, expected);
}

QTEST_MAIN(TestVerisMapping)
#include "tst_verismapping.moc"
