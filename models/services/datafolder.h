#pragma once

#include <QString>

namespace tocsin {

/** Where this person's databases, anchors and log are unless told otherwise; not made here. */
[[nodiscard]] QString dataFolder();

} // namespace tocsin
