#include "ui/incident/addscopepanel.h"

#include "models/services/workspace.h"
#include "ui/common/fieldmerge.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/searchfield.h"
#include "ui/common/timetext.h"
#include "ui/incident/formdraft.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kOfferedCustomers = 200;
constexpr qint64 kNew = -1;

QLineEdit *line(const QString &name, const QString &hint)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setPlaceholderText(hint);
    edit->setAccessibleName(hint);
    return edit;
}

QComboBox *combo(const QString &objectName, const QString &name, const QList<QPair<QString, QString>> &items)
{
    auto *box = new QComboBox;
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    for (const auto &[code, text] : items)
        box->addItem(text, code);
    return box;
}

Contact contactOf(CustomerId customer, const QString &name, const QString &email, const QString &kind)
{
    Contact c;
    c.customer = customer;
    c.name = name;
    c.email = email;
    c.kind = kind;
    return c;
}

/** With what has to be made first: a customer, a subscription or a contact without a key; no name, no contact. */
Result<void> addToScope(Services &s, IncidentId incident, ScopeRow row, const Customer &customer,
                        Subscription subscription, Contact contact, const QString &reason)
{
    row.customer = customer.id;
    if (!row.customer.isValid()) {
        const auto added = s.customers.add(customer);
        if (!added)
            return tl::unexpected(added.error());
        row.customer = *added;
    }
    row.subscription = subscription.id;
    if (!row.subscription.isValid()) {
        subscription.customer = row.customer;
        const auto added = s.customers.addSubscription(subscription);
        if (!added)
            return tl::unexpected(added.error());
        row.subscription = *added;
    }
    if (!contact.name.isEmpty()) {
        contact.customer = row.customer;
        if (const auto added = s.customers.addContact(contact); !added)
            return tl::unexpected(added.error());
    }
    return s.customers.setScope(incident, row, reason);
}

} // namespace

AddScopePanel::AddScopePanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/add-scope"_s, details, parent)
    , m_conflict(new ConflictPanel)
    , m_search(new SearchField(tr("Search customers")))
    , m_list(new QListWidget)
    , m_newCustomer(line(u"newCustomer"_s, tr("Name of the new customer")))
    , m_subscription(new QComboBox)
    , m_newSubscription(line(u"newSubscription"_s, tr("Name of the new subscription")))
    , m_subscriptionKind(combo(u"subscriptionKind"_s, tr("Kind of the new subscription"),
                               {{u"subscription"_s, tr("Subscription")},
                                {u"tenant"_s, tr("Tenant")},
                                {u"case"_s, tr("Support case")},
                                {u"account"_s, tr("Portal account")}}))
    , m_contacts(wrappedLabel({}, TextStyle::SmallMuted))
    , m_contactBox(new QWidget)
    , m_contactName(line(u"contactName"_s, tr("Name of a contact")))
    , m_contactEmail(line(u"contactEmail"_s, tr("E-mail")))
    , m_contactKind(combo(u"contactKind"_s, tr("Kind of contact"),
                          {{u"security"_s, tr("Security contact")}, {u"administrator"_s, tr("Administrator")}}))
    , m_accessed(new QLineEdit)
    , m_certainty(
          combo(u"certainty"_s, tr("How sure it is"),
                {{u"possible"_s, tr("Possible")}, {u"likely"_s, tr("Likely")}, {u"confirmed"_s, tr("Confirmed")}}))
{
    setPrimary(tr("Add to the scope"));
    addCustomerFields();
    addSubscriptionFields();
    addContactFields();
    addScopeFields();
    watchFields();
    updateVisible();
    updateTexts();
    readCustomers();
    readScope();
    connect(this, &ActPanel::stale, this, [this] {
        m_overtaken = true;
        readScope();
    });
    connect(m_conflict, &ConflictPanel::decided, this, &AddScopePanel::takeDecision);
    finish();
}

void AddScopePanel::addCustomerFields()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    m_search->setObjectName(u"customerSearch"_s);
    m_search->setAccessibleName(tr("Search customers"));
    m_list->setObjectName(u"customerList"_s);
    m_list->setAccessibleName(tr("Customers"));
    m_list->setUniformItemSizes(true);
    m_list->setFixedHeight(132);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    box->setFocusProxy(m_search);
    addWidget(m_conflict);
    m_customerRow = addRow(tr("Customer"), box, u"customer"_s);
    m_newCustomerRow = addRow(tr("New customer"), m_newCustomer, u"newCustomer"_s);
    connect(m_search, &QLineEdit::textChanged, this, &AddScopePanel::showCustomers);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (!item)
            return;
        draft().touch();
        choose(CustomerId{item->data(Qt::UserRole).toLongLong()});
    });
    connect(m_newCustomer, &QLineEdit::textChanged, this, &AddScopePanel::updateButton);
}

void AddScopePanel::addSubscriptionFields()
{
    m_subscription->setObjectName(u"subscription"_s);
    m_subscriptionRow = addRow(tr("Subscription"), m_subscription, u"subscription"_s);
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(m_newSubscription, 1);
    layout->addWidget(m_subscriptionKind);
    box->setFocusProxy(m_newSubscription);
    m_newSubscriptionRow = addRow(tr("New subscription"), box, u"newSubscription"_s);
    connect(m_subscription, &QComboBox::currentIndexChanged, this, [this] {
        updateVisible();
        showKnown();
        updateButton();
    });
}

void AddScopePanel::addContactFields()
{
    auto *layout = new QVBoxLayout(m_contactBox);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    layout->addWidget(m_contacts);
    layout->addWidget(m_contactName);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_contactEmail, 1);
    row->addWidget(m_contactKind);
    layout->addLayout(row);
    m_contactBox->setFocusProxy(m_contactEmail);
    m_contactRow = addRow(tr("Whom it reaches"), m_contactBox, u"email"_s);
}

void AddScopePanel::addScopeFields()
{
    m_accessed->setObjectName(u"accessed"_s);
    addRow(tr("What was &accessed"), m_accessed, u"accessed"_s);
    addRow(tr("&How sure"), m_certainty, u"certainty"_s);
    addText(tr("What sho&ws it"), m_reason, u"reason"_s, u"reason"_s, 2);
}

void AddScopePanel::watchFields()
{
    draft().watch(
        u"customer"_s, [this] { return QJsonValue(m_isNew ? kNew : m_chosen.value); },
        [this](const QJsonValue &v) { choose(CustomerId{v.toInteger()}); });
    draft().watch(
        u"subscription"_s, [this] { return QJsonValue(m_subscription->currentData().toLongLong()); },
        [this](const QJsonValue &v) { m_wantedSubscription = v.toInteger(); });
    connect(m_subscription, &QComboBox::activated, this, [this] { draft().touch(); });
    draft().watch(u"newCustomer"_s, m_newCustomer);
    draft().watch(u"newSubscription"_s, m_newSubscription);
    draft().watch(u"subscriptionKind"_s, m_subscriptionKind);
    draft().watch(u"contactName"_s, m_contactName);
    draft().watch(u"contactEmail"_s, m_contactEmail);
    draft().watch(u"contactKind"_s, m_contactKind);
    draft().watch(u"accessed"_s, m_accessed);
    draft().watch(u"certainty"_s, m_certainty);
}

void AddScopePanel::refresh()
{
    updateTexts(); // the scope is as it was seen, until the person is told that it changed
}

void AddScopePanel::readScope()
{
    m_ui.workspace->run<QList<ScopeRow>>(
        this, [id = incident().id](Services &s) { return s.customers.scope(id); },
        [this](const Result<QList<ScopeRow>> &rows) {
            if (!rows)
                return showError(rows.error());
            const ScopeRow *seen = known();
            const ScopeRow before = seen ? *seen : ScopeRow{};
            m_scope = *rows;
            showKnown();
            if (std::exchange(m_overtaken, false))
                mergeTheirs(before);
        });
}

void AddScopePanel::mergeTheirs(const ScopeRow &before)
{
    const ScopeRow *now = known();
    if (!now || now->version == before.version)
        return;
    const auto sure = [this](const QString &code) { return m_certainty->itemText(m_certainty->findData(code)); };
    FieldMerge merge;
    const QString accessed = merge.value(u"accessed"_s, tr("What was accessed"), before.accessed,
                                         m_accessed->text().trimmed(), now->accessed);
    const QString certainty = merge.value(u"certainty"_s, tr("How sure"), before.certainty,
                                          m_certainty->currentData().toString(), now->certainty, sure);
    m_accessed->setText(accessed);
    m_certainty->setCurrentIndex(m_certainty->findData(certainty));
    if (merge.open().isEmpty())
        return;
    const QString what = u"%1 · %2"_s.arg(now->customerName, now->subscriptionName);
    m_conflict->showConflict(tr("Somebody else gave %1 meanwhile, and you say something else.").arg(what), merge.note(),
                             merge.open());
    m_conflict->focusFirst();
    updateButton();
    m_ui.workspace->run<std::optional<AuditEntry>>(
        this, [id = incident().id](Services &s) { return s.record.lastAct(id); },
        [this, what, merge](const Result<std::optional<AuditEntry>> &last) {
            if (last && *last && m_conflict->isOpen())
                m_conflict->showConflict(tr("%1 gave %2 at %3, and you say something else.")
                                             .arg((*last)->personName, what, TimeText().time((*last)->instantMs)),
                                         merge.note(), merge.open());
        });
}

void AddScopePanel::takeDecision(const QHash<QString, ConflictPanel::Choice> &choices)
{
    const ScopeRow *now = known();
    const auto isTheirs = [&choices](const QString &key) {
        return choices.contains(key) && choices.value(key) == ConflictPanel::Choice::Theirs;
    };
    if (now && isTheirs(u"accessed"_s))
        m_accessed->setText(now->accessed);
    if (now && isTheirs(u"certainty"_s))
        m_certainty->setCurrentIndex(m_certainty->findData(now->certainty));
    draft().touch();
    updateButton();
}

const ScopeRow *AddScopePanel::known() const
{
    for (const ScopeRow &r : m_scope)
        if (r.subscription.value == m_subscription->currentData().toLongLong())
            return &r;
    return nullptr;
}

void AddScopePanel::showKnown()
{
    const ScopeRow *row = known();
    m_subscriptionRow->setHelp(
        !row ? QString()
        : row->inScope
            ? tr("It is in scope: accessed %1, %2. What you give replaces that.").arg(row->accessed, row->certainty)
            : tr("It was taken out; this puts it in again."));
}

void AddScopePanel::updateTexts()
{
    const bool declared = incident().isDeclared();
    const qint64 due = deadlineAfter(nowMs(), kCommitmentMs);
    setTexts(tr("Add an affected subscription"),
             declared ? tr("A declaration stands: this starts 72 hours for this customer alone, due %1 (%2), unless a "
                           "clock runs for it already.")
                            .arg(TimeText().brief(due, nowMs()), TimeText::shortUtc(due))
                      : tr("It says whose data was or may have been accessed. No clock starts before a declaration."),
             tr("Responders, legal and you see it; the customer is told nothing by this."));
}

void AddScopePanel::readCustomers()
{
    m_ui.workspace->run<QList<Customer>>(
        this, [](Services &s) { return s.customers.all(); },
        [this](const Result<QList<Customer>> &customers) {
            if (!customers)
                return showError(customers.error());
            m_customers = *customers;
            showCustomers();
        });
}

void AddScopePanel::showCustomers()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const QString words = m_search->text().trimmed();
    QListWidgetItem *current = nullptr;
    for (const Customer &c : std::as_const(m_customers)) {
        if (m_list->count() == kOfferedCustomers || !c.name.contains(words, Qt::CaseInsensitive))
            continue;
        auto *item = new QListWidgetItem(c.name, m_list);
        item->setData(Qt::UserRole, c.id.value);
        if (!m_isNew && c.id == m_chosen)
            current = item;
    }
    auto *fresh =
        new QListWidgetItem(words.isEmpty() ? tr("New customer…") : tr("New customer “%1”…").arg(words), m_list);
    fresh->setData(Qt::UserRole, kNew);
    if (m_isNew)
        current = fresh;
    m_list->setCurrentItem(current);
    if (!current)
        m_list->setCurrentRow(-1);
}

void AddScopePanel::choose(CustomerId id)
{
    m_isNew = id.value == kNew;
    m_chosen = m_isNew ? CustomerId{} : id;
    m_knownContacts.clear();
    m_subscription->clear();
    if (m_isNew && m_newCustomer->text().isEmpty())
        m_newCustomer->setText(m_search->text().trimmed());
    if (m_chosen.isValid())
        readCustomer(m_chosen);
    else
        showCustomer({}, {});
    updateVisible();
    updateButton();
}

void AddScopePanel::readCustomer(CustomerId id)
{
    using Both = QPair<QList<Subscription>, QList<Contact>>;
    m_ui.workspace->run<Both>(
        this,
        [id](Services &s) -> Result<Both> {
            const auto subscriptions = s.customers.subscriptions(id);
            if (!subscriptions)
                return tl::unexpected(subscriptions.error());
            const auto contacts = s.customers.contacts(id);
            if (!contacts)
                return tl::unexpected(contacts.error());
            return Both{*subscriptions, *contacts};
        },
        [this, id](const Result<Both> &both) {
            if (both && id == m_chosen)
                showCustomer(both->first, both->second);
        });
}

void AddScopePanel::showCustomer(const QList<Subscription> &subscriptions, const QList<Contact> &contacts)
{
    m_knownContacts = contacts;
    m_subscription->clear();
    for (const Subscription &s : subscriptions)
        m_subscription->addItem(s.name, s.id.value);
    m_subscription->addItem(tr("New subscription…"), kNew);
    const int wanted = m_subscription->findData(m_wantedSubscription);
    if (wanted >= 0)
        m_subscription->setCurrentIndex(wanted);
    m_wantedSubscription = 0;
    QStringList people;
    for (const Contact &c : contacts)
        if (c.active && !c.email.isEmpty())
            people << (c.kind == u"security" ? tr("%1 (security)").arg(c.name) : tr("%1 (administrator)").arg(c.name));
    m_contacts->setText(people.isEmpty() ? tr("Nobody can be told yet. Without a contact it stands as unreachable.")
                                         : tr("Known: %1. Another one can be added.").arg(people.join(tr(", "))));
    updateVisible();
    updateButton();
}

void AddScopePanel::updateVisible()
{
    const bool chosen = m_isNew || m_chosen.isValid();
    const bool newSubscription = m_subscription->currentData().toLongLong() == kNew;
    m_newCustomerRow->setVisible(m_isNew);
    m_subscriptionRow->setVisible(m_chosen.isValid());
    m_newSubscriptionRow->setVisible(chosen && newSubscription);
    m_contactRow->setVisible(chosen);
}

QString AddScopePanel::whyDisabled() const
{
    if (m_conflict->isOpen())
        return tr("Decide first which of the two stays.");
    if (incident().isDone())
        return tr("This incident has ended. Reopen it first.");
    const QString right = whyNoRight(Right::SetScope, incident(), context());
    if (!right.isEmpty())
        return right;
    return m_isNew || m_chosen.isValid() ? QString() : tr("Choose the customer.");
}

QString AddScopePanel::missing(QString &field) const
{
    if (m_isNew && m_newCustomer->text().trimmed().isEmpty()) {
        field = u"newCustomer"_s;
        return tr("Give the customer a name.");
    }
    if (m_subscription->currentData().toLongLong() == kNew && m_newSubscription->text().trimmed().isEmpty()) {
        field = u"newSubscription"_s;
        return tr("Give the subscription a name.");
    }
    const bool name = !m_contactName->text().trimmed().isEmpty();
    if (name != !m_contactEmail->text().trimmed().isEmpty()) {
        field = u"email"_s;
        return name ? tr("Give the contact's e-mail.") : tr("Give the contact's name.");
    }
    if (m_accessed->text().trimmed().isEmpty()) {
        field = u"accessed"_s;
        return tr("Say what was accessed.");
    }
    if (m_reason->toPlainText().trimmed().isEmpty()) {
        field = u"reason"_s;
        return tr("Say what shows that this customer is affected.");
    }
    return {};
}

void AddScopePanel::submit()
{
    QString field;
    if (const QString text = missing(field); !text.isEmpty()) {
        showError({ErrorKind::Invalid, text, {}, field});
        return;
    }
    Customer customer;
    customer.id = m_chosen;
    customer.name = m_newCustomer->text().trimmed();
    for (const Customer &c : std::as_const(m_customers))
        if (c.id == m_chosen)
            customer = c;
    Subscription subscription;
    subscription.id = SubscriptionId{std::max<qint64>(m_subscription->currentData().toLongLong(), 0)};
    subscription.name = subscription.id.isValid() ? m_subscription->currentText() : m_newSubscription->text().trimmed();
    subscription.kind = m_subscriptionKind->currentData().toString();
    ScopeRow row;
    row.customerName = customer.name;
    row.subscriptionName = subscription.name;
    row.accessed = m_accessed->text().trimmed();
    row.certainty = m_certainty->currentData().toString();
    if (const ScopeRow *seen = known())
        row.version = seen->version;
    const Contact contact = contactOf({}, m_contactName->text().trimmed(), m_contactEmail->text().trimmed(),
                                      m_contactKind->currentData().toString());
    // All of it or nothing: what is made on the way, and the draft that ends with it.
    run(
        [=, id = incident().id, reason = m_reason->toPlainText().trimmed()](Services &s) {
            return s.session.together([&] { return addToScope(s, id, row, customer, subscription, contact, reason); });
        },
        tr("Added: %1 · %2").arg(customer.name, subscription.name));
}

} // namespace tocsin
