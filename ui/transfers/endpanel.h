#pragma once

#include "models/domain/transfer.h"
#include "ui/incident/actpanel.h"

class QLineEdit;

namespace tocsin {

class ChoiceGroup;
class FormRow;
class InstantEdit;

/** What is out was returned or destroyed, or is kept with owner and date (P10.4, P1.7). */
class TransferEndPanel : public ActPanel
{
    Q_OBJECT

public:
    TransferEndPanel(const UiContext &ui, const IncidentDetails &details, Transfer transfer,
                     QList<TransferMoveId> moves, QWidget *parent = nullptr);
    /** It was read anew: what is recorded next is about what stands now. */
    void showTransfer(const Transfer &transfer);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void updateRows();
    [[nodiscard]] QLineEdit *addLine(const QString &label, const QString &field, const QString &name);

    Transfer m_transfer;
    QList<TransferMoveId> m_moves;
    ChoiceGroup *m_outcome;
    InstantEdit *m_at;
    InstantEdit *m_until;
    QLineEdit *m_byWhom;
    QLineEdit *m_how;
    QLineEdit *m_witness;
    QLineEdit *m_owner;
    FormRow *m_ownerRow;
    FormRow *m_untilRow;
};

} // namespace tocsin
