#pragma once

#include "models/domain/working.h"

namespace tocsin {

class Session;

/** Links between incidents, and what the survivor of duplicates takes from them (P1.10). */
class LinkService
{
public:
    explicit LinkService(Session &session)
        : m_session(session)
    {
    }

    /** From both ends, in the order they were made; those whose other end is hidden are not there. */
    [[nodiscard]] Result<QList<IncidentLink>> links(IncidentId id);
    /** Incidents that are duplicates of this one, and of these in turn. */
    [[nodiscard]] Result<QList<Incident>> duplicates(IncidentId survivor);
    [[nodiscard]] Result<void> link(IncidentId id, IncidentId other, LinkKind kind, const QString &reason);
    /** From either end. */
    [[nodiscard]] Result<void> unlink(IncidentId id, LinkId link, const QString &reason);
    /** What the survivor would take over now. */
    [[nodiscard]] Result<QList<Obligation>> toBeTaken(IncidentId duplicate);
    /**
     * By the manager of the survivor: equal obligations start there, at their original deadlines, with the customers
     * they are about in scope; those of the duplicate are withdrawn with a reason that says so.
     */
    [[nodiscard]] Result<void> takeOver(IncidentId survivor, int seenVersion, IncidentId duplicate,
                                        const QString &reason);

private:
    Session &m_session;
};

} // namespace tocsin
