#pragma once

#include "models/domain/obligation.h"

#include <QPointF>

class QPainter;

namespace tocsin {

/** Side of a mark on the axis, in device-independent pixels. */
constexpr int kMarkSize = 14;

/** A mark whose shape says how a clock stands, as its colour does: a ring, a disc, a diamond, a triangle, a square ...
 */
void paintClockMark(QPainter &painter, QPointF centre, ClockBand band);

} // namespace tocsin
