#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

class InstantEdit;

/** Answers why no declaration followed awareness within 24 hours, and when it is looked at again (P6.3). */
class DelayPanel : public ActPanel
{
    Q_OBJECT

public:
    DelayPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    QPlainTextEdit *m_reason = nullptr;
    InstantEdit *m_review;
};

} // namespace tocsin
