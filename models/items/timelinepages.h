#pragma once

#include "models/items/timelinerow.h"

#include <QHash>

namespace tocsin {

/** A run of neighbouring rows that is read at once: about 256 of them. */
struct TimelineSegment
{
    int id = 0;     ///< never used twice
    EntryKey first; ///< lower end, inclusive; the first segment reaches to the very start whatever it says
    int count = 0;
    int start = 0; ///< row of its first entry
};

/**
 * Which rows there are and which are at hand: sparse anchors over the whole timeline, and the least recently used
 * pages of entries. Rows follow from counts, so a timeline of a million entries costs some hundred kilobytes.
 */
class TimelinePages
{
public:
    static constexpr int kStep = 256;     ///< rows between two anchors
    static constexpr int kMostPages = 64; ///< kept in memory

    /** Nothing known: one empty segment that is at hand. */
    void clear();
    /** The whole timeline by its anchors, none of it at hand. */
    void assign(const QList<EntryKey> &anchors, int total);

    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] const QList<TimelineSegment> &segments() const { return m_segments; }
    [[nodiscard]] const TimelineSegment &at(int index) const { return m_segments.at(index); }
    /** Index of the segment with this row or key. */
    [[nodiscard]] int indexOfRow(int row) const;
    [[nodiscard]] int indexOfKey(EntryKey key) const;
    /** -1 if the segment is gone. */
    [[nodiscard]] int indexOfId(int id) const;

    [[nodiscard]] bool isCached(int index) const { return m_pages.contains(m_segments.at(index).id); }
    /** nullptr if not at hand; counts as a use. */
    [[nodiscard]] const QList<TimelineRow> *page(int index) const;
    /** nullptr if not at hand. */
    [[nodiscard]] const TimelineRow *row(int row) const;
    /** `rows` must be as many as the segment has. Forgets the pages that were not used for longest. */
    void put(int index, const QList<TimelineRow> &rows);
    void forget(int index) { m_pages.remove(m_segments.at(index).id); }

    /** Rows come in or go; of a page at hand the rows too. */
    void insert(int index, int position, const QList<TimelineRow> &rows);
    void remove(int index, int position, int count);
    /** Cuts segments in two that have grown to twice their size; they must be at hand. */
    void splitLarge(int index);

private:
    struct Page
    {
        QList<TimelineRow> rows;
        mutable quint64 used = 0;
    };
    void renumber(int from);
    void trim();

    QList<TimelineSegment> m_segments;
    QHash<int, Page> m_pages;
    int m_rows = 0;
    int m_nextId = 1;
    mutable quint64 m_use = 0;
};

} // namespace tocsin
