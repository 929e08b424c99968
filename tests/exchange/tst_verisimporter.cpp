#include "models/exchange/verisimporter.h"
#include "models/exchange/verisparser.h"
#include "models/rules/rulebook.h"
#include "models/storage/database.h"
#include "tests/exchange/verisfixture.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;
using namespace tocsin::veristest;
using Fate = VerisImportFile::Outcome;

/** The importer on a real database, through the real services. */
class TestVerisImporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void oneFileBecomesAnIncident();
    void theSameIdIsRecognised();
    void aRefusedFileLeavesNothing();
    void whatParsingLosesIsKept_data();
    void whatParsingLosesIsKept();
    void futureDatesAreReported();
    void withoutAnInstantItIsTheImports();
    void canceledKeepsWhatIsDone();
    void withoutTheRightItStops();
    void theRecordVerifies();
    void allRealFiles();

private:
    QString put(const QString &name, const QByteArray &bytes);
    VerisImportFile importOne(const QByteArray &bytes);
    Incident incidentOf(const VerisImportFile &file);
    QList<TimelineEntry> entriesOf(const Incident &incident);

    ManualClock m_clock{1795319045000}; // 2026-11-22
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RuleBook> m_rules;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Services> m_services;
};

void TestVerisImporter::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    auto rules = RuleBook::load();
    QVERIFY(rules);
    m_rules = std::make_unique<RuleBook>(*rules);
    auto opened = Database::open(m_dir->filePath(u"t.tocsin"_s), OpenMode::Create, m_clock);
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().userText + opened.error().detail));
    m_database = std::move(*opened);
    m_services = std::make_unique<Services>(*m_database, *m_rules, nullptr);
    Person person;
    person.name = u"Robin Exemplar"_s;
    person.login = u"robin"_s;
    person.roles = Role::Responder | Role::IncidentManager | Role::Auditor | Role::Administrator;
    const auto added = m_services->people.add(person);
    QVERIFY2(added, qPrintable(added ? QString() : added.error().userText + added.error().detail));
    m_services->session.setActor(*m_services->people.byLogin(u"robin"_s));
}

void TestVerisImporter::cleanup()
{
    m_services.reset();
    m_database.reset();
    m_dir.reset();
}

QString TestVerisImporter::put(const QString &name, const QByteArray &bytes)
{
    const QString path = m_dir->filePath(u"in/"_s + name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

VerisImportFile TestVerisImporter::importOne(const QByteArray &bytes)
{
    return VerisImporter(*m_services).importFile(put(u"case.json"_s, bytes));
}

Incident TestVerisImporter::incidentOf(const VerisImportFile &file)
{
    const auto found = m_services->incidents.byNumber(incidentNumber(file.reference));
    return found ? *found : Incident();
}

QList<TimelineEntry> TestVerisImporter::entriesOf(const Incident &incident)
{
    const auto entries = m_services->timeline.after(incident.id, {}, {}, 100);
    return entries ? *entries : QList<TimelineEntry>();
}

void TestVerisImporter::oneFileBecomesAnIncident()
{
    const QByteArray bytes = veristest::bytes(oldShape());
    const VerisImportFile file = importOne(bytes);
    QVERIFY2(file.outcome == Fate::Imported, qPrintable(file.reason));
    const QString sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    QCOMPARE(file.sha256, sha256);
    const Incident incident = incidentOf(file);
    QCOMPARE(incident.title, u"Backup tapes went missing on the way to the vault"_s);
    QCOMPARE(incident.description, oldShape().value("summary"_L1).toString());
    QCOMPARE(incident.source, DetectionSource::CustomerReport);
    QCOMPARE(incident.detectedMs, 1336089600000);
    QCOMPARE(incident.externalRef, u"veris:ab12-cd"_s);
    QVERIFY(incident.reportedBy.contains(u"made-up"));
    QVERIFY(!incident.severity); // nobody judged it yet
    QVERIFY(!incident.clock);

    EntryId origin;
    QList<qint64> dates;
    for (const TimelineEntry &entry : entriesOf(incident))
        if (entry.text.contains(sha256)) {
            QVERIFY(entry.text.contains(u"case.json"));
            QVERIFY(entry.text.contains(u"Contained after: hours, number not given"));
            QVERIFY2(
                entry.text.contains(u"\nThe file suggests, not assessed by anyone: customer-data risk confirmed: "),
                qPrintable(entry.text));
            QVERIFY(!entry.text.contains(m_dir->path()));
            origin = entry.id;
        } else if (entry.kind == EntryKind::Imported) {
            dates << entry.atMs;
        }
    QVERIFY(origin.isValid());
    QCOMPARE(dates, QList<qint64>({1336089600000, 1338508800000}));

    const auto attachments = m_services->timeline.attachments(incident.id, origin);
    QVERIFY(attachments);
    QCOMPARE(attachments->size(), 1);
    QCOMPARE(attachments->first().name, u"veris-unmapped.json"_s);
    QBuffer out;
    QVERIFY(out.open(QIODevice::WriteOnly));
    QVERIFY(m_services->timeline.readAttachment(attachments->first().id, out));
    QCOMPARE(QJsonDocument::fromJson(out.data()).object(), parseVeris(bytes, kFile)->unmapped);
}

void TestVerisImporter::theSameIdIsRecognised()
{
    const QByteArray bytes = veristest::bytes(oldShape());
    const VerisImportFile first = importOne(bytes);
    QVERIFY(first.outcome == Fate::Imported);
    const VerisImportFile again = importOne(veristest::bytes(with(oldShape(), u"incident_id"_s, u"ab12-CD"_s)));
    QVERIFY(again.outcome == Fate::AlreadyThere);
    QCOMPARE(again.reference, first.reference);
    QCOMPARE(*m_services->incidents.count({}), 1);

    // Twice in one import as well.
    put(u"x/1.json"_s, veristest::bytes(with(oldShape(), u"incident_id"_s, u"new"_s)));
    put(u"x/2.json"_s, veristest::bytes(with(oldShape(), u"incident_id"_s, u"NEW"_s)));
    const VerisImportReport report = VerisImporter(*m_services).import({m_dir->filePath(u"in/x"_s)});
    QCOMPARE(report.count(Fate::Imported), 1);
    QCOMPARE(report.count(Fate::AlreadyThere), 1);
    QCOMPARE(*m_services->incidents.count({}), 2);
}

void TestVerisImporter::aRefusedFileLeavesNothing()
{
    const VerisImportFile file = importOne("[" + veristest::bytes(oldShape()) + "]");
    QVERIFY(file.outcome == Fate::Refused);
    QVERIFY(file.reason.contains(u"list of 1"));
    QCOMPARE(*m_services->incidents.count({}), 0);
    const VerisImportFile noId = importOne(R"({"incident_id": 4})");
    QCOMPARE(noId.field, u"incident_id"_s);
    QCOMPARE(noId.sha256.size(), 64);
    const QByteArray padding(kVerisMaxBytes, ' ');
    const VerisImportFile large = importOne(padding + veristest::bytes(oldShape()));
    QVERIFY(large.outcome == Fate::Refused);
    QVERIFY2(large.reason.contains(u"more than the 8388608 bytes"), qPrintable(large.reason));
    QCOMPARE(large.sha256, QString()); // its end was not read
}

void TestVerisImporter::whatParsingLosesIsKept_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QString>("remark");
    QTest::newRow("a number") << QByteArray(R"("big": 123456789012345678901234567890)") << u"be kept exactly"_s;
    QTest::newRow("a key twice") << QByteArray(R"("note": "first", "note": "second")") << u"given twice"_s;
    QTest::newRow("a key twice, once escaped")
        << QByteArray(R"("note": "first", "n\u006fte": "second")") << u"given twice"_s;
    QTest::newRow("half a character") << QByteArray(R"("note": "a \ud83d b")") << u"1 halves of characters"_s;
    QTest::newRow("nothing") << QByteArray(R"("big": 1234567890, "note\"": "\ud83d\ude00 \\ud83d \u00e9")")
                             << QString();
}

void TestVerisImporter::whatParsingLosesIsKept()
{
    QFETCH(QByteArray, more);
    QFETCH(QString, remark);
    const bool isLost = !remark.isEmpty();
    const QByteArray given = veristest::bytes(oldShape()).replace("\"summary\"", more + ", \"summary\"");
    const VerisImportFile file = importOne(given);
    QVERIFY2(file.outcome == Fate::Imported, qPrintable(file.reason));
    QCOMPARE(isLost ? file.remarks.filter(remark).size() : 1, 1);
    const Incident incident = incidentOf(file);
    for (const TimelineEntry &entry : entriesOf(incident)) {
        if (!entry.text.contains(file.sha256))
            continue;
        QCOMPARE(entry.text.contains(u"veris-original.json"), isLost);
        const auto attached = m_services->timeline.attachments(incident.id, entry.id);
        QVERIFY(attached);
        QCOMPARE(attached->size(), isLost ? 2 : 1);
        QCOMPARE(attached->first().name, u"veris-unmapped.json"_s);
        if (!isLost)
            return;
        QCOMPARE(attached->last().name, u"veris-original.json"_s);
        QBuffer out;
        QVERIFY(out.open(QIODevice::WriteOnly));
        QVERIFY(m_services->timeline.readAttachment(attached->last().id, out));
        QCOMPARE(out.data(), given);
        return;
    }
    QFAIL("there is no entry of the import");
}

void TestVerisImporter::futureDatesAreReported()
{
    const VerisImportFile file = importOne(
        veristest::bytes(with(oldShape(), u"timeline.incident"_s, json(R"({"year":2049,"month":1,"day":2})"))));
    QVERIFY2(file.outcome == Fate::Imported, qPrintable(file.reason));
    QCOMPARE(file.remarks.filter(u"lies in the future"_s).size(), 2);
    const Incident incident = incidentOf(file);
    QCOMPARE(incident.detectedMs, m_clock.nowMs());
    for (const TimelineEntry &entry : entriesOf(incident))
        QVERIFY(entry.atMs <= m_clock.nowMs());
}

void TestVerisImporter::withoutAnInstantItIsTheImports()
{
    QJsonObject given = with(oldShape(), u"timeline.incident"_s, json(R"({"year":2007,"month":11,"day":31})"));
    given.remove("plus"_L1);
    const VerisImportFile file = importOne(veristest::bytes(given));
    QVERIFY2(file.outcome == Fate::Imported, qPrintable(file.reason));
    QVERIFY(!file.remarks.filter(u"there is no 2007-11-31"_s).isEmpty());
    QVERIFY(!file.remarks.filter(u"the instant of import stands"_s).isEmpty());
    const Incident incident = incidentOf(file);
    QCOMPARE(incident.detectedMs, m_clock.nowMs());
}

void TestVerisImporter::canceledKeepsWhatIsDone()
{
    for (int i = 0; i < 5; ++i)
        put(u"many/%1.json"_s.arg(i), veristest::bytes(with(oldShape(), u"incident_id"_s, u"id-%1"_s.arg(i))));
    QStringList seen;
    const VerisImportReport report =
        VerisImporter(*m_services)
            .import({m_dir->filePath(u"in/many"_s)}, [&](int done, int total, const QString &path) {
                seen << path;
                return total == 5 && done < 2;
            });
    QVERIFY(report.canceled);
    QCOMPARE(report.count(Fate::Imported), 2);
    QCOMPARE(report.notReached, 3);
    QCOMPARE(seen.size(), 3);
    QCOMPARE(*m_services->incidents.count({}), 2);
}

void TestVerisImporter::withoutTheRightItStops()
{
    put(u"two/1.json"_s, veristest::bytes(oldShape()));
    put(u"two/2.json"_s, veristest::bytes(with(oldShape(), u"incident_id"_s, u"other"_s)));
    Person auditor = m_services->session.actor();
    auditor.roles = Role::Auditor;
    m_services->session.setActor(auditor);
    const VerisImportReport report = VerisImporter(*m_services).import({m_dir->filePath(u"in/two"_s)});
    QVERIFY(report.stopped);
    QCOMPARE(report.stopped->kind, ErrorKind::Denied);
    QCOMPARE(report.count(Fate::Refused), 1);
    QCOMPARE(report.notReached, 1);
}

void TestVerisImporter::theRecordVerifies()
{
    QVERIFY(importOne(veristest::bytes(oldShape())).outcome == Fate::Imported);
    const auto report = m_services->record.verify({}, {});
    QVERIFY(report);
    QVERIFY2(report->findings.isEmpty(),
             qPrintable(report->findings.isEmpty() ? QString() : report->findings.first().text));
}

void TestVerisImporter::allRealFiles()
{
    const QString data =
        QDir::cleanPath(qEnvironmentVariable("TOCSIN_SOURCE_DIR", u"."_s) + u"/../shared/data/A-vcdb"_s);
    const QStringList folders{data + u"/incidents-1.2.1"_s, data + u"/incidents-1.3.7-1.4.1"_s};
    if (!QDir(folders.first()).exists()) {
        QVERIFY2(!qEnvironmentVariableIsSet("TOCSIN_LONG"), qPrintable(u"There has to be "_s + folders.first()));
        QSKIP("the real data is not here");
    }
    QElapsedTimer timer;
    timer.start();
    const VerisImportReport report = VerisImporter(*m_services).import(folders);
    qInfo("%s In %lld ms.", qPrintable(report.summary()), timer.elapsed());
    for (const auto &file : report.files)
        QVERIFY2(file.outcome == Fate::Imported, qPrintable(file.path + u": "_s + file.reason));
    QVERIFY(report.files.size() > 1000);
    QCOMPARE(*m_services->incidents.count({}), report.files.size());
    const VerisImportReport again = VerisImporter(*m_services).import(folders);
    QCOMPARE(again.count(Fate::AlreadyThere), report.files.size());
    QCOMPARE(*m_services->incidents.count({}), report.files.size());
}

QTEST_MAIN(TestVerisImporter)
#include "tst_verisimporter.moc"
