#include "models/storage/draftrepository.h"
#include "models/storage/manifest.h"
#include "tests/storage/populated.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** Every act there is goes through, on a file and on a server, and verification finds nothing. */
class TestEveryAct : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyTableHasRows();
    void verificationFindsNothing();
    void entriesNameWhoActedAndWhen();
    void draftsAreOnesOwn();

private:
    Team team;
};

void TestEveryAct::initTestCase()
{
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    populate(team, false);
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
}

void TestEveryAct::everyTableHasRows()
{
    for (const TableEntry &t : tableManifest()) {
        const QString name = QString::fromLatin1(t.name);
        QVERIFY2(team.db->scalar(u"SELECT count(*) FROM "_s + name).toInt() > 0, t.name);
    }
}

void TestEveryAct::verificationFindsNothing()
{
    QCOMPARE(team.findings({*team.services->record.head()}), QString());
}

/** P12.1: person, instant and role are those of the test, whoever carries the database. */
void TestEveryAct::entriesNameWhoActedAndWhen()
{
    const auto count = [this](const QString &where) {
        return team.db->scalar(u"SELECT count(*) FROM audit_content c JOIN audit a ON a.seq = c.seq WHERE "_s + where)
            .toInt();
    };
    QVERIFY(count(u"c.table_name = 'declaration'"_s) > 0);
    QCOMPARE(count(u"c.table_name = 'declaration' AND (c.role <> 'incident_manager' OR c.person_id <> %1)"_s.arg(
                 team.mira.value)),
             0);
    // The head's entry follows its act and names the same role.
    QCOMPARE(
        count(
            u"c.table_name = 'notice' AND c.op = 'update' AND c.role NOT IN ('responder', 'incident_manager', 'legal')"_s),
        0);
    QCOMPARE(count(u"c.table_name = 'closing' AND abs(a.instant_ms - (SELECT closing.instant_ms FROM closing "
                   "WHERE closing.id = c.row_id)) > 0"_s),
             0);
    QCOMPARE(
        count(u"c.table_name NOT IN ('migration', 'database_info', 'person_version', 'person') AND c.person_id = 0"_s),
        0);
}

void TestEveryAct::draftsAreOnesOwn()
{
    const auto kept = [this](const QString &name) {
        const auto list = DraftRepository(*team.db).of(name);
        return list ? static_cast<int>(list->size()) : -1;
    };
    const auto save = [this](const QString &editor, qint64 ms) {
        return DraftRepository(*team.db).save({u"entry/2"_s, editor, {}, u"typed"_s, ms}).has_value();
    };
    for (const PersonId person : {team.mira, team.ada}) {
        team.actAs(person);
        QCOMPARE(kept(u"entry/2"_s), 0); // nobody else's
        QVERIFY(save(u"a"_s, 10) && save(u"b"_s, 11) && save(u"a"_s, 12));
        QCOMPARE(kept(u"entry/2"_s), 2);
    }
    QVERIFY(DraftRepository(*team.db).remove(u"entry/2"_s, u"a"_s, 11)); // a newer one stays
    QCOMPARE(kept(u"entry/2"_s), 2);
    QVERIFY(DraftRepository(*team.db).remove(u"entry/2"_s, u"a"_s, 12));
    QCOMPARE(kept(u"entry/2"_s), 1);
    team.actAs(team.mira);
    QCOMPARE(kept(u"entry/2"_s), 2);
}

QTEST_GUILESS_MAIN(TestEveryAct)
#include "tst_everyact.moc"
