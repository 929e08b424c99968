#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"
#include "ui/theme/tocsinstyle.h"

#include <QPainter>
#include <QStyleOption>

namespace tocsin {

void TocsinStyle::drawScrollBar(const QStyleOptionSlider *option, QPainter *painter) const
{
    if (option->maximum <= option->minimum)
        return;
    const Theme &theme = Theme::current();
    const bool active =
        option->activeSubControls & SC_ScrollBarSlider && option->state & (State_MouseOver | State_Sunken);
    const QColor thumb = mixed(theme.surface, theme.muted, active ? 0.75 : 0.4);
    const bool horizontal = option->orientation == Qt::Horizontal;
    const QRectF slider = scrollBarRect(option, SC_ScrollBarSlider);
    const int inset = active ? 2 : 3;
    const QRectF bar = horizontal ? slider.adjusted(2, inset, -2, -inset) : slider.adjusted(inset, 2, -inset, -2);
    paintBox(*painter, bar, qMin(bar.width(), bar.height()) / 2, thumb);
}

QRect TocsinStyle::scrollBarRect(const QStyleOptionSlider *option, SubControl subControl) const
{
    const QRect r = option->rect;
    const bool horizontal = option->orientation == Qt::Horizontal;
    const int length = horizontal ? r.width() : r.height();
    const qint64 range = qint64(option->maximum) - option->minimum;
    int slider = length;
    if (range > 0) {
        const qint64 proportional = qint64(option->pageStep) * length / (range + option->pageStep);
        slider = static_cast<int>(qBound(qint64(qMin(32, length)), proportional, qint64(length)));
    }
    const int start = sliderPositionFromValue(option->minimum, option->maximum, option->sliderPosition, length - slider,
                                              option->upsideDown);
    const auto along = [&](int from, int size) {
        return horizontal ? QRect(r.left() + from, r.top(), size, r.height())
                          : QRect(r.left(), r.top() + from, r.width(), size);
    };
    QRect result;
    switch (subControl) {
    case SC_ScrollBarGroove:
        result = r;
        break;
    case SC_ScrollBarSlider:
        result = along(start, slider);
        break;
    case SC_ScrollBarSubPage:
        result = along(0, start);
        break;
    case SC_ScrollBarAddPage:
        result = along(start + slider, length - start - slider);
        break;
    default:
        break; // no arrow buttons
    }
    return visualRect(option->direction, r, result);
}

void TocsinStyle::drawSlider(const QStyleOptionSlider *option, QPainter *painter) const
{
    const Theme &theme = Theme::current();
    const bool enabled = option->state & State_Enabled;
    const QRectF all = option->rect;
    const QRectF handle = QProxyStyle::subControlRect(CC_Slider, option, SC_SliderHandle, nullptr);
    const bool horizontal = option->orientation == Qt::Horizontal;
    const QRectF groove = horizontal ? QRectF(all.left(), handle.center().y() - 2, all.width(), 4)
                                     : QRectF(handle.center().x() - 2, all.top(), 4, all.height());
    paintBox(*painter, groove, 2, theme.pressed);
    QRectF done = groove;
    if (horizontal && !option->upsideDown)
        done.setRight(handle.center().x());
    else if (horizontal)
        done.setLeft(handle.center().x());
    else
        done.setTop(handle.center().y());
    const QColor ink = enabled ? theme.accent : mixed(theme.surface, theme.muted, 0.45);
    paintBox(*painter, done, 2, ink);
    const QRectF knob(handle.center().x() - 7.5, handle.center().y() - 7.5, 16, 16);
    paintBox(*painter, knob, 8, theme.surface, ink, option->state & State_HasFocus ? 3 : 2);
}

void TocsinStyle::drawProgressBar(const QStyleOptionProgressBar *option, QPainter *painter) const
{
    const Theme &theme = Theme::current();
    const bool withText = option->textVisible && !option->text.isEmpty();
    const int textWidth = withText ? qMax(40, option->fontMetrics.horizontalAdvance(option->text) + 8) : 0;
    const QRectF all = option->rect;
    const QRectF groove(all.left(), all.center().y() - 2.5, all.width() - textWidth, 6);
    paintBox(*painter, groove, 3, theme.pressed);
    const qint64 range = qint64(option->maximum) - option->minimum;
    QRectF done = groove;
    if (range > 0)
        done.setWidth(groove.width() * (qint64(option->progress) - option->minimum) / static_cast<double>(range));
    else // busy: no end is known
        done.adjust(groove.width() * 0.35, 0, -groove.width() * 0.35, 0);
    if (done.width() >= 1)
        paintBox(*painter, done, 3, theme.accent);
    if (withText) {
        painter->setPen(theme.muted);
        painter->drawText(QRectF(groove.right(), all.top(), textWidth, all.height()), Qt::AlignRight | Qt::AlignVCenter,
                          option->text);
    }
}

} // namespace tocsin
