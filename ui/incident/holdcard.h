#pragma once

#include "models/services/incidentservice.h"
#include "models/services/services.h"
#include "ui/common/card.h"
#include "ui/common/panelmaker.h"

class QPushButton;
class QVBoxLayout;

namespace tocsin {

class Chip;
class Label;

/** Legal hold and redactions of an incident (P12.2): whether one stands, what is gone and why, what waits for whom. */
class HoldCard : public Card
{
    Q_OBJECT

public:
    explicit HoldCard(const UiContext &ui, QWidget *parent = nullptr);

    /** Reads them anew. */
    void showIncident(const IncidentDetails &details);

Q_SIGNALS:
    void panelRequested(const tocsin::PanelMaker &maker);
    /** How many redactions are asked for and not decided. */
    void waitingChanged(int waiting);

private:
    struct Reading
    {
        QList<LegalHold> holds;
        QList<Redaction> redactions;
        RetentionLine retention;
    };
    void build();
    void fill(const Reading &reading);
    void fillHold(const QList<LegalHold> &holds);
    [[nodiscard]] QWidget *rowOf(const Redaction &redaction);
    void addButtons(QLayout *row, const Redaction &redaction);
    /** Empty if this person has the right here, and the database can be written. */
    [[nodiscard]] QString whyNot(Right right) const;

    UiContext m_ui;
    Incident m_incident;
    Chip *m_state;
    Label *m_hold;
    Label *m_retention;
    QPushButton *m_change;
    QPushButton *m_everything;
    QVBoxLayout *m_rows;
    bool m_held = false;
    int m_seen = 0;
};

} // namespace tocsin
