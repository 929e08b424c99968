#pragma once

#include "models/domain/timeline.h"
#include "ui/theme/theme.h"

namespace tocsin {

/** Ground on which a kind of entry stands, in lists, menus and panels alike. */
[[nodiscard]] inline Tone toneOf(EntryKind kind)
{
    switch (kind) {
    case EntryKind::Evidence:
        return Tone::Low;
    case EntryKind::Containment:
    case EntryKind::Declaration:
        return Tone::High;
    case EntryKind::Consultation:
        return Tone::Excepted;
    case EntryKind::Assessment:
    case EntryKind::Classification:
    case EntryKind::Decision:
        return Tone::Medium;
    case EntryKind::Communication:
    case EntryKind::Notice:
        return Tone::Running;
    case EntryKind::Note:
    case EntryKind::Imported:
    case EntryKind::Stage:
    case EntryKind::Closing:
        return Tone::Neutral;
    }
    return Tone::Neutral;
}

} // namespace tocsin
