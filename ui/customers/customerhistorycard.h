#pragma once

#include "models/services/customerservice.h"
#include "ui/common/card.h"
#include "ui/common/uicontext.h"

class QPushButton;
class QTreeWidget;

namespace tocsin {

class Label;

/** What was entered about a customer, by whom and why; read when it is asked for. */
class CustomerHistoryCard : public Card
{
    Q_OBJECT

public:
    explicit CustomerHistoryCard(const UiContext &ui, QWidget *parent = nullptr);

    /** Of another one it is closed again; of the same it is read anew if it is open. */
    void setCustomer(CustomerId customer);

private:
    void setOpen(bool open);
    void read();
    void showChanges(const QList<CustomerChange> &changes);
    /** As high as their texts are in the columns as wide as they are. */
    void fitRows();

    UiContext m_ui;
    CustomerId m_customer;
    bool m_open = false;
    QTreeWidget *m_list;
    Label *m_hint;
    QPushButton *m_show;
};

} // namespace tocsin
