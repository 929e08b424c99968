#include "ui/board/carddelegate.h"

#include "models/domain/clock.h"
#include "models/items/incidentmarks.h"
#include "models/items/incidentmatch.h"
#include "models/items/stagemodel.h"
#include "ui/common/chippaint.h"
#include "ui/common/clockpaint.h"
#include "ui/common/clocktext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPadding = 12;
constexpr int kGap = 8; ///< between cards
constexpr int kTopHeight = 20;
constexpr int kLineHeight = 18;
constexpr int kTitleLines = 3;
constexpr int kAvatar = 20;
constexpr int kRoomForExercise = 40; ///< its short word keeps so much beside the age
constexpr int kRowGap = 7;
constexpr int kSmallLine = 18;

QStringList brokenLines(const QString &text, const QFont &font, int width)
{
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    QStringList lines;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        if (lines.size() == kTitleLines - 1) {
            lines << QFontMetrics(font).elidedText(text.mid(line.textStart()), Qt::ElideRight, width);
            break;
        }
        lines << text.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    return lines;
}

constexpr int kMarkLine = kChipHeight + 6;

qint64 doneAt(const Incident &incident)
{
    return qMax(incident.closedMs, incident.endedMs);
}

QString ageText(const Incident &incident, qint64 nowMs)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("tocsin::board", text); };
    if (!incident.isDone())
        return shortAge(nowMs - incident.stageSinceMs);
    return (incident.closedMs > 0 ? say("closed %1") : say("ended %1")).arg(shortAge(nowMs - doneAt(incident)));
}

/** The width all cards of a view have; its cells are not known yet while it lays out. */
int cardWidth(const QStyleOptionViewItem &option)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    return (view ? view->viewport()->width() : option.rect.width()) - 2;
}

} // namespace

QString shortAge(qint64 ms)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("tocsin::board", text); };
    if (ms < kMinuteMs)
        return say("now");
    if (ms < kHourMs)
        return say("%1 min").arg(ms / kMinuteMs);
    if (ms < 48 * kHourMs)
        return say("%1 h").arg(ms / kHourMs);
    return say("%1 d").arg(ms / kDayMs);
}

CardDelegate::CardDelegate(const Clock &clock, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_clock(clock)
    , m_lines(4000)
{
}

QRect CardDelegate::cardRect(const QRect &cell)
{
    return cell.adjusted(1, 0, -1, -kGap);
}

ClockReading CardDelegate::readingOf(const Incident &incident, qint64 nowMs)
{
    return incident.clock ? readClock(incident.clock->mostUrgent, nowMs) : ClockReading{};
}

const CardDelegate::Lines &CardDelegate::linesOf(const Incident &incident, int width) const
{
    Lines *known = m_lines.object(incident.id.value);
    if (known && known->version == incident.version && known->width == width)
        return *known;
    auto *lines = new Lines;
    lines->version = incident.version;
    lines->width = width;
    const int room = width - 2 * kPadding;
    lines->title = brokenLines(incident.title, bodyBoldFont(), room);
    static const QFontMetrics small(smallFont());
    const int chip = severityChipSize(incident.severity, incident.provisional).width();
    lines->kindBelow = chip + 8 + small.horizontalAdvance(kindText(incident)) > room;
    m_lines.insert(incident.id.value, lines);
    return *lines;
}

int CardDelegate::heightOf(const Lines &lines, bool hasClock, qsizetype marks)
{
    return static_cast<int>(marks) * kMarkLine + 2 * kPadding - 3 + kTopHeight + 4 +
           static_cast<int>(lines.title.size()) * kLineHeight + kRowGap + kChipHeight +
           (lines.kindBelow ? kSmallLine + 2 : 0) + (hasClock ? kRowGap + kChipHeight : 0);
}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = static_cast<const StageModel *>(index.model());
    const Incident *incident = model->card(index);
    if (!incident)
        return {option.rect.width(), kTopHeight};
    const int width = cardWidth(option);
    const bool hasClock = incident->clock && readingOf(*incident, m_clock.nowMs()).band != ClockBand::None;
    return {width + 2,
            heightOf(linesOf(*incident, width), hasClock, incidentMarks(*incident, m_clock.nowMs()).size()) + kGap};
}

QRect CardDelegate::clockRect(const QRect &cell, const Incident &incident) const
{
    const ClockReading reading = readingOf(incident, m_clock.nowMs());
    if (reading.band == ClockBand::None)
        return {};
    const QRect card = cardRect(cell);
    const QSize chip = clockChipSize(reading.digits);
    return {card.left() + kPadding, card.bottom() + 1 - kPadding - kChipHeight, chip.width(), kChipHeight};
}

void CardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Incident *incident = static_cast<const StageModel *>(index.model())->card(index);
    if (!incident)
        return;
    const QRect card = cardRect(option.rect);
    const QRect dirty = m_dirty.isEmpty() ? option.rect : (m_dirty & QRegion(option.rect)).boundingRect();
    if (dirty.isEmpty())
        return;
    const Theme &theme = Theme::current();
    const qint64 now = m_clock.nowMs();
    const QRect clock = clockRect(option.rect, *incident);
    const QColor ground = incident->isDone() ? mixed(theme.surface, theme.window, 0.6) : theme.surface;
    if (clock.contains(dirty)) {
        painter->fillRect(clock, ground);
        const ClockReading reading = readingOf(*incident, now);
        paintClockChip(*painter, clock.topLeft(), reading.digits, reading.band);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool focused = selected && option.state.testFlag(QStyle::State_HasFocus);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    if (focused)
        paintBox(*painter, card.adjusted(-1, -1, 1, 1), metrics::radiusPanel + 1,
                 mixed(theme.window, theme.accent, 0.35));
    paintBox(*painter, card, metrics::radiusPanel, ground,
             selected  ? theme.accent
             : hovered ? mixed(theme.line, theme.muted, 0.5)
                       : theme.line);

    const Lines &lines = linesOf(*incident, cardWidth(option));
    QRect row(card.left() + kPadding, card.top() + kPadding - 3, card.width() - 2 * kPadding, kTopHeight);
    paintTop(*painter, row, *incident, now);
    row.translate(0, kTopHeight + 4);
    painter->setFont(bodyBoldFont());
    painter->setPen(incident->isDone() ? mixed(theme.muted, theme.text, 0.4) : theme.text);
    for (const QString &line : lines.title) {
        painter->drawText(QRect(row.left(), row.top(), row.width(), kLineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                          line);
        row.translate(0, kLineHeight);
    }
    row.translate(0, kRowGap);
    paintKind(*painter, row, *incident, lines);
    row.translate(0, kChipHeight + (lines.kindBelow ? kSmallLine + 2 : 0) + 6);
    for (const IncidentMark &mark : incidentMarks(*incident, now)) {
        paintIconChip(*painter, row.topLeft(), QStringView(mark.icon), mark.word,
                      mark.urgent ? Tone::High : Tone::Medium, row.width());
        row.translate(0, kMarkLine);
    }
    if (!clock.isEmpty())
        paintClock(*painter, QRect(row.left(), clock.top(), row.width(), kChipHeight), *incident, now);
    painter->restore();
}

void CardDelegate::paintTop(QPainter &painter, const QRect &row, const Incident &incident, qint64 nowMs) const
{
    const Theme &theme = Theme::current();
    painter.setFont(monoFont(11));
    painter.setPen(theme.muted);
    const QString reference = incident.reference();
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, reference);
    int left = row.left() + painter.fontMetrics().horizontalAdvance(reference) + 8;
    if (incident.restricted) {
        paintIcon(painter, QRectF(left - 2, row.top() + 4, 12, 12), u"lock", theme.text);
        left += 16;
    }

    int right = row.right() + 1;
    if (!incident.managerName.isEmpty()) {
        paintAvatar(painter, QRect(right - kAvatar, row.top(), kAvatar, kAvatar), incident.managerName);
        right -= kAvatar + 7;
    }
    painter.setFont(finePrintFont());
    const int roomForAge = right - left - (incident.exercise ? kRoomForExercise : 8);
    const QString age = painter.fontMetrics().elidedText(ageText(incident, nowMs), Qt::ElideRight, roomForAge);
    const int ageWidth = painter.fontMetrics().horizontalAdvance(age);
    painter.setPen(theme.muted);
    painter.drawText(QRect(right - ageWidth, row.top(), ageWidth + 1, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     age);
    if (incident.exercise) {
        const int room = right - ageWidth - 6 - left;
        const QString word = QCoreApplication::translate("tocsin::board", "Exercise");
        const QString shown = textChipSize(word, Tone::Outline).width() <= room
                                  ? word
                                  : QCoreApplication::translate("tocsin::board", "Ex.");
        paintTextChip(painter, {left, row.top()}, shown, Tone::Outline);
    }
}

void CardDelegate::paintKind(QPainter &painter, const QRect &at, const Incident &incident, const Lines &lines) const
{
    const Theme &theme = Theme::current();
    paintSeverityChip(painter, at.topLeft(), incident.severity, incident.provisional, at.width());
    painter.setFont(smallFont());
    painter.setPen(theme.muted);
    QRect text(at.left(), at.top(), at.width(), kChipHeight);
    if (lines.kindBelow)
        text.translate(0, kChipHeight + 2);
    else
        text.setLeft(at.left() + severityChipSize(incident.severity, incident.provisional).width() + 8);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(kindText(incident), Qt::ElideRight, text.width()));
}

void CardDelegate::paintClock(QPainter &painter, const QRect &row, const Incident &incident, qint64 nowMs) const
{
    const ClockReading reading = readingOf(incident, nowMs);
    paintClockChip(painter, row.topLeft(), reading.digits, reading.band);
    painter.setFont(smallFont());
    painter.setPen(Theme::current().muted);
    const QRect text = row.adjusted(clockChipSize(reading.digits).width() + 8, 0, 0, 0);
    QString words = clockWords(reading, m_time, nowMs);
    if (painter.fontMetrics().horizontalAdvance(words) > text.width() && reading.instantMs > 0)
        words = m_time.brief(reading.instantMs, nowMs);
    if (incident.clock->open > 1) {
        const QString all =
            words + QCoreApplication::translate("tocsin::board", " · %1 open").arg(incident.clock->open);
        if (painter.fontMetrics().horizontalAdvance(all) <= text.width())
            words = all;
    }
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(words, Qt::ElideRight, text.width()));
}

bool CardDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const Incident *incident = static_cast<const StageModel *>(index.model())->card(index);
    if (!incident)
        return false;
    const qint64 now = m_clock.nowMs();
    QStringList lines{QString(incident->reference() + u"  "_s + incident->title), kindText(*incident)};
    const auto say = [](const char *text) { return QCoreApplication::translate("tocsin::board", text); };
    lines << say("In %1 since %2").arg(nameOf(incident->stage), m_time.full(incident->stageSinceMs));
    lines << (incident->managerName.isEmpty() ? say("Nobody holds it yet")
                                              : say("Held by %1").arg(incident->managerName));
    for (const IncidentMark &mark : incidentMarks(*incident, now))
        lines << mark.word;
    if (incident->clock)
        lines << clockTooltip(readingOf(*incident, now), incident->clock->mostUrgent, m_time, now);
    QToolTip::showText(event->globalPos(), lines.join(u'\n'), view);
    return true;
}

} // namespace tocsin
