#pragma once

#include "models/domain/deadlineexception.h"

namespace tocsin {

class Session;

/**
 * Exceptions to the 72 hours (P8): asked for by the incident manager for named duties, in force when legal and the
 * executive have both approved, ended by its review, by either of them, or by what renews it. For the duties of a law
 * what the law has instead.
 */
class ExceptionService
{
public:
    explicit ExceptionService(Session &session)
        : m_session(session)
    {
    }

    [[nodiscard]] Result<QList<DeadlineException>> ofIncident(IncidentId id);
    [[nodiscard]] Result<ExceptionDetails> details(ExceptionId id);
    /** Refused for a statutory duty, with what the law has instead (P8.2). */
    [[nodiscard]] Result<ExceptionId> ask(IncidentId id, const ExceptionAsk &ask);
    /** The same with what both said already, written down by the manager; all of it, or nothing. */
    [[nodiscard]] Result<void> askDecided(IncidentId id, const ExceptionAsk &ask,
                                          const QList<std::pair<ExceptionCapacity, Attestation>> &said);
    /** By log-in of legal or the executive, or written down by the manager who holds the incident (P13.5). */
    [[nodiscard]] Result<void> decide(const DeadlineException &seen, const ExceptionVoteInput &input,
                                      const Attestation &attested = {});
    [[nodiscard]] Result<void> takeBack(const DeadlineException &seen, const QString &words);
    /** Records each review that passed without renewal, with what applies since (P8.4); how many there were. */
    [[nodiscard]] Result<int> recordLapses();

    [[nodiscard]] Result<QList<DelayGround>> delays(IncidentId id);
    /** Legal's, for a statutory duty: by log-in, or attested. */
    [[nodiscard]] Result<void> recordDelay(IncidentId id, const DelayGround &ground, const Attestation &legal = {});

    /** Why each of these duties is told late, in words for a notice in this language: grounds of exceptions and of law.
     */
    [[nodiscard]] Result<QString> reasonsForDelay(IncidentId id, const QList<ObligationId> &duties,
                                                  const QString &language = QStringLiteral("en"));

private:
    [[nodiscard]] Result<QList<Obligation>> dutiesOf(const DeadlineException &exception);
    [[nodiscard]] Result<void> carryOut(const DeadlineException &exception);
    [[nodiscard]] Result<void> checkVoter(const DeadlineException &now, const ExceptionVoteInput &input,
                                          const Attestation &attested);

    Session &m_session;
};

} // namespace tocsin
