#include "ui/figures/spreadchart.h"

#include "models/domain/clock.h"
#include "ui/common/accessibleroles.h"
#include "ui/theme/fonts.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNameWidth = 152;
constexpr int kValueWidth = 62;
constexpr int kRowHeight = 28;
constexpr int kAxisHeight = 22;
constexpr int kLegendHeight = 24;
constexpr int kBetweenWords = 14;
constexpr qint64 kSteps[] = {1, 2, 6, 12, 24, 48, 72, 168, 336, 720, 1440, 4320, 8760, 26280, 87600};

/** A step of the axis that gives at most seven. */
qint64 stepHours(qint64 endMs)
{
    for (const qint64 step : kSteps)
        if (endMs / (step * kHourMs) <= 7)
            return step;
    return kSteps[std::size(kSteps) - 1];
}

/** All of them, unless the worst is so far out that nothing else could be told apart. */
qint64 endOf(const QList<SpreadRow> &rows, qint64 limitMs)
{
    qint64 worst = limitMs;
    qint64 usual = limitMs;
    for (const SpreadRow &row : rows) {
        worst = std::max(worst, row.spread.worstMs);
        usual = std::max(usual, row.spread.p90Ms);
    }
    const qint64 end = std::max(kHourMs, worst > 4 * usual && usual > 0 ? 2 * usual : worst);
    const qint64 step = stepHours(end) * kHourMs;
    return (end + step - 1) / step * step;
}

} // namespace

QString hoursShown(const Spread &spread, qint64 ms)
{
    if (spread.count == 0)
        return u"–"_s;
    const double hours = static_cast<double>(ms) / static_cast<double>(kHourMs);
    return SpreadChart::tr("%1 h").arg(QLocale().toString(hours, 'f', hours < 1000 ? 1 : 0));
}

SpreadChart::SpreadChart(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
{
    useAccessibleRoles();
    setAccessibleName(name);
    setFocusPolicy(Qt::NoFocus); // the table says the same by keys
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void SpreadChart::setRows(const QList<SpreadRow> &rows, qint64 limitMs)
{
    m_rows = rows;
    m_limitMs = limitMs;
    m_endMs = endOf(rows, limitMs);
    setAccessibleDescription(spokenText());
    updateGeometry();
    update();
}

QString SpreadChart::spokenText() const
{
    QStringList parts;
    for (const SpreadRow &row : m_rows) {
        const Spread &s = row.spread;
        parts << (s.count == 0 ? tr("%1: none").arg(row.name)
                               : tr("%1: %2, median %3, 90th percentile %4, worst %5")
                                     .arg(row.name, QLocale().toString(s.count), hoursShown(s, s.medianMs),
                                          hoursShown(s, s.p90Ms), hoursShown(s, s.worstMs)));
    }
    return parts.join(u". "_s);
}

QSize SpreadChart::sizeHint() const
{
    return {420, kLegendHeight + kAxisHeight + qMax(1, static_cast<int>(m_rows.size())) * kRowHeight};
}

QSize SpreadChart::minimumSizeHint() const
{
    return {300, sizeHint().height()};
}

QRect SpreadChart::plot() const
{
    return {kNameWidth, kLegendHeight, qMax(40, width() - kNameWidth - kValueWidth),
            static_cast<int>(m_rows.size()) * kRowHeight};
}

double SpreadChart::xOf(qint64 ms) const
{
    const QRect area = plot();
    return area.left() + static_cast<double>(area.width()) * static_cast<double>(std::min(ms, m_endMs)) /
                             static_cast<double>(std::max<qint64>(1, m_endMs));
}

void SpreadChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_rows.isEmpty())
        return;
    paintLegend(painter);
    paintAxis(painter);
    int top = kLegendHeight;
    for (const SpreadRow &row : m_rows) {
        paintRow(painter, row, top);
        top += kRowHeight;
    }
}

void SpreadChart::paintLegend(QPainter &painter) const
{
    const Theme &t = Theme::current();
    painter.setFont(finePrintFont());
    const QStringList words{tr("median"), tr("90 of 100"), tr("worst")};
    double needed = 14 + 20 + 22;
    for (const QString &text : words)
        needed += painter.fontMetrics().horizontalAdvance(text) + kBetweenWords;
    double x = qBound(0.0, width() - needed, static_cast<double>(kNameWidth)); // where the names end, if there is room
    const double y = 9;
    const auto word = [&](const QString &text) {
        painter.setPen(t.muted);
        const int width = painter.fontMetrics().horizontalAdvance(text);
        painter.drawText(QRectF(x, 0, width + 2, 18), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += width + kBetweenWords;
    };
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.text);
    painter.drawPolygon(QPolygonF{{{x + 5, y - 5}, {x + 10, y}, {x + 5, y + 5}, {x, y}}});
    x += 14;
    word(words.at(0));
    paintBox(painter, QRectF(x, y - 4, 16, 8), 2, mixed(t.surface, t.accent, 0.55));
    x += 20;
    word(words.at(1));
    painter.fillRect(QRectF(x, y - 1, 16, 2), t.accent);
    painter.fillRect(QRectF(x + 15, y - 5, 2, 10), t.accent);
    x += 22;
    word(words.at(2));
}

void SpreadChart::paintAxis(QPainter &painter) const
{
    const Theme &t = Theme::current();
    const QRect area = plot();
    const qint64 step = stepHours(m_endMs);
    painter.setFont(finePrintFont());
    double free = 0; // where the next label may begin
    for (qint64 hours = 0; hours * kHourMs <= m_endMs; hours += step) {
        const double x = xOf(hours * kHourMs);
        painter.fillRect(QRectF(x, area.top(), 1, area.height()), t.line);
        const QString text = tr("%1 h").arg(QLocale().toString(hours));
        const int width = painter.fontMetrics().horizontalAdvance(text) + 4;
        if (x - width / 2.0 < free)
            continue;
        free = x + width / 2.0;
        painter.setPen(t.muted);
        painter.drawText(QRectF(x - width / 2.0, area.bottom() + 2, width, kAxisHeight - 2), Qt::AlignCenter, text);
    }
    if (m_limitMs > 0) {
        const double x = xOf(m_limitMs);
        painter.setPen(QPen(t.tone(Tone::High).ink, 1.5, Qt::DashLine));
        painter.drawLine(QPointF(x, area.top() - 4), QPointF(x, area.bottom()));
    }
}

void SpreadChart::paintRow(QPainter &painter, const SpreadRow &row, int top) const
{
    const Theme &t = Theme::current();
    const double y = top + kRowHeight / 2.0;
    painter.setFont(row.whole ? smallBoldFont() : smallFont());
    painter.setPen(t.text);
    painter.drawText(QRect(0, top, kNameWidth - 10, kRowHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(row.name, Qt::ElideRight, kNameWidth - 10));
    const QRectF value(width() - kValueWidth + 6, top, kValueWidth - 6, kRowHeight);
    painter.setFont(row.whole ? smallBoldFont() : smallFont());
    painter.setPen(row.spread.count > 0 ? t.text : t.muted);
    painter.drawText(value, Qt::AlignRight | Qt::AlignVCenter, hoursShown(row.spread, row.spread.medianMs));
    if (row.spread.count == 0)
        return;
    const double start = xOf(0);
    paintBox(painter, QRectF(start, y - 5, qMax(3.0, xOf(row.spread.p90Ms) - start), 10), 2,
             mixed(t.surface, t.accent, row.whole ? 0.7 : 0.45));
    const double worst = xOf(row.spread.worstMs);
    painter.fillRect(QRectF(start, y - 1, worst - start, 2), t.accent);
    if (row.spread.worstMs > m_endMs)
        paintChevron(painter, QRectF(worst - 6, y - 6, 12, 12), Chevron::Right, t.accent, 10);
    else
        painter.fillRect(QRectF(worst - 1, y - 6, 2, 12), t.accent);
    const QPointF c(xOf(row.spread.medianMs), y);
    painter.setPen(QPen(t.surface, 1));
    painter.setBrush(t.text);
    painter.drawPolygon(QPolygonF{{c + QPointF(0, -6), c + QPointF(6, 0), c + QPointF(0, 6), c + QPointF(-6, 0)}});
}

bool SpreadChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int at = (help->pos().y() - kLegendHeight) / kRowHeight;
    if (help->pos().y() < kLegendHeight || at >= m_rows.size()) {
        QToolTip::hideText();
        return true;
    }
    const SpreadRow &row = m_rows.at(at);
    const Spread &s = row.spread;
    QToolTip::showText(help->globalPos(),
                       tr("%1: %2\nmedian %3\n90 of 100 within %4\nworst %5")
                           .arg(row.name, QLocale().toString(s.count), hoursShown(s, s.medianMs),
                                hoursShown(s, s.p90Ms), hoursShown(s, s.worstMs)),
                       this);
    return true;
}

} // namespace tocsin
