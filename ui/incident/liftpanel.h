#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

/** Lifts the restriction: everybody who reads incidents sees it again (P13.4). */
class LiftPanel : public ActPanel
{
    Q_OBJECT

public:
    LiftPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    QPlainTextEdit *m_reason = nullptr;
};

} // namespace tocsin
