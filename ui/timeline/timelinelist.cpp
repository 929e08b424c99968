#include "ui/timeline/timelinelist.h"

#include "ui/timeline/entrylayout.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace tocsin {

namespace {
constexpr int kUnit = 64; ///< steps of the scroll bar a row
}

TimelineList::TimelineList(QWidget *parent)
    : QListView(parent)
{
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
}

void TimelineList::setModel(QAbstractItemModel *model)
{
    QListView::setModel(model);
    m_top = 0;
    m_offset = 0;
}

int TimelineList::measure(int row) const
{
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, viewport()->width(), EntryLayout::kRowHeight);
    return std::max(1, itemDelegate()->sizeHint(option, model()->index(row, 0)).height());
}

void TimelineList::layoutVisible()
{
    m_heights.clear();
    const int total = rows();
    const int height = viewport()->height();
    if (total == 0) {
        m_top = m_offset = 0;
        return;
    }
    if (m_stickToEnd || m_top >= total) {
        m_top = total;
        m_offset = 0;
    }
    int y = -m_offset;
    int row = m_top;
    for (; row < total && y < height; ++row) {
        m_heights.append(measure(row));
        y += m_heights.last();
    }
    // Room left at the lower end: rows above come down.
    while (y < height && m_offset > 0) {
        const int take = std::min(m_offset, height - y);
        m_offset -= take;
        y += take;
    }
    while (y < height && m_top > 0) {
        --m_top;
        m_heights.prepend(measure(m_top));
        y += m_heights.first();
        if (y > height) {
            m_offset = y - height;
            y = height;
        }
    }
    m_offset = std::max(0, m_offset);
}

void TimelineList::moved()
{
    layoutVisible();
    syncScrollBar();
    viewport()->update();
    Q_EMIT visibleRowsChanged(m_top, lastVisibleRow());
}

void TimelineList::syncScrollBar()
{
    m_syncing = true;
    const int total = rows();
    int visible = 0;
    for (int y = -m_offset; const int height : m_heights) {
        y += height;
        visible += y <= viewport()->height() ? 1 : 0;
    }
    const int last = m_top + static_cast<int>(m_heights.size());
    const int fraction = m_heights.isEmpty() ? 0 : m_offset * kUnit / m_heights.first();
    const int value = m_top * kUnit + fraction;
    // At the end the bar is at its end, whatever the heights of the rows.
    const int bottom = [&] {
        int y = -m_offset;
        for (const int height : m_heights)
            y += height;
        return y;
    }();
    const bool atEnd = last >= total && bottom <= viewport()->height();
    const int maximum = atEnd ? value : std::max(value + 1, std::max(0, total - std::max(1, visible)) * kUnit);
    verticalScrollBar()->setRange(0, maximum);
    verticalScrollBar()->setPageStep(std::max(1, visible) * kUnit);
    verticalScrollBar()->setSingleStep(kUnit);
    verticalScrollBar()->setValue(value);
    m_syncing = false;
}

void TimelineList::updateGeometries()
{
    layoutVisible();
    syncScrollBar();
    Q_EMIT visibleRowsChanged(m_top, lastVisibleRow());
}

void TimelineList::doItemsLayout()
{
    // Not QListView's: it would ask every row for its size.
    QAbstractItemView::doItemsLayout();
}

void TimelineList::reset()
{
    QListView::reset();
    m_top = 0;
    m_offset = 0;
    m_heights.clear();
    m_stickToEnd = false;
}

void TimelineList::relayout()
{
    moved();
}

int TimelineList::lastVisibleRow() const
{
    return m_top + static_cast<int>(m_heights.size()) - 1;
}

bool TimelineList::isAtEnd() const
{
    if (m_top + m_heights.size() < rows())
        return false;
    int y = -m_offset;
    for (const int height : m_heights)
        y += height;
    return y <= viewport()->height();
}

void TimelineList::jumpTo(int row, bool center)
{
    m_stickToEnd = false;
    m_top = std::clamp(row, 0, std::max(0, rows() - 1));
    m_offset = 0;
    if (center) {
        int room = viewport()->height() / 3;
        while (m_top > 0 && room > 0) {
            --m_top;
            room -= measure(m_top);
        }
    }
    moved();
}

void TimelineList::jumpToEnd()
{
    m_stickToEnd = true;
    moved();
}

void TimelineList::scrollByPixels(int dy)
{
    m_stickToEnd = false;
    m_offset += dy;
    while (m_offset < 0 && m_top > 0) {
        --m_top;
        m_offset += measure(m_top);
    }
    m_offset = std::max(0, m_offset);
    while (m_top < rows() - 1) {
        const int height = measure(m_top);
        if (m_offset < height)
            break;
        m_offset -= height;
        ++m_top;
    }
    moved();
    m_stickToEnd = isAtEnd();
}

void TimelineList::verticalScrollbarValueChanged(int value)
{
    if (m_syncing)
        return;
    m_stickToEnd = value == verticalScrollBar()->maximum();
    m_top = std::clamp(value / kUnit, 0, std::max(0, rows() - 1));
    m_offset = rows() > 0 ? value % kUnit * measure(m_top) / kUnit : 0;
    moved();
}

void TimelineList::scrollContentsBy(int, int)
{
    // Scrolling is done in rows, above; the base class would move pixels.
}

QRect TimelineList::visualRect(const QModelIndex &index) const
{
    const int row = index.row();
    if (!index.isValid() || row < m_top || row > lastVisibleRow())
        return {};
    int y = -m_offset;
    for (int i = m_top; i < row; ++i)
        y += m_heights.at(i - m_top);
    return {0, y, viewport()->width(), m_heights.at(row - m_top)};
}

QModelIndex TimelineList::indexAt(const QPoint &point) const
{
    int y = -m_offset;
    for (int i = 0; i < m_heights.size(); ++i) {
        y += m_heights.at(i);
        if (point.y() < y)
            return point.y() >= y - m_heights.at(i) ? model()->index(m_top + i, 0) : QModelIndex();
    }
    return {};
}

void TimelineList::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int row = index.row();
    if (hint == PositionAtCenter && (row < m_top || row > lastVisibleRow())) {
        jumpTo(row, true);
        return;
    }
    const QRect rect = visualRect(index);
    if (hint == PositionAtTop || row < m_top || (rect.isValid() && rect.top() < 0)) {
        jumpTo(row);
        m_stickToEnd = isAtEnd();
    } else if (!rect.isValid() || rect.bottom() >= viewport()->height()) {
        // The row becomes the last one that is wholly in sight.
        m_stickToEnd = false;
        m_top = row;
        int y = measure(row);
        while (m_top > 0 && y < viewport()->height()) {
            --m_top;
            y += measure(m_top);
        }
        m_offset = std::max(0, y - viewport()->height());
        moved();
        m_stickToEnd = isAtEnd();
    }
}

QModelIndex TimelineList::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int total = rows();
    if (total == 0)
        return {};
    const int row = currentIndex().isValid() ? currentIndex().row()
                                             : (action == MoveUp || action == MovePrevious ? total : m_top - 1);
    const int page = std::max(1, static_cast<int>(m_heights.size()) - 2);
    int to = row;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        to = row - 1;
        break;
    case MoveDown:
    case MoveNext:
        to = row + 1;
        break;
    case MovePageUp:
        to = row - page;
        break;
    case MovePageDown:
        to = row + page;
        break;
    case MoveHome:
        to = 0;
        break;
    case MoveEnd:
        to = total - 1;
        break;
    case MoveLeft:
    case MoveRight:
        break;
    }
    return model()->index(std::clamp(to, 0, total - 1), 0);
}

void TimelineList::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QModelIndex index = indexAt(rect.center());
    const QModelIndex at = index.isValid() ? index : indexAt(rect.topLeft());
    selectionModel()->select(at.isValid() ? QItemSelection(at, at) : QItemSelection(), command);
}

QRegion TimelineList::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (int row = m_top; row <= lastVisibleRow(); ++row)
        if (const QModelIndex index = model()->index(row, 0); selection.contains(index))
            region += visualRect(index);
    return region;
}

void TimelineList::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), palette().base());
    const QModelIndex hovered = indexAt(viewport()->mapFromGlobal(QCursor::pos()));
    const bool under = viewport()->underMouse();
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State base =
        option.state & ~(QStyle::State_MouseOver | QStyle::State_HasFocus | QStyle::State_Selected);
    int y = -m_offset;
    for (int i = 0; i < m_heights.size(); ++i) {
        const QRect rect(0, y, viewport()->width(), m_heights.at(i));
        y += m_heights.at(i);
        if (!rect.intersects(event->rect()))
            continue;
        const QModelIndex index = model()->index(m_top + i, 0);
        option.rect = rect;
        option.state = base;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_MouseOver, under && index == hovered);
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        itemDelegate()->paint(&painter, option, index);
    }
}

void TimelineList::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    moved();
}

void TimelineList::wheelEvent(QWheelEvent *event)
{
    int dy = event->pixelDelta().y();
    if (dy == 0) {
        m_wheelRest += event->angleDelta().y();
        dy = m_wheelRest * 3 * EntryLayout::kRowHeight / 2 / 120;
        m_wheelRest = 0;
    }
    if (dy != 0)
        scrollByPixels(-dy);
    event->accept();
}

void TimelineList::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (plain && (event->key() == Qt::Key_J || event->key() == Qt::Key_K)) {
        const QModelIndex to = moveCursor(event->key() == Qt::Key_J ? MoveDown : MoveUp, Qt::NoModifier);
        setCurrentIndex(to);
    } else if (plain && (event->key() == Qt::Key_S || text == QStringLiteral("*")) && currentIndex().isValid()) {
        Q_EMIT actKey(event->key() == Qt::Key_S ? u'S' : u'*');
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT opened(currentIndex());
    } else if (plain && !text.isEmpty() && text.at(0).isPrint()) {
        // Not the base class's search by typing: it would ask every row of a million. The page has a filter.
        event->ignore();
    } else {
        QListView::keyPressEvent(event);
    }
}

void TimelineList::mouseReleaseEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    QListView::mouseReleaseEvent(event);
    const bool onStar =
        index.isValid() &&
        EntryLayout::starRect().translated(visualRect(index).topLeft()).contains(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid() && !onStar)
        Q_EMIT opened(index);
}

void TimelineList::rowsInserted(const QModelIndex &parent, int start, int end)
{
    // Rows that come above what is read don't move it.
    if (!m_stickToEnd && start <= m_top && !m_heights.isEmpty())
        m_top += end - start + 1;
    QListView::rowsInserted(parent, start, end);
    moved();
}

void TimelineList::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    if (start < m_top)
        m_top = std::max(start, m_top - (end - start + 1));
    QListView::rowsAboutToBeRemoved(parent, start, end);
    m_heights.clear();
    scheduleDelayedItemsLayout();
}

void TimelineList::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    if (topLeft.row() <= lastVisibleRow() && bottomRight.row() >= m_top)
        moved();
}

} // namespace tocsin
