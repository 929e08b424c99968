#pragma once

#include <QString>

namespace tocsin {

/**
 * A name that is harmless in any folder of any common system, made from one somebody else chose: no path, control or
 * direction-changing characters, no reserved device name, no leading dot or dash, at most 200 bytes of UTF-8 with the
 * extension kept, never empty. A safe name comes back unchanged.
 */
[[nodiscard]] QString safeFileName(const QString &name);

} // namespace tocsin
