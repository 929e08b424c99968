#pragma once

#include "models/domain/clock.h"
#include "models/domain/tuning.h"
#include "models/items/syncedmodel.h"

#include <QAbstractTableModel>

namespace tocsin {

/** What is to be tuned at the detection sources: open ones by due date, then settled ones (P2.7). */
class TuningListModel : public SyncedModel<QAbstractTableModel>
{
    Q_OBJECT

public:
    enum Column { State, What, Source, Owner, Due, IncidentColumn, ColumnCount };

    explicit TuningListModel(const Clock &clock, QObject *parent = nullptr)
        : SyncedModel(parent)
        , m_clock(clock)
    {
    }

    void assign(const QList<TuningAction> &rows);
    [[nodiscard]] const TuningAction *row(int row) const;
    [[nodiscard]] int find(TuningId id) const;
    /** "Overdue", "Open", "Done", "Dropped". */
    [[nodiscard]] static QString stateText(const TuningAction &action, qint64 nowMs);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const TuningAction &action, int column) const;

    const Clock &m_clock;
    QList<TuningAction> m_rows;
};

} // namespace tocsin
