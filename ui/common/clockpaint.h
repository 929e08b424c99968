#pragma once

#include "models/domain/obligation.h"
#include "ui/common/chippaint.h"

namespace tocsin {

enum class ClockSize {
    Small,  ///< in a card or a row, 20 px high
    Medium, ///< in the strip of running clocks, 24 px
    Large,  ///< on an incident's header, 44 px
};

/** Size of a clock chip that shows this text; the same for all digits. */
[[nodiscard]] QSize clockChipSize(const QString &digits, ClockSize size = ClockSize::Small);

/**
 * Paints a reading as a chip. Glyphs come from a cache of pictures, so that a thousand clocks a second
 * cost little (under 20 us each, tests/ui).
 */
void paintClockChip(QPainter &painter, QPoint topLeft, const QString &digits, ClockBand band,
                    ClockSize size = ClockSize::Small);

} // namespace tocsin
