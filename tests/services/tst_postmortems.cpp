#include "models/services/postmortemtemplates.h"
#include "tests/services/expect.h"
#include "tests/services/peoplebyrole.h"
#include "tests/storage/populated.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {
const QString kSecret = u"xylophone"_s;
} // namespace

/** P11, on both engines: written, reviewed, approved, commented, asked about; and who reads it, by every way there is.
 */
class TestPostmortems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void goesThroughItsStates();
    void reviewComesBeforeApproval();
    void givenBackWithWords();
    void approvedIsFrozen();
    void timelineIsInStep();
    void timelineByHand();
    void severalAuthors();
    void commentsAndSuggestions();
    void staleCommentIsAConflict();
    void contributions();
    void whoIsAskedHasToSee();
    void forbiddenReaders_data();
    void forbiddenReaders();
    void usesAreInTheRecord();
    void exportsAreMarked();
    void exportThatCannotBeWritten();
    void waitsForTheNext();
    void sentencesOfTheRecord();
    void templates_data();
    void templates();
    void builtInTemplates();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] PostmortemService &pm() { return s().postmortems; }
    [[nodiscard]] Postmortem now() { return pm().of(id).value_or(std::nullopt).value_or(Postmortem{}); }
    [[nodiscard]] PostmortemBody body() { return PostmortemBody::fromMarkdown(now().body); }
    [[nodiscard]] Result<void> write(const QString &summary, const QString &remark = {})
    {
        PostmortemBody b = body();
        b.text.insert(PostmortemSection::Summary, summary);
        return pm().save(id, now().version, b, remark);
    }
    [[nodiscard]] Result<EntryId> happens(const QString &text, bool key)
    {
        team->clock.advance(kMinuteMs);
        return s().timeline.add(id, {EntryKind::Note, team->clock.nowMs(), text, {}, key});
    }
    [[nodiscard]] QStringList picked()
    {
        QStringList texts;
        for (const PickedEntry &e : body().picked)
            texts << e.text;
        return texts;
    }

    void writeTheSecret();
    [[nodiscard]] QStringList toldElsewhere();

    std::unique_ptr<Team> team;
    QHash<QString, PersonId> people;
    IncidentId id;
};

void TestPostmortems::initTestCase()
{
    team = std::make_unique<Team>();
    people = peopleByRole(*team);
    people[u"author"_s] = team->person(u"Pia Post"_s, Role::PostmortemAuthor);
    people[u"second"_s] = team->person(u"Quin Post"_s, Role::PostmortemAuthor);
    people[u"administrator"_s] = team->person(u"Kay Keep"_s, Role::Administrator);
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestPostmortems::init()
{
    team->actAs(team->mira);
    id = team->diagnosed(u"Tokens accepted"_s);
}

/** The record of all tests together: over a server, verifying it after each of them cost a second. */
void TestPostmortems::cleanupTestCase()
{
    team->actAs(team->mira);
    const QString found = team->findings();
    QVERIFY2(found.isEmpty(), qPrintable(found));
}

void TestPostmortems::goesThroughItsStates()
{
    team->actAs(people[u"author"_s]);
    REFUSED(pm().save(id, 0, PostmortemBody{}), ErrorKind::Invalid);
    OK(write(u"A token was reused."_s));
    QCOMPARE(now().state, PostmortemState::Draft);
    OK(pm().submit(id, 1));
    REFUSED(pm().submit(id, 2), ErrorKind::Refused);
    team->actAs(team->mira);
    OK(pm().review(id, 2, {}));
    QCOMPARE(now().reviewedByName, u"Mira Kahn"_s);
    team->actAs(people[u"executive"_s]);
    OK(pm().approve(id, 3, {}));
    QCOMPARE(now().state, PostmortemState::Approved);
    QVERIFY(now().approvedMs > 0);
    const auto versions = pm().versions(id);
    QVERIFY(versions && versions->size() == 1 && versions->first().approved);
}

/** P11.2: the incident manager reviews it, and only who holds the incident. */
void TestPostmortems::reviewComesBeforeApproval()
{
    team->actAs(people[u"author"_s]);
    OK(write(u"A token."_s));
    REFUSED(pm().review(id, 1, {}), ErrorKind::Denied);
    OK(pm().submit(id, 1));
    team->actAs(people[u"legal"_s]);
    REFUSED(pm().approve(id, 2, {}), ErrorKind::Refused);
    REFUSED(pm().review(id, 2, {}), ErrorKind::Denied);
    team->actAs(people[u"manager"_s]);
    REFUSED(pm().review(id, 2, {}), ErrorKind::Denied);
    team->actAs(team->mira);
    OK(pm().review(id, 2, {}));
    // What is written after the review has to be reviewed again.
    team->actAs(people[u"author"_s]);
    OK(write(u"Two tokens."_s));
    OK(pm().submit(id, 4));
    team->actAs(people[u"legal"_s]);
    REFUSED(pm().approve(id, 5, {}), ErrorKind::Refused);
}

void TestPostmortems::givenBackWithWords()
{
    team->actAs(people[u"author"_s]);
    OK(write(u"A token."_s));
    REFUSED(pm().giveBack(id, 1, u"Too short."_s), ErrorKind::Refused);
    OK(pm().submit(id, 1));
    team->actAs(team->mira);
    OK(pm().review(id, 2, {}));
    REFUSED(pm().giveBack(id, 3, u" "_s), ErrorKind::Invalid);
    OK(pm().giveBack(id, 3, u"Say since when."_s));
    QCOMPARE(now().state, PostmortemState::Draft);
    QCOMPARE(now().returnRemark, u"Say since when."_s);
    QVERIFY(!now().isReviewed());
    team->actAs(people[u"author"_s]);
    OK(pm().submit(id, 4)); // the same text, with its reasons said elsewhere
    team->actAs(people[u"legal"_s]);
    REFUSED(pm().approve(id, 5, {}), ErrorKind::Refused); // the review before was of what was given back
}

void TestPostmortems::approvedIsFrozen()
{
    team->actAs(people[u"author"_s]);
    OK(write(u"A token."_s));
    OK(pm().submit(id, 1));
    team->actAs(team->mira);
    OK(pm().review(id, 2, {}));
    team->actAs(people[u"legal"_s]);
    OK(pm().approve(id, 3, {}));
    const QString approved = now().sha256;
    team->actAs(people[u"author"_s]);
    REFUSED(write(u"Two tokens."_s), ErrorKind::Invalid);
    OK(write(u"Two tokens."_s, u"A second one was found."_s));
    QCOMPARE(now().state, PostmortemState::Draft);
    const auto versions = pm().versions(id);
    QVERIFY(versions && versions->size() == 2);
    QCOMPARE(versions->first().remark, u"A second one was found."_s);
    QVERIFY(!versions->first().approved && versions->last().approved);
    QCOMPARE(versions->last().sha256, approved);
    QVERIFY(pm().bodyOf(id, versions->last().text)->contains(u"A token."_s));
}

/** The key events that stand are in each version; submitting asks for one that is in step. */
void TestPostmortems::timelineIsInStep()
{
    team->actAs(people[u"author"_s]);
    OK(happens(u"First sign"_s, true));
    const auto blocked = happens(u"Blocked"_s, true);
    OK(happens(u"A remark"_s, false));
    OK(write(u"A token."_s));
    QVERIFY2(picked().contains(u"First sign"_s) && picked().contains(u"Blocked"_s) && !picked().contains(u"A remark"_s),
             qPrintable(picked().join(u'|')));
    OK(s().timeline.strike(*blocked, u"It was another host."_s));
    OK(happens(u"Blocked on the right host"_s, true));
    const auto refused = pm().submit(id, 1);
    QVERIFY(!refused);
    QCOMPARE(refused.error().field, u"timeline"_s);
    OK(write(u"A token."_s));
    QVERIFY(!picked().contains(u"Blocked"_s) && picked().contains(u"Blocked on the right host"_s));
    OK(pm().submit(id, 2));
}

void TestPostmortems::timelineByHand()
{
    team->actAs(people[u"author"_s]);
    const auto key = happens(u"Loud, and of no weight"_s, true);
    const auto quiet = happens(u"Quiet, and decisive"_s, false);
    const auto other =
        s().timeline.add(team->record(u"Another"_s), {EntryKind::Note, team->clock.nowMs(), u"Elsewhere"_s, {}, false});
    OK(other);
    PostmortemBody b;
    b.text.insert(PostmortemSection::Summary, u"A token."_s);
    b.without = {key->value};
    b.also = {quiet->value, other->value};
    OK(pm().save(id, 0, b));
    QVERIFY(picked().contains(u"Quiet, and decisive"_s) && !picked().contains(u"Loud, and of no weight"_s));
    QVERIFY(!picked().contains(u"Elsewhere"_s));
    QCOMPARE(body().without, QSet<qint64>{key->value});
}

/** P12.3: the second of two is told. */
void TestPostmortems::severalAuthors()
{
    team->actAs(people[u"author"_s]);
    OK(write(u"A token."_s));
    team->actAs(people[u"second"_s]);
    PostmortemBody b = body();
    b.text.insert(PostmortemSection::Lessons, u"Rotate."_s);
    OK(pm().save(id, 1, b));
    team->actAs(people[u"author"_s]);
    REFUSED(pm().save(id, 1, b), ErrorKind::Conflict);
    const auto lines = pm().lines();
    QVERIFY(lines);
    const auto line = std::find_if(lines->begin(), lines->end(), [this](const auto &l) { return l.incident == id; });
    QVERIFY(line != lines->end());
    QCOMPARE(line->authorNames, u"Pia Post, Quin Post"_s);
}

void TestPostmortems::commentsAndSuggestions()
{
    team->actAs(people[u"author"_s]);
    OK(write(u"A token was reused for a week."_s));
    PostmortemComment c;
    c.text = now().text;
    c.quote = u"for a week"_s;
    c.remark = u"The log says nine days."_s;
    c.suggestion = u"for nine days"_s;
    team->actAs(people[u"responder"_s]);
    REFUSED(pm().comment(id, c), ErrorKind::Denied);
    team->actAs(people[u"auditor"_s]);
    REFUSED(pm().comment(id, c), ErrorKind::Denied);
    team->actAs(people[u"legal"_s]);
    PostmortemComment nowhere = c;
    nowhere.quote = u"for a month"_s;
    REFUSED(pm().comment(id, nowhere), ErrorKind::Invalid);
    OK(pm().comment(id, c));
    OK(pm().comment(id, c));
    auto all = pm().comments(id);
    QVERIFY(all && all->size() == 2);
    REFUSED(pm().settle(id, all->first().id, CommentOutcome::Taken, {}), ErrorKind::Denied);
    OK(pm().settle(id, all->last().id, CommentOutcome::Withdrawn, {}));
    team->actAs(people[u"author"_s]);
    REFUSED(pm().settle(id, all->first().id, CommentOutcome::Declined, u" "_s), ErrorKind::Invalid);
    REFUSED(pm().settle(id, all->first().id, CommentOutcome::Withdrawn, {}), ErrorKind::Refused);
    OK(pm().settle(id, all->first().id, CommentOutcome::Taken, {}));
    REFUSED(pm().settle(id, all->first().id, CommentOutcome::Taken, {}), ErrorKind::Conflict);
    all = pm().comments(id);
    QCOMPARE(all->first().outcome, CommentOutcome::Taken);
    QCOMPARE(all->first().endedByName, u"Pia Post"_s);
    QCOMPARE(all->last().outcome, CommentOutcome::Withdrawn);
}

void TestPostmortems::staleCommentIsAConflict()
{
    team->actAs(people[u"author"_s]);
    OK(write(u"A token."_s));
    PostmortemComment c;
    c.text = now().text;
    c.remark = u"When?"_s;
    OK(write(u"Two tokens."_s));
    REFUSED(pm().comment(id, c), ErrorKind::Conflict);
}

/** P11.2: who is asked sees the question and their own answer alone. */
void TestPostmortems::contributions()
{
    team->actAs(people[u"author"_s]);
    OK(write(u"The %1 was it."_s.arg(kSecret)));
    for (const QString &asked : {u"responder"_s, u"manager"_s}) {
        PostmortemQuestion q;
        q.asked = people[asked];
        q.question = u"What did you see, %1?"_s.arg(asked);
        OK(pm().ask(id, q));
    }
    team->actAs(people[u"responder"_s]);
    REFUSED(pm().of(id), ErrorKind::Denied);
    auto mine = pm().questions(id);
    QVERIFY(mine && mine->size() == 1);
    QCOMPARE(mine->first().question, u"What did you see, responder?"_s);
    const auto waits = s().approvals.overview();
    QVERIFY(waits);
    QCOMPARE(
        std::count_if(waits->mine.begin(), waits->mine.end(),
                      [this](const Approval &a) { return a.kind == ApprovalKind::Contribution && a.incident == id; }),
        1);
    REFUSED(pm().answer(id, mine->first().id, u" "_s), ErrorKind::Invalid);
    OK(pm().answer(id, mine->first().id, u"A light."_s));
    OK(pm().answer(id, mine->first().id, u"And a second one."_s));
    const QuestionId answered = mine->first().id;
    team->actAs(people[u"manager"_s]);
    mine = pm().questions(id);
    QVERIFY(mine && mine->size() == 1 && mine->first().answers.isEmpty());
    REFUSED(pm().answer(id, answered, u"Me too."_s), ErrorKind::Denied);
    team->actAs(people[u"executive"_s]);
    const auto all = pm().questions(id);
    QVERIFY(all && all->size() == 2);
    QCOMPARE(all->first().answers.size(), 2);
    QCOMPARE(all->first().answers.first().text, u"A light."_s);
    // Nobody else sees that there is one.
    team->actAs(people[u"administrator"_s]);
    const auto none = pm().questions(id);
    QVERIFY(!none || none->isEmpty());
}

void TestPostmortems::whoIsAskedHasToSee()
{
    team->actAs(people[u"author"_s]);
    OK(write(u"A token."_s));
    PostmortemQuestion q;
    q.question = u"When?"_s;
    for (const QString &asked : {u"administrator"_s, u"auditor"_s}) {
        q.asked = people[asked];
        REFUSED(pm().ask(id, q), ErrorKind::Invalid);
    }
    q.asked = people[u"responder"_s];
    q.question = u" "_s;
    REFUSED(pm().ask(id, q), ErrorKind::Invalid);
    team->actAs(people[u"legal"_s]);
    q.question = u"When?"_s;
    REFUSED(pm().ask(id, q), ErrorKind::Denied);
}

/** P11.3: each of those who may not read it, on each path that leads to it. */
void TestPostmortems::forbiddenReaders_data()
{
    QTest::addColumn<bool>("reads");
    for (const char *who : {"responder", "manager", "administrator"})
        QTest::newRow(who) << false;
    for (const char *who : {"holder", "legal", "executive", "author", "second", "auditor"})
        QTest::newRow(who) << true;
}

void TestPostmortems::writeTheSecret()
{
    team->actAs(people[u"author"_s]);
    OK(write(u"The %1 was never tuned."_s.arg(kSecret)));
    PostmortemComment c;
    c.text = now().text;
    c.remark = u"Which %1?"_s.arg(kSecret);
    OK(pm().comment(id, c));
    PostmortemQuestion q;
    q.asked = people[u"second"_s];
    q.question = u"Whose %1?"_s.arg(kSecret);
    OK(pm().ask(id, q));
    OK(pm().submit(id, 1));
}

/** What the record, the timeline, the situation report and SQL say to whoever is logged in. */
QStringList TestPostmortems::toldElsewhere()
{
    QStringList told;
    const auto tell = [&told](const auto &result, auto texts) {
        if (result)
            told << texts(*result);
    };
    // The record, on its page and as it is exported.
    const auto sentences = [](const AuditEntry &e) { return e.sentence + e.beforeJson + e.afterJson; };
    tell(s().record.page({id, {}, 0, 0, 0}, 0, 1000), [&](const auto &page) {
        QStringList texts;
        for (const AuditEntry &e : page)
            texts << sentences(e);
        return texts;
    });
    (void)s().record.exportAudit([&](const AuditEntry &e) {
        told << sentences(e);
        return true;
    });
    // The timeline, and the situation report, say nothing of it to anybody.
    tell(s().timeline.after(id, {}, {}, 1000), [](const auto &entries) {
        QStringList texts;
        for (const TimelineEntry &e : entries)
            texts << e.text;
        return texts;
    });
    tell(s().team.report(id), [](const auto &report) { return QStringList{report.markdown}; });
    // SQL on the shared database: over the person's own connection, past the program.
    if (onServer())
        for (const char *table :
             {"postmortem", "postmortem_text", "postmortem_decision", "postmortem_comment", "postmortem_comment_end",
              "postmortem_question", "postmortem_answer", "postmortem_use"}) {
            const QString rows = u"SELECT coalesce(string_agg(x::text, ' '), '') FROM %1 x WHERE incident_id = %2"_s
                                     .arg(QLatin1StringView(table))
                                     .arg(id.value);
            told << team->db->scalar(rows).toString();
        }
    return told;
}

void TestPostmortems::forbiddenReaders()
{
    QFETCH(bool, reads);
    const QString who = QString::fromLatin1(QTest::currentDataTag());
    writeTheSecret();
    const PostmortemTextId text = now().text;

    team->actAs(people[who]);
    QStringList told; // whatever any path says to this person
    // The window: text, versions, comments, questions, uses.
    QCOMPARE(pm().of(id).has_value(), reads);
    QCOMPARE(pm().open(id).has_value(), reads);
    QCOMPARE(pm().versions(id).has_value(), reads);
    QCOMPARE(pm().bodyOf(id, text).has_value(), reads);
    QCOMPARE(pm().comments(id).has_value(), reads);
    QCOMPARE(pm().uses(id).has_value(), reads);
    const auto asked = pm().questions(id);
    for (const PostmortemQuestion &x : asked.value_or(QList<PostmortemQuestion>{}))
        told << x.question;
    // Lists: of post-mortems, and of what waits for a decision.
    const auto lines = pm().lines();
    QCOMPARE(lines && std::any_of(lines->begin(), lines->end(), [this](const auto &l) { return l.incident == id; }),
             reads);
    const auto waits = s().approvals.overview();
    const QList<Approval> waiting = waits ? waits->mine + waits->others + waits->decided : QList<Approval>();
    QCOMPARE(std::any_of(waiting.begin(), waiting.end(),
                         [this](const Approval &a) { return a.kind == ApprovalKind::Postmortem && a.incident == id; }),
             reads);
    // Search.
    const auto found = s().search.search(kSecret);
    QVERIFY(!found || found->isEmpty());
    // Exports.
    QCOMPARE(pm().exported(id, PostmortemFormat::Markdown, u"x.md"_s).has_value(), reads);
    QCOMPARE(pm().printed(id).has_value(), reads);
    const QString file = team->path(u"out-"_s + who);
    QCOMPARE(pm().exportTo(id, PostmortemFormat::Pdf, file).has_value(), reads);
    QCOMPARE(QFileInfo::exists(file), reads);
    told << toldElsewhere();
    const QString all = told.join(u'\n');
    QCOMPARE(all.contains(kSecret, Qt::CaseInsensitive), reads);
}

/** P11.3: openings, prints and exports, by whom, of which version. */
void TestPostmortems::usesAreInTheRecord()
{
    team->actAs(people[u"author"_s]);
    OK(write(u"A token."_s));
    team->actAs(people[u"auditor"_s]);
    OK(pm().of(id)); // the program's own look is none
    QVERIFY(pm().uses(id)->isEmpty());
    OK(pm().open(id));
    OK(pm().exported(id, PostmortemFormat::Markdown, u"pm.md"_s));
    OK(pm().printed(id));
    const auto uses = pm().uses(id);
    QVERIFY(uses && uses->size() == 3);
    QString kinds;
    for (const PostmortemUseLine &u : *uses) {
        kinds += codeOf(u.kind) + u' ';
        QCOMPARE(u.byName, u"Aud Holm"_s);
        QCOMPARE(u.number, 1);
    }
    QCOMPARE(kinds, u"printed exported opened "_s);
    QCOMPARE(uses->at(1).fileName, u"pm.md"_s);
}

void TestPostmortems::exportsAreMarked()
{
    team->actAs(people[u"author"_s]);
    OK(write(u"A token."_s));
    Measure m;
    m.what = u"Shorter | lives"_s;
    OK(s().measures.add(id, m));
    const auto markdown = pm().exported(id, PostmortemFormat::Markdown, u"pm.md"_s);
    OK(markdown);
    const QString text = QString::fromUtf8(*markdown);
    const QString mark = PostmortemService::marking(team->now(id).reference());
    QVERIFY(mark.contains(u"HIGHLY CONFIDENTIAL"_s) && mark.contains(team->now(id).reference()));
    QCOMPARE(text.count(mark), 2); // first and last
    QVERIFY(text.contains(u"A token."_s) && text.contains(u"Pia Post"_s) && text.contains(now().sha256));
    QVERIFY(text.contains(u"Shorter \\| lives"_s));
    QVERIFY(!text.contains(u"<!--"_s));
}

/** A file that cannot be written is in no record. */
void TestPostmortems::exportThatCannotBeWritten()
{
    team->actAs(people[u"author"_s]);
    OK(write(u"A token."_s));
    REFUSED(pm().exportTo(id, PostmortemFormat::Markdown, u"/nonexistent/pm.md"_s), ErrorKind::Invalid);
    QVERIFY(pm().uses(id)->isEmpty());
    const QString path = team->path(u"pm.md"_s);
    OK(pm().exportTo(id, PostmortemFormat::Markdown, path));
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

/** Approvals: first the manager's turn, then that of whoever approves and wrote none of it. */
void TestPostmortems::waitsForTheNext()
{
    const auto mine = [this](const QString &who) {
        team->actAs(people[who]);
        const auto waits = s().approvals.overview();
        return waits && std::any_of(waits->mine.begin(), waits->mine.end(), [this](const Approval &a) {
                   return a.kind == ApprovalKind::Postmortem && a.incident == id;
               });
    };
    team->actAs(people[u"author"_s]);
    OK(write(u"A token."_s));
    OK(pm().submit(id, 1));
    QVERIFY(mine(u"holder"_s) && !mine(u"legal"_s) && !mine(u"author"_s));
    team->actAs(team->mira);
    OK(pm().review(id, 2, {}));
    QVERIFY(mine(u"legal"_s) && mine(u"executive"_s) && !mine(u"author"_s) && !mine(u"auditor"_s));
}

void TestPostmortems::sentencesOfTheRecord()
{
    team->actAs(people[u"author"_s]);
    OK(write(u"A token."_s, u"First words."_s));
    OK(pm().submit(id, 1));
    team->actAs(team->mira);
    OK(pm().giveBack(id, 2, u"Longer."_s));
    OK(pm().open(id));
    QStringList sentences;
    const auto page = s().record.page({id, {}, 0, 0, 0}, 0, 100);
    OK(page);
    for (const AuditEntry &e : *page)
        sentences << e.sentence;
    for (const QString &sentence :
         {u"wrote a version of the post-mortem: First words."_s, u"submitted the post-mortem for review"_s,
          u"gave the post-mortem back to its authors: Longer."_s, u"opened the post-mortem"_s})
        QVERIFY2(sentences.contains(sentence), qPrintable(sentence));
}

void TestPostmortems::templates_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const QString &from, const QString &to, const QString &where) {
        QTest::newRow(name) << from << to << where;
    };
    row("another schema", u"postmortems/1"_s, u"postmortems/2"_s, u"schema"_s);
    row("a section less", u"\"lessons\": "_s, u"\"impact\": "_s, u"sections"_s);
    row("a section that is not there", u"\"impact\": \"What the intruder"_s, u"\"cost\": \"What the intruder"_s,
        u"intrusion"_s);
    row("an empty guide",
        u"\"What was on it, for whom, protected how; when the protection was shown to hold, or not.\""_s, u"\" \""_s,
        u"lost_device"_s);
    row("a cause twice", u"\"code\": \"defect\""_s, u"\"code\": \"misuse\""_s, u"causes"_s);
    row("a kind without a name", u"\"name\": \"Intrusion\""_s, u"\"name\": \" \""_s, u"entries"_s);
    row("no JSON", u"{"_s, u"["_s, u"file"_s);
}

void TestPostmortems::templates()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, where);
    (void)PostmortemTemplates::builtIn();
    QFile file(u":/templates/postmortems.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QString text = QString::fromUtf8(file.readAll());
    const qsizetype at = text.indexOf(from);
    QVERIFY(at >= 0);
    const auto read = PostmortemTemplates::fromJson(text.replace(at, from.size(), to).toUtf8());
    QVERIFY(!read);
    QCOMPARE(read.error().field, where);
}

void TestPostmortems::builtInTemplates()
{
    const auto &all = PostmortemTemplates::builtIn();
    OK(all);
    QVERIFY(all->kinds().size() >= 6 && all->causes().size() >= 8);
    for (const auto &kind : all->kinds())
        for (const auto &e : enumTable<PostmortemSection>())
            QVERIFY2(!all->guide(kind.code, e.value).isEmpty(), e.code);
    QVERIFY(all->guide(u"intrusion"_s, PostmortemSection::RootCause) != all->guide({}, PostmortemSection::RootCause));
    QCOMPARE(all->causeName(u"gone"_s), u"gone"_s);
}

QTEST_GUILESS_MAIN(TestPostmortems)
#include "tst_postmortems.moc"
