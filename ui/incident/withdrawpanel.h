#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

class AttestationForm;
class ChoiceGroup;

/** Withdraws one obligation by legal's decision, attested (P7.2, P13.5). */
class WithdrawPanel : public ActPanel
{
    Q_OBJECT

public:
    WithdrawPanel(const UiContext &ui, const IncidentDetails &details, const Obligation &obligation,
                  QWidget *parent = nullptr);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    Obligation m_obligation;
    ChoiceGroup *m_reason;
    QPlainTextEdit *m_words = nullptr;
    AttestationForm *m_legal;
};

} // namespace tocsin
