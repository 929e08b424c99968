#include "ui/common/clockticker.h"

namespace tocsin {

ClockTicker::ClockTicker(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_watch(clock)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ClockTicker::tickNow);
    arm();
}

void ClockTicker::tickNow()
{
    const ClockWatch::Reading reading = m_watch.tick();
    if (reading.event == ClockWatch::Event::ClockSet)
        Q_EMIT clockJumped(reading.byMs);
    else if (reading.event == ClockWatch::Event::Slept)
        Q_EMIT slept(reading.byMs);
    Q_EMIT tick(m_clock.nowMs());
    arm();
}

void ClockTicker::arm()
{
    // A little after the full second, so that a timer that fires early does not show the second before.
    const qint64 now = m_clock.nowMs();
    const qint64 into = ((now % kSecondMs) + kSecondMs) % kSecondMs;
    m_timer.start(static_cast<int>(kSecondMs - into + 2));
}

} // namespace tocsin
