#include "ui/board/axislayout.h"

#include <QDateTime>
#include <QHash>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

/** Lanes by urgency, from top to bottom. */
constexpr ClockBand kBands[] = {ClockBand::Overdue,  ClockBand::Under1h,  ClockBand::Under8h,
                                ClockBand::Under24h, ClockBand::Over24h,  ClockBand::CountingUp,
                                ClockBand::Excepted, ClockBand::Proposed, ClockBand::Undeliverable,
                                ClockBand::MetLate,  ClockBand::Met,      ClockBand::Withdrawn};

constexpr int kTickHours[] = {1, 3, 6, 12};
constexpr int kTickDays[] = {1, 2, 7, 14, 28, 56, 112, 364};

QList<AxisLane> byUrgency(const QList<ClockRow> &rows, qint64 nowMs)
{
    QHash<ClockBand, QList<qsizetype>> found;
    for (qsizetype i = 0; i < rows.size(); ++i)
        found[readClock(rows.at(i).obligation.facts, nowMs).band] << i;
    QList<AxisLane> lanes;
    for (const ClockBand band : kBands)
        if (found.contains(band))
            lanes.append({band == ClockBand::Over24h ? ClockListModel::tr("over 24 hours") : nameOf(band),
                          {},
                          band,
                          found.value(band)});
    return lanes;
}

QList<AxisLane> byIncident(const QList<ClockRow> &rows)
{
    QHash<IncidentId, qsizetype> place;
    QList<AxisLane> lanes;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const Incident &incident = rows.at(i).incident;
        if (!place.contains(incident.id)) {
            place.insert(incident.id, lanes.size());
            lanes.append({incident.reference(), incident.title, ClockBand::None, {}});
        }
        lanes[place.value(incident.id)].rows << i;
    }
    return lanes;
}

} // namespace

int AxisScale::xOf(qint64 ms) const
{
    const double x = static_cast<double>(ms - fromMs) / msPerPixel;
    return left + static_cast<int>(std::lround(std::clamp(x, -1e6, 1e6)));
}

qint64 AxisScale::msAt(int x) const
{
    return fromMs + static_cast<qint64>(static_cast<double>(x - left) * msPerPixel);
}

qint64 axisInstant(const ObligationFacts &facts, qint64 nowMs)
{
    const ClockReading reading = readClock(facts, nowMs);
    if (reading.band == ClockBand::CountingUp)
        return nowMs;
    if (reading.instantMs > 0)
        return reading.instantMs;
    return facts.deadlineMs > 0 ? facts.deadlineMs : nowMs; // proposed
}

QList<AxisLane> axisLanes(const QList<ClockRow> &rows, AxisLanes by, qint64 nowMs)
{
    QList<AxisLane> lanes = by == AxisLanes::Urgency ? byUrgency(rows, nowMs) : byIncident(rows);
    QList<qint64> at;
    at.reserve(rows.size());
    for (const ClockRow &row : rows)
        at << axisInstant(row.obligation.facts, nowMs);
    for (AxisLane &lane : lanes)
        std::stable_sort(lane.rows.begin(), lane.rows.end(),
                         [&at](qsizetype a, qsizetype b) { return at.at(a) < at.at(b); });
    return lanes;
}

AxisMarks axisMarks(const AxisLane &lane, const QList<ClockRow> &rows, const AxisScale &scale, qint64 nowMs, int apart)
{
    AxisMarks result;
    for (qsizetype i = 0; i < lane.rows.size(); ++i) {
        const qsizetype row = lane.rows.at(i);
        const int x = scale.xOf(axisInstant(rows.at(row).obligation.facts, nowMs));
        if (x < scale.left) {
            ++result.before;
        } else if (x > scale.left + scale.width) {
            ++result.after;
        } else if (!result.marks.isEmpty() && x - result.marks.last().x < apart) {
            AxisMark &mark = result.marks.last();
            ++mark.count;
            mark.urgent = std::min(mark.urgent, row); // rows come most urgent first
        } else {
            result.marks.append({x, i, 1, row});
        }
    }
    return result;
}

QList<AxisTick> axisTicks(const AxisScale &scale, const QTimeZone &zone, int apart)
{
    QList<AxisTick> ticks;
    const double leastMs = apart * scale.msPerPixel;
    const qint64 toMs = scale.toMs();
    const QDate first = QDateTime::fromMSecsSinceEpoch(scale.fromMs, zone).date();
    const auto hours = std::find_if(std::begin(kTickHours), std::end(kTickHours),
                                    [leastMs](int h) { return static_cast<double>(h * kHourMs) >= leastMs; });
    if (hours != std::end(kTickHours)) {
        // By the wall clock of each day: six o'clock is six o'clock, whatever happened in the night.
        for (QDate day = first; day.startOfDay(zone).toMSecsSinceEpoch() <= toMs; day = day.addDays(1))
            for (int hour = 0; hour < 24; hour += *hours) {
                const QDateTime at = hour == 0 ? day.startOfDay(zone) : QDateTime(day, QTime(hour, 0), zone);
                const qint64 ms = at.toMSecsSinceEpoch();
                if (ms >= scale.fromMs && ms <= toMs && (ticks.isEmpty() || ms > ticks.last().ms))
                    ticks.append({ms, hour == 0});
            }
        return ticks;
    }
    const auto days = std::find_if(std::begin(kTickDays), std::end(kTickDays) - 1,
                                   [leastMs](int d) { return static_cast<double>(d * kDayMs) >= leastMs; });
    // Weeks begin on Mondays, and longer steps on the same day wherever one looks.
    QDate day = first.addDays(-((first.toJulianDay() % *days + *days) % *days));
    for (; day.startOfDay(zone).toMSecsSinceEpoch() <= toMs; day = day.addDays(*days))
        if (const qint64 ms = day.startOfDay(zone).toMSecsSinceEpoch(); ms >= scale.fromMs)
            ticks.append({ms, true});
    return ticks;
}

} // namespace tocsin
