#pragma once

#include "models/domain/spread.h"

#include <QWidget>

namespace tocsin {

/** One line of a chart. */
struct SpreadRow
{
    QString name;
    Spread spread;
    bool whole = false; ///< the line of all
};

/**
 * Spreads of hours as lines: a diamond at the median, a bar to the 90th percentile, a thin line to the worst, and the
 * limit, if there is one. The table beneath has the numbers; a screen reader hears them from here, too.
 */
class SpreadChart : public QWidget
{
    Q_OBJECT

public:
    explicit SpreadChart(const QString &name, QWidget *parent = nullptr);

    /** `limitMs` 0: there is none. */
    void setRows(const QList<SpreadRow> &rows, qint64 limitMs);
    /** Where the axis ends; one that is far out does not press the others together. */
    [[nodiscard]] qint64 endMs() const { return m_endMs; }
    [[nodiscard]] QString spokenText() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRect plot() const;
    [[nodiscard]] double xOf(qint64 ms) const;
    void paintAxis(QPainter &painter) const;
    void paintRow(QPainter &painter, const SpreadRow &row, int top) const;
    void paintLegend(QPainter &painter) const;

    QString m_name;
    QList<SpreadRow> m_rows;
    qint64 m_limitMs = 0;
    qint64 m_endMs = 0;
};

/** "61.5 h" in the locale in force; "–" for none. */
[[nodiscard]] QString hoursShown(const Spread &spread, qint64 ms);

} // namespace tocsin
