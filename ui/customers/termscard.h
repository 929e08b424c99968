#pragma once

#include "models/domain/duty.h"
#include "ui/common/card.h"
#include "ui/common/uicontext.h"

class QPushButton;
class QTreeWidget;

namespace tocsin {

class Label;

/** The notification terms of a customer's contracts: each is proposed as a duty when it is affected (P7.7). */
class TermsCard : public Card
{
    Q_OBJECT

public:
    explicit TermsCard(const UiContext &ui, QWidget *parent = nullptr);

    void setCustomer(CustomerId customer);
    /** Reads them anew; what is chosen stays chosen. */
    void read();
    /** Why nothing can be changed; empty: it can. */
    void setWhyNot(const QString &why);

Q_SIGNALS:
    /** A person wants to add this one, or to correct it if it has an id. */
    void formRequested(const tocsin::CustomerTerm &term);

private:
    void showTerms(const QList<CustomerTerm> &terms);
    void editCurrent();
    void refresh();

    UiContext m_ui;
    CustomerId m_customer;
    QList<CustomerTerm> m_terms;
    QString m_whyNot;
    QTreeWidget *m_list;
    Label *m_hint;
    QPushButton *m_edit;
    QPushButton *m_add;
};

} // namespace tocsin
