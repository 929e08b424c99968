#include "ui/incident/taskpanel.h"

#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/instantedit.h"
#include "ui/incident/personfield.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

TaskPanel::TaskPanel(const UiContext &ui, const IncidentDetails &details, const Task &task, QWidget *parent)
    : ActPanel(ui, task.id.isValid() ? u"act/task-%1"_s.arg(task.id.value) : u"act/task"_s, details, parent)
    , m_task(task)
    , m_what(new QLineEdit(task.what))
    , m_owner(new PersonField(ui, tr("Whose it is"), tr("Nobody yet")))
    , m_hasDue(new QCheckBox(tr("It is &due")))
    , m_due(new InstantEdit(tr("Due")))
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
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    m_hasDue->setObjectName(u"taskHasDue"_s);
    m_hasDue->setAccessibleName(tr("It is due"));
    m_due->setObjectName(u"taskDue"_s);
    m_due->setMs(task.dueMs > 0 ? task.dueMs : nowMs() + kDayMs);
    m_hasDue->setChecked(task.dueMs > 0);
    m_due->setVisible(task.dueMs > 0);
    connect(m_hasDue, &QCheckBox::toggled, m_due, &QWidget::setVisible);
    layout->addWidget(m_hasDue);
    layout->addWidget(m_due);
    box->setFocusProxy(m_hasDue);
    draft().watch(u"hasDue"_s, m_hasDue);
    draft().watch(u"due"_s, m_due);
    addRow(tr("Until when"), box, u"due"_s);
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
    task.dueMs = m_hasDue->isChecked() ? m_due->ms() : 0;
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
