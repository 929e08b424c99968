#include "ui/theme/fonts.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"
#include "ui/theme/tocsinstyle.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

enum class ButtonKind { Normal, Primary, Danger, Flat };

struct ButtonColors
{
    QColor fill;
    QColor line;
    QColor ink;
};

ButtonKind kindOf(const QStyleOptionButton *option, const QWidget *widget)
{
    if (widget && widget->property("danger").toBool())
        return ButtonKind::Danger;
    if ((widget && widget->property("primary").toBool()) || option->features & QStyleOptionButton::DefaultButton)
        return ButtonKind::Primary;
    return option->features & QStyleOptionButton::Flat ? ButtonKind::Flat : ButtonKind::Normal;
}

ButtonColors colorsOf(ButtonKind kind, QStyle::State state)
{
    const Theme &theme = Theme::current();
    const bool down = state & (QStyle::State_Sunken);
    const bool on = state & QStyle::State_On;
    const bool over = state & QStyle::State_MouseOver;
    if (!(state & QStyle::State_Enabled)) {
        const QColor faint = mixed(theme.surface, theme.muted, 0.62);
        if (kind == ButtonKind::Flat)
            return {{}, {}, faint};
        return {mixed(theme.surface, theme.window, 0.7), theme.line, faint};
    }
    switch (kind) {
    case ButtonKind::Primary:
        return {down ? theme.accentDown : over ? theme.accentHover : theme.accent, {}, theme.onAccent};
    case ButtonKind::Danger:
        return {down || over ? mixed(theme.danger, Qt::black, down ? 0.22 : 0.12) : theme.danger, {}, theme.onDanger};
    case ButtonKind::Flat:
        if (on)
            return {theme.accentTint, {}, theme.accent};
        return {down ? theme.pressed : over ? theme.hover : QColor(), {}, theme.accent};
    case ButtonKind::Normal:
        break;
    }
    if (on)
        return {theme.accentTint, theme.accent, theme.accent};
    const QColor line = over ? mixed(theme.line, theme.muted, 0.3) : theme.line;
    return {down ? theme.pressed : over ? theme.hover : theme.surface, line, theme.text};
}

QString hintOf(const QWidget *widget)
{
    return widget ? widget->property("hint").toString() : QString();
}

void paintBezel(QPainter &painter, const QRectF &rect, const ButtonColors &colors, ButtonKind kind, bool focused)
{
    const Theme &theme = Theme::current();
    paintBox(painter, rect, metrics::radiusControl, colors.fill, colors.line);
    if (!focused)
        return;
    // On a filled button the ring stands inside it, in the colour of the label.
    if (kind == ButtonKind::Primary || kind == ButtonKind::Danger)
        paintBox(painter, rect.adjusted(2, 2, -2, -2), metrics::radiusControl - 2, {}, colors.ink, 1.5);
    else
        paintBox(painter, rect, metrics::radiusControl, {}, theme.accent, 2.0);
}

} // namespace

void TocsinStyle::drawPushButton(const QStyleOptionButton *option, QPainter *painter, const QWidget *widget) const
{
    const ButtonKind kind = kindOf(option, widget);
    const ButtonColors colors = colorsOf(kind, option->state);
    const bool focused = option->state & State_HasFocus && option->state & State_KeyboardFocusChange;
    paintBezel(*painter, option->rect, colors, kind, focused);

    const QString hint = hintOf(widget);
    const bool menu = option->features & QStyleOptionButton::HasMenu;
    const int icon = option->icon.isNull() ? 0 : option->iconSize.width();
    const int gap = icon && !option->text.isEmpty() ? 6 : 0;
    const QFontMetrics &fm = option->fontMetrics;
    const int textWidth = fm.size(Qt::TextShowMnemonic, option->text).width();
    const int hintWidth = hint.isEmpty() ? 0 : fm.horizontalAdvance(hint) + 7;
    const int menuWidth = menu ? 16 : 0;
    const int pad = 8;
    const QRect inner = option->rect.adjusted(pad, 0, -pad, 0);
    const int content = qMin(icon + gap + textWidth + hintWidth + menuWidth, inner.width());
    const bool left = widget && widget->property("leftAligned").toBool();
    int x = left ? inner.left() : inner.left() + (inner.width() - content) / 2;

    painter->save();
    if (icon) {
        const QIcon::Mode mode = option->state & State_Enabled ? QIcon::Normal : QIcon::Disabled;
        const QRect at(x, inner.center().y() - option->iconSize.height() / 2 + 1, icon, option->iconSize.height());
        option->icon.paint(painter, visualRect(option->direction, option->rect, at), Qt::AlignCenter, mode);
        x += icon + gap;
    }
    painter->setPen(colors.ink);
    const int flags = Qt::AlignVCenter | Qt::AlignLeft |
                      (styleHint(SH_UnderlineShortcut, option, widget) ? Qt::TextShowMnemonic : Qt::TextHideMnemonic);
    const int room = inner.right() + 1 - x - hintWidth - menuWidth;
    const QRect textRect(x, inner.top(), qMin(textWidth, room), inner.height());
    const bool wraps = textWidth > room && widget && widget->property("wraps").toBool();
    const QString text = textWidth > room && !wraps
                             ? fm.elidedText(option->text, Qt::ElideRight, room, Qt::TextShowMnemonic)
                             : option->text;
    painter->drawText(visualRect(option->direction, option->rect, textRect),
                      wraps ? (flags & ~Qt::AlignLeft) | Qt::AlignHCenter | Qt::TextWordWrap : flags, text);
    x = textRect.right() + 1;
    if (!hint.isEmpty()) {
        const bool filled = kind == ButtonKind::Primary || kind == ButtonKind::Danger;
        const QColor dim = filled ? mixed(colors.fill, colors.ink, 0.82) : Theme::current().muted;
        painter->setPen(option->state & State_Enabled ? dim : colors.ink);
        const QRect hintRect(x + 7, inner.top(), hintWidth, inner.height());
        painter->drawText(visualRect(option->direction, option->rect, hintRect), flags, hint);
        x += hintWidth;
    }
    if (menu)
        paintChevron(*painter,
                     visualRect(option->direction, option->rect, QRect(x + 5, inner.top(), 10, inner.height())),
                     Chevron::Down, colors.ink, 7);
    painter->restore();
}

QSize TocsinStyle::pushButtonSize(const QStyleOptionButton *option, const QWidget *widget) const
{
    const QFontMetrics &fm = option->fontMetrics;
    int width = fm.size(Qt::TextShowMnemonic, option->text).width();
    if (!option->icon.isNull())
        width += option->iconSize.width() + (option->text.isEmpty() ? 0 : 6);
    if (const QString hint = hintOf(widget); !hint.isEmpty())
        width += fm.horizontalAdvance(hint) + 7;
    if (option->features & QStyleOptionButton::HasMenu)
        width += 16;
    const bool iconOnly = option->text.isEmpty() && !option->icon.isNull();
    const bool small = widget && widget->property("compact").toBool();
    const int height = qMax(small ? 26 : metrics::controlHeight, fm.height() + (small ? 6 : 12));
    return {iconOnly ? qMax(height, width + 12) : width + (small ? 18 : 26), height};
}

namespace {

int toolIconWidth(const QStyleOptionToolButton *option)
{
    const bool shown = option->toolButtonStyle == Qt::ToolButtonTextBesideIcon && !option->icon.isNull();
    return shown ? option->iconSize.width() + 6 : 0;
}

/** Icon, words and arrow in the middle, as on any other button. */
void paintToolText(QPainter *painter, const QStyleOptionToolButton *option, const QColor &ink, bool menu, bool mnemonic)
{
    const int icon = toolIconWidth(option);
    const int arrow = menu ? 16 : 0;
    const QRect inner = option->rect.adjusted(8, 0, -8, 0);
    const QFontMetrics &fm = option->fontMetrics;
    const int textWidth = fm.size(Qt::TextShowMnemonic, option->text).width();
    int x = inner.left() + qMax(0, inner.width() - icon - textWidth - arrow) / 2;
    const auto mirrored = [&](const QRect &r) { return QStyle::visualRect(option->direction, option->rect, r); };
    painter->save();
    if (icon > 0) {
        const QSize size = option->iconSize;
        const QRect at(QPoint(x, inner.center().y() - size.height() / 2 + 1), size);
        option->icon.paint(painter, mirrored(at), Qt::AlignCenter,
                           option->state & QStyle::State_Enabled ? QIcon::Normal : QIcon::Disabled);
        x += icon;
    }
    painter->setPen(ink);
    const int room = inner.right() + 1 - x - arrow;
    const QRect words(x, inner.top(), qMin(textWidth, room), inner.height());
    painter->drawText(
        mirrored(words), Qt::AlignVCenter | Qt::AlignLeft | (mnemonic ? Qt::TextShowMnemonic : Qt::TextHideMnemonic),
        textWidth > room ? fm.elidedText(option->text, Qt::ElideRight, room, Qt::TextShowMnemonic) : option->text);
    if (menu)
        paintChevron(*painter, mirrored(QRect(words.right() + 6, inner.top(), 10, inner.height())), Chevron::Down, ink,
                     7);
    painter->restore();
}

} // namespace

QSize TocsinStyle::toolButtonSize(const QStyleOptionToolButton *option, const QSize &contents)
{
    const bool text = option->toolButtonStyle != Qt::ToolButtonIconOnly && !option->text.isEmpty();
    if (!text)
        return {qMax(28, contents.width() + 12), qMax(28, contents.height() + 10)};
    const bool menu = option->features & QStyleOptionToolButton::HasMenu;
    const bool flat = option->state & State_AutoRaise;
    const int least = flat ? 28 : metrics::controlHeight;
    if (option->toolButtonStyle == Qt::ToolButtonTextUnderIcon)
        return {contents.width() + 18 + (menu ? 14 : 0), qMax(least, contents.height() + 10)};
    const int icon = toolIconWidth(option);
    const int width = icon + option->fontMetrics.size(Qt::TextShowMnemonic, option->text).width() + (menu ? 16 : 0);
    return {width + (flat ? 18 : 26), qMax(least, contents.height() + 10)};
}

void TocsinStyle::drawToolButton(const QStyleOptionToolButton *option, QPainter *painter, const QWidget *widget) const
{
    const bool flat = option->state & State_AutoRaise;
    State state = option->state;
    if (option->activeSubControls == SC_None)
        state &= ~State_Sunken;
    ButtonColors colors = colorsOf(flat ? ButtonKind::Flat : ButtonKind::Normal, state);
    if (flat && !(state & State_On) && state & State_Enabled)
        colors.ink = Theme::current().text;
    const bool focused = option->state & State_HasFocus && option->state & State_KeyboardFocusChange;
    paintBezel(*painter, option->rect, colors, ButtonKind::Normal, focused);

    const bool menu = option->features & QStyleOptionToolButton::HasMenu ||
                      option->features & QStyleOptionToolButton::MenuButtonPopup;
    if (!option->text.isEmpty() &&
        (option->toolButtonStyle == Qt::ToolButtonTextBesideIcon || option->toolButtonStyle == Qt::ToolButtonTextOnly))
        return paintToolText(painter, option, colors.ink, menu, styleHint(SH_UnderlineShortcut, option, widget) != 0);
    QStyleOptionToolButton label(*option);
    label.palette.setColor(QPalette::ButtonText, colors.ink);
    label.state &= ~State_Sunken;
    if (menu && (!option->text.isEmpty() && option->toolButtonStyle != Qt::ToolButtonIconOnly)) {
        const QRect arrow(option->rect.right() - 17, option->rect.top(), 12, option->rect.height());
        paintChevron(*painter, visualRect(option->direction, option->rect, arrow), Chevron::Down, colors.ink, 7);
        label.rect.adjust(0, 0, -14, 0);
        label.rect = visualRect(option->direction, option->rect, label.rect);
    }
    proxy()->drawControl(CE_ToolButtonLabel, &label, painter, widget);
}

} // namespace tocsin
