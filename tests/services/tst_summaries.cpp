#include "tests/services/expect.h"
#include "tests/services/peoplebyrole.h"
#include "tests/storage/populated.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {

SummaryParagraph from(const QString &text, QSet<PostmortemSection> sections = {PostmortemSection::Impact})
{
    return {text, std::move(sections)};
}

} // namespace

/** P11.4, on both engines: the summary of a post-mortem, from its first draft to the notice. */
class TestSummaries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();
    void needsThePostmortem();
    void everyParagraphCameFromSomewhere();
    void leaksAreFound_data();
    void leaksAreFound();
    void openWordsKeepItFromLegal();
    void aNewTextIsLookedThroughAnew();
    void approvedByLegalAlone();
    void authorNeverApproves();
    void givenBackWithWords();
    void staleIsAConflict();
    void saysThatThePostmortemChanged();
    void approvedOneIsForNotices_data();
    void approvedOneIsForNotices();
    void forbiddenReaders_data();
    void forbiddenReaders();
    void waitsForLegal();
    void disownedWaitsAgain();
    void sentencesOfTheRecord();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] SummaryService &summaries() { return s().summaries; }
    [[nodiscard]] PostmortemSummary now()
    {
        return summaries().of(id).value_or(std::nullopt).value_or(PostmortemSummary{});
    }
    [[nodiscard]] Result<void> write(const QString &text) { return summaries().save(id, now().version, {from(text)}); }
    [[nodiscard]] Result<void> lookThrough();
    /** Written by the author and with legal. */
    void withLegal(const QString &text);

    std::unique_ptr<Team> team;
    QHash<QString, PersonId> people;
    IncidentId id;
};

void TestSummaries::initTestCase()
{
    team = std::make_unique<Team>();
    people = peopleByRole(*team);
    people[u"author"_s] = team->person(u"Pia Post"_s, Role::PostmortemAuthor);
    people[u"both"_s] = team->person(u"Lea Writ"_s, Roles(Role::PostmortemAuthor) | Role::Legal);
    people[u"administrator"_s] = team->person(u"Kay Keep"_s, Role::Administrator);
    (void)team->customer(u"Birch Clinic"_s, u"Birch production"_s, u"sec@birch.example"_s);
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestSummaries::init()
{
    team->actAs(team->mira);
    id = team->diagnosed(u"Tokens accepted"_s);
    team->actAs(people[u"author"_s]);
    OK(s().postmortems.save(id, 0, u"## Summary\n\nA token was used twice."_s));
}

void TestSummaries::cleanup()
{
    if (!onServer()) // there the whole record costs a second each time: once, when all have written
        cleanupTestCase();
}

void TestSummaries::cleanupTestCase()
{
    team->actAs(team->mira);
    const QString found = team->findings();
    QVERIFY2(found.isEmpty(), qPrintable(found));
}

Result<void> TestSummaries::lookThrough()
{
    for (const auto &e : enumTable<LeakKind>())
        if (auto ok = summaries().lookedThrough(id, now().version, e.value); !ok)
            return ok;
    return {};
}

void TestSummaries::withLegal(const QString &text)
{
    team->actAs(people[u"author"_s]);
    OK(write(text));
    OK(lookThrough());
    OK(summaries().submit(id, now().version));
}

void TestSummaries::needsThePostmortem()
{
    team->actAs(team->mira);
    const IncidentId other = team->diagnosed(u"Another"_s);
    team->actAs(people[u"author"_s]);
    REFUSED(summaries().save(other, 0, {from(u"Words."_s)}), ErrorKind::Refused);
}

void TestSummaries::everyParagraphCameFromSomewhere()
{
    REFUSED(summaries().save(id, 0, {}), ErrorKind::Invalid);
    REFUSED(summaries().save(id, 0, {from(u"Words."_s, {})}), ErrorKind::Invalid);
    REFUSED(summaries().save(id, 0, {from(u"Words."_s), from(u" "_s)}), ErrorKind::Invalid);
    const QList<SummaryParagraph> two{
        from(u"What happened.\n\nAt night."_s, {PostmortemSection::Summary}),
        from(u"What changes."_s, {PostmortemSection::Changes, PostmortemSection::Lessons})};
    OK(summaries().save(id, 0, two));
    QCOMPARE(summaryParagraphs(now().body), two);
    QCOMPARE(now().state, PostmortemState::Draft);
    QCOMPARE(now().authorName, u"Pia Post"_s);
}

void TestSummaries::leaksAreFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char *name, const QString &text, const QStringList &found) {
        QTest::newRow(name) << text << found;
    };
    row("nothing", u"A token was used twice."_s, {});
    row("a whole name", u"It was mira kahn who saw it."_s, {u"person mira"_s, u"person mira kahn"_s, u"person kahn"_s});
    row("a first name", u"Rita saw it."_s, {u"person Rita"_s});
    row("a part of a word is none", u"The Miracle of Haltung."_s, {});
    row("a machine", u"On db-07 and ci.build.internal, by svc_backup."_s,
        {u"system db-07"_s, u"system ci.build.internal"_s, u"system svc_backup"_s});
    row("an address", u"From 192.0.2.7 to https://x.example/a."_s,
        {u"system 192.0.2.7"_s, u"system https://x.example/a"_s});
    row("a customer", u"Birch Clinic was told."_s, {u"customer Birch Clinic"_s});
    row("a subscription", u"In BIRCH PRODUCTION alone."_s, {u"customer BIRCH PRODUCTION"_s});
    row("standards are none", u"As SHA-256, TLS-1.3, ISO-27001 and e-mail."_s, {});
}

void TestSummaries::leaksAreFound()
{
    QFETCH(QString, text);
    QFETCH(QStringList, found);
    const auto leaks = summaries().leaks(id, {from(text)});
    OK(leaks);
    QStringList words;
    for (const SummaryLeak &leak : *leaks) {
        words << codeOf(leak.kind) + u' ' + leak.words;
        QVERIFY(!leak.whose.isEmpty() && !leak.isSettled());
    }
    words.sort();
    found.sort();
    QCOMPARE(words, found);
}

void TestSummaries::openWordsKeepItFromLegal()
{
    OK(write(u"Rita saw a token on db-07."_s));
    REFUSED(summaries().submit(id, 1), ErrorKind::Refused);
    REFUSED(summaries().lookedThrough(id, 1, LeakKind::Person), ErrorKind::Refused);
    OK(summaries().lookedThrough(id, 1, LeakKind::Customer));
    REFUSED(summaries().mayStay(id, 1, LeakKind::Person, u"Rita"_s, u" "_s), ErrorKind::Invalid);
    REFUSED(summaries().mayStay(id, 1, LeakKind::Person, u"Hal"_s, u"He said so."_s), ErrorKind::Invalid);
    OK(summaries().mayStay(id, 1, LeakKind::Person, u"Rita"_s, u"She speaks for us."_s));
    OK(summaries().lookedThrough(id, 1, LeakKind::Person));
    REFUSED(summaries().lookedThrough(id, 1, LeakKind::System), ErrorKind::Refused);
    REFUSED(summaries().submit(id, 1), ErrorKind::Refused);
    OK(write(u"Rita saw a token."_s)); // the name of the machine is out; what may stay still may
    const auto leaks = summaries().leaks(id, {from(u"Rita saw a token."_s)});
    QVERIFY(leaks && leaks->size() == 1 && leaks->first().isSettled());
    QCOMPARE(leaks->first().reason, u"She speaks for us."_s);
    QCOMPARE(leaks->first().byName, u"Pia Post"_s);
    OK(lookThrough());
    OK(summaries().submit(id, 2));
    REFUSED(summaries().lookedThrough(id, 3, LeakKind::Person), ErrorKind::Refused);
}

void TestSummaries::aNewTextIsLookedThroughAnew()
{
    OK(write(u"A token."_s));
    OK(lookThrough());
    QCOMPARE(now().lookedFor.size(), 3);
    OK(write(u"Two tokens."_s));
    QVERIFY(now().lookedFor.isEmpty());
    REFUSED(summaries().submit(id, now().version), ErrorKind::Refused);
    OK(lookThrough());
    // Somebody came into the directory of people since it was looked through.
    team->actAs(team->mira);
    const PersonId late = team->person(u"Quinn Tomlin"_s, Role::Responder);
    QVERIFY(late.isValid());
    team->actAs(people[u"author"_s]);
    OK(write(u"Two tokens of Quinn."_s));
    REFUSED(summaries().lookedThrough(id, now().version, LeakKind::Person), ErrorKind::Refused);
}

void TestSummaries::approvedByLegalAlone()
{
    withLegal(u"Tokens were used."_s);
    for (const char *who : {"author", "executive", "manager", "responder", "auditor"}) {
        team->actAs(people[QString::fromLatin1(who)]);
        REFUSED(summaries().approve(id, 2, {}), ErrorKind::Denied);
    }
    team->actAs(people[u"legal"_s]);
    OK(summaries().approve(id, 2, {}));
    QCOMPARE(now().state, PostmortemState::Approved);
    QCOMPARE(now().approvedByName, u"Ada Ruiz"_s);
    REFUSED(summaries().approve(id, 3, {}), ErrorKind::Refused);
}

void TestSummaries::authorNeverApproves()
{
    team->actAs(people[u"both"_s]);
    OK(write(u"Tokens were used."_s));
    team->actAs(people[u"author"_s]);
    OK(write(u"Tokens were used twice."_s));
    OK(lookThrough());
    OK(summaries().submit(id, now().version));
    team->actAs(people[u"both"_s]);
    REFUSED(summaries().approve(id, now().version, {}), ErrorKind::Refused);
    team->actAs(team->mira);
    REFUSED(summaries().approve(id, now().version, team->said(people[u"both"_s])), ErrorKind::Refused);
    REFUSED(summaries().approve(id, now().version, team->said(team->eve)), ErrorKind::Invalid); // is not legal
    OK(summaries().approve(id, now().version, team->said(team->ada)));
}

void TestSummaries::givenBackWithWords()
{
    withLegal(u"Tokens were used."_s);
    team->actAs(people[u"legal"_s]);
    REFUSED(summaries().giveBack(id, 2, u" "_s), ErrorKind::Invalid);
    OK(summaries().giveBack(id, 2, u"Say since when."_s));
    QCOMPARE(now().state, PostmortemState::Draft);
    QCOMPARE(now().returnRemark, u"Say since when."_s);
    REFUSED(summaries().giveBack(id, 3, u"Again."_s), ErrorKind::Refused);
}

void TestSummaries::staleIsAConflict()
{
    OK(write(u"Tokens were used."_s));
    REFUSED(summaries().save(id, 0, {from(u"Mine."_s)}), ErrorKind::Conflict);
    OK(write(u"Tokens were used twice."_s));
    REFUSED(summaries().lookedThrough(id, 1, LeakKind::Person), ErrorKind::Conflict);
    REFUSED(summaries().submit(id, 1), ErrorKind::Conflict);
}

void TestSummaries::saysThatThePostmortemChanged()
{
    OK(write(u"Tokens were used."_s));
    QVERIFY(now().ofThisPostmortem);
    OK(s().postmortems.save(id, 1, u"## Summary\n\nMany tokens."_s));
    QVERIFY(!now().ofThisPostmortem);
    OK(write(u"Many tokens were used."_s));
    QVERIFY(now().ofThisPostmortem);
}

void TestSummaries::approvedOneIsForNotices_data()
{
    QTest::addColumn<bool>("drafts");
    for (const char *who : {"holder", "manager", "responder", "legal"})
        QTest::newRow(who) << true;
    for (const char *who : {"author", "executive", "auditor", "administrator"})
        QTest::newRow(who) << false;
}

/** P13.1: who drafts notices gets the approved words, whether or not they read the post-mortem; nobody an open draft.
 */
void TestSummaries::approvedOneIsForNotices()
{
    QFETCH(bool, drafts);
    const PersonId who = people[QString::fromLatin1(QTest::currentDataTag())];
    withLegal(u"Tokens were used."_s);
    team->actAs(who);
    if (const auto open = summaries().forNotice(id))
        QVERIFY(!open->has_value());
    team->actAs(people[u"legal"_s]);
    OK(summaries().approve(id, 2, {}));
    team->actAs(who);
    const auto text = summaries().forNotice(id);
    QCOMPARE(text.has_value(), drafts);
    if (drafts)
        QCOMPARE(**text, u"Tokens were used."_s);
    team->actAs(people[u"author"_s]);
    OK(write(u"Three tokens."_s)); // a draft again
    team->actAs(who);
    if (const auto open = summaries().forNotice(id))
        QVERIFY(!open->has_value());
}

void TestSummaries::forbiddenReaders_data()
{
    QTest::addColumn<bool>("reads");
    for (const char *who : {"responder", "manager", "administrator"})
        QTest::newRow(who) << false;
    for (const char *who : {"holder", "legal", "executive", "author", "auditor"})
        QTest::newRow(who) << true;
}

/** P11.3: until legal approves it, it is read by those who read the post-mortem, on every path. */
void TestSummaries::forbiddenReaders()
{
    QFETCH(bool, reads);
    withLegal(u"The xylophone was never tuned."_s);
    team->actAs(people[QString::fromLatin1(QTest::currentDataTag())]);
    QCOMPARE(summaries().of(id).has_value(), reads);
    QCOMPARE(summaries().leaks(id, {from(u"x"_s)}).has_value(), reads);
    const auto waits = s().approvals.overview();
    const QList<Approval> waiting = waits ? waits->mine + waits->others + waits->decided : QList<Approval>();
    QCOMPARE(std::any_of(waiting.begin(), waiting.end(),
                         [this](const Approval &a) { return a.kind == ApprovalKind::Summary && a.incident == id; }),
             reads);
    const auto found = s().search.search(u"xylophone"_s);
    QVERIFY(!found || found->isEmpty());
    QString told;
    (void)s().record.exportAudit([&](const AuditEntry &e) {
        told += e.sentence + e.beforeJson + e.afterJson;
        return true;
    });
    if (onServer()) // over the person's own connection, past the program
        for (const char *table : {"postmortem_summary", "postmortem_summary_text", "postmortem_summary_check",
                                  "postmortem_summary_decision"}) {
            const QString rows = team->db
                                     ->scalar(u"SELECT coalesce(string_agg(x::text, ' '), '') FROM %1 x WHERE "
                                              "incident_id = %2"_s.arg(QLatin1StringView(table))
                                                  .arg(id.value))
                                     .toString();
            QCOMPARE(!rows.isEmpty(), reads);
            told += rows;
        }
    QCOMPARE(told.contains(u"xylophone"_s), reads);
}

void TestSummaries::waitsForLegal()
{
    const auto mine = [this](const QString &who) {
        team->actAs(people[who]);
        const auto waits = s().approvals.overview();
        return waits && std::any_of(waits->mine.begin(), waits->mine.end(), [this](const Approval &a) {
                   return a.kind == ApprovalKind::Summary && a.incident == id;
               });
    };
    withLegal(u"Tokens were used."_s);
    QVERIFY(mine(u"legal"_s) && !mine(u"author"_s) && !mine(u"executive"_s));
    OK([this] {
        team->actAs(people[u"legal"_s]);
        return summaries().approve(id, 2, {});
    }());
    QVERIFY(!mine(u"legal"_s));
}

/** P13.5: on a server the person disowns it by log-in, and it waits again. */
void TestSummaries::disownedWaitsAgain()
{
    if (!onServer())
        QSKIP("an attested decision is final on a file");
    withLegal(u"Tokens were used."_s);
    team->actAs(team->mira);
    OK(summaries().approve(id, 2, team->said(team->ada)));
    team->actAs(people[u"legal"_s]);
    const auto open = s().attestations.ofIncident(id);
    OK(open);
    const auto its = std::find_if(open->begin(), open->end(),
                                  [](const AttestedDecision &d) { return d.act == AttestedAct::Summary; });
    QVERIFY(its != open->end());
    OK(s().attestations.answer(*its, AttestationAnswer::Disowned, u"Nobody asked me."_s));
    QCOMPARE(now().state, PostmortemState::InReview);
    QVERIFY(!summaries().forNotice(id)->has_value());
}

void TestSummaries::sentencesOfTheRecord()
{
    OK(write(u"Rita saw it."_s));
    OK(summaries().mayStay(id, 1, LeakKind::Person, u"Rita"_s, u"She speaks for us."_s));
    OK(lookThrough());
    OK(summaries().submit(id, 1));
    team->actAs(people[u"legal"_s]);
    OK(summaries().giveBack(id, 2, u"Longer."_s));
    QStringList sentences;
    const auto page = s().record.page({id, {}, 0, 0, 0}, 0, 100);
    OK(page);
    for (const AuditEntry &e : *page)
        sentences << e.sentence;
    for (const QString &sentence :
         {u"wrote a version of the summary for notices"_s,
          u"left \"Rita\" in the summary for notices: She speaks for us."_s,
          u"looked through the summary for notices: Internal systems"_s,
          u"submitted the summary for notices to legal"_s, u"gave the summary for notices back: Longer."_s})
        QVERIFY2(sentences.contains(sentence), qPrintable(sentence));
}

QTEST_GUILESS_MAIN(TestSummaries)
#include "tst_summaries.moc"
