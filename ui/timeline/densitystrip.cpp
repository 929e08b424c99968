#include "ui/timeline/densitystrip.h"

#include "models/domain/clock.h"
#include "ui/theme/fonts.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr int kSide = 14;
constexpr int kStripTop = 8;
constexpr int kLabelHeight = 24;
constexpr int kBarStep = 6;
constexpr int kLeastScale = 5; ///< entries a bar of full height stands for, at least
constexpr int kGrip = 5;       ///< how near the mouse must be to an end of the range
constexpr qint64 kLeastViewMs = 2 * kMinuteMs;
constexpr qint64 kLeastNamedMs = 5 * kSecondMs; ///< below it, all ends are the same second

QString counted(qint64 n)
{
    return QLocale(QLocale::English, QLocale::UnitedKingdom).toString(n);
}
} // namespace

DensityStrip::DensityStrip(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"densityStrip"_s);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Entries over time"));
    announce();
}

void DensityStrip::setDensity(const TimelineDensity &density)
{
    m_density = density;
    m_counted = true;
    if (m_view.isEmpty())
        m_whole = {density.fromMs, viewTo()};
    announce();
    update();
}

void DensityStrip::setDeclared(qint64 declaredMs)
{
    m_declaredMs = declaredMs;
    announce();
    update();
}

void DensityStrip::setTimeText(const TimeText &time)
{
    m_time = time;
    announce();
    update();
}

void DensityStrip::setRange(const Range &range)
{
    m_range = range;
    announce();
    update();
}

void DensityStrip::setCounts(qint64 shown, qint64 all)
{
    m_shown = shown;
    m_all = all;
    announce();
    update();
}

int DensityStrip::binCount() const
{
    return std::clamp(plot().width() / kBarStep, 20, 400);
}

QRect DensityStrip::plot() const
{
    return rect().adjusted(kSide, kStripTop, -kSide, -kLabelHeight);
}

qint64 DensityStrip::binMs() const
{
    const auto bins = std::max<qint64>(1, m_density.bins.size());
    return (m_density.toMs - m_density.fromMs) / bins + 1;
}

qint64 DensityStrip::viewTo() const
{
    return m_density.bins.isEmpty() ? m_density.toMs : m_density.fromMs + binMs() * m_density.bins.size();
}

int DensityStrip::xOf(qint64 ms) const
{
    const QRect area = plot();
    const double span = static_cast<double>(std::max<qint64>(1, viewTo() - m_density.fromMs));
    const double share = static_cast<double>(ms - m_density.fromMs) / span;
    return area.left() + static_cast<int>(std::clamp(share, -0.5, 1.5) * area.width());
}

qint64 DensityStrip::instantAt(int x) const
{
    const QRect area = plot();
    const double share = std::clamp(static_cast<double>(x - area.left()) / std::max(1, area.width()), 0.0, 1.0);
    return m_density.fromMs + static_cast<qint64>(share * static_cast<double>(viewTo() - m_density.fromMs));
}

void DensityStrip::choose(Range range)
{
    if (range == m_range)
        return;
    m_range = range;
    update();
    announce();
    Q_EMIT rangeChanged(m_range);
}

void DensityStrip::zoom(double factor, qint64 aroundMs)
{
    if (m_density.bins.isEmpty() || m_whole.isEmpty())
        return;
    const qint64 from = m_density.fromMs;
    const qint64 span = viewTo() - from;
    const auto wanted = static_cast<qint64>(static_cast<double>(span) * factor);
    if (wanted >= m_whole.toMs - m_whole.fromMs) {
        if (!m_view.isEmpty()) {
            m_view = {};
            Q_EMIT viewChanged(m_view);
        }
        return;
    }
    const qint64 width = std::max(kLeastViewMs, wanted);
    const double share = static_cast<double>(aroundMs - from) / static_cast<double>(std::max<qint64>(1, span));
    qint64 start = aroundMs - static_cast<qint64>(share * static_cast<double>(width));
    start = std::clamp(start, m_whole.fromMs, m_whole.toMs - width);
    m_view = {start, start + width};
    Q_EMIT viewChanged(m_view);
}

void DensityStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_density.bins.isEmpty())
        return;
    const int x = static_cast<int>(event->position().x());
    m_pressX = x;
    m_dragging = false;
    m_fixedMs = instantAt(x);
    if (!m_range.isEmpty()) {
        const bool atFrom = std::abs(x - xOf(m_range.fromMs)) <= kGrip;
        const bool atTo = std::abs(x - xOf(m_range.toMs)) <= kGrip;
        if (atFrom || atTo) {
            m_fixedMs = atTo ? m_range.fromMs : m_range.toMs;
            m_dragging = true;
        }
    }
}

void DensityStrip::mouseMoveEvent(QMouseEvent *event)
{
    const int x = static_cast<int>(event->position().x());
    if (m_pressX < 0) {
        const bool grip = !m_range.isEmpty() &&
                          (std::abs(x - xOf(m_range.fromMs)) <= kGrip || std::abs(x - xOf(m_range.toMs)) <= kGrip);
        setCursor(grip ? Qt::SizeHorCursor : Qt::ArrowCursor);
        return;
    }
    if (!m_dragging && std::abs(x - m_pressX) < 4)
        return;
    m_dragging = true;
    const qint64 ms = instantAt(x);
    m_range = {std::min(ms, m_fixedMs), std::max(ms, m_fixedMs) + 1};
    update();
}

void DensityStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_pressX < 0)
        return;
    m_pressX = -1;
    if (m_dragging) {
        announce();
        Q_EMIT rangeChanged(m_range);
    } else {
        Q_EMIT instantClicked(instantAt(static_cast<int>(event->position().x())));
    }
    m_dragging = false;
}

void DensityStrip::mouseDoubleClickEvent(QMouseEvent *)
{
    choose({});
}

void DensityStrip::wheelEvent(QWheelEvent *event)
{
    const int delta = event->angleDelta().y();
    if (delta != 0)
        zoom(delta > 0 ? 0.7 : 1.0 / 0.7, instantAt(static_cast<int>(event->position().x())));
    event->accept();
}

void DensityStrip::keyPressEvent(QKeyEvent *event)
{
    if (m_density.bins.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const qint64 step = binMs();
    const bool grow = event->modifiers().testFlag(Qt::ShiftModifier);
    // The first arrow takes the last tenth: where work goes on.
    const qint64 tenth = step * std::max<qint64>(1, m_density.bins.size() / 10);
    const Range start = m_range.isEmpty() ? Range{viewTo() - tenth, viewTo()} : m_range;
    const qint64 width = start.toMs - start.fromMs;
    const qint64 middle = m_range.isEmpty() ? (m_density.fromMs + viewTo()) / 2 : (m_range.fromMs + m_range.toMs) / 2;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const qint64 by = event->key() == Qt::Key_Left ? -step : step;
        if (m_range.isEmpty())
            choose(start);
        else if (grow)
            choose({start.fromMs, std::max(start.fromMs + step, start.toMs + by)});
        else
            choose({std::max(m_whole.fromMs, start.fromMs + by), std::max(m_whole.fromMs, start.fromMs + by) + width});
        break;
    }
    case Qt::Key_Home:
        choose({m_density.fromMs, m_density.fromMs + width});
        break;
    case Qt::Key_End:
        choose({viewTo() - width, viewTo()});
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(0.7, middle);
        break;
    case Qt::Key_Minus:
        zoom(1.0 / 0.7, middle);
        break;
    case Qt::Key_0:
        zoom(1e9, middle);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT instantClicked(start.fromMs);
        break;
    case Qt::Key_Escape:
        if (m_range.isEmpty())
            QWidget::keyPressEvent(event);
        choose({});
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

bool DensityStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && !m_density.bins.isEmpty()) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const qint64 ms = instantAt(help->pos().x());
        const auto bin = std::clamp<qint64>((ms - m_density.fromMs) / binMs(), 0, m_density.bins.size() - 1);
        const qint64 from = m_density.fromMs + bin * binMs();
        QToolTip::showText(help->globalPos(),
                           tr("%n entries", nullptr, m_density.bins.at(bin)) + u"\n"_s + m_time.full(from) + u" – "_s +
                               m_time.time(from + binMs()) + u"\n"_s + TimeText::utc(from) + u"\n\n"_s +
                               tr("Drag to choose a range, wheel to zoom, double click for all."),
                           this);
        return true;
    }
    return QWidget::event(event);
}

QString DensityStrip::rangeText() const
{
    const bool sameDay = m_time.day(m_range.fromMs) == m_time.day(m_range.toMs);
    const bool shortSpan = m_range.toMs - m_range.fromMs < 10 * kMinuteMs;
    const auto clock = [&](qint64 ms) { return shortSpan ? m_time.time(ms) : m_time.shortTime(ms); };
    const QString from = m_time.day(m_range.fromMs) + u' ' + clock(m_range.fromMs);
    return from + u" – "_s + (sameDay ? QString() : m_time.day(m_range.toMs) + u' ') + clock(m_range.toMs);
}

QString DensityStrip::spokenText() const
{
    if (m_density.bins.isEmpty())
        return m_counted ? tr("No entry matches.") : tr("Counting entries.");
    QStringList parts;
    parts << tr("%1 entries from %2 to %3")
                 .arg(counted(std::max<qint64>(0, m_all)), m_time.full(m_density.fromMs), m_time.full(m_density.toMs));
    const auto most = std::max_element(m_density.bins.cbegin(), m_density.bins.cend());
    if (*most > 0)
        parts << tr("most, %1, around %2")
                     .arg(counted(*most), m_time.full(m_density.fromMs + (most - m_density.bins.cbegin()) * binMs()));
    if (m_declaredMs > 0)
        parts << tr("declared %1").arg(m_time.full(m_declaredMs));
    if (!m_range.isEmpty())
        parts << tr("range %1 chosen, %2 entries").arg(rangeText(), counted(std::max<qint64>(0, m_shown)));
    return parts.join(u"; "_s) + u'.';
}

void DensityStrip::announce()
{
    setAccessibleDescription(
        spokenText() + u' ' +
        tr("Arrow keys choose a range, with Shift its end; plus and minus zoom; Escape shows all."));
}

void DensityStrip::paintBars(QPainter &painter, const QRect &area) const
{
    const Theme &t = Theme::current();
    const auto bins = m_density.bins.size();
    // A few entries must not look like a storm.
    const int most =
        bins > 0 ? std::max(kLeastScale, *std::max_element(m_density.bins.cbegin(), m_density.bins.cend())) : 0;
    const QColor plain = mixed(t.surface, t.accent, m_range.isEmpty() ? 0.75 : 0.38);
    for (qsizetype i = 0; most > 0 && i < bins; ++i) {
        const int n = m_density.bins.at(i);
        const double x = area.left() + static_cast<double>(i) * area.width() / static_cast<double>(bins);
        const double w = std::max(1.5, static_cast<double>(area.width()) / static_cast<double>(bins) - 2);
        const double h = n == 0 ? 1.0 : 3.0 + (area.height() - 5.0) * n / most;
        const qint64 from = m_density.fromMs + i * binMs();
        const bool inside = !m_range.isEmpty() && from + binMs() > m_range.fromMs && from < m_range.toMs;
        paintBox(painter, QRectF(x, area.bottom() + 1 - h, w, h), n == 0 ? 0 : 1.2,
                 n == 0   ? t.line
                 : inside ? t.accent
                          : plain);
    }
}

void DensityStrip::paintLabels(QPainter &painter, const QRect &area) const
{
    const Theme &t = Theme::current();
    const int y = area.bottom() + 6;
    QList<QRect> taken;
    const auto place = [&](const QString &text, int x, const QFont &font, const QColor &ink) {
        const QFontMetrics fm(font);
        const int w = fm.horizontalAdvance(text) + 2;
        QRect box(std::clamp(x - w / 2, area.left(), std::max(area.left(), area.right() - w)), y, w, fm.height());
        for (const QRect &other : std::as_const(taken))
            if (other.adjusted(-10, 0, 10, 0).intersects(box))
                return false;
        taken.append(box);
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(box, Qt::AlignCenter, text);
        return true;
    };
    const QString all = m_all >= 0 ? counted(m_all) : QString();
    if (!m_range.isEmpty()) {
        const QString count = m_shown >= 0 ? u" · "_s + tr("%1 of %2 entries").arg(counted(m_shown), all) : QString();
        place(rangeText() + count, (xOf(m_range.fromMs) + xOf(m_range.toMs)) / 2, finePrintBoldFont(), t.text);
    }
    if (m_declaredMs > 0) {
        const int x = xOf(m_declaredMs);
        if (x >= area.left() && x <= area.right())
            place(tr("declared %1").arg(m_time.brief(m_declaredMs, m_density.toMs)), x, finePrintFont(),
                  t.tone(Tone::High).ink);
    }
    const qint64 span = viewTo() - m_density.fromMs;
    const auto label = [&](qint64 ms) {
        return span > 3 * kDayMs
                   ? m_time.day(ms)
                   : m_time.day(ms) + u' ' + (span < 10 * kMinuteMs ? m_time.time(ms) : m_time.shortTime(ms));
    };
    place(label(m_density.fromMs), area.left(), finePrintFont(), t.muted);
    if (span < kLeastNamedMs)
        return; // all would say the same
    place(label(m_density.toMs), area.right(), finePrintFont(), t.muted);
    for (const double share : {0.25, 0.5, 0.75}) {
        const qint64 ms = m_density.fromMs + static_cast<qint64>(static_cast<double>(span) * share);
        place(label(ms), xOf(ms), finePrintFont(), t.muted);
    }
}

void DensityStrip::paintEvent(QPaintEvent *)
{
    const Theme &t = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusPanel, t.surface, t.line);
    const QRect area = plot();
    if (m_density.bins.isEmpty()) {
        painter.setFont(finePrintFont());
        painter.setPen(t.muted);
        painter.drawText(area, Qt::AlignCenter, m_counted ? tr("No entry matches") : tr("Counting entries…"));
    } else {
        painter.setClipRect(rect().adjusted(1, 1, -1, -1));
        if (!m_range.isEmpty()) {
            const int from = std::max(area.left() - 2, xOf(m_range.fromMs));
            const int to = std::min(area.right() + 2, xOf(m_range.toMs));
            painter.fillRect(QRect(from, area.top(), std::max(1, to - from), area.height() + 1),
                             mixed(t.surface, t.accent, 0.08));
            painter.fillRect(QRect(from, area.top(), 2, area.height() + 1), t.accent);
            painter.fillRect(QRect(to - 1, area.top(), 2, area.height() + 1), t.accent);
        }
        paintBars(painter, area);
        if (m_declaredMs > 0) {
            painter.setPen(QPen(t.tone(Tone::High).ink, 1.4, Qt::DashLine));
            const int x = xOf(m_declaredMs);
            painter.drawLine(x, area.top(), x, area.bottom() + 3);
        }
        paintLabels(painter, area);
    }
    if (hasFocus())
        paintFocusRing(painter, QRectF(rect()).adjusted(1, 1, -1, -1), metrics::radiusPanel);
}

} // namespace tocsin
