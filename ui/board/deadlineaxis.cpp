#include "ui/board/deadlineaxis.h"

#include "ui/board/axismetrics.h"
#include "ui/common/accessibleroles.h"
#include "ui/common/clocktext.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr double kLeastMsPerPixel = static_cast<double>(kMinuteMs) / 6; // some three hours in sight
constexpr double kMostMsPerPixel = static_cast<double>(kDayMs) / 2;     // some years
constexpr int kDragAfter = 4;

qint64 spanMs(DeadlineAxis::Span span)
{
    switch (span) {
    case DeadlineAxis::Span::Hours:
        return kDayMs;
    case DeadlineAxis::Span::Days:
        return 7 * kDayMs;
    case DeadlineAxis::Span::Weeks:
        return 35 * kDayMs;
    }
    return 7 * kDayMs;
}

} // namespace

DeadlineAxis::DeadlineAxis(const Clock &clock, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_clock(clock)
    , m_nowMs(clock.nowMs())
{
    useAccessibleRoles();
    setObjectName(u"deadline-axis"_s);
    setAccessibleName(tr("Deadlines on an axis of time"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    verticalScrollBar()->setSingleStep(axis::kLaneHeight);
    m_scale.msPerPixel = 0;
    setSpan(Span::Days);
}

void DeadlineAxis::setRows(QList<ClockRow> rows)
{
    m_rows = std::move(rows);
    relayout();
    if (m_chosen.isValid() && rowOf(m_chosen) < 0)
        m_chosen = {};
    announce();
}

void DeadlineAxis::setLanes(AxisLanes lanes)
{
    m_by = lanes;
    relayout();
    if (const qsizetype row = rowOf(m_chosen); row >= 0)
        showRow(row);
    announce();
}

void DeadlineAxis::setSpan(Span span)
{
    fitScale();
    m_scale.msPerPixel = static_cast<double>(spanMs(span)) / qMax(200, m_scale.width);
    goToNow();
}

void DeadlineAxis::goToNow()
{
    m_following = true;
    m_nowMs = m_clock.nowMs();
    m_scale.fromMs = m_nowMs - static_cast<qint64>(m_scale.msPerPixel * m_scale.width * axis::kNowShare);
    viewport()->update();
}

void DeadlineAxis::setTimeText(const TimeText &time)
{
    m_time = time;
    viewport()->update();
}

void DeadlineAxis::fitScale()
{
    m_scale.left = axis::kTitleWidth + axis::kSide;
    m_scale.width = qMax(1, viewport()->width() - m_scale.left - axis::kSide);
}

void DeadlineAxis::relayout()
{
    m_nowMs = m_laidOutMs = m_clock.nowMs();
    m_laneList = axisLanes(m_rows, m_by, m_nowMs);
    QList<qint64> at;
    m_byTime.clear();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        at << axisInstant(m_rows.at(i).obligation.facts, m_nowMs);
        m_byTime << i;
    }
    std::stable_sort(m_byTime.begin(), m_byTime.end(), [&at](qsizetype a, qsizetype b) { return at.at(a) < at.at(b); });
    const int room = viewport()->height() - axis::kHeadHeight;
    const auto needed = static_cast<int>(m_laneList.size()) * axis::kLaneHeight;
    verticalScrollBar()->setRange(0, qMax(0, needed - room));
    verticalScrollBar()->setPageStep(qMax(1, room));
    viewport()->update();
}

void DeadlineAxis::tick(qint64 nowMs)
{
    const int before = m_scale.xOf(m_nowMs);
    const qint64 passed = nowMs - m_nowMs;
    const auto bandOf = [](const ClockRow &row, qint64 ms) { return readClock(row.obligation.facts, ms).band; };
    const bool bands = std::any_of(m_rows.cbegin(), m_rows.cend(),
                                   [&](const ClockRow &row) { return bandOf(row, nowMs) != bandOf(row, m_laidOutMs); });
    if (bands)
        relayout();
    const bool moved = std::abs(static_cast<double>(passed)) >= m_scale.msPerPixel;
    if (m_following && moved)
        goToNow();
    else if (!m_following && m_scale.xOf(nowMs) != before) {
        m_nowMs = nowMs;
        viewport()->update();
    }
    if (nowMs / kMinuteMs != (nowMs - kSecondMs) / kMinuteMs)
        announce();
}

qsizetype DeadlineAxis::rowOf(ObligationId id) const
{
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        if (m_rows.at(i).obligation.id == id)
            return i;
    return -1;
}

qsizetype DeadlineAxis::laneOf(qsizetype row) const
{
    for (qsizetype i = 0; i < m_laneList.size(); ++i)
        if (m_laneList.at(i).rows.contains(row))
            return i;
    return -1;
}

QRect DeadlineAxis::laneRect(qsizetype lane) const
{
    const auto top = static_cast<int>(lane) * axis::kLaneHeight;
    return {0, axis::kHeadHeight + top - verticalScrollBar()->value(), viewport()->width(), axis::kLaneHeight};
}

QPoint DeadlineAxis::markPosition(ObligationId id) const
{
    const qsizetype row = rowOf(id);
    if (row < 0)
        return {-1, -1};
    return {m_scale.xOf(axisInstant(m_rows.at(row).obligation.facts, m_nowMs)), laneRect(laneOf(row)).center().y()};
}

void DeadlineAxis::choose(ObligationId id)
{
    if (m_chosen == id)
        return;
    m_chosen = id;
    if (const qsizetype row = rowOf(id); row >= 0)
        showRow(row);
    announce();
    viewport()->update();
}

void DeadlineAxis::chooseRow(qsizetype row)
{
    const ObligationId id = m_rows.at(row).obligation.id;
    if (id == m_chosen) {
        showRow(row);
        return;
    }
    choose(id);
    Q_EMIT choiceChanged(id);
}

void DeadlineAxis::showRow(qsizetype row)
{
    const QRect lane = laneRect(laneOf(row));
    QScrollBar *bar = verticalScrollBar();
    if (lane.top() < axis::kHeadHeight)
        bar->setValue(bar->value() + lane.top() - axis::kHeadHeight);
    else if (lane.bottom() > viewport()->height())
        bar->setValue(bar->value() + lane.bottom() - viewport()->height());
    const qint64 at = axisInstant(m_rows.at(row).obligation.facts, m_nowMs);
    const int x = m_scale.xOf(at);
    if (x < m_scale.left || x > m_scale.left + m_scale.width)
        pan(at - m_scale.msAt(m_scale.left + m_scale.width / 2));
    viewport()->update();
}

void DeadlineAxis::pan(qint64 byMs)
{
    m_scale.fromMs += byMs;
    m_following = false;
    viewport()->update();
}

void DeadlineAxis::zoom(double factor, int aroundX)
{
    const qint64 fixed = m_scale.msAt(aroundX);
    m_scale.msPerPixel = std::clamp(m_scale.msPerPixel * factor, kLeastMsPerPixel, kMostMsPerPixel);
    if (m_following) {
        goToNow();
    } else {
        m_scale.fromMs = fixed - static_cast<qint64>(m_scale.msPerPixel * (aroundX - m_scale.left));
        viewport()->update();
    }
    Q_EMIT spanChanged();
}

void DeadlineAxis::step(int direction)
{
    if (m_byTime.isEmpty())
        return;
    qsizetype at = m_byTime.indexOf(rowOf(m_chosen));
    if (at < 0) { // the first one still to come, or the last that was
        const auto next = std::find_if(m_byTime.cbegin(), m_byTime.cend(), [this](qsizetype row) {
            return axisInstant(m_rows.at(row).obligation.facts, m_nowMs) >= m_nowMs;
        });
        at = next == m_byTime.cend() ? m_byTime.size() - 1 : next - m_byTime.cbegin();
    } else {
        at = std::clamp<qsizetype>(at + direction, 0, m_byTime.size() - 1);
    }
    chooseRow(m_byTime.at(at));
}

void DeadlineAxis::stepLane(int direction)
{
    const qsizetype row = rowOf(m_chosen);
    const qsizetype from = row < 0 ? (direction > 0 ? -1 : m_laneList.size()) : laneOf(row);
    const qsizetype lane = from + direction;
    if (lane < 0 || lane >= m_laneList.size())
        return;
    // The one nearest in time, so that going down and up leads back.
    const qint64 at = row < 0 ? m_nowMs : axisInstant(m_rows.at(row).obligation.facts, m_nowMs);
    const QList<qsizetype> &rows = m_laneList.at(lane).rows;
    const auto away = [this, at](qsizetype r) {
        return std::abs(axisInstant(m_rows.at(r).obligation.facts, m_nowMs) - at);
    };
    chooseRow(
        *std::min_element(rows.cbegin(), rows.cend(), [&away](qsizetype a, qsizetype b) { return away(a) < away(b); }));
}

void DeadlineAxis::keyPressEvent(QKeyEvent *event)
{
    const bool far = event->modifiers().testFlag(Qt::ControlModifier);
    const auto screen = static_cast<qint64>(m_scale.msPerPixel * m_scale.width / 4);
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int direction = event->key() == Qt::Key_Left ? -1 : 1;
        if (far)
            pan(direction * screen);
        else
            step(direction);
        break;
    }
    case Qt::Key_Up:
        stepLane(-1);
        break;
    case Qt::Key_Down:
        stepLane(1);
        break;
    case Qt::Key_Home:
        goToNow();
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(0.7, m_scale.left + m_scale.width / 2);
        break;
    case Qt::Key_Minus:
        zoom(1 / 0.7, m_scale.left + m_scale.width / 2);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const qsizetype row = rowOf(m_chosen); row >= 0)
            Q_EMIT opened(m_rows.at(row).incident.id);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

DeadlineAxis::Hit DeadlineAxis::hitAt(QPoint at) const
{
    Hit hit;
    if (at.y() < axis::kHeadHeight)
        return hit;
    const qsizetype lane = (at.y() - axis::kHeadHeight + verticalScrollBar()->value()) / axis::kLaneHeight;
    if (lane < 0 || lane >= m_laneList.size())
        return hit;
    const AxisMarks marks = axisMarks(m_laneList.at(lane), m_rows, m_scale, m_nowMs, axis::kApart);
    for (const AxisMark &mark : marks.marks)
        if (std::abs(at.x() - mark.x) <= axis::kApart / 2) {
            hit.lane = lane;
            hit.mark = mark;
            return hit;
        }
    if (marks.before > 0 && at.x() < m_scale.left + axis::kEdgeWidth && at.x() >= m_scale.left)
        hit.edge = -1;
    else if (marks.after > 0 && at.x() > m_scale.left + m_scale.width - axis::kEdgeWidth)
        hit.edge = 1;
    if (hit.edge != 0)
        hit.lane = lane;
    return hit;
}

void DeadlineAxis::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = true;
    m_dragging = false;
    m_pressAt = event->position().toPoint();
    m_pressFromMs = m_scale.fromMs;
}

void DeadlineAxis::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    if (!m_pressed) {
        viewport()->setCursor(hitAt(at).lane >= 0 ? Qt::PointingHandCursor : Qt::OpenHandCursor);
        return;
    }
    const int by = at.x() - m_pressAt.x();
    if (!m_dragging && std::abs(by) < kDragAfter)
        return;
    m_dragging = true;
    viewport()->setCursor(Qt::ClosedHandCursor);
    pan(m_pressFromMs - static_cast<qint64>(by * m_scale.msPerPixel) - m_scale.fromMs);
}

void DeadlineAxis::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    m_pressed = false;
    if (std::exchange(m_dragging, false)) {
        viewport()->setCursor(Qt::OpenHandCursor);
        return;
    }
    const Hit hit = hitAt(event->position().toPoint());
    if (hit.lane < 0)
        return;
    const QList<qsizetype> &rows = m_laneList.at(hit.lane).rows;
    if (hit.edge != 0) { // the nearest of those that lie out of sight
        const AxisMarks marks = axisMarks(m_laneList.at(hit.lane), m_rows, m_scale, m_nowMs, axis::kApart);
        chooseRow(hit.edge < 0 ? rows.at(marks.before - 1) : rows.at(rows.size() - marks.after));
        return;
    }
    // A press on several goes through them, the most urgent first.
    const qsizetype now = rows.indexOf(rowOf(m_chosen));
    const bool inside = now >= hit.mark.first && now < hit.mark.first + hit.mark.count;
    chooseRow(inside && hit.mark.count > 1 ? rows.at(hit.mark.first + (now - hit.mark.first + 1) % hit.mark.count)
                                           : hit.mark.urgent);
}

void DeadlineAxis::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Hit hit = hitAt(event->position().toPoint());
    if (hit.lane >= 0 && hit.edge == 0)
        Q_EMIT opened(m_rows.at(hit.mark.urgent).incident.id);
}

void DeadlineAxis::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    const bool wants = event->modifiers().testFlag(Qt::ControlModifier) || verticalScrollBar()->maximum() == 0;
    if (delta.x() != 0)
        pan(static_cast<qint64>(-delta.x() * m_scale.msPerPixel));
    else if (delta.y() != 0 && wants)
        zoom(delta.y() > 0 ? 0.8 : 1 / 0.8, static_cast<int>(event->position().x()));
    else
        verticalScrollBar()->setValue(verticalScrollBar()->value() - delta.y() / 2);
    event->accept();
}

void DeadlineAxis::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const qint64 seen = static_cast<qint64>(m_scale.msPerPixel * m_scale.width);
    fitScale();
    m_scale.msPerPixel = static_cast<double>(seen) / m_scale.width;
    relayout();
    if (m_following)
        goToNow();
}

void DeadlineAxis::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    announce();
    viewport()->update();
}

void DeadlineAxis::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

QString DeadlineAxis::spokenRow(const ClockRow &row) const
{
    return u"%1, %2, %3"_s.arg(row.incident.reference(), whomText(row),
                               clockSpoken(readClock(row.obligation.facts, m_nowMs), m_time, m_nowMs));
}

QString DeadlineAxis::spokenText() const
{
    if (m_rows.isEmpty())
        return tr("No obligation is shown.");
    QStringList parts;
    if (const qsizetype row = rowOf(m_chosen); row >= 0)
        parts << tr("Chosen: %1").arg(spokenRow(m_rows.at(row)));
    QStringList counts;
    for (const AxisLane &lane : axisLanes(m_rows, AxisLanes::Urgency, m_nowMs))
        counts << tr("%1 %2").arg(lane.rows.size()).arg(lane.title);
    parts << counts.join(u", "_s);
    parts << tr("Arrow keys go from one to the next, plus and minus zoom, Control and an arrow moves the axis, Home "
                "goes to now, Enter opens the incident");
    return parts.join(u". "_s) + u'.';
}

void DeadlineAxis::announce()
{
    setAccessibleDescription(spokenText());
}

QString DeadlineAxis::tipOf(const Hit &hit) const
{
    const AxisLane &lane = m_laneList.at(hit.lane);
    if (hit.edge != 0)
        return hit.edge < 0 ? tr("Earlier ones: press to go there") : tr("Later ones: press to go there");
    constexpr qsizetype kNamed = 6;
    QStringList lines;
    if (hit.mark.count == 1) {
        const ClockRow &row = m_rows.at(hit.mark.urgent);
        lines << row.incident.reference() + u' ' + row.incident.title << whomText(row);
        const ObligationFacts &facts = row.obligation.facts;
        lines << clockTooltip(readClock(facts, m_nowMs), facts, m_time, m_nowMs);
        return lines.join(u'\n');
    }
    for (qsizetype i = 0; i < qMin(kNamed, hit.mark.count); ++i)
        lines << spokenRow(m_rows.at(lane.rows.at(hit.mark.first + i)));
    if (hit.mark.count > kNamed)
        lines << tr("and %1 more").arg(hit.mark.count - kNamed);
    return lines.join(u'\n');
}

bool DeadlineAxis::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const Hit hit = hitAt(help->pos());
        if (hit.lane >= 0)
            QToolTip::showText(help->globalPos(), tipOf(hit), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace tocsin
