#include "models/items/personlistmodel.h"

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

void PersonListModel::assign(const QList<PersonRow> &rows)
{
    sync(
        m_rows, rows, [](const PersonRow &row) { return row.person.id; },
        [](const PersonRow &a, const PersonRow &b) {
            return a.person.version == b.person.version && a.logInMissing == b.logInMissing;
        });
}

const PersonRow *PersonListModel::row(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int PersonListModel::find(PersonId id) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [id](const PersonRow &r) { return r.person.id == id; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

int PersonListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PersonListModel::data(const QModelIndex &index, int role) const
{
    const PersonRow *at = index.isValid() ? row(index.row()) : nullptr;
    if (!at)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return at->person.name;
    case Qt::AccessibleTextRole:
        return u"%1, %2%3"_s.arg(at->person.name, tocsin::roleNames(at->person.roles),
                                 at->person.active ? QString() : u", "_s + tr("no longer active"));
    case IdRole:
        return at->person.id.value;
    default:
        return {};
    }
}

} // namespace tocsin
