#pragma once

#include "models/services/recordservice.h"

#include <QTimer>
#include <QWidget>

#include <atomic>
#include <memory>

class QProgressBar;
class QPushButton;

namespace tocsin {

class Label;

/** How far a job on the other thread is, and whether it is to stop. Shared by both threads. */
struct WorkState
{
    std::atomic<qint64> done = 0;
    std::atomic<qint64> total = 0;
    std::atomic<bool> stop = false;

    /** For a service: keeps the state alive as long as the job runs. */
    [[nodiscard]] static Progress progress(const std::shared_ptr<WorkState> &state);
};

/** Shows long work with its progress and a way to stop it. */
class LongWork : public QWidget
{
    Q_OBJECT

public:
    explicit LongWork(QWidget *parent = nullptr);
    /** Work nobody waits for any more is stopped. */
    ~LongWork() override;

    /** A new piece of work begins; the state goes to its job. */
    [[nodiscard]] std::shared_ptr<WorkState> begin(const QString &what);
    void end();
    /** While it runs, the keys go to the way to stop it. */
    void focusStop();
    [[nodiscard]] bool isRunning() const { return m_state != nullptr; }

private:
    void refresh();

    std::shared_ptr<WorkState> m_state;
    QTimer m_timer;
    Label *m_what;
    Label *m_figures;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
};

} // namespace tocsin
