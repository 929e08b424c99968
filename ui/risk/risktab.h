#pragma once

#include "models/services/incidentservice.h"
#include "ui/common/incidenttab.h"

class QStackedWidget;
class QTabBar;

namespace tocsin {

class RiskPage;

/** Risk to people (P5.6) of one incident: affected data, score, decision; each a page that fits its window. */
class RiskTab : public IncidentTab
{
    Q_OBJECT

public:
    explicit RiskTab(const UiContext &ui, QWidget *parent = nullptr);

    void showIncident(const IncidentDetails &details) override;
    void activate() override;
    [[nodiscard]] QString key() const override { return QStringLiteral("risk"); }
    [[nodiscard]] QString title() const override { return tr("Risk to people"); }
    [[nodiscard]] bool wantsRoom() const override { return true; }
    /** 0 affected data, 1 the score, 2 the decision. */
    void showStep(int n);

private:
    void refreshSteps();

    QTabBar *m_steps;
    QStackedWidget *m_stack;
    QList<RiskPage *> m_pages;
};

} // namespace tocsin
