#pragma once

#include "ui/board/axislayout.h"
#include "ui/common/timetext.h"

#include <QAbstractScrollArea>

namespace tocsin {

/**
 * Obligations on one axis of time, with now as a line: what is overdue lies left of it. Drag or the wheel with Ctrl
 * move and zoom it; the arrow keys go from one to the next, Home goes to now. What is chosen is also told to screen
 * readers; the table beneath lists the same.
 */
class DeadlineAxis : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Span { Hours, Days, Weeks };

    explicit DeadlineAxis(const Clock &clock, QWidget *parent = nullptr);

    /** Most urgent first. */
    void setRows(QList<ClockRow> rows);
    void setLanes(AxisLanes lanes);
    [[nodiscard]] AxisLanes lanes() const { return m_by; }
    /** How much of time is seen: a day, a week or five weeks. */
    void setSpan(Span span);
    /** Now at a fifth of the width; it stays there while time passes. */
    void goToNow();
    /** Chosen from outside; brings it into sight and emits nothing. */
    void choose(ObligationId id);
    [[nodiscard]] ObligationId chosen() const { return m_chosen; }
    void setTimeText(const TimeText &time);
    /** Repaints what time alone has changed. */
    void tick(qint64 nowMs);

    [[nodiscard]] const AxisScale &scale() const { return m_scale; }
    [[nodiscard]] const QList<AxisLane> &laneList() const { return m_laneList; }
    /** Where an obligation's mark is in the viewport. */
    [[nodiscard]] QPoint markPosition(ObligationId id) const;
    /** What is seen, in a few sentences, for screen readers. */
    [[nodiscard]] QString spokenText() const;

Q_SIGNALS:
    /** A person chose one. */
    void choiceChanged(tocsin::ObligationId id);
    void opened(tocsin::IncidentId id);
    /** Zoomed by wheel or key: none of the three spans holds any more. */
    void spanChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    struct Hit
    {
        qsizetype lane = -1;
        AxisMark mark;
        int edge = 0; ///< -1 or 1: the count at the left or right end
    };
    void relayout();
    void fitScale();
    void zoom(double factor, int aroundX);
    void pan(qint64 byMs);
    void step(int direction);
    void stepLane(int direction);
    void chooseRow(qsizetype row);
    void showRow(qsizetype row);
    void announce();
    [[nodiscard]] qsizetype rowOf(ObligationId id) const;
    [[nodiscard]] qsizetype laneOf(qsizetype row) const;
    [[nodiscard]] Hit hitAt(QPoint at) const;
    [[nodiscard]] QString spokenRow(const ClockRow &row) const;
    [[nodiscard]] QString tipOf(const Hit &hit) const;
    [[nodiscard]] QRect laneRect(qsizetype lane) const;
    void paintGrid(QPainter &painter) const;
    void paintLane(QPainter &painter, qsizetype lane) const;
    void paintTitle(QPainter &painter, const AxisLane &lane, const QRect &rect) const;
    void paintMark(QPainter &painter, const AxisLane &lane, const AxisMark &mark, int y, int roomTo) const;
    void paintSpan(QPainter &painter, const ClockRow &row, int y) const;
    void paintEdges(QPainter &painter, const AxisMarks &marks, const QRect &rect) const;
    [[nodiscard]] bool holdsChosen(const AxisLane &lane) const;
    [[nodiscard]] bool seesNow() const;
    void paintNowLine(QPainter &painter) const;
    void paintNow(QPainter &painter) const;
    [[nodiscard]] QString nowText() const;
    [[nodiscard]] QRect nowChip() const;

    const Clock &m_clock;
    QList<ClockRow> m_rows;
    QList<AxisLane> m_laneList;
    QList<qsizetype> m_byTime; ///< all rows in the order of time
    AxisLanes m_by = AxisLanes::Urgency;
    AxisScale m_scale;
    TimeText m_time;
    ObligationId m_chosen;
    qint64 m_nowMs = 0;
    qint64 m_laidOutMs = 0;  ///< the lanes are of this instant
    bool m_following = true; ///< now stays where it is
    QPoint m_pressAt;
    qint64 m_pressFromMs = 0;
    bool m_pressed = false;
    bool m_dragging = false;
};

} // namespace tocsin
