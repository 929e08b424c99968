#pragma once

#include "models/domain/customer.h"
#include "ui/incident/actpanel.h"

namespace tocsin {

class AttestationForm;
class FormRow;

/** Takes one subscription out of the scope; after the declaration by legal's decision, attested (P7.8, P13.5). */
class TakeOutPanel : public ActPanel
{
    Q_OBJECT

public:
    TakeOutPanel(const UiContext &ui, const IncidentDetails &details, const ScopeRow &row, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    /** `seen`: the row as it is now is what the person sees, and changes. */
    void readScope(bool seen);
    void updateTexts();

    ScopeRow m_row;
    int m_others = -1; ///< further subscriptions of the customer in scope; -1: not read yet
    QPlainTextEdit *m_reason = nullptr;
    AttestationForm *m_legal;
    FormRow *m_legalRow;
};

} // namespace tocsin
