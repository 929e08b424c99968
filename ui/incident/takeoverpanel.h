#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

/** Takes the incident over from whoever holds it (P13.2). */
class TakeOverPanel : public ActPanel
{
    Q_OBJECT

public:
    TakeOverPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    QPlainTextEdit *m_reason = nullptr;
};

} // namespace tocsin
