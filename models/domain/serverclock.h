#pragma once

#include "models/domain/clock.h"

#include <atomic>

namespace tocsin {

/**
 * The time of a shared database as this workstation knows it (P7.4): its own clock and the last measured difference.
 * What the workstation does to its clock between two measurements does not count: time goes on by the clock that
 * nobody sets. One thread measures, others may read.
 */
class ServerClock : public Clock
{
public:
    explicit ServerClock(const Clock &own)
        : m_own(own)
    {
    }

    [[nodiscard]] qint64 nowMs() const override { return m_known ? m_atBootMs + m_own.bootMs() : m_own.nowMs(); }
    [[nodiscard]] qint64 bootMs() const override { return m_own.bootMs(); }
    [[nodiscard]] qint64 monotonicMs() const override { return m_own.monotonicMs(); }

    /** The server said `serverMs` between two looks at bootMs(). */
    void measured(qint64 serverMs, qint64 beforeBootMs, qint64 afterBootMs)
    {
        m_atBootMs = serverMs - (beforeBootMs + afterBootMs) / 2;
        m_known = true;
    }
    /** No server any more: the own clock counts. */
    void forget() { m_known = false; }
    /** This workstation's clock minus the server's, in ms; 0 before the first measurement. */
    [[nodiscard]] qint64 differenceMs() const { return m_known ? m_own.nowMs() - nowMs() : 0; }
    [[nodiscard]] bool isKnown() const { return m_known; }

private:
    const Clock &m_own;
    std::atomic<qint64> m_atBootMs{0}; ///< the server's time when the machine started
    std::atomic<bool> m_known{false};
};

} // namespace tocsin
