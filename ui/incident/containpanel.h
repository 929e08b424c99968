#pragma once

#include "ui/incident/actpanel.h"

class QLineEdit;

namespace tocsin {

class ChoiceGroup;
class EntryPicker;
class InstantEdit;

/** Records a mitigation, a containment, or the verification that a risk is contained (P1.4, P1.5, P1.7). */
class ContainPanel : public ActPanel
{
    Q_OBJECT

public:
    ContainPanel(const UiContext &ui, const IncidentDetails &details, ContainmentKind kind, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    [[nodiscard]] ContainmentKind kind() const;
    void updateTexts();

    ChoiceGroup *m_kind;
    QPlainTextEdit *m_what = nullptr;
    QLineEdit *m_verifiedBy;
    InstantEdit *m_at;
    FormRow *m_whatRow;
    FormRow *m_verifiedRow;
    EntryPicker *m_evidence;
};

} // namespace tocsin
