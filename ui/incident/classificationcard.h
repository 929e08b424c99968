#pragma once

#include "models/services/services.h"
#include "ui/common/card.h"
#include "ui/common/uicontext.h"

class QPushButton;
class QVBoxLayout;

namespace tocsin {

class Chip;
class Label;

/** How the incident is classified, every version of it, and the way into the wizard (P5). */
class ClassificationCard : public Card
{
    Q_OBJECT

public:
    explicit ClassificationCard(const UiContext &ui, QWidget *parent = nullptr);

    void showIncident(const IncidentDetails &details);

Q_SIGNALS:
    void wizardRequested();

private:
    struct Reading
    {
        QList<ClassificationRow> rows;
        QList<ClassificationRun> runs;
    };

    void build();
    void read();
    void showReading(const Reading &reading);
    void showRescission(const QList<ClassificationRun> &runs);

    UiContext m_ui;
    IncidentDetails m_details;
    Label *m_now;
    Chip *m_mark;
    Label *m_progress;
    QPushButton *m_open;
    QVBoxLayout *m_history;
    int m_reading = 0;
};

} // namespace tocsin
