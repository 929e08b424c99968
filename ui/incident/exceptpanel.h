#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

class AttestationForm;
class ChoiceGroup;
class InstantEdit;

/** Puts an exception to the 72 hours in force, decided by legal and the executive (P8). */
class ExceptPanel : public ActPanel
{
    Q_OBJECT

public:
    ExceptPanel(const UiContext &ui, const IncidentDetails &details, const Obligation &obligation,
                QWidget *parent = nullptr);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    Obligation m_obligation;
    ChoiceGroup *m_ground;
    QPlainTextEdit *m_reasoning = nullptr;
    InstantEdit *m_review;
    AttestationForm *m_legal;
    AttestationForm *m_executive;
};

} // namespace tocsin
