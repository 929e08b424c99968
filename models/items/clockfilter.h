#pragma once

#include "models/items/clocklistmodel.h"

#include <QSortFilterProxyModel>

namespace tocsin {

/** Which obligations are shown on the Deadlines page; empty lists are "all". */
struct ClockFilter
{
    QString text; ///< in reference, title, addressee, citation, manager
    PersonId manager;
    QList<ObligationState> states;
    QList<Addressee> addressees;
    bool exercises = false; ///< exercises are kept apart (P2.8): they alone, or not at all
    friend bool operator==(const ClockFilter &, const ClockFilter &) = default;
};

/** Sorts and narrows a ClockListModel; sorted by the column of the clock it is in the order of urgency. */
class ClockFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /** `source` and `clock` must outlive it. */
    ClockFilterModel(ClockListModel &source, const Clock &clock, QObject *parent = nullptr);

    void setFilter(const ClockFilter &filter);
    [[nodiscard]] const ClockFilter &filter() const { return m_filter; }
    [[nodiscard]] const ClockRow *row(int row) const;
    /** The row that shows an obligation, or -1. */
    [[nodiscard]] int rowOf(ObligationId id) const;
    /** Time has passed: narrows anew if a state changed that the filter looks at. */
    void tick(qint64 nowMs);
    /** Whether an obligation is shown by the filter at an instant. */
    [[nodiscard]] bool accepts(const ClockRow &row, qint64 nowMs) const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    ClockListModel &m_source;
    const Clock &m_clock;
    ClockFilter m_filter;
    qint64 m_filteredMs = 0;
};

} // namespace tocsin
