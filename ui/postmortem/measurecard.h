#pragma once

#include "models/domain/measure.h"
#include "ui/common/card.h"
#include "ui/common/panelmaker.h"
#include "ui/common/uicontext.h"

class QPushButton;
class QVBoxLayout;

namespace tocsin {

/** The panel in which a measure is done, dropped or opened again, with what shows it. */
[[nodiscard]] PanelMaker measureReasonPanel(const Measure &measure, MeasureState to);

/** The measures of one incident, open ones first (P1.7). */
class MeasureCard : public Card
{
    Q_OBJECT

public:
    explicit MeasureCard(const UiContext &ui, QWidget *parent = nullptr);

    /** `refusal` is why nothing can be set here, or empty. */
    void showMeasures(const QList<Measure> &measures, const QString &refusal);

Q_SIGNALS:
    void panelRequested(const tocsin::PanelMaker &maker);

private:
    QWidget *makeRow(const Measure &measure);

    UiContext m_ui;
    QString m_refusal;
    QVBoxLayout *m_rows = nullptr;
    QWidget *m_content = nullptr;
    QPushButton *m_add;
};

} // namespace tocsin
