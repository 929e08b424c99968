#pragma once

#include "models/services/recordservice.h"

#include <QList>
#include <QString>

namespace tocsin {

/**
 * What this installation saw of each database's record, kept outside the database (DESIGN 4): a file a database, one
 * JSON object a line, oldest first, readable by its owner alone. So a record that is rewritten as a whole, or cut, is
 * found by verification. A line that was written by half is passed over, never repaired by guessing.
 */
class AnchorStore
{
public:
    /** Anchors kept after compaction; the file holds at most twice as many. */
    static constexpr qsizetype kKept = 1000;

    explicit AnchorStore(QString folder = defaultFolder())
        : m_folder(std::move(folder))
    {
    }

    /** "anchors" in the application's data folder. */
    [[nodiscard]] static QString defaultFolder();
    /** The anchors in a file of this store's form, oldest first; Invalid if there is none in it. */
    [[nodiscard]] static Result<QList<Anchor>> readFile(const QString &path);

    /** What was seen of a database, oldest first, each later link further along; empty if nothing was. */
    [[nodiscard]] Result<QList<Anchor>> read(const QString &databaseUuid) const;
    /** Adds what is seen now. Nothing happens if as much or more was seen before: history is never replaced. */
    [[nodiscard]] Result<void> remember(const Anchor &head);
    /** A person put a backup in place: what was seen beyond its end is on record, and no longer expected. */
    [[nodiscard]] Result<void> restored(const Anchor &head);

private:
    [[nodiscard]] Result<QString> fileOf(const QString &databaseUuid) const;
    [[nodiscard]] Result<void> append(const Anchor &anchor, bool isRestore);

    QString m_folder;
};

} // namespace tocsin
