#include "tests/storage/roleworld.h"

#include "models/domain/responsibility.h"
#include "models/rules/rulebook.h"
#include "models/storage/manifest.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/**
 * P13.1 on a server, in SQL, past the program: each role tries each act over a connection of its own. What is expected
 * stands here, in letters: r responder, m any holder of the role manager, h the manager who holds the incident, l
 * legal, e executive, p post-mortem author, a auditor, k administrator. Every try is rolled back, after what is checked
 * at commit was checked.
 */
class TestRolesXActs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void acts_data();
    void acts();
    void reads_data();
    void reads();
    void gates_data();
    void gates();
    void rowsStay_data();
    void rowsStay();
    void nobodyActsForAnother();
    void nobodyBecomesTheOwner();
    void nothingSeesPastThePolicies();
    void groupsFollowRoles();
    void ownRolesStay();
    void rulesAreThoseOfTheProgram();

private:
    std::unique_ptr<RoleWorld> w;
};

void TestRolesXActs::initTestCase()
{
    qputenv("TOCSIN_TEST_ENGINE", "postgresql");
    w = std::make_unique<RoleWorld>();
    QVERIFY2(w->problems().isEmpty(), qPrintable(w->problems()));
}

void TestRolesXActs::acts_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("sql");
    for (const ActCase &c : actCases() + audienceActCases() + transferActCases() + exceptionActCases() +
                                deliveryActCases() + closingActCases() + redactionActCases())
        QTest::newRow(c.name) << QString::fromLatin1(c.who) << QString::fromUtf8(c.sql);
}

void TestRolesXActs::acts()
{
    QFETCH(QString, who);
    QFETCH(QString, sql);
    for (const QChar letter : RoleWorld::letters()) {
        const PgAnswer a = w->tryAct(letter, sql);
        const QString told = u"%1: %2 %3"_s.arg(letter).arg(a.sqlState, a.error);
        if (who.contains(letter))
            QVERIFY2(a.ok, qPrintable(told));
        else
            QVERIFY2(!a.ok && (a.sqlState == u"42501" || a.sqlState == u"TC003"), qPrintable(told));
    }
}

void TestRolesXActs::reads_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("from");
    const auto row = [](const char *name, const char *who, const char *from) {
        QTest::newRow(name) << QString::fromLatin1(who) << QString::fromUtf8(from);
    };
    for (const TableEntry &t : tableManifest()) {
        const QByteArray name = t.name;
        if (name == "consultation_text" || name == "closing" || name == "draft" || name == "presence")
            continue; // this world has none
        const bool postmortem = name.startsWith("postmortem");
        const bool everybody = name == "audit" || name == "audit_content" || name == "migration" ||
                               name == "database_info" || name.startsWith("person") || name.startsWith("service_v") ||
                               name == "service" || name.startsWith("provider") || name.startsWith("notice_template") ||
                               name == "template_approval" || name == "mail_account_version";
        // P11.2: who was asked for a contribution sees the question and their own answer.
        const bool asked = name == "postmortem_question" || name == "postmortem_answer";
        const bool summary =
            name == "postmortem_summary" || name == "postmortem_summary_text"; // P11.4: an approved one
        row(name, asked || summary ? "rmhlepa" : postmortem ? "hlepa" : everybody ? "rmhlepak" : "rmhlepa", name);
    }
    row("entries about incidents", "rmhlepa", "audit_content WHERE incident_id IS NOT NULL");
    row("entries about people", "rmhlepak", "audit_content WHERE table_name = 'person'");
    row("entries about customers", "rmhlepa", "audit_content WHERE table_name = 'customer'");
    row("entries about post-mortems", "hlepa", "audit_content WHERE table_name LIKE 'postmortem%'");
    row("summaries that legal has not approved", "hlepa", "postmortem_summary WHERE state <> 'approved'");
    row("the text of one", "hlepa", "postmortem_summary_text WHERE incident_id = {D}");
    row("the text of one that legal approved", "rmhlepa", "postmortem_summary_text WHERE incident_id = {C}");
    row("what somebody else was asked for a post-mortem", "mhlepa", "postmortem_question WHERE asked_id = {p.m}");
    row("what somebody else answered", "mhlepa", "postmortem_answer WHERE person_id <> {p.r}");
    row("entries about services", "rmhlepak", "audit_content WHERE table_name = 'service'");
    row("the leads of an exercise that was not announced", "rmpa", "exercise_lead WHERE incident_id = {X}");
    row("entries about them", "rmpa", "audit_content WHERE table_name = 'exercise_lead' AND incident_id = {X}");
    row("its mark", "rmhlepa", "incident WHERE id = {X} AND exercise = 0");
    row("a privileged consultation", "hl", "consultation_text WHERE consultation_id = {CO}");
    row("one that legal released", "rmhlepa", "consultation_text WHERE consultation_id = {CP}");
    row("its digest", "rmhlepa", "consultation WHERE id = {CO}");
    row("entries about it", "hl", "audit_content WHERE table_name = 'consultation_text' AND row_id = {CO.t}");
    row("entries about the released one", "rmhlepa",
        "audit_content WHERE table_name = 'consultation_text' AND row_id = {CP.t}");
    row("found incidents", "rmhlepa", "tocsin_find_incidents('declared')");
    row("found entries", "rmhlepa", "tocsin_find_entries('token')");
    row("a post-mortem of somebody else's incident", "lepa", "postmortem_text WHERE incident_id = {O}");
}

void TestRolesXActs::reads()
{
    QFETCH(QString, who);
    QFETCH(QString, from);
    for (const QChar letter : RoleWorld::letters()) {
        const PgAnswer a = w->as(letter, u"SELECT count(*) FROM "_s + from);
        QVERIFY2(a.ok, qPrintable(u"%1: %2"_s.arg(letter).arg(a.error)));
        QVERIFY2((a.value.toInt() > 0) == who.contains(letter), qPrintable(u"%1 sees %2"_s.arg(letter).arg(a.value)));
    }
}

void TestRolesXActs::gates_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("words");
    for (const GateCase &c : gateCases() + serviceGateCases() + transferGateCases() + exceptionGateCases() +
                                 deliveryGateCases() + redactionGateCases())
        QTest::newRow(c.name) << QString::fromLatin1(c.who) << QString::fromUtf8(c.sql) << QString::fromUtf8(c.words);
}

/** The right role, the wrong moment: refused with words that say what is missing. */
void TestRolesXActs::gates()
{
    QFETCH(QString, who);
    QFETCH(QString, sql);
    QFETCH(QString, words);
    const PgAnswer a = w->tryAct(who.front(), sql, true);
    QVERIFY2(!a.ok, "it was allowed");
    QVERIFY2(a.sqlState == u"TC004" || a.sqlState == u"TC001", qPrintable(a.sqlState + u' ' + a.error));
    QVERIFY2(a.error.contains(words), qPrintable(a.error));
}

void TestRolesXActs::rowsStay_data()
{
    QTest::addColumn<bool>("head");
    for (const TableEntry &t : tableManifest())
        if (t.kind != TableClass::Working)
            QTest::newRow(t.name) << (t.kind == TableClass::Head || t.kind == TableClass::Record);
}

/** Nobody changes a row of the record, and nobody but a trigger adds one to a head or to the chain. */
void TestRolesXActs::rowsStay()
{
    QFETCH(bool, head);
    const QString table = QString::fromLatin1(QTest::currentDataTag());
    const QString key = table.startsWith(u"audit"_s) ? u"seq"_s : u"id"_s;
    QStringList statements = {u"UPDATE %1 SET %2 = %2"_s.arg(table, key), u"DELETE FROM "_s + table,
                              u"TRUNCATE %1 CASCADE"_s.arg(table), u"DROP TABLE %1 CASCADE"_s.arg(table),
                              u"ALTER TABLE %1 DISABLE TRIGGER ALL"_s.arg(table)};
    if (head)
        statements << u"INSERT INTO %1 SELECT * FROM %1"_s.arg(table);
    if (table != u"bulk_act") // its rows name it by its key
        statements << u"INSERT INTO %1 (%2) VALUES (1000000)"_s.arg(table, key);
    for (const QChar letter : RoleWorld::letters())
        for (const QString &sql : std::as_const(statements)) {
            const PgAnswer a = w->tryAct(letter, sql);
            QVERIFY2(!a.ok && a.sqlState == u"42501",
                     qPrintable(u"%1: %2: %3 %4"_s.arg(letter).arg(sql, a.sqlState, a.error)));
        }
    // Neither does the owner, as long as the triggers are there.
    if (w->asOwner(u"SELECT count(*) FROM "_s + table).value == u"0")
        return;
    for (const QString &sql : statements.mid(0, 2)) {
        const PgAnswer a = w->asOwner(u"BEGIN; SET LOCAL ROLE tocsin_owner; "_s + sql);
        (void)w->asOwner(u"ROLLBACK"_s);
        QVERIFY2(!a.ok && a.sqlState == u"TC002", qPrintable(sql + u' ' + a.sqlState + u' ' + a.error));
    }
}

/** What the client says about who and when does not count. */
void TestRolesXActs::nobodyActsForAnother()
{
    const QString act =
        u"INSERT INTO timeline_entry (uuid, incident_id, at_ms, kind, text, tags, key_event, person_id, "
        "instant_ms) VALUES ('forged', {D}, 1, 'note', 'x', '', 0, {p.h}, 12345); "
        "SELECT person_id || ' ' || instant_ms FROM timeline_entry WHERE uuid = 'forged'"_s;
    for (const QChar letter : u"rmhlep"_s) {
        const PgAnswer a = w->tryAct(letter, act, false);
        QVERIFY2(a.ok, qPrintable(a.error));
        QCOMPARE(a.value, w->filled(u"{p.%1} {now}"_s.arg(letter)));
    }
}

void TestRolesXActs::nobodyBecomesTheOwner()
{
    const QStringList tries = {u"SET ROLE tocsin_owner"_s,
                               u"SET ROLE postgres"_s,
                               u"SET SESSION AUTHORIZATION {login.l}"_s,
                               u"GRANT tocsin_legal TO {login.r}"_s,
                               u"GRANT tocsin_owner TO {login.r}"_s,
                               u"ALTER FUNCTION tocsin_person() OWNER TO {login.r}"_s,
                               u"CREATE TABLE public.mine (id INT)"_s,
                               u"CREATE TEMP TABLE person (id INT)"_s,
                               u"SET session_replication_role = replica"_s};
    for (const QChar letter : RoleWorld::letters())
        for (const QString &sql : tries) {
            if (sql.contains(u"{login.%1}"_s.arg(letter)) && sql.startsWith(u"SET SESSION"_s))
                continue;
            const PgAnswer a = w->tryAct(letter, sql);
            QVERIFY2(!a.ok, qPrintable(u"%1: %2"_s.arg(letter).arg(sql)));
        }
    // A role that was taken on does not change who acts.
    const PgAnswer other = w->as(u'r', u"BEGIN; SET LOCAL ROLE tocsin_responder; SELECT tocsin_person()"_s);
    QCOMPARE(other.value, w->filled(u"{p.r}"_s));
    (void)w->as(u'r', u"ROLLBACK"_s);
}

/** Functions with the owner's rights that a person may call: each gives what is the caller's to know, and no other is.
 */
void TestRolesXActs::nothingSeesPastThePolicies()
{
    QCOMPARE(w->asOwner(u"SELECT string_agg(proname, ' ' ORDER BY proname) FROM pg_proc WHERE prosecdef AND "
                        "pronamespace = 'public'::regnamespace AND prorettype <> 'trigger'::regtype "
                        "AND has_function_privilege('{login.r}', oid, 'EXECUTE')"_s)
                 .value,
             u"tocsin_bulk_withheld tocsin_contents_gone tocsin_find_entries tocsin_find_incidents tocsin_hides "
             u"tocsin_named tocsin_person tocsin_reads tocsin_reads_consultation tocsin_reads_consultations "
             u"tocsin_reads_postmortem tocsin_reads_trace "
             u"tocsin_sees_exercise tocsin_sees_record tocsin_was_kept"_s);
    QCOMPARE(w->tryAct(u'k', u"SELECT tocsin_incident({D})"_s).sqlState, u"42501"_s);
    QCOMPARE(w->tryAct(u'k', u"SELECT tocsin_acting_role('closing', '{}', 1)"_s).sqlState, u"42501"_s);
}

/** The server's groups are those of the person's roles, and none for who has left. */
void TestRolesXActs::groupsFollowRoles()
{
    const auto groups = [this](QChar letter) {
        return w
            ->asOwner(u"SELECT coalesce(string_agg(g.rolname, ',' ORDER BY g.rolname), '') FROM pg_auth_members a "
                      "JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles u ON u.oid = a.member "
                      "WHERE u.rolname = '{login.%1}' AND g.rolname LIKE 'tocsin%'"_s.arg(letter))
            .value;
    };
    const auto change = [this](QChar letter, int roles, int active) {
        return w->as(u'k',
                     u"INSERT INTO person_version (uuid, subject_id, seen_version, name, email, login, roles, "
                     "active) SELECT gen_random_uuid()::text, id, version, name, email, login, %1, %2 FROM person "
                     "WHERE id = {p.%3}"_s.arg(roles)
                         .arg(active)
                         .arg(letter));
    };
    QCOMPARE(groups(u'l'), u"tocsin_legal"_s);
    QVERIFY(change(u'l', 4 | 32, 1).ok);
    QCOMPARE(groups(u'l'), u"tocsin_auditor,tocsin_legal"_s);
    QVERIFY(change(u'l', 4, 0).ok);
    QCOMPARE(groups(u'l'), QString());
    // The connection that is still open is of nobody any more.
    QCOMPARE(w->as(u'l', u"SELECT tocsin_person()"_s).value, u"0"_s);
    QVERIFY(!w->tryAct(u'l', u"SELECT count(*) FROM incident"_s).ok);
    QVERIFY(change(u'l', 4, 1).ok);
    QCOMPARE(groups(u'l'), u"tocsin_legal"_s);
    // Log-ins that stand above the rules, or are the server's own.
    for (const QString &login : {u"postgres"_s, u"tocsin_owner"_s, u"tocsin_legal"_s, u"{login.l}"_s}) {
        const PgAnswer a = w->tryAct(u'k', u"INSERT INTO person_version (uuid, name, email, login, roles, active) "
                                           "VALUES (gen_random_uuid()::text, 'n', '', '%1', 4, 1)"_s.arg(login));
        QVERIFY2(!a.ok && (a.sqlState == u"TC003" || a.sqlState == u"TC004"), qPrintable(login + a.error));
    }
}

void TestRolesXActs::ownRolesStay()
{
    const PgAnswer a =
        w->tryAct(u'k', u"INSERT INTO person_version (uuid, subject_id, seen_version, name, email, login, "
                        "roles, active) SELECT gen_random_uuid()::text, id, version, name, email, login, "
                        "127, 1 FROM person WHERE id = {p.k}"_s);
    QVERIFY(!a.ok);
    QCOMPARE(a.sqlState, u"TC003"_s);
}

/** What the server's gates know of the rules' files is what stands in them. */
void TestRolesXActs::rulesAreThoseOfTheProgram()
{
    const auto rules = RuleBook::load();
    QVERIFY(rules);
    for (const auto &audience : enumTable<Audience>()) {
        QStringList required;
        for (const ContentItem &item : rules->requiredContent(audience.value))
            if (item.required)
                required << item.code;
        QCOMPARE(w->asOwner(u"SELECT array_to_string(tocsin_required_content('%1'), ',')"_s.arg(
                                QString::fromLatin1(audience.code)))
                     .value,
                 required.join(u','));
    }
    for (const auto &model : enumTable<ServiceModel>())
        for (const auto &one : enumTable<Layer>())
            for (const auto &other : enumTable<Layer>()) {
                const QList<Layer> layers{one.value, other.value};
                QCOMPARE(w->asOwner(u"SELECT tocsin_responsible('%1', '%2')"_s.arg(QString::fromLatin1(model.code),
                                                                                   layersCode(layers)))
                             .value,
                         codeOf(rules->responsibility().of(model.value, layers)));
            }
}

QTEST_GUILESS_MAIN(TestRolesXActs)
#include "tst_rolesxacts.moc"
