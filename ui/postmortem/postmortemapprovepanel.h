#pragma once

#include "models/domain/postmortem.h"
#include "ui/incident/actpanel.h"

namespace tocsin {

class AttestationForm;
class ChoiceGroup;

/** The executive incident manager or legal approves the post-mortem, by log-in or as attested (P11.2, P13.5). */
class PostmortemApprovePanel : public ActPanel
{
    Q_OBJECT

public:
    /** `own`: whoever is logged in approves it; otherwise it is written down who did. */
    PostmortemApprovePanel(const UiContext &ui, const IncidentDetails &details, const Postmortem &postmortem, bool own,
                           QWidget *parent = nullptr);

    [[nodiscard]] int preferredWidth() const override { return 400; }

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    [[nodiscard]] bool byLegal() const;

    void addAttestation();

    Postmortem m_postmortem;
    bool m_own;
    ChoiceGroup *m_role = nullptr;
    AttestationForm *m_executive = nullptr;
    AttestationForm *m_legal = nullptr;
    FormRow *m_executiveRow = nullptr;
    FormRow *m_legalRow = nullptr;
};

} // namespace tocsin
