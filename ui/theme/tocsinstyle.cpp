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
#include <QHash>
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

#include <cmath>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

bool isTextEdit(const QWidget *widget)
{
    return qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget);
}

/** Sizes that hang on nothing, in device-independent pixels. */
const QHash<int, int> &fixedMetrics()
{
    static const QHash<int, int> fixed{
        {QStyle::PM_ButtonDefaultIndicator, 0},
        {QStyle::PM_ButtonShiftHorizontal, 0},
        {QStyle::PM_ButtonShiftVertical, 0},
        {QStyle::PM_IndicatorWidth, 16},
        {QStyle::PM_IndicatorHeight, 16},
        {QStyle::PM_ExclusiveIndicatorWidth, 16},
        {QStyle::PM_ExclusiveIndicatorHeight, 16},
        {QStyle::PM_CheckBoxLabelSpacing, 8},
        {QStyle::PM_RadioButtonLabelSpacing, 8},
        {QStyle::PM_ScrollBarExtent, 12},
        {QStyle::PM_ScrollBarSliderMin, 32},
        {QStyle::PM_ScrollView_ScrollBarSpacing, 0},
        {QStyle::PM_ScrollView_ScrollBarOverlap, 0},
        {QStyle::PM_SplitterWidth, 7},
        {QStyle::PM_TabBarBaseOverlap, 0},
        {QStyle::PM_TabBarTabOverlap, 0},
        {QStyle::PM_TabBarTabShiftVertical, 0},
        {QStyle::PM_TabBarTabShiftHorizontal, 0},
        {QStyle::PM_TabBarScrollButtonWidth, 24},
        {QStyle::PM_MenuHMargin, 5},
        {QStyle::PM_MenuVMargin, 5},
        {QStyle::PM_MenuPanelWidth, 1},
        {QStyle::PM_MenuButtonIndicator, 14},
        {QStyle::PM_HeaderMargin, 6}, // also the least height of rows
        {QStyle::PM_HeaderDefaultSectionSizeVertical, 34},
        {QStyle::PM_SliderThickness, 18},
        {QStyle::PM_SliderControlThickness, 18},
        {QStyle::PM_SliderLength, 18},
        {QStyle::PM_ToolTipLabelFrameWidth, 7},
        {QStyle::PM_MessageBoxIconSize, 28},
        {QStyle::PM_SmallIconSize, 16},
        {QStyle::PM_ButtonIconSize, 16},
        {QStyle::PM_ListViewIconSize, 16},
        {QStyle::PM_TabBarIconSize, 16},
        {QStyle::PM_ToolBarIconSize, 18},
        {QStyle::PM_LayoutLeftMargin, 12},
        {QStyle::PM_LayoutTopMargin, 12},
        {QStyle::PM_LayoutRightMargin, 12},
        {QStyle::PM_LayoutBottomMargin, 12},
        {QStyle::PM_LayoutHorizontalSpacing, 8},
        {QStyle::PM_LayoutVerticalSpacing, 8},
    };
    return fixed;
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

/** A line of 1 px through the middle. */
void paintLine(QPainter &painter, const QRectF &r, bool across, const QColor &color)
{
    // Whole pixels: the middle of a line that is one pixel thick lies between two of them.
    painter.fillRect(across ? QRectF(r.left(), r.top() + std::floor((r.height() - 1) / 2), r.width(), 1)
                            : QRectF(r.left() + std::floor((r.width() - 1) / 2), r.top(), 1, r.height()),
                     color);
}

constexpr int kGripLength = 32;

/** A grip: panels at both sides have lines of their own. */
void paintSplitter(QPainter &painter, const QStyleOption *option)
{
    const Theme &theme = Theme::current();
    const bool upright = option->state & QStyle::State_Horizontal;
    const QSizeF grip = upright ? QSizeF(3, kGripLength) : QSizeF(kGripLength, 3);
    QRectF at({}, grip);
    at.moveCenter(QRectF(option->rect).center());
    paintBox(painter, at, 1.5, option->state & QStyle::State_MouseOver ? theme.accent : theme.line);
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

bool TocsinStyle::drawLabel(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
        QStyleOptionHeader muted(*header);
        muted.palette.setColor(QPalette::ButtonText, Theme::current().muted);
        // Fusion asks its own rectangles; this lines the label up with the items beneath.
        const bool trailing = header->textAlignment & Qt::AlignRight; // figures
        const bool right = (option->direction == Qt::RightToLeft) != trailing;
        muted.rect.adjust(right ? 0 : 7, 0, right ? -7 : 0, 0);
        muted.state &= ~State_On; // no bold for the column of the current cell
        muted.text = header->fontMetrics.elidedText(header->text, Qt::ElideRight, muted.rect.width());
        QProxyStyle::drawControl(element, &muted, painter, widget);
        return true;
    }
    if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
        QStyleOptionComboBox elided = *box;
        const QRect room = subControlRect(CC_ComboBox, box, SC_ComboBoxEditField, widget);
        const int icon = box->currentIcon.isNull() ? 0 : box->iconSize.width() + 4;
        elided.currentText = box->fontMetrics.elidedText(box->currentText, Qt::ElideRight, room.width() - icon - 2);
        QProxyStyle::drawControl(element, &elided, painter, widget);
        return true;
    }
    return false;
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
    case CE_CheckBoxLabel:
    case CE_RadioButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton fitted = *button; // where there is no room, dots say so
            fitted.text = button->fontMetrics.elidedText(button->text, Qt::ElideRight, button->rect.width(),
                                                         Qt::TextShowMnemonic);
            return QProxyStyle::drawControl(element, &fitted, painter, widget);
        }
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
    case CE_ComboBoxLabel:
        if (drawLabel(element, option, painter, widget))
            return;
        break;
    case CE_ProgressBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            return drawProgressBar(bar, painter);
        break;
    case CE_Splitter:
        return paintSplitter(*painter, option);
    case CE_ShapedFrame:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && (frame->frameShape == QFrame::HLine || frame->frameShape == QFrame::VLine))
            return paintLine(*painter, frame->rect, frame->frameShape == QFrame::HLine, theme.line);
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
    const QHash<int, int> &fixed = fixedMetrics();
    if (metric == PM_DefaultFrameWidth) // wide enough that a viewport's square corner stays inside the rounded frame
        return isTextEdit(widget) ? 5 : qobject_cast<const QAbstractItemView *>(widget) ? 3 : 1;
    if (metric == PM_FocusFrameHMargin)
        return widget && widget->inherits("QComboBoxListView") ? 7 : 12;
    const auto found = fixed.constFind(metric);
    return found != fixed.constEnd() ? *found : QProxyStyle::pixelMetric(metric, option, widget);
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
