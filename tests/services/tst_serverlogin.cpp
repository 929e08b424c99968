#include "models/services/serverlogin.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** Addresses taken apart and put together again, and the password never in one that is kept. */
class TestServerLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parts_data();
    void parts();
    void refused_data();
    void refused();
    void namesThePlace();
};

void TestServerLogin::parts_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("kept");
    QTest::addColumn<QString>("password");
    QTest::newRow("plain") << u"postgresql://ada@db.example.org/team"_s << u"postgresql://ada@db.example.org/team"_s
                           << QString();
    QTest::newRow("short scheme") << u"postgres://ada@db.example.org/team"_s
                                  << u"postgresql://ada@db.example.org/team"_s << QString();
    QTest::newRow("password") << u"postgresql://ada:s%2Fe%40c@db.example.org/team"_s
                              << u"postgresql://ada@db.example.org/team"_s << u"s/e@c"_s;
    QTest::newRow("password behind") << u"postgresql://ada@db.example.org/team?password=secret&application_name=x"_s
                                     << u"postgresql://ada@db.example.org/team?application_name=x"_s << u"secret"_s;
    QTest::newRow("port") << u"postgresql://ada@db.example.org:5433/team"_s
                          << u"postgresql://ada@db.example.org:5433/team"_s << QString();
    QTest::newRow("usual port") << u"postgresql://ada@db.example.org:5432/team"_s
                                << u"postgresql://ada@db.example.org/team"_s << QString();
    QTest::newRow("IPv6") << u"postgresql://ada@[::1]/team"_s << u"postgresql://ada@[::1]/team"_s << QString();
    QTest::newRow("signs in names") << u"postgresql://ada%40corp@db/my%20team"_s
                                    << u"postgresql://ada%40corp@db/my%20team"_s << QString();
    QTest::newRow("authority") << u"postgresql://ada@db/team?sslrootcert=%2Fetc%2Four%20ca.crt"_s
                               << u"postgresql://ada@db/team?sslrootcert=%2Fetc%2Four%20ca.crt"_s << QString();
    QTest::newRow("others stay") << u"postgresql://ada@localhost/team?hostaddr=127.0.0.1&sslmode=require"_s
                                 << u"postgresql://ada@localhost/team?hostaddr=127.0.0.1&sslmode=require"_s
                                 << QString();
    QTest::newRow("socket") << u"postgresql:///team?user=ada&host=%2Frun%2Fpg&port=5433"_s
                            << u"postgresql://ada@/team?host=%2Frun%2Fpg&port=5433"_s << QString();
    QTest::newRow("no database") << u"postgresql://ada@db"_s << u"postgresql://ada@db/ada"_s << QString();
}

void TestServerLogin::parts()
{
    QFETCH(QString, address);
    QFETCH(QString, kept);
    QFETCH(QString, password);
    const auto login = ServerLogin::parse(address);
    QVERIFY(login);
    QCOMPARE(login->address(), kept);
    QCOMPARE(login->password, password);
    const auto again = ServerLogin::parse(login->address());
    QVERIFY(again);
    QCOMPARE(again->address(), kept);
    QVERIFY(again->password.isEmpty());
}

void TestServerLogin::refused_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("a file") << u"/home/ada/secret.tocsin"_s;
    QTest::newRow("another scheme") << u"https://secret@db/team"_s;
    QTest::newRow("broken") << u"postgresql://ada:secret@[db/team"_s;
    QTest::newRow("nothing") << QString();
    QTest::newRow("a key's password") << u"postgresql://ada@db/team?sslkey=k&sslpassword=secret"_s;
}

/** What is said of a wrong one does not repeat it: a password could be in it. */
void TestServerLogin::refused()
{
    QFETCH(QString, address);
    const auto login = ServerLogin::parse(address);
    QVERIFY(!login);
    QCOMPARE(login.error().kind, ErrorKind::Invalid);
    QVERIFY(!(login.error().userText + login.error().detail).contains("secret"_L1));
}

void TestServerLogin::namesThePlace()
{
    QCOMPARE(ServerLogin::parse(u"postgresql://ada@db.example.org/team"_s)->shown(), u"team on db.example.org"_s);
    QCOMPARE(ServerLogin::parse(u"postgresql://ada@db:5433/team"_s)->shown(), u"team on db:5433"_s);
    QCOMPARE(ServerLogin::parse(u"postgresql://ada:x@db/team"_s)->secretKey(), u"ada@db:5432/team"_s);
}

QTEST_GUILESS_MAIN(TestServerLogin)
#include "tst_serverlogin.moc"
