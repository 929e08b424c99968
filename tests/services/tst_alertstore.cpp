#include "models/services/alertstore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;
using enum AlertLevel;

/** What was told is kept for each installation and person, outside the database (P7.5). */
class TestAlertStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasTold();
    void eachPersonAndDatabaseApart();
    void ownerAlone();
    void damagedIsEmpty();
    void anotherProgramToldIt_data();
    void anotherProgramToldIt();
    void othersAreKept();
    void cannotBeWritten();
};

void TestAlertStore::keepsWhatWasTold()
{
    const QTemporaryDir dir;
    const AlertStore store(u"abc"_s, PersonId{7}, dir.filePath(u"alerts"_s));
    QVERIFY(store.load().isEmpty());
    const ShownAlerts told{{ObligationId{1}, {Hours8, 100, 50, true, true}},
                           {ObligationId{2}, {Deadline, 200, 60, false, true}}};
    QVERIFY(store.save(told));
    const ShownAlerts kept = AlertStore(u"abc"_s, PersonId{7}, dir.filePath(u"alerts"_s)).load();
    const ShownAlerts expected{{ObligationId{1}, {Hours8, 100, 50, true, false}},
                               {ObligationId{2}, {Deadline, 200, 60, false, false}}}; // of an earlier run
    QCOMPARE(kept, expected);
}

void TestAlertStore::eachPersonAndDatabaseApart()
{
    const QTemporaryDir dir;
    QVERIFY(AlertStore(u"abc"_s, PersonId{7}, dir.path()).save({{ObligationId{1}, {Hours8, 100, 50, true, true}}}));
    QVERIFY(AlertStore(u"abc"_s, PersonId{8}, dir.path()).load().isEmpty());
    QVERIFY(AlertStore(u"abd"_s, PersonId{7}, dir.path()).load().isEmpty());
    // Whatever the identity says, the file stays in its folder.
    QVERIFY(AlertStore(u"../../etc/x"_s, PersonId{7}, dir.path()).path().startsWith(dir.path() + u"/etcx"_s));
}

void TestAlertStore::ownerAlone()
{
    const QTemporaryDir dir;
    const AlertStore store(u"abc"_s, PersonId{7}, dir.path());
    QVERIFY(store.save({}));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(store.path()) & others));
}

void TestAlertStore::damagedIsEmpty()
{
    const QTemporaryDir dir;
    const AlertStore store(u"abc"_s, PersonId{7}, dir.path());
    for (const QByteArray &bytes :
         {QByteArray("{"), QByteArray("[]"), QByteArray(R"({"alerts": 7})"),
          QByteArray(R"({"alerts": [{"obligation": -1, "level": "8h"}, {"obligation": 1, "level": "x"}, 7]})")}) {
        QFile file(store.path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        QVERIFY(store.load().isEmpty()); // then it is told again, which is the safe side
    }
}

void TestAlertStore::anotherProgramToldIt_data()
{
    QTest::addColumn<ShownAlert>("other");
    QTest::addColumn<bool>("toldHere");
    constexpr qint64 since = 1000;
    QTest::newRow("told before this one began") << ShownAlert{Hours8, 500, since - 1, false, false} << true;
    QTest::newRow("told since") << ShownAlert{Hours8, 500, since + 1, false, false} << false;
    QTest::newRow("a lesser level") << ShownAlert{Hours24, 500, since + 1, false, false} << true;
    QTest::newRow("a higher level") << ShownAlert{Hours1, 500, since + 1, false, false} << false;
    QTest::newRow("another deadline") << ShownAlert{Hours8, 400, since + 1, false, false} << true;
}

void TestAlertStore::anotherProgramToldIt()
{
    QFETCH(ShownAlert, other);
    QFETCH(bool, toldHere);
    const QTemporaryDir dir;
    const AlertStore store(u"abc"_s, PersonId{7}, dir.path());
    const ObligationId id{1};
    QVERIFY(store.save({{id, other}}));
    const auto left = store.claim({{id, Hours8}}, {}, {{id, {Hours8, 500, 2000, false, true}}}, 1000);
    QVERIFY(left.has_value());
    QCOMPARE(left->size(), toldHere ? 1 : 0);
    QCOMPARE(store.load().value(id).atMs, toldHere ? 2000 : other.atMs);
}

/** Two programs of one person: neither takes back what the other one kept. */
void TestAlertStore::othersAreKept()
{
    const QTemporaryDir dir;
    const AlertStore store(u"abc"_s, PersonId{7}, dir.path());
    const ObligationId one{1}, two{2}, old{3};
    const ShownAlert told{Hours8, 500, 10'000'000'000, true, false};
    QVERIFY(store.save({{one, told}, {old, {Hours8, 500, 1, false, false}}}));
    QVERIFY(store.claim({{two, Hours1}}, {}, {{two, {Hours1, 600, 10'000'000'001, false, true}}}, 0));
    QVERIFY(store.save({{one, {Hours8, 500, 10'000'000'000, false, false}}})); // it had read it before
    const ShownAlerts kept = store.load();
    QCOMPARE(kept.value(one), told);
    QCOMPARE(kept.value(two).level, Hours1);
    QVERIFY(!kept.contains(old));
}

void TestAlertStore::cannotBeWritten()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const AlertStore store(u"abc"_s, PersonId{7}, dir.filePath(u"file/alerts"_s));
    QVERIFY(!store.claim({{ObligationId{1}, Hours8}}, {}, {}, 0));
    QVERIFY(!store.save({}));
}

QTEST_GUILESS_MAIN(TestAlertStore)
#include "tst_alertstore.moc"
