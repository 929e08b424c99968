#include "ui/incident/personfield.h"

#include "models/services/services.h"
#include "models/services/workspace.h"

#include <QCompleter>
#include <QLineEdit>
#include <QSignalBlocker>

namespace tocsin {

PersonField::PersonField(const UiContext &ui, const QString &name, const QString &empty, QWidget *parent)
    : QComboBox(parent)
    , m_empty(empty)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setAccessibleName(name);
    lineEdit()->setAccessibleName(name);
    lineEdit()->setPlaceholderText(empty);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    completer()->setFilterMode(Qt::MatchContains);
    connect(this, &QComboBox::editTextChanged, this, &PersonField::changed);
    ui.workspace->run<QList<Person>>(
        this, [](Services &s) { return s.people.all(); },
        [this](const Result<QList<Person>> &people) {
            if (people)
                fill(*people);
        });
}

void PersonField::fill(const QList<Person> &people)
{
    const QSignalBlocker blocker(this);
    const QString typed = currentText();
    for (const Person &p : people)
        if (p.active) {
            m_people.append(p);
            addItem(p.name);
        }
    setCurrentIndex(-1);
    setEditText(typed);
}

PersonId PersonField::personId() const
{
    for (const Person &p : m_people)
        if (p.name.compare(personName(), Qt::CaseInsensitive) == 0)
            return p.id;
    return {};
}

QString PersonField::personName() const
{
    return currentText().simplified();
}

void PersonField::setPerson(PersonId, const QString &name)
{
    const QSignalBlocker blocker(this);
    setEditText(name);
}

} // namespace tocsin
