#include "models/items/tuninglistmodel.h"

#include "models/domain/incident.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

void TuningListModel::assign(const QList<TuningAction> &rows)
{
    sync(
        m_rows, rows, [](const TuningAction &row) { return row.id; },
        [](const TuningAction &a, const TuningAction &b) { return a == b; });
}

const TuningAction *TuningListModel::row(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int TuningListModel::find(TuningId id) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [id](const TuningAction &t) { return t.id == id; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

int TuningListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TuningListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TuningListModel::stateText(const TuningAction &action, qint64 nowMs)
{
    return action.isOverdue(nowMs) ? tr("Overdue") : nameOf(action.state);
}

QString TuningListModel::text(const TuningAction &t, int column) const
{
    switch (column) {
    case State:
        return stateText(t, m_clock.nowMs());
    case What:
        return t.what;
    case Source:
        return nameOf(t.source);
    case Owner:
        return t.owner;
    case Due:
        return t.dueMs > 0 ? QLocale().toString(QDateTime::fromMSecsSinceEpoch(t.dueMs).date(), QLocale::ShortFormat)
                           : QString();
    case IncidentColumn:
        return t.exercise ? tr("%1 (exercise)").arg(incidentReference(t.incidentNumber))
                          : incidentReference(t.incidentNumber);
    default:
        return {};
    }
}

QVariant TuningListModel::data(const QModelIndex &index, int role) const
{
    const TuningAction *at = index.isValid() ? row(index.row()) : nullptr;
    if (!at)
        return {};
    if (role == Qt::DisplayRole)
        return text(*at, index.column());
    if (role == Qt::ToolTipRole)
        return index.column() == IncidentColumn ? at->incidentTitle : text(*at, index.column());
    if (role == Qt::AccessibleTextRole)
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + u": "_s +
               text(*at, index.column());
    return {};
}

QVariant TuningListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case State:
        return tr("State");
    case What:
        return tr("What is tuned");
    case Source:
        return tr("Source");
    case Owner:
        return tr("Owner");
    case Due:
        return tr("Due");
    case IncidentColumn:
        return tr("Incident");
    default:
        return {};
    }
}

} // namespace tocsin
