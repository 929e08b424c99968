#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

class ChoiceGroup;

/** Brings an ended or closed incident back (P1.6). */
class ReopenPanel : public ActPanel
{
    Q_OBJECT

public:
    ReopenPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    ChoiceGroup *m_to;
    QPlainTextEdit *m_reason = nullptr;
};

} // namespace tocsin
