#include "ui/board/deadlineaxis.h"

#include "ui/board/axismetrics.h"
#include "ui/board/axispaint.h"
#include "ui/common/chippaint.h"
#include "ui/theme/fonts.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QScrollBar>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTickApart = 96;
constexpr double kWash = 0.06;  ///< how much of the accent a lane with the chosen duty has
constexpr int kLeastWords = 40; ///< less room than that, and the words are left out

void drawElided(QPainter &painter, const QRect &rect, const QString &text)
{
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

} // namespace

void DeadlineAxis::paintEvent(QPaintEvent *)
{
    const Theme &t = Theme::current();
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(viewport()->rect(), t.surface);
    paintGrid(painter);
    paintNowLine(painter); // below the marks: what stands there is to be read
    const QRect lanes = viewport()->rect().adjusted(0, axis::kHeadHeight, 0, 0);
    painter.setClipRect(lanes);
    const int first = verticalScrollBar()->value() / axis::kLaneHeight;
    for (qsizetype lane = first; lane < m_laneList.size() && laneRect(lane).top() < lanes.bottom(); ++lane)
        paintLane(painter, lane);
    painter.setClipping(false);
    paintNow(painter);
    if (hasFocus())
        paintFocusRing(painter, QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), metrics::radiusPanel);
}

void DeadlineAxis::paintGrid(QPainter &painter) const
{
    const Theme &t = Theme::current();
    const int bottom = viewport()->height();
    const QTimeZone zone = m_time.zone();
    const qint64 seen = m_scale.toMs() - m_scale.fromMs;
    const QRect now = nowChip();
    const QList<AxisTick> ticks = axisTicks(m_scale, zone, kTickApart);
    for (qsizetype i = 0; i < ticks.size(); ++i) {
        const AxisTick &tick = ticks.at(i);
        const int x = m_scale.xOf(tick.ms);
        painter.fillRect(QRect(x, axis::kHeadHeight - 6, 1, bottom), tick.day ? t.line : mixed(t.surface, t.line, 0.6));
        painter.setFont(tick.day ? finePrintBoldFont() : finePrintFont());
        painter.setPen(tick.day ? t.text : t.muted);
        const bool years = seen > 200 * kDayMs;
        const QString text = tick.day ? m_time.day(tick.ms, years ? m_nowMs : 0) : m_time.shortTime(tick.ms);
        const int next = i + 1 < ticks.size() ? m_scale.xOf(ticks.at(i + 1).ms) : viewport()->width();
        const QRect words(x + 4, 4, next - x - 8, axis::kHeadHeight - 10);
        const int ends = words.left() + qMin(words.width(), painter.fontMetrics().horizontalAdvance(text));
        if (!now.isEmpty() && words.left() < now.right() + 2 && ends > now.left() - 2)
            continue; // rather no name than half a one behind the chip
        drawElided(painter, words, text);
    }
    painter.fillRect(QRect(0, axis::kHeadHeight - 1, viewport()->width(), 1), t.line);
}

void DeadlineAxis::paintTitle(QPainter &painter, const AxisLane &lane, const QRect &rect) const
{
    const Theme &t = Theme::current();
    QRect words = rect;
    if (lane.band != ClockBand::None) {
        paintClockMark(painter, QPointF(rect.left() + kMarkSize / 2.0, rect.center().y() + 1), lane.band);
        words.setLeft(rect.left() + kMarkSize + 8);
        painter.setFont(smallBoldFont());
        painter.setPen(t.text);
        drawElided(painter, words, u"%1 · %2"_s.arg(lane.title).arg(lane.rows.size()));
        return;
    }
    painter.setFont(monoFont(11));
    painter.setPen(t.muted);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, lane.title);
    words.setLeft(words.left() + painter.fontMetrics().horizontalAdvance(lane.title) + 8);
    painter.setFont(smallFont());
    painter.setPen(t.text);
    drawElided(painter, words, lane.detail);
}

void DeadlineAxis::paintLane(QPainter &painter, qsizetype at) const
{
    const Theme &t = Theme::current();
    const AxisLane &lane = m_laneList.at(at);
    const QRect rect = laneRect(at);
    if (holdsChosen(lane)) {
        QColor wash = t.accent;
        wash.setAlphaF(kWash); // the line of now goes through
        painter.fillRect(rect, wash);
    }
    painter.fillRect(QRect(0, rect.bottom(), rect.width(), 1), mixed(t.surface, t.line, 0.6));
    paintTitle(painter, lane, rect.adjusted(axis::kSide, 0, -(rect.width() - axis::kTitleWidth), 0));
    const QRect plot(m_scale.left - axis::kSide / 2, rect.top(), m_scale.width + axis::kSide, rect.height());
    painter.save();
    painter.setClipRect(plot.adjusted(0, 0, axis::kSide / 2, 0), Qt::IntersectClip);
    const AxisMarks marks = axisMarks(lane, m_rows, m_scale, m_nowMs, axis::kApart);
    const int y = rect.center().y();
    for (const AxisMark &mark : marks.marks)
        paintSpan(painter, m_rows.at(mark.urgent), y);
    const int end = m_scale.left + m_scale.width - (marks.after > 0 ? axis::kEdgeWidth : 0);
    for (qsizetype i = 0; i < marks.marks.size(); ++i)
        paintMark(painter, lane, marks.marks.at(i), y,
                  i + 1 < marks.marks.size() ? marks.marks.at(i + 1).x - kMarkSize : end);
    paintEdges(painter, marks, rect);
    painter.restore();
}

void DeadlineAxis::paintSpan(QPainter &painter, const ClockRow &row, int y) const
{
    const ObligationFacts &facts = row.obligation.facts;
    const ClockBand band = readClock(facts, m_nowMs).band;
    const bool counting = band == ClockBand::CountingUp;
    if (!counting && !isOpen(facts, m_nowMs))
        return;
    // What is left, or how late it is, or how long a duty without a number runs.
    const int from = m_scale.xOf(counting ? facts.triggerMs : m_nowMs);
    const int to = m_scale.xOf(axisInstant(facts, m_nowMs));
    const Theme &t = Theme::current();
    QColor ink = mixed(t.surface, t.clock(band).ink, 0.45);
    painter.setPen(QPen(ink, 2, band == ClockBand::Overdue ? Qt::DotLine : Qt::SolidLine));
    painter.drawLine(qMax(from, -10), y, to, y);
}

void DeadlineAxis::paintMark(QPainter &painter, const AxisLane &lane, const AxisMark &mark, int y, int roomTo) const
{
    const Theme &t = Theme::current();
    const ClockRow &row = m_rows.at(mark.urgent);
    const ClockBand band = readClock(row.obligation.facts, m_nowMs).band;
    const QColor ground = holdsChosen(lane) ? mixed(t.surface, t.accent, kWash) : t.surface;
    const qsizetype chosen = lane.rows.indexOf(rowOf(m_chosen));
    if (chosen >= mark.first && chosen < mark.first + mark.count)
        paintBox(painter, QRectF(mark.x - 11, y - 11, 22, 22), 6, t.accentTint, t.accent, 2);
    else
        painter.fillRect(QRect(mark.x - 9, y - 9, 18, 18), ground); // the line ends before the mark
    paintClockMark(painter, QPointF(mark.x, y), band);
    const int left = mark.x + 14;
    if (roomTo - left < kLeastWords && mark.count == 1)
        return;
    QString words = mark.count > 1 ? tr("%1 ×").arg(mark.count) + u' ' : QString();
    if (lane.band == ClockBand::None)
        words += nameOf(band);
    else if (mark.count == 1)
        words += row.incident.reference();
    painter.setFont(mark.count > 1 ? finePrintBoldFont() : finePrintFont());
    const QString shown = painter.fontMetrics().elidedText(words.trimmed(), Qt::ElideRight, qMax(20, roomTo - left));
    const QRect box(left - 2, y - 8, painter.fontMetrics().horizontalAdvance(shown) + 4, 17);
    painter.fillRect(box, ground);
    painter.setPen(t.text);
    painter.drawText(box.adjusted(2, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, shown);
}

void DeadlineAxis::paintEdges(QPainter &painter, const AxisMarks &marks, const QRect &rect) const
{
    const auto chip = [&](const QString &text, bool atLeft) {
        const QSize size = textChipSize(text, Tone::Neutral);
        const int x = atLeft ? m_scale.left : m_scale.left + m_scale.width - size.width();
        paintTextChip(painter, {x, rect.center().y() - kChipHeight / 2}, text, Tone::Neutral);
    };
    if (marks.before > 0)
        chip(u"‹ %1"_s.arg(marks.before), true);
    if (marks.after > 0)
        chip(u"%1 ›"_s.arg(marks.after), false);
}

bool DeadlineAxis::holdsChosen(const AxisLane &lane) const
{
    const qsizetype chosen = rowOf(m_chosen);
    return chosen >= 0 && lane.rows.contains(chosen);
}

bool DeadlineAxis::seesNow() const
{
    const int x = m_scale.xOf(m_nowMs);
    return x >= m_scale.left && x <= m_scale.left + m_scale.width;
}

void DeadlineAxis::paintNowLine(QPainter &painter) const
{
    if (seesNow())
        painter.fillRect(QRect(m_scale.xOf(m_nowMs) - 1, axis::kHeadHeight - 8, 2, viewport()->height()),
                         Theme::current().accent);
}

QString DeadlineAxis::nowText() const
{
    return tr("now %1").arg(m_time.shortTime(m_nowMs));
}

/** Empty where now is out of sight. */
QRect DeadlineAxis::nowChip() const
{
    if (!seesNow())
        return {};
    const int width = QFontMetrics(finePrintBoldFont()).horizontalAdvance(nowText()) + 14;
    const int left = m_scale.xOf(m_nowMs) - width / 2;
    return {qBound(m_scale.left, left, m_scale.left + m_scale.width - width), 4, width, 20};
}

void DeadlineAxis::paintNow(QPainter &painter) const
{
    const QRect chip = nowChip();
    if (chip.isEmpty())
        return;
    const Theme &t = Theme::current();
    paintBox(painter, QRectF(chip), 4, t.accent);
    painter.setFont(finePrintBoldFont());
    painter.setPen(t.onAccent);
    painter.drawText(chip, Qt::AlignCenter, nowText());
}

} // namespace tocsin
