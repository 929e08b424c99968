#pragma once

#include "models/domain/duty.h"
#include "models/domain/person.h"

#include <QHash>

namespace tocsin {

class Database;

/** Awareness, the facts for duties, where obligations come from, and what contracts say (P7.6, P7.7). */
class DutyRepository
{
public:
    explicit DutyRepository(Database &database)
        : m_db(database)
    {
    }

    /** Newest first; as many as there are is the version the next one sees. */
    [[nodiscard]] Result<QList<Awareness>> awareness(IncidentId id);
    [[nodiscard]] Result<void> insertAwareness(IncidentId id, int seenVersion, qint64 atMs, const QString &reason,
                                               const Attestation &legal);
    /** Instants of P7.6 that an assumed awareness is taken from. */
    [[nodiscard]] Result<AwarenessSigns> signs(IncidentId id);

    struct FactsRow
    {
        int version = 0; ///< 0: none were noted
        DutyFactsByHand facts;
        QString byName;
        qint64 atMs = 0;
    };
    [[nodiscard]] Result<FactsRow> facts(IncidentId id);
    [[nodiscard]] Result<void> insertFacts(IncidentId id, int seenVersion, const DutyFactsByHand &facts,
                                           const QString &reason);

    [[nodiscard]] Result<void> insertOrigin(IncidentId id, const DutyOrigin &origin);
    /** Where these come from; the provider's commitment has no entry. */
    [[nodiscard]] Result<QHash<ObligationId, DutyOrigin>> origins(const QList<ObligationId> &ids);
    /** Every obligation of the incident with its origin, and as it began. */
    [[nodiscard]] Result<QList<Duty>> duties(IncidentId id);

    [[nodiscard]] Result<QList<CustomerTerm>> terms(CustomerId customer);
    [[nodiscard]] Result<qint64> insert(const CustomerTerm &term);
    [[nodiscard]] Result<void> change(const CustomerTerm &term);

private:
    [[nodiscard]] Result<void> fillOrigins(IncidentId id, QList<Duty> &duties);
    [[nodiscard]] Result<void> fillChanges(IncidentId id, QList<Duty> &duties);

    Database &m_db;
};

} // namespace tocsin
