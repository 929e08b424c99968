#pragma once

#include "models/domain/deadlineexception.h"
#include "ui/incident/actpanel.h"

class QLineEdit;

namespace tocsin {

class AttestationForm;
class ChoiceGroup;
class FormRow;
class InstantEdit;
class Label;

/** What the law has instead of an exception, for its own duties (P8.2): reasons for the delay, an authority's order. */
class DelayGroundPanel : public ActPanel
{
    Q_OBJECT

public:
    DelayGroundPanel(const UiContext &ui, const IncidentDetails &details, const Obligation &obligation,
                     QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void readKnown();
    void follow();
    [[nodiscard]] bool isOwn() const;

    Obligation m_obligation;
    Label *m_known;
    ChoiceGroup *m_kind;
    QPlainTextEdit *m_reason = nullptr;
    QLineEdit *m_authority;
    QLineEdit *m_reference;
    InstantEdit *m_until;
    AttestationForm *m_legal;
    QList<FormRow *> m_ofAuthority;
};

} // namespace tocsin
