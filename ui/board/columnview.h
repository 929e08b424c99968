#pragma once

#include "models/domain/incident.h"

#include <QHash>
#include <QListView>

namespace tocsin {

class BoardModel;
class CardDelegate;
class Clock;
class StageModel;

/** The cards of one stage. Keys, menu and drag only ask; the page acts. */
class ColumnView : public QListView
{
    Q_OBJECT

public:
    ColumnView(BoardModel &board, Stage stage, CardDelegate &delegate, const Clock &clock, QWidget *parent = nullptr);

    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] const Incident *currentCard() const;
    /** Chooses a card and shows it. */
    void choose(int row);
    /** Repaints the digits that changed, and what a new minute changes. */
    void tick(qint64 nowMs);
    /** Forgets what was painted of the cards before. */
    void reset() override;

Q_SIGNALS:
    void opened(tocsin::IncidentId id);
    void openedInWindow(tocsin::IncidentId id);
    /** By key, menu or drag: the card is to go there. */
    void moveAsked(tocsin::IncidentId id, tocsin::Stage to);
    /** By menu, of a card that ended or was closed. */
    void reopeningAsked(tocsin::IncidentId id);
    /** Cards are on screen for the first time. */
    void firstPainted();
    /** Left or right was pressed: the neighbour column is to take the focus, near this height. */
    void stepped(int direction, int y);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void startDrag(Qt::DropActions actions) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    void showMenu(const QPoint &globalPos);
    void moveBy(int step);
    [[nodiscard]] bool takesDrop(const QMimeData *mime) const;

    BoardModel &m_board;
    StageModel *m_model;
    CardDelegate &m_delegate;
    const Clock &m_clock;
    Stage m_stage;
    bool m_dropping = false;
    bool m_painted = false;
    /** A question that begins to be asked makes its card taller (P6.3). */
    void followMarks(qint64 nowMs);

    qint64 m_minute = 0;
    int m_marks = 0;
    QHash<qint64, ClockBand> m_bands; ///< as last painted, by incident
};

} // namespace tocsin
