#include "models/rules/enisamethod.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** ENISA's method against its published examples, against a second computation, and its file against defects. */
class TestEnisa : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void examples_data();
    void examples();
    void everyCombination();
    void severalClassesTakeTheHighest();
    void whatIsMissing();
    void flagsAreNotCounted();
    void answersAreKept();
    void brokenFiles_data();
    void brokenFiles();

private:
    [[nodiscard]] const EnisaMethod &method() const { return *EnisaMethod::builtIn(); }
};

namespace {

QJsonArray oracle()
{
    QFile file(qEnvironmentVariable("TOCSIN_SOURCE_DIR") + u"/tests/data/risk/enisa_examples.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).array() : QJsonArray();
}

/** The code of the choice of a part that has so many quarters. */
QString codeWith(const EnisaMethod &method, EnisaPart part, int quarters)
{
    for (const auto &c : method.choices(part))
        if (c.points == quarters)
            return c.code;
    return {};
}

} // namespace

void TestEnisa::initTestCase()
{
    QVERIFY2(EnisaMethod::builtIn(), EnisaMethod::builtIn() ? "" : qPrintable(EnisaMethod::builtIn().error().userText));
}

void TestEnisa::examples_data()
{
    QTest::addColumn<QJsonObject>("example");
    const QJsonArray all = oracle();
    QVERIFY(all.size() >= 20);
    for (const QJsonValue &value : all)
        QTest::addRow("%s", qPrintable(value[u"id"_s].toString())) << value.toObject();
}

void TestEnisa::examples()
{
    QFETCH(QJsonObject, example);
    EnisaAnswers a;
    if (example.value(u"kind"_s).toString() == u"dpc_only") {
        const auto dataClass = fromCode<DataClass>(example.value(u"data_class"_s).toString());
        QVERIFY(dataClass);
        QCOMPARE(method().classChoice(*dataClass).points, example.value(u"dpc_base"_s).toInt());
        const int adjustment = example.value(u"adjustment"_s).toInt();
        const auto offered = method().adjustments(*dataClass);
        QVERIFY(std::any_of(offered.begin(), offered.end(), [&](const auto &c) { return c.points == adjustment; }));
        a.classes.insert(*dataClass, adjustment);
        QCOMPARE(method().score(a).dpc, example.value(u"dpc"_s).toInt());
        return;
    }
    const auto quarters = [&example](const QString &key) { return qRound(example.value(key).toDouble() * 4); };
    a.classes.insert(DataClass(example.value(u"dpc"_s).toInt() - 1), 0); // the bases are 1 to 4 in this order
    for (const auto &[part, key] :
         {std::pair(EnisaPart::Identification, u"ei"_s), std::pair(EnisaPart::Confidentiality, u"cb_confidentiality"_s),
          std::pair(EnisaPart::Integrity, u"cb_integrity"_s), std::pair(EnisaPart::Availability, u"cb_availability"_s)})
        a.answers.insert(part, codeWith(method(), part, quarters(key)));
    a.answers.insert(EnisaPart::Intent, example.value(u"malicious"_s).toBool() ? u"yes"_s : u"no"_s);
    const EnisaScore s = method().score(a);
    QVERIFY(s.complete);
    QCOMPARE(s.cbQuarters(), quarters(u"cb"_s));
    QCOMPARE(s.seQuarters(), quarters(u"se"_s));
    QCOMPARE(codeOf(s.band), example.value(u"level"_s).toString());
}

/** All there is to choose for one class, against a sum in sixteenths that shares nothing with the product's. */
void TestEnisa::everyCombination()
{
    const QMap<QString, int> sixteenths = {
        {u"negligible"_s, 4}, {u"limited"_s, 8}, {u"significant"_s, 12}, {u"maximum"_s, 16}};
    const QMap<QString, int> parts = {{u"exposed"_s, 0},
                                      {u"known_recipients"_s, 4},
                                      {u"unknown_recipients"_s, 8},
                                      {u"unused"_s, 0},
                                      {u"recoverable"_s, 4},
                                      {u"lost"_s, 8},
                                      {u"none"_s, 0},
                                      {u"temporary"_s, 4},
                                      {u"full"_s, 8},
                                      {u"no"_s, 0},
                                      {u"yes"_s, 8}};
    const QMap<QString, std::pair<int, QList<int>>> classes = {{u"simple"_s, {1, {0, 1, 2, 3}}},
                                                               {u"behavioural"_s, {2, {-1, 0, 1, 2}}},
                                                               {u"financial"_s, {3, {-2, -1, 0, 1}}},
                                                               {u"sensitive"_s, {4, {-3, -2, -1, 0}}}};
    int tried = 0;
    for (auto c = classes.begin(); c != classes.end(); ++c) {
        const DataClass dataClass = *fromCode<DataClass>(c.key());
        QList<int> offered;
        for (const auto &choice : method().adjustments(dataClass))
            offered << choice.points;
        QCOMPARE(offered, c.value().second);
        for (const int adjustment : offered)
            for (const auto &ei : method().choices(EnisaPart::Identification))
                for (const auto &conf : method().choices(EnisaPart::Confidentiality))
                    for (const auto &integ : method().choices(EnisaPart::Integrity))
                        for (const auto &avail : method().choices(EnisaPart::Availability))
                            for (const auto &intent : method().choices(EnisaPart::Intent)) {
                                const EnisaScore s = method().score({{{dataClass, adjustment}},
                                                                     {{EnisaPart::Identification, ei.code},
                                                                      {EnisaPart::Confidentiality, conf.code},
                                                                      {EnisaPart::Integrity, integ.code},
                                                                      {EnisaPart::Availability, avail.code},
                                                                      {EnisaPart::Intent, intent.code}},
                                                                     false,
                                                                     false});
                                const int dpc = qBound(1, c.value().first + adjustment, 4);
                                const int se = dpc * sixteenths.value(ei.code, -99) + parts.value(conf.code, -99) +
                                               parts.value(integ.code, -99) + parts.value(avail.code, -99) +
                                               parts.value(intent.code, -99);
                                QCOMPARE(s.seQuarters() * 4, se);
                                QCOMPARE(int(s.band), (se >= 32) + (se >= 48) + (se >= 64));
                                QCOMPARE(quartersText(s.seQuarters()), QString::number(se / 16.0, 'f', 2));
                                ++tried;
                            }
    }
    QCOMPARE(tried, 16 * 4 * 27 * 2);
}

void TestEnisa::severalClassesTakeTheHighest()
{
    for (const auto &one : enumTable<DataClass>())
        for (const auto &other : enumTable<DataClass>())
            for (const auto &a : method().adjustments(one.value))
                for (const auto &b : method().adjustments(other.value)) {
                    const EnisaAnswers first{{{one.value, a.points}}, {}, false, false};
                    const EnisaAnswers second{{{other.value, b.points}}, {}, false, false};
                    EnisaAnswers both = first;
                    both.classes.insert(other.value, b.points);
                    const int expected = one.value == other.value
                                             ? method().score(second).dpc
                                             : qMax(method().score(first).dpc, method().score(second).dpc);
                    QCOMPARE(method().score(both).dpc, expected);
                }
    // Out of the scale is brought back into it.
    QCOMPARE(method().score({{{DataClass::Sensitive, 3}}, {}, false, false}).dpc, 4);
    QCOMPARE(method().score({{{DataClass::Simple, -3}}, {}, false, false}).dpc, 1);
}

void TestEnisa::whatIsMissing()
{
    EnisaAnswers a;
    QCOMPARE(method().missing(a).size(), 6);
    QVERIFY(!method().score(a).complete);
    a.classes.insert(DataClass::Simple, 0);
    for (const auto &e : enumTable<EnisaPart>())
        a.answers.insert(e.value, method().choices(e.value).first().code);
    QVERIFY(method().missing(a).isEmpty());
    QVERIFY(method().score(a).complete);
    a.answers.insert(EnisaPart::Intent, u"perhaps"_s);
    QCOMPARE(method().missing(a), QStringList{nameOf(EnisaPart::Intent)});
}

void TestEnisa::flagsAreNotCounted()
{
    EnisaAnswers a{{{DataClass::Financial, 0}}, {{EnisaPart::Identification, u"maximum"_s}}, false, false};
    const EnisaScore without = method().score(a);
    a.manyPeople = a.unintelligible = true;
    QCOMPARE(method().score(a), without);
    for (const QString &code : {u"many_people"_s, u"unintelligible"_s})
        QVERIFY(!method().flag(code).text.isEmpty());
    for (const auto &e : enumTable<RiskBand>())
        QVERIFY(!method().band(e.value).text.isEmpty());
}

void TestEnisa::answersAreKept()
{
    const EnisaAnswers a{
        {{DataClass::Simple, 3}, {DataClass::Sensitive, -2}}, {{EnisaPart::Intent, u"yes"_s}}, true, false};
    QCOMPARE(*answersFromCode(answersCode(a)), a);
    QVERIFY(!answersFromCode(u"nonsense"_s));
}

void TestEnisa::brokenFiles_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("says");
    QTest::newRow("no JSON") << u"{\n"_s << u"}\n"_s << u"enisa.json"_s;
    QTest::newRow("schema") << u"rules/enisa/1"_s << u"rules/enisa/2"_s << u"field schema"_s;
    QTest::newRow("version") << u"\"2026.1\""_s << u"\"\""_s << u"field version"_s;
    QTest::newRow("part") << u"\"intent\""_s << u"\"intend\""_s << u"intend/no, field part"_s;
    QTest::newRow("points") << u"\"points\": 16"_s << u"\"points\": 17"_s << u"band/very_high, field points"_s;
    QTest::newRow("half a point") << u"\"points\": 16"_s << u"\"points\": 15.5"_s << u"band/very_high, field points"_s;
    QTest::newRow("twice") << u"\"limited\""_s << u"\"negligible\""_s << u"identification/negligible, field code"_s;
    QTest::newRow("name") << u"\"name\": \"Very high\""_s << u"\"name\": \" \""_s << u"band/very_high, field name"_s;
    QTest::newRow("a class missing") << u"\"behavioural\",\n      \"points\": 2"_s
                                     << u"\"behaviour\",\n      \"points\": 2"_s << u"class/behavioural"_s;
}

void TestEnisa::brokenFiles()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFile file(u":/rules/enisa.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QString text = QString::fromUtf8(file.readAll());
    QVERIFY2(text.contains(from), "the test changes nothing");
    const auto read = EnisaMethod::fromJson(text.replace(from, to).toUtf8());
    QVERIFY(!read);
    QFETCH(QString, says);
    QVERIFY2(read.error().userText.contains(says), qPrintable(read.error().userText));
}

QTEST_APPLESS_MAIN(TestEnisa)
#include "tst_enisa.moc"
