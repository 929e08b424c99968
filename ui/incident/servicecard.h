#pragma once

#include "models/services/incidentservice.h"
#include "ui/common/card.h"
#include "ui/common/uicontext.h"
#include "ui/incident/acts.h"

class QPushButton;

namespace tocsin {

class Label;

/** Whose part the incident is, in words, and what follows from it (P3.2-4). */
class ServiceCard : public Card
{
    Q_OBJECT

public:
    explicit ServiceCard(const UiContext &ui, QWidget *parent = nullptr);

    void showIncident(const IncidentDetails &details);

Q_SIGNALS:
    void actRequested(tocsin::Act act);

private:
    UiContext m_ui;
    Label *m_text;
    Label *m_consequence;
    QPushButton *m_set;
    QPushButton *m_handOver;
    Label *m_whyNot;
};

/** That it is an exercise, who leads it, and how it came to be known (P2.8); hidden for what is real. */
class ExerciseCard : public Card
{
    Q_OBJECT

public:
    explicit ExerciseCard(const UiContext &ui, QWidget *parent = nullptr);

    void showIncident(const IncidentDetails &details);

Q_SIGNALS:
    void actRequested(tocsin::Act act);

private:
    UiContext m_ui;
    Label *m_text;
    QPushButton *m_lift;
};

} // namespace tocsin
