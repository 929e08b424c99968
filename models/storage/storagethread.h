#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace tocsin {

/**
 * One thread with a queue of jobs (DESIGN 13). std::thread and a mutex, so that ThreadSanitizer understands every
 * hand-over. Jobs run in order; those left when it is destroyed still run.
 */
class StorageThread
{
public:
    StorageThread();
    ~StorageThread();
    StorageThread(const StorageThread &) = delete;
    StorageThread &operator=(const StorageThread &) = delete;

    void post(std::function<void()> job);
    /** Jobs posted and not finished. */
    [[nodiscard]] int pending() const;

private:
    void loop();

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_jobs;
    int m_running = 0;
    bool m_stop = false;
    std::thread m_thread; // last: it starts when everything else is there
};

} // namespace tocsin
