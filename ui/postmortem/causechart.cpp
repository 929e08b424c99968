#include "ui/postmortem/causechart.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kBarRow = 24;
constexpr int kNameWidth = 232;
constexpr int kNoteWidth = 232;
constexpr qsizetype kMostRows = 6;

QString noteOf(const CauseFigure &c)
{
    QStringList parts{QString::number(c.incidents())};
    if (c.isRepeated())
        parts << CauseChart::tr("repeated");
    if (c.overdueMeasures > 0)
        parts << CauseChart::tr("%1 overdue").arg(c.overdueMeasures);
    return parts.join(u" · "_s);
}

} // namespace

CauseChart::CauseChart(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"causeChart"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void CauseChart::setCauses(const QList<CauseFigure> &causes)
{
    m_causes = causes.first(std::min(kMostRows, causes.size()));
    setAccessibleName(tr("Incidents by kind of root cause"));
    setAccessibleDescription(spokenText());
    updateGeometry();
    update();
}

QString CauseChart::spokenText() const
{
    QStringList lines;
    for (const CauseFigure &c : m_causes)
        lines << tr("%1: %2").arg(c.name, noteOf(c));
    return lines.join(u"; "_s);
}

QSize CauseChart::sizeHint() const
{
    return {640, static_cast<int>(m_causes.size()) * kBarRow};
}

QSize CauseChart::minimumSizeHint() const
{
    return {kNameWidth + kNoteWidth + 64, static_cast<int>(m_causes.size()) * kBarRow};
}

void CauseChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::current();
    painter.setFont(smallFont());
    int most = 1;
    for (const CauseFigure &c : std::as_const(m_causes))
        most = std::max(most, c.incidents());
    const int room = width() - kNameWidth - kNoteWidth;
    int top = 0;
    for (const CauseFigure &c : std::as_const(m_causes)) {
        const QRect row(0, top, width(), kBarRow);
        painter.setPen(c.code.isEmpty() ? theme.muted : theme.text);
        painter.drawText(row.adjusted(0, 0, kNameWidth - 8 - width(), 0), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(c.name, Qt::ElideRight, kNameWidth - 8));
        const int length = std::max(4, room * c.incidents() / most);
        const QRectF bar(kNameWidth, top + 6, length, kBarRow - 12);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.code.isEmpty() ? theme.control
                         : c.isRepeated() ? theme.tone(Tone::Medium).ink
                                          : theme.accent);
        painter.drawRoundedRect(bar, 3, 3);
        painter.setPen(theme.muted);
        painter.drawText(QRect(kNameWidth + length + 8, top, kNoteWidth - 8, kBarRow), Qt::AlignLeft | Qt::AlignVCenter,
                         noteOf(c));
        top += kBarRow;
    }
}

void CauseChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

} // namespace tocsin
