#include "ui/risk/risktab.h"

#include "ui/risk/riskpage.h"
#include "ui/risk/riskpages.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

RiskTab::RiskTab(const UiContext &ui, QWidget *parent)
    : IncidentTab(ui, parent)
    , m_steps(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_pages(makeRiskPages(ui))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 12);
    layout->setSpacing(8);
    m_steps->setObjectName(u"riskSteps"_s);
    m_steps->setAccessibleName(tr("Steps of the risk to people"));
    m_steps->setDrawBase(false);
    m_steps->setExpanding(false);
    layout->addWidget(m_steps);
    layout->addWidget(m_stack, 1);
    for (RiskPage *page : std::as_const(m_pages)) {
        m_steps->addTab(page->title());
        m_stack->addWidget(page);
        connect(page, &WizardPage::changed, this, &RiskTab::refreshSteps);
    }
    connect(m_steps, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    setFocusProxy(m_steps);
}

void RiskTab::showIncident(const IncidentDetails &details)
{
    for (RiskPage *page : std::as_const(m_pages))
        page->load(details);
}

void RiskTab::activate() {}

void RiskTab::showStep(int n)
{
    m_steps->setCurrentIndex(n);
}

void RiskTab::refreshSteps()
{
    for (int n = 0; n < m_pages.size(); ++n) {
        const QString summary = m_pages[n]->summary();
        m_steps->setTabText(n, summary.isEmpty() ? tr("%1. %2").arg(n + 1).arg(m_pages[n]->title())
                                                 : tr("%1. %2: %3").arg(n + 1).arg(m_pages[n]->title(), summary));
    }
}

} // namespace tocsin
