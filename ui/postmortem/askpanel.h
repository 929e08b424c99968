#pragma once

#include "models/domain/postmortem.h"
#include "ui/incident/actpanel.h"

class QCheckBox;
class QComboBox;

namespace tocsin {

class InstantEdit;

/** Asks a person for a contribution to the post-mortem (P11.2). */
class AskPanel : public ActPanel
{
    Q_OBJECT

public:
    AskPanel(const UiContext &ui, const IncidentDetails &details, PostmortemSection section, QWidget *parent = nullptr);
    [[nodiscard]] int preferredWidth() const override { return 400; }

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    QComboBox *m_asked;
    QComboBox *m_section;
    QPlainTextEdit *m_question = nullptr;
    QCheckBox *m_hasDue;
    InstantEdit *m_due;
};

} // namespace tocsin
