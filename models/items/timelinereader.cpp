#include "models/items/timelinereader.h"

#include "models/services/services.h"

#include <algorithm>
#include <limits>

namespace tocsin::timelinereader {

namespace {
// A segment may have grown by so many entries before it is read; more is an import, and read anew.
constexpr int kSlack = 512;
constexpr int kMostFresh = 20000;
constexpr int kMostTouched = 32;
constexpr EntryKey kVeryEnd{std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::max()};

Result<QList<TimelineRow>> withFiles(Services &s, Result<QList<TimelineEntry>> entries)
{
    if (!entries)
        return tl::unexpected(entries.error());
    QList<TimelineRow> rows;
    rows.reserve(entries->size());
    for (TimelineEntry &entry : *entries) {
        TimelineRow row{std::move(entry), {}};
        if (row.entry.attachments > 0) {
            auto files = s.timeline.attachments(row.entry.incident, row.entry.id);
            if (!files)
                return tl::unexpected(files.error());
            row.files = std::move(*files);
        }
        rows.append(std::move(row));
    }
    return rows;
}

template<class T> const Error *errorOf(const Result<T> &result)
{
    return result ? nullptr : &result.error();
}

void dropNewer(QList<TimelineRow> &rows, EntryId last)
{
    rows.removeIf([last](const TimelineRow &row) { return row.entry.id > last; });
}

Result<QList<TimelineRow>> endRows(Services &s, const Query &q, bool fromEnd, int limit)
{
    return withFiles(s, fromEnd ? s.timeline.before(q.incident, q.filter, kVeryEnd, limit)
                                : s.timeline.after(q.incident, q.filter, {}, limit));
}
} // namespace

Result<Opening> open(Services &s, const Query &q, bool fromEnd)
{
    const auto last = s.timeline.lastNumber();
    if (!last)
        return tl::unexpected(last.error());
    auto rows = endRows(s, q, fromEnd, TimelinePages::kStep);
    if (!rows)
        return tl::unexpected(rows.error());
    dropNewer(*rows, *last);
    return Opening{*last, std::move(*rows)};
}

Result<Survey> survey(Services &s, const Query &q, bool fromEnd)
{
    Survey out;
    out.fromEnd = fromEnd;
    // Another connection may write between the reads; anchors count only when nothing came meanwhile.
    for (int attempt = 0; attempt < 5; ++attempt) {
        const auto before = s.timeline.lastNumber();
        auto anchors = s.timeline.anchors(q.incident, q.filter, TimelinePages::kStep);
        const auto total = s.timeline.count(q.incident, q.filter);
        auto rows = endRows(s, q, fromEnd, 3 * TimelinePages::kStep);
        const auto after = s.timeline.lastNumber();
        for (const Error *error : {errorOf(before), errorOf(anchors), errorOf(total), errorOf(rows), errorOf(after)})
            if (error != nullptr)
                return tl::unexpected(*error);
        out.last = *after;
        out.anchors = std::move(*anchors);
        out.total = static_cast<int>(*total);
        out.rows = std::move(*rows);
        const auto expected = (out.total + TimelinePages::kStep - 1) / TimelinePages::kStep;
        if (*before == *after && out.anchors.size() == expected)
            return out;
    }
    return failure(ErrorKind::Conflict,
                   QCoreApplication::translate("tocsin::items", "The timeline is changing too fast to be read. "
                                                                "It is read again with the next change."));
}

Result<SegmentRows> segment(Services &s, const Query &q, const QList<TimelineSegment> &all, int index)
{
    const TimelineSegment &segment = all.at(index);
    const EntryKey from = index == 0 ? EntryKey{} : EntryKey{segment.first.atMs, segment.first.id - 1};
    const bool isLast = index + 1 == all.size();
    // One row more than expected shows growth; only then is more read.
    int limit = segment.count + 1;
    for (;;) {
        auto entries = s.timeline.after(q.incident, q.filter, from, limit);
        if (!entries)
            return tl::unexpected(entries.error());
        const bool full = entries->size() == limit;
        if (!isLast) {
            const EntryKey next = all.at(index + 1).first;
            entries->removeIf([next](const TimelineEntry &e) { return EntryKey{e.atMs, e.id.value} >= next; });
        }
        const bool bounded = !full || entries->size() < limit;
        if (!bounded && limit == segment.count + 1) {
            limit = segment.count + kSlack;
            continue;
        }
        auto rows = withFiles(s, std::move(entries));
        if (!rows)
            return tl::unexpected(rows.error());
        return SegmentRows{segment.id, !bounded, std::move(*rows)};
    }
}

Result<Following> follow(Services &s, const Query &q, const QList<TimelineSegment> &all, const QSet<int> &visibleIds,
                         EntryId since)
{
    Following out;
    const auto last = s.timeline.lastNumber();
    if (!last)
        return tl::unexpected(last.error());
    out.last = std::max(*last, since);
    const auto keys = s.timeline.keysSince(q.incident, q.filter, since, kMostFresh);
    if (!keys)
        return tl::unexpected(keys.error());
    QSet<int> touched;
    for (int i = 0; i < all.size(); ++i)
        if (visibleIds.contains(all.at(i).id))
            touched.insert(i);
    for (const EntryKey &key : *keys) {
        const auto after = std::upper_bound(all.cbegin(), all.cend(), key,
                                            [](EntryKey k, const TimelineSegment &t) { return k < t.first; });
        touched.insert(std::max(0, static_cast<int>(after - all.cbegin()) - 1));
    }
    out.tooMany = keys->size() >= kMostFresh || touched.size() > kMostTouched;
    for (const int index : std::as_const(touched)) {
        if (out.tooMany)
            break;
        auto rows = segment(s, q, all, index);
        if (!rows)
            return tl::unexpected(rows.error());
        out.tooMany = rows->overflow;
        out.segments.append(std::move(*rows));
    }
    return out;
}

} // namespace tocsin::timelinereader
