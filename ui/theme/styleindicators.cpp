#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"
#include "ui/theme/tocsinstyle.h"

#include <QPainter>
#include <QStyleOption>
#include <QTreeView>
#include <QWidget>

namespace tocsin {

namespace {

QRectF squareIn(const QRect &rect)
{
    const int side = qMin(16, qMin(rect.width(), rect.height()));
    return QRectF(rect.left() + (rect.width() - side) / 2, rect.top() + (rect.height() - side) / 2, side, side);
}

struct IndicatorColors
{
    QColor fill;
    QColor line;
    QColor mark;
};

IndicatorColors colorsOf(QStyle::State state, bool on)
{
    const Theme &theme = Theme::current();
    const QColor faint = mixed(theme.surface, theme.muted, 0.45);
    if (!(state & QStyle::State_Enabled))
        return on ? IndicatorColors{faint, faint, theme.surface} : IndicatorColors{theme.window, faint, faint};
    if (on)
        return {state & QStyle::State_MouseOver ? theme.accentHover : theme.accent, theme.accent, theme.onAccent};
    return {state & QStyle::State_Sunken ? theme.pressed : theme.surface,
            state & QStyle::State_MouseOver ? theme.accent : theme.control, theme.text};
}

void paintCheckBox(QPainter &painter, const QStyleOption *option)
{
    const bool partly = option->state & QStyle::State_NoChange;
    const bool on = option->state & QStyle::State_On || partly;
    const IndicatorColors colors = colorsOf(option->state, on);
    const QRectF box = squareIn(option->rect);
    paintBox(painter, box, 4, colors.fill, colors.line);
    if (partly)
        painter.fillRect(QRectF(box.left() + 4, box.center().y() - 1, box.width() - 8, 2), colors.mark);
    else if (on)
        paintCheckMark(painter, box, colors.mark);
}

void paintRadio(QPainter &painter, const QStyleOption *option)
{
    const bool on = option->state & QStyle::State_On;
    const IndicatorColors colors = colorsOf(option->state, on);
    const QRectF box = squareIn(option->rect);
    paintBox(painter, box, box.width() / 2, colors.fill, colors.line);
    if (on) {
        const QRectF dot(box.center().x() - 3, box.center().y() - 3, 6, 6);
        paintBox(painter, dot, 3, colors.mark);
    }
}

void paintItem(QPainter &painter, const QStyleOptionViewItem *option)
{
    const Theme &theme = Theme::current();
    if (option->backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(option->rect, option->backgroundBrush);
    if (option->state & QStyle::State_Selected)
        painter.fillRect(option->rect, theme.accentTint);
    else if (option->state & QStyle::State_MouseOver && option->state & QStyle::State_Enabled)
        painter.fillRect(option->rect, theme.hover);
}

} // namespace

bool TocsinStyle::drawIndicator(PrimitiveElement element, const QStyleOption *option, QPainter *painter) const
{
    const Theme &theme = Theme::current();
    const auto arrow = [&](Chevron direction) {
        const QColor ink = option->state & State_Enabled ? theme.muted : mixed(theme.surface, theme.muted, 0.45);
        paintChevron(*painter, option->rect, direction, ink, 8);
        return true;
    };
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paintCheckBox(*painter, option);
        return true;
    case PE_IndicatorRadioButton:
        paintRadio(*painter, option);
        return true;
    case PE_IndicatorArrowDown:
    case PE_IndicatorSpinDown:
        return arrow(Chevron::Down);
    case PE_IndicatorArrowUp:
    case PE_IndicatorSpinUp:
        return arrow(Chevron::Up);
    case PE_IndicatorArrowLeft:
        return arrow(Chevron::Left);
    case PE_IndicatorArrowRight:
        return arrow(Chevron::Right);
    case PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            // Qt calls ascending "down" and puts its rectangle above the middle.
            const Chevron direction =
                header->sortIndicator == QStyleOptionHeader::SortDown ? Chevron::Up : Chevron::Down;
            paintChevron(*painter, QRectF(option->rect).translated(0, 3.5), direction, theme.muted, 7);
            return true;
        }
        return false;
    case PE_IndicatorBranch:
        if (option->state & State_Children)
            return arrow(option->state & State_Open ? Chevron::Down : Chevron::Right);
        return true;
    case PE_PanelItemViewRow:
        // Only a tree has ground of a row beside its items: below the branches.
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
            item && qobject_cast<const QTreeView *>(item->widget))
            paintItem(*painter, item);
        return true;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            paintItem(*painter, item);
        return true;
    case PE_IndicatorTabClose:
        return false;
    default:
        return false;
    }
}

} // namespace tocsin
