#include "models/services/custody.h"
#include "models/services/draftscrub.h"
#include "models/storage/draftrepository.h"
#include "tests/services/expect.h"
#include "tests/services/peoplebyrole.h"
#include "tests/services/redactionfixture.h"
#include "tests/storage/transfersample.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** P12.2: what can be redacted beside entries and files, each with what repeats it. */
class TestRedactedFields : public QObject, RedactionFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void whatWasAccessed();
    void importedScope();
    void itemNames();
    void attestedWords();
    void draftsOfCopies();
    void draftOnADisk();
    void wordsOfADraft_data();
    void wordsOfADraft();
    void everyIncidentWhole();
};

void TestRedactedFields::initTestCase()
{
    team = std::make_unique<Team>();
    people = peopleByRole(*team);
    team->setRoles(team->mira, Role::IncidentManager | Role::Responder);
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestRedactedFields::init()
{
    team->actAs(team->mira);
    id = team->record(u"Pasted"_s);
}

/** Everything that may go in each incident of every fate there is: heads, digests and chain stay whole. */
void TestRedactedFields::everyIncidentWhole()
{
    if (team->server)
        return; // the same list of columns; and its rules one by one in tst_rolesxacts
    Team all;
    populate(all, false);
    QVERIFY2(all.problems.isEmpty(), qPrintable(all.problems.join(u'\n')));
    all.actAs(all.mira);
    int whole = 0;
    QList<qint64> ids;
    auto every = all.db->prepare(u"SELECT id FROM incident ORDER BY id"_s);
    OK(every.exec());
    while (every.next())
        ids << every.int64(0);
    for (const qint64 at : std::as_const(ids)) {
        const IncidentId row{at};
        const PersonId holder = all.now(row).manager;
        if (!holder.isValid())
            continue; // nobody holds it yet
        all.actAs(holder == all.ada ? all.mira : all.ada);
        RedactionService &redactions = all.services->redactions;
        const auto key = redactions.request(
            row, {RedactionGround::Retention, u"Its time is over."_s, RedactionCapacity::Legal, u"incident"_s, at});
        if (!key)
            continue; // restricted, or a request waits
        const auto asked = redactions.ofIncident(row);
        all.actAs(holder);
        OK(redactions.decide(asked->last(), {RedactionDecision::Confirmed, u"Seen."_s}));
        ++whole;
    }
    QVERIFY(whole > 5);
    QCOMPARE(all.findings(), QString());
}

/** Who is affected stays, what was accessed goes: from the version that said it, and from the head that shows it. */
void TestRedactedFields::whatWasAccessed()
{
    ScopeRow row = team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s);
    const auto acts = [this] {
        QList<qint64> list;
        auto found = team->db->prepare(u"SELECT id FROM scope_change WHERE incident_id = ? ORDER BY id"_s);
        if (found.bind(id.value).exec())
            while (found.next())
                list << found.int64(0);
        return list;
    };
    for (const QString &accessed : {u"Ward list of Zbb"_s, u"Yyv"_s}) { // the second one is too short for a copy
        row.accessed = accessed;
        OK(s().customers.setScope(id, team->seen(id, row), u"log"_s));
    }
    for (const auto &[at, gone] : {std::pair(0, u"Zbb"_s), std::pair(1, u"Yyv"_s)}) {
        const auto key = ask(u"scope_change"_s, acts().at(at));
        OK(key);
        OK(confirm(*key));
        QCOMPARE(saying(gone), QStringList());
        QCOMPARE(s().customers.scope(id)->first().accessed, at == 0 ? u"Yyv"_s : QString());
        QCOMPARE(team->findings(), QString());
    }
    QCOMPARE(s().customers.scope(id)->first().customerName, u"Birch"_s);
    row.accessed = u"A list"_s;
    OK(s().customers.setScope(id, team->seen(id, row), u"It goes on."_s));
    QCOMPARE(team->findings(), QString());
}

/** The same of rows that came with a file. */
void TestRedactedFields::importedScope()
{
    const ScopeRow row = team->customer(u"Elm"_s, u"elm-1"_s, u"eb@elm.example"_s);
    ScopeFile file;
    file.name = u"flows.csv"_s;
    file.bytes = "time,subscription\n";
    file.sha256 = QString::fromLatin1(QCryptographicHash::hash(file.bytes, QCryptographicHash::Sha256).toHex());
    file.lines = {{{file.name, u"line 2"_s}, u"elm-1"_s, {}, u"Hhk objects"_s, u"confirmed"_s, 1763690400000, 0, 1}};
    file.rows = 1;
    OK(s().scopes.apply(id, file, FromProduction::No, {}, u"Flow log"_s));
    QVERIFY(!saying(u"Hhk"_s).isEmpty());
    const auto key = ask(u"incident_scope"_s, s().customers.scope(id)->first().head); // as the window points at it
    OK(key);
    QVERIFY(!s().redactions.places(*key)->first().isCopy);
    OK(confirm(*key));
    QCOMPARE(saying(u"Hhk"_s), QStringList());
    QCOMPARE(s().customers.scope(id)->first().subscription, row.subscription);
    QCOMPARE(team->findings(), QString());
}

/** The names of what left go, one and all; its digests stay, and the list says so. */
void TestRedactedFields::itemNames()
{
    const auto now = [&] { return s().transfers.ofIncident(id)->first(); };
    team->actAs(people.value(u"responder"_s));
    OK(s().transfers.ask(id, sampleTransfer(u"Dumps"_s, team->clock.nowMs())));
    team->actAs(team->ada);
    OK(s().transfers.answer(now(), allYes(now())));
    team->actAs(team->mira);
    OK(s().transfers.decide(now(), approval(team->clock.nowMs() + kDayMs)));
    OK(s().transfers.recordMove(now(), sampleMove(team->clock.nowMs(), {sampleItem(u"Jane Qqz.csv"_s, "1"),
                                                                        sampleItem(u"Mary Qqz.csv"_s, "2")})));
    for (int left = 2; left > 0; --left) {
        const auto key = ask(u"transfer_item"_s,
                             team->db->scalar(u"SELECT max(id) FROM transfer_item WHERE name <> ''"_s).toLongLong());
        OK(key);
        OK(confirm(*key));
        QCOMPARE(saying(u"Qqz"_s).isEmpty(), left == 1);
    }
    QCOMPARE(team->findings(), QString());
    const auto d = s().transfers.details(now().id);
    const TransferItem &first = d->moves.first().content.items.first();
    QVERIFY(custodySums(*d).startsWith("# " + first.sha256.toLatin1() + " (name redacted)\n"));
    const QString custody = custodyMarkdown(*d, {}, team->clock.nowMs());
    QVERIFY2(custody.contains(u"(name redacted)"_s) && custody.contains(first.sha256), qPrintable(custody));
}

/** P13.5: what somebody said by telephone, written down with pasted content; its confirmation is one question still. */
void TestRedactedFields::attestedWords()
{
    id = team->diagnosed(u"Said by telephone"_s);
    ScopeRow row = team->customer(u"Fir"_s, u"fir-1"_s, u"fay@fir.example"_s);
    OK(s().customers.setScope(id, team->seen(id, row), u"log"_s));
    OK(team->declare(id));
    row.inScope = false;
    Attestation said = team->said(team->ada);
    said.words = u"Yes: Rrw"_s;
    OK(s().customers.setScope(id, team->seen(id, row), u"Another tenant."_s, said));
    const auto attested = s().attestations.ofIncident(id);
    QVERIFY(attested->size() >= 2); // of the row, and of the duty that goes with it
    const auto open = s().attestations.open(false);
    const auto mine = std::count_if(open->begin(), open->end(), [this](const auto &d) { return d.incident == id; });
    const auto key = ask(u"scope_change"_s, team->db->scalar(u"SELECT max(id) FROM scope_change"_s).toLongLong());
    OK(key);
    OK(confirm(*key));
    team->actAs(team->mira);
    const auto after = s().attestations.open(false);
    QCOMPARE(std::count_if(after->begin(), after->end(), [this](const auto &d) { return d.incident == id; }), mine);
    const auto duty =
        ask(u"obligation_change"_s,
            team->db->scalar(u"SELECT max(id) FROM obligation_change WHERE attested_by IS NOT NULL"_s).toLongLong());
    OK(duty);
    OK(confirm(*duty));
    QCOMPARE(saying(u"Rrw"_s), QStringList());
    team->actAs(team->mira);
    const auto blanked = s().attestations.ofIncident(id);
    for (const AttestedDecision &d : *blanked) {
        QCOMPARE(d.by, team->ada);
        QCOMPARE(d.attested.words, QString());
    }
    QCOMPARE(team->findings(), QString());
}

/** A short value is asked for first and stands in a longer one: the rest of the longer one does not stay in a draft. */
void TestRedactedFields::draftsOfCopies()
{
    const QString secret = u"Jane Roe, card 7711"_s, longer = u"Heard from "_s + secret + u", Ward \"Tqt\""_s;
    const EntryId entry = note(secret);
    (void)note(longer);
    const QString both = QString::fromUtf8(
        QJsonDocument(QJsonObject{{u"text"_s, QString(longer + u" and "_s + secret)}}).toJson(QJsonDocument::Compact));
    team->actAs(people.value(u"responder"_s));
    OK(team->db->write([&] { return DraftRepository(*team->db).save({u"entry/9"_s, u"a"_s, id, both, 0}); }));
    const auto key = ask(u"timeline_entry"_s, entry.value);
    OK(key);
    QVERIFY(s().redactions.places(*key)->last().isCopy);
    OK(confirm(*key));
    team->actAs(people.value(u"responder"_s));
    QCOMPARE(s().drafts.of(u"entry/9"_s)->first().payload, uR"({"text":" and "})"_s);
    QCOMPARE(saying(u"Tqt"_s), QStringList());
    QCOMPARE(team->findings(), QString());
}

/** What somebody typed while the database was away, from what is redacted before it is back. */
void TestRedactedFields::draftOnADisk()
{
    const QString secret = u"Ward list \"Zwk\", card 7788"_s, word = u"Zwk"_s;
    const EntryId entry = note(secret);
    QTemporaryDir home;
    const PersonId responder = people.value(u"responder"_s);
    const DraftStore store(s().record.head()->databaseUuid, responder, home.filePath(u"drafts"_s));
    const auto payload = [](const QString &text) {
        return QString::fromUtf8(QJsonDocument(QJsonObject{{u"text"_s, text}}).toJson(QJsonDocument::Compact));
    };
    OK(store.save({u"entry/9"_s, id, payload(u"I saw "_s + secret + u" there"_s), team->clock.nowMs(), u"a"_s,
                   DraftBefore{u"b"_s, payload(secret)}}));
    const auto key = ask(u"timeline_entry"_s, entry.value);
    OK(key);
    OK(confirm(*key));
    team->actAs(responder);
    s().drafts.setStore(store);
    const auto offered = s().drafts.of(u"entry/9"_s);
    OK(offered);
    QCOMPARE(offered->size(), 1);
    QCOMPARE(offered->first().payload, payload(u"I saw  there"_s));
    const Draft left = store.all().first();
    QVERIFY(!left.payload.contains(word) && !left.before->payload.contains(word)); // on the disk either
    OK(store.save({u"entry/10"_s, id, payload(secret + u'!'), team->clock.nowMs(), u"a"_s, {}}));
    OK(s().drafts.bringBack());
    QVERIFY(store.isEmpty());
    QCOMPARE(s().drafts.of(u"entry/10"_s)->first().payload, payload(u"!"_s));
    QCOMPARE(saying(word), QStringList());
}

void TestRedactedFields::wordsOfADraft_data()
{
    QTest::addColumn<QString>("payload");
    QTest::addColumn<QString>("left");
    const auto row = [](const char *name, const QString &payload, const QString &left) {
        QTest::newRow(name) << payload << left;
    };
    row("no JSON", u"saw Jane Roe, twice: Jane Roe"_s, u"saw , twice: "_s);
    row("deep inside", uR"({"rows":[{"what":"of Jane Roe"},7,null]})"_s, uR"({"rows":[{"what":"of "},7,null]})"_s);
    row("a part of another word", u"Mary-Jane Roes"_s, u"Mary-Jane Roes"_s);
    row("letters of more bytes around it", u"Żółć Jane Roe 🔥"_s, u"Żółć  🔥"_s);
    row("one within another", u"said: Jane Roe called from Berlin."_s, u"said: ."_s);
    row("words without spaces", u"見た田中花子一覧だ"_s, u"見ただ"_s);
    row("too short to say anything", u"at Oslo"_s, u"at Oslo"_s);
    row("written as it was", u"{ \"a\" : 1 }"_s, u"{ \"a\" : 1 }"_s);
}

void TestRedactedFields::wordsOfADraft()
{
    QFETCH(QString, payload);
    GoneValues gone;
    for (const QString &value :
         {u"Jane Roe"_s, u"Jane Roe called from Berlin"_s, u"Roe called"_s, u"田中花子一覧"_s, u"Oslo"_s}) {
        const QByteArray bytes = value.toUtf8();
        gone[bytes.size()].insert(
            QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()));
    }
    QTEST(withoutGone(payload, gone), "left");
}

QTEST_GUILESS_MAIN(TestRedactedFields)
#include "tst_redactedfields.moc"
