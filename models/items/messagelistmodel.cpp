#include "models/items/messagelistmodel.h"

#include "models/items/rowsync.h"

namespace tocsin {

namespace {

bool showSame(const MessageRow &a, const MessageRow &b)
{
    return a.customerName == b.customerName && a.recipient == b.recipient && a.address == b.address &&
           a.result == b.result && a.reply == b.reply && a.reached == b.reached && a.means == b.means &&
           a.reachedMs == b.reachedMs && a.proof == b.proof && a.eml == b.eml && a.pdf == b.pdf;
}

} // namespace

void MessageListModel::assign(const QList<MessageRow> &rows)
{
    struct Hooks
    {
        MessageListModel *model;
        void beginRemove(int i) { model->beginRemoveRows({}, i, i); }
        void endRemove() { model->endRemoveRows(); }
        void beginInsert(int i) { model->beginInsertRows({}, i, i); }
        void endInsert() { model->endInsertRows(); }
        void beginMove(int from, int to) { model->beginMoveRows({}, from, from, {}, to); }
        void endMove() { model->endMoveRows(); }
        void changed(int i) { Q_EMIT model->dataChanged(model->index(i, 0), model->index(i, ColumnCount - 1)); }
    };
    if (m_rows.isEmpty() && !rows.isEmpty()) {
        beginInsertRows({}, 0, static_cast<int>(rows.size()) - 1);
        m_rows = rows;
        endInsertRows();
        return;
    }
    syncRows(
        m_rows, rows, [](const MessageRow &row) { return row.id; }, showSame, Hooks{this});
}

const MessageRow *MessageListModel::message(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int MessageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MessageListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MessageListModel::data(const QModelIndex &index, int role) const
{
    const MessageRow *m = index.isValid() ? message(index.row()) : nullptr;
    if (!m)
        return {};
    if (role == ReachedRole)
        return m->reached;
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (index.column()) {
    case Customer:
        return m->customerName;
    case Recipient:
        return m->recipient;
    case Address:
        return m->address;
    case State:
        return m->result;
    case Delivery:
        return role == SortRole ? QVariant(m->reachedMs) : QVariant(m->means);
    case Proof:
        return m->proof;
    default:
        return {};
    }
}

QVariant MessageListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Customer:
        return tr("Customer");
    case Recipient:
        return tr("Recipient");
    case Address:
        return tr("Address");
    case State:
        return tr("Message");
    case Delivery:
        return tr("Delivery");
    case Proof:
        return tr("Proof");
    default:
        return {};
    }
}

} // namespace tocsin
