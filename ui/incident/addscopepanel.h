#pragma once

#include "models/domain/customer.h"
#include "ui/common/conflictpanel.h"
#include "ui/incident/actpanel.h"

class QComboBox;
class QLineEdit;
class QListWidget;

namespace tocsin {

class SearchField;

/** Puts a subscription into the scope; customer, subscription and contact can be made on the way (P7.8, P9.2, P9.3). */
class AddScopePanel : public ActPanel
{
    Q_OBJECT

public:
    AddScopePanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

    [[nodiscard]] int preferredWidth() const override { return 460; }

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void addCustomerFields();
    void addSubscriptionFields();
    void addContactFields();
    void addScopeFields();
    void watchFields();
    void readCustomers();
    void readScope();
    /** The chosen subscription as it stands in this incident, or null. */
    [[nodiscard]] const ScopeRow *known() const;
    void showKnown();
    /** Somebody else gave the same subscription: field by field (P12.3). */
    void mergeTheirs(const ScopeRow &before);
    void takeDecision(const QHash<QString, ConflictPanel::Choice> &choices);
    void showCustomers();
    void choose(CustomerId id);
    void readCustomer(CustomerId id);
    void showCustomer(const QList<Subscription> &subscriptions, const QList<Contact> &contacts);
    void updateVisible();
    void updateTexts();
    [[nodiscard]] QString missing(QString &field) const;

    ConflictPanel *m_conflict;
    SearchField *m_search;
    QListWidget *m_list;
    FormRow *m_customerRow;
    QLineEdit *m_newCustomer;
    FormRow *m_newCustomerRow;
    QComboBox *m_subscription;
    FormRow *m_subscriptionRow;
    QLineEdit *m_newSubscription;
    QComboBox *m_subscriptionKind;
    FormRow *m_newSubscriptionRow;
    Label *m_contacts;
    QWidget *m_contactBox;
    QLineEdit *m_contactName;
    QLineEdit *m_contactEmail;
    QComboBox *m_contactKind;
    FormRow *m_contactRow;
    QLineEdit *m_accessed;
    QComboBox *m_certainty;
    QPlainTextEdit *m_reason = nullptr;

    QList<Customer> m_customers;
    QList<ScopeRow> m_scope;
    QList<Contact> m_knownContacts;
    CustomerId m_chosen; ///< none: a new one
    bool m_isNew = false;
    bool m_overtaken = false;        ///< the scope is read because somebody was faster
    qint64 m_wantedSubscription = 0; ///< of a draft, until the list is read
};

} // namespace tocsin
