#pragma once

#include "ui/common/uicontext.h"

#include <QList>
#include <QWidget>

namespace tocsin {

/** A place of the rail that other folders bring. */
struct Surface
{
    QString key;
    QString title;
    QString iconName;
    std::function<QWidget *(const UiContext &ui, QWidget *parent)> make;
    std::function<void(QWidget *page)> activate; ///< whenever it comes to the front
};
[[nodiscard]] QList<Surface> otherSurfaces();

/** The page of one incident and how to show one in it. */
struct IncidentView
{
    QWidget *widget = nullptr;
    std::function<void(IncidentId, const QString &tab)> open;
    std::function<QString()> tab; ///< the one that is shown
};
[[nodiscard]] IncidentView makeIncidentView(const UiContext &ui, QWidget *parent);

} // namespace tocsin
