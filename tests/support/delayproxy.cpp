#include "tests/support/delayproxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tocsin::test {

namespace {

constexpr size_t kListener = 1; // entries in the list for poll, before those of the links; 0 wakes

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int makeSocket()
{
    const int made = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return made;
}

} // namespace

DelayProxy::DelayProxy(quint16 serverPort)
    : m_serverPort(serverPort)
    , m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    reserve();
    listen();
    m_thread = std::thread([this] { run(); });
}

DelayProxy::~DelayProxy()
{
    inThread([this] { m_ends = true; });
    m_thread.join();
    ::close(m_wake);
}

// ---- What tests call ------------------------------------------------------------------------------------------------

void DelayProxy::setLatency(std::chrono::microseconds oneWay)
{
    inThread([this, oneWay] { m_latency = oneWay; });
}

void DelayProxy::freeze()
{
    inThread([this] { m_isFrozen = true; });
}

void DelayProxy::thaw()
{
    inThread([this] { m_isFrozen = false; });
}

void DelayProxy::refuse()
{
    inThread([this] { stopListening(); });
}

void DelayProxy::stopListening()
{
    // A bound socket that does not listen refuses, and keeps the port.
    ::close(m_listener);
    m_listens = false;
    reserve();
}

void DelayProxy::accept()
{
    inThread([this] { listen(); });
}

void DelayProxy::cut()
{
    inThread([this] {
        resetAll();
        m_answersLeft = m_requestsLeft = -1;
    });
}

void DelayProxy::resetAll()
{
    for (Link &link : m_links)
        link.isReset = true;
    removeEnded();
    if (m_leaves)
        stopListening();
    m_resets = m_leaves = false;
}

void DelayProxy::breakAfter(qint64 bytes, Fault fault)
{
    inThread([this, bytes, fault] {
        m_requestsLeft = bytes;
        m_fault = fault;
    });
}

void DelayProxy::loseAnswers(qint64 after)
{
    inThread([this, after] {
        m_answersLeft = after;
        const std::scoped_lock lock(m_mutex);
        m_lostBytes = 0;
    });
}

bool DelayProxy::waitForLostAnswer(std::chrono::milliseconds within)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, within, [this] { return m_lostBytes > 0; });
}

int DelayProxy::connections()
{
    int count = 0;
    inThread([this, &count] { count = int(m_links.size()); });
    return count;
}

void DelayProxy::inThread(std::function<void()> act)
{
    std::unique_lock lock(m_mutex);
    m_acts.push_back(std::move(act));
    const quint64 number = ++m_actsGiven;
    eventfd_write(m_wake, 1);
    m_changed.wait(lock, [this, number] { return m_actsDone >= number; });
}

// ---- The thread -----------------------------------------------------------------------------------------------------

void DelayProxy::run()
{
    do {
        std::vector<pollfd> seen = waitingFor();
        timespec *limit = nullptr;
        timespec rest{};
        if (const auto next = nextRelease(); next != ProxyFlow::Clock::time_point::max()) {
            using namespace std::chrono;
            const auto wait = std::max(0ns, duration_cast<nanoseconds>(next - ProxyFlow::Clock::now()));
            rest = {time_t(wait.count() / 1'000'000'000), long(wait.count() % 1'000'000'000)};
            limit = &rest;
        }
        ppoll(seen.data(), seen.size(), limit, nullptr);
        if (!m_isFrozen) {
            for (Link &link : m_links)
                move(link, seen);
            if (m_resets)
                resetAll();
            removeEnded();
            if (seen[kListener].revents != 0)
                takeConnections();
        }
    } while (doActs());
    for (const Link &link : m_links)
        close(link);
    ::close(m_listener);
}

bool DelayProxy::doActs()
{
    std::vector<std::function<void()>> acts;
    {
        const std::scoped_lock lock(m_mutex);
        acts.swap(m_acts);
    }
    if (acts.empty())
        return true;
    eventfd_t ignored = 0;
    eventfd_read(m_wake, &ignored);
    for (const auto &act : acts)
        act();
    const std::scoped_lock lock(m_mutex);
    m_actsDone += acts.size();
    m_changed.notify_all();
    return !m_ends;
}

void DelayProxy::reserve()
{
    m_listener = makeSocket();
    const int on = 1;
    setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address = loopback(m_port); // the first time the kernel chooses
    auto *const plain = reinterpret_cast<sockaddr *>(&address);
    socklen_t size = sizeof address;
    if (bind(m_listener, plain, size) == 0 && getsockname(m_listener, plain, &size) == 0 && m_port == 0)
        m_port = ntohs(address.sin_port);
}

void DelayProxy::listen()
{
    m_listens = ::listen(m_listener, 64) == 0;
}

std::vector<pollfd> DelayProxy::waitingFor()
{
    std::vector<pollfd> list{{m_wake, POLLIN, 0}, {m_listens && !m_isFrozen ? m_listener : -1, POLLIN, 0}};
    const auto add = [this, &list](int socket, bool reads, bool writes) {
        const auto events = short((reads ? POLLIN : 0) | (writes ? POLLOUT : 0));
        // One that hung up would wake the thread for ever.
        list.push_back({m_isFrozen || events == 0 ? -1 : socket, events, 0});
    };
    for (Link &link : m_links) {
        link.polled = list.size();
        add(link.toServer.from(), link.toServer.wantsToRead(), link.toClient.isBlocked());
        add(link.toServer.to(), !link.isConnecting && link.toClient.wantsToRead(),
            link.isConnecting || link.toServer.isBlocked());
    }
    return list;
}

ProxyFlow::Clock::time_point DelayProxy::nextRelease() const
{
    auto next = ProxyFlow::Clock::time_point::max();
    if (m_isFrozen)
        return next;
    for (const Link &link : m_links) {
        if (!link.isConnecting && !link.toServer.isBlocked())
            next = std::min(next, link.toServer.nextRelease());
        if (!link.toClient.isBlocked())
            next = std::min(next, link.toClient.nextRelease());
    }
    return next;
}

void DelayProxy::takeConnections()
{
    const int client = accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (client < 0)
        return;
    const int on = 1;
    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const int server = makeSocket();
    sockaddr_in address = loopback(m_serverPort);
    Link &link = m_links.emplace_back(client, server);
    if (connect(server, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 && errno != EINPROGRESS)
        link.isReset = true;
}

void DelayProxy::move(Link &link, const std::vector<pollfd> &seen)
{
    const auto now = ProxyFlow::Clock::now();
    const pollfd &client = seen[link.polled];
    const pollfd &server = seen[link.polled + 1];
    if (link.isConnecting && server.revents != 0) {
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(link.toServer.to(), SOL_SOCKET, SO_ERROR, &error, &size);
        link.isReset = error != 0;
        link.isConnecting = false;
    }
    const auto read = [&](ProxyFlow &flow, const pollfd &entry, const ProxyFlow::Gate &gate) {
        if ((entry.revents & (POLLIN | POLLHUP | POLLERR)) != 0 && flow.wantsToRead() &&
            !flow.read(now + m_latency, gate))
            link.isReset = true;
    };
    read(link.toServer, client, [this](qsizetype bytes) { return passedToServer(bytes); });
    if (!link.isConnecting) {
        read(link.toClient, server, [this](qsizetype bytes) { return passed(bytes); });
        link.isReset = link.isReset || !link.toServer.write(now);
    }
    link.isReset = link.isReset || !link.toClient.write(now);
}

qsizetype DelayProxy::passedToServer(qsizetype bytes)
{
    if (m_requestsLeft < 0 || bytes == 0)
        return bytes;
    const qsizetype passing = std::min<qsizetype>(bytes, m_requestsLeft);
    m_requestsLeft -= passing;
    const bool whole = m_fault == Fault::CutAtAnswer || m_fault == Fault::Stall;
    if (m_requestsLeft == 0 && m_fault != Fault::CutAtAnswer && m_fault != Fault::Swallow) {
        m_isFrozen = m_fault == Fault::Stall;
        m_resets = !m_isFrozen;
        m_leaves = m_fault == Fault::Leave;
        m_requestsLeft = -1;
    }
    return whole ? bytes : passing;
}

bool DelayProxy::resetsNow(qsizetype answerBytes)
{
    if (m_fault != Fault::CutAtAnswer || m_requestsLeft != 0 || answerBytes == 0)
        return false;
    m_requestsLeft = -1;
    return m_resets = true;
}

qsizetype DelayProxy::passed(qsizetype bytes)
{
    if (resetsNow(bytes))
        return -1;
    if (m_answersLeft < 0)
        return bytes;
    if (bytes == 0)
        return -1; // the end is an answer too
    const qsizetype passing = std::min<qsizetype>(bytes, m_answersLeft);
    m_answersLeft -= passing;
    if (passing < bytes) {
        const std::scoped_lock lock(m_mutex);
        m_lostBytes += bytes - passing;
        m_changed.notify_all();
    }
    return passing;
}

void DelayProxy::removeEnded()
{
    m_links.remove_if([](const Link &link) {
        if (link.isReset) {
            const linger reset{1, 0};
            setsockopt(link.toServer.from(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
            setsockopt(link.toServer.to(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        } else if (!link.toServer.isFinished() || !link.toClient.isFinished()) {
            return false;
        }
        close(link);
        return true;
    });
}

void DelayProxy::close(const Link &link)
{
    ::close(link.toServer.from());
    ::close(link.toServer.to());
}

} // namespace tocsin::test
