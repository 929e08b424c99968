#pragma once

#include "models/domain/person.h"
#include "ui/customers/customerform.h"

class QCheckBox;
class QLineEdit;

namespace tocsin {

/** Adds somebody, or changes who they are, how they log in and what they may do. */
class PersonForm : public DirectoryForm
{
    Q_OBJECT

public:
    /** Without an id: a new one. */
    PersonForm(const UiContext &ui, const Person &person, QWidget *parent = nullptr);

protected:
    void submit() override;
    void readTheirs() override;

private:
    QWidget *makeRoles();
    [[nodiscard]] Roles chosenRoles() const;
    void showRoles(Roles roles);
    void take(const Person &now, const QHash<QString, ConflictPanel::Choice> &choices);

    Person m_person;
    bool m_isSelf; ///< on a server: somebody else changes what I may do
    QLineEdit *m_name;
    QLineEdit *m_login;
    QLineEdit *m_email;
    QList<std::pair<Role, QCheckBox *>> m_roles;
    QCheckBox *m_active = nullptr;
};

/** What a role lets somebody do, in a line. */
[[nodiscard]] QString roleMeaning(Role role);

} // namespace tocsin
