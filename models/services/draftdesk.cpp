#include "models/services/draftdesk.h"

#include "models/services/workspace.h"
#include "models/storage/storagethread.h"

#include <QPointer>
#include <QTimer>
#include <QUuid>
#include <atomic>

namespace tocsin {

namespace {

constexpr int kLateMs = 1000;

/** How far the saving of one text has come; the database's thread and the window's both write it. */
struct Saving
{
    std::atomic<bool> isKept = false;
    bool isOnDisk = false; ///< the window's alone
};

} // namespace

DraftDesk::DraftDesk(Workspace &workspace)
    : m_workspace(workspace)
{
}

DraftDesk::~DraftDesk() = default;

StorageThread &DraftDesk::disk()
{
    if (!m_disk)
        m_disk = std::make_unique<StorageThread>();
    return *m_disk;
}

QString DraftDesk::newEditor()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

DraftStore DraftDesk::store() const
{
    if (!m_workspace.isOpen())
        return {};
    return {m_workspace.status().uuid, m_workspace.status().person.id};
}

void DraftDesk::read(QObject *context, const QString &name, std::function<void(const QList<Draft> &)> done)
{
    m_workspace.run<QList<Draft>>(
        context, [name](Services &s) { return s.drafts.of(name); },
        [this, done = std::move(done)](const Result<QList<Draft>> &drafts) {
            QList<Draft> free = drafts.value_or(QList<Draft>());
            free.removeIf([this](const Draft &d) { return m_held.contains(d.editor); });
            done(free);
        });
}

void DraftDesk::save(const DraftStore &store, const Draft &draft, QObject *context,
                     std::function<void(const Result<void> &)> done)
{
    if (!m_workspace.isOpen() || !(store == this->store())) {
        saveToDisk(store, draft, context, std::move(done));
        return;
    }
    const auto progress = std::make_shared<Saving>();
    if (store.isValid())
        QTimer::singleShot(kLateMs, this, [this, store, draft, progress] {
            if (progress->isKept)
                return;
            progress->isOnDisk = true;
            disk().post([store, draft] { (void)store.save(draft); });
        });
    m_workspace.run<KeptIn>(
        this,
        [draft, progress](Services &s) {
            auto saved = s.drafts.save(draft);
            progress->isKept = saved.has_value();
            return saved;
        },
        [this, store, draft, progress, guard = QPointer(context), done = std::move(done)](const Result<KeptIn> &saved) {
            // It came to the database after all; the other thread may have written only now.
            if (progress->isOnDisk && saved && *saved == KeptIn::Database)
                disk().post([store, draft] { store.remove(draft); });
            if (guard && done)
                done(saved ? Result<void>() : tl::unexpected(saved.error()));
        });
}

void DraftDesk::saveToDisk(const DraftStore &store, const Draft &draft, QObject *context,
                           std::function<void(const Result<void> &)> done)
{
    disk().post([this, store, draft, guard = QPointer(context), done = std::move(done)] {
        const auto saved = store.save(draft);
        QMetaObject::invokeMethod(
            this,
            [guard, done, saved] {
                if (guard && done)
                    done(saved);
            },
            Qt::QueuedConnection);
    });
}

} // namespace tocsin
