#pragma once

#include "models/domain/audience.h"
#include "models/domain/bounce.h"
#include "models/domain/notice.h"

#include <QSet>

namespace tocsin {

class Session;

/** What comes back from those who were told, and what they are still to be told (P9.5, P9.9). */
class MatterService
{
public:
    explicit MatterService(Session &session)
        : m_session(session)
    {
    }

    /** Open ones first, by what is due first. */
    [[nodiscard]] Result<QList<Matter>> ofIncident(IncidentId incident);
    /** Open ones of every incident, for the list of deadlines; of exercises only if they are asked for (P2.8). */
    [[nodiscard]] Result<QList<Matter>> due(bool exercises = false);
    /** A receipt, a question, a reply, a return, a notice that went to the wrong party. */
    [[nodiscard]] Result<MatterId> add(const Matter &matter);
    /** Owner, due instant, answer: of what is open. Legal alone moves what a follow-up is due at, or ends it. */
    [[nodiscard]] Result<void> change(const Matter &seen, const Matter &now);

    /** Which of our messages returned mail is about: by its Message-ID, else by the address, within an incident. */
    [[nodiscard]] Result<QList<BounceMatch>> matchBounces(IncidentId incident, const QList<Bounce> &bounces);
    /**
     * Records those that are final and not recorded yet: the message did not arrive, which takes "met" back where it
     * leaves nobody reached (P9.2), and a return is noted. Returns how many.
     */
    [[nodiscard]] Result<int> recordBounces(IncidentId incident, const QList<BounceMatch> &matches);

private:
    Session &m_session;
};

/** Items that legal said will not be known, by audience: the last follow-up of each ended so (P9.5). */
[[nodiscard]] Result<QSet<std::pair<int, QString>>> finalItems(Session &session, IncidentId incident);

/**
 * Within the approval of a text: opens a follow-up for each item it says is not known yet, and ends those of the same
 * audience whose item it gives (P9.5).
 */
[[nodiscard]] Result<void> followUp(Session &session, const Notice &notice, const NoticeText &text);

} // namespace tocsin
