#pragma once

#include "models/services/awarenessservice.h"
#include "ui/common/uicontext.h"
#include "ui/incident/acts.h"

#include <QWidget>

class QPushButton;

namespace tocsin {

struct IncidentDetails;
class Label;

/** On the overview: since when the provider is aware, by whom, and the act that records it (P7.6). */
class AwarenessCard : public QWidget
{
    Q_OBJECT

public:
    explicit AwarenessCard(const UiContext &ui, QWidget *parent = nullptr);

    void showIncident(const IncidentDetails &details);

Q_SIGNALS:
    void actRequested(tocsin::Act act);

private:
    UiContext m_ui;
    IncidentId m_id;
    Label *m_text;
    QPushButton *m_record;
};

} // namespace tocsin
