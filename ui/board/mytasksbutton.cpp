#include "ui/board/mytasksbutton.h"

#include "models/services/services.h"
#include "models/services/workspace.h"
#include "ui/common/timetext.h"
#include "ui/theme/icons.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr qsizetype kMostText = 60;
}

MyTasksButton::MyTasksButton(const UiContext &ui, QWidget *parent)
    : QToolButton(parent)
    , m_ui(ui)
    , m_menu(new QMenu(this))
{
    setObjectName(u"myTasks"_s);
    setPopupMode(QToolButton::InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIcon(tocsin::icon(u"check", Ink::Muted));
    setMenu(m_menu);
    showTasks({});
    m_readSoon.setSingleShot(true);
    m_readSoon.setInterval(300);
    connect(&m_readSoon, &QTimer::timeout, this, &MyTasksButton::read);
    connect(ui.workspace, &Workspace::changed, this, [this](const ChangeSet &) {
        if (isVisible())
            m_readSoon.start();
    });
    connect(ui.workspace, &Workspace::closed, this, [this] { showTasks({}); });
}

void MyTasksButton::showEvent(QShowEvent *event)
{
    QToolButton::showEvent(event);
    read();
}

void MyTasksButton::read()
{
    if (!m_ui.workspace->isOpen())
        return;
    const int reading = ++m_reading;
    m_ui.workspace->run<QList<Task>>(
        this, [](Services &s) { return s.team.myTasks(); },
        [this, reading](const Result<QList<Task>> &tasks) {
            if (reading == m_reading)
                showTasks(tasks.value_or(QList<Task>{}));
        });
}

void MyTasksButton::showTasks(const QList<Task> &tasks)
{
    const qint64 now = m_ui.workspace->clock().nowMs();
    m_menu->clear();
    int overdue = 0;
    for (const Task &t : tasks) {
        overdue += t.isOverdue(now) ? 1 : 0;
        QString text = u"%1  %2"_s.arg(t.incidentReference,
                                       t.what.size() > kMostText ? t.what.left(kMostText).trimmed() + u'…' : t.what);
        if (t.dueMs > 0)
            text += u"  ·  "_s +
                    (t.isOverdue(now) ? tr("overdue since %1") : tr("due %1")).arg(TimeText().brief(t.dueMs, now));
        QAction *action = t.isOverdue(now)
                              ? m_menu->addAction(tocsin::icon(u"warning", Ink::Warning), text.replace(u'&', u"&&"_s))
                              : m_menu->addAction(text.replace(u'&', u"&&"_s));
        connect(action, &QAction::triggered, this, [this, id = t.incident] {
            if (m_ui.openIncident)
                m_ui.openIncident(id, u"overview"_s);
        });
    }
    if (tasks.isEmpty())
        m_menu->addAction(tr("Nothing waits for you"))->setEnabled(false);
    setText(tasks.isEmpty() ? tr("My tasks")
            : overdue > 0   ? tr("My tasks: %1, %2 overdue").arg(tasks.size()).arg(overdue)
                            : tr("My tasks: %1").arg(tasks.size()));
    setAccessibleName(text());
    setToolTip(tr("Your open tasks in all incidents"));
}

} // namespace tocsin
