#include "models/items/servicelistmodel.h"

#include <algorithm>

namespace tocsin {

void ServiceListModel::assign(const QList<Service> &rows)
{
    sync(
        m_rows, rows, [](const Service &row) { return row.id; },
        [](const Service &a, const Service &b) { return a == b; });
}

const Service *ServiceListModel::row(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int ServiceListModel::find(ServiceId id) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [id](const Service &s) { return s.id == id; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

int ServiceListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ServiceListModel::data(const QModelIndex &index, int role) const
{
    const Service *at = index.isValid() ? row(index.row()) : nullptr;
    if (!at)
        return {};
    if (role == Qt::DisplayRole)
        return at->name;
    if (role == Qt::AccessibleTextRole)
        return (at->active ? tr("%1, %2, owner %3") : tr("%1, %2, given up"))
            .arg(at->name, nameOf(at->model), at->owner);
    return {};
}

} // namespace tocsin
