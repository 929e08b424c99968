#include "ui/incident/taskpanel.h"

#include "ui/common/duefield.h"
#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/personfield.h"

#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

TaskPanel::TaskPanel(const UiContext &ui, const IncidentDetails &details, const Task &task, QWidget *parent)
    : ActPanel(ui, task.id.isValid() ? u"act/task-%1"_s.arg(task.id.value) : u"act/task"_s, details, parent)
    , m_task(task)
    , m_what(new QLineEdit(task.what))
    , m_owner(new PersonField(ui, tr("Whose it is"), tr("Nobody yet")))
    , m_due(new DueField(u"task"_s))
{
    const bool isNew = !task.id.isValid();
    setTexts(isNew ? tr("A task of %1").arg(incident().reference()) : tr("Change a task"),
             isNew ? tr("It stands on the overview until it is done or dropped.")
                   : tr("What it said before stays in the record."),
             tr("Everybody who can read the incident sees it; whose it is sees it among their own."));
    setPrimary(isNew ? tr("Set the task") : tr("Change the task"));
    m_what->setObjectName(u"taskWhat"_s);
    draft().watch(u"what"_s, m_what);
    addRow(tr("&What is to be done"), m_what, u"what"_s);
    m_owner->setObjectName(u"taskOwner"_s);
    m_owner->setPerson(task.owner, task.ownerName);
    draft().watch(
        u"owner"_s, [this] { return QJsonValue(m_owner->personName()); },
        [this](const QJsonValue &v) { m_owner->setPerson({}, v.toString()); });
    connect(m_owner, &PersonField::changed, this, [this] { draft().touch(); });
    FormRow *owner = addRow(tr("Wh&ose it is"), m_owner, u"holder"_s);
    owner->setHelp(tr("A person of this database, or any name."));
    owner->setOptional(true);
    m_due->setMs(task.dueMs, nowMs() + kDayMs);
    draft().watch(u"due"_s, m_due);
    addRow(tr("Until when"), m_due, u"due"_s);
    finish();
}

QString TaskPanel::whyDisabled() const
{
    return whyNoRight(Right::AddEntry, incident(), context());
}

void TaskPanel::submit()
{
    Task task = m_task;
    task.what = m_what->text();
    task.owner = m_owner->personId();
    task.ownerName = m_owner->personName();
    task.dueMs = m_due->ms();
    task.reason.clear();
    if (const auto ok = checkTask(task, m_task.id.isValid() ? std::optional(m_task) : std::nullopt); !ok) {
        showError(ok.error());
        return;
    }
    run([id = incident().id,
         task](Services &s) { return task.id.isValid() ? s.team.changeTask(task) : s.team.addTask(id, task); },
        m_task.id.isValid() ? tr("Task changed") : tr("Task set"));
}

} // namespace tocsin
