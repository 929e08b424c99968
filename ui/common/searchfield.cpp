#include "ui/common/searchfield.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace tocsin {

namespace {

constexpr int kGlassSize = 16;
constexpr int kFrame = 9; ///< between the edge and the text

} // namespace

SearchField::SearchField(const QString &placeholder, QWidget *parent)
    : QLineEdit(parent)
{
    m_placeholder = placeholder;
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setTextMargins(kGlassSize + 6, 0, 0, 0);
}

void SearchField::setShortcutHint(const QKeySequence &keys)
{
    m_hint = keys.toString(QKeySequence::NativeText).replace(u'+', u' ');
    fitPlaceholder();
}

void SearchField::setShortPlaceholder(const QString &placeholder)
{
    m_shortPlaceholder = placeholder;
    fitPlaceholder();
}

void SearchField::fitPlaceholder()
{
    const int hint = m_hint.isEmpty() ? 0 : QFontMetrics(monoFont(11)).horizontalAdvance(m_hint) + 18;
    const int frame = 2 * kFrame + kGlassSize + 6;
    const auto fits = [&](const QString &text, int beside) {
        return frame + fontMetrics().horizontalAdvance(text) + beside <= width();
    };
    const QString least = m_shortPlaceholder.isEmpty() ? m_placeholder : m_shortPlaceholder;
    setPlaceholderText(fits(m_placeholder, hint) ? m_placeholder : least);
    m_hintShown = hint > 0 && fits(least, hint);
    setTextMargins(kGlassSize + 6, 0, m_hintShown ? hint : 0, 0);
    update();
}

void SearchField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    fitPlaceholder();
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const Theme &theme = Theme::current();
    const bool rtl = isRightToLeft();
    const int iconLeft = rtl ? width() - 9 - kGlassSize : 9;
    paintIcon(painter, QRectF(iconLeft, (height() - kGlassSize) / 2.0, kGlassSize, kGlassSize), u"search", theme.muted);
    if (!m_hintShown || !text().isEmpty() || hasFocus())
        return;
    painter.setFont(monoFont(11));
    const int boxWidth = painter.fontMetrics().horizontalAdvance(m_hint) + 12;
    const QRect box(rtl ? 8 : width() - boxWidth - 8, (height() - 20) / 2, boxWidth, 20);
    paintBox(painter, box, metrics::radiusChip, theme.surface, theme.line);
    painter.setPen(theme.muted);
    painter.drawText(box, Qt::AlignCenter, m_hint);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace tocsin
