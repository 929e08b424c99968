#pragma once

#include "tests/support/proxyflow.h"

#include <QtGlobal>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

struct pollfd;

namespace tocsin::test {

/**
 * A slow and unreliable way to a server on loopback. It has a thread of its own; what a call sets holds when it
 * returns. It moves bytes and never looks into them, so TLS goes through it unchanged.
 */
class DelayProxy
{
public:
    explicit DelayProxy(quint16 serverPort);
    ~DelayProxy();
    Q_DISABLE_COPY_MOVE(DelayProxy)

    /** Where clients connect to on 127.0.0.1; 0 when there is none. */
    [[nodiscard]] quint16 port() const { return m_port; }
    /** How long each byte takes each way, from now on. Bandwidth stays: bytes behind one another travel together. */
    void setLatency(std::chrono::microseconds oneWay);
    /** Nothing goes either way until `thaw`; connections stay, and new ones seem to be taken. */
    void freeze();
    void thaw();
    /** New connections are refused, as by a machine without a server, until `accept`. */
    void refuse();
    void accept();
    /** Resets all connections, at both ends. Answers are no longer lost: clients that come back are served. */
    void cut();
    /**
     * Loses whatever the server says from now on, but for the next `after` bytes, until `cut`; the client's bytes still
     * arrive. So a commit is carried out and its answer never comes.
     */
    void loseAnswers(qint64 after = 0);
    /** True when at least one byte of an answer was lost within this time since `loseAnswers`. */
    [[nodiscard]] bool waitForLostAnswer(std::chrono::milliseconds within);
    /** What goes wrong once enough of the client's bytes have arrived. */
    enum class Fault {
        Cut,         ///< all connections are reset, what came after those bytes never arrives
        CutAtAnswer, ///< the client's bytes go on; the server's next one resets all connections instead of arriving
        Leave,       ///< as by `Cut`, and new connections are refused until `accept`
        Swallow,     ///< further bytes of the client's seem to be taken, and never arrive
        Stall,       ///< nothing is taken any more, as if frozen
    };
    /** Once `bytes` more of the client's have passed; after that the way is as before, but for `Swallow` and `Stall`,
     *  which last until `cut` or `thaw`. */
    void breakAfter(qint64 bytes, Fault fault);
    /** Connections that go through now. */
    [[nodiscard]] int connections();

private:
    struct Link
    {
        Link(int clientSocket, int serverSocket)
            : toServer(clientSocket, serverSocket)
            , toClient(serverSocket, clientSocket)
        {
        }
        ProxyFlow toServer;
        ProxyFlow toClient;
        bool isConnecting = true;
        bool isReset = false;
        size_t polled = 0; ///< its two entries in the list for poll
    };

    void run();
    void inThread(std::function<void()> act);
    bool doActs();
    void reserve();
    void listen();
    [[nodiscard]] std::vector<pollfd> waitingFor();
    [[nodiscard]] ProxyFlow::Clock::time_point nextRelease() const;
    void takeConnections();
    void move(Link &link, const std::vector<pollfd> &seen);
    [[nodiscard]] qsizetype passed(qsizetype bytes);
    [[nodiscard]] qsizetype passedToServer(qsizetype bytes);
    [[nodiscard]] bool resetsNow(qsizetype answerBytes);
    void resetAll();
    void stopListening();
    void removeEnded();
    static void close(const Link &link);

    const quint16 m_serverPort;
    quint16 m_port = 0;
    int m_wake = -1;

    // Only the thread uses these.
    int m_listener = -1;
    bool m_listens = false;
    std::list<Link> m_links;
    std::chrono::microseconds m_latency{0};
    bool m_isFrozen = false;
    qint64 m_answersLeft = -1;  ///< bytes of answers that still pass; -1: all
    qint64 m_requestsLeft = -1; ///< bytes of the client's until the fault; -1: there is none
    Fault m_fault = Fault::Cut;
    bool m_resets = false, m_leaves = false; ///< all connections, at the end of this turn

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::function<void()>> m_acts;
    quint64 m_actsGiven = 0;
    quint64 m_actsDone = 0;
    qint64 m_lostBytes = 0;
    bool m_ends = false;

    std::thread m_thread;
};

} // namespace tocsin::test
