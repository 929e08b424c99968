#include "ui/board/axispaint.h"

#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPolygonF>

namespace tocsin {

namespace {

constexpr double kHalf = kMarkSize / 2.0;

QPolygonF diamond(QPointF c)
{
    return {{c + QPointF(0, -kHalf), c + QPointF(kHalf, 0), c + QPointF(0, kHalf), c + QPointF(-kHalf, 0)}};
}

QPolygonF triangle(QPointF c)
{
    return {{c + QPointF(0, -kHalf), c + QPointF(kHalf, kHalf - 1), c + QPointF(-kHalf, kHalf - 1)}};
}

QPolygonF arrow(QPointF c)
{
    return {{c + QPointF(-kHalf + 1, -kHalf + 1), c + QPointF(kHalf, 0), c + QPointF(-kHalf + 1, kHalf - 1)}};
}

/** A square with an exclamation mark, as the chip has its digits. */
void paintOverdue(QPainter &painter, QPointF c, const QColor &ink)
{
    paintBox(painter, QRectF(c.x() - kHalf, c.y() - kHalf, kMarkSize, kMarkSize), 2, ink);
    const QColor open = Theme::current().clock(ClockBand::Overdue).ink;
    painter.fillRect(QRectF(c.x() - 1, c.y() - kHalf + 3, 2, 5), open);
    painter.fillRect(QRectF(c.x() - 1, c.y() + kHalf - 4.5, 2, 2), open);
}

void paintBars(QPainter &painter, QPointF c, const QColor &ink)
{
    painter.fillRect(QRectF(c.x() - 5, c.y() - kHalf + 1, 3.5, kMarkSize - 2), ink);
    painter.fillRect(QRectF(c.x() + 1.5, c.y() - kHalf + 1, 3.5, kMarkSize - 2), ink);
}

void paintCross(QPainter &painter, QPointF c, const QColor &ink)
{
    painter.setPen(QPen(ink, 2));
    painter.drawLine(c + QPointF(-4, -4), c + QPointF(4, 4));
    painter.drawLine(c + QPointF(-4, 4), c + QPointF(4, -4));
}

void paintRing(QPainter &painter, QPointF c, const QColor &ink, Qt::PenStyle style)
{
    painter.setPen(QPen(ink, 2, style));
    painter.setBrush(Theme::current().surface);
    painter.drawEllipse(c, kHalf - 1, kHalf - 1);
}

} // namespace

void paintClockMark(QPainter &painter, QPointF c, ClockBand band)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const ToneColors tone = Theme::current().clock(band);
    const QColor ink = band == ClockBand::Overdue ? tone.ground : tone.ink; // the one that is white on its ground
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    const QRectF box(c.x() - kHalf, c.y() - kHalf, kMarkSize, kMarkSize);
    switch (band) {
    case ClockBand::Over24h:
        paintRing(painter, c, ink, Qt::SolidLine);
        break;
    case ClockBand::Under24h:
        painter.drawEllipse(c, kHalf, kHalf);
        break;
    case ClockBand::Under8h:
        painter.drawPolygon(diamond(c));
        break;
    case ClockBand::Under1h:
        painter.drawPolygon(triangle(c));
        break;
    case ClockBand::Overdue:
        paintOverdue(painter, c, ink);
        break;
    case ClockBand::CountingUp:
        painter.drawPolygon(arrow(c));
        break;
    case ClockBand::Excepted:
        paintBars(painter, c, ink);
        break;
    case ClockBand::Proposed:
    case ClockBand::None:
        paintRing(painter, c, ink, Qt::DotLine);
        break;
    case ClockBand::Met:
        paintCheckMark(painter, box, ink, 2.2);
        break;
    case ClockBand::MetLate:
        paintBox(painter, box, 2, {}, ink, 1.5);
        paintCheckMark(painter, box.adjusted(2, 2, -2, -2), ink);
        break;
    case ClockBand::Withdrawn:
        paintCross(painter, c, ink);
        break;
    case ClockBand::Undeliverable:
        paintRing(painter, c, ink, Qt::SolidLine);
        painter.drawLine(c + QPointF(-4, 4), c + QPointF(4, -4));
        break;
    }
    painter.restore();
}

} // namespace tocsin
