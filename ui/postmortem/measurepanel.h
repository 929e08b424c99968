#pragma once

#include "models/domain/measure.h"
#include "ui/incident/actpanel.h"

class QComboBox;

namespace tocsin {

class DueField;
class PersonField;

/** Sets a measure that follows from the incident, or changes what it says, whose it is and until when (P1.7). */
class MeasurePanel : public ActPanel
{
    Q_OBJECT

public:
    /** A measure without an id is a new one. */
    MeasurePanel(const UiContext &ui, const IncidentDetails &details, const Measure &measure,
                 QWidget *parent = nullptr);
    [[nodiscard]] int preferredWidth() const override { return 400; }

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    Measure m_measure;
    QComboBox *m_kind;
    QPlainTextEdit *m_what = nullptr;
    PersonField *m_owner;
    DueField *m_due;
};

} // namespace tocsin
