#pragma once

#include "models/domain/error.h"
#include "models/domain/person.h"
#include "models/services/draft.h"

#include <QList>

namespace tocsin {

/**
 * What one person typed for one database while that was away (DESIGN 17): a file a draft in a folder of the
 * application, both for their owner alone, as a draft is as confidential as what it will be. A file is replaced as a
 * whole, so a crash leaves the old one or the new one. May be used from any thread.
 */
class DraftStore
{
public:
    /** Keeps nothing. */
    DraftStore() = default;
    DraftStore(const QString &databaseUuid, PersonId person, const QString &folder = defaultFolder());

    /** "drafts" in the application's data folder. */
    [[nodiscard]] static QString defaultFolder();
    /** False without a proper identity of the database: then nothing is kept. */
    [[nodiscard]] bool isValid() const { return !m_folder.isEmpty(); }
    [[nodiscard]] bool operator==(const DraftStore &other) const = default;

    /** Keeps it, unless what is kept of the same editor is newer. */
    [[nodiscard]] Result<void> save(const Draft &draft) const;
    /** Forgets what is kept of the same editor, unless it is newer than this. */
    void remove(const Draft &draft) const;
    /** What is kept of the same editor. */
    [[nodiscard]] std::optional<Draft> find(const Draft &draft) const;
    /** Everything that is kept; what cannot be read is passed over and stays. */
    [[nodiscard]] QList<Draft> all() const;
    [[nodiscard]] bool isEmpty() const;

private:
    [[nodiscard]] QString fileOf(const Draft &draft) const;

    QString m_folder;
};

} // namespace tocsin
