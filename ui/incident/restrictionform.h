#pragma once

#include "models/domain/restriction.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPlainTextEdit;

namespace tocsin {

class ChoiceGroup;
class FormDraft;
class FormRow;
class Label;

/** Why an incident is restricted, where it runs, and who sees it (P13.4): says of whom it is kept, and who is missing.
 */
class RestrictionForm : public QWidget
{
    Q_OBJECT

public:
    explicit RestrictionForm(QWidget *parent = nullptr);
    /** On a server, which sees to it; in a file it is only hidden in the windows, and the form says so. */
    void setShared(bool isShared);

    void watch(FormDraft &draft);
    /** As it stands; who is always named, `actor` and `holder` are proposed where nothing was decided before. */
    void showRestriction(const Restriction &restriction, PersonId actor, PersonId holder);
    [[nodiscard]] RestrictionInput input() const;
    /** "Ada Ruiz, Eve Lind", or empty. */
    [[nodiscard]] QString namedText() const;
    void clear();

Q_SIGNALS:
    void changed();

private:
    void addPeople();
    void fill();
    void refresh();
    [[nodiscard]] QList<NamedPerson> people() const;

    QList<NamedPerson> m_people;
    PersonId m_actor, m_holder;
    QList<qint64> m_chosen; ///< of a draft, until the people are there
    bool m_filled = false;
    ChoiceGroup *m_kind;
    QPlainTextEdit *m_reason;
    QLineEdit *m_environment;
    QListWidget *m_list;
    FormRow *m_listRow = nullptr;
    Label *m_local;
    QPlainTextEdit *m_suspicion;
    FormRow *m_suspicionRow = nullptr;
};

} // namespace tocsin
