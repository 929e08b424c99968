#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"
#include "ui/theme/tocsinstyle.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace tocsin {

namespace {

void paintField(QPainter &painter, const QStyleOption *option, bool editable)
{
    const Theme &theme = Theme::current();
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool over = option->state & QStyle::State_MouseOver && enabled;
    QColor fill = enabled ? theme.surface : theme.window;
    if (!editable && over)
        fill = theme.hover;
    const bool invalid = option->styleObject && option->styleObject->property("invalid").toBool();
    const QColor line = invalid ? theme.tone(Tone::High).ink : over ? mixed(theme.line, theme.muted, 0.3) : theme.line;
    paintBox(painter, option->rect, metrics::radiusControl, fill, line, invalid ? 1.5 : 1.0);
    const bool focused =
        option->state & QStyle::State_HasFocus && (editable || option->state & QStyle::State_KeyboardFocusChange);
    if (focused)
        paintFocusRing(painter, option->rect, metrics::radiusControl);
}

void paintLineEdit(QPainter &painter, const QStyleOption *option)
{
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    if (!frame || frame->lineWidth <= 0)
        return;
    if (!(option->state & QStyle::State_ReadOnly))
        return paintField(painter, option, true);
    const Theme &theme = Theme::current();
    paintBox(painter, option->rect, metrics::radiusControl, theme.sunken, theme.line);
    if (option->state & QStyle::State_HasFocus)
        paintFocusRing(painter, option->rect, metrics::radiusControl);
}

void paintArea(QPainter &painter, const QStyleOption *option, const QWidget *widget)
{
    const Theme &theme = Theme::current();
    const bool field = widget && widget->inherits("QAbstractScrollArea");
    const QColor fill = field ? option->palette.color(QPalette::Base) : QColor();
    paintBox(painter, option->rect, metrics::radiusControl, fill, theme.line);
    if (field && option->state & QStyle::State_HasFocus && widget->focusPolicy() != Qt::NoFocus)
        paintBox(painter, option->rect, metrics::radiusControl, {}, theme.accent,
                 widget->inherits("QAbstractItemView") ? 1.0 : 2.0);
}

constexpr int kArrowWidth = 26;

} // namespace

void TocsinStyle::drawComboBox(const QStyleOptionComboBox *option, QPainter *painter) const
{
    if (option->frame)
        paintField(*painter, option, option->editable);
    const Theme &theme = Theme::current();
    const QColor ink = option->state & State_Enabled ? theme.muted : mixed(theme.surface, theme.muted, 0.62);
    const QRect arrow(option->rect.right() - kArrowWidth, option->rect.top(), kArrowWidth, option->rect.height());
    paintChevron(*painter, visualRect(option->direction, option->rect, arrow), Chevron::Down, ink, 8);
}

QRect TocsinStyle::comboBoxRect(const QStyleOptionComboBox *option, SubControl subControl, const QWidget *widget) const
{
    const QRect r = option->rect;
    switch (subControl) {
    case SC_ComboBoxFrame:
        return r;
    case SC_ComboBoxArrow:
        return visualRect(option->direction, r, QRect(r.right() - kArrowWidth, r.top(), kArrowWidth + 1, r.height()));
    case SC_ComboBoxEditField:
        return visualRect(option->direction, r, r.adjusted(8, 2, -kArrowWidth - 2, -2));
    default:
        return QProxyStyle::subControlRect(CC_ComboBox, option, subControl, widget);
    }
}

void TocsinStyle::drawSpinBox(const QStyleOptionSpinBox *option, QPainter *painter) const
{
    if (option->frame)
        paintField(*painter, option, true);
    if (option->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const Theme &theme = Theme::current();
    const QColor faint = mixed(theme.surface, theme.muted, 0.45);
    const auto arrow = [&](SubControl which, QAbstractSpinBox::StepEnabledFlag flag, Chevron direction) {
        const QRect r = spinBoxRect(option, which);
        const bool enabled = option->state & State_Enabled && option->stepEnabled & flag;
        if (enabled && option->activeSubControls == which)
            paintBox(*painter, r, 4, option->state & State_Sunken ? theme.pressed : theme.hover);
        paintChevron(*painter, r, direction, enabled ? theme.muted : faint, 7);
    };
    arrow(SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, Chevron::Up);
    arrow(SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, Chevron::Down);
}

QRect TocsinStyle::spinBoxRect(const QStyleOptionSpinBox *option, SubControl subControl) const
{
    const QRect r = option->rect;
    const bool buttons = option->buttonSymbols != QAbstractSpinBox::NoButtons;
    const int half = (r.height() - 6) / 2;
    QRect result = r;
    switch (subControl) {
    case SC_SpinBoxUp:
        result = buttons ? QRect(r.right() - 23, r.top() + 3, 20, half) : QRect();
        break;
    case SC_SpinBoxDown:
        result = buttons ? QRect(r.right() - 23, r.bottom() - 2 - half, 20, half) : QRect();
        break;
    case SC_SpinBoxEditField:
        result = r.adjusted(8, 2, buttons ? -26 : -8, -2);
        break;
    default:
        break;
    }
    return visualRect(option->direction, r, result);
}

bool TocsinStyle::drawFrame(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    const Theme &theme = Theme::current();
    switch (element) {
    case PE_PanelLineEdit:
        paintLineEdit(*painter, option);
        return true;
    case PE_FrameLineEdit:
        return true;
    case PE_FrameDefaultButton:
    case PE_FrameStatusBarItem:
    case PE_PanelStatusBar:
    case PE_FrameWindow:
    case PE_FrameButtonBevel:
        return true;
    case PE_FrameGroupBox:
        return true; // the title alone holds the group together
    case PE_Frame:
        paintArea(*painter, option, widget);
        return true;
    case PE_FrameMenu:
        paintBox(*painter, option->rect, 0, {}, theme.line);
        return true;
    case PE_PanelMenu:
        painter->fillRect(option->rect, theme.surface);
        return true;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, option->palette.color(QPalette::ToolTipBase));
        return true;
    case PE_FrameTabBarBase: // a line under all tabs
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), theme.line);
        return true;
    case PE_FrameTabWidget:
        painter->fillRect(QRect(option->rect.left(), option->rect.top(), option->rect.width(), 1), theme.line);
        return true;
    case PE_FrameFocusRect:
        // A selected item shows by its ground.
        if (option->state & State_Item && option->state & State_Selected)
            return true;
        if (option->state & State_KeyboardFocusChange || option->state & State_HasFocus)
            paintBox(*painter, option->rect, 4, {}, theme.accent, 1.5);
        return true;
    default:
        return false;
    }
}

} // namespace tocsin
