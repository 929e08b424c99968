#pragma once

#include "models/domain/working.h"
#include "ui/common/uicontext.h"

#include <QTimer>
#include <QToolButton>

class QMenu;

namespace tocsin {

/** The open tasks of who works here, in all incidents; choosing one opens its incident (P1.11). */
class MyTasksButton : public QToolButton
{
    Q_OBJECT

public:
    explicit MyTasksButton(const UiContext &ui, QWidget *parent = nullptr);

    void read();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showTasks(const QList<Task> &tasks);

    UiContext m_ui;
    QMenu *m_menu;
    QTimer m_readSoon;
    int m_reading = 0;
};

} // namespace tocsin
