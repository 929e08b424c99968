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

} // namespace

SearchField::SearchField(const QString &placeholder, QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setTextMargins(kGlassSize + 6, 0, 0, 0);
}

void SearchField::setShortcutHint(const QKeySequence &keys)
{
    m_hint = keys.toString(QKeySequence::NativeText).replace(u'+', u' ');
    const int room = m_hint.isEmpty() ? 0 : QFontMetrics(monoFont(11)).horizontalAdvance(m_hint) + 18;
    setTextMargins(kGlassSize + 6, 0, room, 0);
    update();
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const Theme &theme = Theme::current();
    const bool rtl = isRightToLeft();
    const int iconLeft = rtl ? width() - 9 - kGlassSize : 9;
    paintIcon(painter, QRectF(iconLeft, (height() - kGlassSize) / 2.0, kGlassSize, kGlassSize), u"search", theme.muted);
    if (m_hint.isEmpty() || !text().isEmpty() || hasFocus())
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
