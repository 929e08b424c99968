#pragma once

#include "models/services/draftstore.h"

#include <QObject>
#include <QSet>
#include <functional>
#include <memory>

namespace tocsin {

class StorageThread;
class Workspace;

/**
 * Where the open editors keep what is typed (DESIGN 17). Each has a text of its own, so two windows on one thing don't
 * overwrite each other; a kept text that no open editor holds is offered to the next one. What the database does not
 * take within a second goes to disk by another thread.
 */
class DraftDesk : public QObject
{
    Q_OBJECT

public:
    explicit DraftDesk(Workspace &workspace);
    /** What waits for the disk is written. */
    ~DraftDesk() override;

    /** A mark for an editor that opens. */
    [[nodiscard]] static QString newEditor();
    /** An open editor shows the text of this one: it is offered to no other. */
    void hold(const QString &editor) { m_held.insert(editor); }
    void release(const QString &editor) { m_held.remove(editor); }
    /** Where the database that is open now keeps texts while it is away. */
    [[nodiscard]] DraftStore store() const;

    /** Gives the texts of this name that no open editor holds, newest first. */
    void read(QObject *context, const QString &name, std::function<void(const QList<Draft> &)> done);
    /** Keeps a text for the database `store` is of, even if another one is open by now; `done` may be empty. */
    void save(const DraftStore &store, const Draft &draft, QObject *context,
              std::function<void(const Result<void> &)> done);

private:
    void saveToDisk(const DraftStore &store, const Draft &draft, QObject *context,
                    std::function<void(const Result<void> &)> done);
    [[nodiscard]] StorageThread &disk();

    Workspace &m_workspace;
    QSet<QString> m_held;
    std::unique_ptr<StorageThread> m_disk;
};

} // namespace tocsin
