#include "models/items/stagemodel.h"

namespace tocsin {

StageModel::StageModel(BoardModel &board, Stage stage, QObject *parent)
    : QAbstractListModel(parent)
    , m_board(&board)
    , m_stage(stage)
{
    follow(board);
    followMoves(board);
}

bool StageModel::isHere(const QModelIndex &boardParent) const
{
    return boardParent.isValid() && boardParent.row() == static_cast<int>(m_stage);
}

QModelIndex StageModel::inBoard(const QModelIndex &index) const
{
    return m_board && index.isValid() ? m_board->index(index.row(), 0, m_board->stageIndex(m_stage)) : QModelIndex();
}

void StageModel::follow(BoardModel &board)
{
    connect(&board, &QAbstractItemModel::modelAboutToBeReset, this, &StageModel::beginResetModel);
    connect(&board, &QAbstractItemModel::modelReset, this, &StageModel::endResetModel);
    connect(&board, &QAbstractItemModel::rowsAboutToBeInserted, this,
            [this](const QModelIndex &parent, int first, int last) {
                if (isHere(parent))
                    beginInsertRows({}, first, last);
            });
    connect(&board, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent) {
        if (isHere(parent))
            endInsertRows();
    });
    connect(&board, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &parent, int first, int last) {
                if (isHere(parent))
                    beginRemoveRows({}, first, last);
            });
    connect(&board, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &parent) {
        if (isHere(parent))
            endRemoveRows();
    });
    connect(&board, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &from, const QModelIndex &to, const QList<int> &roles) {
                if (isHere(from.parent()))
                    Q_EMIT dataChanged(index(from.row()), index(to.row()), roles);
            });
}

void StageModel::followMoves(BoardModel &board)
{
    connect(&board, &QAbstractItemModel::rowsAboutToBeMoved, this,
            [this](const QModelIndex &from, int first, int last, const QModelIndex &to, int row) {
                if (isHere(from) && isHere(to))
                    beginMoveRows({}, first, last, {}, row);
                else if (isHere(from))
                    beginRemoveRows({}, first, last);
                else if (isHere(to))
                    beginInsertRows({}, row, row + last - first);
            });
    connect(&board, &QAbstractItemModel::rowsMoved, this,
            [this](const QModelIndex &from, int, int, const QModelIndex &to) {
                if (isHere(from) && isHere(to))
                    endMoveRows();
                else if (isHere(from))
                    endRemoveRows();
                else if (isHere(to))
                    endInsertRows();
            });
}

const Incident *StageModel::card(const QModelIndex &index) const
{
    return m_board ? m_board->card(inBoard(index)) : nullptr;
}

int StageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_board ? 0 : m_board->rowCount(m_board->stageIndex(m_stage));
}

QVariant StageModel::data(const QModelIndex &index, int role) const
{
    return m_board ? m_board->data(inBoard(index), role) : QVariant();
}

bool StageModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_board && m_board->canFetchMore(m_board->stageIndex(m_stage));
}

void StageModel::fetchMore(const QModelIndex &parent)
{
    if (!parent.isValid() && m_board)
        m_board->fetchMore(m_board->stageIndex(m_stage));
}

Qt::ItemFlags StageModel::flags(const QModelIndex &index) const
{
    return m_board && index.isValid() ? m_board->flags(inBoard(index)) : Qt::NoItemFlags;
}

} // namespace tocsin
