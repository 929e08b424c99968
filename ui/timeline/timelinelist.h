#pragma once

#include <QListView>

namespace tocsin {

/**
 * A list whose rows are as high as their text and which measures only what is on screen, so that a million rows cost
 * what ten cost. The scroll bar counts rows; the wheel moves by pixels. At its end it stays at the end when rows come.
 */
class TimelineList : public QListView
{
    Q_OBJECT

public:
    explicit TimelineList(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const override;
    void doItemsLayout() override;
    void reset() override;

    /** Puts a row at the top, or in the middle, without asking the rows between. */
    void jumpTo(int row, bool center = false);
    void jumpToEnd();
    [[nodiscard]] bool isAtEnd() const;
    [[nodiscard]] int firstVisibleRow() const { return m_top; }
    [[nodiscard]] int lastVisibleRow() const;
    /** Row heights have to be measured anew: another theme, another zone. */
    void relayout();

Q_SIGNALS:
    void visibleRowsChanged(int first, int last);
    /** Enter or a double click. */
    void opened(const QModelIndex &index);
    /** A key that is an act on the current row: 'S' strike, '*' key event. */
    void actKey(QChar key);

protected:
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    [[nodiscard]] int verticalOffset() const override { return 0; }
    [[nodiscard]] bool isIndexHidden(const QModelIndex &) const override { return false; }
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles = {}) override;
    void verticalScrollbarValueChanged(int value) override;

private:
    [[nodiscard]] int rows() const { return model() != nullptr ? model()->rowCount(rootIndex()) : 0; }
    [[nodiscard]] int measure(int row) const;
    /** Heights from m_top down to the lower edge; corrects m_top and m_offset at both ends. */
    void layoutVisible();
    void scrollByPixels(int dy);
    void syncScrollBar();
    void moved();

    int m_top = 0;    ///< first row on screen
    int m_offset = 0; ///< its pixels above the upper edge
    bool m_stickToEnd = false;
    bool m_syncing = false;
    QList<int> m_heights; ///< of the rows on screen, from m_top
    int m_wheelRest = 0;
};

} // namespace tocsin
