#pragma once

#include "models/domain/attesteddecision.h"

namespace tocsin {

class Database;

/** Decisions that were written down for somebody else, and what the person said of them since (P13.5). */
class AttestationRepository
{
public:
    explicit AttestationRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<QList<AttestedDecision>> ofIncident(IncidentId id);
    /** Not answered yet, over all incidents that may be seen; real ones or exercises alone. */
    [[nodiscard]] Result<QList<AttestedDecision>> open(bool exercises);
    [[nodiscard]] Result<AttestedDecision> find(AttestedAct act, qint64 id);
    [[nodiscard]] Result<int> openCount(IncidentId id);
    [[nodiscard]] Result<void> insertAnswer(const AttestedDecision &decision, AttestationAnswer answer,
                                            const QString &words);

private:
    [[nodiscard]] Result<QList<AttestedDecision>> list(const QString &tail, const QList<qint64> &values);

    Database &m_db;
};

} // namespace tocsin
