#pragma once

#include "models/domain/notice.h"
#include "ui/incident/actpanel.h"

namespace tocsin {

class AttestationForm;
class ChoiceGroup;

/** Records that the executive incident manager or legal approved the post-mortem (P11.2, P13.5). */
class PostmortemApprovePanel : public ActPanel
{
    Q_OBJECT

public:
    PostmortemApprovePanel(const UiContext &ui, const IncidentDetails &details, const Postmortem &postmortem,
                           QWidget *parent = nullptr);

    void showPostmortem(const Postmortem &postmortem);
    [[nodiscard]] int preferredWidth() const override { return 400; }

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    [[nodiscard]] bool byLegal() const;

    Postmortem m_postmortem;
    ChoiceGroup *m_role;
    AttestationForm *m_executive;
    AttestationForm *m_legal;
    FormRow *m_executiveRow;
    FormRow *m_legalRow;
};

} // namespace tocsin
