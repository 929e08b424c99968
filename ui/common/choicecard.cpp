#include "ui/common/choicecard.h"

#include "ui/theme/fonts.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>

namespace tocsin {

namespace {

constexpr int kPaddingX = 14;
constexpr int kPaddingY = 11;
constexpr int kIndicator = 16;
constexpr int kTextLeft = kPaddingX + kIndicator + 12;
constexpr int kKeyRoom = 40;

int rightRoom(const ChoiceText &text)
{
    return text.key.isEmpty() ? kPaddingX : kKeyRoom;
}

int wrappedHeight(const QFont &font, const QString &text, int width)
{
    if (text.isEmpty())
        return 0;
    return QFontMetrics(font).boundingRect(QRect(0, 0, qMax(60, width), 4000), Qt::TextWordWrap, text).height();
}

int cardHeight(const ChoiceText &text, int width)
{
    const int room = width - kTextLeft - rightRoom(text);
    const int definition = wrappedHeight(smallFont(), text.definition, room);
    return 2 * kPaddingY + wrappedHeight(bodyBoldFont(), text.title, room) + (definition > 0 ? definition + 2 : 0);
}

void paintKey(QPainter &painter, const QRect &card, const QString &key)
{
    const Theme &theme = Theme::current();
    const QRect box(card.right() - kPaddingX - 18, card.top() + kPaddingY, 19, 18);
    paintBox(painter, box, 4, theme.surface, theme.line);
    painter.setFont(finePrintFont());
    painter.setPen(theme.muted);
    painter.drawText(box, Qt::AlignCenter, key);
}

void paintCard(QAbstractButton &card, const ChoiceText &text, QStyle::PrimitiveElement indicator)
{
    QPainter painter(&card);
    const Theme &theme = Theme::current();
    const QRect all = card.rect();
    const bool on = card.isChecked();
    const bool over = card.underMouse() && card.isEnabled();
    const QColor fill = on ? theme.accentTint : over ? theme.hover : theme.surface;
    paintBox(painter, all, metrics::radiusControl, fill, on ? theme.accent : theme.line);
    if (card.hasFocus())
        paintFocusRing(painter, all, metrics::radiusControl);

    QStyleOptionButton option;
    option.initFrom(&card);
    option.state |= on ? QStyle::State_On : QStyle::State_Off;
    if (card.isDown())
        option.state |= QStyle::State_Sunken;
    const int titleHeight = QFontMetrics(bodyBoldFont()).height();
    option.rect = QRect(kPaddingX, kPaddingY + (titleHeight - kIndicator) / 2, kIndicator, kIndicator);
    card.style()->drawPrimitive(indicator, &option, &painter, &card);

    const int room = all.width() - kTextLeft - rightRoom(text);
    painter.setFont(bodyBoldFont());
    painter.setPen(card.isEnabled() ? theme.text : mixed(theme.surface, theme.muted, 0.62));
    const int height = wrappedHeight(bodyBoldFont(), text.title, room);
    painter.drawText(QRect(kTextLeft, kPaddingY, room, height), Qt::TextWordWrap, text.title);
    painter.setFont(smallFont());
    painter.setPen(card.isEnabled() ? theme.muted : mixed(theme.surface, theme.muted, 0.62));
    painter.drawText(QRect(kTextLeft, kPaddingY + height + 2, room, all.height()), Qt::TextWordWrap, text.definition);
    if (!text.key.isEmpty())
        paintKey(painter, all, text.key);
}

void setUp(QAbstractButton &card, const ChoiceText &text)
{
    card.setText(text.title);
    card.setAccessibleName(text.title);
    card.setAccessibleDescription(text.definition);
    card.setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    card.setSizePolicy(policy);
}

} // namespace

RadioCard::RadioCard(ChoiceText text, QWidget *parent)
    : QRadioButton(parent)
    , m_text(std::move(text))
{
    setUp(*this, m_text);
}

QSize RadioCard::sizeHint() const
{
    return {420, cardHeight(m_text, 420)};
}

QSize RadioCard::minimumSizeHint() const
{
    return {160, cardHeight({{}, {}, {}}, 160) + QFontMetrics(bodyBoldFont()).height()};
}

int RadioCard::heightForWidth(int width) const
{
    return cardHeight(m_text, width);
}

void RadioCard::paintEvent(QPaintEvent *)
{
    paintCard(*this, m_text, QStyle::PE_IndicatorRadioButton);
}

CheckCard::CheckCard(ChoiceText text, QWidget *parent)
    : QCheckBox(parent)
    , m_text(std::move(text))
{
    setUp(*this, m_text);
}

QSize CheckCard::sizeHint() const
{
    return {420, cardHeight(m_text, 420)};
}

QSize CheckCard::minimumSizeHint() const
{
    return {160, cardHeight({{}, {}, {}}, 160) + QFontMetrics(bodyBoldFont()).height()};
}

int CheckCard::heightForWidth(int width) const
{
    return cardHeight(m_text, width);
}

void CheckCard::paintEvent(QPaintEvent *)
{
    paintCard(*this, m_text, QStyle::PE_IndicatorCheckBox);
}

} // namespace tocsin
