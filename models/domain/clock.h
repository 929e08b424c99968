#pragma once

#include <QtGlobal>

namespace tocsin {

/** Where every instant comes from (DESIGN 15). Nobody but the system's implementation asks the system. */
class Clock
{
public:
    virtual ~Clock() = default;
    /** Now, in milliseconds since 1970 UTC. */
    [[nodiscard]] virtual qint64 nowMs() const = 0;
    /** Milliseconds since the machine started, sleep included. */
    [[nodiscard]] virtual qint64 bootMs() const = 0;
    /** Milliseconds since the machine started, without sleep. */
    [[nodiscard]] virtual qint64 monotonicMs() const = 0;
};

/** A clock that is set by hand: for tests, and for the demo, whose past is told by the ordinary services. */
class ManualClock : public Clock
{
public:
    explicit ManualClock(qint64 nowMs = 0)
        : m_now(nowMs)
    {
    }

    [[nodiscard]] qint64 nowMs() const override { return m_now; }
    [[nodiscard]] qint64 bootMs() const override { return m_boot; }
    [[nodiscard]] qint64 monotonicMs() const override { return m_monotonic; }

    /** Time passes as usual. */
    void advance(qint64 ms)
    {
        m_now += ms;
        m_boot += ms;
        m_monotonic += ms;
    }
    /** The machine sleeps: CLOCK_MONOTONIC stands still. */
    void sleep(qint64 ms)
    {
        m_now += ms;
        m_boot += ms;
    }
    /** Somebody sets the wall clock. */
    void jump(qint64 ms) { m_now += ms; }
    void set(qint64 nowMs) { m_now = nowMs; }

private:
    qint64 m_now = 0;
    qint64 m_boot = 0;
    qint64 m_monotonic = 0;
};

constexpr qint64 kSecondMs = 1000;
constexpr qint64 kMinuteMs = 60 * kSecondMs;
constexpr qint64 kHourMs = 60 * kMinuteMs;
constexpr qint64 kDayMs = 24 * kHourMs;

} // namespace tocsin
