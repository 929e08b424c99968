#pragma once

#include "models/services/teamservice.h"
#include "ui/common/card.h"
#include "ui/common/panelmaker.h"
#include "ui/common/uicontext.h"

class QPushButton;

namespace tocsin {

class Label;

/** The incidents that belong to this one, from both ends, each with a jump (P1.10). */
class LinksCard : public Card
{
    Q_OBJECT

public:
    explicit LinksCard(const UiContext &ui, QWidget *parent = nullptr);

    /** `refusal` says why nothing can be changed; empty if it can. */
    void showLinks(const IncidentDetails &details, const WorkingView &view, const QString &refusal);

Q_SIGNALS:
    void linkRequested();
    void panelRequested(const tocsin::PanelMaker &maker);

private:
    QWidget *makeRow(const IncidentLink &link, bool canTake);
    void takeBack(const IncidentLink &link);
    void takeOver(const Incident &duplicate);
    void askTakeOver(const Incident &duplicate, const QList<Obligation> &obligations);

    UiContext m_ui;
    QString m_refusal;
    QPushButton *m_link;
    QVBoxLayout *m_rows;
    Label *m_earliest;
};

} // namespace tocsin
