#pragma once

#include "models/items/timelinepages.h"

#include <QSet>

namespace tocsin {

class Services;

/** What a timeline model reads; these run on a storage thread and know nothing of the model. */
namespace timelinereader {

struct Query
{
    IncidentId incident;
    TimelineFilter filter;
    friend bool operator==(const Query &, const Query &) = default;
};

/** The first or the last page, at once. */
struct Opening
{
    EntryId last; ///< entries with a higher number are not in `rows`
    QList<TimelineRow> rows;
};
[[nodiscard]] Result<Opening> open(Services &services, const Query &query, bool fromEnd);

/** The whole timeline by its anchors, with the pages at the end that is shown. */
struct Survey
{
    EntryId last;
    QList<EntryKey> anchors;
    int total = 0;
    bool fromEnd = false;
    QList<TimelineRow> rows; ///< the last three (or first three) segments, as far as there are
};
[[nodiscard]] Result<Survey> survey(Services &services, const Query &query, bool fromEnd);

/** One segment. */
struct SegmentRows
{
    int id = 0;
    bool overflow = false; ///< more rows than could be taken at once
    QList<TimelineRow> rows;
};
[[nodiscard]] Result<SegmentRows> segment(Services &services, const Query &query, const QList<TimelineSegment> &all,
                                          int index);

/** What came since, and the segments that are on screen again (strikes and marks change rows in place). */
struct Following
{
    EntryId last;
    bool tooMany = false; ///< read everything anew
    QList<SegmentRows> segments;
};
[[nodiscard]] Result<Following> follow(Services &services, const Query &query, const QList<TimelineSegment> &all,
                                       const QSet<int> &visibleIds, EntryId since);

} // namespace timelinereader

} // namespace tocsin
