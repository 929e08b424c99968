#pragma once

#include "models/domain/rescission.h"

namespace tocsin {

class Session;

/** Who is owed a correction because a declaration was rescinded (P6.5). */
struct OwedCorrections
{
    int subscriptions = 0;
    QStringList others; ///< authorities and data subjects, by name

    [[nodiscard]] bool isEmpty() const { return subscriptions == 0 && others.isEmpty(); }
};

/** Taking a declaration back, by two people, and saying why none was made (P6.3, P6.5). */
class RescissionService
{
public:
    explicit RescissionService(Session &session)
        : m_session(session)
    {
    }

    /** The incident manager's act: with a reason and what it rests on. From now on sending is held. */
    [[nodiscard]] Result<void> request(IncidentId id, int seenVersion, const QString &reason,
                                       const QList<EntryId> &citations);
    /**
     * Legal co-signs or refuses, by log-in, or attested by the incident manager; or the manager takes the request
     * back. Co-signed, the declaration is gone: what it alone started is withdrawn, outcome and severity are derived
     * anew, and who was told is owed a correction.
     */
    [[nodiscard]] Result<void> decide(IncidentId id, int seenVersion, RescissionDecision decision, const QString &words,
                                      const Attestation &legal = {});
    /** Oldest first. */
    [[nodiscard]] Result<QList<Rescission>> history(IncidentId id);
    [[nodiscard]] Result<OwedCorrections> owed(IncidentId id);
    /** What co-signing would do now: how many duties end, and how many stay until legal decides each. */
    [[nodiscard]] Result<std::pair<int, int>> duties(IncidentId id);

    /** P6.3: why no declaration followed awareness; asked again at the review. */
    [[nodiscard]] Result<void> answerDelay(IncidentId id, const QString &reason, qint64 reviewMs);
    /** Newest first. */
    [[nodiscard]] Result<QList<DeclarationDelay>> delays(IncidentId id);

private:
    /** The unsettled duties that the declaration alone started, and how many there are beside them. */
    [[nodiscard]] Result<std::pair<QList<Obligation>, int>> started(const Incident &incident);
    /** How many duties were withdrawn, and how many stay until legal decides. */
    [[nodiscard]] Result<std::pair<int, int>> withdrawStarted(const Incident &incident, const QString &words,
                                                              const Attestation &legal);
    [[nodiscard]] Result<void> rescind(const Incident &incident, const Rescission &request, const QString &words,
                                       const Attestation &legal);

    Session &m_session;
};

} // namespace tocsin
