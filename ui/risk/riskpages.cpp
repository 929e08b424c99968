#include "ui/risk/riskpages.h"

#include "ui/risk/datasetspage.h"
#include "ui/risk/decisionpage.h"
#include "ui/risk/scorepage.h"

using namespace Qt::StringLiterals;

namespace tocsin {

QList<RiskPage *> makeRiskPages(const UiContext &ui)
{
    const QList<RiskPage *> pages{new DataSetsPage(ui), new ScorePage(ui), new DecisionPage(ui)};
    for (RiskPage *page : pages) {
        page->setObjectName(u"risk-"_s + page->code());
        for (RiskPage *other : pages)
            if (other != page)
                QObject::connect(page, &RiskPage::done, other, &RiskPage::reload);
    }
    return pages;
}

} // namespace tocsin
