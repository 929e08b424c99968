#pragma once

class QFrame;
class QLayout;
class QScrollArea;

namespace tocsin {

/** Takes the width of the scroll bar out of the layout's right margin, so that nothing moves when the bar comes. */
void keepRightEdge(QScrollArea *area, QLayout *layout);

/** A line to stand under what scrolls; it shows while there is more below. */
[[nodiscard]] QFrame *lineBelow(QScrollArea *area);

} // namespace tocsin
