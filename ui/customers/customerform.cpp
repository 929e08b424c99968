#include "ui/customers/customerform.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/fieldmerge.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/formdraft.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

QString contactKindName(const QString &kind)
{
    return kind == u"security" ? DirectoryForm::tr("Security contact") : DirectoryForm::tr("Administrator");
}

QString subscriptionKindName(const QString &kind)
{
    if (kind == u"tenant")
        return DirectoryForm::tr("Tenant");
    if (kind == u"case")
        return DirectoryForm::tr("Support case");
    if (kind == u"account")
        return DirectoryForm::tr("Portal account");
    return DirectoryForm::tr("Subscription");
}

DirectoryForm::DirectoryForm(const UiContext &ui, const QString &title, const QString &saveLabel, QWidget *parent)
    : Card(title, parent)
    , m_ui(ui)
    , m_draft(new FormDraft(ui, this))
    , m_banner(new Banner(Banner::Kind::Error, this))
    , m_conflict(new ConflictPanel(this))
    , m_rows(new QGridLayout)
    , m_save(new QPushButton(saveLabel, this))
{
    setHighlighted(true);
    m_banner->hide();
    body()->addWidget(m_banner);
    body()->addWidget(m_conflict);
    m_rows->setHorizontalSpacing(16);
    m_rows->setVerticalSpacing(10);
    m_rows->setColumnStretch(0, 1);
    m_rows->setColumnStretch(1, 1);
    body()->addLayout(m_rows);
    m_save->setObjectName(u"formSave"_s);
    m_save->setAccessibleName(saveLabel);
    m_save->setProperty("primary", true);
    m_save->setProperty("hint", u"Ctrl ⏎"_s);
    connect(m_save, &QPushButton::clicked, this, [this] {
        clearFieldErrors(this);
        m_banner->hide();
        submit();
    });
    connect(m_draft, &FormDraft::restored, this,
            [this] { m_banner->show(Banner::Kind::Info, tr("What you had typed is back.")); });
}

DirectoryForm::~DirectoryForm()
{
    m_draft->flush();
}

FormRow *DirectoryForm::addRow(const QString &label, QWidget *field, const QString &fieldName)
{
    field->setObjectName(fieldName);
    if (!m_first)
        m_first = field;
    auto *row = new FormRow(label, field, this);
    row->setFieldName(fieldName);
    m_rows->addWidget(row, m_count / 2, m_count % 2, Qt::AlignTop);
    ++m_count;
    if (auto *line = qobject_cast<QLineEdit *>(field))
        connect(line, &QLineEdit::returnPressed, m_save, &QPushButton::click);
    return row;
}

void DirectoryForm::spanLast(FormRow *row)
{
    m_rows->removeWidget(row);
    --m_count;
    m_count += m_count % 2; // the row before it may be half full
    m_rows->addWidget(row, m_count / 2, 0, 1, 2, Qt::AlignTop);
    m_count += 2;
}

void DirectoryForm::finish(const QString &draftName)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"formCancel"_s);
    cancel->setAccessibleName(cancel->text());
    connect(cancel, &QPushButton::clicked, this, &DirectoryForm::cancelled);
    row->addWidget(cancel);
    row->addWidget(m_save);
    body()->addLayout(row);
    setTabOrder(cancel, m_save);
    m_draft->open(draftName, {});
    connect(m_conflict, &ConflictPanel::decided, this, [this](const auto &choices) {
        m_keep(choices);
        m_save->setEnabled(true);
    });
}

void DirectoryForm::focusFirst()
{
    if (m_first)
        m_first->setFocus(Qt::OtherFocusReason);
}

void DirectoryForm::leave()
{
    m_draft->leave();
}

void DirectoryForm::run(std::function<Result<qint64>(Services &)> job, const QString &said)
{
    m_save->setEnabled(false);
    m_draft->act<qint64>(this, std::move(job), [this, said](const Result<qint64> &result) {
        m_save->setEnabled(true);
        if (!result) {
            showError(result.error());
            return;
        }
        if (m_ui.say)
            m_ui.say(said);
        Q_EMIT saved(*result);
    });
}

void DirectoryForm::showError(const Error &error)
{
    if (!error.field.isEmpty() && showFieldError(this, error.field, error.userText))
        return;
    if (error.kind == ErrorKind::Conflict) {
        readTheirs();
        return;
    }
    m_banner->show(Banner::Kind::Error, error.userText);
}

void DirectoryForm::settle(const FieldMerge &merge, const QString &table, qint64 id,
                           std::function<void(const QHash<QString, ConflictPanel::Choice> &)> keep)
{
    m_keep = std::move(keep);
    m_save->setEnabled(merge.open().isEmpty());
    m_draft->touch();
    m_ui.workspace->run<std::optional<AuditEntry>>(
        this, [table, id](Services &s) { return s.record.lastChange(table, id); },
        [this, merge](const Result<std::optional<AuditEntry>> &last) {
            const QString who =
                last && *last
                    ? tr("%1 changed this at %2.").arg((*last)->personName, TimeText().time((*last)->instantMs))
                    : tr("Somebody else changed this meanwhile.");
            if (merge.open().isEmpty())
                m_banner->show(Banner::Kind::Info, who,
                               tr("It is together with what you typed. Look at it, then save."));
            else
                m_conflict->showConflict(tr("%1 You had typed something else.").arg(who), merge.note(), merge.open());
        });
}

void DirectoryForm::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else if (enter && event->modifiers() & Qt::ControlModifier)
        m_save->click();
    else
        Card::keyPressEvent(event);
}

CustomerForm::CustomerForm(const UiContext &ui, const Customer &customer, QWidget *parent)
    : DirectoryForm(ui, customer.id.isValid() ? tr("Edit the customer") : tr("New customer"),
                    customer.id.isValid() ? tr("Save") : tr("Add the customer"), parent)
    , m_customer(customer)
    , m_name(new QLineEdit(customer.name))
    , m_sector(new QLineEdit(customer.sector))
    , m_country(new QLineEdit(customer.country))
    , m_remark(new QPlainTextEdit(customer.remark))
{
    addRow(tr("&Name"), m_name, u"name"_s);
    addRow(tr("&Sector"), m_sector, u"sector"_s)->setOptional(true);
    m_country->setMaxLength(2);
    FormRow *country = addRow(tr("&Country"), m_country, u"country"_s);
    country->setOptional(true);
    country->setHelp(tr("Two letters: DE, FR, PL."));
    m_remark->setTabChangesFocus(true);
    m_remark->setFixedHeight(64);
    addRow(tr("&Remark"), m_remark, u"remark"_s)->setOptional(true);
    draft().watch(u"name"_s, m_name);
    draft().watch(u"sector"_s, m_sector);
    draft().watch(u"country"_s, m_country);
    draft().watch(u"remark"_s, m_remark);
    finish(u"customer/%1"_s.arg(customer.id.value));
}

void CustomerForm::submit()
{
    Customer c = m_customer;
    c.name = m_name->text().trimmed();
    c.sector = m_sector->text().trimmed();
    c.country = m_country->text().trimmed().toUpper();
    c.remark = m_remark->toPlainText().trimmed();
    const bool letters = c.country.size() == 2 && c.country.at(0) >= u'A' && c.country.at(0) <= u'Z' &&
                         c.country.at(1) >= u'A' && c.country.at(1) <= u'Z';
    if (!c.country.isEmpty() && !letters) {
        showError({ErrorKind::Invalid, tr("A country is two letters, like DE."), {}, u"country"_s});
        return;
    }
    run(
        [c](Services &s) -> Result<qint64> {
            if (!c.id.isValid())
                return s.customers.add(c).map([](CustomerId id) { return id.value; });
            auto done = s.customers.change(c);
            return done ? Result<qint64>(c.id.value) : tl::unexpected(done.error());
        },
        c.id.isValid() ? tr("Customer saved") : tr("Customer added"));
}

namespace {

bool isTheirs(const QHash<QString, ConflictPanel::Choice> &choices, const QString &key)
{
    return choices.contains(key) && choices.value(key) == ConflictPanel::Choice::Theirs;
}

} // namespace

void CustomerForm::readTheirs()
{
    readOne<Customer>(
        [](Services &s) { return s.customers.all(); }, m_customer.id,
        [this](const Customer &now) {
            FieldMerge merge;
            const Customer before = std::exchange(m_customer, now);
            m_name->setText(merge.value(u"name"_s, tr("Name"), before.name, m_name->text(), now.name));
            m_sector->setText(merge.value(u"sector"_s, tr("Sector"), before.sector, m_sector->text(), now.sector));
            m_country->setText(
                merge.value(u"country"_s, tr("Country"), before.country, m_country->text(), now.country));
            m_remark->setPlainText(
                merge.text(u"remark"_s, tr("Remark"), before.remark, m_remark->toPlainText(), now.remark));
            settle(merge, u"customer"_s, now.id.value, [this, now](const auto &choices) {
                if (isTheirs(choices, u"name"_s))
                    m_name->setText(now.name);
                if (isTheirs(choices, u"sector"_s))
                    m_sector->setText(now.sector);
                if (isTheirs(choices, u"country"_s))
                    m_country->setText(now.country);
                if (isTheirs(choices, u"remark"_s))
                    m_remark->setPlainText(now.remark);
            });
        });
}

SubscriptionForm::SubscriptionForm(const UiContext &ui, const Subscription &subscription, QWidget *parent)
    : DirectoryForm(ui, subscription.id.isValid() ? tr("Edit the subscription") : tr("New subscription"),
                    subscription.id.isValid() ? tr("Save") : tr("Add it"), parent)
    , m_subscription(subscription)
    , m_name(new QLineEdit(subscription.name))
    , m_kind(new QComboBox)
{
    addRow(tr("&Name or number"), m_name, u"name"_s);
    for (const QString &kind : {u"subscription"_s, u"tenant"_s, u"case"_s, u"account"_s})
        m_kind->addItem(subscriptionKindName(kind), kind);
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(subscription.kind)));
    addRow(tr("&Kind"), m_kind, u"kind"_s);
    draft().watch(u"name"_s, m_name);
    draft().watch(u"kind"_s, m_kind);
    finish(u"subscription/%1-%2"_s.arg(subscription.customer.value).arg(subscription.id.value));
}

void SubscriptionForm::submit()
{
    Subscription v = m_subscription;
    v.name = m_name->text().trimmed();
    v.kind = m_kind->currentData().toString();
    run(
        [v](Services &s) -> Result<qint64> {
            if (!v.id.isValid())
                return s.customers.addSubscription(v).map([](SubscriptionId id) { return id.value; });
            auto done = s.customers.change(v);
            return done ? Result<qint64>(v.id.value) : tl::unexpected(done.error());
        },
        v.id.isValid() ? tr("Subscription saved") : tr("Subscription added"));
}

void SubscriptionForm::readTheirs()
{
    const auto read = [customer = m_subscription.customer](Services &s) { return s.customers.subscriptions(customer); };
    readOne<Subscription>(read, m_subscription.id, [this](const Subscription &now) {
        FieldMerge merge;
        const Subscription before = std::exchange(m_subscription, now);
        m_name->setText(merge.value(u"name"_s, tr("Name or number"), before.name, m_name->text(), now.name));
        const QString kind = merge.value(u"kind"_s, tr("Kind"), before.kind, m_kind->currentData().toString(), now.kind,
                                         subscriptionKindName);
        m_kind->setCurrentIndex(m_kind->findData(kind));
        settle(merge, u"subscription"_s, now.id.value, [this, now](const auto &choices) {
            if (isTheirs(choices, u"name"_s))
                m_name->setText(now.name);
            if (isTheirs(choices, u"kind"_s))
                m_kind->setCurrentIndex(m_kind->findData(now.kind));
        });
    });
}

ContactForm::ContactForm(const UiContext &ui, const Contact &contact, const QList<Subscription> &subscriptions,
                         QWidget *parent)
    : DirectoryForm(ui, contact.id > 0 ? tr("Correct the contact") : tr("New contact"),
                    contact.id > 0 ? tr("Save") : tr("Add the contact"), parent)
    , m_contact(contact)
    , m_name(new QLineEdit(contact.name))
    , m_kind(new QComboBox)
    , m_of(new QComboBox)
    , m_email(new QLineEdit(contact.email))
    , m_phone(new QLineEdit(contact.phone))
{
    addRow(tr("&Name or desk"), m_name, u"name"_s);
    for (const QString &kind : {u"security"_s, u"administrator"_s})
        m_kind->addItem(contactKindName(kind), kind);
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(contact.kind)));
    addRow(tr("&Kind"), m_kind, u"kind"_s)
        ->setHelp(tr("Administrators are told only where there is no security contact."));
    m_of->addItem(tr("The whole customer"), qint64{0});
    for (const Subscription &s : subscriptions)
        m_of->addItem(s.name, s.id.value);
    m_of->setCurrentIndex(std::max(0, m_of->findData(contact.subscription.value)));
    addRow(tr("&Of"), m_of, u"of"_s);
    addRow(tr("&E-mail"), m_email, u"email"_s)->setHelp(tr("Without one, nobody is reached by a notice."));
    addRow(tr("&Telephone"), m_phone, u"phone"_s)->setOptional(true);
    draft().watch(u"name"_s, m_name);
    draft().watch(u"kind"_s, m_kind);
    draft().watch(u"of"_s, m_of);
    draft().watch(u"email"_s, m_email);
    draft().watch(u"phone"_s, m_phone);
    if (contact.id > 0) {
        m_active = new QCheckBox(tr("In use"));
        m_active->setChecked(contact.active);
        addRow(tr("State"), m_active, u"active"_s)
            ->setHelp(tr("Nothing is deleted: a contact that is gone is taken out of use."));
        m_reason = new QLineEdit;
        addRow(tr("&Why it is corrected"), m_reason, u"reason"_s);
        draft().watch(u"active"_s, m_active);
        draft().watch(u"reason"_s, m_reason);
    }
    finish(u"contact/%1-%2"_s.arg(contact.customer.value).arg(contact.id));
}

void ContactForm::submit()
{
    Contact c = m_contact;
    c.name = m_name->text().trimmed();
    c.kind = m_kind->currentData().toString();
    c.subscription = SubscriptionId{m_of->currentData().toLongLong()};
    c.email = m_email->text().trimmed();
    c.phone = m_phone->text().trimmed();
    c.active = !m_active || m_active->isChecked();
    const QString reason = m_reason ? m_reason->text().trimmed() : QString();
    run(
        [c, reason](Services &s) -> Result<qint64> {
            if (c.id == 0)
                return s.customers.addContact(c);
            auto done = s.customers.change(c, reason);
            return done ? Result<qint64>(c.id) : tl::unexpected(done.error());
        },
        c.id > 0 ? tr("Contact corrected") : tr("Contact added"));
}

void ContactForm::readTheirs()
{
    const auto read = [customer = m_contact.customer](Services &s) { return s.customers.contacts(customer); };
    readOne<Contact>(read, m_contact.id, [this](const Contact &now) {
        const Contact before = std::exchange(m_contact, now);
        const auto ofName = [this](qint64 id) { return m_of->itemText(std::max(0, m_of->findData(id))); };
        const auto activeName = [](bool active) { return active ? tr("In use") : tr("Out of use"); };
        FieldMerge merge;
        m_name->setText(merge.value(u"name"_s, tr("Name or desk"), before.name, m_name->text(), now.name));
        m_kind->setCurrentIndex(m_kind->findData(merge.value(
            u"kind"_s, tr("Kind"), before.kind, m_kind->currentData().toString(), now.kind, contactKindName)));
        m_of->setCurrentIndex(
            std::max(0, m_of->findData(merge.value(u"of"_s, tr("Of"), before.subscription.value,
                                                   m_of->currentData().toLongLong(), now.subscription.value, ofName))));
        m_email->setText(merge.value(u"email"_s, tr("E-mail"), before.email, m_email->text(), now.email));
        m_phone->setText(merge.value(u"phone"_s, tr("Telephone"), before.phone, m_phone->text(), now.phone));
        m_active->setChecked(
            merge.value(u"active"_s, tr("State"), before.active, m_active->isChecked(), now.active, activeName));
        settle(merge, u"contact"_s, now.id, [this, now](const auto &choices) { take(now, choices); });
    });
}

void ContactForm::take(const Contact &now, const QHash<QString, ConflictPanel::Choice> &choices)
{
    if (isTheirs(choices, u"name"_s))
        m_name->setText(now.name);
    if (isTheirs(choices, u"kind"_s))
        m_kind->setCurrentIndex(m_kind->findData(now.kind));
    if (isTheirs(choices, u"of"_s))
        m_of->setCurrentIndex(std::max(0, m_of->findData(now.subscription.value)));
    if (isTheirs(choices, u"email"_s))
        m_email->setText(now.email);
    if (isTheirs(choices, u"phone"_s))
        m_phone->setText(now.phone);
    if (isTheirs(choices, u"active"_s))
        m_active->setChecked(now.active);
}

} // namespace tocsin
