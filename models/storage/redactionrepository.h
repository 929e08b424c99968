#pragma once

#include "models/domain/incident.h"
#include "models/domain/redaction.h"

#include <QSet>

namespace tocsin {

class Database;

/** Legal holds, redactions and what they take away (P12.2). */
class RedactionRepository
{
public:
    explicit RedactionRepository(Database &database)
        : m_db(database)
    {
    }

    /** Placed and lifted, the oldest first; the last one tells whether one stands. */
    [[nodiscard]] Result<QList<LegalHold>> holds(IncidentId id);
    [[nodiscard]] Result<void> insertHold(IncidentId id, bool placed, const QString &reason, int seen);

    [[nodiscard]] Result<QList<Redaction>> ofIncident(IncidentId id);
    [[nodiscard]] Result<Redaction> byId(RedactionId id);
    /** Asked for and not decided, over all incidents that may be seen: real ones or exercises alone. */
    [[nodiscard]] Result<QList<Redaction>> undecided(bool exercises);

    /** What would go: the values of the row, its file, and whatever repeats one of them in the incident. */
    [[nodiscard]] Result<QList<RedactionPlace>> placesOf(IncidentId id, const QString &table, qint64 row);
    [[nodiscard]] Result<QList<RedactionPlace>> placesOf(RedactionId id);
    /** Whether a request that waits names one of these already. */
    [[nodiscard]] Result<bool> isAskedFor(IncidentId id, const QList<RedactionPlace> &places);

    [[nodiscard]] Result<RedactionId> insertRequest(IncidentId id, const RedactionAsk &ask,
                                                    const QList<RedactionPlace> &places);
    /** Confirmed: with it everything goes, in the same transaction. */
    [[nodiscard]] Result<void> insertDecision(const Redaction &redaction, const RedactionDecisionInput &input,
                                              RedactionCapacity capacity, const Attestation &attested);

    /** Ended or closed, with what rules of retention ask about and what names them; nothing else of them is filled. */
    [[nodiscard]] Result<QList<Incident>> endedIncidents();
    /** Those on which a legal hold stands. */
    [[nodiscard]] Result<QSet<IncidentId>> heldIncidents();

    /** Digest and size in bytes of what went from this incident, and of what went from any since that instant. */
    [[nodiscard]] Result<QList<std::pair<QString, qint64>>> gone(IncidentId id, qint64 sinceMs);

private:
    struct Value
    {
        RedactionPlace place;
        QByteArray bytes;
    };
    [[nodiscard]] Result<QList<Redaction>> list(const QString &tail, const QList<qint64> &values);
    [[nodiscard]] Result<void> readValues(IncidentId id, const QString &table, const QString &where, qint64 value,
                                          QList<Value> &out);
    [[nodiscard]] Result<void> readNamed(IncidentId id, const QString &table, qint64 row, QList<Value> &out);
    [[nodiscard]] Result<QList<qint64>> bulksOf(RedactionId id);
    [[nodiscard]] Result<void> digestAnew(const Redaction &redaction, qint64 bulkId, const QByteArray &before);

    Database &m_db;
};

} // namespace tocsin
