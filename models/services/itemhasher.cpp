#include "models/services/itemhasher.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

namespace tocsin {

namespace {

constexpr qint64 kChunk = 1024 * 1024;
constexpr qint64 kTellEvery = 8 * kChunk;

} // namespace

ItemHasher::ItemHasher(QObject *parent)
    : QObject(parent)
{
}

ItemHasher::~ItemHasher()
{
    m_cancel = true;
    if (m_thread.joinable())
        m_thread.join();
}

bool ItemHasher::start(const QStringList &paths)
{
    if (m_running)
        return false;
    if (m_thread.joinable())
        m_thread.join();
    m_cancel = false;
    m_running = true;
    m_thread = std::thread([this, paths] { work(paths); });
    return true;
}

void ItemHasher::cancel()
{
    m_cancel = true;
}

HashedFile ItemHasher::hash(const QString &path, const std::function<bool(qint64)> &read)
{
    const QFileInfo before(path);
    HashedFile h{path, {before.fileName(), before.size(), {}}, {}};
    const auto failed = [&h](const QString &why) {
        h.problem = why;
        return h;
    };
    if (before.isDir())
        return failed(tr("A folder is no item. Pack it into an archive first."));
    if (!before.exists())
        return failed(tr("There is no such file."));
    if (!before.isFile())
        return failed(tr("This is no ordinary file."));
    if (const QString problem = itemNameProblem(h.item.name); !problem.isEmpty())
        return failed(problem);
    if (before.size() > kMostItemBytes)
        return failed(tr("The file is larger than 1 TiB. Split it first."));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failed(tr("It cannot be read: %1").arg(file.errorString()));
    QCryptographicHash sum(QCryptographicHash::Sha256);
    qint64 total = 0;
    for (;;) {
        const QByteArray chunk = file.read(kChunk);
        if (chunk.isEmpty())
            break;
        sum.addData(chunk);
        total += chunk.size();
        if (total > before.size()) // it is written to: it may never end
            break;
        if (!read(total))
            return failed(tr("Stopped."));
    }
    if (file.error() != QFileDevice::NoError)
        return failed(tr("It cannot be read: %1").arg(file.errorString()));
    const QFileInfo after(path);
    if (total != before.size() || after.size() != before.size() || after.lastModified() != before.lastModified())
        return failed(tr("The file changed while it was read. Add it again when nothing writes to it."));
    h.item.sha256 = QString::fromLatin1(sum.result().toHex());
    return h;
}

void ItemHasher::work(const QStringList &paths)
{
    const auto tell = [this](auto job) { QMetaObject::invokeMethod(this, std::move(job), Qt::QueuedConnection); };
    qint64 all = 0, done = 0;
    for (const QString &path : paths)
        all += QFileInfo(path).size();
    for (const QString &path : paths) {
        if (m_cancel)
            break;
        qint64 told = 0;
        const HashedFile h = hash(path, [&](qint64 bytes) {
            if (bytes - told >= kTellEvery) {
                told = bytes;
                tell([this, at = done + bytes, all] { Q_EMIT progressed(at, all); });
            }
            return !m_cancel;
        });
        done += h.item.size;
        if (m_cancel)
            break;
        tell([this, h, done, all] {
            Q_EMIT hashed(h);
            Q_EMIT progressed(done, all);
        });
    }
    tell([this, canceled = m_cancel.load()] {
        m_running = false;
        Q_EMIT finished(canceled);
    });
}

} // namespace tocsin
