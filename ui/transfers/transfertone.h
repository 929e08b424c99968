#pragma once

#include "models/domain/transfer.h"
#include "ui/theme/theme.h"

namespace tocsin {

/** The ground of a state's word; the word says the same. */
[[nodiscard]] inline Tone transferTone(const Transfer &t, qint64 nowMs)
{
    using enum TransferState;
    if (t.openMoves > 0 && (isExpired(t, nowMs) || t.state == Revoked))
        return Tone::High;
    switch (t.state) {
    case Asked:
    case Answered:
        return Tone::Medium;
    case Blocked:
    case Breach:
        return Tone::High;
    case Approved:
        return isExpired(t, nowMs) ? Tone::Neutral : Tone::Met;
    case Noted:
        return Tone::Medium;
    case Refused:
    case Revoked:
    case Withdrawn:
        break;
    }
    return Tone::Neutral;
}

} // namespace tocsin
