#pragma once

#include "ui/common/timetext.h"

#include <QStyledItemDelegate>

namespace tocsin {

class Clock;

/** Paints one entry of a timeline, from TimelineModel::RowRole. */
class TimelineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TimelineDelegate(const Clock &clock, QObject *parent = nullptr);

    void setTimeText(const TimeText &time) { m_time = time; }
    [[nodiscard]] const TimeText &timeText() const { return m_time; }
    /** Whether the star may be clicked. */
    void setMarkable(bool markable) { m_markable = markable; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

Q_SIGNALS:
    /** The star was clicked. */
    void starClicked(const QModelIndex &index);

private:
    const Clock &m_clock;
    TimeText m_time;
    bool m_markable = true;
};

} // namespace tocsin
