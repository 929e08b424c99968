#include "ui/theme/fonts.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"
#include "ui/theme/tocsinstyle.h"

#include <QPainter>
#include <QStyleOption>

namespace tocsin {

void TocsinStyle::drawTabLabel(const QStyleOptionTab *option, QPainter *painter) const
{
    const Theme &theme = Theme::current();
    const bool selected = option->state & State_Selected;
    const bool over = option->state & State_MouseOver;
    QRect content = option->rect.adjusted(0, 0, -22, 0);
    content = visualRect(option->direction, option->rect, content);
    painter->save();
    QRect text = content;
    if (!option->icon.isNull()) {
        const QRect at(content.left(), content.center().y() - option->iconSize.height() / 2, option->iconSize.width(),
                       option->iconSize.height());
        option->icon.paint(painter, at);
        text.setLeft(at.right() + 7);
    }
    painter->setFont(selected ? bodyBoldFont() : bodyFont());
    QColor ink = selected || over ? theme.text : theme.muted;
    if (!(option->state & State_Enabled))
        ink = mixed(theme.surface, theme.muted, 0.62);
    painter->setPen(ink);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic, option->text);
    if (selected) {
        const int width =
            text.left() - content.left() + painter->fontMetrics().size(Qt::TextHideMnemonic, option->text).width();
        paintBox(*painter, QRectF(content.left(), option->rect.bottom() - 1, width, 2), 1, theme.accent);
    }
    if (option->state & State_HasFocus && option->state & State_KeyboardFocusChange)
        paintBox(*painter, QRectF(content).adjusted(-5, 5, 3, -5) & QRectF(option->rect).adjusted(0, 2, 0, -3), 4, {},
                 theme.accent, 1.5);
    painter->restore();
}

void TocsinStyle::drawHeaderSection(const QStyleOptionHeader *option, QPainter *painter) const
{
    const Theme &theme = Theme::current();
    const bool over = option->state & State_MouseOver && option->state & State_Enabled;
    painter->fillRect(option->rect, over ? theme.hover : theme.surface);
    if (option->orientation == Qt::Horizontal)
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), theme.line);
}

} // namespace tocsin
