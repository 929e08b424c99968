#include "models/exchange/verisparser.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** Real files, where they are at hand, and with --long they have to be; none is part of this project. */
class TestVerisReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFileIsRead();
    void nothingIsLost();
    void faultCasesNeverBreak();
    void mutationsNeverBreak();

private:
    static QList<QByteArray> filesIn(const QString &folder);
    QString m_data;
    QMap<QString, QByteArray> m_files;
};

void TestVerisReal::initTestCase()
{
    m_data = QDir::cleanPath(qEnvironmentVariable("TOCSIN_SOURCE_DIR", u"."_s) + u"/../shared/data"_s);
    if (!QDir(m_data + u"/A-vcdb"_s).exists()) {
        QVERIFY2(!qEnvironmentVariableIsSet("TOCSIN_LONG"), qPrintable(u"There has to be "_s + m_data));
        QSKIP("the real data is not here");
    }
    QDirIterator it(m_data + u"/A-vcdb"_s, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_files.insert(it.fileName(), file.readAll());
    }
    QVERIFY(m_files.size() > 1000);
}

void TestVerisReal::everyFileIsRead()
{
    QSet<QString> ids;
    int impossible = 0;
    int notifiedBefore = 0;
    for (auto it = m_files.cbegin(); it != m_files.cend(); ++it) {
        const auto parsed = parseVeris(it.value(), it.key());
        QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().userText));
        QVERIFY(!parsed->title.isEmpty() && parsed->title.size() <= 160 && !parsed->title.contains(u'\n'));
        QCOMPARE(parsed->id, it.key().chopped(5).toLower());
        ids.insert(parsed->id);
        const QJsonObject date = QJsonDocument::fromJson(it.value()).object()["timeline"_L1]["incident"_L1].toObject();
        const int year = date["year"_L1].toInt();
        const int month = date["month"_L1].toInt();
        const int day = date["day"_L1].toInt();
        const bool exists = month == 0 || day == 0 || QDate::isValid(year, month, day);
        impossible += !exists;
        QCOMPARE(parsed->incident, exists ? (VerisDate{year, month, day, {}}) : (VerisDate{year, 0, 0, {}}));
        QCOMPARE(parsed->remarks.join(u'\n').contains(u": there is no "), !exists);
        notifiedBefore += parsed->notification.isBefore(parsed->incident);
        QCOMPARE(parsed->remarks.join(u'\n').contains(u" is before the incident"),
                 parsed->notification.isBefore(parsed->incident));
        for (const auto &entry : parsed->timeline)
            QVERIFY(entry.atMs > 0 && !entry.text.isEmpty());
    }
    QCOMPARE(ids.size(), m_files.size());
    qInfo("%d files, %d impossible dates, %d notified before it happened", int(m_files.size()), impossible,
          notifiedBefore);
}

/** Every key of `given` is in `kept` unchanged, or its path is one of those that are mapped word for word. */
static QString lost(const QJsonObject &given, const QJsonObject &kept, const QString &path)
{
    static const QStringList mapped{u".incident_id"_s, u".summary"_s, u".security_incident"_s, u".victim.victim_id"_s};
    for (auto it = given.begin(); it != given.end(); ++it) {
        const QString here = path + u'.' + it.key();
        if (kept.value(it.key()) == it.value() || mapped.contains(here) || here.startsWith(u".timeline.") ||
            here.startsWith(u".plus.timeline.notification"))
            continue;
        if (!it.value().isObject())
            return here;
        const QString inner = lost(it.value().toObject(), kept.value(it.key()).toObject(), here);
        if (!inner.isEmpty())
            return inner;
    }
    return {};
}

void TestVerisReal::nothingIsLost()
{
    for (auto it = m_files.cbegin(); it != m_files.cend(); ++it) {
        const auto parsed = parseVeris(it.value(), it.key());
        QVERIFY(parsed);
        const QJsonObject given = QJsonDocument::fromJson(it.value()).object();
        const QString path = lost(given, parsed->unmapped, {});
        QVERIFY2(path.isEmpty(), qPrintable(it.key() + path));
        if (!parsed->unmapped.contains("summary"_L1))
            QCOMPARE(parsed->description, given.value("summary"_L1).toString());
        // A span is in the incident, or it is kept.
        for (const auto &[name, span] :
             {std::pair(u"discovery"_s, parsed->discovery), std::pair(u"containment"_s, parsed->containment),
              std::pair(u"compromise"_s, parsed->compromise), std::pair(u"exfiltration"_s, parsed->exfiltration)})
            if (const auto object = given["timeline"_L1][name].toObject(); !object.isEmpty())
                QVERIFY(span.unit == object["unit"_L1].toString() || parsed->unmapped["timeline"_L1][name] == object);
    }
}

QList<QByteArray> TestVerisReal::filesIn(const QString &folder)
{
    QList<QByteArray> found;
    QDirIterator it(folder, {u"*.json"_s, u"*.JSON"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly))
            found << file.readAll();
    }
    return found;
}

void TestVerisReal::faultCasesNeverBreak()
{
    const QList<QByteArray> cases = filesIn(m_data + u"/A-veris-schema/tests"_s);
    QVERIFY(cases.size() > 200);
    int refused = 0;
    for (const QByteArray &text : cases) {
        const QJsonObject wrapper = QJsonDocument::fromJson(text).object();
        const QJsonObject incident = wrapper["incident"_L1].toObject();
        const auto parsed = parseVeris(QJsonDocument(incident).toJson(), u"fault.json"_s);
        refused += !parsed;
        // Without an id nothing can be recognised a second time; every other fault is bearable.
        QCOMPARE(bool(parsed), incident.contains("incident_id"_L1));
        const QJsonObject date = incident["timeline"_L1]["incident"_L1].toObject();
        if (parsed && !date.isEmpty() && !parsed->incident.isKnown())
            QVERIFY(parsed->remarks.join(u'\n').contains(u"timeline.incident"));
        QVERIFY(!parseVeris(text, u"wrapper.json"_s)); // the wrapper is no incident
    }
    QCOMPARE(refused, 1);
    for (const QByteArray &text : filesIn(m_data + u"/A-veris-schema/bin"_s))
        QVERIFY(parseVeris(text, u"sample.json"_s));
    for (const QByteArray &text : filesIn(m_data + u"/D-misp-eset"_s))
        QVERIFY(!parseVeris(text, u"misp.json"_s));
}

static QByteArray mutated(QByteArray text, QRandomGenerator &random)
{
    static const QByteArrayList odd{
        "null",         "[]",          "{}",          "-1",   "1e400",  "99999999999999999999",
        "\"\"",         "\"\\u0000\"", "\"\\ud800\"", "true", "[[[[",   "\xFF",
        "\xEF\xBB\xBF", ",",           ":",           "\"",   "2010.5", "\"Months\""};
    const int times = 1 + random.bounded(4);
    for (int i = 0; i < times && !text.isEmpty(); ++i) {
        const int at = random.bounded(int(text.size()));
        switch (random.bounded(5)) {
        case 0:
            text[at] = char(random.bounded(256));
            break;
        case 1:
            text.remove(at, 1 + random.bounded(30));
            break;
        case 2:
            text.insert(at, odd.at(random.bounded(int(odd.size()))));
            break;
        case 3:
            text.insert(at, text.mid(random.bounded(int(text.size())), random.bounded(200)));
            break;
        default: // a value for another: what follows the next colon
            if (const qsizetype colon = text.indexOf(": ", at); colon >= 0) {
                qsizetype end = colon + 2;
                while (end < text.size() && text.at(end) != ',' && text.at(end) != '\n')
                    ++end;
                text.replace(colon + 2, end - colon - 2, odd.at(random.bounded(int(odd.size()))));
            }
        }
    }
    return text;
}

void TestVerisReal::mutationsNeverBreak()
{
    QRandomGenerator random(20260714);
    const QList<QByteArray> originals = m_files.values();
    int read = 0;
    for (int i = 0; i < 2000; ++i) {
        const QByteArray text = mutated(originals.at(random.bounded(int(originals.size()))), random);
        const auto parsed = parseVeris(text, u"mutated.json"_s);
        if (!parsed) {
            QVERIFY(parsed.error().userText.startsWith(u"mutated.json"));
            QCOMPARE(parsed.error().kind, ErrorKind::Invalid);
            continue;
        }
        ++read;
        QVERIFY(!parsed->id.isEmpty() && !parsed->title.isEmpty() && parsed->title.size() <= 160);
        QVERIFY(!parsed->title.contains(QChar(u'\0')) && !parsed->description.contains(QChar(u'\0')));
        QVERIFY(parsed->detectedMs >= 0);
    }
    QVERIFY2(read > 100 && read < 1900, qPrintable(QString::number(read))); // both ways were taken
}

QTEST_MAIN(TestVerisReal)
#include "tst_verisreal.moc"
