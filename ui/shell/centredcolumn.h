#pragma once

class QVBoxLayout;
class QWidget;

namespace tocsin {

/** Makes PAGE a scrolling column in the middle of the window, WIDTH wide at the most, and returns what it is filled by.
 */
[[nodiscard]] QVBoxLayout *makeCentredColumn(QWidget *page, int width);

} // namespace tocsin
