#pragma once

#include "models/domain/notice.h"
#include "models/items/syncedmodel.h"

#include <QAbstractTableModel>

namespace tocsin {

/** The messages of one notice, in the order they were made; changes arrive row by row. */
class MessageListModel : public SyncedModel<QAbstractTableModel>
{
    Q_OBJECT

public:
    enum Column { Customer, Recipient, Address, State, Delivery, Proof, ColumnCount };
    enum Role { SortRole = Qt::UserRole, ReachedRole };

    using SyncedModel::SyncedModel;

    void assign(const QList<MessageRow> &rows);
    [[nodiscard]] const MessageRow *message(int row) const;
    [[nodiscard]] const QList<MessageRow> &messages() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<MessageRow> m_rows;
};

} // namespace tocsin
