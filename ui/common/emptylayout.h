#pragma once

class QLayout;

namespace tocsin {

/** Takes everything out of LAYOUT; its widgets are gone from sight at once and deleted when the event is over. */
void emptyLayout(QLayout *layout);

} // namespace tocsin
