#pragma once

#include "models/domain/owedcorrection.h"
#include "models/domain/rescission.h"

#include <QSet>

namespace tocsin {

class Database;

/** Taking a declaration back, and why none was made (P6.3, P6.5). */
class RescissionRepository
{
public:
    explicit RescissionRepository(Database &database)
        : m_db(database)
    {
    }

    /** Oldest first. */
    [[nodiscard]] Result<QList<Rescission>> ofIncident(IncidentId id);
    /** When the last declaration of an incident was rescinded; 0: none was. */
    [[nodiscard]] Result<qint64> rescindedMs(IncidentId id);
    /** The declarations of an incident that were rescinded, oldest first. */
    [[nodiscard]] Result<QList<qint64>> rescinded(IncidentId id);
    /** What was classified last since it last ended, but for CRSI. */
    [[nodiscard]] Result<Outcome> outcomeUndeclared(IncidentId id);
    [[nodiscard]] Result<qint64> insertRequest(const Incident &seen, const QString &reason,
                                               const QList<EntryId> &citations);
    [[nodiscard]] Result<void> insertDecision(const Incident &seen, RescissionDecision decision, const QString &words,
                                              const UndeclaredValues &values, const Attestation &legal);

    /** Who was reached by what no longer holds, and is owed a correction (P6.5): subscriptions and, by name, others. */
    [[nodiscard]] Result<QList<ToldNotice>> owed(IncidentId id);
    /** Whether a message was made before the last rescission. */
    [[nodiscard]] Result<QSet<MessageId>> madeBeforeRescission(IncidentId id);

    /** Fills Incident::whyNotDeclaredMs and awareMs of every incident in the list. */
    [[nodiscard]] Result<void> fillQuestions(QList<Incident> &incidents);
    [[nodiscard]] Result<void> insertDelay(IncidentId id, const DeclarationDelay &delay);
    /** Newest first. */
    [[nodiscard]] Result<QList<DeclarationDelay>> delays(IncidentId id);

private:
    Database &m_db;
};

} // namespace tocsin
