#pragma once

#include "models/domain/working.h"
#include "ui/incident/actpanel.h"

namespace tocsin {

class ChoiceGroup;
class IncidentPicker;

/** Links the incident with another (P1.10). */
class LinkPanel : public ActPanel
{
    Q_OBJECT

public:
    LinkPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    ChoiceGroup *m_kind;
    IncidentPicker *m_other;
    QPlainTextEdit *m_reason = nullptr;
};

} // namespace tocsin
