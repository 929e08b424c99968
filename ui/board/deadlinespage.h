#pragma once

#include "models/items/clocklistmodel.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QBoxLayout;
class QButtonGroup;
class QHBoxLayout;
class QPushButton;
class QSplitter;
class QStackedLayout;

namespace tocsin {

class CalendarWriter;
class DeadlineAxis;
class DeadlineExport;
class DeadlineFilter;
class DeadlineNote;
class DeadlineRows;
class DeadlineView;
class EmptyState;
class Label;

/**
 * Every obligation on one axis of time, and the same as a list, live (P7.1, P7.3). What is chosen on one is chosen on
 * the other.
 */
class DeadlinesPage : public QWidget
{
    Q_OBJECT

public:
    /** `open` are the clocks that are not settled, kept by the window. Without a writer no calendar is offered. */
    DeadlinesPage(const UiContext &ui, ClockListModel &open, CalendarWriter *calendar = nullptr,
                  QWidget *parent = nullptr);

    void focusFilter();
    /** Clocks of exercises are no longer read: another page has put them away. */
    void hideExercises();

Q_SIGNALS:
    /** Clocks of exercises are asked for (P2.8): who keeps the open ones has to read them. */
    void exercisesShown(bool shown);

protected:
    void focusInEvent(QFocusEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QWidget *buildHead();
    QWidget *buildTools();
    QWidget *buildAxisTools();
    void arrangeTools();
    QWidget *buildViews();
    QPushButton *addSegment(QHBoxLayout *layout, QButtonGroup *group, const QString &name, const QString &text,
                            const QString &spoken, std::function<void()> chosen);
    void connectViews();
    void assign();
    void readSettled();
    void narrow();
    void refresh();
    void toggleExport();
    void openIncident(IncidentId id);
    void showNote(ObligationId id);

    UiContext m_ui;
    ClockListModel &m_open;
    CalendarWriter *m_calendar;
    ClockListModel m_all; ///< the open ones, and those settled lately if they are wanted
    QList<ClockRow> m_settled;
    int m_settledQuery = 0;
    DeadlineRows *m_rows;
    QWidget *m_tools = nullptr;
    QBoxLayout *m_toolsLayout = nullptr; ///< filter and axis side by side, or one above the other
    QWidget *m_axisTools = nullptr;
    DeadlineFilter *m_filter = nullptr;
    Label *m_count = nullptr;
    DeadlineAxis *m_axis = nullptr;
    DeadlineView *m_view = nullptr;
    DeadlineNote *m_note = nullptr;
    QWidget *m_views = nullptr;
    QButtonGroup *m_spans = nullptr;
    QPushButton *m_exportButton = nullptr;
    QSplitter *m_splitter = nullptr;
    bool m_divided = false; ///< by hand: it stays so
    EmptyState *m_empty = nullptr;
    EmptyState *m_none = nullptr; ///< nothing fits the filter
    QStackedLayout *m_stack = nullptr;
    QHBoxLayout *m_middle = nullptr;
    DeadlineExport *m_export = nullptr; ///< made when it is first needed
};

} // namespace tocsin
