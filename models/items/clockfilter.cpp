#include "models/items/clockfilter.h"

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

/** Every word stands somewhere in what is shown of the row. */
bool containsWords(const ClockRow &row, const QString &text)
{
    const QString all = QStringList{row.incident.reference(), row.incident.title,      whomText(row), dutyText(row),
                                    row.obligation.citation,  row.incident.managerName}
                            .join(u'\n');
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(),
                       [&all](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

/** Where a duty without a number stands among deadlines: behind all of them, by its start. */
std::pair<int, qint64> dueKey(const ObligationFacts &facts)
{
    return endMs(facts) > 0 ? std::pair(0, endMs(facts)) : std::pair(1, facts.triggerMs);
}

} // namespace

ClockFilterModel::ClockFilterModel(ClockListModel &source, const Clock &clock, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_source(source)
    , m_clock(clock)
{
    setSourceModel(&source);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(true);
}

void ClockFilterModel::setFilter(const ClockFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_filteredMs = m_clock.nowMs();
    invalidateFilter();
}

const ClockRow *ClockFilterModel::row(int row) const
{
    return m_source.row(mapToSource(index(row, 0)).row());
}

int ClockFilterModel::rowOf(ObligationId id) const
{
    const QList<ClockRow> &rows = m_source.rows();
    const auto at = std::find_if(rows.begin(), rows.end(), [id](const ClockRow &r) { return r.obligation.id == id; });
    return at == rows.end() ? -1 : mapFromSource(m_source.index(static_cast<int>(at - rows.begin()), 0)).row();
}

void ClockFilterModel::tick(qint64 nowMs)
{
    const QList<ClockRow> &rows = m_source.rows();
    const bool changed = !m_filter.states.isEmpty() && std::any_of(rows.begin(), rows.end(), [&](const ClockRow &r) {
        return accepts(r, nowMs) != accepts(r, m_filteredMs);
    });
    m_filteredMs = nowMs;
    if (changed)
        invalidateFilter();
}

bool ClockFilterModel::accepts(const ClockRow &row, qint64 nowMs) const
{
    if (row.incident.exercise != m_filter.exercises)
        return false;
    if (m_filter.manager.isValid() && row.incident.manager != m_filter.manager)
        return false;
    if (!m_filter.addressees.isEmpty() && !m_filter.addressees.contains(row.obligation.addressee))
        return false;
    if (!m_filter.states.isEmpty() && !m_filter.states.contains(obligationState(row.obligation.facts, nowMs)))
        return false;
    return m_filter.text.trimmed().isEmpty() || containsWords(row, m_filter.text);
}

bool ClockFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    const ClockRow *row = m_source.row(sourceRow);
    return row && accepts(*row, m_clock.nowMs());
}

bool ClockFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const ClockRow *a = m_source.row(left.row());
    const ClockRow *b = m_source.row(right.row());
    if (!a || !b)
        return false;
    switch (left.column()) {
    case ClockListModel::Digits:
        return left.row() < right.row(); // the source is in the order of urgency
    case ClockListModel::Due:
        return dueKey(a->obligation.facts) < dueKey(b->obligation.facts);
    case ClockListModel::IncidentColumn:
        return std::pair(a->incident.number, left.row()) < std::pair(b->incident.number, right.row());
    default:
        return QSortFilterProxyModel::lessThan(left, right);
    }
}

} // namespace tocsin
