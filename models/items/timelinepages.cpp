#include "models/items/timelinepages.h"

#include <algorithm>

namespace tocsin {

bool showSame(const TimelineRow &a, const TimelineRow &b)
{
    const TimelineEntry &x = a.entry;
    const TimelineEntry &y = b.entry;
    return x.id == y.id && x.atMs == y.atMs && x.keyEvent == y.keyEvent && x.struck == y.struck &&
           x.attachments == y.attachments && a.files.size() == b.files.size() && x.kind == y.kind &&
           x.personName == y.personName && x.strikeReason == y.strikeReason && x.text == y.text && x.tags == y.tags;
}

void TimelinePages::clear()
{
    m_pages.clear();
    m_segments = {TimelineSegment{m_nextId++, {}, 0, 0}};
    m_rows = 0;
    put(0, {});
}

void TimelinePages::assign(const QList<EntryKey> &anchors, int total)
{
    m_pages.clear();
    m_segments.clear();
    m_segments.reserve(anchors.size());
    for (const EntryKey &anchor : anchors)
        m_segments.append(TimelineSegment{m_nextId++, anchor, kStep, 0});
    if (m_segments.isEmpty()) {
        clear();
        return;
    }
    m_segments.last().count = total - kStep * static_cast<int>(m_segments.size() - 1);
    renumber(0);
}

int TimelinePages::indexOfRow(int row) const
{
    const auto after = std::upper_bound(m_segments.cbegin(), m_segments.cend(), row,
                                        [](int r, const TimelineSegment &s) { return r < s.start; });
    auto index = static_cast<int>(after - m_segments.cbegin()) - 1;
    // Segments that were emptied start where the next one does; the row is in the last of them that has rows.
    while (index > 0 && m_segments.at(index).count == 0)
        --index;
    return std::max(0, index);
}

int TimelinePages::indexOfKey(EntryKey key) const
{
    const auto after = std::upper_bound(m_segments.cbegin(), m_segments.cend(), key,
                                        [](EntryKey k, const TimelineSegment &s) { return k < s.first; });
    return std::max(0, static_cast<int>(after - m_segments.cbegin()) - 1);
}

int TimelinePages::indexOfId(int id) const
{
    const auto found = std::find_if(m_segments.cbegin(), m_segments.cend(), [id](const auto &s) { return s.id == id; });
    return found == m_segments.cend() ? -1 : static_cast<int>(found - m_segments.cbegin());
}

const QList<TimelineRow> *TimelinePages::page(int index) const
{
    const auto found = m_pages.constFind(m_segments.at(index).id);
    if (found == m_pages.cend())
        return nullptr;
    found->used = ++m_use;
    return &found->rows;
}

const TimelineRow *TimelinePages::row(int row) const
{
    if (row < 0 || row >= m_rows)
        return nullptr;
    const int index = indexOfRow(row);
    const QList<TimelineRow> *rows = page(index);
    const int offset = row - m_segments.at(index).start;
    return rows != nullptr && offset < rows->size() ? &rows->at(offset) : nullptr;
}

void TimelinePages::put(int index, const QList<TimelineRow> &rows)
{
    Q_ASSERT(rows.size() == m_segments.at(index).count);
    m_pages.insert(m_segments.at(index).id, Page{rows, ++m_use});
    trim();
}

void TimelinePages::insert(int index, int position, const QList<TimelineRow> &rows)
{
    TimelineSegment &segment = m_segments[index];
    segment.count += static_cast<int>(rows.size());
    if (const auto found = m_pages.find(segment.id); found != m_pages.end())
        for (int i = 0; i < rows.size(); ++i)
            found->rows.insert(position + i, rows.at(i));
    renumber(index);
}

void TimelinePages::remove(int index, int position, int count)
{
    TimelineSegment &segment = m_segments[index];
    segment.count -= count;
    if (const auto found = m_pages.find(segment.id); found != m_pages.end())
        found->rows.remove(position, count);
    renumber(index);
}

void TimelinePages::splitLarge(int index)
{
    const QList<TimelineRow> *found = page(index);
    if (found == nullptr || found->size() < 2 * kStep)
        return;
    const QList<TimelineRow> all = *found;
    QList<TimelineSegment> parts;
    for (int from = 0; from < all.size(); from += kStep) {
        const int count = std::min<int>(kStep, static_cast<int>(all.size()) - from);
        parts.append(
            TimelineSegment{m_nextId++, from == 0 ? m_segments.at(index).first : all.at(from).key(), count, 0});
    }
    m_pages.remove(m_segments.at(index).id);
    m_segments.removeAt(index);
    for (int i = 0; i < parts.size(); ++i)
        m_segments.insert(index + i, parts.at(i));
    renumber(index);
    for (int i = 0; i < parts.size(); ++i)
        put(index + i, all.mid(i * kStep, parts.at(i).count));
}

void TimelinePages::renumber(int from)
{
    int start = from > 0 ? m_segments.at(from - 1).start + m_segments.at(from - 1).count : 0;
    for (int i = from; i < m_segments.size(); ++i) {
        m_segments[i].start = start;
        start += m_segments.at(i).count;
    }
    m_rows = start;
}

void TimelinePages::trim()
{
    while (m_pages.size() > kMostPages) {
        auto oldest = m_pages.begin();
        for (auto it = m_pages.begin(); it != m_pages.end(); ++it)
            if (it->used < oldest->used)
                oldest = it;
        m_pages.erase(oldest);
    }
}

} // namespace tocsin
