#pragma once

#include "models/domain/person.h"
#include "models/domain/working.h"
#include "ui/common/card.h"
#include "ui/common/panelmaker.h"
#include "ui/common/uicontext.h"

class QLineEdit;
class QPushButton;

namespace tocsin {

class FormDraft;
class Label;

/** The tasks of an incident, open ones first, and a line to add one by keyboard (P1.11). */
class TaskCard : public Card
{
    Q_OBJECT

public:
    explicit TaskCard(const UiContext &ui, QWidget *parent = nullptr);

    /** `refusal` says why nothing can be changed; empty if it can. */
    void showTasks(IncidentId incident, const QList<Task> &tasks, const QString &refusal);

Q_SIGNALS:
    void panelRequested(const tocsin::PanelMaker &maker);
    void changed();

private:
    void add();
    void build();
    QWidget *makeRow(const Task &task);
    QWidget *makeButtons(const Task &task, QWidget *row);
    void setState(const Task &task, TaskState state);
    void askReason(const Task &task, TaskState state);
    void tell(const QString &text);

    UiContext m_ui;
    IncidentId m_incident;
    QList<Task> m_tasks;
    QString m_refusal;
    QList<Person> m_people;
    QLineEdit *m_quick;
    Label *m_note;
    QVBoxLayout *m_rows;
    FormDraft *m_draft;
    QPushButton *m_more;
    bool m_showsAll = false;
};

} // namespace tocsin
