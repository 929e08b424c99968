#pragma once

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
    /**
     * Between jobs, `ready` is called on this thread when the descriptor can be read, at most once in 30 ms. To be
     * called by a job; `descriptor` is asked before each wait, and -1 is none.
     */
    void watch(std::function<int()> descriptor, std::function<void()> ready);
    /** Jobs posted and not finished. */
    [[nodiscard]] int pending() const;

private:
    void loop();
    void wait();
    void wake() const;

    mutable std::mutex m_mutex;
    int m_event;
    std::function<int()> m_descriptor; ///< this and the next on the thread alone
    std::function<void()> m_ready;
    bool m_quiet = false;
    std::deque<std::function<void()>> m_jobs;
    int m_running = 0;
    bool m_stop = false;
    std::thread m_thread; // last: it starts when everything else is there
};

} // namespace tocsin
