#pragma once

#include "models/domain/clock.h"

namespace tocsin {

/**
 * Sees, from one tick to the next, that the wall clock was set or that the machine slept (P7.4).
 * A set clock changes REALTIME against BOOTTIME; sleep changes BOOTTIME against MONOTONIC.
 */
class ClockWatch
{
public:
    enum class Event { None, ClockSet, Slept };
    struct Reading
    {
        Event event = Event::None;
        qint64 byMs = 0; ///< how far the clock was set (signed), or how long the sleep was
    };

    explicit ClockWatch(const Clock &clock);
    /** Call once a tick. Differences of 250 ms and less are drift, not a jump. */
    Reading tick();

private:
    const Clock &m_clock;
    qint64 m_wallMinusBoot = 0;
    qint64 m_bootMinusMonotonic = 0;
};

} // namespace tocsin
