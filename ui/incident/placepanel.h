#pragma once

#include "models/domain/working.h"
#include "ui/incident/actpanel.h"

class QLineEdit;

namespace tocsin {

class ChoiceGroup;

/** Writes down a call to join or a reference in another system (P1.11). */
class PlacePanel : public ActPanel
{
    Q_OBJECT

public:
    PlacePanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    [[nodiscard]] OutsidePlace typed() const;

    ChoiceGroup *m_kind;
    QLineEdit *m_name;
    QLineEdit *m_reference;
    QLineEdit *m_link;
};

} // namespace tocsin
