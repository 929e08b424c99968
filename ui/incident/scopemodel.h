#pragma once

#include "models/domain/customer.h"
#include "ui/common/timetext.h"

#include <QAbstractTableModel>

namespace tocsin {

/** The affected subscriptions of one incident. Changes row by row, so that selection and scroll survive. */
class ScopeModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { CustomerColumn, SubscriptionColumn, AccessedColumn, CertaintyColumn, SinceColumn, ReachesColumn };
    static constexpr int kColumns = 6;

    using QAbstractTableModel::QAbstractTableModel;

    /** In scope first, by customer and subscription. */
    void setRows(QList<ScopeRow> rows);
    [[nodiscard]] const ScopeRow &row(int at) const { return m_rows.at(at); }
    [[nodiscard]] const QList<ScopeRow> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ScopeRow> m_rows;
};

/** "Security contact: Ida Holm, +2", or "unreachable". */
[[nodiscard]] QString reachText(const ScopeRow &row);

} // namespace tocsin
