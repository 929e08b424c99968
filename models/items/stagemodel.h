#pragma once

#include "models/items/boardmodel.h"

#include <QAbstractListModel>
#include <QPointer>

namespace tocsin {

/** The cards of one stage of the board as a plain list: what a view shows and a screen reader counts. */
class StageModel : public QAbstractListModel
{
    Q_OBJECT

public:
    StageModel(BoardModel &board, Stage stage, QObject *parent = nullptr);

    /** The card of an index; valid until the next change. */
    [[nodiscard]] const Incident *card(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

private:
    [[nodiscard]] bool isHere(const QModelIndex &boardParent) const;
    [[nodiscard]] QModelIndex inBoard(const QModelIndex &index) const;
    void follow(BoardModel &board);
    void followMoves(BoardModel &board);

    QPointer<BoardModel> m_board;
    Stage m_stage;
};

} // namespace tocsin
