#pragma once

#include "models/domain/attesteddecision.h"

namespace tocsin {

class Session;

/**
 * Attested decisions (P13.5): on a server the person whose decision was written down confirms or disowns it by log-in.
 * On a file attestation is final, and there is nothing to answer.
 */
class AttestationService
{
public:
    explicit AttestationService(Session &session)
        : m_session(session)
    {
    }

    [[nodiscard]] Result<QList<AttestedDecision>> ofIncident(IncidentId id);
    /** Not answered: real incidents, or exercises alone. */
    [[nodiscard]] Result<QList<AttestedDecision>> open(bool exercises);
    [[nodiscard]] Result<AttestedDecision> find(AttestedAct act, qint64 id);
    /** Disowning revokes what rests on it, as far as it can still be revoked, and says so. */
    [[nodiscard]] Result<void> answer(const AttestedDecision &decision, AttestationAnswer answer, const QString &words);

private:
    [[nodiscard]] Result<QString> undo(const AttestedDecision &decision, const QString &words);
    [[nodiscard]] Result<QString> undoException(const AttestedDecision &decision, const QString &words);
    [[nodiscard]] Result<QString> undoChecklist(const AttestedDecision &decision, const QString &words);
    [[nodiscard]] Result<QString> undoNotice(const AttestedDecision &decision, const QString &words);
    [[nodiscard]] Result<QString> undoObligation(const AttestedDecision &decision, const QString &words);

    Session &m_session;
};

} // namespace tocsin
