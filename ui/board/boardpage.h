#pragma once

#include "models/items/boardfeed.h"
#include "models/items/boardmodel.h"
#include "ui/board/carddelegate.h"
#include "ui/common/uicontext.h"

#include <QWidget>
#include <array>

class QStackedLayout;

namespace tocsin {

class Banner;
class BoardColumn;
class ClockListModel;
class ClockStrip;
class EmptyState;
class FilterBar;
class MoveBar;

/** The board: the strip of running clocks and the five stages. Cards move by drag, menu and key. */
class BoardPage : public QWidget
{
    Q_OBJECT

public:
    BoardPage(const UiContext &ui, ClockListModel &clocks, QWidget *parent = nullptr);
    ~BoardPage() override;

    /** Stands in the window's top bar while the board is shown. */
    [[nodiscard]] QWidget *tools() const;
    [[nodiscard]] BoardModel &model() { return m_model; }
    /** Before restoreFilter(): what may have been read already. */
    void startWith(FirstCards *first) { m_feed.startWith(first); }
    /** Narrows the board to a filter kept as text (FilterBar::toText). */
    void restoreFilter(const QString &text);
    void focusFilter();
    /** Cards of exercises too (P2.8); emits nothing. */
    void showExercises(bool shown);
    /** Begins a move as by key or drag: asks for the reason, or says what is missing. */
    void askMove(IncidentId id, Stage to);

Q_SIGNALS:
    void openedInWindow(tocsin::IncidentId id);
    void newIncidentAsked();
    /** To be remembered for this person. */
    void filterChanged(const QString &text);
    void exercisesShown(bool shown);
    /** The first cards are on screen. */
    void painted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void build();
    void makeColumns(QLayout *layout);
    void applyFilter();
    void onLoaded();
    void refreshState();
    void focusCards();
    void announce();
    void move(IncidentId id, int seenVersion, Stage to, const QString &reason);
    /** Somebody else changed it meanwhile: who, when, and where it is now. */
    void showFaster(IncidentId id, Stage to, const Error &error);
    void showRefusal(const Incident &incident, const Error &error);
    void stepColumn(int column, int direction, int y);

    UiContext m_ui;
    BoardModel m_model;
    BoardFeed m_feed;
    CardDelegate m_delegate;
    FilterBar *m_filter;
    Banner *m_banner;
    MoveBar *m_moveBar;
    ClockStrip *m_strip;
    QStackedLayout *m_stack;
    QWidget *m_columnsPage;
    EmptyState *m_empty;
    std::array<BoardColumn *, BoardModel::kStages> m_columns{};
    IncidentId m_focusAfterMove;
    bool m_announced = false;
    bool m_exercises = false; ///< as the switch was last
    bool m_follows = false;   ///< the directory of services
};

} // namespace tocsin
