#pragma once

#include "ui/transfers/transferform.h"

class QLineEdit;
class QPlainTextEdit;

namespace tocsin {

class FormRow;
class InstantEdit;
class Label;

/** The manager's decision in writing (P10.3): approve, refuse, revoke; the requester takes back. In place, no dialog.
 */
class DecisionForm : public TransferForm
{
    Q_OBJECT

public:
    explicit DecisionForm(const UiContext &ui, QWidget *parent = nullptr);

    void decide(TransferDecision decision);
    /** Whether this decision can be begun here now. */
    [[nodiscard]] bool offers(TransferDecision decision) const;

Q_SIGNALS:
    void askBackRequested();

protected:
    void fill(bool fresh) override;

private:
    void build();
    [[nodiscard]] QString whyNot(TransferDecision decision) const;
    void showDecided();

    Label *m_decided;
    QWidget *m_form;
    QPlainTextEdit *m_words;
    InstantEdit *m_until;
    FormRow *m_untilRow;
    QLineEdit *m_conditions;
    FormRow *m_conditionsRow;
    Label *m_why;
    QHash<int, QPushButton *> m_buttons;
    QPushButton *m_ask;
};

} // namespace tocsin
