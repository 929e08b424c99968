#include "models/exchange/demoseeder.h"
#include "models/exchange/noticerenderer.h"
#include "tests/ui/incidentfixture.h"
#include "ui/incident/incidentpage.h"
#include "ui/notices/noticestab.h"
#include "ui/postmortem/postmortemtab.h"
#include "ui/record/recordtab.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timelinetab.h"

#include <QDir>
#include <QSignalSpy>

#include <array>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

struct Picture
{
    const char *name;
    const char *tab;
    std::optional<Act> act;
    QSize size;
    bool dark;
};

const std::array kPictures{
    Picture{"overview", "overview", {}, {1264, 760}, false},
    Picture{"overview-720", "overview", {}, {1104, 646}, false},
    Picture{"overview-dark", "overview", {}, {1264, 760}, true},
    Picture{"assessment-720", "assessment", {}, {1104, 646}, false},
    Picture{"assessment-dark", "assessment", {}, {1264, 760}, true},
    Picture{"customers", "customers", {}, {1104, 646}, false},
    Picture{"customers-dark", "customers", {}, {1264, 760}, true},
    Picture{"end-720", "assessment", Act::End, {1104, 646}, true},
    Picture{"timeline-move-720", "timeline", Act::Move, {1104, 646}, false},
    Picture{"notices-contain-720", "notices", Act::EmergencyMitigation, {1104, 646}, false},
    Picture{"postmortem-720", "postmortem", {}, {1104, 646}, true},
    Picture{"record-720", "record", {}, {1104, 646}, false},
    Picture{"declare-720", "overview", Act::Declare, {1104, 646}, false},
    Picture{"declare-dark", "overview", Act::Declare, {1264, 900}, true},
    Picture{"move-720", "assessment", Act::Move, {1104, 646}, false},
    Picture{"contain", "overview", Act::EmergencyMitigation, {1264, 760}, false},
    Picture{"end", "overview", Act::End, {1264, 760}, false},
    Picture{"close", "overview", Act::Close, {1264, 760}, true},
};

} // namespace

/** Paints the incident page of the demo; with TOCSIN_SHOTS the pictures are kept there to be looked at. */
class TestIncidentPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void paintsAndFits_data();
    void paintsAndFits();
    void cleanupTestCase() { m_base.reset(); }

private:
    [[nodiscard]] IncidentId pick(const Picture &picture);

    std::unique_ptr<IncidentFixture> m_base;
    QList<Incident> m_incidents;
};

void TestIncidentPictures::initTestCase()
{
    m_base = std::make_unique<IncidentFixture>([] { return std::make_unique<NoticeRenderer>(); });
    m_base->clock.set(DemoSeeder::startMs(IncidentFixture::kNow));
    QVERIFY(m_base->open());
    auto *clock = &m_base->clock;
    const auto told = m_base->ask<DemoReport>([clock, folder = m_base->folder.path()](Services &s) {
        return DemoSeeder(s, *clock, folder).seed(IncidentFixture::kNow);
    });
    QVERIFY2(told.has_value(), told ? "" : qPrintable(told.error().userText + told.error().detail));
    IncidentFilter all;
    all.exercises = true;
    const auto page = m_base->ask<QList<Incident>>([all](Services &s) { return s.incidents.page(all, {}, 200); });
    QVERIFY(page && page->size() >= 40);
    m_incidents = *page;
}

IncidentId TestIncidentPictures::pick(const Picture &picture)
{
    const bool asksDeclared = !picture.act;
    for (const Incident &i : m_incidents) {
        if (i.isDone() || i.isDeclared() != asksDeclared || i.stage < Stage::Assess || !i.severity)
            continue;
        if (picture.act && (i.outcome != Outcome::SecurityIncident || i.stage == Stage::CloseOut))
            continue;
        return i.id;
    }
    return m_incidents.first().id;
}

void TestIncidentPictures::paintsAndFits_data()
{
    QTest::addColumn<int>("at");
    for (size_t n = 0; n < kPictures.size(); ++n)
        QTest::newRow(kPictures[n].name) << static_cast<int>(n);
}

void TestIncidentPictures::paintsAndFits()
{
    QFETCH(int, at);
    const Picture &picture = kPictures[static_cast<size_t>(at)];
    applyTheme(*qApp, picture.dark ? Theme::Mode::Dark : Theme::Mode::Light);
    const IncidentId id = pick(picture);
    // The acts are those of who holds it.
    if (m_base->incident(id).manager != m_base->workspace.status().person.id)
        QVERIFY(m_base->ask<void>([id](Services &s) { return s.incidents.takeOver(id, 0, u"Shift change."_s); }));
    IncidentPage page(m_base->ui());
    page.setTabMaker(u"timeline"_s, [](const UiContext &context) { return new TimelineTab(context); });
    page.setTabMaker(u"notices"_s, [](const UiContext &context) { return new NoticesTab(context); });
    page.setTabMaker(u"postmortem"_s, [](const UiContext &context) { return new PostmortemTab(context); });
    page.setTabMaker(u"record"_s, [](const UiContext &context) { return new RecordTab(context); });
    page.resize(picture.size);
    page.show();
    QSignalSpy titled(&page, &IncidentPage::titleChanged);
    page.open(id, QLatin1StringView(picture.tab));
    QTRY_VERIFY(titled.count() > 0);
    m_base->settle();
    if (picture.act)
        page.beginAct(*picture.act);
    m_base->settle();
    QCoreApplication::processEvents();
    // Nothing may ask for more room than a small screen has beside the rail and the bars.
    QVERIFY2(page.minimumSizeHint().width() <= 1104, qPrintable(QString::number(page.minimumSizeHint().width())));
    QCOMPARE(page.size(), picture.size);
    const QPixmap shot = page.grab();
    QVERIFY(!shot.isNull());
    if (const QString folder = qEnvironmentVariable("TOCSIN_SHOTS"); !folder.isEmpty())
        QVERIFY(shot.save(QDir(folder).filePath(QLatin1StringView(picture.name) + u".png"_s)));
}

QTEST_MAIN(TestIncidentPictures)
#include "tst_incidentpictures.moc"
