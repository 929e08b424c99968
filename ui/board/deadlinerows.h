#pragma once

#include "models/items/clockfilter.h"
#include "ui/common/timetext.h"

namespace tocsin {

/** The rows of the Deadlines page, with what a screen reader says of a clock and its deadline. */
class DeadlineRows : public ClockFilterModel
{
    Q_OBJECT

public:
    DeadlineRows(ClockListModel &source, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /** What is narrowed and sorted now, most urgent first whatever the table is sorted by. */
    [[nodiscard]] QList<ClockRow> mostUrgentFirst() const;

private:
    const Clock &m_time;
};

} // namespace tocsin
