#include "models/items/customerlistmodel.h"

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

void CustomerListModel::assign(const QList<CustomerRow> &rows)
{
    sync(
        m_rows, rows, [](const CustomerRow &row) { return row.customer.id; },
        [](const CustomerRow &a, const CustomerRow &b) {
            return a.customer.version == b.customer.version && a.subscriptions == b.subscriptions &&
                   a.unreachable == b.unreachable;
        });
}

const CustomerRow *CustomerListModel::row(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int CustomerListModel::find(CustomerId id) const
{
    const auto it =
        std::find_if(m_rows.begin(), m_rows.end(), [id](const CustomerRow &row) { return row.customer.id == id; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

int CustomerListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CustomerListModel::data(const QModelIndex &index, int role) const
{
    const CustomerRow *at = index.isValid() ? row(index.row()) : nullptr;
    if (!at)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return at->customer.name;
    case SearchRole:
        return QStringList{at->customer.name, at->customer.sector, at->customer.country, at->customer.remark,
                           at->unreachable.isEmpty() ? QString() : u"unreachable"_s}
            .join(u' ');
    case IdRole:
        return at->customer.id.value;
    default:
        return {};
    }
}

} // namespace tocsin
