#include "ui/customers/customerdetail.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/chippaint.h"
#include "ui/common/fittedcolumns.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/customers/customerform.h"
#include "ui/customers/customerhistorycard.h"
#include "ui/customers/termform.h"
#include "ui/customers/termscard.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStyledItemDelegate>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

enum Column { Name, State, Kind, Address, Phone, ColumnCount };
enum Role { SubscriptionRole = Qt::UserRole, ContactRole, ToneRole };

class ChipDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), 30};
    }

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.data(ToneRole).isValid())
            option->text.clear();
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QVariant tone = index.data(ToneRole);
        if (tone.isValid() && !index.data().toString().isEmpty())
            paintTextChip(*painter, {option.rect.left() + 13, option.rect.center().y() - kChipHeight / 2},
                          index.data().toString(), static_cast<Tone>(tone.toInt()), option.rect.width() - 18);
    }
};

Reachability reachabilityOf(const Subscription &subscription, const QList<Contact> &contacts)
{
    ScopeRow row;
    row.subscription = subscription.id;
    row.customer = subscription.customer;
    resolveRecipients(row, contacts);
    return row.reachability;
}

void setState(QTreeWidgetItem *item, const QString &text, Tone tone)
{
    item->setText(State, text);
    item->setData(State, ToneRole, static_cast<int>(tone));
}

} // namespace

CustomerDetail::CustomerDetail(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
{
    build();
    refresh();
}

void CustomerDetail::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    plainScrollDown(scroll);
    outer->addWidget(scroll);
    auto *content = new QWidget(scroll);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 4, 0);
    layout->setSpacing(12);
    auto *head = new QHBoxLayout;
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    m_name = wrappedLabel({}, TextStyle::Title, content);
    m_name->setObjectName(u"customerName"_s);
    m_facts = wrappedLabel({}, TextStyle::SmallMuted, content);
    m_remark = wrappedLabel({}, TextStyle::Small, content);
    titles->addWidget(m_name);
    titles->addWidget(m_facts);
    titles->addWidget(m_remark);
    head->addLayout(titles, 1);
    m_edit = new QPushButton(icon(u"edit"), tr("Edit…"), content);
    m_edit->setObjectName(u"customerEdit"_s);
    m_edit->setAccessibleName(tr("Edit the customer"));
    connect(m_edit, &QPushButton::clicked, this, &CustomerDetail::editCustomer);
    m_edit->setMinimumWidth(72);
    head->addWidget(m_edit, 0, Qt::AlignTop);
    layout->addLayout(head);
    m_banner = new Banner(Banner::Kind::Warning, content);
    m_banner->setObjectName(u"customerUnreachable"_s);
    m_banner->hide();
    layout->addWidget(m_banner);
    m_formPlace = new QVBoxLayout;
    layout->addLayout(m_formPlace);
    layout->addWidget(buildTree(), 1);
    m_terms = new TermsCard(m_ui, content);
    connect(m_terms, &TermsCard::formRequested, this,
            [this](const CustomerTerm &term) { openForm(new TermForm(m_ui, term, this)); });
    layout->addWidget(m_terms);
    m_history = new CustomerHistoryCard(m_ui, content);
    layout->addWidget(m_history);
    scroll->setWidget(content);
}

QWidget *CustomerDetail::buildTree()
{
    auto *card = new Card(tr("Subscriptions and contacts"), this);
    m_editRow = new QPushButton(tr("Edit the row…"), card);
    m_editRow->setObjectName(u"rowEdit"_s);
    m_addContact = new QPushButton(icon(u"plus"), tr("Contact…"), card);
    m_addContact->setObjectName(u"contactAdd"_s);
    m_addSubscription = new QPushButton(icon(u"plus"), tr("Subscription…"), card);
    m_addSubscription->setObjectName(u"subscriptionAdd"_s);
    m_editRow->setAccessibleName(tr("Edit the chosen subscription or contact"));
    m_addContact->setAccessibleName(tr("Add a contact"));
    m_addSubscription->setAccessibleName(tr("Add a subscription"));
    connect(m_editRow, &QPushButton::clicked, this, &CustomerDetail::editCurrent);
    connect(m_addContact, &QPushButton::clicked, this, qOverload<>(&CustomerDetail::addContact));
    connect(m_addSubscription, &QPushButton::clicked, this, &CustomerDetail::addSubscription);
    for (QPushButton *button : {m_editRow, m_addContact, m_addSubscription}) {
        button->setMinimumWidth(72); // a longer label ends in dots before the page is wider than the window
        card->header()->addWidget(button);
    }
    card->wrapHeader();
    m_tree = new QTreeWidget(card);
    m_tree->setObjectName(u"customerTree"_s);
    m_tree->setAccessibleName(tr("Subscriptions with their contacts"));
    m_tree->setColumnCount(ColumnCount);
    m_tree->setHeaderLabels({tr("Name"), tr("Told by a notice"), tr("Kind"), tr("E-mail"), tr("Telephone")});
    m_tree->setItemDelegate(new ChipDelegate(m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setMinimumHeight(280);
    m_tree->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_tree->header()->setMinimumSectionSize(72);
    const std::array widths{0, 130, 126, 270, 128};
    for (int i = 1; i < ColumnCount; ++i)
        m_tree->setColumnWidth(i, widths[static_cast<size_t>(i)]);
    new FittedColumns(m_tree->header(), 0, 160, {0, 130, 84, 112, 84});
    connect(m_tree, &QTreeWidget::itemActivated, this, &CustomerDetail::editCurrent);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &CustomerDetail::refresh);
    card->setView(m_tree);
    m_hint = wrappedLabel(tr("No subscription yet. Add what this customer has with you, and whom to tell about it."),
                          TextStyle::Muted, card);
    m_hint->setContentsMargins(16, 12, 16, 12);
    card->body()->addWidget(m_hint);
    return card;
}

void CustomerDetail::setCustomer(const Customer &customer)
{
    const bool other = customer.id != m_customer.id;
    m_customer = customer;
    if (other) {
        closeForm();
        m_content = {};
        m_tree->clear();
        m_banner->hide();
    }
    m_name->setText(customer.name);
    QStringList facts;
    if (!customer.sector.isEmpty())
        facts << customer.sector;
    if (!customer.country.isEmpty())
        facts << customer.country;
    m_facts->setText(facts.join(u" · "_s));
    m_facts->setVisible(!facts.isEmpty());
    m_remark->setText(customer.remark);
    m_remark->setVisible(!customer.remark.isEmpty());
    refresh();
    read();
    m_terms->setCustomer(customer.id);
    m_history->setCustomer(customer.id);
}

void CustomerDetail::read()
{
    const CustomerId id = m_customer.id;
    if (!id.isValid())
        return;
    m_ui.workspace->run<Content>(
        this,
        [id](Services &s) -> Result<Content> {
            auto subscriptions = s.customers.subscriptions(id);
            if (!subscriptions)
                return tl::unexpected(subscriptions.error());
            auto contacts = s.customers.contacts(id);
            if (!contacts)
                return tl::unexpected(contacts.error());
            return Content{*subscriptions, *contacts};
        },
        [this, id](const Result<Content> &content) {
            if (id != m_customer.id)
                return;
            if (content)
                showContent(*content);
            else
                m_banner->show(Banner::Kind::Error, content.error().userText);
        });
}

void CustomerDetail::showContent(const Content &content)
{
    m_content = content;
    fillTree();
    // A column without a word in it takes the room of the addresses.
    m_tree->setColumnHidden(Phone, std::none_of(content.contacts.begin(), content.contacts.end(),
                                                [](const Contact &c) { return !c.phone.isEmpty(); }));
    QStringList unreachable;
    for (const Subscription &s : content.subscriptions)
        if (reachabilityOf(s, content.contacts) == Reachability::Unreachable)
            unreachable << s.name;
    if (unreachable.isEmpty())
        m_banner->hide();
    else
        m_banner->show(
            Banner::Kind::Warning,
            unreachable.size() == 1
                ? tr("%1 is unreachable.").arg(unreachable.first())
                : tr("%1 subscriptions are unreachable: %2.").arg(unreachable.size()).arg(unreachable.join(u", "_s)),
            tr("There is neither a security contact nor an administrator with an e-mail address. A notice about it "
               "would reach nobody."));
    m_hint->setVisible(content.subscriptions.isEmpty() && content.contacts.isEmpty());
    refresh();
}

QTreeWidgetItem *CustomerDetail::addContact(QTreeWidgetItem *parent, const Contact &contact)
{
    auto *item = new QTreeWidgetItem(parent);
    item->setText(Name, contact.name);
    item->setText(Kind, contactKindName(contact.kind));
    item->setText(Address, contact.email);
    item->setFont(Address, monoFont(11));
    item->setText(Phone, contact.phone);
    item->setData(Name, ContactRole, contact.id);
    item->setData(Name, SubscriptionRole, contact.subscription.value);
    if (!contact.active)
        setState(item, tr("not in use"), Tone::Neutral);
    else if (contact.email.isEmpty())
        setState(item, tr("no address"), Tone::Medium);
    for (int column : {Name, Address})
        item->setToolTip(column, item->text(column));
    return item;
}

void CustomerDetail::fillTree()
{
    const QTreeWidgetItem *current = m_tree->currentItem();
    const qint64 subscription = current ? current->data(Name, SubscriptionRole).toLongLong() : 0;
    const qint64 contact = current ? current->data(Name, ContactRole).toLongLong() : 0;
    m_tree->clear();
    QTreeWidgetItem *choose = nullptr;
    const auto addContacts = [&](QTreeWidgetItem *parent, SubscriptionId of) {
        for (const Contact &c : std::as_const(m_content.contacts)) {
            if (c.subscription != of)
                continue;
            QTreeWidgetItem *item = addContact(parent, c);
            if (contact > 0 && c.id == contact)
                choose = item;
        }
    };
    for (const Subscription &s : std::as_const(m_content.subscriptions)) {
        auto *item = new QTreeWidgetItem(m_tree);
        item->setText(Name, s.name);
        item->setFont(Name, bodyBoldFont());
        item->setText(Kind, subscriptionKindName(s.kind));
        item->setData(Name, SubscriptionRole, s.id.value);
        const Reachability reach = reachabilityOf(s, m_content.contacts);
        setState(item,
                 reach == Reachability::SecurityContact ? tr("security contact")
                 : reach == Reachability::Administrator ? tr("administrator")
                                                        : tr("unreachable"),
                 reach == Reachability::SecurityContact ? Tone::Low
                 : reach == Reachability::Administrator ? Tone::Medium
                                                        : Tone::High);
        addContacts(item, s.id);
        if (contact == 0 && s.id.value == subscription)
            choose = item;
    }
    const bool general = std::any_of(m_content.contacts.begin(), m_content.contacts.end(),
                                     [](const Contact &c) { return !c.subscription.isValid(); });
    if (general) {
        auto *item = new QTreeWidgetItem(m_tree);
        item->setText(Name, tr("The whole customer"));
        item->setFont(Name, bodyBoldFont());
        addContacts(item, {});
    }
    m_tree->expandAll();
    m_tree->setCurrentItem(choose ? choose : m_tree->topLevelItem(0));
}

void CustomerDetail::refresh()
{
    const DatabaseStatus &status = m_ui.workspace->status();
    QString why;
    if (status.readOnly)
        why = tr("This database can only be read.");
    else if (!mayDo(status.person.roles, Right::EditCustomers, true))
        why = tr("This needs the role %1.").arg(roleNames(rolesWith(Right::EditCustomers)));
    const QTreeWidgetItem *item = m_tree->currentItem();
    const bool row =
        item && (item->data(Name, ContactRole).toLongLong() > 0 || item->data(Name, SubscriptionRole).toLongLong() > 0);
    m_terms->setWhyNot(why);
    for (QPushButton *button : {m_edit, m_addSubscription, m_addContact, m_editRow}) {
        button->setEnabled(why.isEmpty() && (button != m_editRow || row));
        button->setToolTip(why);
    }
}

SubscriptionId CustomerDetail::currentSubscription() const
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    return SubscriptionId{item ? item->data(Name, SubscriptionRole).toLongLong() : 0};
}

void CustomerDetail::editCustomer()
{
    openForm(new CustomerForm(m_ui, m_customer, this));
}

void CustomerDetail::addSubscription()
{
    Subscription s;
    s.customer = m_customer.id;
    s.kind = u"subscription"_s;
    openForm(new SubscriptionForm(m_ui, s, this));
}

void CustomerDetail::addContact()
{
    Contact c;
    c.customer = m_customer.id;
    c.subscription = currentSubscription();
    c.kind = u"security"_s;
    openForm(new ContactForm(m_ui, c, m_content.subscriptions, this));
}

void CustomerDetail::editCurrent()
{
    if (!m_editRow->isEnabled())
        return;
    const qint64 contact = m_tree->currentItem()->data(Name, ContactRole).toLongLong();
    if (contact > 0) {
        for (const Contact &c : std::as_const(m_content.contacts))
            if (c.id == contact) {
                openForm(new ContactForm(m_ui, c, m_content.subscriptions, this));
                return;
            }
    }
    for (const Subscription &s : std::as_const(m_content.subscriptions))
        if (s.id == currentSubscription()) {
            openForm(new SubscriptionForm(m_ui, s, this));
            return;
        }
}

void CustomerDetail::openForm(DirectoryForm *form)
{
    closeForm();
    m_form = form;
    m_formPlace->addWidget(form);
    connect(form, &DirectoryForm::cancelled, this, &CustomerDetail::closeForm);
    connect(form, &DirectoryForm::saved, this, [this] {
        closeForm();
        read();
        m_terms->read();
        Q_EMIT changed();
    });
    form->focusFirst();
    Q_EMIT formShown(true);
}

void CustomerDetail::closeForm()
{
    if (!m_form)
        return;
    m_form->leave();
    m_form->hide();
    m_form->deleteLater();
    m_form = nullptr;
    m_tree->setFocus(Qt::OtherFocusReason);
    Q_EMIT formShown(false);
}

} // namespace tocsin
