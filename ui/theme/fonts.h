#pragma once

#include <QFont>

namespace tocsin {

/** Sans 13 px: everything without a reason to be otherwise. Noto Sans where present, else the system's. */
[[nodiscard]] QFont bodyFont();
[[nodiscard]] QFont bodyBoldFont();
/** Sans 12 px: second lines, help. */
[[nodiscard]] QFont smallFont();
[[nodiscard]] QFont smallBoldFont();
/** Sans 11 px: fine print, chips, column headers. */
[[nodiscard]] QFont finePrintFont();
[[nodiscard]] QFont finePrintBoldFont();
/** Sans 15 px bold: title of a panel. */
[[nodiscard]] QFont headingFont();
/** Sans 20 px bold: title of a page, one a page. */
[[nodiscard]] QFont titleFont();
/** Monospaced: instants, references, clocks, digests, so that digits do not dance. */
[[nodiscard]] QFont monoFont(int pixelSize = 12, bool bold = false);

} // namespace tocsin
