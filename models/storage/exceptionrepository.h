#pragma once

#include "models/domain/approval.h"
#include "models/domain/deadlineexception.h"

namespace tocsin {

class Database;

/** Requests for exceptions, the decisions on them, and what the law has instead (P8). */
class ExceptionRepository
{
public:
    explicit ExceptionRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<QList<DeadlineException>> ofIncident(IncidentId id);
    [[nodiscard]] Result<DeadlineException> byId(ExceptionId id);
    /** Asked for or in force, over all incidents that may be seen: real ones or exercises alone. */
    [[nodiscard]] Result<QList<DeadlineException>> unsettled(bool exercises);
    /** In force past their review, exercises too (P8.4). */
    [[nodiscard]] Result<QList<DeadlineException>> lapsing(qint64 nowMs);
    /** Those `person` decided on, or wrote a decision down for; latest first. */
    [[nodiscard]] Result<QList<DeadlineException>> decidedBy(PersonId person, bool exercises, int limit);
    [[nodiscard]] Result<QList<ExceptionVote>> votes(ExceptionId id);

    [[nodiscard]] Result<ExceptionId> insertRequest(IncidentId id, const ExceptionAsk &ask);
    [[nodiscard]] Result<void> insertVote(const DeadlineException &exception, const ExceptionVoteInput &input,
                                          const Attestation &attested);

    [[nodiscard]] Result<QList<DelayGround>> delays(IncidentId id);
    [[nodiscard]] Result<void> insertDelay(IncidentId id, const DelayGround &ground, const Attestation &legal);

    /** The thread on an exception, a notice or a rescission. */
    [[nodiscard]] Result<QList<RequestRemark>> remarks(ApprovalKind kind, qint64 id);
    [[nodiscard]] Result<void> insertRemark(ApprovalKind kind, IncidentId incident, qint64 id, bool question,
                                            const QString &text);

private:
    [[nodiscard]] Result<QList<DeadlineException>> list(const QString &tail, const QList<qint64> &values);

    Database &m_db;
};

} // namespace tocsin
