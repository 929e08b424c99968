#include "ui/common/accessiblemenu.h"

#include <QAccessibleWidget>
#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QPointer>
#include <QTimer>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

/** The menu an action stands in; the open one, if it stands in several. */
QMenu *menuOf(const QAction *action)
{
    QMenu *found = nullptr;
    const QObjectList places = action->associatedObjects();
    for (QObject *place : places) {
        auto *menu = qobject_cast<QMenu *>(place);
        if (menu && (!found || menu->isVisible()))
            found = menu;
    }
    return found;
}

QString withoutMnemonic(QString text)
{
    return text.replace(u"&&"_s, u"\1"_s).remove(u'&').replace(u'\1', u'&');
}

/** An action as an item of its menu. Qt's own is private. */
class MenuItemInterface : public QAccessibleObject, public QAccessibleActionInterface
{
public:
    explicit MenuItemInterface(QAction *action)
        : QAccessibleObject(action)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(menuOf(action())); }
    int childCount() const override { return action()->menu() ? 1 : 0; }
    QAccessibleInterface *child(int index) const override
    {
        return index == 0 ? QAccessible::queryAccessibleInterface(action()->menu()) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *other) const override
    {
        return action()->menu() && other->object() == action()->menu() ? 0 : -1;
    }
    QRect rect() const override
    {
        const QMenu *menu = menuOf(action());
        if (!menu || !menu->isVisible())
            return {};
        const QRect place = menu->actionGeometry(action());
        return {menu->mapToGlobal(place.topLeft()), place.size()};
    }
    QAccessible::Role role() const override
    {
        return action()->isSeparator() ? QAccessible::Separator : QAccessible::MenuItem;
    }
    QString text(QAccessible::Text kind) const override
    {
        // What stands after the tab is the key.
        const QStringList parts = action()->text().split(u'\t');
        if (kind == QAccessible::Name)
            return withoutMnemonic(parts.first());
        if (kind == QAccessible::Accelerator)
            return parts.size() > 1 ? parts.last() : action()->shortcut().toString(QKeySequence::NativeText);
        return kind == QAccessible::Description && action()->toolTip() != action()->iconText() ? action()->toolTip()
                                                                                               : QString();
    }
    QAccessible::State state() const override
    {
        const QMenu *menu = menuOf(action());
        QAccessible::State state;
        state.invisible = !menu || !menu->isVisible() || !action()->isVisible();
        state.disabled = !action()->isEnabled();
        state.focusable = !action()->isSeparator();
        state.focused = menu && menu->isVisible() && menu->activeAction() == action();
        state.hasPopup = action()->menu() != nullptr;
        state.checkable = action()->isCheckable();
        state.checked = action()->isChecked();
        return state;
    }
    QStringList actionNames() const override
    {
        return action()->isSeparator() || !action()->isEnabled() ? QStringList() : QStringList{pressAction()};
    }
    void doAction(const QString &name) override
    {
        if (name != pressAction())
            return;
        // Later, so that the reader has its answer before the menu goes.
        QTimer::singleShot(0, action(), [action = action()] {
            if (action->menu()) {
                if (QMenu *menu = menuOf(action))
                    menu->setActiveAction(action);
                return;
            }
            while (QWidget *popup = QApplication::activePopupWidget())
                if (!popup->close())
                    break;
            action->trigger();
        });
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    [[nodiscard]] QAction *action() const { return static_cast<QAction *>(object()); }
};

class MenuInterface : public QAccessibleWidget
{
public:
    explicit MenuInterface(QMenu *menu)
        : QAccessibleWidget(menu, QAccessible::PopupMenu)
        , m_menu(menu)
    {
    }

    int childCount() const override { return static_cast<int>(m_menu->actions().size()); }
    QAccessibleInterface *child(int index) const override
    {
        return QAccessible::queryAccessibleInterface(m_menu->actions().value(index));
    }
    int indexOfChild(const QAccessibleInterface *other) const override
    {
        return static_cast<int>(m_menu->actions().indexOf(qobject_cast<QAction *>(other->object())));
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        return QAccessible::queryAccessibleInterface(m_menu->actionAt(m_menu->mapFromGlobal(QPoint(x, y))));
    }
    QAccessibleInterface *focusChild() const override
    {
        return QAccessible::queryAccessibleInterface(m_menu->activeAction());
    }
    QAccessibleInterface *parent() const override
    {
        if (menuOf(m_menu->menuAction()))
            return QAccessible::queryAccessibleInterface(m_menu->menuAction());
        QWidget *owner = m_menu->parentWidget();
        return QAccessible::queryAccessibleInterface(owner ? static_cast<QObject *>(owner->window()) : qApp);
    }
    QString text(QAccessible::Text kind) const override
    {
        const QString said = QAccessibleWidget::text(kind);
        return kind == QAccessible::Name && said.isEmpty() ? withoutMnemonic(m_menu->title()) : said;
    }

private:
    QMenu *m_menu;
};

/** A window with the menus that stand open over it. */
class WindowInterface : public QAccessibleWidget
{
public:
    explicit WindowInterface(QWidget *window)
        : QAccessibleWidget(window, QAccessible::Window)
    {
    }

    int childCount() const override { return QAccessibleWidget::childCount() + static_cast<int>(menus().size()); }
    QAccessibleInterface *child(int index) const override
    {
        const int widgets = QAccessibleWidget::childCount();
        return index < widgets ? QAccessibleWidget::child(index)
                               : QAccessible::queryAccessibleInterface(menus().value(index - widgets));
    }
    int indexOfChild(const QAccessibleInterface *other) const override
    {
        auto *menu = qobject_cast<QMenu *>(other->object());
        const auto at = menu ? menus().indexOf(menu) : -1;
        return at < 0 ? QAccessibleWidget::indexOfChild(other) : QAccessibleWidget::childCount() + static_cast<int>(at);
    }

private:
    [[nodiscard]] QList<QMenu *> menus() const
    {
        QList<QMenu *> open;
        const QWidgetList all = QApplication::topLevelWidgets();
        for (QWidget *other : all) {
            auto *menu = qobject_cast<QMenu *>(other);
            if (menu && menu->isVisible() && menu->parentWidget() && menu->parentWidget()->window() == widget() &&
                !menuOf(menu->menuAction()))
                open << menu;
        }
        return open;
    }
};

} // namespace

QAccessibleInterface *makeMenuInterface(const QString &className, QObject *object)
{
    if (className == "QAction"_L1)
        return new MenuItemInterface(static_cast<QAction *>(object));
    if (className == "QMenu"_L1)
        return new MenuInterface(static_cast<QMenu *>(object));
    if (className == "tocsin::MainWindow"_L1 || className == "tocsin::IncidentWindow"_L1)
        return new WindowInterface(static_cast<QWidget *>(object));
    return nullptr;
}

} // namespace tocsin
