#pragma once

#include "models/domain/incident.h"
#include "models/domain/person.h"

#include <QSet>

namespace tocsin {

class Database;

/** An act that changes one obligation (P7.2, P8). */
struct ObligationChange
{
    QString change; ///< "met", "unmet", "withdrawn", "excepted", "exception_ended", "confirmed",
                    ///< "not_deliverable", "recomputed" (at and until: the clock's start and deadline)
    qint64 atMs = 0;
    qint64 untilMs = 0; ///< review instant of an exception
    QString reasonCode;
    QString reason;
    Attestation attested;
    Attestation secondAttested;
    qint64 exceptionId = 0; ///< the decision of legal and the executive that it follows from (P8)
};

/** Obligations: one duty to one addressee, each with its clock (P7). */
class ObligationRepository
{
public:
    explicit ObligationRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<QList<Obligation>> ofIncident(IncidentId id);
    /** Those to one customer, by it alone. */
    [[nodiscard]] Result<QList<Obligation>> ofCustomer(IncidentId id, CustomerId customer);
    /** Those to customers that name none: they are to all of them. */
    [[nodiscard]] Result<QList<Obligation>> toAllCustomers(IncidentId id);
    /** Neither met nor withdrawn, by deadline. */
    [[nodiscard]] Result<QList<Obligation>> open(int limit, bool exercises = true);
    /** Met, withdrawn or recorded as not deliverable since an instant, the latest first. */
    [[nodiscard]] Result<QList<Obligation>> settledSince(qint64 sinceMs, int limit);
    [[nodiscard]] Result<QList<Obligation>> ofIncidents(const QList<IncidentId> &ids);
    [[nodiscard]] Result<ObligationId> insertStart(const Obligation &obligation, qint64 declarationId,
                                                   const QString &ruleVersion);
    /** An equal obligation at the survivor of a duplicate, with its trigger and deadline as they are (P1.10). */
    [[nodiscard]] Result<ObligationId> insertTaken(const Obligation &obligation, const Incident &survivor);
    /** The obligations of an incident that were a duplicate's before. */
    [[nodiscard]] Result<QSet<ObligationId>> takenOver(IncidentId survivor);
    [[nodiscard]] Result<void> insertChange(const Obligation &seen, const ObligationChange &change);

private:
    [[nodiscard]] Result<QList<Obligation>> list(const QString &tail, const QList<qint64> &values);

    Database &m_db;
};

} // namespace tocsin
