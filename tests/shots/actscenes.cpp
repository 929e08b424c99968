#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"
#include "ui/incident/incidentpage.h"

#include <QLabel>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

struct ActScene
{
    const char16_t *name;
    qint64 number;
    Act act;
    bool holds; ///< the person at the desk is made its holder first
};

constexpr ActScene kActs[] = {
    {u"move", 37, Act::Move, true},
    {u"move-back", 27, Act::MoveBack, true},
    {u"mitigation", 27, Act::EmergencyMitigation, true},
    {u"crisis", 27, Act::CrisisContainment, true},
    {u"verify-containment", 27, Act::VerifyContainment, true},
    {u"open-track", 31, Act::OpenTrack, true},
    {u"declare", 31, Act::Declare, true},
    {u"end", 35, Act::End, true},
    {u"close", 28, Act::Close, true},
    {u"take-over", 32, Act::TakeOver, false},
    {u"reopen", 2, Act::Reopen, true},
    {u"rescind", 30, Act::Rescind, true},
    {u"cosign", 6, Act::CosignRescission, true},
    {u"take-back", 6, Act::TakeBackRescission, true},
    {u"why-not-declared", 9, Act::AnswerDelay, true},
    {u"awareness", 30, Act::RecordAwareness, true},
    {u"duties-none", 9, Act::DecideDuties, true},
    {u"duties-by-law", 30, Act::DecideDuties, true},
    {u"duties-rejected", 31, Act::DecideDuties, true},
    {u"duties-confirmed", 32, Act::DecideDuties, true},
    {u"responsibility", 37, Act::Responsibility, true},
    {u"hand-over", 31, Act::HandOver, true},
    {u"real-finding", 34, Act::RealFinding, false},
};

} // namespace

void shootActs(Studio &studio)
{
    for (const ActScene &scene : kActs) {
        if (scene.holds)
            studio.hold(scene.number);
        studio.incident(scene.number, u"overview"_s);
        studio.window().findChild<IncidentPage *>()->beginAct(scene.act);
        studio.settle();
        if (!studio.has(u"panelPrimary"_s))
            stop(u"the panel of %1 did not come: %2"_s.arg(
                QString::fromUtf16(scene.name), studio.window().findChild<QLabel *>(u"status-said"_s)->text()));
        studio.shoot(u"act-"_s + QString::fromUtf16(scene.name));
        studio.click(u"panelCancel"_s);
    }
    // What no rule proposes, added by legal (P5.6).
    studio.hold(32);
    studio.incident(32, u"overview"_s);
    studio.window().findChild<IncidentPage *>()->beginAct(Act::DecideDuties);
    studio.settle();
    studio.click(u"addDutyOpen"_s);
    studio.settle();
    studio.shoot(u"act-duty-added-by-legal"_s);
    studio.click(u"panelCancel"_s);
    for (const auto &[name, number] : {std::pair(u"rescission-waits"_s, 6), std::pair(u"rescission-done"_s, 14),
                                       std::pair(u"why-not-declared"_s, 9), std::pair(u"duties-confirmed"_s, 32)}) {
        studio.incident(number, u"overview"_s);
        studio.shoot(u"state-"_s + name);
    }
    studio.incident(27, u"overview"_s);
    studio.openMenu(u"moreActs"_s);
    studio.shoot(u"act-menu"_s);
    studio.closePopups();
}

} // namespace tocsin::shots
