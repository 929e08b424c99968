#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"

#include "ui/record/recordpage.h"
#include "ui/risk/risktab.h"
#include "ui/risk/scorepage.h"

using namespace Qt::StringLiterals;

namespace tocsin::shots {

/** P5.6: the three steps of an incident that legal decided on, and of one that nobody looked at; the register. */
void shootRisk(Studio &studio)
{
    studio.hold(29);
    for (const auto &[number, name] : {std::pair(29, u"decided"_s), std::pair(3, u"open"_s)}) {
        studio.incident(number, u"risk"_s);
        auto *tab = studio.window().findChild<RiskTab *>();
        if (!tab)
            stop(u"no tab for the risk to people"_s);
        for (int step = 0; step < 3; ++step) {
            tab->showStep(step);
            studio.settle();
            studio.shoot(u"risk-%1-%2"_s.arg(name).arg(step + 1));
        }
        tab->showStep(1);
        tab->findChild<ScorePage *>()->showQuestion(2);
        studio.settle();
        studio.shoot(u"risk-%1-confidentiality"_s.arg(name));
    }
    studio.page(u"record"_s);
    studio.window().findChild<RecordPage *>()->showRegister();
    studio.settle();
    studio.shoot(u"register"_s);
}

} // namespace tocsin::shots
