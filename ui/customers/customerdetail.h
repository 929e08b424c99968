#pragma once

#include "models/domain/customer.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;
class QVBoxLayout;

namespace tocsin {

class Banner;
class CustomerHistoryCard;
class DirectoryForm;
class Label;
class TermsCard;

/** One customer: what it has with the provider, whom to tell for each, and who cannot be told (P9.2). */
class CustomerDetail : public QWidget
{
    Q_OBJECT

public:
    explicit CustomerDetail(const UiContext &ui, QWidget *parent = nullptr);

    void setCustomer(const Customer &customer);
    [[nodiscard]] CustomerId customer() const { return m_customer.id; }
    /** Reads subscriptions and contacts anew; the tree keeps what is chosen. */
    void read();

Q_SIGNALS:
    /** Something was added or corrected. */
    void changed();
    /** A form stands on the page, or none any more. */
    void formShown(bool shown);

private:
    struct Content
    {
        QList<Subscription> subscriptions;
        QList<Contact> contacts;
    };

    void build();
    QWidget *buildTree();
    void showContent(const Content &content);
    void fillTree();
    QTreeWidgetItem *addContact(QTreeWidgetItem *parent, const Contact &contact);
    void refresh();
    void editCustomer();
    void editCurrent();
    void addSubscription();
    void addContact();
    void openForm(DirectoryForm *form);
    void closeForm();
    [[nodiscard]] SubscriptionId currentSubscription() const;

    UiContext m_ui;
    Customer m_customer;
    Content m_content;
    Label *m_name = nullptr;
    Label *m_facts = nullptr;
    Label *m_remark = nullptr;
    Banner *m_banner = nullptr;
    QVBoxLayout *m_formPlace = nullptr;
    DirectoryForm *m_form = nullptr;
    QTreeWidget *m_tree = nullptr;
    TermsCard *m_terms = nullptr;
    CustomerHistoryCard *m_history = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_addSubscription = nullptr;
    QPushButton *m_addContact = nullptr;
    QPushButton *m_editRow = nullptr;
    Label *m_hint = nullptr;
};

} // namespace tocsin
