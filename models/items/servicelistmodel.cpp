#include "models/items/servicelistmodel.h"

#include "models/items/rowsync.h"

#include <algorithm>

namespace tocsin {

void ServiceListModel::assign(const QList<Service> &rows)
{
    struct Hooks
    {
        ServiceListModel *model;
        void beginRemove(int i) { model->beginRemoveRows({}, i, i); }
        void endRemove() { model->endRemoveRows(); }
        void beginInsert(int i) { model->beginInsertRows({}, i, i); }
        void endInsert() { model->endInsertRows(); }
        void beginMove(int from, int to) { model->beginMoveRows({}, from, from, {}, to); }
        void endMove() { model->endMoveRows(); }
        void changed(int i) { Q_EMIT model->dataChanged(model->index(i), model->index(i)); }
    };
    syncRows(
        m_rows, rows, [](const Service &row) { return row.id; },
        [](const Service &a, const Service &b) { return a == b; }, Hooks{this});
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
