#pragma once

#include "models/domain/clockwatch.h"

#include <QObject>
#include <QTimer>

namespace tocsin {

/**
 * The one heartbeat of every clock in the windows: once a second, on the second. What is shown is made anew from
 * absolute instants at each tick, so a set clock or a sleep shows right within a second (P7.4).
 */
class ClockTicker : public QObject
{
    Q_OBJECT

public:
    explicit ClockTicker(const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] qint64 nowMs() const { return m_clock.nowMs(); }

public Q_SLOTS:
    /** Ticks at once: when the program comes to the front, and in tests. */
    void tickNow();

Q_SIGNALS:
    void tick(qint64 nowMs);
    /** Somebody set the wall clock by so many milliseconds. */
    void clockJumped(qint64 ms);
    /** The machine slept for so many milliseconds. */
    void slept(qint64 ms);

private:
    void arm();

    const Clock &m_clock;
    ClockWatch m_watch;
    QTimer m_timer;
};

} // namespace tocsin
