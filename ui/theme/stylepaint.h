#pragma once

#include <QColor>
#include <QRectF>
#include <QStringView>

class QPainter;

namespace tocsin {

/** A filled box with a line of 1 px inside its edge; either colour may be invalid (not drawn). */
void paintBox(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &line = {},
              qreal lineWidth = 1.0);

/** The accent ring of the focus, 2 px, inside the rectangle. */
void paintFocusRing(QPainter &painter, const QRectF &rect, qreal radius);

/** Device pixels for one of ours where the painter draws now; what pictures for a cache are made in. */
[[nodiscard]] qreal paintScale(const QPainter &painter);

enum class Chevron { Up, Down, Left, Right };
/** An open arrow head in the middle of the rectangle. */
void paintChevron(QPainter &painter, const QRectF &rect, Chevron direction, const QColor &color, qreal size = 8);

/** A check mark that fills the rectangle's middle. */
void paintCheckMark(QPainter &painter, const QRectF &rect, const QColor &color, qreal width = 1.8);

} // namespace tocsin
