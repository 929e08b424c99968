#pragma once

#include <QString>

class QWidget;

namespace tocsin {

/** Content of a card that scrolls up and down where a low window would press it flat; the card shows through. */
[[nodiscard]] QWidget *scrolledInCard(QWidget *content, const QString &accessibleName);

} // namespace tocsin
