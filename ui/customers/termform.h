#pragma once

#include "models/domain/duty.h"
#include "ui/customers/customerform.h"

namespace tocsin {

/** What a contract with a customer asks for when it is affected: how much time, from when, to whom (P7.7). */
class TermForm : public DirectoryForm
{
    Q_OBJECT

public:
    /** Without an id: a new one. */
    TermForm(const UiContext &ui, const CustomerTerm &term, QWidget *parent = nullptr);

protected:
    void submit() override;
    void readTheirs() override;

private:
    [[nodiscard]] CustomerTerm value() const;
    void showPeriod(const Period &period);
    void updateNumber();
    void take(const CustomerTerm &now, const QHash<QString, ConflictPanel::Choice> &choices);

    CustomerTerm m_term;
    QLineEdit *m_number;
    QComboBox *m_unit;
    QComboBox *m_trigger;
    QLineEdit *m_addressee;
    QLineEdit *m_channel;
    QLineEdit *m_language;
    QLineEdit *m_source;
    QCheckBox *m_exceptable;
    QCheckBox *m_active = nullptr;
};

} // namespace tocsin
