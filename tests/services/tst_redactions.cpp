#include "models/storage/draftrepository.h"
#include "models/storage/remnants.h"
#include "tests/services/expect.h"
#include "tests/services/peoplebyrole.h"
#include "tests/services/redactionfixture.h"

#include <QBuffer>
#include <QFile>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {

const QString kSecret = u"Xylophonequartz of Jane Roe, card 4111"_s;
const QString kLonely = u"Quetzalbromide of Mary Poe, card 5500"_s; ///< said in one test alone
const QString kLonelyWord = u"quetzalbromide"_s;

} // namespace

/** P12.2: legal and the incident manager together; the content is nowhere, and verification says so. */
class TestRedactions : public QObject, RedactionFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void whoAsks_data();
    void whoAsks();
    void whoConfirms_data();
    void whoConfirms();
    void twoPeopleWhateverRoles();
    void contentIsNowhere();
    void copiesGoToo();
    void headsGoToo();
    void wholeIncident();
    void imported();
    void heldBack();
    void onlyLegalHolds();
    void refusedAndTakenBack();
    void whatIsKept();
    void reasonDoesNotRepeat();
    void tamperingIsFound_data();
    void tamperingIsFound();
    void attestedOnAFileAlone();
    void waitsForTheOther();

private:
    void prepareTampering();
    std::unique_ptr<Team> m_own;
    EntryId m_gone, m_kept;
};

void TestRedactions::initTestCase()
{
    team = std::make_unique<Team>();
    people = peopleByRole(*team);
    people[u"both"_s] = team->person(u"Bo Thorn"_s, Role::Legal | Role::IncidentManager);
    team->setRoles(team->mira, Role::IncidentManager | Role::Responder);
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestRedactions::init()
{
    team->actAs(team->mira);
    id = team->record(u"Pasted"_s);
}

void TestRedactions::whoAsks_data()
{
    QTest::addColumn<bool>("may");
    for (const char *may : {"holder", "legal"})
        QTest::newRow(may) << true;
    for (const char *no : {"executive", "manager", "responder", "auditor"})
        QTest::newRow(no) << false;
}

void TestRedactions::whoAsks()
{
    QFETCH(bool, may);
    const QString who = QString::fromLatin1(QTest::currentDataTag());
    const EntryId entry = note(kSecret);
    const auto asked = ask(u"timeline_entry"_s, entry.value, people.value(who),
                           who == u"legal" ? RedactionCapacity::Legal : RedactionCapacity::Manager);
    if (may)
        OK(asked);
    else
        REFUSED(asked, ErrorKind::Denied);
}

void TestRedactions::whoConfirms_data()
{
    QTest::addColumn<bool>("may");
    QTest::newRow("holder") << true;
    for (const char *no : {"legal", "executive", "manager", "responder", "auditor", "both"})
        QTest::newRow(no) << false;
}

/** Legal asked: the manager who holds the incident confirms, and nobody else; not a second legal reviewer either. */
void TestRedactions::whoConfirms()
{
    QFETCH(bool, may);
    const auto key = ask(u"timeline_entry"_s, note(kSecret).value);
    OK(key);
    const auto done = confirm(*key, people.value(QString::fromLatin1(QTest::currentDataTag())));
    if (may) {
        OK(done);
        QVERIFY(done->carriedOut);
    } else {
        QVERIFY(!done.has_value());
        QVERIFY(done.error().kind == ErrorKind::Denied || done.error().kind == ErrorKind::Refused);
        QCOMPARE(request(*key).state, RedactionState::Asked);
    }
}

void TestRedactions::twoPeopleWhateverRoles()
{
    const EntryId entry = note(kSecret);
    const PersonId both = people.value(u"both"_s);
    team->actAs(both);
    OK(s().incidents.takeOver(id, team->now(id).version, u"Shift change."_s));
    for (const auto as : {RedactionCapacity::Legal, RedactionCapacity::Manager}) {
        const auto key = ask(u"timeline_entry"_s, entry.value, both, as);
        OK(key);
        REFUSED(confirm(*key, both), ErrorKind::Refused);
        team->actAs(both);
        OK(s().redactions.takeBack(request(*key), u"As the other one."_s));
    }
    // As manager: then legal, another person, confirms.
    const auto key = ask(u"timeline_entry"_s, entry.value, both, RedactionCapacity::Manager);
    OK(key);
    OK(confirm(*key, team->ada));
    QCOMPARE(request(*key).state, RedactionState::Done);
    QCOMPARE(request(*key).legal, team->ada);
    QCOMPARE(request(*key).manager, both);
}

/** Row, entries, search, file, drafts; on a file its raw bytes and its journal too. */
void TestRedactions::contentIsNowhere()
{
    const EntryId entry = note(kLonely);
    QByteArray bytes = kLonely.toUtf8().repeated(100);
    QBuffer file(&bytes);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto attached =
        s().timeline.attach(id, entry, {u"Quetzalbromide.csv"_s, u"text/csv"_s, FromProduction::No, {}}, file);
    OK(attached);
    team->actAs(people.value(u"responder"_s));
    OK(team->db->write([&] {
        return DraftRepository(*team->db).save(
            {u"entry/9"_s, u"a"_s, id, u"{\"text\":\"I saw "_s + kLonely + u" there\"}"_s, 0});
    }));
    QVERIFY(!saying(u"Quetzalbromide"_s).isEmpty());
    QVERIFY(!s().search.search(kLonelyWord)->isEmpty());
    const auto text = ask(u"timeline_entry"_s, entry.value);
    OK(text);
    const auto outcome = confirm(*text);
    OK(outcome);
    QCOMPARE(outcome->cleaned, !team->server);
    QCOMPARE(outcome->remains.isEmpty(), !team->server);
    const auto content = ask(u"attachment"_s, attached->value);
    OK(content);
    OK(confirm(*content));
    QCOMPARE(saying(u"Quetzalbromide"_s), QStringList());
    QVERIFY(s().search.search(kLonelyWord)->isEmpty());
    QBuffer out;
    QVERIFY(out.open(QIODevice::WriteOnly));
    const auto read = s().timeline.readAttachment(*attached, out);
    REFUSED(read, ErrorKind::Refused);
    QVERIFY2(read.error().userText.contains(u"Redacted"_s), qPrintable(read.error().userText));
    QCOMPARE(s().timeline.entry(entry)->text, QString());
    QVERIFY(s().timeline.entry(entry)->redacted.contains(u"customer data pasted by mistake"_s));
    team->actAs(team->ada);
    QCOMPARE(team->findings({*s().record.head()}), QString());
    const auto report = s().record.verify({}, {});
    const QString said = report->redactions.last().sentence();
    for (const QString &part : {u"Redacted, chain intact"_s, u"Mira"_s, u"Ada"_s, u"Pasted by mistake."_s})
        QVERIFY2(said.contains(part), qPrintable(said));
    if (team->server)
        return;
    const QString path = team->db->path();
    for (const QString &end : {QString(), u"-wal"_s}) {
        QFile raw(path + end);
        if (!raw.open(QIODevice::ReadOnly))
            continue;
        const QByteArray all = raw.readAll().toLower();
        QVERIFY2(!all.contains(kLonelyWord.toUtf8()), qPrintable(u"in the file"_s + end));
        QVERIFY2(!all.contains("mary poe"), qPrintable(u"in the file"_s + end));
        QVERIFY2(!all.contains("uetzalbromide"), qPrintable(u"words of the index, in the file"_s + end));
    }
}

/** A line that repeats it, elsewhere in the incident, goes with it; what merely looks alike stays. */
void TestRedactions::copiesGoToo()
{
    const EntryId entry = note(kSecret);
    const EntryId copy = note(u"As said: "_s + kSecret + u"."_s);
    const EntryId other = note(u"Xylophones are instruments"_s);
    const auto key = ask(u"timeline_entry"_s, entry.value);
    OK(key);
    QCOMPARE(request(*key).places, 2);
    QVERIFY(s().redactions.places(*key)->last().isCopy);
    OK(confirm(*key));
    QCOMPARE(s().timeline.entry(copy)->text, QString());
    QVERIFY(!s().timeline.entry(other)->text.isEmpty());
    QCOMPARE(team->findings(), QString());
}

/** The head that shows it, and its entries of before; also a value so short that it is no copy elsewhere. */
void TestRedactions::headsGoToo()
{
    team->actAs(team->mira);
    Task task;
    task.what = u"Call Zzq"_s;
    OK(s().team.addTask(id, task));
    task = s().team.working(id)->tasks.first();
    task.state = TaskState::Done;
    OK(s().team.changeTask(task));
    const qint64 act =
        team->db->scalar(u"SELECT max(id) FROM task_change WHERE incident_id = %1"_s.arg(id.value)).toLongLong();
    const auto key = ask(u"task_change"_s, act);
    OK(key);
    OK(confirm(*key));
    QCOMPARE(saying(u"Zzq"_s), QStringList());
    QCOMPARE(s().team.working(id)->tasks.first().state, TaskState::Done);
    QCOMPARE(team->findings(), QString());
}

void TestRedactions::wholeIncident()
{
    (void)note(kSecret);
    (void)note(u"Another Vvk line"_s);
    const auto key = ask(u"incident"_s, id.value);
    OK(key);
    OK(confirm(*key));
    QCOMPARE(saying(u"Vvk"_s), QStringList());
    QCOMPARE(team->findings(), QString());
    QVERIFY(!team->now(id).title.isEmpty()); // says that it was redacted
}

/** Rows of an import have no entries of their own: what they are digested to is said anew. */
void TestRedactions::imported()
{
    team->actAs(team->mira);
    OK(s().timeline.addBulk(id,
                            {{EntryKind::Note, team->clock.nowMs(), u"Imported Wwj secret line"_s, {}, false},
                             {EntryKind::Note, team->clock.nowMs(), u"An honest line"_s, {}, false}},
                            u"log.csv"_s, QString(64, u'c')));
    for (const QString &text : {u"Imported Wwj secret line"_s, u"An honest line"_s}) { // one after the other
        auto row = team->db->prepare(u"SELECT id FROM timeline_entry WHERE incident_id = ? AND text = ?"_s);
        OK(row.bind(id.value).bind(text).exec());
        QVERIFY(row.next());
        const auto key = ask(u"timeline_entry"_s, row.int64(0));
        OK(key);
        OK(confirm(*key));
        QCOMPARE(saying(text), QStringList());
        QCOMPARE(team->findings(), QString());
    }
}

void TestRedactions::heldBack()
{
    const EntryId entry = note(kSecret);
    const auto before = ask(u"timeline_entry"_s, entry.value);
    OK(before);
    team->actAs(team->ada);
    REFUSED(s().holds.lift(id, u"None stands."_s, 0), ErrorKind::Refused);
    REFUSED(s().holds.place(id, u" "_s, 0), ErrorKind::Invalid);
    OK(s().holds.place(id, u"Claim 7/26"_s, 0));
    REFUSED(s().holds.place(id, u"Twice"_s, 0), ErrorKind::Conflict);
    REFUSED(s().holds.place(id, u"Twice"_s, 1), ErrorKind::Refused);
    REFUSED(confirm(*before), ErrorKind::Refused);
    const auto during = ask(u"timeline_entry"_s, entry.value);
    REFUSED(during, ErrorKind::Refused);
    QVERIFY(during.error().userText.contains(u"Claim 7/26"_s));
    QCOMPARE(s().timeline.entry(entry)->text, kSecret);
    team->actAs(team->ada);
    OK(s().holds.lift(id, u"Settled"_s, 1));
    QCOMPARE(s().holds.ofIncident(id)->size(), 2);
    OK(confirm(*before));
    QCOMPARE(team->findings(), QString());
}

void TestRedactions::onlyLegalHolds()
{
    for (auto it = people.begin(); it != people.end(); ++it) {
        if (it.key() == u"legal" || it.key() == u"both")
            continue;
        team->actAs(it.value());
        REFUSED(s().holds.place(id, u"Claim"_s, 0), ErrorKind::Denied);
    }
}

void TestRedactions::refusedAndTakenBack()
{
    const EntryId entry = note(kSecret);
    auto key = ask(u"timeline_entry"_s, entry.value);
    OK(key);
    REFUSED(ask(u"timeline_entry"_s, entry.value), ErrorKind::Refused); // one at a time
    team->actAs(team->mira);
    REFUSED(s().redactions.decide(request(*key), {RedactionDecision::Refused, u" "_s}), ErrorKind::Invalid);
    REFUSED(s().redactions.takeBack(request(*key), u"Not mine."_s), ErrorKind::Refused);
    OK(s().redactions.decide(request(*key), {RedactionDecision::Refused, u"It is evidence."_s}));
    QCOMPARE(request(*key).state, RedactionState::Refused);
    REFUSED(confirm(*key), ErrorKind::Refused);
    QCOMPARE(s().timeline.entry(entry)->text, kSecret);
    key = ask(u"timeline_entry"_s, entry.value);
    OK(key);
    OK(s().redactions.takeBack(request(*key), u"Too early."_s));
    QCOMPARE(request(*key).state, RedactionState::TakenBack);
    QCOMPARE(team->findings(), QString());
}

void TestRedactions::whatIsKept()
{
    for (const QString &table : {u"customer"_s, u"legal_hold"_s, u"audit"_s, u"attachment_chunk"_s}) {
        const auto asked = ask(table, 1);
        REFUSED(asked, ErrorKind::Refused);
        QVERIFY(asked.error().userText.contains(u"kept as it is"_s));
    }
    REFUSED(ask(u"timeline_entry"_s, 999999), ErrorKind::Refused); // nothing there
}

void TestRedactions::reasonDoesNotRepeat()
{
    const EntryId entry = note(kSecret);
    team->actAs(team->ada);
    RedactionAsk repeating{RedactionGround::CustomerData, u"Because of "_s + kSecret, RedactionCapacity::Legal,
                           u"timeline_entry"_s, entry.value};
    const auto asked = s().redactions.request(id, repeating);
    REFUSED(asked, ErrorKind::Invalid);
    QCOMPARE(asked.error().field, u"reason"_s);
}

void TestRedactions::tamperingIsFound_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("check");
    const auto row = [](const char *name, const char *sql, const char *check) {
        QTest::newRow(name) << QString::fromLatin1(sql) << QString::fromLatin1(check);
    };
    row("a row blanked without a redaction", "UPDATE timeline_entry SET text = '' WHERE id = {kept}", "row");
    row("a row and its entry blanked without one",
        "UPDATE timeline_entry SET text = '' WHERE id = {kept}; UPDATE audit_content SET after_json = "
        "json_set(after_json, '$.text', '') WHERE table_name = 'timeline_entry' AND row_id = {kept}",
        "digest");
    row("another value of a redacted row", "UPDATE timeline_entry SET at_ms = at_ms - 5 WHERE id = {gone}", "row");
    row("another value of a redacted row and of its entry",
        "UPDATE timeline_entry SET at_ms = 5 WHERE id = {gone}; UPDATE audit_content SET after_json = "
        "json_set(after_json, '$.at_ms', 5) WHERE table_name = 'timeline_entry' AND row_id = {gone}",
        "digest");
    row("something put where it was", "UPDATE timeline_entry SET text = 'harmless' WHERE id = {gone}", "redaction");
    row("a trace taken out", "DELETE FROM redaction_trace WHERE row_id = {gone} AND table_name = 'timeline_entry'",
        "redaction");
    row("the trace of an entry taken out", "DELETE FROM redaction_trace WHERE table_name = 'audit_content'", "digest");
    row("another digest of what is left",
        "UPDATE redaction_trace SET left_sha256 = sha256 WHERE table_name = 'audit_content'", "digest");
    row("one person for two", "UPDATE redaction_decision SET person_id = (SELECT person_id FROM redaction_request)",
        "redaction");
    row("one role for two", "UPDATE redaction_decision SET capacity = 'legal'", "redaction");
    row("the decision taken out", "DELETE FROM redaction_decision", "redaction");
    row("a hold that stood", "UPDATE legal_hold SET placed = 1", "row");
    row("a redaction that was refused", "UPDATE redaction SET state = 'refused'", "redaction");
}

/** Two entries, one of them redacted after a hold stood and fell; made once, and copied for each change. */
void TestRedactions::prepareTampering()
{
    m_own = std::make_unique<Team>();
    Team &own = *m_own;
    own.actAs(own.mira);
    const IncidentId here = own.record(u"Pasted"_s);
    const auto add = [&](const QString &text) {
        return *own.services->timeline.add(here, {EntryKind::Note, own.clock.nowMs(), text, {}, false});
    };
    m_gone = add(kSecret), m_kept = add(u"An honest line"_s);
    own.actAs(own.ada);
    OK(own.services->holds.place(here, u"Claim"_s, 0));
    OK(own.services->holds.lift(here, u"Settled"_s, 1));
    const auto key =
        own.services->redactions.request(here, {RedactionGround::Erasure, u"Claim upheld."_s, RedactionCapacity::Legal,
                                                u"timeline_entry"_s, m_gone.value});
    OK(key);
    own.actAs(own.mira);
    OK(own.services->redactions.decide(own.services->redactions.ofIncident(here)->first(),
                                       {RedactionDecision::Confirmed, u"Seen."_s}));
    QCOMPARE(own.findings(), QString());
    own.close();
    QVERIFY(QFile::copy(own.file, own.path(u"as-it-was"_s)));
}

void TestRedactions::tamperingIsFound()
{
    if (team->server)
        return; // by its owner alone: tst_servertamper
    QFETCH(QString, sql);
    QFETCH(QString, check);
    if (!m_own)
        prepareTampering();
    m_own->close();
    for (const QString &end : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::remove(m_own->file + end);
    QVERIFY(QFile::copy(m_own->path(u"as-it-was"_s), m_own->file));
    QCOMPARE(tamper(m_own->file, QString(sql)
                                     .replace(u"{gone}"_s, QString::number(m_gone.value))
                                     .replace(u"{kept}"_s, QString::number(m_kept.value))),
             QString());
    QVERIFY(m_own->reopen(OpenMode::Examine));
    const QString found = m_own->findings();
    QVERIFY2(found.startsWith(check + u' ') || found.contains(u'\n' + check + u' '), qPrintable(found));
}

/** P13.5: where one person works with a file, the second one's words are written down; on a server both log in. */
void TestRedactions::attestedOnAFileAlone()
{
    const EntryId entry = note(kSecret);
    const auto key = ask(u"timeline_entry"_s, entry.value, team->mira, RedactionCapacity::Manager);
    OK(key);
    team->actAs(team->mira);
    const auto done =
        s().redactions.decide(request(*key), {RedactionDecision::Confirmed, u"Seen."_s}, team->said(team->ada));
    if (team->server) {
        REFUSED(done, ErrorKind::Refused);
        return;
    }
    OK(done);
    QCOMPARE(request(*key).legal, team->ada);
    QCOMPARE(team->findings(), QString());
}

void TestRedactions::waitsForTheOther()
{
    const auto key = ask(u"timeline_entry"_s, note(kSecret).value);
    OK(key);
    const auto waits = [&](PersonId who) {
        team->actAs(who);
        const auto all = s().approvals.overview(false);
        return std::any_of(all->mine.begin(), all->mine.end(),
                           [&](const Approval &a) { return a.kind == ApprovalKind::Redaction && a.id == key->value; });
    };
    QVERIFY(waits(team->mira));
    QVERIFY(!waits(team->ada));
    QVERIFY(!waits(people.value(u"manager"_s)));
    OK(confirm(*key));
    QVERIFY(!waits(team->mira));
}

QTEST_GUILESS_MAIN(TestRedactions)
#include "tst_redactions.moc"
