#include "ui/board/deadlinerows.h"

#include "ui/common/clocktext.h"
#include "ui/common/deadlinetext.h"

namespace tocsin {

DeadlineRows::DeadlineRows(ClockListModel &source, const Clock &clock, QObject *parent)
    : ClockFilterModel(source, clock, parent)
    , m_time(clock)
{
}

QVariant DeadlineRows::data(const QModelIndex &index, int role) const
{
    const ClockRow *at = index.isValid() ? row(index.row()) : nullptr;
    const bool asked = role == Qt::AccessibleTextRole || role == Qt::DisplayRole;
    if (at && asked && index.column() <= ClockListModel::Due) {
        const qint64 now = m_time.nowMs();
        const ClockReading reading = readClock(at->obligation.facts, now);
        if (index.column() == ClockListModel::Due)
            return clockWords(reading, {}, now);
        if (role == Qt::AccessibleTextRole)
            return clockSpoken(reading, {}, now);
    }
    if (at && asked && index.column() == ClockListModel::Beside) {
        const auto later = laterScope(at->obligation, at->incident, m_time.nowMs()); // P7.8
        return later ? laterScopeBrief(*later) : deadlineInfoBrief(at->info, {}, m_time.nowMs());
    }
    return ClockFilterModel::data(index, role);
}

QList<ClockRow> DeadlineRows::mostUrgentFirst() const
{
    const qint64 now = m_time.nowMs();
    QList<ClockRow> rows;
    const auto &source = static_cast<ClockListModel *>(sourceModel())->rows();
    for (const ClockRow &row : source)
        if (accepts(row, now))
            rows << row;
    return rows;
}

} // namespace tocsin
