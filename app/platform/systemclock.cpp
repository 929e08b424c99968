#include "app/platform/systemclock.h"

#include <ctime>

namespace tocsin {

namespace {

qint64 readMs(clockid_t id)
{
    timespec t{};
    clock_gettime(id, &t);
    return qint64{t.tv_sec} * kSecondMs + t.tv_nsec / 1'000'000;
}

} // namespace

qint64 SystemClock::nowMs() const
{
    return readMs(CLOCK_REALTIME);
}

qint64 SystemClock::bootMs() const
{
    return readMs(CLOCK_BOOTTIME);
}

qint64 SystemClock::monotonicMs() const
{
    return readMs(CLOCK_MONOTONIC);
}

} // namespace tocsin
