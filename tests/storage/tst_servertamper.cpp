#include "models/storage/sqlfunctions.h"
#include "tests/storage/populated.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/**
 * What the owner of a server, who may do anything, changes past the triggers is found and named by whoever verifies;
 * also when the owner computes the whole chain anew, by every workstation that saw an earlier link (DESIGN 4).
 */
class TestServerTamper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void changesAreFound_data();
    void changesAreFound();
    void everyChangeWasPutRight();
    void rewrittenChainIsFoundByAnAnchor();

private:
    /** By the owner, with every trigger of the tables off, and on again: the schema looks as before. */
    [[nodiscard]] QString tamperOnServer(const QStringList &tables, const QString &sql);
    [[nodiscard]] QString rewriteChain();

    Team team;
};

void TestServerTamper::initTestCase()
{
    QVERIFY2(team.server, "this test is about a server: TOCSIN_TEST_ENGINE=postgresql");
    populate(team, false);
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    QCOMPARE(team.findings({*team.services->record.head()}), QString());
}

QString TestServerTamper::tamperOnServer(const QStringList &tables, const QString &sql)
{
    QString off, on;
    for (const QString &table : tables) {
        off += u"ALTER TABLE %1 DISABLE TRIGGER USER; "_s.arg(table);
        on += u"ALTER TABLE %1 ENABLE TRIGGER USER; "_s.arg(table);
    }
    const PgAnswer done = team.server->asOwner(off + sql + u"; "_s + on);
    return done.ok ? QString() : done.error;
}

void TestServerTamper::changesAreFound_data()
{
    QTest::addColumn<QStringList>("tables");
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("back"); // what puts it right again, so that each row is looked at alone
    QTest::addColumn<QString>("check");
    const auto row = [](const char *name, const QStringList &tables, const char *sql, const char *back,
                        const char *check) {
        QTest::newRow(name) << tables << QString::fromLatin1(sql) << QString::fromLatin1(back)
                            << QString::fromLatin1(check);
    };
    row("a text", {u"timeline_entry"_s},
        "UPDATE timeline_entry SET text = text || '.' WHERE id = (SELECT min(id) FROM timeline_entry WHERE bulk_id IS "
        "NULL)",
        "UPDATE timeline_entry SET text = left(text, -1) WHERE id = (SELECT min(id) FROM timeline_entry WHERE bulk_id "
        "IS NULL)",
        "row");
    row("a head", {u"incident"_s}, "UPDATE incident SET title = title || '!' WHERE id = (SELECT min(id) FROM incident)",
        "UPDATE incident SET title = left(title, -1) WHERE id = (SELECT min(id) FROM incident)", "row");
    row("an imported row", {u"timeline_entry"_s},
        "UPDATE timeline_entry SET tags = tags || 'x' WHERE id = (SELECT min(id) FROM timeline_entry WHERE bulk_id IS "
        "NOT NULL)",
        "UPDATE timeline_entry SET tags = left(tags, -1) WHERE id = (SELECT min(id) FROM timeline_entry WHERE bulk_id "
        "IS NOT NULL)",
        "bulk");
    row("what an entry says", {u"audit_content"_s},
        "UPDATE audit_content SET after_json = replace(after_json, ':', ': ') WHERE seq = 5",
        "UPDATE audit_content SET after_json = replace(after_json, ': ', ':') WHERE seq = 5", "digest");
    row("who did it", {u"audit_content"_s}, "UPDATE audit_content SET person_id = person_id + 1 WHERE seq = 7",
        "UPDATE audit_content SET person_id = person_id - 1 WHERE seq = 7", "digest");
    row("when", {u"audit"_s}, "UPDATE audit SET instant_ms = instant_ms + 1 WHERE seq = 9",
        "UPDATE audit SET instant_ms = instant_ms - 1 WHERE seq = 9", "chain");
    row("a link taken out", {u"audit"_s, u"audit_content"_s},
        "CREATE TABLE test_only.kept AS SELECT * FROM audit WHERE seq = 11; DELETE FROM audit WHERE seq = 11",
        "INSERT INTO audit SELECT * FROM test_only.kept; DROP TABLE test_only.kept", "chain");
    row("a content taken out", {u"audit_content"_s},
        "CREATE TABLE test_only.kept AS SELECT * FROM audit_content WHERE seq = 12; DELETE FROM audit_content WHERE "
        "seq = 12",
        "INSERT INTO audit_content SELECT * FROM test_only.kept; DROP TABLE test_only.kept", "digest");
    row("a row put in", {u"track_opening"_s},
        "INSERT INTO track_opening (id, uuid, incident_id, seen_version, reason, person_id, instant_ms) "
        "VALUES (99999, 'x', (SELECT min(id) FROM incident), 0, 'x', 1, 1)",
        "DELETE FROM track_opening WHERE id = 99999", "row");
}

void TestServerTamper::changesAreFound()
{
    QFETCH(QStringList, tables);
    QFETCH(QString, sql);
    QFETCH(QString, back);
    QFETCH(QString, check);
    QCOMPARE(tamperOnServer(tables, sql), QString());
    const QString found = team.findings();
    QCOMPARE(tamperOnServer(tables, back), QString());
    QVERIFY2(found.startsWith(check + u' ') || found.contains(u'\n' + check + u' '), qPrintable(found));
}

/** So each of them was looked at alone: what one had left would be found here. */
void TestServerTamper::everyChangeWasPutRight()
{
    QCOMPARE(team.findings(), QString());
}

QString TestServerTamper::rewriteChain()
{
    // The owner knows how: a text is changed in its row and in its entry, and every link from there on made anew.
    return tamperOnServer(
        {u"timeline_entry"_s, u"audit"_s, u"audit_content"_s},
        u"DO $$ DECLARE e RECORD; previous TEXT := ''; made TEXT; BEGIN "
        "UPDATE timeline_entry SET text = 'nothing happened' WHERE id = (SELECT row_id FROM audit_content WHERE "
        "table_name "
        "= 'timeline_entry' ORDER BY seq LIMIT 1); "
        "UPDATE audit_content c SET after_json = (SELECT row_to_json(t)::text FROM timeline_entry t WHERE t.id = "
        "c.row_id) "
        "WHERE c.seq = (SELECT min(seq) FROM audit_content WHERE table_name = 'timeline_entry'); "
        "FOR e IN SELECT a.seq, a.instant_ms, c.* FROM audit a JOIN audit_content c ON c.seq = a.seq ORDER BY a.seq "
        "LOOP "
        "made := tocsin_sha256(e.salt || E'\\n' || e.person_id || E'\\n' || e.role || E'\\n' || e.op || E'\\n' || "
        "coalesce(octet_length(e.before_json)::text, '-') || E'\\n' || coalesce(e.before_json, '') || E'\\n' || "
        "octet_length(e.after_json) || E'\\n' || e.after_json); "
        "UPDATE audit SET digest = made, prev_hash = previous, hash = tocsin_sha256(previous || E'\\n' || e.seq || "
        "E'\\n' || "
        "e.instant_ms || E'\\n' || e.table_name || E'\\n' || e.row_id || E'\\n' || made) WHERE seq = e.seq RETURNING "
        "hash "
        "INTO previous; END LOOP; END $$"_s);
}

void TestServerTamper::rewrittenChainIsFoundByAnAnchor()
{
    const Anchor seen = *team.services->record.head();
    QCOMPARE(rewriteChain(), QString());
    QCOMPARE(team.findings(), QString()); // whoever saw nothing before cannot know
    const QString found = team.findings({seen});
    QVERIFY2(found.startsWith(u"anchor "), qPrintable(found));
}

int main(int argc, char *argv[])
{
    qputenv("TOCSIN_TEST_ENGINE", "postgresql");
    QCoreApplication application(argc, argv);
    TestServerTamper test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_servertamper.moc"
