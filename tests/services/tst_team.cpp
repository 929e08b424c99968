#include "tests/storage/populated.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** Situation, tasks, duties, references and the report for executives (P1.11), on both engines. */
class TestTeam : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void situationIsVersioned();
    void situationOfAnEndedIncident();
    void tasksAreDoneDroppedReopened();
    void tasksOfOneself();
    void duties();
    void placesAndTheirRemoval();
    void whoMay_data();
    void whoMay();
    void reportLeavesOutCustomers();
    void reportIsSavedAndRecorded_data();
    void reportIsSavedAndRecorded();
    void reportThatCannotBeWritten();
    void sentences();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] Task only() { return s().team.working(id)->tasks.first(); }
    [[nodiscard]] Result<void> saveSituation(int seen, const QString &known)
    {
        return s().team.saveSituation(id, seen, {0, known, {}, u"Rotate."_s, {}, 0});
    }
    [[nodiscard]] QStringList sentencesNow()
    {
        QStringList list;
        const auto page = s().record.page({id, {}, 0, 0, 0}, 0, 100);
        for (const AuditEntry &e : *page)
            list << e.sentence;
        return list;
    }
    std::unique_ptr<Team> team;
    IncidentId id;
};

void TestTeam::init()
{
    team = std::make_unique<Team>();
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
    id = team->diagnosed(u"Tokens of Birch Clinic accepted"_s);
}

void TestTeam::cleanup()
{
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
    team->actAs(team->mira);
    QCOMPARE(team->findings(), QString());
    team.reset();
}

void TestTeam::situationIsVersioned()
{
    QCOMPARE(s().team.working(id)->situation.version, 0);
    QVERIFY(saveSituation(0, u"One token."_s));
    team->clock.advance(kMinuteMs);
    team->actAs(team->ada);
    const auto late = saveSituation(0, u"Three."_s);
    QCOMPARE(late.error().kind, ErrorKind::Conflict);
    QVERIFY(late.error().userText.contains(u"Mira Kahn"_s));
    QVERIFY(saveSituation(1, u"Two tokens."_s));
    QCOMPARE(saveSituation(2, u"Two tokens."_s).error().kind, ErrorKind::Invalid); // nothing changed
    const auto all = *s().team.situations(id);
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0].known, u"One token."_s);
    QCOMPARE(all[0].byName, u"Mira Kahn"_s);
    QCOMPARE(all[1].version, 2);
    QCOMPARE(all[1].byName, u"Ada Ruiz"_s);
    QCOMPARE(all[1].atMs - all[0].atMs, kMinuteMs);
}

void TestTeam::situationOfAnEndedIncident()
{
    const IncidentId ended = team->record(u"A drill"_s, true);
    EndingInput e;
    e.kind = Ending::ExerciseEnded;
    e.reason = u"Over."_s;
    QVERIFY(s().incidents.end(ended, team->now(ended).version, e));
    QCOMPARE(s().team.saveSituation(ended, 0, {0, u"x"_s, {}, {}, {}, 0}).error().kind, ErrorKind::Refused);
    Task task;
    task.what = u"Write it up"_s;
    QVERIFY(s().team.addTask(ended, task)); // what is left to be done is done after the end too
}

void TestTeam::tasksAreDoneDroppedReopened()
{
    Task task;
    task.what = u"  Rotate \n the key "_s;
    task.owner = team->ada;
    task.ownerName = u"whatever was typed"_s;
    QVERIFY(s().team.addTask(id, task));
    Task now = only();
    QCOMPARE(now.what, u"Rotate the key"_s);
    QCOMPARE(now.ownerName, u"Ada Ruiz"_s);
    const Task seenByTwo = now;
    now.state = TaskState::Done;
    team->clock.advance(kMinuteMs);
    QVERIFY(s().team.changeTask(now));
    QCOMPARE(only().sinceMs, team->clock.nowMs());
    Task stale = seenByTwo;
    stale.what = u"Other"_s;
    QCOMPARE(s().team.changeTask(stale).error().kind, ErrorKind::Conflict);
    now = only();
    now.state = TaskState::Open;
    QCOMPARE(s().team.changeTask(now).error().field, u"reason"_s);
    now.reason = u"Not everywhere."_s;
    QVERIFY(s().team.changeTask(now));
    now = only();
    now.state = TaskState::Dropped;
    now.reason.clear();
    QCOMPARE(s().team.changeTask(now).error().field, u"reason"_s);
    now.reason = u"Key is gone."_s;
    QVERIFY(s().team.changeTask(now));
    QCOMPARE(only().state, TaskState::Dropped);
    QCOMPARE(only().reason, u"Key is gone."_s);
    QCOMPARE(s().team.changeTask(seenByTwo).error().kind, ErrorKind::Conflict);
}

void TestTeam::tasksOfOneself()
{
    for (const auto &[what, owner, due] : {std::tuple(u"late"_s, team->ada, 2 * kDayMs),
                                           {u"none"_s, team->ada, qint64{0}},
                                           {u"soon"_s, team->ada, kHourMs},
                                           {u"of Eve"_s, team->eve, kHourMs}}) {
        Task task;
        task.what = what;
        task.owner = owner;
        task.dueMs = due > 0 ? team->clock.nowMs() + due : 0;
        QVERIFY(s().team.addTask(id, task));
    }
    team->actAs(team->ada);
    QStringList mine;
    const auto own = s().team.myTasks();
    for (const Task &t : *own)
        mine << t.what;
    QCOMPARE(mine, (QStringList{u"soon"_s, u"late"_s, u"none"_s}));
    QCOMPARE(s().team.myTasks()->first().incidentReference, team->now(id).reference());
    team->actAs(team->mira);
    QVERIFY(s().restrictions.restrict(id, team->now(id).version,
                                      {RestrictionKind::Insider, u"r"_s, {}, {team->mira, team->eve}, {}}));
    team->actAs(team->ada);
    QVERIFY(s().team.myTasks()->isEmpty()); // P13.4
}

void TestTeam::duties()
{
    const CrewChange ada{CrewDuty::Scribe, team->ada, u"typed"_s, true, {}, {}, 0};
    QVERIFY(s().team.changeCrew(id, ada));
    QCOMPARE(s().team.changeCrew(id, ada).error().field, u"holder"_s);
    QVERIFY(s().team.changeCrew(id, {CrewDuty::ServiceEngineer, {}, u"Jo of identity"_s, true, {}, {}, 0}));
    CrewChange off = ada;
    off.assigned = false;
    off.reason = u"Shift ends."_s;
    QVERIFY(s().team.changeCrew(id, off));
    QCOMPARE(s().team.changeCrew(id, off).error().kind, ErrorKind::Conflict);
    const auto view = s().team.working(id);
    QCOMPARE(view->crew.size(), 1);
    QCOMPARE(view->crewHistory.size(), 3);
    QCOMPARE(view->crewHistory.first().holderName, u"Ada Ruiz"_s);
    QCOMPARE(view->crewHistory.last().reason, u"Shift ends."_s);
}

void TestTeam::placesAndTheirRemoval()
{
    QVERIFY(s().team.addPlace(id, {{}, PlaceKind::Call, u"Bridge"_s, u"+49 30 1"_s, u"https://b.example/1"_s, {}, 0}));
    QCOMPARE(s().team.addPlace(id, {{}, PlaceKind::Reference, u"T"_s, u"1"_s, u"file:///x"_s, {}, 0}).error().field,
             u"link"_s);
    const PlaceId place = s().team.working(id)->places.first().id;
    QCOMPARE(s().team.removePlace(id, place, {}).error().field, u"reason"_s);
    QVERIFY(s().team.removePlace(id, place, u"Another number."_s));
    QVERIFY(s().team.working(id)->places.isEmpty());
    QCOMPARE(s().team.removePlace(id, place, u"Again."_s).error().kind, ErrorKind::Conflict);
    const IncidentId other = team->record(u"Other"_s);
    QVERIFY(s().team.addPlace(other, {{}, PlaceKind::Call, u"Bridge"_s, u"1"_s, {}, {}, 0}));
    QVERIFY(!s().team.removePlace(id, s().team.working(other)->places.first().id, u"Not mine."_s));
}

void TestTeam::whoMay_data()
{
    QTest::addColumn<Roles>("roles");
    QTest::addColumn<bool>("may");
    for (const auto &e : enumTable<Role>())
        QTest::newRow(e.code) << Roles(e.value) << (e.value != Role::Auditor && e.value != Role::Administrator);
}

/** P13.1: links, situation, tasks, duties are additions to the incident: everybody's but an auditor's. */
void TestTeam::whoMay()
{
    QFETCH(Roles, roles);
    QFETCH(bool, may);
    const IncidentId other = team->record(u"Other"_s);
    const PersonId person = team->person(u"Pat Poe"_s, roles);
    team->actAs(person);
    Task task;
    task.what = u"x"_s;
    QCOMPARE(saveSituation(0, u"One token."_s).has_value(), may);
    QCOMPARE(s().team.addTask(id, task).has_value(), may);
    QCOMPARE(s().team.changeCrew(id, {CrewDuty::Scribe, {}, u"Jo"_s, true, {}, {}, 0}).has_value(), may);
    QCOMPARE(s().team.addPlace(id, {{}, PlaceKind::Call, u"B"_s, u"1"_s, {}, {}, 0}).has_value(), may);
    QCOMPARE(s().links.link(id, other, LinkKind::Related, {}).has_value(), may);
    QCOMPARE(s().team.noteCopied(id, u"x"_s).has_value(), may);
}

void TestTeam::reportLeavesOutCustomers()
{
    const ScopeRow birch = team->customer(u"Birch Clinic"_s, u"birch-main"_s, u"bo@birch.example"_s);
    QVERIFY(s().customers.setScope(id, birch, u"log"_s));
    QVERIFY(team->declare(id));
    QVERIFY(saveSituation(0, u"Birch clinic, birch-main: read. Told Contact bo (bo@birch.example)."_s));
    QVERIFY(s().incidents.contain(id, team->now(id).version, ContainmentKind::EmergencyMitigation,
                                  u"Sign-in of Birch Clinic stopped"_s, {}, team->clock.nowMs()));
    QVERIFY(s().postmortems.save(id, 0, u"## Summary\n\nHighly confidential cause."_s));
    QVERIFY(s().timeline.add(id, {EntryKind::Consultation, team->clock.nowMs(), u"Privileged advice."_s, {}, false}));
    const auto report = s().team.report(id);
    QVERIFY(report);
    for (const QString &text : {u"birch"_s, u"confidential cause"_s, u"Privileged"_s, u"Ada Ruiz"_s})
        QVERIFY2(!report->markdown.contains(text, Qt::CaseInsensitive), qPrintable(report->markdown));
    for (const QString &text : {u"(a customer)"_s, u"Sign-in of (a customer) stopped"_s, u"Customers: 1 of 1 open"_s})
        QVERIFY2(report->markdown.contains(text), qPrintable(report->markdown));
    QVERIFY(report->namesLeftOut >= 5);
}

void TestTeam::reportIsSavedAndRecorded_data()
{
    QTest::addColumn<ReportFormat>("format");
    for (const auto &e : enumTable<ReportFormat>())
        QTest::newRow(e.code) << e.value;
}

void TestTeam::reportIsSavedAndRecorded()
{
    QFETCH(ReportFormat, format);
    const QString text = s().team.report(id)->markdown;
    const QString path = team->path(u"report"_s);
    QVERIFY(s().team.exportReport(id, text, format, path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("Severity"));
    QCOMPARE(bytes.startsWith("%PDF"), format == ReportFormat::Pdf);
    const QString hash = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    QCOMPARE(team->db->scalar(u"SELECT sha256 FROM report_export"_s).toString(), hash);
    QCOMPARE(team->db->scalar(u"SELECT file_name FROM report_export"_s).toString(), u"report"_s);
}

void TestTeam::reportThatCannotBeWritten()
{
    const auto bad = s().team.exportReport(id, u"x"_s, ReportFormat::Markdown, team->path(u"no/such/folder/r.md"_s));
    QCOMPARE(bad.error().field, u"path"_s);
    QCOMPARE(team->db->scalar(u"SELECT count(*) FROM report_export"_s).toInt(), 0);
}

/** P12.1: the record reads as sentences. */
void TestTeam::sentences()
{
    QVERIFY(saveSituation(0, u"One token."_s));
    Task task;
    task.what = u"Rotate"_s;
    task.ownerName = u"Jo"_s;
    QVERIFY(s().team.addTask(id, task));
    QVERIFY(s().team.changeCrew(id, {CrewDuty::Scribe, {}, u"Jo"_s, true, {}, {}, 0}));
    QVERIFY(s().team.addPlace(id, {{}, PlaceKind::Call, u"Bridge"_s, u"1"_s, {}, {}, 0}));
    QVERIFY(s().links.link(id, team->record(u"Other"_s), LinkKind::PartOf, u"Same."_s));
    QVERIFY(s().team.noteCopied(id, u"x"_s));
    const QStringList all = sentencesNow();
    for (const QString &sentence : {u"wrote version 1 of the situation: One token."_s, u"set the task: Rotate (Jo)"_s,
                                    u"gave the duty Scribe to Jo."_s, u"added Call: Bridge 1"_s,
                                    u"linked it with another incident: Part of. Same."_s})
        QVERIFY2(all.contains(sentence), qPrintable(all.join(u'\n')));
    QVERIFY2(!all.filter(u"copied a situation report"_s).isEmpty(), qPrintable(all.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestTeam)
#include "tst_team.moc"
