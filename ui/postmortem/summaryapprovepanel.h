#pragma once

#include "models/domain/postmortemsummary.h"
#include "ui/incident/actpanel.h"

namespace tocsin {

class AttestationForm;

/** Legal approves the summary of the post-mortem for notices, by log-in or as attested (P11.4, P13.5). */
class SummaryApprovePanel : public ActPanel
{
    Q_OBJECT

public:
    /** `own`: whoever is logged in approves it; otherwise it is written down who did. */
    SummaryApprovePanel(const UiContext &ui, const IncidentDetails &details, const PostmortemSummary &summary, bool own,
                        QWidget *parent = nullptr);

    [[nodiscard]] int preferredWidth() const override { return 400; }

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    PostmortemSummary m_summary;
    bool m_own;
    AttestationForm *m_legal = nullptr;
};

} // namespace tocsin
