#include "models/storage/serveraddress.h"

#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {
const QString kSecret = u"s3cret"_s;
}

/** What an address says, and that a password in it is never said. */
class TestServerAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatItSays_data();
    void whatItSays();
    void whatIsNotUnderstood_data();
    void whatIsNotUnderstood();
    void aPasswordIsFound_data();
    void aPasswordIsFound();
    void anotherDatabase();
};

void TestServerAddress::whatItSays_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("shown");
    QTest::newRow("usual") << u"postgresql://ada@db.example.org/team"_s << u"team"_s << u"ada"_s
                           << u"postgresql://db.example.org/team"_s;
    QTest::newRow("short scheme, port") << u"postgres://ada@db.example.org:5433/team?sslmode=require"_s << u"team"_s
                                        << u"ada"_s << u"postgresql://db.example.org:5433/team"_s;
    QTest::newRow("parameters") << u"postgresql://?host=db&dbname=the%20team&user=ada"_s << u"the team"_s << u"ada"_s
                                << u"postgresql://db/the team"_s;
    QTest::newRow("socket") << u"postgresql:///team?host=/run/postgresql"_s << u"team"_s << QString()
                            << u"postgresql:///team?host=/run/postgresql"_s;
    QTest::newRow("no database") << u"postgresql://ada@db"_s << u"ada"_s << u"ada"_s << u"postgresql://db/ada"_s;
}

void TestServerAddress::whatItSays()
{
    QFETCH(QString, address);
    const auto parsed = ServerAddress::withoutPassword(address);
    QVERIFY(parsed);
    QTEST(parsed->database(), "database");
    QTEST(parsed->user(), "user");
    QTEST(parsed->shown(), "shown");
}

void TestServerAddress::whatIsNotUnderstood_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address :
         {"", "team.tocsin", "postgresql", "PostgreSQL://ada@db/team", "postgresql://ada:s3cret@[::1/team",
          "postgresql://ada:s3cret@db/team?nonsense=1", "postgresql://ada:s3cret%@db/team",
          "postgresql://ada:s3cret@db/team?user", "postgresql://ada:s3cret@db/te%00am"})
        QTest::newRow(address) << QString::fromLatin1(address);
}

void TestServerAddress::whatIsNotUnderstood()
{
    QFETCH(QString, address);
    const auto parsed = ServerAddress::parse(address);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::Invalid);
    QVERIFY(!(parsed.error().userText + parsed.error().detail).contains(kSecret));
}

void TestServerAddress::aPasswordIsFound_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("before the host") << u"postgresql://ada:s3cret@db/team"_s;
    QTest::newRow("no name") << u"postgresql://:s3cret@db/team"_s;
    QTest::newRow("as a parameter") << u"postgresql://ada@db/team?password=s3cret"_s;
    QTest::newRow("behind others") << u"postgres://ada@db/team?sslmode=verify-full&password=s3cret"_s;
    QTest::newRow("encoded name of it") << u"postgresql://ada@db/team?%70assword=s3cret"_s;
    QTest::newRow("of the key") << u"postgresql://ada@db/team?sslpassword=s3cret"_s;
}

void TestServerAddress::aPasswordIsFound()
{
    QFETCH(QString, address);
    const auto parsed = ServerAddress::withoutPassword(address);
    QVERIFY(!parsed);
    QVERIFY(parsed.error().userText.contains(u"pgpass"_s) || !ServerAddress::parse(address));
    QVERIFY(!(parsed.error().userText + parsed.error().detail).contains(kSecret));
    if (const auto all = ServerAddress::parse(address))
        QVERIFY(!all->shown().contains(kSecret));
}

void TestServerAddress::anotherDatabase()
{
    for (const QString &address :
         {u"postgresql://ada@db/team"_s, u"postgresql://ada@db"_s, u"postgresql://db?dbname=team&user=ada"_s}) {
        const auto parsed = ServerAddress::parse(address);
        QVERIFY(parsed);
        const auto other = ServerAddress::parse(parsed->onDatabase(u"Ärger & Co"_s));
        QVERIFY(other);
        QCOMPARE(other->database(), u"Ärger & Co"_s);
        QCOMPARE(other->user(), u"ada"_s);
    }
}

QTEST_GUILESS_MAIN(TestServerAddress)
#include "tst_serveraddress.moc"
