#pragma once

#include "models/services/incidentservice.h"
#include "models/services/riskservice.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QPushButton;

namespace tocsin {

class FactsGrid;
class Label;

/** Risk to people in short (P5.6): data sets, score, what legal decided; and the way to where they are entered. */
class RiskCard : public QWidget
{
    Q_OBJECT

public:
    explicit RiskCard(const UiContext &ui, QWidget *parent = nullptr);

    /** Hidden where no personal data is involved. */
    void showIncident(const IncidentDetails &details);

Q_SIGNALS:
    void openRequested();

private:
    void fill(const RiskOverview &overview);

    UiContext m_ui;
    IncidentId m_id;
    FactsGrid *m_facts;
    Label *m_error;
    QPushButton *m_open;
};

} // namespace tocsin
