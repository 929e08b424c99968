#include "ui/common/clocklabel.h"

#include "ui/common/accessibleroles.h"
#include "ui/common/clocktext.h"
#include "ui/common/clockticker.h"
#include "ui/theme/fonts.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWordsGap = 8;
constexpr int kLineGap = 5;

} // namespace

ClockLabel::ClockLabel(ClockTicker &ticker, ClockSize size, QWidget *parent)
    : QWidget(parent)
    , m_ticker(&ticker)
    , m_size(size)
{
    useAccessibleRoles();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&ticker, &ClockTicker::tick, this, &ClockLabel::refresh);
    refresh();
}

void ClockLabel::setObligations(const QList<ObligationFacts> &obligations)
{
    m_obligations = obligations;
    refresh();
}

void ClockLabel::setNote(const QString &note)
{
    m_note = note;
    updateGeometry();
    update();
}

void ClockLabel::setTimeText(const TimeText &time)
{
    m_time = time;
    refresh();
}

void ClockLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

void ClockLabel::setWordsVisible(bool visible)
{
    m_wordsVisible = visible;
    updateGeometry();
    update();
}

void ClockLabel::setUtcVisible(bool visible)
{
    if (m_utcVisible == visible)
        return;
    m_utcVisible = visible;
    refresh();
}

void ClockLabel::refresh()
{
    if (!m_ticker)
        return;
    const qint64 now = m_ticker->nowMs();
    m_shown = mostUrgent(m_obligations, now);
    const ClockReading next = m_shown < 0 ? ClockReading{} : readClock(m_obligations[m_shown], now);
    QString words = clockWords(next, m_time, now);
    if (m_size == ClockSize::Large && m_utcVisible && next.instantMs > 0 && next.band != ClockBand::Met &&
        next.band != ClockBand::MetLate)
        words += u" ("_s + TimeText::shortUtc(next.instantMs) + u')';
    const ClockBand before = m_reading.band;
    const bool changed = next.digits != m_reading.digits || next.band != before || words != m_words;
    const bool resized = next.digits.size() != m_reading.digits.size() || words != m_words;
    m_reading = next;
    m_words = words;
    if (!changed)
        return;
    const QString spoken = tr("Clock: %1").arg(clockSpoken(next, m_time, now));
    if (spoken != accessibleName())
        setAccessibleName(spoken);
    if (resized)
        updateGeometry();
    update();
    if (before != next.band && before != ClockBand::None)
        Q_EMIT bandChanged(next.band);
}

QSize ClockLabel::sizeHint() const
{
    if (m_reading.digits.isEmpty())
        return {0, 0};
    const QSize chip = clockChipSize(m_reading.digits, m_size);
    const QFontMetrics fm(smallFont());
    if (m_size == ClockSize::Large) {
        const QString line = m_note.isEmpty() ? m_words : m_words + u" · "_s + m_note;
        return {qMax(chip.width(), m_wordsVisible ? fm.horizontalAdvance(line) + 1 : 0),
                chip.height() + (m_wordsVisible ? kLineGap + fm.height() : 0)};
    }
    const int words = m_wordsVisible && !m_words.isEmpty() ? kWordsGap + fm.horizontalAdvance(m_words) + 1 : 0;
    return {chip.width() + words, chip.height()};
}

QSize ClockLabel::minimumSizeHint() const
{
    return m_reading.digits.isEmpty() ? QSize(0, 0)
                                      : QSize(clockChipSize(m_reading.digits, m_size).width(), sizeHint().height());
}

void ClockLabel::paintEvent(QPaintEvent *)
{
    if (m_reading.digits.isEmpty())
        return;
    QPainter painter(this);
    if (m_size == ClockSize::Large) {
        paintLarge(painter);
        return;
    }
    const QSize chip = clockChipSize(m_reading.digits, m_size);
    const int top = (height() - chip.height()) / 2;
    const int left = m_alignment & Qt::AlignRight ? qMax(0, width() - sizeHint().width()) : 0;
    paintClockChip(painter, {left, top}, m_reading.digits, m_reading.band, m_size);
    if (!m_wordsVisible)
        return;
    painter.setFont(smallFont());
    painter.setPen(Theme::current().muted);
    const QRect rest(left + chip.width() + kWordsGap, 0, width() - left - chip.width() - kWordsGap, height());
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_words, Qt::ElideRight, rest.width()));
}

void ClockLabel::paintLarge(QPainter &painter)
{
    const QSize chip = clockChipSize(m_reading.digits, m_size);
    const bool right = m_alignment & Qt::AlignRight;
    paintClockChip(painter, {right ? width() - chip.width() : 0, 0}, m_reading.digits, m_reading.band, m_size);
    if (!m_wordsVisible)
        return;
    painter.setFont(smallFont());
    painter.setPen(Theme::current().muted);
    const QString line = m_note.isEmpty() ? m_words : m_words + u" · "_s + m_note;
    const QRect rest(0, chip.height() + kLineGap, width(), painter.fontMetrics().height());
    painter.drawText(rest, (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(line, Qt::ElideRight, rest.width()));
}

bool ClockLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), tooltipText(), this);
        return true;
    }
    return QWidget::event(event);
}

QString ClockLabel::tooltipText() const
{
    if (m_shown < 0 || !m_ticker)
        return {};
    return clockTooltip(m_reading, m_obligations[m_shown], m_time, m_ticker->nowMs());
}

} // namespace tocsin
