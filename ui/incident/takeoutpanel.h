#pragma once

#include "models/domain/customer.h"
#include "ui/incident/actpanel.h"

namespace tocsin {

/** Takes a subscription out of the scope, before a declaration (P7.8). */
class TakeOutPanel : public ActPanel
{
    Q_OBJECT

public:
    TakeOutPanel(const UiContext &ui, const IncidentDetails &details, const ScopeRow &row, QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    ScopeRow m_row;
    QPlainTextEdit *m_reason = nullptr;
};

} // namespace tocsin
