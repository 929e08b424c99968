#include "tests/storage/roleworld.h"

#include "models/storage/manifest.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/**
 * P13.4 on a server, in SQL: for who is not named a restricted incident is not there. Of the team of RoleWorld, h, l
 * and e are named in everything h holds but the ended one; r, m, p and a are not, and k reads nothing anyway.
 */
class TestRestricted : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tables_data();
    void tables();
    void functions();
    void answersTellNothing_data();
    void answersTellNothing();
    void acts_data();
    void acts();
    void references_data();
    void references();
    void drafts();
    void namingTakesEffectAtOnce();
    void whoIsNamedStaysBound();

private:
    [[nodiscard]] QString one(QChar letter, const QString &sql);
    std::unique_ptr<RoleWorld> w;
    QString hidden; ///< "(3, 4, 5)"
};

namespace {
const QString kNot = u"r m p a"_s.remove(u' ');
const QString kNoSuch = u"987654"_s;
} // namespace

QString TestRestricted::one(QChar letter, const QString &sql)
{
    const PgAnswer a = w->as(letter, sql);
    return a.ok ? a.value : u"refused: "_s + a.sqlState + u' ' + a.error;
}

void TestRestricted::initTestCase()
{
    qputenv("TOCSIN_TEST_ENGINE", "postgresql");
    w = std::make_unique<RoleWorld>();
    QVERIFY2(w->problems().isEmpty(), qPrintable(w->problems()));
    hidden = w->filled(u"({F}, {B}, {D}, {C}, {R}, {TI}, {Y})"_s);
    for (const QString &name : {u"{F}"_s, u"{B}"_s, u"{D}"_s, u"{C}"_s, u"{R}"_s, u"{TI}"_s, u"{Y}"_s}) {
        const PgAnswer a = w->as(
            u'h',
            u"BEGIN; INSERT INTO restriction_naming (uuid, incident_id, subject_id, seen_version, named, suspected, "
            "reason) SELECT gen_random_uuid()::text, %1, p.id, 0, 1, 0, 'r' FROM person p WHERE p.id IN ({p.h}, "
            "{p.l}, {p.e}); INSERT INTO restriction_change (uuid, incident_id, seen_version, restricted, kind, "
            "reason, environment) SELECT gen_random_uuid()::text, id, version, 1, 'insider', 'r', '' FROM incident "
            "WHERE id = %1; COMMIT"_s.arg(name));
        QVERIFY2(a.ok, qPrintable(a.error));
    }
    QCOMPARE(w->asOwner(u"SELECT count(*) FROM incident WHERE restricted = 1"_s).value, u"7"_s);
    const PgAnswer there = w->as(u'l', u"INSERT INTO presence (window_uuid, person_id, incident_id, seen_ms) SELECT "
                                       "'window of ' || id, {p.l}, id, 1 FROM incident"_s);
    QVERIFY2(there.ok, qPrintable(there.error));
}

void TestRestricted::tables_data()
{
    QTest::addColumn<QString>("column");
    for (const TableEntry &t : tableManifest()) {
        const QByteArray name = t.name;
        if (name == "audit_content" || (t.incident && t.kind != TableClass::Record && name != "draft"))
            QTest::newRow(t.name) << (name == "incident" || name == "incident_record" ? u"id"_s : u"incident_id"_s);
    }
}

/** Neither a row nor a count; and of everything else just as much as before. */
void TestRestricted::tables()
{
    QFETCH(QString, column);
    const QString table = QString::fromLatin1(QTest::currentDataTag());
    const QString counted = u"SELECT count(*) FROM "_s + table;
    const QString rows = counted + u" WHERE %1 IN %2"_s.arg(column, hidden);
    if (table != u"closing" && table != u"ending" && table != u"reopening" && table != u"bulk_act" &&
        !table.startsWith(u"tuning_"_s) && !table.startsWith(u"exercise_"_s))
        QVERIFY2(one(u'l', rows).toInt() > 0, "this world has none to hide");
    QCOMPARE(one(u'l', rows), w->asOwner(rows).value); // who is named
    const QString others = w->asOwner(counted + u" WHERE %1 IS NULL OR %1 NOT IN %2"_s.arg(column, hidden)).value;
    for (const QChar letter : kNot) {
        QCOMPARE(one(letter, rows), u"0"_s);
        if (letter == u'a' || !table.startsWith(u"postmortem"_s))
            if (table != u"audit_content" || letter == u'a')
                QCOMPARE(one(letter, counted), others);
    }
}

/** What may be called is what is listed here, and each of it was looked at for what it tells. */
void TestRestricted::functions()
{
    const QString callable = u"SELECT string_agg(proname, ' ' ORDER BY proname) FROM pg_proc WHERE pronamespace = "
                             u"'public'::regnamespace AND "
                             "has_function_privilege(session_user, oid, 'EXECUTE')"_s;
    for (const QChar letter : RoleWorld::letters())
        QCOMPARE(one(letter, callable),
                 u"tocsin_bulk_withheld tocsin_contents_gone tocsin_find_entries tocsin_find_incidents tocsin_fold "
                 "tocsin_hides tocsin_named tocsin_now tocsin_person tocsin_reads tocsin_reads_consultation "
                 "tocsin_reads_consultations tocsin_reads_postmortem tocsin_reads_trace "
                 "tocsin_sees_exercise tocsin_sees_record tocsin_sha256 tocsin_was_kept tocsin_words"_s);
}

void TestRestricted::answersTellNothing_data()
{
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const QString &sql) { QTest::newRow(name) << sql; };
    row("sees its record", u"SELECT tocsin_sees_record(%1, 'guessed')"_s);
    row("sees that it is an exercise", u"SELECT tocsin_sees_exercise(%1)"_s);
    row("reads its post-mortem", u"SELECT tocsin_reads_postmortem(%1)"_s);
    row("reads its consultations", u"SELECT tocsin_reads_consultations(%1)"_s);
    row("reads a consultation of it", u"SELECT tocsin_reads_consultation(%1, 1)"_s);
    row("reads a trace of it", u"SELECT tocsin_reads_trace(%1, 'postmortem_text', 1)"_s);
    row("named", u"SELECT count(*) FROM unnest(tocsin_named()) AS n WHERE n = %1"_s);
    row("found incidents", u"SELECT count(*) FROM tocsin_find_incidents('declared') f WHERE f.id = %1"_s);
    row("found by number", u"SELECT count(*) FROM tocsin_find_incidents('inc & ' || lpad('%1', 4, '0') || ':*') f"_s);
    row("found entries",
        u"SELECT count(*) FROM tocsin_find_entries('token') f WHERE f.id IN (SELECT id FROM timeline_entry WHERE "
        "incident_id = %1)"_s);
    row("by key", u"SELECT title FROM incident WHERE id = %1"_s);
    row("locked", u"SELECT 1 FROM incident WHERE id = %1 FOR UPDATE"_s);
    row("the whole row", u"SELECT (tocsin_incident(%1)).title"_s);
    row("sees", u"SELECT tocsin_sees(%1)"_s);
    row("which", u"SELECT tocsin_hidden()"_s);
    row("copied", u"COPY (SELECT * FROM incident WHERE id = %1) TO STDOUT"_s);
    row("statistics", u"SELECT count(*) FROM pg_stats WHERE tablename = 'incident'"_s);
    row("sequence", u"SELECT last_value FROM incident_record_id_seq"_s);
}

/** Whatever is asked, the answer about a hidden one is that about one that was never there. */
void TestRestricted::answersTellNothing()
{
    QFETCH(QString, sql);
    for (const QChar letter : kNot) {
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        const QString about = w->filled(u"{D}"_s);
        const QString real = one(letter, QString(sql).replace(u"%1"_s, about));
        QString none = one(letter, QString(sql).replace(u"%1"_s, kNoSuch));
        QCOMPARE(real, none);
        if (name == u"sees" || name == u"which" || name == u"the whole row" || name == u"sequence")
            QVERIFY2(real.startsWith(u"refused: 42501"_s), qPrintable(real));
    }
}

void TestRestricted::acts_data()
{
    QTest::addColumn<QString>("sql");
    for (const ActCase &c : actCases() + audienceActCases()) {
        const QString sql = QString::fromUtf8(c.sql);
        if (sql.contains(u"FROM notice n"_s))
            continue; // takes what it adds from rows that are there: of a hidden one it adds nothing
        for (const QString &name : {u"{D}"_s, u"{B}"_s, u"{F}"_s, u"{C}"_s})
            if (sql.contains(name)) {
                QTest::newRow(c.name) << sql;
                break;
            }
    }
}

/** Trying to add something is answered as for an incident that does not exist. */
void TestRestricted::acts()
{
    QFETCH(QString, sql);
    QString none = sql;
    for (const QString &name : {u"{D}"_s, u"{B}"_s, u"{F}"_s, u"{C}"_s})
        none.replace(name, kNoSuch);
    for (const QChar letter : kNot + u'k') {
        const PgAnswer real = w->tryAct(letter, sql), other = w->tryAct(letter, none);
        const QString told =
            u"%1: %2 %3 / %4 %5"_s.arg(letter).arg(real.sqlState, real.error, other.sqlState, other.error);
        QVERIFY2(!real.ok && !other.ok, qPrintable(told));
        QVERIFY2(real.sqlState == other.sqlState && real.error == other.error, qPrintable(told));
        QVERIFY2(real.sqlState == u"TC005" || real.sqlState == u"42501", qPrintable(told));
    }
}

void TestRestricted::references_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("other");
    const auto row = [](const char *name, const QString &sql, const QString &other) {
        QTest::newRow(name) << sql << other;
    };
    row("strike its entry",
        u"INSERT INTO entry_strike (uuid, incident_id, entry_id, reason) VALUES ('s', {O}, %1, 'r')"_s, u"{D.e}"_s);
    row("mark its entry", u"INSERT INTO entry_mark (uuid, incident_id, entry_id, key_event) VALUES ('s', {O}, %1, 1)"_s,
        u"{D.e}"_s);
    row("a file on its entry",
        u"INSERT INTO attachment (uuid, incident_id, entry_id, name, media_type, size, sha256, from_production, "
        "production_approval) VALUES ('s', {O}, %1, 'f', 't', 1, '', 'no', '')"_s,
        u"{D.e}"_s);
    row("a duplicate of it",
        u"INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
        "no_tuning_reason, referred_to, referred_said, duplicate_of) SELECT 's', id, version, 'duplicate', 'r', 'r', "
        "'', "
        "'', 'r', 'x', 'y', %1 FROM incident WHERE id = {O}"_s,
        u"{D}"_s);
    row("its message",
        u"INSERT INTO delivery (uuid, incident_id, message_id, means, at_ms, reached, proof) VALUES ('s', {O}, %1, "
        "'mail', {now}, 1, 'p')"_s,
        u"{M4}"_s);
    row("its obligation",
        u"INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, "
        "reason, attested_how, attested_words, second_attested_words) VALUES ('s', {O}, %1, 1, 'met', {now}, '', 'r', "
        "'', '', '')"_s,
        u"{O.birch}"_s);
}

/** Nor does a reference from an incident that is seen tell whether something is there. */
void TestRestricted::references()
{
    QFETCH(QString, sql);
    QFETCH(QString, other);
    const PgAnswer real = w->tryAct(u'm', sql.arg(other)), none = w->tryAct(u'm', sql.arg(kNoSuch));
    QVERIFY2(!real.ok && real.sqlState.startsWith(u"TC00"_s), qPrintable(real.sqlState + real.error));
    QCOMPARE(real.sqlState + real.error, none.sqlState + none.error);
}

void TestRestricted::drafts()
{
    const QString save =
        u"INSERT INTO draft (name, incident_id, person_id, payload, updated_ms) VALUES ('entry/%1#x', %1, "
        "tocsin_person(), 'x', 1)"_s;
    const PgAnswer real = w->tryAct(u'r', save.arg(u"{D}"_s)), none = w->tryAct(u'r', save.arg(kNoSuch));
    QVERIFY(!real.ok && !none.ok);
    QCOMPARE(real.sqlState + real.error, none.sqlState + none.error);
    QVERIFY(w->tryAct(u'h', save.arg(u"{D}"_s)).ok);
}

/** On connections that are open, in the next statement. */
void TestRestricted::namingTakesEffectAtOnce()
{
    const QString sees = u"SELECT (SELECT count(*) FROM incident WHERE id = {D}) || ' ' || (SELECT count(*) > 0 FROM "
                         "timeline_entry WHERE incident_id = {D}) || ' ' || (SELECT count(*) > 0 FROM audit_content "
                         "WHERE incident_id = {D}) || ' ' || (SELECT count(*) > 0 FROM tocsin_find_entries('token'))"_s;
    const QString name =
        u"INSERT INTO restriction_naming (uuid, incident_id, subject_id, seen_version, named, suspected, "
        "reason) VALUES (gen_random_uuid()::text, {D}, {p.r}, %1, %2, 0, 'r')"_s;
    const QString entry = u"INSERT INTO timeline_entry (uuid, incident_id, at_ms, kind, text, tags, key_event) VALUES "
                          "(gen_random_uuid()::text, {D}, {now}, 'note', 'x', '', 0)"_s;
    const QString before = one(u'r', sees);
    QVERIFY2(before.startsWith(u"0 false false"_s), qPrintable(before));
    QVERIFY(w->as(u'h', name.arg(0).arg(1)).ok);
    QCOMPARE(one(u'r', sees), u"1 true true true"_s);
    QVERIFY(w->tryAct(u'r', entry).ok);
    QVERIFY(w->as(u'l', name.arg(1).arg(0)).ok);
    QCOMPARE(one(u'r', sees), before);
    QCOMPARE(w->tryAct(u'r', entry).sqlState, u"TC005"_s);
}

void TestRestricted::whoIsNamedStaysBound()
{
    const auto unname = [this](QChar by, const QString &who, int suspected) {
        return w->tryAct(by, u"INSERT INTO restriction_naming (uuid, incident_id, subject_id, seen_version, named, "
                             "suspected, reason) VALUES (gen_random_uuid()::text, {D}, %1, 1, 0, %2, 'r')"_s.arg(who)
                                 .arg(suspected));
    };
    for (const auto &[by, who, words] :
         {std::tuple(u'h', u"{p.e}"_s, u"an executive"_s), std::tuple(u'h', u"{p.l}"_s, u"from legal"_s),
          std::tuple(u'l', u"{p.h}"_s, u"who holds"_s)}) {
        const PgAnswer a = unname(by, who, 0);
        QVERIFY2(!a.ok && a.sqlState == u"TC004" && a.error.contains(words), qPrintable(a.sqlState + a.error));
        const PgAnswer suspected = unname(by, who, 1);
        // Others of the team are executive and legal too, and cleared: of these somebody has to be named.
        QVERIFY2(suspected.ok == (who == u"{p.h}"), qPrintable(suspected.error));
    }
    // Taking over is only for who sees it, and lifting for who may.
    const QString over = u"INSERT INTO manager_change (uuid, incident_id, seen_version, manager_id, reason) VALUES "
                         "(gen_random_uuid()::text, {D}, 1, {p.m}, 'r')"_s;
    QCOMPARE(w->tryAct(u'm', over).sqlState, u"TC005"_s);
    const QString lift = u"INSERT INTO restriction_change (uuid, incident_id, seen_version, restricted, kind, reason, "
                         "environment) SELECT gen_random_uuid()::text, id, version, 0, '', 'r', '' FROM incident "
                         "WHERE id = {D}"_s;
    QVERIFY(w->tryAct(u'l', lift).ok);
    QVERIFY(w->tryAct(u'h', lift).ok);
    QVERIFY(!w->tryAct(u'e', lift).ok);
}

QTEST_GUILESS_MAIN(TestRestricted)
#include "tst_restricted.moc"
