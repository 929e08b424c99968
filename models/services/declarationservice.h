#pragma once

#include "models/domain/incident.h"
#include "models/domain/person.h"

namespace tocsin {

class Session;

/** An authority, or the data subjects, to whom the provider's commitment applies (P7.1): who they are. */
struct AlsoTold
{
    Addressee addressee = Addressee::Authority;
    QString name;
};

/** What was recorded for one subscription of a duty (P9.2). */
struct DeliveryAttempts
{
    QString customerName;
    QString subscriptionName;
    bool reached = false;
    QStringList failedMeans; ///< recorded without success, each once
};

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
    QList<AlsoTold> alsoTold; ///< beside the customers: only whom the declarer chose
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
    /** Starts the 72 hours for every affected customer and for each other who is named; severity becomes High at least.
     */
    [[nodiscard]] Result<void> declare(IncidentId id, int seenVersion, const DeclarationInput &input);
    [[nodiscard]] Result<QList<Obligation>> obligations(IncidentId id);
    /** Legal's act, with a reason (P7.2); on a local database attested. */
    [[nodiscard]] Result<void> withdraw(const Obligation &obligation, WithdrawalReason reason, const QString &words,
                                        const Attestation &legal);
    /** What was tried for each subscription a duty to a customer is about. */
    [[nodiscard]] Result<QList<DeliveryAttempts>> attempts(const Obligation &obligation);
    [[nodiscard]] static UndeliverableFacts undeliverableFacts(const Obligation &obligation,
                                                               const QList<DeliveryAttempts> &attempts, qint64 nowMs);
    /** Legal's act after two different means: the duty keeps nobody from closing, and stays in sight (P9.2). */
    [[nodiscard]] Result<void> recordNotDeliverable(const Obligation &obligation, const QString &words,
                                                    const Attestation &legal);
    /** P8: in force at once when both have decided; two people, neither the requester. */
    [[nodiscard]] Result<void> except(const Obligation &obligation, const ExceptionInput &input);

private:
    [[nodiscard]] Result<void> startCommitments(IncidentId id, qint64 declarationId, qint64 effectiveMs,
                                                const DeclarationInput &input);

    Session &m_session;
};

} // namespace tocsin
