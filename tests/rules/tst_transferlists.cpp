#include "models/rules/transferlists.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <functional>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** P10.2: the checklists are data, in versions, by environment and kind of data. */
class TestTransferLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyChoiceHasAList();
    void whichList_data();
    void whichList();
    void aNewerOne();
    void whatTheProcessAsksFor();
    void brokenFiles_data();
    void brokenFiles();

private:
    [[nodiscard]] const TransferLists &lists() const { return *TransferLists::builtIn(); }
    QJsonObject m_root;
};

namespace {

qint64 day(const QString &iso)
{
    return QDate::fromString(iso, Qt::ISODate).startOfDay(Qt::UTC).toMSecsSinceEpoch();
}

} // namespace

void TestTransferLists::initTestCase()
{
    QVERIFY2(TransferLists::builtIn(),
             TransferLists::builtIn() ? "" : qPrintable(TransferLists::builtIn().error().userText));
    QFile file(qEnvironmentVariable("TOCSIN_SOURCE_DIR") + u"/resources/rules/transfers.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_root = QJsonDocument::fromJson(file.readAll()).object();
}

void TestTransferLists::everyChoiceHasAList()
{
    const qint64 now = day(u"2026-11-26"_s);
    for (const auto &environment : lists().environments())
        for (const auto &kind : lists().kinds()) {
            const auto list = lists().listFor(environment.code, kind.code, now);
            QVERIFY2(list, qPrintable(environment.code + u' ' + kind.code));
            for (const TransferQuestion &q : list->items)
                QVERIFY(!lists().item(*list, q.code).citation.isEmpty());
        }
    QVERIFY(!lists().listFor(u"commercial"_s, u"nothing"_s, now));
    QVERIFY(!lists().listFor(u"commercial"_s, u"memory"_s, day(u"2020-01-01"_s))); // none was valid then
}

void TestTransferLists::whichList_data()
{
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("on");
    QTest::addColumn<QString>("list");
    const auto row = [](const char *environment, const char *kind, const char *on, const char *list) {
        QTest::addRow("%s %s %s", environment, kind, on)
            << QString::fromLatin1(environment) << QString::fromLatin1(kind) << QString::fromLatin1(on)
            << QString::fromLatin1(list);
    };
    row("commercial", "memory", "2025-11-21", "customer_data 3");
    row("commercial", "memory", "2025-12-31", "customer_data 3");
    row("commercial", "memory", "2026-01-01", "customer_data 4");
    row("regulated", "customer_content", "2026-06-01", "customer_data 4");
    row("sovereign", "memory", "2026-06-01", "sovereign 2");
    row("sovereign", "secrets", "2026-06-01", "secrets 1");
    row("commercial", "confidential", "2026-06-01", "confidential 1");
}

void TestTransferLists::whichList()
{
    QFETCH(QString, environment);
    QFETCH(QString, kind);
    QFETCH(QString, on);
    QFETCH(QString, list);
    const auto found = lists().listFor(environment, kind, day(on));
    QVERIFY(found);
    QCOMPARE(found->list + u' ' + found->version, list);
}

void TestTransferLists::aNewerOne()
{
    const auto asked = lists().listFor(u"commercial"_s, u"memory"_s, day(u"2025-11-21"_s));
    QVERIFY(!lists().newerThan(*asked, day(u"2025-12-31"_s)));
    const auto newer = lists().newerThan(*asked, day(u"2026-01-01"_s));
    QVERIFY(newer);
    QCOMPARE(newer->version, u"4"_s);
    QVERIFY(newer->items.size() > asked->items.size());
    QVERIFY(!lists().newerThan(*newer, day(u"2030-01-01"_s)));
}

/** Necessity, purpose, ground, commitments, borders, pseudonyms, encryption, access, retention, evidence. */
void TestTransferLists::whatTheProcessAsksFor()
{
    const auto list = lists().listFor(u"commercial"_s, u"customer_content"_s, day(u"2026-11-26"_s));
    QStringList codes;
    for (const TransferQuestion &q : list->items)
        codes << q.code;
    for (const char *code : {"necessity", "minimised", "purpose", "legal_ground", "commitments", "environment_rules",
                             "jurisdiction", "pseudonymised", "encrypted", "access", "retention", "evidence"})
        QVERIFY2(codes.contains(QLatin1StringView(code)), code);
}

void TestTransferLists::brokenFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("field");
    const auto with = [this](const std::function<void(QJsonObject &)> &change) {
        QJsonObject root = m_root;
        change(root);
        return QJsonDocument(root).toJson();
    };
    const auto entry = [&](const QString &key, const QJsonValue &value) {
        return with([&](QJsonObject &root) {
            QJsonArray entries = root[u"entries"_s].toArray();
            QJsonObject first = entries[0].toObject();
            first[key] = value;
            entries[0] = first;
            root[u"entries"_s] = entries;
        });
    };
    QTest::newRow("no JSON") << QByteArray("{") << QString();
    QTest::newRow("another schema") << with([](QJsonObject &r) { r[u"schema"_s] = u"x"_s; }) << u"schema"_s;
    QTest::newRow("no version") << with([](QJsonObject &r) { r.remove(u"version"_s); }) << u"version"_s;
    QTest::newRow("no kinds") << with([](QJsonObject &r) { r.remove(u"kinds"_s); }) << u"kinds"_s;
    QTest::newRow("no lists") << with([](QJsonObject &r) { r[u"entries"_s] = QJsonArray(); }) << u"entries"_s;
    QTest::newRow("no name") << entry(u"name"_s, u""_s) << u"name"_s;
    QTest::newRow("no number") << entry(u"list_version"_s, u"latest"_s) << u"list_version"_s;
    QTest::newRow("no day") << entry(u"valid_from"_s, u"2026-02-30"_s) << u"valid_from"_s;
    QTest::newRow("unknown kind") << entry(u"kinds"_s, QJsonArray{u"x"_s}) << u"kinds"_s;
    QTest::newRow("unknown environment") << entry(u"environments"_s, QJsonArray{u"x"_s}) << u"environments"_s;
    QTest::newRow("no items") << entry(u"items"_s, QJsonArray()) << u"items"_s;
    QTest::newRow("twice") << entry(u"list_version"_s, u"4"_s) << u"list_version"_s;
}

void TestTransferLists::brokenFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, field);
    const auto read = TransferLists::fromJson(bytes);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Damaged);
    QCOMPARE(read.error().field, field);
}

QTEST_GUILESS_MAIN(TestTransferLists)
#include "tst_transferlists.moc"
