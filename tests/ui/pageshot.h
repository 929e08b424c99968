#pragma once

#include <QString>

class QWidget;

namespace tocsin {

/** Keeps pictures of a page, light and dark, in the folder TOCSIN_SHOTS names; does nothing without it. */
void shoot(QWidget &page, const QString &name);

/** Everything that takes the focus below a page has a name for screen readers; the first that has none, or empty. */
[[nodiscard]] QString unnamedFocusable(const QWidget &page);

} // namespace tocsin
