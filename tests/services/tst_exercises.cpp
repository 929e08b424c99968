#include "models/services/realfinding.h"
#include "tests/storage/populated.h"

#include <QDir>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** P2.8 on both engines: kept apart, a barrier in the storage, and an exercise that was not announced. */
class TestExercises : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keptApart();
    void sendingEndsInItsFolder();
    void realThingsDoNot();
    void seenByItsLeadsAlone();
    void liftedByALead();
    void liftedByDeclaring();
    void liftedBySending();
    void neverLater();
    void leadsAreNamed();
    void realFinding_data();
    void realFinding();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] IncidentId unannounced(const QList<PersonId> &leads);
    void diagnose(IncidentId id);
    /** Declared, with a customer and an approved notice. */
    [[nodiscard]] NoticeId approved(IncidentId id);
    [[nodiscard]] bool marked(IncidentId id) { return s().incidents.byId(id)->exercise; }
    [[nodiscard]] bool markedFor(PersonId person, IncidentId id);

    std::unique_ptr<Team> team;
};

void TestExercises::init()
{
    team = std::make_unique<Team>();
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

IncidentId TestExercises::unannounced(const QList<PersonId> &leads)
{
    NewIncident n;
    n.title = u"Keys in a public place"_s;
    n.description = u"Found by a search."_s;
    n.reportedBy = u"Red team"_s;
    n.detectedMs = team->clock.nowMs();
    const auto id = s().exercises.recordUnannounced(n, leads);
    return id.value_or(IncidentId{});
}

void TestExercises::diagnose(IncidentId id)
{
    QVERIFY(s().incidents.move(id, team->now(id).version, Stage::Assess, u"On call took it."_s));
    AssessmentInput a;
    a.findings = {FunctionalImpact::Low, InformationImpacts(InformationImpact::PrivacyBreach), Recoverability::Regular,
                  CustomerDataRisk::Confirmed};
    QVERIFY(s().assessments.assess(id, team->now(id).version, a));
    QVERIFY(s().incidents.move(id, team->now(id).version, Stage::Diagnose, u"Escalated."_s));
}

NoticeId TestExercises::approved(IncidentId id)
{
    const ScopeRow birch = team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s);
    if (!s().customers.setScope(id, birch, u"log"_s) || !team->declare(id))
        return {};
    return team->approvedNotice(id);
}

bool TestExercises::markedFor(PersonId person, IncidentId id)
{
    team->actAs(person);
    const bool is = marked(id);
    team->actAs(team->mira);
    return is;
}

/** Out of lists, counts and clocks unless asked for. */
void TestExercises::keptApart()
{
    const IncidentId real = team->record(u"Real"_s), drill = team->record(u"Drill"_s, true);
    diagnose(drill);
    (void)approved(drill);
    IncidentFilter f;
    QCOMPARE(s().incidents.count(f).value(), 1);
    QCOMPARE(s().incidents.page(f, {})->first().id, real);
    QCOMPARE(s().incidents.board(f)->cards.size(), 1);
    QVERIFY(s().incidents.openClocks()->isEmpty());
    f.exercises = true;
    QCOMPARE(s().incidents.count(f).value(), 2);
    QCOMPARE(s().incidents.board(f)->cards.size(), 2);
    QCOMPARE(s().incidents.openClocks(2000, true)->size(), 1);
    QVERIFY(s().incidents.byNumber(team->now(drill).number)); // but there
}

void TestExercises::sendingEndsInItsFolder()
{
    const IncidentId id = team->record(u"Drill"_s, true);
    diagnose(id);
    const NoticeId notice = approved(id);
    QVERIFY(notice.isValid());
    const auto sent = s().notices.send(notice, 0, team->path(u"out"_s));
    QVERIFY2(sent, sent ? "" : qPrintable(sent.error().userText + sent.error().detail));
    QCOMPARE(team->db->scalar(u"SELECT means FROM send_attempt"_s).toString(), u"exercise folder"_s);
    const QStringList files = QDir(team->path(u"out"_s)).entryList({u"*.eml"_s});
    QCOMPARE(files.size(), 1);
    QFile file(team->path(u"out/"_s + files.first()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("EXERCISE: "));
    // Past the services, on either engine.
    for (const QString &means : {u"file"_s, u"smtp"_s, u"'; --"_s}) {
        auto statement =
            team->db->prepare(u"INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) SELECT ?, "
                              "incident_id, id, 7, ? FROM message"_s);
        const auto done = team->db->write([&] { return statement.bind(newUuid()).bind(means).exec(); });
        QVERIFY(!done);
        QVERIFY2(done.error().detail.contains(u"ends in its folder"_s) ||
                     (means == u"smtp" && done.error().detail.contains(u"was not ordered"_s)),
                 qPrintable(done.error().detail));
    }
    const MessageRow message = s().notices.details(notice)->messages.first();
    team->clock.advance(kMinuteMs);
    QVERIFY(s().notices.recordDelivery(message.id, {u"telephone"_s, team->clock.nowMs(), u"The umpire"_s, true}));
    QCOMPARE(team->db->scalar(u"SELECT means FROM delivery"_s).toString(), u"exercise folder"_s);
    QCOMPARE(team->findings({}), QString());
}

void TestExercises::realThingsDoNot()
{
    const IncidentId id = team->diagnosed(u"Real"_s);
    const NoticeId notice = approved(id);
    QVERIFY(s().notices.send(notice, 0, team->path(u"out"_s)));
    auto statement = team->db->prepare(u"INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) SELECT ?, "
                                       "incident_id, id, 7, 'exercise folder' FROM message"_s);
    const auto done = team->db->write([&] { return statement.bind(newUuid()).exec(); });
    QVERIFY(!done);
    QVERIFY2(done.error().detail.contains(u"for exercises"_s), qPrintable(done.error().detail));
}

void TestExercises::seenByItsLeadsAlone()
{
    const IncidentId id = unannounced({team->eve});
    QVERIFY(id.isValid());
    QVERIFY(!markedFor(team->mira, id)); // who recorded it
    QVERIFY(!markedFor(team->ada, id));
    QVERIFY(markedFor(team->eve, id));
    for (const PersonId owner : {team->eve, team->ada}) {
        Task task;
        task.what = u"Look at the logs"_s;
        task.owner = owner;
        QVERIFY(s().team.addTask(id, task));
    }
    QVERIFY(s().assessments.classify(id, team->now(id).version,
                                     {Outcome::SecurityIncident, PersonalData::Yes, u"Read."_s, u"Mira"_s}));
    team->actAs(team->ada);
    ExerciseInfo info = *s().exercises.info(id);
    QVERIFY(!info.secret && !info.exercise && info.leads.isEmpty());
    QCOMPARE(s().incidents.count({}).value(), 1); // for her it is real
    QCOMPARE(s().team.myTasks()->size(), 1);
    QCOMPARE(s().risk.breaches({})->size(), 1);
    team->actAs(team->eve);
    info = *s().exercises.info(id);
    QVERIFY(info.secret);
    QCOMPARE(info.leads, QStringList{u"Eve Lind"_s});
    QCOMPARE(s().incidents.count({}).value(), 0);
    QVERIFY(s().team.myTasks()->isEmpty());
    QVERIFY(s().risk.breaches({})->isEmpty());
    QCOMPARE(s().risk.breaches({true})->size(), 1);
    team->actAs(team->mira);
    QCOMPARE(s().exercises.lift(id, 0, u"r"_s).error().kind, ErrorKind::Refused);
    if (onServer()) { // not even in SQL
        QCOMPARE(team->db->scalar(u"SELECT count(*) FROM exercise_lead"_s).toInt(), 0);
        QCOMPARE(team->db->scalar(u"SELECT count(*) FROM audit_content WHERE table_name = 'exercise_lead'"_s).toInt(),
                 0);
    }
    QCOMPARE(team->findings({}), QString());
}

void TestExercises::liftedByALead()
{
    const IncidentId id = unannounced({team->eve, team->ada});
    team->actAs(team->eve);
    QCOMPARE(s().exercises.lift(id, 0, u" "_s).error().field, u"reason"_s);
    const auto lifted = s().exercises.lift(id, team->now(id).version, u"It is over."_s);
    QVERIFY2(lifted, lifted ? "" : qPrintable(lifted.error().userText));
    QVERIFY(markedFor(team->mira, id));
    const ExerciseInfo info = *s().exercises.info(id);
    QVERIFY(info.exercise && !info.secret);
    QCOMPARE(info.liftedBy, u"Eve Lind"_s);
    QCOMPARE(info.leads.size(), 2); // now everybody may know
    team->actAs(team->eve);
    QCOMPARE(s().exercises.lift(id, 0, u"Again"_s).error().kind, ErrorKind::Refused);
    team->actAs(team->mira);
    QCOMPARE(team->findings({}), QString());
}

void TestExercises::liftedByDeclaring()
{
    const IncidentId id = unannounced({team->eve});
    diagnose(id);
    const auto tried = team->declare(id);
    QCOMPARE(tried.error().kind, ErrorKind::Refused);
    QCOMPARE(tried.error().userText, liftedText(LiftingCause::Declare));
    QVERIFY(!team->now(id).isDeclared());
    QVERIFY(marked(id));
    QCOMPARE(s().exercises.info(id)->cause, LiftingCause::Declare);
    const auto again = team->declare(id); // within the exercise
    QVERIFY2(again, again ? "" : qPrintable(again.error().userText));
    QCOMPARE(team->findings({}), QString());
}

/** A notice to people of the house may go before a declaration, so it may be what is tried first. */
void TestExercises::liftedBySending()
{
    const IncidentId id = unannounced({team->eve});
    NoticeDraft text;
    text.subject = u"Calls are to be expected"_s;
    text.body = u"Say that we look into it."_s;
    for (const ContentItem &item : team->rules->requiredContent(Audience::Internal))
        text.content.insert(item.code, ContentMark::Given);
    const auto notice = s().notices.start(id, Audience::Internal, NoticePhase::First, text);
    QVERIFY(notice);
    QVERIFY(s().notices.submit(*notice, 0));
    QVERIFY(s().notices.approve(*notice, 0, team->said(team->ada)));
    const auto send = [&] {
        return s().notices.sendTo(*notice, 0, team->path(u"out"_s), u"Support"_s, u"support@provider.example"_s);
    };
    const auto tried = send();
    QCOMPARE(tried.error().kind, ErrorKind::Refused);
    QCOMPARE(tried.error().userText, liftedText(LiftingCause::Send));
    QVERIFY(QDir(team->path(u"out"_s)).entryList({u"*.eml"_s}).isEmpty());
    QVERIFY(marked(id));
    const auto sent = send();
    QVERIFY2(sent, sent ? "" : qPrintable(sent.error().userText));
    QCOMPARE(team->db->scalar(u"SELECT means FROM send_attempt"_s).toString(), u"exercise folder"_s);
}

/** What was recorded as real stays real: nobody hides a duty behind an exercise. */
void TestExercises::neverLater()
{
    const IncidentId id = team->record(u"Real"_s);
    team->clock.advance(kMinuteMs);
    auto statement = team->db->prepare(u"INSERT INTO exercise_lead (uuid, incident_id, subject_id) VALUES (?, ?, ?)"_s);
    const auto done =
        team->db->write([&] { return statement.bind(newUuid()).bind(id.value).bind(team->mira.value).exec(); });
    QVERIFY(!done);
    QVERIFY2(done.error().detail.contains(u"from the start"_s), qPrintable(done.error().detail));
}

void TestExercises::leadsAreNamed()
{
    NewIncident n;
    n.title = u"Drill"_s;
    n.reportedBy = u"Red team"_s;
    n.detectedMs = team->clock.nowMs();
    QCOMPARE(s().exercises.recordUnannounced(n, {}).error().field, u"leads"_s);
    QCOMPARE(s().exercises.recordUnannounced(n, {PersonId{9999}}).error().field, u"leads"_s);
    QCOMPARE(s().incidents.count({}).value(), 0); // nothing was recorded
}

void TestExercises::realFinding_data()
{
    QTest::addColumn<bool>("exercise");
    QTest::addColumn<bool>("secret");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("says"); // of the link; "-": refused
    QTest::newRow("announced") << true << false << u"Open port"_s << u"A real finding of the exercise."_s;
    QTest::newRow("told by its lead, the mark stays hidden") << true << true << u"Open port"_s << QString();
    QTest::newRow("without a title") << true << false << u" "_s << u"-"_s;
    QTest::newRow("no exercise") << false << false << u"Open port"_s << u"-"_s;
}

/** P2.8: a real finding opens a real incident that is linked with the exercise; nothing is left of a refused one. */
void TestExercises::realFinding()
{
    QFETCH(bool, exercise);
    QFETCH(bool, secret);
    QFETCH(QString, title);
    QFETCH(QString, says);
    NewIncident n;
    n.title = u"Phishing drill"_s;
    n.description = u"Sent to all."_s;
    n.reportedBy = u"Red team"_s;
    n.detectedMs = team->clock.nowMs();
    n.exercise = exercise && !secret;
    const IncidentId drill = secret ? unannounced({team->mira}) : s().incidents.record(n).value_or(IncidentId{});
    QVERIFY(drill.isValid());
    NewIncident finding = n;
    finding.title = title;
    finding.exercise = true; // whatever is said: it is real
    const auto id = recordRealFinding(s().session, drill, finding);
    QCOMPARE(id.has_value(), says != u"-");
    IncidentFilter real;
    QCOMPARE(s().incidents.count(real).value(), (exercise ? 0 : 1) + (id ? 1 : 0));
    if (id) {
        QVERIFY(!team->now(*id).exercise);
        QCOMPARE(team->now(*id).stage, Stage::Detect);
        const auto links = *s().links.links(*id);
        QCOMPARE(links.size(), 1);
        QCOMPARE(links.first().reason, says);
        QCOMPARE(s().links.links(drill)->size(), 1);
    }
    QCOMPARE(team->findings({}), QString());
}

QTEST_GUILESS_MAIN(TestExercises)
#include "tst_exercises.moc"
