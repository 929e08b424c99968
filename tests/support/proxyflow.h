#pragma once

#include <QByteArray>
#include <chrono>
#include <deque>
#include <functional>

namespace tocsin::test {

/** One direction of a connection through a DelayProxy: bytes leave in their order, each one its delay after it came. */
class ProxyFlow
{
public:
    using Clock = std::chrono::steady_clock;

    ProxyFlow(int from, int to)
        : m_from(from)
        , m_to(to)
    {
    }
    [[nodiscard]] int from() const { return m_from; }
    [[nodiscard]] int to() const { return m_to; }
    [[nodiscard]] bool wantsToRead() const { return !m_ended && m_held < kMostHeld; }
    /** What is due could not all be written: the receiver does not read. */
    [[nodiscard]] bool isBlocked() const { return m_blocked; }
    /** The instant at which something leaves next. */
    [[nodiscard]] Clock::time_point nextRelease() const;
    [[nodiscard]] bool isFinished() const { return m_ended && m_chunks.empty(); }

    /** How many of these bytes may go on, the others are lost; asked at every read. */
    using Gate = std::function<qsizetype(qsizetype)>;
    /** Takes what has come; false when the connection was reset. */
    [[nodiscard]] bool read(Clock::time_point release, const Gate &gate);
    /** Lets go what is due; false when the connection was reset. */
    [[nodiscard]] bool write(Clock::time_point now);

private:
    static constexpr qsizetype kMostHeld = 64 * 1024 * 1024;

    /** Bytes on their way; none are the end of the stream. */
    struct Chunk
    {
        Clock::time_point release;
        QByteArray bytes;
        qsizetype written = 0;
    };

    int m_from;
    int m_to;
    std::deque<Chunk> m_chunks;
    qsizetype m_held = 0;
    bool m_ended = false;
    bool m_blocked = false;
};

} // namespace tocsin::test
