#pragma once

#include "models/services/incidentservice.h"

#include <QAbstractItemModel>
#include <array>

namespace tocsin {

/**
 * The board: five stages as rows without parent, the cards below each. Open ones newest in stage first; what is done
 * stands behind them in the last stage, latest first. Changes arrive as single inserts, moves, changes and removals;
 * only reset() resets. A stage of which not every card is here can be fetched more of: whoever feeds the model does it.
 */
class BoardModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    static constexpr int kStages = 5;

    explicit BoardModel(const Clock &clock, QObject *parent = nullptr);

    /** A new query: everything is replaced. */
    void reset(const BoardData &data);
    /** The same query read again: the difference is applied row by row. */
    void merge(const BoardData &data);
    /** One incident as it now is: inserted, moved or changed. */
    void upsert(const Incident &incident);
    /** It no longer belongs here. */
    void remove(IncidentId id);
    /** True counts, which may be larger than the number of cards. What is done is counted up to a limit. */
    void setCounts(const BoardData &data);

    [[nodiscard]] int openCount(Stage stage) const { return m_openCounts[static_cast<size_t>(stage)]; }
    [[nodiscard]] int doneRecently() const { return m_doneRecently; }
    /** More than those were done lately. */
    [[nodiscard]] bool moreDone() const { return m_moreDone; }
    [[nodiscard]] bool isEmpty() const;

    [[nodiscard]] QModelIndex stageIndex(Stage stage) const { return index(static_cast<int>(stage), 0); }
    /** The card of an index, or nothing for a stage; valid until the next change. */
    [[nodiscard]] const Incident *card(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex find(IncidentId id) const;
    /** Where a card stands: its stage, or the last column once it is done. */
    [[nodiscard]] static Stage columnOf(const Incident &incident);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &stage) const override;
    void fetchMore(const QModelIndex &stage) override;

Q_SIGNALS:
    void countsChanged();
    /** Somebody has come to the last card that is here, and there are more. */
    void moreWanted();

private:
    using Column = QList<Incident>;
    [[nodiscard]] Column &columnAt(Stage stage) { return m_columns[static_cast<size_t>(stage)]; }
    void insert(const Incident &incident);
    [[nodiscard]] static int insertionRow(const Column &column, const Incident &incident);

    const Clock &m_clock;
    std::array<Column, kStages> m_columns;
    std::array<int, kStages> m_openCounts{};
    int m_doneRecently = 0;
    bool m_moreDone = false;
};

} // namespace tocsin
