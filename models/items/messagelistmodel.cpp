#include "models/items/messagelistmodel.h"

namespace tocsin {

namespace {

bool showSame(const MessageRow &a, const MessageRow &b)
{
    return a.customerName == b.customerName && a.recipient == b.recipient && a.address == b.address &&
           a.result == b.result && a.reply == b.reply && a.reached == b.reached && a.means == b.means &&
           a.reachedMs == b.reachedMs && a.proof == b.proof && a.facts == b.facts && a.attempts == b.attempts;
}

} // namespace

void MessageListModel::assign(const QList<MessageRow> &rows)
{
    sync(
        m_rows, rows, [](const MessageRow &row) { return row.id; }, showSame);
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
