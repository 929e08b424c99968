#pragma once

#include "models/domain/timeline.h"

#include <QMetaType>

namespace tocsin {

/** One line of a timeline with the files kept with it. */
struct TimelineRow
{
    TimelineEntry entry;
    QList<Attachment> files;

    [[nodiscard]] EntryKey key() const { return {entry.atMs, entry.id.value}; }
};

/** Whether two readings of one entry show the same. */
[[nodiscard]] bool showSame(const TimelineRow &a, const TimelineRow &b);

} // namespace tocsin

Q_DECLARE_METATYPE(tocsin::TimelineRow)
