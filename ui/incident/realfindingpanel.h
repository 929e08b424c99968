#pragma once

#include "ui/incident/actpanel.h"

class QLineEdit;

namespace tocsin {

class InstantEdit;

/** P2.8: what an exercise brought to light is real, and gets an incident of its own, linked with the exercise. */
class RealFindingPanel : public ActPanel
{
    Q_OBJECT

public:
    RealFindingPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    QLineEdit *m_title;
    QPlainTextEdit *m_seen = nullptr;
    InstantEdit *m_at;
};

} // namespace tocsin
