#include "ui/incident/taskcard.h"

#include "models/domain/taskline.h"
#include "models/services/services.h"
#include "models/services/workspace.h"
#include "ui/common/chip.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/reasonpanel.h"
#include "ui/incident/taskpanel.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr int kDoneShown = 3;
}

TaskCard::TaskCard(const UiContext &ui, QWidget *parent)
    : Card(tr("Tasks"), parent)
    , m_ui(ui)
    , m_quick(new QLineEdit)
    , m_note(wrappedLabel({}, TextStyle::SmallMuted))
    , m_rows(new QVBoxLayout)
    , m_draft(new FormDraft(ui, this))
    , m_more(new QPushButton)
{
    setObjectName(u"taskCard"_s);
    build();
    ui.workspace->run<QList<Person>>(
        this, [](Services &s) { return s.people.all(); },
        [this](const Result<QList<Person>> &people) { m_people = people.value_or(QList<Person>{}); });
}

void TaskCard::build()
{
    m_rows->setSpacing(6);
    body()->addLayout(m_rows);
    m_more->setObjectName(u"tasksMore"_s);
    m_more->setFlat(true);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_showsAll = !m_showsAll;
        showTasks(m_incident, m_tasks, m_refusal);
    });
    body()->addWidget(m_more, 0, Qt::AlignLeft);
    m_quick->setObjectName(u"taskQuickAdd"_s);
    m_quick->setAccessibleName(tr("New task"));
    m_quick->setPlaceholderText(tr("New task…  @name  +4h or +2d"));
    m_quick->setToolTip(tr("Enter adds it. @name says whose it is, +4h, +30m or +2d until when."));
    m_draft->watch(u"line"_s, m_quick);
    m_draft->setEmptyWhen([this] { return m_quick->text().trimmed().isEmpty(); });
    connect(m_quick, &QLineEdit::returnPressed, this, &TaskCard::add);
    connect(m_quick, &QLineEdit::textEdited, this, [this] { tell({}); });
    body()->addWidget(m_quick);
    m_note->setObjectName(u"taskNote"_s);
    m_note->hide();
    body()->addWidget(m_note);
}

void TaskCard::tell(const QString &text)
{
    m_note->setStyle(TextStyle::Error);
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void TaskCard::showTasks(IncidentId incident, const QList<Task> &tasks, const QString &refusal)
{
    if (incident != m_incident) {
        m_incident = incident;
        m_draft->open(u"task-line/%1"_s.arg(incident.value), incident);
    }
    m_tasks = tasks;
    m_refusal = refusal;
    m_quick->setEnabled(refusal.isEmpty());
    m_quick->setToolTip(refusal.isEmpty() ? tr("Enter adds it. @name says whose it is, +4h, +30m or +2d until when.")
                                          : refusal);
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int open = 0, overdue = 0, done = 0;
    const qint64 now = m_ui.workspace->clock().nowMs();
    for (const Task &t : tasks) {
        open += t.state == TaskState::Open ? 1 : 0;
        overdue += t.isOverdue(now) ? 1 : 0;
        done += t.state == TaskState::Open ? 0 : 1;
        if (t.state == TaskState::Open || m_showsAll || done <= kDoneShown)
            m_rows->addWidget(makeRow(t));
    }
    if (tasks.isEmpty())
        m_rows->addWidget(wrappedLabel(tr("Nothing is to be done yet. Write the first task below."), TextStyle::Muted));
    m_more->setVisible(done > kDoneShown);
    m_more->setText(m_showsAll ? tr("Show fewer") : tr("Show all that is done (%1)").arg(done));
    m_more->setAccessibleName(m_more->text());
    setNote(overdue > 0 ? tr("%1 open, %2 overdue").arg(open).arg(overdue)
            : open > 0  ? tr("%1 open").arg(open)
                        : QString());
}

QWidget *TaskCard::makeRow(const Task &task)
{
    auto *row = new QWidget;
    row->setObjectName(u"task-%1"_s.arg(task.id.value));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    const qint64 now = m_ui.workspace->clock().nowMs();
    const bool isOpen = task.state == TaskState::Open;
    auto *text = wrappedLabel(task.what, isOpen ? TextStyle::Body : TextStyle::Muted, row);
    if (task.state == TaskState::Dropped) {
        QFont font = text->font();
        font.setStrikeOut(true);
        text->setFont(font);
    }
    if (!task.reason.isEmpty())
        text->setToolTip(task.reason);
    layout->addWidget(text, 1);
    if (!task.ownerName.isEmpty())
        layout->addWidget(new Label(task.ownerName, TextStyle::FinePrint, row));
    if (isOpen && task.dueMs > 0) {
        auto *due = new Chip(task.isOverdue(now) ? tr("Overdue %1").arg(spanWords(now - task.dueMs))
                                                 : TimeText().brief(task.dueMs, now),
                             task.isOverdue(now) ? Tone::High : Tone::Neutral, row);
        due->setIconName(task.isOverdue(now) ? u"warning"_s : u"clock"_s);
        due->setToolTip(tr("Due %1").arg(TimeText().both(task.dueMs)));
        layout->addWidget(due);
    } else if (!isOpen) {
        auto *state = new Chip(nameOf(task.state), task.state == TaskState::Done ? Tone::Met : Tone::Neutral, row);
        state->setToolTip(TimeText().both(task.sinceMs));
        layout->addWidget(state);
    }
    layout->addWidget(makeButtons(task, row));
    return row;
}

QWidget *TaskCard::makeButtons(const Task &task, QWidget *row)
{
    auto *box = new QWidget(row);
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    if (task.state == TaskState::Open) {
        auto *done = new QToolButton(box);
        done->setIcon(icon(u"check"));
        done->setAutoRaise(true);
        done->setObjectName(u"taskDone-%1"_s.arg(task.id.value));
        done->setAccessibleName(tr("Done: %1").arg(task.what));
        done->setToolTip(m_refusal.isEmpty() ? tr("Done") : m_refusal);
        done->setEnabled(m_refusal.isEmpty());
        connect(done, &QToolButton::clicked, this, [this, task] { setState(task, TaskState::Done); });
        layout->addWidget(done);
    }
    auto *more = new QToolButton(box);
    more->setIcon(icon(u"more", Ink::Muted));
    more->setAutoRaise(true);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setObjectName(u"taskMore-%1"_s.arg(task.id.value));
    more->setAccessibleName(tr("More for: %1").arg(task.what));
    more->setToolTip(m_refusal.isEmpty() ? tr("Change, drop, open again") : m_refusal);
    more->setEnabled(m_refusal.isEmpty());
    auto *menu = new QMenu(more);
    if (task.state == TaskState::Open) {
        connect(menu->addAction(tr("Change…")), &QAction::triggered, this, [this, task] {
            Q_EMIT panelRequested(
                [task](const UiContext &ui, const IncidentDetails &d) { return new TaskPanel(ui, d, task); });
        });
        connect(menu->addAction(tr("Drop…")), &QAction::triggered, this,
                [this, task] { askReason(task, TaskState::Dropped); });
    } else {
        connect(menu->addAction(tr("Open it again…")), &QAction::triggered, this,
                [this, task] { askReason(task, TaskState::Open); });
    }
    more->setMenu(menu);
    layout->addWidget(more);
    return box;
}

void TaskCard::askReason(const Task &task, TaskState state)
{
    const bool drops = state == TaskState::Dropped;
    Task next = task;
    next.state = state;
    ReasonAct act;
    act.name = u"act/task-%1-%2"_s.arg(task.id.value).arg(codeOf(state));
    act.title = drops ? tr("Drop a task") : tr("Open a task again");
    act.what = task.what;
    act.whoSees =
        drops ? tr("It stays in sight as dropped, with the reason.") : tr("It is open again, with the reason.");
    act.label = tr("&Why");
    act.missing = drops ? tr("Say why it is dropped.") : tr("Say why it is open again.");
    act.primary = drops ? tr("Drop the task") : tr("Open it again");
    act.said = drops ? tr("Task dropped") : tr("Task open again");
    act.job = [next](Services &s, const Incident &, const QString &reason) mutable {
        next.reason = reason;
        return s.team.changeTask(next);
    };
    Q_EMIT panelRequested([act](const UiContext &ui, const IncidentDetails &d) { return new ReasonPanel(ui, d, act); });
}

void TaskCard::setState(const Task &task, TaskState state)
{
    Task next = task;
    next.state = state;
    next.reason.clear();
    m_ui.workspace->run<void>(
        this, [next](Services &s) { return s.team.changeTask(next); },
        [this, what = task.what](const Result<void> &done) {
            tell(done ? QString() : done.error().userText);
            if (done && m_ui.say)
                m_ui.say(tr("Done: %1").arg(what));
            Q_EMIT changed();
        });
}

void TaskCard::add()
{
    const QString line = m_quick->text();
    if (line.trimmed().isEmpty())
        return;
    const Result<Task> task = taskOfLine(line, m_people, m_ui.workspace->clock().nowMs());
    if (!task) {
        tell(task.error().userText);
        return;
    }
    m_draft->act<void>(
        this, [id = m_incident, t = *task](Services &s) { return s.team.addTask(id, t); },
        [this, line](const Result<void> &done) {
            if (!done) {
                tell(done.error().userText);
                return;
            }
            if (m_quick->text() == line)
                m_quick->clear();
            if (m_ui.say)
                m_ui.say(tr("Task set"));
            Q_EMIT changed();
        });
}

} // namespace tocsin
