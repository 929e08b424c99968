#pragma once

#include "models/services/timelineservice.h"
#include "ui/common/timetext.h"

#include <QWidget>

namespace tocsin {

/**
 * How many entries there are over time, with the declaration marked. Drag, or arrow keys, choose a range; the wheel
 * or + and - zoom; a click leads the list to that instant. What is seen is also told to screen readers.
 */
class DensityStrip : public QWidget
{
    Q_OBJECT

public:
    /** A range of instants, `toMs` exclusive; 0 and 0: none. */
    struct Range
    {
        qint64 fromMs = 0;
        qint64 toMs = 0;
        [[nodiscard]] bool isEmpty() const { return toMs <= fromMs; }
        friend bool operator==(const Range &, const Range &) = default;
    };

    explicit DensityStrip(QWidget *parent = nullptr);

    void setDensity(const TimelineDensity &density);
    void setDeclared(qint64 declaredMs);
    void setTimeText(const TimeText &time);
    /** Chosen from outside, e.g. cleared; emits nothing. */
    void setRange(const Range &range);
    [[nodiscard]] const Range &range() const { return m_range; }
    /** How many entries the list shows, and of how many; -1: not known yet. */
    void setCounts(qint64 shown, qint64 all);
    /** Bars that fit: how many bins to ask for. */
    [[nodiscard]] int binCount() const;
    /** One sentence about what is seen, for screen readers. */
    [[nodiscard]] QString spokenText() const;
    /** x of an instant, for tests and the painting. */
    [[nodiscard]] int xOf(qint64 ms) const;

    [[nodiscard]] QSize sizeHint() const override { return {600, 84}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 84}; }

Q_SIGNALS:
    void rangeChanged(const tocsin::DensityStrip::Range &range);
    /** Another part of time is to be counted; empty: all of it. */
    void viewChanged(const tocsin::DensityStrip::Range &view);
    void instantClicked(qint64 ms);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRect plot() const;
    [[nodiscard]] qint64 instantAt(int x) const;
    [[nodiscard]] qint64 binMs() const;
    [[nodiscard]] qint64 viewTo() const;
    void choose(Range range);
    void zoom(double factor, qint64 aroundMs);
    void paintBars(QPainter &painter, const QRect &area) const;
    void paintLabels(QPainter &painter, const QRect &area) const;
    [[nodiscard]] QString rangeText() const;
    void announce();

    TimelineDensity m_density;
    Range m_whole; ///< span of all entries, as first counted
    Range m_range;
    Range m_view; ///< empty: all
    qint64 m_declaredMs = 0;
    qint64 m_shown = -1;
    qint64 m_all = -1;
    TimeText m_time;
    bool m_counted = false;
    int m_pressX = -1;
    bool m_dragging = false;
    qint64 m_fixedMs = 0; ///< the end of the range that stays while the other is dragged
};

} // namespace tocsin
