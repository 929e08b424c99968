#pragma once

#include "models/domain/transfer.h"

#include <QObject>
#include <QStringList>
#include <atomic>
#include <functional>
#include <thread>

namespace tocsin {

/** What became of one file: its item, or why it is none. */
struct HashedFile
{
    QString path;
    TransferItem item;
    QString problem;
};

/** Largest file that is hashed. */
constexpr qint64 kMostItemBytes = 1024LL * 1024 * 1024 * 1024;

/**
 * SHA-256 of files (P10.4), one after the other on a thread of its own: the window never waits, and any of it can be
 * stopped. A file that changes while it is read is no item.
 */
class ItemHasher : public QObject
{
    Q_OBJECT

public:
    explicit ItemHasher(QObject *parent = nullptr);
    /** Stops what runs. */
    ~ItemHasher() override;

    /** One list at a time; false while another runs. */
    bool start(const QStringList &paths);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }

    /** The same on the calling thread. `read` is told the bytes so far and says whether to go on. */
    [[nodiscard]] static HashedFile hash(const QString &path, const std::function<bool(qint64)> &read);

Q_SIGNALS:
    /** Of all files together. */
    void progressed(qint64 bytes, qint64 ofBytes);
    void hashed(const tocsin::HashedFile &file);
    /** The last of all; `canceled` if it was stopped. */
    void finished(bool canceled);

private:
    void work(const QStringList &paths);

    std::atomic<bool> m_cancel = false;
    bool m_running = false;
    std::thread m_thread;
};

} // namespace tocsin
