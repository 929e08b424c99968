#pragma once

#include "ui/common/uicontext.h"

#include <QWidget>

class QStackedLayout;

namespace tocsin {

class ClockListModel;
class DeadlineView;
class Label;

/** Every obligation that is not settled, most urgent first, live (P7.1, P7.3). */
class DeadlinesPage : public QWidget
{
    Q_OBJECT

public:
    DeadlinesPage(const UiContext &ui, ClockListModel &clocks, QWidget *parent = nullptr);

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    void refresh();

    UiContext m_ui;
    ClockListModel &m_clocks;
    Label *m_count;
    DeadlineView *m_view;
    QStackedLayout *m_stack;
};

} // namespace tocsin
