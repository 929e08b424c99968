#pragma once

#include "models/services/draftstore.h"
#include "models/services/session.h"

#include <QList>

namespace tocsin {

/** Where a text came to lie. */
enum class KeptIn { Database, Disk };

/**
 * Typed text survives a crash (DESIGN 17): it is in the database or, when that is away, on disk until it is back. What
 * is read here is of both, the newer one where they differ.
 */
class DraftService
{
public:
    explicit DraftService(Session &session)
        : m_session(session)
    {
    }

    /** Where texts are kept while the database is away; without one, they are not. */
    void setStore(const DraftStore &store) { m_store = store; }
    [[nodiscard]] const DraftStore &store() const { return m_store; }

    /** Keeps it in the database, or on disk. An empty payload throws away what is kept of this editor. */
    [[nodiscard]] Result<KeptIn> save(const Draft &draft);
    /** The newest of this name; NotFound if there is none. */
    [[nodiscard]] Result<Draft> load(const QString &name);
    /** Newest first. */
    [[nodiscard]] Result<QList<Draft>> of(const QString &name);
    [[nodiscard]] Result<QList<Draft>> all();
    /** Puts what is on disk into the database: the newer text of each editor stays, and nothing else is dropped. */
    [[nodiscard]] Result<void> bringBack();

    /** Runs an act that the draft becomes: the draft goes in the transaction of the act (DESIGN 1), or stays. */
    template<class T> [[nodiscard]] Result<T> spend(const Draft &draft, const std::function<Result<T>()> &act)
    {
        if (draft.name.isEmpty())
            return act();
        settle(draft);
        bool gone = false;
        m_session.setAlongside([&] {
            auto done = drop(draft);
            gone = done.has_value();
            return done;
        });
        auto result = act();
        m_session.setAlongside({});
        if (result && !gone) // there was nothing to do
            (void)save({draft.name, draft.incident, {}, draft.updatedMs, draft.editor, draft.before});
        return result;
    }

private:
    /** What is on disk of the same editor comes into the database, so that one transaction can end it. */
    void settle(const Draft &draft);
    /** Takes from a draft that lay on disk what was redacted meanwhile (P12.2); there too. */
    [[nodiscard]] Result<Draft> scrubbed(const Draft &draft);
    /** Every one of the disk, without that, as far as the database is there to say it. */
    [[nodiscard]] QList<Draft> ofDisk();
    [[nodiscard]] Result<void> put(const Draft &draft);
    [[nodiscard]] Result<void> drop(const Draft &draft);

    Session &m_session;
    DraftStore m_store;
};

} // namespace tocsin
