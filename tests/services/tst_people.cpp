#include "tests/storage/populated.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** P13: who keeps the people, and what may be changed about them; on a file and on a server. */
class TestPeople : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatStands();
    void aStaleVersionIsAConflict();
    void onlyAnAdministrator();
    void ownRoles();
    void anAdministratorStays();
    void whatIsNotTaken_data();
    void whatIsNotTaken();
    void whoIsDeactivatedMayNothing();
    void itIsInTheRecord();

private:
    [[nodiscard]] Person known(const QString &login);
    Team team;
};

void TestPeople::initTestCase()
{
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    (void)team.person(u"Karl Oster"_s, Role::Administrator);
    (void)team.person(u"Rosa Lenz"_s, Role::Responder);
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
}

Person TestPeople::known(const QString &login)
{
    const auto people = team.services->people.all();
    for (const Person &p : *people)
        if (p.login == login)
            return p;
    return {};
}

void TestPeople::whatStands()
{
    Person rosa = known(u"rosa"_s);
    QCOMPARE(rosa.version, 1);
    rosa.roles = Role::Responder | Role::Legal;
    rosa.name = u"  Rosa Lenz-Weiß "_s;
    rosa.email = u"rosa@team.example"_s;
    const auto done = team.services->people.change(rosa);
    QVERIFY2(done, qPrintable(done ? QString() : done.error().userText + done.error().detail));
    const Person now = known(u"rosa"_s);
    QCOMPARE(now.version, 2);
    QCOMPARE(now.name, u"Rosa Lenz-Weiß"_s);
    QCOMPARE(now.email, u"rosa@team.example"_s);
    QCOMPARE(now.roles.toInt(), (Role::Responder | Role::Legal).toInt());
}

void TestPeople::aStaleVersionIsAConflict()
{
    Person rosa = known(u"rosa"_s);
    rosa.version -= 1;
    rosa.name = u"Somebody else"_s;
    const auto done = team.services->people.change(rosa);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Conflict);
    QCOMPARE(known(u"rosa"_s).name, u"Rosa Lenz-Weiß"_s);
}

void TestPeople::onlyAnAdministrator()
{
    team.actAs(team.ada);
    Person rosa = known(u"rosa"_s);
    rosa.roles |= Role::Auditor;
    const auto changed = team.services->people.change(rosa);
    QVERIFY(!changed);
    QCOMPARE(changed.error().kind, ErrorKind::Denied);
    Person other;
    other.name = u"Other"_s;
    QCOMPARE(team.services->people.add(other).error().kind, ErrorKind::Denied);
    QVERIFY(!team.services->people.isOwner());
    team.actAs(team.mira);
}

/** P13.2: on a server nobody gives themselves anything; on a file they hold every role anyway. */
void TestPeople::ownRoles()
{
    team.actAs(known(u"karl"_s).id);
    Person karl = known(u"karl"_s);
    karl.email = u"karl@team.example"_s;
    QVERIFY2(team.services->people.change(karl), "an address is not a right");
    karl = known(u"karl"_s);
    karl.roles |= Role::Legal;
    const auto done = team.services->people.change(karl);
    QCOMPARE(done.has_value(), !onServer());
    if (onServer())
        QCOMPARE(done.error().kind, ErrorKind::Denied);
    team.actAs(team.mira);
}

void TestPeople::anAdministratorStays()
{
    // On a server nobody can take it from themselves; on a file the last one could.
    if (onServer())
        return;
    Person karl = known(u"karl"_s);
    karl.active = false;
    QVERIFY(team.services->people.change(karl));
    Person mira = known(u"mira"_s);
    mira.roles.setFlag(Role::Administrator, false);
    const auto done = team.services->people.change(mira);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Refused);
    mira = known(u"mira"_s);
    mira.active = false;
    QCOMPARE(team.services->people.change(mira).error().kind, ErrorKind::Refused);
}

void TestPeople::whatIsNotTaken_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("field");
    QTest::newRow("no name") << u" "_s << QString() << QString() << u"name"_s;
    QTest::newRow("two lines") << u"A\nB"_s << QString() << QString() << u"name"_s;
    QTest::newRow("no address") << u"A"_s << u"at home"_s << QString() << u"email"_s;
    QTest::newRow("log-in of another") << u"A"_s << QString() << u"ada"_s << u"login"_s;
    QTest::newRow("log-in with a blank") << u"A"_s << QString() << u" a"_s << u"login"_s;
}

void TestPeople::whatIsNotTaken()
{
    QFETCH(QString, name);
    QFETCH(QString, email);
    QFETCH(QString, login);
    QFETCH(QString, field);
    Person person;
    person.name = name;
    person.email = email;
    person.login = login;
    person.roles = Role::Responder;
    const auto added = team.services->people.add(person);
    QVERIFY(!added);
    QCOMPARE(added.error().field, field);
    Person rosa = known(u"rosa"_s);
    rosa.name = name;
    rosa.email = email;
    if (!login.isEmpty())
        rosa.login = login;
    const auto changed = team.services->people.change(rosa);
    QVERIFY(!changed);
    QCOMPARE(changed.error().field, field);
}

void TestPeople::whoIsDeactivatedMayNothing()
{
    Person rosa = known(u"rosa"_s);
    rosa.active = false;
    const auto done = team.services->people.change(rosa);
    QVERIFY2(done, qPrintable(done ? QString() : done.error().userText + done.error().detail));
    QVERIFY(!team.services->people.byLogin(u"rosa"_s));
    if (!onServer())
        return;
    const auto in = Database::open(team.server->address(u"rosa"_s), OpenMode::Existing, team.clock);
    QVERIFY2(!in, "who is no longer active does not even connect");
}

void TestPeople::itIsInTheRecord()
{
    QCOMPARE(team.db->scalar(u"SELECT count(*) FROM person_version WHERE subject_id IS NOT NULL"_s).toInt() > 2, true);
    QCOMPARE(team.db
                 ->scalar(u"SELECT count(*) FROM audit_content WHERE table_name = 'person_version' AND person_id > 0 "
                          "AND role <> 'administrator'"_s)
                 .toInt(),
             0);
    QCOMPARE(team.findings(), QString());
}

QTEST_GUILESS_MAIN(TestPeople)
#include "tst_people.moc"
