#pragma once

#include "models/domain/customer.h"
#include "models/items/syncedmodel.h"

#include <QAbstractListModel>

namespace tocsin {

/** A customer with how its subscriptions can be reached (P9.2). */
struct CustomerRow
{
    Customer customer;
    int subscriptions = 0;
    QStringList unreachable; ///< names of subscriptions with neither a security contact nor an administrator
};

/** The directory of customers, by name; changes arrive row by row. */
class CustomerListModel : public SyncedModel<QAbstractListModel>
{
    Q_OBJECT

public:
    enum Role { SearchRole = Qt::UserRole, IdRole };

    using SyncedModel::SyncedModel;

    void assign(const QList<CustomerRow> &rows);
    [[nodiscard]] const CustomerRow *row(int row) const;
    [[nodiscard]] int find(CustomerId id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<CustomerRow> m_rows;
};

} // namespace tocsin
