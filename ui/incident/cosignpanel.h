#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

class AttestationForm;
class ChoiceGroup;

/** The second act of a rescission: legal co-signs or refuses, by log-in or written down by the manager (P6.5). */
class CosignPanel : public ActPanel
{
    Q_OBJECT

public:
    CosignPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

    [[nodiscard]] int preferredWidth() const override { return 480; }
    /** Legal's own decision, by log-in; otherwise it is written down for legal. */
    [[nodiscard]] static bool decidesAlone(const IncidentDetails &details, const ActContext &context);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void readEntries();
    void updateTexts();

    Label *m_request;
    Label *m_entries;
    ChoiceGroup *m_decision;
    QPlainTextEdit *m_words = nullptr;
    AttestationForm *m_legal;
    FormRow *m_legalRow;
};

} // namespace tocsin
