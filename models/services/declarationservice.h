#pragma once

#include "models/domain/incident.h"
#include "models/domain/person.h"

namespace tocsin {

class Session;

/** What the incident manager signs (P6.1-4). */
struct DeclarationInput
{
    DeclarationGround ground = DeclarationGround::AccessOccurred;
    bool statementSigned = false;
    QString consultedWho;
    qint64 consultedMs = 0;
    qint64 effectiveMs = 0; ///< 0: now, by the database's clock
    QString earlierReason;
    QString customerImpact;    ///< wanted, not required
    QString resourcesAccessed; ///< wanted, not required
    QString repairSteps;       ///< wanted, not required
    QList<EntryId> citations;
};

/** An exception to the 72 hours, both decisions attested (P8.3, P13.5). */
struct ExceptionInput
{
    QString ground; ///< "risk_to_others" or "unusual"
    QString reasoning;
    qint64 reviewMs = 0; ///< at most 24 h from now
    Attestation legal;
    Attestation executive;
};

/** Declaring, and what follows: obligations and their clocks (P6, P7). */
class DeclarationService
{
public:
    explicit DeclarationService(Session &session)
        : m_session(session)
    {
    }

    /** The statement that is signed, word for word as it will stand in the record. */
    [[nodiscard]] static QString statement(DeclarationGround ground);
    /** Starts the 72 hours for every affected customer; severity becomes High at least. */
    [[nodiscard]] Result<void> declare(IncidentId id, int seenVersion, const DeclarationInput &input);
    [[nodiscard]] Result<QList<Obligation>> obligations(IncidentId id);
    /** Legal's act, with a reason (P7.2); on a local database attested. */
    [[nodiscard]] Result<void> withdraw(const Obligation &obligation, WithdrawalReason reason, const QString &words,
                                        const Attestation &legal);
    /** P8: in force at once when both have decided; two people, neither the requester. */
    [[nodiscard]] Result<void> except(const Obligation &obligation, const ExceptionInput &input);

private:
    Session &m_session;
};

} // namespace tocsin
