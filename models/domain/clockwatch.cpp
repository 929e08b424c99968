#include "models/domain/clockwatch.h"

#include <cstdlib>

namespace tocsin {

namespace {
constexpr qint64 kToleranceMs = 250;
}

ClockWatch::ClockWatch(const Clock &clock)
    : m_clock(clock)
    , m_wallMinusBoot(clock.nowMs() - clock.bootMs())
    , m_bootMinusMonotonic(clock.bootMs() - clock.monotonicMs())
{
}

ClockWatch::Reading ClockWatch::tick()
{
    const qint64 boot = m_clock.bootMs();
    const qint64 wallMinusBoot = m_clock.nowMs() - boot;
    const qint64 bootMinusMonotonic = boot - m_clock.monotonicMs();
    const qint64 set = wallMinusBoot - m_wallMinusBoot;
    const qint64 slept = bootMinusMonotonic - m_bootMinusMonotonic;
    m_wallMinusBoot = wallMinusBoot;
    m_bootMinusMonotonic = bootMinusMonotonic;
    if (std::abs(set) > kToleranceMs)
        return {Event::ClockSet, set};
    if (slept > kToleranceMs)
        return {Event::Slept, slept};
    return {};
}

} // namespace tocsin
