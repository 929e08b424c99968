#include "tests/support/proxyflow.h"

#include <cerrno>
#include <sys/socket.h>

namespace tocsin::test {

namespace {

bool mustWait()
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

} // namespace

ProxyFlow::Clock::time_point ProxyFlow::nextRelease() const
{
    return m_chunks.empty() ? Clock::time_point::max() : m_chunks.front().release;
}

bool ProxyFlow::read(Clock::time_point release, const Gate &gate)
{
    QByteArray bytes(64 * 1024, Qt::Uninitialized);
    const ssize_t size = recv(m_from, bytes.data(), size_t(bytes.size()), 0);
    if (size < 0)
        return mustWait();
    m_ended = size == 0;
    const qsizetype passed = gate(size);
    if (passed < 0 || (passed == 0 && size > 0))
        return true;
    bytes.truncate(passed);
    m_held += passed;
    m_chunks.push_back({release, bytes});
    return true;
}

bool ProxyFlow::write(Clock::time_point now)
{
    m_blocked = false;
    while (!m_chunks.empty() && m_chunks.front().release <= now) {
        Chunk &chunk = m_chunks.front();
        if (chunk.bytes.isEmpty()) {
            shutdown(m_to, SHUT_WR);
        } else {
            const ssize_t size = send(m_to, chunk.bytes.constData() + chunk.written,
                                      size_t(chunk.bytes.size() - chunk.written), MSG_NOSIGNAL);
            if (size < 0) {
                m_blocked = mustWait();
                return m_blocked;
            }
            chunk.written += size;
            m_held -= size;
            if (chunk.written < chunk.bytes.size())
                continue;
        }
        m_chunks.pop_front();
    }
    return true;
}

} // namespace tocsin::test
