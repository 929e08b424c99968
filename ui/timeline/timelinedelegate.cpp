#include "ui/timeline/timelinedelegate.h"

#include "models/domain/clock.h"
#include "models/items/timelinemodel.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"
#include "ui/timeline/entrylayout.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace tocsin {

TimelineDelegate::TimelineDelegate(const Clock &clock, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_clock(clock)
{
}

void TimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &t = Theme::current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->fillRect(option.rect, selected ? t.accentTint : hovered ? t.hover : t.surface);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.line);
    const QVariant value = index.data(TimelineModel::RowRole);
    if (value.isValid()) {
        const TimelineRow *row = static_cast<const TimelineRow *>(value.constData());
        const EntryLayout layout(*row, option.rect.width(), m_time, m_clock.nowMs());
        layout.paint(*painter, option.rect.topLeft(), hovered && m_markable);
    } else {
        EntryLayout::paintPlaceholder(*painter, option.rect);
    }
    if (option.state.testFlag(QStyle::State_HasFocus))
        paintFocusRing(*painter, QRectF(option.rect).adjusted(1, 1, -1, -2), 3);
    painter->restore();
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant value = index.data(TimelineModel::RowRole);
    if (!value.isValid())
        return {option.rect.width(), EntryLayout::kRowHeight};
    const TimelineRow *row = static_cast<const TimelineRow *>(value.constData());
    return {option.rect.width(), EntryLayout(*row, option.rect.width(), m_time, m_clock.nowMs()).height()};
}

bool TimelineDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                                   const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease || !m_markable)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton ||
        !EntryLayout::starRect().translated(option.rect.topLeft()).contains(mouse->position().toPoint()))
        return false;
    Q_EMIT starClicked(index);
    return true;
}

bool TimelineDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    if (event->type() == QEvent::ToolTip && m_markable && index.data(TimelineModel::RowRole).isValid() &&
        EntryLayout::starRect().translated(option.rect.topLeft()).contains(event->pos())) {
        const bool key = index.data(TimelineModel::KeyEventRole).toBool();
        QToolTip::showText(event->globalPos(),
                           key ? tr("A key event. Click, or press *, to unmark it.")
                               : tr("Click, or press *, to mark this as a key event."),
                           view);
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace tocsin
