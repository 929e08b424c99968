#include "ui/common/accessibleroles.h"

#include <QAccessibleWidget>
#include <QWidget>

namespace tocsin {

namespace {

struct ClassRole
{
    const char *name;
    QAccessible::Role role;
};

constexpr ClassRole kRoles[] = {
    {"tocsin::Banner", QAccessible::AlertMessage},     {"tocsin::Chip", QAccessible::StaticText},
    {"tocsin::SeverityChip", QAccessible::StaticText}, {"tocsin::ClockLabel", QAccessible::StaticText},
    {"tocsin::Avatar", QAccessible::Graphic},          {"tocsin::StageStepper", QAccessible::Grouping},
    {"tocsin::ChoiceGroup", QAccessible::Grouping},    {"tocsin::CheckCardGroup", QAccessible::Grouping},
    {"tocsin::Card", QAccessible::Grouping},           {"tocsin::EmptyState", QAccessible::Grouping},
};

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    if (!widget)
        return nullptr;
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
