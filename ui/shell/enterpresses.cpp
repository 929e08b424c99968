#include "ui/shell/enterpresses.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QRadioButton>

namespace tocsin {

bool EnterPresses::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (!enter || key->isAutoRepeat() || key->modifiers() & ~Qt::KeypadModifier)
        return false;
    auto *button = qobject_cast<QAbstractButton *>(watched);
    // Boxes are ticked by the space bar alone: in a form, Enter is no answer.
    if (!button || !button->isEnabled() || qobject_cast<QCheckBox *>(button) || qobject_cast<QRadioButton *>(button))
        return false;
    button->click();
    return true;
}

} // namespace tocsin
