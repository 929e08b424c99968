#pragma once

#include "models/domain/deadlineexception.h"
#include "ui/incident/actpanel.h"

#include <QHash>

class QCheckBox;

namespace tocsin {

class AttestationForm;
class ChoiceGroup;
class FormRow;
class InstantEdit;

/**
 * Asks legal and the executive for an exception to the 72 hours (P8), or to renew one; of what is excepted, to withdraw
 * it (P8.5). What they said by telephone already can be written down with it, both at once.
 */
class ExceptPanel : public ActPanel
{
    Q_OBJECT

public:
    ExceptPanel(const UiContext &ui, const IncidentDetails &details, const Obligation &obligation,
                ExceptionKind kind = ExceptionKind::Exception, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void addGrounds();
    void addDuties();
    void readRenewed();
    [[nodiscard]] ExceptionAsk typed() const;

    Obligation m_obligation;
    ExceptionKind m_kind;
    ExceptionId m_renews;
    ChoiceGroup *m_ground;
    QPlainTextEdit *m_reasoning = nullptr;
    InstantEdit *m_review = nullptr;
    QHash<ObligationId, QCheckBox *> m_others; ///< the other duties that it can be for
    QCheckBox *m_decided;
    AttestationForm *m_legal;
    AttestationForm *m_executive;
    FormRow *m_legalRow = nullptr;
    FormRow *m_executiveRow = nullptr;
};

} // namespace tocsin
