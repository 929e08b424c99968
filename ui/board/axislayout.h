#pragma once

#include "models/items/clocklistmodel.h"

#include <QList>

namespace tocsin {

/** Which part of time an axis shows, and where. */
struct AxisScale
{
    qint64 fromMs = 0;        ///< at `left`
    double msPerPixel = 1000; ///< > 0
    int left = 0;
    int width = 1;

    [[nodiscard]] int xOf(qint64 ms) const;
    [[nodiscard]] qint64 msAt(int x) const;
    [[nodiscard]] qint64 toMs() const { return msAt(left + width); }
};

/** How the lanes of an axis are told apart. */
enum class AxisLanes { Urgency, Incident };

/** One lane: which rows belong to it, in the order of time. */
struct AxisLane
{
    QString title;
    QString detail;                   ///< beneath the title, or ""
    ClockBand band = ClockBand::None; ///< of a lane by urgency
    QList<qsizetype> rows;
};

/** What is drawn at one place of a lane: one obligation, or several that would lie over each other. */
struct AxisMark
{
    int x = 0;
    qsizetype first = 0; ///< of the lane's rows
    qsizetype count = 1;
    qsizetype urgent = 0; ///< the row it stands for, of all rows
};

/** Marks of a lane within the scale, and how many lie before and after it. */
struct AxisMarks
{
    QList<AxisMark> marks;
    qsizetype before = 0;
    qsizetype after = 0;
};

/** Where an obligation stands on the axis: its deadline, its review, when it was met; a duty without a number at now.
 */
[[nodiscard]] qint64 axisInstant(const ObligationFacts &facts, qint64 nowMs);

/** The lanes of some rows that come most urgent first. */
[[nodiscard]] QList<AxisLane> axisLanes(const QList<ClockRow> &rows, AxisLanes by, qint64 nowMs);

/** Marks nearer than `apart` pixels become one that stands for its most urgent. */
[[nodiscard]] AxisMarks axisMarks(const AxisLane &lane, const QList<ClockRow> &rows, const AxisScale &scale,
                                  qint64 nowMs, int apart);

/** An instant on the axis with a line and words. */
struct AxisTick
{
    qint64 ms = 0;
    bool day = false; ///< the start of a day
};

/** Ticks in a zone, at least `apart` pixels from each other; days begin at local midnight, also where the clocks
 * change.
 */
[[nodiscard]] QList<AxisTick> axisTicks(const AxisScale &scale, const QTimeZone &zone, int apart);

} // namespace tocsin
