#pragma once

#include "models/items/incidentlistmodel.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QStackedLayout;
class QTableView;

namespace tocsin {

class EmptyState;
class FilterBar;
class Label;

/** All incidents, also those that are done: search, filter, open. Pages come in as one scrolls. */
class IncidentsPage : public QWidget
{
    Q_OBJECT

public:
    explicit IncidentsPage(const UiContext &ui, QWidget *parent = nullptr);

    /** Reads the first page. */
    void start();
    /** Stands in the window's top bar while the page is shown. */
    [[nodiscard]] QWidget *tools() const;
    void focusFilter();
    [[nodiscard]] IncidentListModel &model() { return m_model; }

Q_SIGNALS:
    void openedInWindow(tocsin::IncidentId id);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeTable();
    void openRow(int row, bool inWindow);
    void refreshState();
    void tick();
    bool eventFilter(QObject *watched, QEvent *event) override;

    UiContext m_ui;
    IncidentListModel m_model;
    FilterBar *m_filter;
    Label *m_count;
    QTableView *m_table;
    QStackedLayout *m_stack;
    EmptyState *m_empty = nullptr;
};

} // namespace tocsin
