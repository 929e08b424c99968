#include "models/storage/storagethread.h"

#include <array>
#include <cstdint>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace tocsin {

namespace {
constexpr int kQuietMs = 30;
}

StorageThread::StorageThread()
    : m_event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_thread([this] { loop(); })
{
}

StorageThread::~StorageThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    wake();
    m_thread.join();
    close(m_event);
}

void StorageThread::post(std::function<void()> job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    wake();
}

void StorageThread::wake() const
{
    const uint64_t one = 1;
    (void)!write(m_event, &one, sizeof one); // full means that it will wake anyway
}

void StorageThread::watch(std::function<int()> descriptor, std::function<void()> ready)
{
    m_descriptor = std::move(descriptor);
    m_ready = std::move(ready);
}

void StorageThread::wait()
{
    const int other = m_descriptor && !m_quiet ? m_descriptor() : -1;
    std::array<pollfd, 2> look = {pollfd{m_event, POLLIN, 0}, pollfd{other, POLLIN, 0}};
    poll(look.data(), look.size(), m_quiet ? kQuietMs : -1);
    m_quiet = false;
    uint64_t count = 0;
    (void)!read(m_event, &count, sizeof count);
    if (other >= 0 && look[1].revents != 0) {
        m_ready();
        m_quiet = true; // what comes in the next moment is looked at together
    }
}

int StorageThread::pending() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_jobs.size()) + m_running;
}

void StorageThread::loop()
{
    for (;;) {
        std::function<void()> job;
        bool stop = false;
        {
            const std::lock_guard lock(m_mutex);
            m_running = 0;
            stop = m_stop;
            if (!m_jobs.empty()) {
                job = std::move(m_jobs.front());
                m_jobs.pop_front();
                m_running = 1;
            }
        }
        if (job)
            job();
        else if (stop)
            return;
        else
            wait();
    }
}

} // namespace tocsin
