#include "ui/theme/stylepaint.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace tocsin {

void paintBox(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &line,
              qreal lineWidth)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    if (line.isValid()) {
        painter.setPen(QPen(line, lineWidth));
        const qreal half = lineWidth / 2;
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half);
    } else {
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(rect, radius, radius);
    }
    painter.restore();
}

void paintFocusRing(QPainter &painter, const QRectF &rect, qreal radius)
{
    paintBox(painter, rect, radius, {}, Theme::current().accent, 2.0);
}

qreal paintScale(const QPainter &painter)
{
    // Not the device's ratio: a widget rendered into a picture answers with its own, not the picture's.
    const qreal scale = painter.combinedTransform().m11();
    return scale > 0.25 && scale <= 8 ? scale : painter.device()->devicePixelRatioF();
}

void paintChevron(QPainter &painter, const QRectF &rect, Chevron direction, const QColor &color, qreal size)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.translate(rect.center());
    switch (direction) {
    case Chevron::Down:
        break;
    case Chevron::Up:
        painter.rotate(180);
        break;
    case Chevron::Left:
        painter.rotate(90);
        break;
    case Chevron::Right:
        painter.rotate(-90);
        break;
    }
    const qreal half = size / 2;
    painter.drawPolyline(QPolygonF{{-half, -half / 2}, {0, half / 2}, {half, -half / 2}});
    painter.restore();
}

void paintCheckMark(QPainter &painter, const QRectF &rect, const QColor &color, qreal width)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const qreal w = rect.width();
    const qreal h = rect.height();
    painter.drawPolyline(QPolygonF{{rect.left() + w * 0.24, rect.top() + h * 0.53},
                                   {rect.left() + w * 0.43, rect.top() + h * 0.71},
                                   {rect.left() + w * 0.77, rect.top() + h * 0.31}});
    painter.restore();
}

} // namespace tocsin
