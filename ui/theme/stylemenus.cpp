#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"
#include "ui/theme/tocsinstyle.h"

#include <QPainter>
#include <QStyleOption>

namespace tocsin {

namespace {

constexpr int kIconColumn = 28;
constexpr int kItemHeight = 30;
constexpr int kSide = 5;
constexpr int kWidestText = 520; ///< longer words end in dots: a menu is not as wide as a window
constexpr int kChevronRoom = 20;

} // namespace

void TocsinStyle::drawMenuItem(const QStyleOptionMenuItem *option, QPainter *painter) const
{
    const Theme &theme = Theme::current();
    const QRect r = option->rect;
    if (option->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect(r.left() + kSide + 4, r.center().y(), r.width() - 2 * kSide - 8, 1), theme.line);
        return;
    }
    const bool enabled = option->state & State_Enabled;
    const bool selected = option->state & State_Selected && enabled;
    if (selected)
        paintBox(*painter, QRectF(r).adjusted(kSide, 0, -kSide, 0), 4, theme.accentTint);
    const QColor ink = enabled ? theme.text : mixed(theme.surface, theme.muted, 0.62);
    const auto placed = [&](const QRect &at) { return visualRect(option->direction, r, at); };

    const QRect mark = placed(QRect(r.left() + kSide + 6, r.center().y() - 7, 16, 16));
    if (option->checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option->checked)
            paintCheckMark(*painter, mark, selected ? theme.text : theme.accent, 1.8);
    } else if (!option->icon.isNull()) {
        option->icon.paint(painter, mark, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    painter->save();
    painter->setFont(option->font);
    painter->setPen(ink);
    const qsizetype tab = option->text.indexOf(QLatin1Char('\t'));
    const QString text = tab < 0 ? option->text : option->text.left(tab);
    const bool column = option->maxIconWidth > 0 || option->menuHasCheckableItems;
    const QRect label = r.adjusted(kSide + 8 + (column ? kIconColumn - 8 : 0), 0, -kSide - 8, 0);
    const bool sub = option->menuItemType == QStyleOptionMenuItem::SubMenu;
    const int room = label.width() - (sub ? kChevronRoom : 0) -
                     (tab < 0 ? 0 : option->fontMetrics.horizontalAdvance(option->text.mid(tab + 1)) + 8);
    painter->drawText(placed(label), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine,
                      QFontMetrics(option->font).elidedText(text, Qt::ElideRight, room, Qt::TextShowMnemonic));
    if (tab >= 0) {
        painter->setPen(enabled ? theme.muted : ink);
        painter->drawText(placed(label), Qt::AlignRight | Qt::AlignVCenter, option->text.mid(tab + 1));
    }
    if (sub)
        paintChevron(*painter, placed(QRect(r.right() - kSide - 16, r.top(), 12, r.height())),
                     option->direction == Qt::RightToLeft ? Chevron::Left : Chevron::Right, theme.muted, 7);
    painter->restore();
}

QSize TocsinStyle::menuItemSize(const QStyleOptionMenuItem *option) const
{
    if (option->menuItemType == QStyleOptionMenuItem::Separator)
        return {10, 9};
    const qsizetype tab = option->text.indexOf(QLatin1Char('\t'));
    const QFontMetrics metricsOfItem(option->font);
    int width = metricsOfItem.size(Qt::TextShowMnemonic, tab < 0 ? option->text : option->text.left(tab)).width();
    width += option->menuItemType == QStyleOptionMenuItem::SubMenu ? kChevronRoom : 0;
    width = qMin(width, kWidestText);
    width += option->reservedShortcutWidth > 0 ? option->reservedShortcutWidth + 28 : 0;
    if (tab >= 0)
        width = qMax(width, metricsOfItem.horizontalAdvance(option->text) + 28);
    return {width + 2 * kSide + 16 + kIconColumn, qMax(kItemHeight, metricsOfItem.height() + 10)};
}

void TocsinStyle::drawMenuBarItem(const QStyleOptionMenuItem *option, QPainter *painter) const
{
    const Theme &theme = Theme::current();
    painter->fillRect(option->rect, theme.surface);
    if (option->state & (State_Selected | State_Sunken))
        paintBox(*painter, QRectF(option->rect).adjusted(1, 2, -1, -2), 4, theme.hover);
    painter->setPen(option->state & State_Enabled ? theme.text : theme.muted);
    painter->drawText(option->rect, Qt::AlignCenter | Qt::TextShowMnemonic, option->text);
}

} // namespace tocsin
