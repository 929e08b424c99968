#pragma once

#include "ui/classification/rundesk.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace tocsin {

class Label;

/** Beneath the steps: which run it is, who began it and who answered last; and setting it aside. */
class RunFoot : public QWidget
{
    Q_OBJECT

public:
    RunFoot(const UiContext &ui, RunDesk *desk, QWidget *parent = nullptr);

private:
    void build();
    void refresh();
    void setAside();

    UiContext m_ui;
    RunDesk *m_desk;
    Label *m_text;
    QPushButton *m_open;
    QWidget *m_form;
    QLineEdit *m_reason;
    QPushButton *m_confirm;
    Label *m_problem;
};

} // namespace tocsin
