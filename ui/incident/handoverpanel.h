#pragma once

#include "models/domain/service.h"
#include "ui/incident/actpanel.h"

class QLineEdit;

namespace tocsin {

class InstantEdit;

/** P3.4: to whom it was handed over, when, and what was said; ends the incident as referred. */
class HandOverPanel : public ActPanel
{
    Q_OBJECT

public:
    HandOverPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    [[nodiscard]] std::optional<Responsible> whose() const { return responsibleFor(details().impacts); }

    Label *m_whose;
    QLineEdit *m_to;
    InstantEdit *m_at;
    QPlainTextEdit *m_said = nullptr;
    QLineEdit *m_engagement;
    FormRow *m_whyRow = nullptr;
    QPlainTextEdit *m_why = nullptr;
};

} // namespace tocsin
