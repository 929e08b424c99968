#pragma once

#include "ui/classification/rundesk.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace tocsin {

class Label;

/** Shown while no run is in progress: what the wizard does, the runs so far, and the button that begins one. */
class StartPage : public QWidget
{
    Q_OBJECT

public:
    StartPage(const UiContext &ui, RunDesk *desk, QWidget *parent = nullptr);

    void refresh();
    void focusFirst();

Q_SIGNALS:
    void beginRequested();
    void compareRequested();
    void leaveRequested();

private:
    void build();
    void showRuns();

    UiContext m_ui;
    RunDesk *m_desk;
    Label *m_title;
    Label *m_why;
    QPushButton *m_begin;
    QPushButton *m_compare;
    QPushButton *m_leave;
    QWidget *m_runsCard;
    QVBoxLayout *m_runs;
};

} // namespace tocsin
