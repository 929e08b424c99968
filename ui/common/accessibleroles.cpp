#include "ui/common/accessibleroles.h"

#include "ui/common/accessiblemenu.h"
#include "ui/common/clocklabel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessibleWidget>
#include <QComboBox>
#include <QWidget>

namespace tocsin {

namespace {

struct ClassRole
{
    const char *name;
    QAccessible::Role role;
};

constexpr ClassRole kRoles[] = {
    {"tocsin::Banner", QAccessible::AlertMessage},
    {"tocsin::Chip", QAccessible::StaticText},
    {"tocsin::SeverityChip", QAccessible::StaticText},

    {"tocsin::Avatar", QAccessible::Graphic},
    {"tocsin::DeadlineAxis", QAccessible::Chart},
    {"tocsin::SpreadChart", QAccessible::Chart},
    {"tocsin::StageStepper", QAccessible::Grouping},
    {"tocsin::ChoiceGroup", QAccessible::Grouping},
    {"tocsin::CheckCardGroup", QAccessible::Grouping},
    {"tocsin::AnswerCards", QAccessible::Grouping},
    {"tocsin::Card", QAccessible::Grouping},
    {"tocsin::EmptyState", QAccessible::Grouping},
    // Qt's own interface of scroll areas ends the program when a reader asks for a child that has just gone.
    {"QScrollArea", QAccessible::Client},
    {"QAbstractScrollArea", QAccessible::Client},
};

/** Qt names a combo box on Linux by its choice alone; here it says what is chosen as well. */
class ComboBoxInterface : public QAccessibleWidget
{
public:
    explicit ComboBoxInterface(QComboBox *box)
        : QAccessibleWidget(box, QAccessible::ComboBox)
        , m_box(box)
    {
    }

    int childCount() const override { return 1; }
    QAccessibleInterface *child(int index) const override
    {
        return index == 0 ? QAccessible::queryAccessibleInterface(m_box->view()) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *other) const override
    {
        return other->object() == m_box->view() ? 0 : -1;
    }
    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value)
            return m_box->currentText();
        const QString name = m_box->accessibleName();
        if (kind == QAccessible::Name)
            return name.isEmpty() ? m_box->currentText() : name + QStringLiteral(": ") + m_box->currentText();
        return QAccessibleWidget::text(kind);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.expandable = true;
        state.expanded = m_box->view()->isVisible();
        return state;
    }
    QStringList actionNames() const override
    {
        return QStringList{showMenuAction()} + QAccessibleWidget::actionNames();
    }
    void doAction(const QString &name) override
    {
        if (name == showMenuAction())
            m_box->showPopup();
        else
            QAccessibleWidget::doAction(name);
    }

private:
    QComboBox *m_box;
};

/** A clock is read out by the minute; whoever asks for its description gets the digits to the second. */
class ClockLabelInterface : public QAccessibleWidget
{
public:
    explicit ClockLabelInterface(ClockLabel *label)
        : QAccessibleWidget(label, QAccessible::StaticText)
        , m_label(label)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Description ? m_label->reading().digits : QAccessibleWidget::text(kind);
    }

private:
    ClockLabel *m_label;
};

/** Qt lets a reader toggle a checkable button, which shows no page: here it is pressed, as by a hand. */
class PlaceInterface : public QAccessibleWidget
{
public:
    explicit PlaceInterface(QAbstractButton *button)
        : QAccessibleWidget(button, QAccessible::RadioButton)
        , m_button(button)
    {
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.checkable = true;
        state.checked = m_button->isChecked();
        return state;
    }
    QStringList actionNames() const override { return QStringList{pressAction()} + QAccessibleWidget::actionNames(); }
    void doAction(const QString &name) override
    {
        if (name == pressAction())
            m_button->animateClick(); // later, so that the reader has its answer before the page is made
        else
            QAccessibleWidget::doAction(name);
    }

private:
    QAbstractButton *m_button;
};

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (QAccessibleInterface *menu = makeMenuInterface(className, object))
        return menu;
    auto *widget = qobject_cast<QWidget *>(object);
    if (!widget)
        return nullptr;
    if (className == QLatin1StringView("QComboBox"))
        return new ComboBoxInterface(static_cast<QComboBox *>(widget));
    if (className == QLatin1StringView("tocsin::RailButton"))
        return new PlaceInterface(static_cast<QAbstractButton *>(widget));
    if (className == QLatin1StringView("tocsin::ClockLabel"))
        return new ClockLabelInterface(static_cast<ClockLabel *>(widget));
    for (const ClassRole &entry : kRoles)
        if (className == QLatin1StringView(entry.name))
            return new QAccessibleWidget(widget, entry.role);
    return nullptr;
}

} // namespace

void useAccessibleRoles()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace tocsin
