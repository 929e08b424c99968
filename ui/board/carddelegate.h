#pragma once

#include "models/domain/incident.h"
#include "ui/common/timetext.h"

#include <QCache>
#include <QRegion>
#include <QStringList>
#include <QStyledItemDelegate>

namespace tocsin {

class Clock;

/**
 * Paints every card of the board: reference, age in the stage, manager, title in up to three lines, severity, what it
 * is, its clock. Line breaks are remembered for each card and width. Told what is dirty, it repaints no more than that.
 */
class CardDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CardDelegate(const Clock &clock, QObject *parent = nullptr);

    void setTimeText(const TimeText &time) { m_time = time; }
    /** What the view is about to repaint; cards whose clock alone is in it paint the clock alone. */
    void setDirty(const QRegion &dirty) { m_dirty = dirty; }

    /** Where the clock's digits of a card stand, in the coordinates of `cell`; empty without a clock. */
    [[nodiscard]] QRect clockRect(const QRect &cell, const Incident &incident) const;
    /** The whole card within its cell. */
    [[nodiscard]] static QRect cardRect(const QRect &cell);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    /** A card broken into lines for one width. */
    struct Lines
    {
        int version = -1;
        int width = 0;
        QStringList title;
        bool kindBelow = false;
    };
    [[nodiscard]] const Lines &linesOf(const Incident &incident, int width) const;
    [[nodiscard]] static int heightOf(const Lines &lines, bool hasClock, qsizetype marks);
    [[nodiscard]] static ClockReading readingOf(const Incident &incident, qint64 nowMs);
    void paintTop(QPainter &painter, const QRect &row, const Incident &incident, qint64 nowMs) const;
    void paintKind(QPainter &painter, const QRect &at, const Incident &incident, const Lines &lines) const;
    void paintClock(QPainter &painter, const QRect &row, const Incident &incident, qint64 nowMs) const;

    const Clock &m_clock;
    TimeText m_time;
    QRegion m_dirty;
    mutable QCache<qint64, Lines> m_lines;
};

/** "now", "12 min", "2 h", "3 d": an age at a glance. */
[[nodiscard]] QString shortAge(qint64 ms);

} // namespace tocsin
