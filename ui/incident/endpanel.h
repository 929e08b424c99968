#pragma once

#include "ui/incident/actpanel.h"

class QLineEdit;
class QCheckBox;

namespace tocsin {

class ChoiceGroup;
class IncidentPicker;
class InstantEdit;

/** Ends the incident in one of the ways of P1.8, with the gate of each. */
class EndPanel : public ActPanel
{
    Q_OBJECT

public:
    EndPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

    [[nodiscard]] int preferredWidth() const override { return 460; }

protected:
    void refresh() override { showFields(); }
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void addFalsePositive();
    void addReferred();
    void addDuplicate();
    void showFields();
    [[nodiscard]] QString whyNotThisWay() const;
    [[nodiscard]] std::optional<Ending> kind() const;
    [[nodiscard]] EndingInput input() const;
    [[nodiscard]] EndingFacts facts(const EndingInput &input) const;

    ChoiceGroup *m_kind;
    QList<QPair<FormRow *, QList<Ending>>> m_rows; ///< each field with the endings that ask for it
    QPlainTextEdit *m_rootCause = nullptr;
    QCheckBox *m_noTuning;
    QWidget *m_tuningBox;
    QLineEdit *m_tuningAction;
    QLineEdit *m_tuningOwner;
    InstantEdit *m_tuningDue;
    QLineEdit *m_noTuningReason;
    IncidentPicker *m_survivor;
    Label *m_effect;
    QPushButton *m_assess;
    QPushButton *m_openSurvivor;
    QPlainTextEdit *m_reason = nullptr;
};

} // namespace tocsin
