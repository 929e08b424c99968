#include "models/domain/clock.h"
#include "models/exchange/demoseeder.h"
#include "models/exchange/noticerenderer.h"
#include "models/rules/rulebook.h"
#include "models/services/services.h"
#include "models/storage/database.h"

#include <QMap>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

constexpr qint64 kNow = 1782000000000; // an instant like any other

/** A database of its own, made on the clock of the story. */
struct Fresh
{
    QTemporaryDir folder;
    ManualClock clock{DemoSeeder::startMs(kNow)};
    NoticeRenderer renderer;
    Result<RuleBook> rules = RuleBook::load();
    Result<std::unique_ptr<Database>> database =
        Database::open(folder.filePath(u"demo.tocsin"_s), OpenMode::Create, clock);
    std::unique_ptr<Services> services;

    Fresh()
    {
        if (rules && database)
            services = std::make_unique<Services>(**database, *rules, &renderer);
    }
    [[nodiscard]] Result<DemoReport> seed(const DemoSeeder::Progress &progress = {})
    {
        return DemoSeeder(*services, clock, folder.filePath(u"notices"_s)).seed(kNow, progress);
    }
};

QList<Incident> allIncidents(Services &services)
{
    IncidentFilter all;
    all.exercises = true;
    const auto page = services.incidents.page(all, {}, 500);
    return page ? *page : QList<Incident>();
}

} // namespace

/** The demo, told into a fresh database by the ordinary services. */
class TestDemoSeeder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsEverything();
    void recordIsWholeAndRises();
    void clocksStandInEveryBand();
    void everyOutcomeAndStage();
    void closedOnesMissNothing();
    void noticesLieInTheFolder();
    void stoppedLeavesNothing();
    void viewerTakesTheDesk();

private:
    std::unique_ptr<Fresh> m_fresh;
    DemoReport m_report;
};

void TestDemoSeeder::initTestCase()
{
    m_fresh = std::make_unique<Fresh>();
    QVERIFY(m_fresh->services);
    const auto report = m_fresh->seed();
    QVERIFY2(report.has_value(), report ? "" : qPrintable(report.error().detail));
    m_report = *report;
}

void TestDemoSeeder::tellsEverything()
{
    QCOMPARE(m_report.incidents, 40);
    QCOMPARE(m_report.people, 9);
    QCOMPARE(m_report.customers, 45);
    QCOMPARE(m_report.subscriptions, 88);
    QCOMPARE(allIncidents(*m_fresh->services).size(), 40);
    QCOMPARE(m_fresh->clock.nowMs(), kNow);
    QCOMPARE(m_fresh->services->session.actor().name, DemoSeeder::viewerName());
}

void TestDemoSeeder::recordIsWholeAndRises()
{
    const auto report = m_fresh->services->record.verify({}, {});
    QVERIFY2(report.has_value(), report ? "" : qPrintable(report.error().detail));
    QVERIFY2(report->clean(), report->clean() ? "" : qPrintable(report->findings.first().text));
    QVERIFY(report->entries > m_report.acts);
    QMap<qint64, qint64> instants;
    const auto count = m_fresh->services->record.exportAudit([&](const AuditEntry &entry) {
        instants.insert(entry.seq, entry.instantMs);
        return true;
    });
    QVERIFY(count.has_value());
    QCOMPARE(*count, instants.size());
    QVERIFY(std::is_sorted(instants.cbegin(), instants.cend()));
    QVERIFY(instants.last() <= kNow);
}

void TestDemoSeeder::clocksStandInEveryBand()
{
    QMap<QString, int> bands, beside;
    for (const Incident &incident : allIncidents(*m_fresh->services)) {
        const auto details = m_fresh->services->incidents.details(incident.id);
        QVERIFY(details.has_value());
        for (const Obligation &obligation : details->obligations)
            ++(obligation.duty == DutyKind::Commitment ? bands
                                                       : beside)[codeOf(readClock(obligation.facts, kNow).band)];
    }
    const QMap<QString, int> expected = {
        {u"overdue"_s, 7},  {u"under_1h"_s, 2}, {u"under_8h"_s, 6}, {u"under_24h"_s, 5}, {u"over_24h"_s, 8},
        {u"excepted"_s, 5}, {u"met"_s, 13},     {u"met_late"_s, 1}, {u"withdrawn"_s, 2},
    };
    QCOMPARE(bands, expected);
    // Duties of law and contract beside the commitment: confirmed, rejected, and waiting for legal (P7.7).
    const QMap<QString, int> law = {
        {u"over_24h"_s, 1}, {u"under_24h"_s, 3}, {u"proposed"_s, 5}, {u"withdrawn"_s, 1}, {u"met"_s, 1}};
    QCOMPARE(beside, law);
}

void TestDemoSeeder::everyOutcomeAndStage()
{
    QSet<Outcome> outcomes;
    QSet<Stage> openStages;
    QSet<DetectionSource> sources;
    QSet<QString> severities;
    int exercises = 0;
    for (const Incident &incident : allIncidents(*m_fresh->services)) {
        outcomes.insert(incident.outcome);
        sources.insert(incident.source);
        if (!incident.isDone())
            openStages.insert(incident.stage);
        severities.insert(!incident.severity     ? u"not assessed"_s
                          : incident.provisional ? u"provisional"_s
                                                 : codeOf(*incident.severity));
        exercises += incident.exercise ? 1 : 0;
        QVERIFY(incident.detectedMs <= incident.recordedMs);
    }
    QCOMPARE(outcomes.size(), 8);
    QCOMPARE(openStages.size(), 5);
    QCOMPARE(sources.size(), 7);
    QCOMPARE(severities.size(), 7);
    QCOMPARE(exercises, 2);
}

void TestDemoSeeder::closedOnesMissNothing()
{
    const auto auditor = m_fresh->services->people.byLogin(u"simon"_s);
    QVERIFY(auditor.has_value());
    m_fresh->services->session.setActor(*auditor);
    int closed = 0;
    for (const Incident &incident : allIncidents(*m_fresh->services)) {
        if (incident.closedMs == 0)
            continue;
        ++closed;
        const auto postmortem = m_fresh->services->postmortems.of(incident.id);
        QVERIFY(postmortem.has_value());
        QVERIFY(postmortem->has_value());
        QCOMPARE((*postmortem)->state, PostmortemState::Approved);
    }
    QCOMPARE(closed, 3);
}

void TestDemoSeeder::noticesLieInTheFolder()
{
    QMap<QString, int> states;
    int messages = 0;
    for (const Incident &incident : allIncidents(*m_fresh->services)) {
        const auto notices = m_fresh->services->notices.list(incident.id);
        QVERIFY(notices.has_value());
        for (const Notice &notice : *notices) {
            ++states[codeOf(notice.state)];
            messages += notice.messages;
        }
    }
    QVERIFY(states.value(u"draft"_s) > 0);
    QVERIFY(states.value(u"legal_review"_s) > 0);
    QVERIFY(states.value(u"approved"_s) > 0);
    QVERIFY(states.value(u"sent"_s) + states.value(u"delivered"_s) > 0);
    QVERIFY(messages > 15);
}

void TestDemoSeeder::stoppedLeavesNothing()
{
    Fresh fresh;
    QVERIFY(fresh.services);
    const auto report = fresh.seed([](int done, int) { return done < 100; });
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().kind, ErrorKind::Canceled);
    QCOMPARE(allIncidents(*fresh.services).size(), 0);
    const auto people = fresh.services->people.all();
    QVERIFY(people.has_value());
    QVERIFY(people->isEmpty());
}

void TestDemoSeeder::viewerTakesTheDesk()
{
    Fresh fresh;
    QVERIFY(fresh.services);
    Person viewer;
    viewer.name = DemoSeeder::viewerName();
    viewer.login = u"somebody"_s;
    for (const auto &role : enumTable<Role>())
        viewer.roles |= role.value;
    const auto id = fresh.services->people.add(viewer);
    QVERIFY(id.has_value());
    viewer.id = *id;
    fresh.services->session.setActor(viewer);
    const auto report = fresh.seed();
    QVERIFY2(report.has_value(), report ? "" : qPrintable(report.error().detail));
    QCOMPARE(report->people, 8);
    QCOMPARE(fresh.services->session.actor().id, viewer.id);
    IncidentFilter mine;
    mine.manager = viewer.id;
    const auto held = fresh.services->incidents.count(mine);
    QVERIFY(held.has_value());
    QVERIFY(*held > 10);
}

QTEST_MAIN(TestDemoSeeder)
#include "tst_demoseeder.moc"
