#pragma once

#include <QString>

class QAccessibleInterface;
class QObject;

namespace tocsin {

/**
 * Places menus in the tree that assistive technology reads: Qt leaves them out of it, so that they are heard only while
 * the keys move in them. An open menu is a child of its window, its actions are its children. Null for anything else.
 */
[[nodiscard]] QAccessibleInterface *makeMenuInterface(const QString &className, QObject *object);

} // namespace tocsin
