#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"
#include "ui/incident/incidentpage.h"

#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

constexpr qint64 kSurvivor = 21;  ///< with everything a team works with, and a duplicate
constexpr qint64 kDuplicate = 23; ///< ended as it

struct PanelScene
{
    const char16_t *name;
    Act act;
};

constexpr PanelScene kPanels[] = {
    {u"situation", Act::WriteSituation}, {u"task", Act::AddTask},
    {u"link", Act::LinkIncident},        {u"duty", Act::GiveDuty},
    {u"place", Act::AddPlace},           {u"report", Act::Report},
};

void shootOverview(Studio &studio, const QString &name)
{
    studio.incident(kSurvivor, u"overview"_s);
    studio.shoot(u"working-"_s + name);
    auto *scroll = qobject_cast<QScrollArea *>(studio.find(u"overviewScroll"_s));
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum() / 2);
    studio.shoot(u"working-%1-middle"_s.arg(name));
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    studio.shoot(u"working-%1-end"_s.arg(name));
    scroll->verticalScrollBar()->setValue(0);
}

} // namespace

void shootWorking(Studio &studio)
{
    studio.openDemo(studio.workPath(u"working.tocsin"_s));
    shootOverview(studio, u"overview"_s);
    studio.window().resize(1440, 900);
    shootOverview(studio, u"1440"_s);
    studio.window().resize(1280, 720);
    studio.incident(kDuplicate, u"overview"_s);
    studio.shoot(u"working-duplicate"_s);
    studio.incident(40, u"overview"_s);
    studio.shoot(u"working-empty"_s);
    studio.incident(kSurvivor, u"timeline"_s);
    studio.shoot(u"working-timeline"_s);
    for (const PanelScene &scene : kPanels) {
        studio.incident(kSurvivor, u"overview"_s);
        studio.window().findChild<IncidentPage *>()->beginAct(scene.act);
        studio.settle();
        studio.shoot(u"working-"_s + QString::fromUtf16(scene.name));
        studio.click(u"panelCancel"_s);
    }
    studio.window().resize(960, 600);
    shootOverview(studio, u"960"_s);
    studio.window().resize(1280, 720);
}

} // namespace tocsin::shots
