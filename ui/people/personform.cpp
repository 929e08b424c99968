#include "ui/people/personform.h"

#include "models/services/workspace.h"
#include "ui/common/fieldmerge.h"
#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

QString roleMeaning(Role role)
{
    switch (role) {
    case Role::Responder:
        return PersonForm::tr("records, assesses, works on incidents, drafts notices");
    case Role::IncidentManager:
        return PersonForm::tr("declares, sends, closes, for the incident they hold");
    case Role::Legal:
        return PersonForm::tr("decides duties, approves notices and post-mortems");
    case Role::Executive:
        return PersonForm::tr("vets exceptions, approves post-mortems");
    case Role::PostmortemAuthor:
        return PersonForm::tr("writes post-mortems");
    case Role::Auditor:
        return PersonForm::tr("reads, verifies and exports, changes nothing");
    case Role::Administrator:
        return PersonForm::tr("keeps people and services; reads no incident by this role");
    }
    return {};
}

PersonForm::PersonForm(const UiContext &ui, const Person &person, QWidget *parent)
    : DirectoryForm(ui, person.id.isValid() ? tr("Change the person") : tr("New person"),
                    person.id.isValid() ? tr("Save") : tr("Add the person"), parent)
    , m_person(person)
    , m_isSelf(ui.workspace->status().isShared && person.id.isValid() && person.id == ui.workspace->status().person.id)
    , m_name(new QLineEdit(person.name))
    , m_login(new QLineEdit(person.login))
    , m_email(new QLineEdit(person.email))
{
    const bool isShared = ui.workspace->status().isShared;
    addRow(tr("&Name"), m_name, u"name"_s)->setHelp(tr("As it stands in the record."));
    FormRow *login =
        addRow(isShared ? tr("&Log-in on the server") : tr("&Account on this machine"), m_login, u"login"_s);
    login->setOptional(true);
    login->setHelp(isShared ? tr("Without one they cannot connect; others enter what they decide.")
                            : tr("Empty for somebody whose decisions others enter."));
    addRow(tr("&E-mail"), m_email, u"email"_s)->setOptional(true);
    if (person.id.isValid()) {
        m_active = new QCheckBox(tr("Works here"));
        m_active->setChecked(person.active);
        addRow(tr("State"), m_active, u"active"_s)
            ->setHelp(
                tr("Nobody is deleted: what they did stays in the record. Without the tick they have no access."));
    }
    FormRow *roles = addRow(tr("Roles"), makeRoles(), u"roles"_s);
    spanLast(roles);
    if (m_isSelf)
        roles->setHelp(tr("Nobody changes their own roles or log-in: ask another administrator."));
    m_login->setEnabled(!m_isSelf);
    if (m_active)
        m_active->setEnabled(!m_isSelf);
    draft().watch(u"name"_s, m_name);
    draft().watch(u"login"_s, m_login);
    draft().watch(u"email"_s, m_email);
    for (const auto &[role, box] : std::as_const(m_roles))
        draft().watch(u"role-"_s + codeOf(role), box);
    if (m_active)
        draft().watch(u"active"_s, m_active);
    finish(u"person/%1"_s.arg(person.id.value));
}

QWidget *PersonForm::makeRoles()
{
    auto *place = new QWidget;
    auto *grid = new QGridLayout(place);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    for (const auto &e : enumTable<Role>()) {
        auto *box = new QCheckBox(u"%1: %2"_s.arg(nameOf(e.value), roleMeaning(e.value)), place);
        box->setObjectName(u"role-"_s + QLatin1StringView(e.code));
        box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // it cannot wrap, and the buttons stay in sight
        box->setToolTip(box->text());
        box->setAccessibleName(nameOf(e.value));
        box->setAccessibleDescription(roleMeaning(e.value));
        box->setChecked(m_person.roles.testFlag(e.value));
        box->setEnabled(!m_isSelf);
        grid->addWidget(box, static_cast<int>(m_roles.size()), 0);
        m_roles.append({e.value, box});
    }
    place->setFocusProxy(m_roles.first().second);
    return place;
}

void PersonForm::submit()
{
    Person p = m_person;
    p.name = m_name->text().simplified();
    p.login = m_login->text().trimmed();
    p.email = m_email->text().trimmed();
    p.active = !m_active || m_active->isChecked();
    p.roles = chosenRoles();
    run(
        [p](Services &s) -> Result<qint64> {
            if (!p.id.isValid())
                return s.people.add(p).map([](PersonId id) { return id.value; });
            auto done = s.people.change(p);
            return done ? Result<qint64>(p.id.value) : tl::unexpected(done.error());
        },
        p.id.isValid() ? tr("Person saved") : tr("Person added"));
}

Roles PersonForm::chosenRoles() const
{
    Roles roles;
    for (const auto &[role, box] : m_roles)
        roles.setFlag(role, box->isChecked());
    return roles;
}

void PersonForm::showRoles(Roles roles)
{
    for (const auto &[role, box] : std::as_const(m_roles))
        box->setChecked(roles.testFlag(role));
}

void PersonForm::readTheirs()
{
    readOne<Person>(
        [](Services &s) { return s.people.all(); }, m_person.id,
        [this](const Person &now) {
            FieldMerge merge;
            const Person before = std::exchange(m_person, now);
            m_name->setText(merge.value(u"name"_s, tr("Name"), before.name, m_name->text(), now.name));
            m_login->setText(merge.value(u"login"_s, tr("Log-in"), before.login, m_login->text(), now.login));
            m_email->setText(merge.value(u"email"_s, tr("E-mail"), before.email, m_email->text(), now.email));
            showRoles(merge.value(u"roles"_s, tr("Roles"), before.roles, chosenRoles(), now.roles, roleNames));
            if (m_active)
                m_active->setChecked(merge.value(u"active"_s, tr("Works here"), before.active, m_active->isChecked(),
                                                 now.active, [](bool works) { return works ? tr("Yes") : tr("No"); }));
            settle(merge, u"person"_s, now.id.value, [this, now](const auto &choices) { take(now, choices); });
        });
}

void PersonForm::take(const Person &now, const QHash<QString, ConflictPanel::Choice> &choices)
{
    const auto isTheirs = [&choices](const QString &key) {
        return choices.contains(key) && choices.value(key) == ConflictPanel::Choice::Theirs;
    };
    if (isTheirs(u"name"_s))
        m_name->setText(now.name);
    if (isTheirs(u"login"_s))
        m_login->setText(now.login);
    if (isTheirs(u"email"_s))
        m_email->setText(now.email);
    if (isTheirs(u"roles"_s))
        showRoles(now.roles);
    if (m_active && isTheirs(u"active"_s))
        m_active->setChecked(now.active);
}

} // namespace tocsin
