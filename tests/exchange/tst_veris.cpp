#include "models/exchange/verisparser.h"
#include "tests/exchange/verisfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;
using namespace tocsin::veristest;

class TestVeris : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldShapeIsMapped();
    void newShapeIsMapped();
    void whatIsNotMappedIsKept();
    void idsAreTheSameInAnyCase();
    void refused_data();
    void refused();
    void dates_data();
    void dates();
    void detectedAt_data();
    void detectedAt();
    void notifiedBeforeItHappened();
    void spans_data();
    void spans();
    void counts();
    void titles_data();
    void titles();
    void hostileText();
    void wrongTypesAreKept_data();
    void wrongTypesAreKept();
    void lossIsNamed();
    void remarksEnd();
};

void TestVeris::oldShapeIsMapped()
{
    const auto parsed = parseVeris(bytes(oldShape()), kFile);
    QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().userText));
    QCOMPARE(parsed->id, u"ab12-cd"_s);
    QCOMPARE(parsed->idGiven, u"AB12-CD"_s);
    QCOMPARE(parsed->title, u"Backup tapes went missing on the way to the vault"_s);
    QCOMPARE(parsed->victim, u"Exemplar Freight"_s);
    QCOMPARE(parsed->schemaVersion, u"1.2.1"_s);
    QCOMPARE(parsed->status, u"Confirmed"_s);
    QCOMPARE(parsed->detection, DetectionSource::CustomerReport);
    QVERIFY(parsed->detectionReason.contains(u"Ext - customer"));
    QCOMPARE(parsed->incident.text(), u"2012-05-04"_s);
    QCOMPARE(parsed->detectedMs, 1336089600000);
    QCOMPARE(parsed->detectedReason, u"timeline.incident"_s);
    QCOMPARE(parsed->timeline.size(), 2);
    QCOMPARE(parsed->timeline.at(0).atMs, 1336089600000);
    QCOMPARE(parsed->timeline.at(0).precision, u"day"_s);
    QCOMPARE(parsed->timeline.at(0).text,
             u"Incident began (2012-05-04); discovered after 5 months; contained after hours, number not given."_s);
    QCOMPARE(parsed->timeline.at(1).kind, VerisTimelineEntry::Kind::Notification);
    QCOMPARE(parsed->timeline.at(1).atMs, 1338508800000);
    QCOMPARE(parsed->suggestions.size(), 2);
    QVERIFY(parsed->suggestions.at(0).startsWith(u"customer-data risk confirmed: "_s));
    QVERIFY(parsed->suggestions.at(1).startsWith(u"information impact privacy breach and proprietary breach: "_s));
    QCOMPARE(parsed->counts.records, 100);
    QCOMPARE(parsed->counts.secondaryVictims, 3);
    QCOMPARE(parsed->counts.secondaryNames, QStringList({u"One"_s, u"Two"_s}));
}

void TestVeris::newShapeIsMapped()
{
    const auto parsed = parseVeris(R"({
        "incident_id": "00aa-bb", "schema_version": "1.4.1", "summary": "Phish.", "confidence": "High",
        "action": {"malware": {"variety": ["Ransomware"]}, "hacking": {"variety": ["Unknown"]}},
        "attribute": {"confidentiality": {"data": [{"variety": "Medical"}], "data_disclosure": "Yes",
                      "data_victim": ["Employee", "Customer"]}, "integrity": {"variety": ["Modify data"]}},
        "discovery_method": {"internal": {"variety": ["Log review"]}},
        "plus": {"created": "2021-09-02T18:13:23.814Z", "event_chain": [{"action": "hak"}, {"action": "mal"}]},
        "timeline": {"incident": {"year": 2020}},
        "victim": {"country": ["XX"], "region": ["019021"], "victim_id": "Exemplar Clinic"}})",
                                   kFile);
    QVERIFY(parsed);
    QCOMPARE(parsed->title, u"Ransomware, Exemplar Clinic, 2020"_s);
    QCOMPARE(parsed->detection, DetectionSource::MonitoringAnomaly);
    QCOMPARE(parsed->suggestions,
             QStringList({u"customer-data risk confirmed: data_disclosure is \"Yes\" and the data was customers'"_s,
                          u"information impact privacy breach and integrity loss: medical data disclosed, integrity: "
                          "modify data"_s}));
    QVERIFY(parsed->timeline.isEmpty());
    QCOMPARE(parsed->detectedMs, 1630606403814);
    QCOMPARE(parsed->detectedReason, u"plus.created"_s);
    QCOMPARE(parsed->unmapped.value("plus"_L1).toObject().value("event_chain"_L1).toArray().size(), 2);
    QVERIFY(!parsed->counts.records);
}

void TestVeris::whatIsNotMappedIsKept()
{
    const QJsonObject given = with(oldShape(), u"plus.odd"_s, json(R"({"a": [1, null, {"b": false}], "": 2.5})"));
    const auto parsed = parseVeris(bytes(given), kFile);
    QVERIFY(parsed);
    QJsonObject expected = given;
    for (const auto &path : {u"summary"_s, u"security_incident"_s, u"victim.victim_id"_s})
        expected = with(expected, path, QJsonValue(QJsonValue::Undefined));
    // Nothing else is left of these two objects, so they go whole.
    expected.remove("timeline"_L1);
    expected = with(expected, u"plus.timeline"_s, QJsonValue(QJsonValue::Undefined));
    QCOMPARE(parsed->unmapped, expected);
    QVERIFY(parsed->unmapped.value("attribute"_L1).toObject().contains(" confidentiality"_L1));
    QCOMPARE(parsed->unmapped.value("incident_id"_L1).toString(), u"AB12-CD"_s); // its case was changed
}

void TestVeris::idsAreTheSameInAnyCase()
{
    const auto upper = parseVeris(bytes(with(oldShape(), u"incident_id"_s, u"0E30-FFAA"_s)), kFile);
    const auto lower = parseVeris(bytes(with(oldShape(), u"incident_id"_s, u" 0e30-ffaa "_s)), kFile);
    QVERIFY(upper && lower);
    QCOMPARE(upper->id, lower->id);
}

void TestVeris::refused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("says");
    const QByteArray whole = bytes(oldShape());
    const auto row = [](const char *name, const QByteArray &text, const QString &field, const QString &says) {
        QTest::newRow(name) << text << field << says;
    };
    row("empty", "", {}, u"empty"_s);
    row("blank", " \n ", {}, u"empty"_s);
    row("not JSON", "PK\x03\x04", {}, u"not JSON, see line 1, column"_s);
    row("cut off", whole.first(whole.size() / 2), {}, u"not JSON"_s);
    row("two documents", whole + whole, {}, u"not JSON"_s);
    row("broken on line 3", "{\n\"a\": 1,\n oops}", {}, u"line 3"_s);
    row("a number", "12", {}, u"not JSON"_s);
    row("a list of incidents", "[" + whole + "," + whole + "]", {}, u"list of 2"_s);
    row("UTF-16", QByteArray("\xFF\xFE{\0}\0", 6), {}, u"UTF-16"_s);
    row("NUL byte", QByteArray(whole).replace("Exemplar", QByteArray("Ex\0mplar", 8)), {}, u"NUL"_s);
    row("NUL after the end", whole + QByteArray(1, '\0'), {}, u"NUL"_s);
    row("broken UTF-8", QByteArray(whole).replace("Exemplar", "Ex\xC3mplar"), {}, u"not JSON"_s);
    row("too large", QByteArray(kVerisMaxBytes + 1, ' '), {}, u"more than"_s);
    row("too deep", QByteArray(100'000, '['), {}, u"deep"_s);
    row("too deep, balanced", "{\"incident_id\":" + QByteArray(65, '[') + QByteArray(65, ']') + "}", {}, u"deep"_s);
    row("no id", bytes(with(oldShape(), u"incident_id"_s, QJsonValue(QJsonValue::Undefined))), u"incident_id"_s,
        u"missing"_s);
    row("id a number", bytes(with(oldShape(), u"incident_id"_s, 7)), u"incident_id"_s, u"a number"_s);
    row("id empty", bytes(with(oldShape(), u"incident_id"_s, u"  "_s)), u"incident_id"_s, u"empty"_s);
    row("id too long", bytes(with(oldShape(), u"incident_id"_s, QString(201, u'x'))), u"incident_id"_s, u"longer"_s);
    row("id with NUL", bytes(with(oldShape(), u"incident_id"_s, u"a"_s + QChar(u'\0'))), u"incident_id"_s,
        u"control"_s);
    row("id alone", R"({"incident_id": "x"})", {}, u"nothing else"_s);
    row("another format", R"({"Event": {"uuid": "x"}})", u"incident_id"_s, u"not a VERIS incident"_s);
}

void TestVeris::refused()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, field);
    QFETCH(QString, says);
    const auto parsed = parseVeris(json, kFile);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::Invalid);
    QCOMPARE(parsed.error().field, field);
    QVERIFY2(parsed.error().userText.startsWith(kFile), qPrintable(parsed.error().userText));
    QVERIFY2(parsed.error().userText.contains(says), qPrintable(parsed.error().userText));
}

void TestVeris::dates_data()
{
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("remarkOn"); // empty: no remark, and nothing kept
    const auto row = [](const char *name, const QByteArray &date, const QString &text, const QString &remarkOn) {
        QTest::newRow(name) << date << text << remarkOn;
    };
    row("year", R"({"year": 2010})", u"2010"_s, {});
    row("month", R"({"year": 2010, "month": 2})", u"2010-02"_s, {});
    row("day", R"({"year": 2012, "month": 2, "day": 29})", u"2012-02-29"_s, {});
    row("written as 4.0", R"({"year": 2010, "month": 5, "day": 4.0})", u"2010-05-04"_s, {});
    row("31 November", R"({"year": 2007, "month": 11, "day": 31})", u"2007"_s, u"day"_s);
    row("31 April", R"({"year": 2009, "month": 4, "day": 31})", u"2009"_s, u"day"_s);
    row("29 February of no leap year", R"({"year": 2010, "month": 2, "day": 29})", u"2010"_s, u"day"_s);
    row("day 0", R"({"year": 2010, "month": 2, "day": 0})", u"2010-02"_s, u"day"_s);
    row("day 32", R"({"year": 2010, "month": 1, "day": 32})", u"2010-01"_s, u"day"_s);
    row("month 13", R"({"year": 2010, "month": 13, "day": 1})", u"2010"_s, u"month"_s);
    row("day without month", R"({"year": 2010, "day": 3})", u"2010"_s, u"day"_s);
    row("no year", R"({"month": 3, "day": 3})", {}, u"year"_s);
    row("year 0", R"({"year": 0})", {}, u"year"_s);
    row("year 99999", R"({"year": 99999})", {}, u"year"_s);
    row("year 1e300", R"({"year": 1e300})", {}, u"year"_s);
    row("year -2010", R"({"year": -2010})", {}, u"year"_s);
    row("year 2010.5", R"({"year": 2010.5})", {}, u"year"_s);
    row("year as text", R"({"year": "2010"})", {}, u"year"_s);
    row("year null", R"({"year": null})", {}, u"year"_s);
    row("month a list", R"({"year": 2010, "month": [1]})", u"2010"_s, u"month"_s);
}

void TestVeris::dates()
{
    QFETCH(QByteArray, date);
    QFETCH(QString, text);
    QFETCH(QString, remarkOn);
    const auto parsed = parseVeris(bytes(with(oldShape(), u"timeline.incident"_s, json(date))), kFile);
    QVERIFY(parsed);
    QCOMPARE(parsed->incident.text(), text);
    const bool kept = parsed->unmapped.value("timeline"_L1).toObject().contains("incident"_L1);
    QCOMPARE(kept, !remarkOn.isEmpty());
    if (kept) {
        QVERIFY(remarked(*parsed, u"timeline.incident."_s + remarkOn));
        QCOMPARE(parsed->unmapped.value("timeline"_L1).toObject().value("incident"_L1), json(date));
    }
    for (const auto &entry : parsed->timeline)
        QVERIFY(entry.kind == VerisTimelineEntry::Kind::Notification || text.size() == 10);
}

void TestVeris::detectedAt_data()
{
    QTest::addColumn<QByteArray>("incident");
    QTest::addColumn<QByteArray>("created");
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("precision");
    QTest::newRow("full day") << QByteArray(R"({"year":2012,"month":5,"day":4})")
                              << QByteArray("\"2013-04-12T22:29:56Z\"") << qint64(1336089600000) << u"day"_s;
    QTest::newRow("24 h time") << QByteArray(R"({"year":2012,"month":5,"day":4,"time":"16:20"})") << QByteArray("null")
                               << qint64(1336148400000) << u"minute"_s;
    QTest::newRow("AM/PM time") << QByteArray(R"({"year":2012,"month":5,"day":4,"time":"04:20:00 PM"})")
                                << QByteArray("null") << qint64(1336148400000) << u"minute"_s;
    QTest::newRow("no such time") << QByteArray(R"({"year":2012,"month":5,"day":4,"time":"25:20"})")
                                  << QByteArray("null") << qint64(1336089600000) << u"day"_s;
    QTest::newRow("month only") << QByteArray(R"({"year":2012,"month":5})") << QByteArray("\"2013-04-12T22:29:56Z\"")
                                << qint64(1365805796000) << QString();
    QTest::newRow("offset") << QByteArray(R"({"year":2012})") << QByteArray("\"2013-04-12T22:29:56+02:00\"")
                            << qint64(1365798596000) << QString();
    QTest::newRow("no zone") << QByteArray(R"({"year":2012})") << QByteArray("\"2013-04-12T22:29:56\"") << qint64(0)
                             << QString();
    QTest::newRow("no instant") << QByteArray(R"({"year":2012})") << QByteArray("\"yesterday\"") << qint64(0)
                                << QString();
    QTest::newRow("nothing") << QByteArray("{}") << QByteArray("null") << qint64(0) << QString();
    QTest::newRow("before 1970") << QByteArray(R"({"year":1965,"month":5,"day":4})") << QByteArray("null") << qint64(0)
                                 << QString();
}

void TestVeris::detectedAt()
{
    QFETCH(QByteArray, incident);
    QFETCH(QByteArray, created);
    QFETCH(qint64, ms);
    QFETCH(QString, precision);
    const QJsonObject given =
        with(with(oldShape(), u"timeline.incident"_s, json(incident)), u"plus.created"_s, json(created));
    const auto parsed = parseVeris(bytes(with(given, u"plus.timeline"_s, QJsonValue(QJsonValue::Undefined))), kFile);
    QVERIFY(parsed);
    QCOMPARE(parsed->detectedMs, ms);
    QCOMPARE(parsed->timeline.isEmpty() ? QString() : parsed->timeline.first().precision, precision);
    QCOMPARE(remarked(*parsed, u"timeline.incident"_s), precision.isEmpty());
}

void TestVeris::notifiedBeforeItHappened()
{
    const auto on = [](const QByteArray &notification) {
        return parseVeris(bytes(with(oldShape(), u"plus.timeline.notification"_s, json(notification))), kFile);
    };
    const auto earlier = on(R"({"year": 2012, "month": 5, "day": 3})");
    QVERIFY(earlier);
    QVERIFY(remarked(*earlier, u"plus.timeline.notification"_s));
    QCOMPARE(earlier->timeline.size(), 2);
    QVERIFY(remarked(*on(R"({"year": 2011})"), u"plus.timeline.notification"_s));
    QVERIFY(!remarked(*on(R"({"year": 2012})"), u"plus.timeline.notification"_s)); // cannot be known
    QVERIFY(!remarked(*on(R"({"year": 2012, "month": 5, "day": 4})"), u"plus.timeline.notification"_s));
    QVERIFY(!remarked(*on("{}"), u"plus.timeline.notification"_s));
}

void TestVeris::spans_data()
{
    QTest::addColumn<QByteArray>("span");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("kept");
    const auto row = [](const char *name, const QByteArray &span, const QString &text, bool kept) {
        QTest::newRow(name) << span << text << kept;
    };
    row("whole", R"({"unit": "Months", "value": 5})", u"5 months"_s, false);
    row("one", R"({"unit": "Days", "value": 1})", u"1 day"_s, false);
    row("half", R"({"unit": "Hours", "value": 2.5})", u"2.5 hours"_s, false);
    row("unit alone", R"({"unit": "Weeks"})", u"weeks, number not given"_s, false);
    row("never", R"({"unit": "Never"})", u"never"_s, false);
    row("not applicable", R"({"unit": "NA"})", u"does not apply"_s, false);
    row("unknown", R"({"unit": "Unknown"})", u"not known"_s, false);
    row("lower case", R"({"unit": "months", "value": 5})", u"5 months"_s, true);
    row("another unit", R"({"unit": "Fortnights", "value": 1})", QString(), true);
    row("no unit", R"({"value": 1})", QString(), true);
    row("negative", R"({"unit": "Days", "value": -1})", u"days, number not given"_s, true);
    row("huge", R"({"unit": "Days", "value": 1e300})", u"days, number not given"_s, true);
    row("text", R"({"unit": "Days", "value": "3"})", u"days, number not given"_s, true);
    row("extra key", R"({"unit": "Days", "value": 3, "note": "about"})", u"3 days"_s, true);
    row("a list", R"([1])", QString(), true);
}

void TestVeris::spans()
{
    QFETCH(QByteArray, span);
    QFETCH(QString, text);
    QFETCH(bool, kept);
    const auto parsed = parseVeris(bytes(with(oldShape(), u"timeline.exfiltration"_s, json(span))), kFile);
    QVERIFY(parsed);
    QCOMPARE(parsed->exfiltration.text(), text);
    QCOMPARE(parsed->unmapped.value("timeline"_L1).toObject().contains("exfiltration"_L1), kept);
}

void TestVeris::counts()
{
    const auto total = [](const QJsonValue &value) {
        return parseVeris(bytes(with(oldShape(), u"attribute.confidentiality.data_total"_s, value)), kFile);
    };
    QCOMPARE(total(99)->counts.records, 99);
    QVERIFY(remarked(*total(99), u"attribute.confidentiality.data_total"_s)); // the amounts say 100
    QVERIFY(!remarked(*total(100), u"attribute.confidentiality.data_total"_s));
    QCOMPARE(total(QJsonValue(QJsonValue::Undefined))->counts.records, 70); // never a sum: people may be in both
    QCOMPARE(total(146'693'665.0)->counts.records, 146'693'665);
    for (const QJsonValue &bad : {QJsonValue(-1), QJsonValue(1.5), QJsonValue(1e300), QJsonValue(u"100"_s)}) {
        const auto parsed = total(bad);
        QVERIFY(parsed);
        QCOMPARE(parsed->counts.records, 70);
        QVERIFY(remarked(*parsed, u"attribute.confidentiality.data_total"_s));
    }
    const auto secondary = parseVeris(bytes(with(oldShape(), u"victim.secondary.amount"_s, 1)), kFile);
    QVERIFY(remarked(*secondary, u"victim.secondary.amount"_s));
}

void TestVeris::titles_data()
{
    QTest::addColumn<QString>("summary");
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QString>("victim");
    QTest::addColumn<QString>("title");
    const QByteArray phish = R"({"social": {"variety": ["Phishing"]}})";
    QTest::newRow("sentence") << u"A mailbox was read by a stranger. Much more."_s << phish << u"Exemplar"_s
                              << u"A mailbox was read by a stranger"_s;
    QTest::newRow("quotation") << u"\"Dear members of the community, we write to you."_s << phish << u"Exemplar"_s
                               << u"Phishing, Exemplar, 2012"_s;
    QTest::newRow("endless sentence") << u"word "_s.repeated(200) << phish << u"Exemplar"_s
                                      << u"Phishing, Exemplar, 2012"_s;
    QTest::newRow("no summary") << QString() << phish << u"Exemplar"_s << u"Phishing, Exemplar, 2012"_s;
    QTest::newRow("no victim") << QString() << phish << QString() << u"Phishing, 2012"_s;
    QTest::newRow("no action") << QString() << QByteArray("{}") << u"Exemplar"_s << u"Incident at Exemplar, 2012"_s;
    QTest::newRow("variety unknown") << QString() << QByteArray(R"({"hacking": {"variety": ["Unknown"]}})")
                                     << u"Exemplar"_s << u"Hacking, Exemplar, 2012"_s;
    QTest::newRow("error") << QString() << QByteArray(R"({"error": {"variety": ["Misdelivery"]}})") << u"Exemplar"_s
                           << u"Error: Misdelivery, Exemplar, 2012"_s;
    QTest::newRow("nothing") << QString() << QByteArray("{}") << QString() << u"VERIS AB12-CD"_s;
    QTest::newRow("placeholders in names") << QString() << phish << u"%1 %2 %3"_s << u"Phishing, %1 %2 %3, 2012"_s;
    QTest::newRow("wrong types") << QString() << QByteArray(R"({"hacking": [1], "error": 4})") << u"Exemplar"_s
                                 << u"Hacking, Exemplar, 2012"_s;
}

void TestVeris::titles()
{
    QFETCH(QString, summary);
    QFETCH(QByteArray, action);
    QFETCH(QString, victim);
    QFETCH(QString, title);
    QJsonObject given = with(with(oldShape(), u"summary"_s, summary), u"action"_s, json(action));
    const auto parsed = parseVeris(bytes(with(given, u"victim.victim_id"_s, victim)), kFile);
    QVERIFY(parsed);
    QCOMPARE(parsed->title, title);
    QVERIFY(parsed->title.size() <= 160);
}

void TestVeris::hostileText()
{
    const QString summary = u"Someone sent\u202E files\nto "_s + QChar(u'\0') + u"a stranger\x1b[2J in error today."_s;
    const auto parsed = parseVeris(bytes(with(oldShape(), u"summary"_s, summary)), kFile);
    QVERIFY(parsed);
    QCOMPARE(parsed->title, u"Someone sent files to a stranger[2J in error today"_s);
    QVERIFY(!parsed->description.contains(QChar(u'\0')));
    QVERIFY(remarked(*parsed, u"summary"_s));
    QCOMPARE(parsed->unmapped.value("summary"_L1).toString(), summary);

    const QString giant(1'000'000, u'x');
    const auto large = parseVeris(bytes(with(oldShape(), u"summary"_s, giant)), kFile);
    QVERIFY(large);
    QCOMPARE(large->description.size(), 20'000);
    QCOMPARE(large->unmapped.value("summary"_L1).toString().size(), giant.size());

    const auto marked = parseVeris("\xEF\xBB\xBF" + bytes(oldShape()), kFile);
    QVERIFY(marked);
    QVERIFY(remarked(*marked, u"file"_s));
}

void TestVeris::wrongTypesAreKept_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path :
         {"timeline", "timeline.incident", "timeline.discovery", "plus", "plus.timeline", "plus.timeline.notification",
          "plus.created", "attribute", "action", "victim", "victim.victim_id", "summary", "schema_version",
          "security_incident", "discovery_method", "victim.secondary.amount"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void TestVeris::wrongTypesAreKept()
{
    QFETCH(QString, path);
    for (const QJsonValue &odd : {QJsonValue(true), QJsonValue(QJsonArray{7, 8}), QJsonValue(QJsonValue::Null)}) {
        const auto parsed = parseVeris(bytes(with(oldShape(), path, odd)), kFile);
        QVERIFY(parsed);
        QJsonValue kept = parsed->unmapped;
        for (const QString &step : path.split(u'.'))
            kept = kept.toObject().value(step);
        QCOMPARE(kept, odd);
        QVERIFY2(remarked(*parsed, path), qPrintable(parsed->remarks.join(u'\n')));
    }
}

void TestVeris::lossIsNamed()
{
    QByteArray text = bytes(oldShape());
    text.replace("\"schema_version\"",
                 "\"big\": 123456789012345678901234567890, \"source_id\": \"first\", \"schema_version\"");
    const auto parsed = parseVeris(text, kFile);
    QVERIFY(parsed);
    QVERIFY(remarked(*parsed, u"source_id"_s));
    QVERIFY(parsed->remarks.join(u'\n').contains(u"123456789012345678901234567890"));
    QVERIFY(parsed->isInexact);
    QVERIFY(!parseVeris(bytes(oldShape()), kFile)->isInexact);
}

void TestVeris::remarksEnd()
{
    QJsonArray data;
    for (int i = 0; i < 5000; ++i)
        data.append(QJsonObject{{u"amount"_s, -1}});
    const auto parsed = parseVeris(bytes(with(oldShape(), u"attribute.confidentiality.data"_s, data)), kFile);
    QVERIFY(parsed);
    QVERIFY(parsed->remarks.size() <= 101);
    QVERIFY(parsed->remarks.last().contains(u"more remarks"));
}

QTEST_MAIN(TestVeris)
#include "tst_veris.moc"
