#pragma once

#include "models/services/incidentservice.h"
#include "ui/common/uicontext.h"
#include "ui/incident/acts.h"
#include "ui/incident/nextstep.h"

#include <QWidget>

class QMenu;
class QPushButton;
class QVBoxLayout;

namespace tocsin {

class Chip;
class ClockLabel;
class ElidedLabel;
class Label;
class PresenceBar;
class SeverityChip;
class StageStepper;

/** Who, what, how bad, how long still, and what to do next: the top of the incident page. */
class IncidentHeader : public QWidget
{
    Q_OBJECT

public:
    explicit IncidentHeader(const UiContext &ui, QWidget *parent = nullptr);

    void showIncident(const IncidentDetails &details, const NextStep &next);
    void focusNextStep();
    /** Plain while another surface of the page has the prominent button. */
    void setNextProminent(bool prominent);
    /** Who else has the incident open. */
    void showPresent(const QStringList &names);
    /** Without the stages. */
    void setCompact(bool compact);

Q_SIGNALS:
    void nextStepRequested(const tocsin::NextStep &step);
    void actRequested(tocsin::Act act);
    void stageRequested(tocsin::Stage stage);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QVBoxLayout *buildTexts();
    QVBoxLayout *buildButtons();
    void fillMenu();
    void showChips();
    void showPeople();
    void showClock();
    void showStages();
    void showNext();
    [[nodiscard]] ActContext context() const;
    [[nodiscard]] QString whyNotNext() const;

    UiContext m_ui;
    IncidentDetails m_details;
    NextStep m_next;
    Label *m_reference;
    ElidedLabel *m_origin;
    Chip *m_exercise;
    Chip *m_restricted;
    ElidedLabel *m_title;
    SeverityChip *m_severity;
    Chip *m_priority;
    Chip *m_classification;
    Chip *m_track;
    Chip *m_rescission;
    Chip *m_done;
    ElidedLabel *m_people;
    PresenceBar *m_present;
    ClockLabel *m_clock;
    QPushButton *m_nextButton;
    QPushButton *m_more;
    QMenu *m_menu;
    Label *m_whyNot;
    StageStepper *m_stepper;
};

} // namespace tocsin
