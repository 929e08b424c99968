#pragma once

#include "models/domain/consultation.h"
#include "ui/incident/actpanel.h"

class QCheckBox;
class QLineEdit;

namespace tocsin {

class InstantEdit;

/** Writes down a consultation with legal: when, with whom, what was asked, what was advised (P10.5). */
class ConsultationPanel : public ActPanel
{
    Q_OBJECT

public:
    ConsultationPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    InstantEdit *m_at;
    QLineEdit *m_adviser;
    QPlainTextEdit *m_question = nullptr;
    QPlainTextEdit *m_advice = nullptr;
    QCheckBox *m_privileged;
};

} // namespace tocsin
