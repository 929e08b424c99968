#include "ui/notices/checkline.h"

#include "ui/common/label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace tocsin {

MarkButton::MarkButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setFixedSize(24, 24);
    setFocusPolicy(Qt::StrongFocus);
}

void MarkButton::setMark(ContentMark mark, bool required)
{
    m_mark = mark;
    m_required = required;
    update();
}

void MarkButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = Theme::current();
    const QRectF box = QRectF(rect()).adjusted(3, 3, -3, -3);
    const Tone tone = m_mark == ContentMark::Given         ? Tone::Met
                      : m_mark == ContentMark::NotKnownYet ? Tone::Medium
                      : m_required                         ? Tone::High
                                                           : Tone::Neutral;
    const ToneColors colors = theme.tone(tone);
    const bool over = isEnabled() && underMouse();
    painter.setPen(Qt::NoPen);
    painter.setBrush(over ? mixed(colors.ground, colors.ink, 0.2) : colors.ground);
    painter.drawEllipse(box);
    QPen pen(colors.ink, 1.8, Qt::SolidLine, Qt::RoundCap);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    if (m_mark == ContentMark::Given) {
        paintCheckMark(painter, box.adjusted(3, 3, -3, -3), colors.ink);
    } else if (m_mark == ContentMark::NotKnownYet) {
        const QRectF disc = box.adjusted(4, 4, -4, -4);
        painter.drawEllipse(disc);
        painter.setBrush(colors.ink);
        painter.drawPie(disc, 90 * 16, 180 * 16);
    } else if (m_required) {
        const QRectF cross = box.adjusted(5.5, 5.5, -5.5, -5.5);
        painter.drawLine(cross.topLeft(), cross.bottomRight());
        painter.drawLine(cross.topRight(), cross.bottomLeft());
    } else {
        painter.drawLine(QPointF(box.left() + 6, box.center().y()), QPointF(box.right() - 6, box.center().y()));
    }
    if (hasFocus())
        paintFocusRing(painter, QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12);
}

CheckLine::CheckLine(const QString &name, bool pressable, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_mark(new MarkButton(this))
    , m_words(wrappedLabel({}, TextStyle::SmallMuted, this))
    , m_hint(wrappedLabel({}, TextStyle::FinePrint, this))
    , m_jump(new QPushButton(tr("Jump"), this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 7, 0, 8);
    layout->setSpacing(8);
    layout->addWidget(m_mark, 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->setContentsMargins(0, 2, 0, 0);
    auto *title = new QHBoxLayout;
    title->addWidget(wrappedLabel(name, TextStyle::Body, this), 1);
    title->addWidget(m_jump, 0, Qt::AlignTop);
    texts->addLayout(title);
    texts->addWidget(m_words);
    texts->addWidget(m_hint);
    m_hint->hide();
    layout->addLayout(texts, 1);
    m_jump->setFlat(true);
    m_jump->setFont(smallFont());
    m_jump->setFixedHeight(22);
    m_jump->setMinimumWidth(40);
    m_jump->setAccessibleName(tr("Jump to: %1").arg(name));
    connect(m_mark, &QAbstractButton::clicked, this, &CheckLine::pressed);
    connect(m_jump, &QPushButton::clicked, this, &CheckLine::jump);
    setPressable(pressable);
}

void CheckLine::setState(ContentMark mark, bool required, const QString &words)
{
    m_mark->setMark(mark, required);
    m_mark->setAccessibleName(tr("%1: %2").arg(m_name, words));
    m_words->setText(words);
}

void CheckLine::setHint(const QString &hint, const QString &tooltip)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_words->setVisible(hint.isEmpty()); // the hint begins with the same words
    setToolTip(tooltip);
    m_mark->setAccessibleDescription(hint.isEmpty() ? tooltip : hint);
}

void CheckLine::setJumpVisible(bool visible)
{
    m_jump->setVisible(visible);
}

void CheckLine::setPressable(bool pressable)
{
    m_mark->setFocusPolicy(pressable ? Qt::StrongFocus : Qt::NoFocus);
    m_mark->setAttribute(Qt::WA_TransparentForMouseEvents, !pressable);
    m_mark->setToolTip(pressable ? tr("Press to say: missing, given, said to be not known yet") : QString());
    m_mark->setCursor(pressable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void CheckLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), Theme::current().line);
}

} // namespace tocsin
