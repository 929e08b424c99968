#pragma once

#include <QString>

class QScrollArea;
class QWidget;

namespace tocsin {

/** Sets up the scroll area of a page: no frame, its content as wide as there is room, no stop of the Tab key. */
void plainScroll(QScrollArea *area);

/** The same for content that fits any width: it scrolls up and down only. */
void plainScrollDown(QScrollArea *area);

/** `content` in a `plainScrollDown` of this accessible name. */
[[nodiscard]] QScrollArea *scrolledDown(QWidget *content, const QString &accessibleName);

/** Content of a card that scrolls up and down where a low window would press it flat; the card shows through. */
[[nodiscard]] QWidget *scrolledInCard(QWidget *content, const QString &accessibleName);

} // namespace tocsin
