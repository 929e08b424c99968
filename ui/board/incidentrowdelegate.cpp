#include "ui/board/incidentrowdelegate.h"

#include "models/domain/clock.h"
#include "models/items/incidentlistmodel.h"
#include "models/items/incidentmarks.h"
#include "ui/common/chippaint.h"
#include "ui/common/clockpaint.h"
#include "ui/common/clocktext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kCellPadding = 12;

void drawElided(QPainter &painter, const QRect &rect, const QString &text)
{
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

/** At the end of the title: in words where the whole title stands beside them, else their shapes. Returns the width
 * they take; the tooltip has the words. */
int paintMarks(QPainter &painter, const QRect &cell, const QList<IncidentMark> &marks, int title)
{
    constexpr int kIcon = 12;
    const auto toneOf = [](const IncidentMark &mark) { return mark.urgent ? Tone::High : Tone::Medium; };
    int words = 0;
    for (const IncidentMark &mark : marks)
        words += kIcon + 4 + textChipSize(mark.word, toneOf(mark)).width() + 8;
    const bool spelled = title + words + 4 <= cell.width();
    int used = 0;
    for (const IncidentMark &mark : marks) {
        const int chip = spelled ? 4 + textChipSize(mark.word, toneOf(mark)).width() : 0;
        used += kIcon + chip + 8;
        const int left = cell.right() + 1 - used + 4;
        paintIcon(painter, QRectF(left, cell.center().y() - kIcon / 2, kIcon, kIcon), QStringView(mark.icon),
                  spelled ? Theme::current().text : Theme::current().tone(toneOf(mark)).ink);
        if (spelled)
            paintTextChip(painter, {left + kIcon + 4, cell.center().y() - kChipHeight / 2 + 1}, mark.word,
                          toneOf(mark));
    }
    return used;
}

} // namespace

void paintRowGround(QPainter &painter, const QStyleOptionViewItem &option)
{
    const Theme &theme = Theme::current();
    const QRect cell = option.rect;
    painter.fillRect(cell, option.state.testFlag(QStyle::State_Selected)    ? theme.accentTint
                           : option.state.testFlag(QStyle::State_MouseOver) ? theme.hover
                                                                            : theme.surface);
    painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), mixed(theme.surface, theme.line, 0.7));
}

IncidentRowDelegate::IncidentRowDelegate(const Clock &clock, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_clock(clock)
{
}

void IncidentRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Incident *incident = static_cast<const IncidentListModel *>(index.model())->incident(index.row());
    if (!incident)
        return;
    painter->save();
    paintRowGround(*painter, option);
    painter->setRenderHint(QPainter::Antialiasing);
    paintCell(*painter, option.rect.adjusted(kCellPadding, 0, -4, -1), *incident, index.column(),
              index.data().toString());
    painter->restore();
}

void IncidentRowDelegate::paintCell(QPainter &painter, const QRect &cell, const Incident &incident, int column,
                                    const QString &text) const
{
    const Theme &theme = Theme::current();
    const qint64 now = m_clock.nowMs();
    const QPoint chip(cell.left(), cell.center().y() - kChipHeight / 2 + 1);
    painter.setFont(smallFont());
    painter.setPen(theme.muted);
    switch (column) {
    case IncidentListModel::Reference:
        painter.setFont(monoFont(11));
        drawElided(painter, cell, text);
        break;
    case IncidentListModel::Title:
        paintTitle(painter, cell, incident, text);
        break;
    case IncidentListModel::SeverityColumn:
        paintSeverityChip(painter, chip, incident.severity, incident.provisional, cell.width());
        break;
    case IncidentListModel::Clock:
        if (incident.clock) {
            const ClockReading reading = readClock(incident.clock->mostUrgent, now);
            QString shown = reading.digits; // a word may be longer than the column
            while (shown.size() > 2 && clockChipSize(shown).width() > cell.width())
                shown = shown.chopped(2) + u'…';
            paintClockChip(painter, chip, shown, reading.band);
        }
        break;
    case IncidentListModel::Manager:
        if (!incident.managerName.isEmpty()) {
            paintAvatar(painter, QRect(cell.left(), cell.center().y() - 9, 20, 20), incident.managerName);
            painter.setFont(smallFont());
            painter.setPen(theme.muted);
            drawElided(painter, cell.adjusted(27, 0, 0, 0), incident.managerName);
        }
        break;
    case IncidentListModel::Detected:
        drawElided(painter, cell, m_time.brief(incident.detectedMs, now));
        break;
    case IncidentListModel::Changed:
        drawElided(painter, cell, m_time.brief(incident.updatedMs, now));
        break;
    default:
        drawElided(painter, cell, text);
    }
}

void IncidentRowDelegate::paintTitle(QPainter &painter, const QRect &cell, const Incident &incident,
                                     const QString &text) const
{
    const Theme &theme = Theme::current();
    const QFont font = incident.isDone() ? bodyFont() : bodyBoldFont();
    const int locked = incident.restricted ? 19 : 0;
    if (incident.restricted)
        paintIcon(painter, QRectF(cell.left(), cell.center().y() - 6, 13, 13), u"lock", theme.text);
    const int marks = paintMarks(painter, cell, incidentMarks(incident, m_clock.nowMs()),
                                 locked + QFontMetrics(font).horizontalAdvance(text));
    painter.setFont(font);
    painter.setPen(incident.isDone() ? theme.muted : theme.text);
    drawElided(painter, cell.adjusted(locked, 0, -marks, 0), text);
}

bool IncidentRowDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                    const QModelIndex &index)
{
    const Incident *incident = static_cast<const IncidentListModel *>(index.model())->incident(index.row());
    if (event->type() != QEvent::ToolTip || !incident)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const qint64 now = m_clock.nowMs();
    QString text = index.data().toString();
    if (index.column() == IncidentListModel::Title)
        for (const IncidentMark &mark : incidentMarks(*incident, now))
            text += u'\n' + mark.word;
    if (index.column() == IncidentListModel::Detected)
        text = m_time.both(incident->detectedMs);
    else if (index.column() == IncidentListModel::Changed)
        text = m_time.both(incident->updatedMs);
    else if (index.column() == IncidentListModel::Clock && incident->clock)
        text = clockTooltip(readClock(incident->clock->mostUrgent, now), incident->clock->mostUrgent, m_time, now);
    QToolTip::showText(event->globalPos(), text, view);
    return true;
}

} // namespace tocsin
