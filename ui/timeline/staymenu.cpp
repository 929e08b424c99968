#include "ui/timeline/staymenu.h"

#include <QKeyEvent>

namespace tocsin {

StayMenu::StayMenu(QWidget *parent)
    : QMenu(parent)
{
}

void StayMenu::mouseReleaseEvent(QMouseEvent *event)
{
    QAction *action = actionAt(event->position().toPoint());
    if (action != nullptr && action->isCheckable() && action->isEnabled())
        action->trigger();
    else
        QMenu::mouseReleaseEvent(event);
}

void StayMenu::keyPressEvent(QKeyEvent *event)
{
    QAction *action = activeAction();
    const bool ticks = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (ticks && action != nullptr && action->isCheckable())
        action->trigger();
    else
        QMenu::keyPressEvent(event);
}

} // namespace tocsin
