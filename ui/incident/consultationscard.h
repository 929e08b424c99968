#pragma once

#include "models/domain/consultation.h"
#include "ui/common/card.h"
#include "ui/common/panelmaker.h"
#include "ui/common/uicontext.h"

class QPushButton;
class QVBoxLayout;

namespace tocsin {

/** The consultations with legal of an incident (P10.5): the text for who may read it, the digest for everybody. */
class ConsultationsCard : public Card
{
    Q_OBJECT

public:
    explicit ConsultationsCard(const UiContext &ui, QWidget *parent = nullptr);

    /** Reads them anew; `refusal` is why this person cannot add one. */
    void showIncident(IncidentId id, const QString &refusal);

Q_SIGNALS:
    void panelRequested(const tocsin::PanelMaker &maker);

private:
    void fill(const QList<Consultation> &list);
    QWidget *makeRow(const Consultation &consultation);

    UiContext m_ui;
    IncidentId m_id;
    QVBoxLayout *m_rows;
    QPushButton *m_add;
};

} // namespace tocsin
