#include "ui/theme/tocsinstyle.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QCalendarWidget>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>
#include <QTextCharFormat>
#include <QTextEdit>
#include <QToolButton>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

bool isTextEdit(const QWidget *widget)
{
    return qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget);
}

/** Quiet days instead of red ones, own arrows instead of green ones. */
void polishCalendar(QCalendarWidget &calendar)
{
    calendar.setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    QTextCharFormat plain;
    plain.setForeground(Theme::current().text);
    for (const Qt::DayOfWeek day : {Qt::Saturday, Qt::Sunday})
        calendar.setWeekdayTextFormat(day, plain);
    const std::pair<QString, QString> arrows[] = {{u"qt_calendar_prevmonth"_s, u"chevron-left"_s},
                                                  {u"qt_calendar_nextmonth"_s, u"chevron-right"_s}};
    for (const auto &[name, picture] : arrows)
        if (auto *button = calendar.findChild<QToolButton *>(name))
            button->setIcon(icon(picture));
}

bool wantsHover(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QComboBox *>(widget) ||
           qobject_cast<const QAbstractSpinBox *>(widget) || qobject_cast<const QScrollBar *>(widget) ||
           qobject_cast<const QTabBar *>(widget) || qobject_cast<const QHeaderView *>(widget);
}

} // namespace

TocsinStyle::TocsinStyle()
    : QProxyStyle(u"Fusion"_s)
{
}

void TocsinStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (wantsHover(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (auto *tabs = qobject_cast<QTabBar *>(widget))
        tabs->setExpanding(false);
    if (auto *header = qobject_cast<QHeaderView *>(widget); header && header->defaultAlignment() == Qt::AlignCenter)
        header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    if (auto *calendar = qobject_cast<QCalendarWidget *>(widget))
        polishCalendar(*calendar);
    if (isTextEdit(widget) || qobject_cast<QAbstractItemView *>(widget))
        widget->installEventFilter(this);
}

void TocsinStyle::unpolish(QWidget *widget)
{
    widget->removeEventFilter(this);
    QProxyStyle::unpolish(widget);
}

bool TocsinStyle::eventFilter(QObject *watched, QEvent *event)
{
    // A scroll area repaints its viewport on focus, not its frame, where the ring is.
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        static_cast<QWidget *>(watched)->update();
    return QProxyStyle::eventFilter(watched, event);
}

void TocsinStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    if (drawIndicator(element, option, painter) || drawFrame(element, option, painter, widget))
        return;
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void TocsinStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    const Theme &theme = Theme::current();
    switch (element) {
    case CE_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return drawPushButton(button, painter, widget);
        break;
    case CE_SizeGrip:
    case CE_TabBarTabShape:
        return;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return drawTabLabel(tab, painter);
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return drawMenuItem(item, painter);
        break;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return drawMenuBarItem(item, painter);
        break;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, theme.surface);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return drawHeaderSection(header, painter);
        painter->fillRect(option->rect, theme.surface);
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader muted(*header);
            muted.palette.setColor(QPalette::ButtonText, theme.muted);
            // Fusion asks its own rectangles; this lines the label up with the items beneath.
            muted.rect.adjust(option->direction == Qt::LeftToRight ? 7 : 0, 0,
                              option->direction == Qt::LeftToRight ? 0 : -7, 0);
            muted.state &= ~State_On; // no bold for the column of the current cell
            return QProxyStyle::drawControl(element, &muted, painter, widget);
        }
        break;
    case CE_ProgressBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            return drawProgressBar(bar, painter);
        break;
    case CE_Splitter: {
        const QRectF r = option->rect;
        const bool horizontal = option->state & State_Horizontal;
        const QColor line = option->state & State_MouseOver ? theme.accent : theme.line;
        painter->fillRect(horizontal ? QRectF(r.center().x(), r.top(), 1, r.height())
                                     : QRectF(r.left(), r.center().y(), r.width(), 1),
                          line);
        return;
    }
    case CE_ShapedFrame:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && (frame->frameShape == QFrame::HLine || frame->frameShape == QFrame::VLine)) {
            const QRectF r = option->rect;
            painter->fillRect(frame->frameShape == QFrame::HLine ? QRectF(r.left(), r.center().y(), r.width(), 1)
                                                                 : QRectF(r.center().x(), r.top(), 1, r.height()),
                              theme.line);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void TocsinStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                     const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return drawComboBox(box, painter);
    } else if (control == CC_SpinBox) {
        if (const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option))
            return drawSpinBox(box, painter);
    } else if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return drawScrollBar(bar, painter);
    } else if (control == CC_Slider) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return drawSlider(slider, painter);
    } else if (control == CC_ToolButton) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            return drawToolButton(button, painter, widget);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect TocsinStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_LineEditContents:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option))
            return frame->lineWidth > 0 ? option->rect.adjusted(8, 1, -8, -1) : option->rect;
        break;
    case SE_ItemViewItemText:
    case SE_ItemViewItemDecoration:
        // The margin that lines texts up with a card's title is too wide between the parts of one item.
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            QRect part = QProxyStyle::subElementRect(element, option, widget);
            int closer = item->features & QStyleOptionViewItem::HasCheckIndicator ? 13 : 0;
            if (element == SE_ItemViewItemText && item->features & QStyleOptionViewItem::HasDecoration)
                closer += 13;
            if (item->direction == Qt::RightToLeft)
                part.adjust(0, 0, closer, 0);
            else
                part.adjust(-closer, 0, element == SE_ItemViewItemText ? 0 : -closer, 0);
            return part;
        }
        break;
    case SE_PushButtonFocusRect:
    case SE_ComboBoxFocusRect:
        return option->rect;
    case SE_CheckBoxFocusRect:
    case SE_RadioButtonFocusRect:
        return QProxyStyle::subElementRect(element, option, widget).adjusted(-2, 0, 2, 0) & option->rect;
    default:
        break;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect TocsinStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                  const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return comboBoxRect(box, subControl, widget);
    } else if (control == CC_SpinBox) {
        if (const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option))
            return spinBoxRect(box, subControl);
    } else if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return scrollBarRect(bar, subControl);
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QSize TocsinStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                    const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return pushButtonSize(button, widget);
        break;
    case CT_LineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            result.setHeight(qMax(metrics::controlHeight, size.height()));
        break;
    case CT_ComboBox:
        return {size.width() + 40, qMax(metrics::controlHeight, size.height() + 4)};
    case CT_SpinBox:
        return {size.width() + 40, qMax(metrics::controlHeight, size.height() + 4)};
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            return toolButtonSize(button, size);
        break;
    case CT_TabBarTab:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            const int icon = tab->icon.isNull() ? 0 : tab->iconSize.width() + 6;
            const int text = QFontMetrics(bodyBoldFont()).horizontalAdvance(tab->text);
            return {text + icon + 22, qMax(36, result.height())};
        }
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return menuItemSize(item);
        break;
    case CT_MenuBarItem:
        return {size.width() + 16, size.height() + 8};
    case CT_HeaderSection:
        result = {result.width() + 16, option->fontMetrics.height() + 16};
        break;
    case CT_ItemViewItem:
        result.setHeight(qMax(30, result.height()));
        break;
    case CT_CheckBox:
    case CT_RadioButton:
        result.setHeight(qMax(22, result.height()));
        break;
    case CT_ProgressBar:
        result.setHeight(qMax(16, qMin(result.height(), 20)));
        break;
    default:
        break;
    }
    return result;
}

QIcon TocsinStyle::standardIcon(StandardPixmap picture, const QStyleOption *option, const QWidget *widget) const
{
    switch (picture) {
    case SP_MessageBoxInformation:
        return icon(u"info", Ink::Accent);
    case SP_MessageBoxQuestion:
        return icon(u"help", Ink::Accent);
    case SP_MessageBoxWarning:
        return icon(u"warning", Ink::Warning);
    case SP_MessageBoxCritical:
        return icon(u"error", Ink::Danger);
    case SP_LineEditClearButton:
    case SP_TitleBarCloseButton:
        return icon(u"close", Ink::Muted);
    default:
        return QProxyStyle::standardIcon(picture, option, widget);
    }
}

QPixmap TocsinStyle::standardPixmap(StandardPixmap picture, const QStyleOption *option, const QWidget *widget) const
{
    switch (picture) {
    case SP_MessageBoxInformation:
    case SP_MessageBoxQuestion:
    case SP_MessageBoxWarning:
    case SP_MessageBoxCritical:
        return standardIcon(picture, option, widget).pixmap(32, 32);
    default:
        return QProxyStyle::standardPixmap(picture, option, widget);
    }
}

int TocsinStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_DefaultFrameWidth:
        // Wide enough that a viewport's square corner stays inside the rounded frame.
        if (isTextEdit(widget))
            return 5;
        if (qobject_cast<const QAbstractItemView *>(widget))
            return 3;
        return 1;
    case PM_ButtonDefaultIndicator:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_SplitterWidth:
        return 7;
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
        return 0;
    case PM_TabBarScrollButtonWidth:
        return 24;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return 5;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuButtonIndicator:
        return 14;
    case PM_HeaderMargin: // also the least height of rows
        return 6;
    case PM_HeaderDefaultSectionSizeVertical:
        return 34;
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_SliderLength:
        return 18;
    case PM_FocusFrameHMargin:
        return widget && widget->inherits("QComboBoxListView") ? 7 : 12;
    case PM_ToolTipLabelFrameWidth:
        return 7;
    case PM_MessageBoxIconSize:
        return 28;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
        return 16;
    case PM_ToolBarIconSize:
        return 18;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return 12;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int TocsinStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                           QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup:
    case SH_Widget_Animate:
    case SH_ScrollBar_Transient:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_Menu_Scrollable:
    case SH_Menu_MouseTracking:
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_FormLayoutLabelAlignment:
        return Qt::AlignLeft | Qt::AlignVCenter;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_Table_GridLineColor:
        return static_cast<int>(Theme::current().line.rgba());
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace tocsin
