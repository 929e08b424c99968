#pragma once

#include "models/services/alerts.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace tocsin::test {

/** A desktop in memory; `problem` makes it one without messages. */
class FakeAlerts final : public Alerts
{
public:
    QList<DesktopAlert> shown; ///< all that were, in order
    bool visible = false;
    QString problem;

    void show(const DesktopAlert &alert, QObject *context, std::function<void(const Result<void> &)> done,
              std::function<void()> pressed) override
    {
        if (!problem.isEmpty()) {
            QTimer::singleShot(0, context, [this, done] {
                done(tl::unexpected(Error{ErrorKind::Offline, problem, {}, {}}));
            });
            return;
        }
        shown << alert;
        visible = true;
        m_context = context;
        m_pressed = std::move(pressed);
        QTimer::singleShot(0, context, [done] { done({}); });
    }
    void withdraw() override { visible = false; }

    /** Somebody presses the message. */
    void press()
    {
        const auto run = std::exchange(m_pressed, {});
        if (m_context && run)
            run();
    }

private:
    QPointer<QObject> m_context;
    std::function<void()> m_pressed;
};

} // namespace tocsin::test
