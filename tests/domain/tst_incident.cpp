#include "models/domain/incident.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = 1'800'000'000'000;

NewIncident complete()
{
    NewIncident i;
    i.title = u"Odd log-ins at the portal"_s;
    i.source = DetectionSource::CustomerReport;
    i.reportedBy = u"Mira Holt, Alder Works"_s;
    i.detectedMs = kNow - 60'000;
    return i;
}

} // namespace

/** Recording an incident (P1.2) and its reference. */
class TestIncident : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySourceIsTaken();
    void recording_data();
    void recording();
    void references_data();
    void references();
    void referencesRoundTrip();
};

void TestIncident::everySourceIsTaken()
{
    for (const auto &e : enumTable<DetectionSource>()) {
        for (const bool exercise : {false, true}) { // P2.8: whatever the source
            NewIncident i = complete();
            i.source = e.value;
            i.exercise = exercise;
            QVERIFY2(checkNewIncident(i, kNow), e.code);
        }
    }
}

void TestIncident::recording_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<qsizetype>("descriptionSize");
    QTest::addColumn<QString>("reportedBy");
    QTest::addColumn<qint64>("detected");
    QTest::addColumn<QString>("field"); // empty: taken
    const QString t = u"Odd log-ins"_s;
    const QString who = u"the desk"_s;
    const auto row = [](const char *name, const QString &title, qsizetype size, const QString &by, qint64 at,
                        const char *field) {
        QTest::newRow(name) << title << size << by << at << QString::fromLatin1(field);
    };
    row("complete", t, 10, who, kNow - 1, "");
    row("detected at this very millisecond", t, 10, who, kNow, "");
    row("detected years ago", t, 10, who, 1, "");
    row("detected 1 ms from now", t, 10, who, kNow + 1, "detected");
    row("detected at no time", t, 10, who, 0, "detected");
    row("no title", QString(), 10, who, kNow, "title");
    row("a blank title", u" \t "_s, 10, who, kNow, "title");
    row("title of 200", QString(200, u'x'), 10, who, kNow, "");
    row("title of 201", QString(201, u'x'), 10, who, kNow, "title");
    row("title of two lines", u"a\nb"_s, 10, who, kNow, "title");
    row("nothing seen but the title", t, 0, who, kNow, "");
    row("description of 20,000", t, 20'000, who, kNow, "");
    row("description of 20,001", t, 20'001, who, kNow, "description");
    row("reported by nobody", t, 10, u" "_s, kNow, "reportedBy");
}

void TestIncident::recording()
{
    QFETCH(QString, title);
    QFETCH(qsizetype, descriptionSize);
    QFETCH(QString, reportedBy);
    QFETCH(qint64, detected);
    QFETCH(QString, field);
    NewIncident i = complete();
    i.title = title;
    i.description = QString(descriptionSize, u'd');
    i.reportedBy = reportedBy;
    i.detectedMs = detected;
    const auto checked = checkNewIncident(i, kNow);
    QCOMPARE(checked.has_value(), field.isEmpty());
    if (!checked) {
        QCOMPARE(checked.error().field, field);
        QVERIFY(checked.error().kind == ErrorKind::Invalid);
    }
}

void TestIncident::references_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("number");
    QTest::newRow("as shown") << u"INC-0421"_s << qint64(421);
    QTest::newRow("lower case, blank") << u" inc 421 "_s << qint64(421);
    QTest::newRow("number") << u"421"_s << qint64(421);
    QTest::newRow("zeros") << u"0000421"_s << qint64(421);
    QTest::newRow("long") << u"INC-100000"_s << qint64(100'000);
    QTest::newRow("zero") << u"INC-0"_s << qint64(0);
    QTest::newRow("empty") << QString() << qint64(0);
    QTest::newRow("word") << u"incident"_s << qint64(0);
    QTest::newRow("negative") << u"-5"_s << qint64(0);
    QTest::newRow("with a tail") << u"INC-42x"_s << qint64(0);
    QTest::newRow("too long for a key") << u"9999999999999999999999"_s << qint64(0);
    QTest::newRow("other digits") << u"٤٢"_s << qint64(0);
}

void TestIncident::references()
{
    QFETCH(QString, text);
    QFETCH(qint64, number);
    QCOMPARE(incidentNumber(text), number);
}

void TestIncident::referencesRoundTrip()
{
    QCOMPARE(incidentReference(7), u"INC-0007"_s);
    for (const qint64 n : {1, 42, 9999, 10'000, 123'456'789})
        QCOMPARE(incidentNumber(incidentReference(n)), n);
}

QTEST_GUILESS_MAIN(TestIncident)
#include "tst_incident.moc"
