#pragma once

#include "ui/common/instantedit.h"

namespace tocsin {

/** What a field says to the minute; of the minute that is now, now itself: it comes after what happened within it. */
[[nodiscard]] inline qint64 exactInstant(const InstantEdit &edit, qint64 nowMs)
{
    const qint64 ms = edit.ms();
    return ms <= nowMs && nowMs - ms < 60'000 ? nowMs : ms;
}

} // namespace tocsin
