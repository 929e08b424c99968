#pragma once

#include "models/domain/customer.h"
#include "models/services/awarenessservice.h"

#include <QHash>

namespace tocsin {

class DutyRules;
struct DutyRule;

/** A rule that may apply once more is known. */
struct OpenRule
{
    QString regime;
    QStringList open; ///< which facts are not known yet
};

/** All that the page of an incident's duties shows. */
struct DutyView
{
    AwarenessView awareness;
    int factsVersion = 0; ///< 0: none were noted
    QString factsBy;
    qint64 factsMs = 0;
    DutyFacts facts;
    QList<Duty> duties; ///< the most urgent first
    QList<OpenRule> open;
    QString rulesVersion;
    QStringList places;                              ///< codes that may be entered: of jurisdictions and countries
    QList<std::pair<CustomerId, QString>> customers; ///< affected, each once
};

/** Legal's decision on a proposal. */
struct ConfirmInput
{
    qint64 startMs = 0;    ///< for a clock that starts at an instant the rule names
    qint64 deadlineMs = 0; ///< where no calendar is known: counted by hand; 0: counted by weekdays
    QString reason;
    Attestation legal; ///< on a local database; on a server legal logs in
};

/** A duty that no rule led to, as legal adds it (P5.6): what it is, to whom, from when, how long. */
struct DutyToAdd
{
    DutyKind kind = DutyKind::Statute; ///< not the commitment
    QString regime;                    ///< what a person calls it: a law, a contract, an order
    QString citation;
    Addressee addressee = Addressee::Authority;
    CustomerId customer;   ///< with Addressee::Customer alone; none: all who are affected
    QString addresseeName; ///< of an authority, or of those concerned
    StartsAt startsAt = StartsAt::Awareness;
    QString startsWhen; ///< of another instant: which
    qint64 startMs = 0; ///< of another instant
    Period period{72, PeriodUnit::Hours};
    QString place; ///< code of the State whose clocks and holidays count days; empty: UTC, by weekdays
    QString reason;
    Attestation legal;
};
/** What is missing in it or contradicts itself; Error::field names the input. */
[[nodiscard]] Result<void> checkDutyToAdd(const DutyToAdd &duty);

/** Which duties an incident brings, proposed from facts and decided by legal (P7.6, P7.7, P5.6). */
class DutyService
{
public:
    explicit DutyService(Session &session)
        : m_session(session)
    {
    }

    [[nodiscard]] Result<DutyView> view(IncidentId id);
    /** What stands beside the deadlines of these, for information; of one that has nothing there is no entry. */
    [[nodiscard]] Result<QHash<ObligationId, DeadlineInfo>> deadlineInfo(const QList<Obligation> &obligations);
    /** Keeps the facts and proposes what follows from them; gives how many proposals are new. */
    [[nodiscard]] Result<int> noteFacts(IncidentId id, int seenVersion, const DutyFactsByHand &facts,
                                        const QString &reason);
    /** Proposes what follows from the facts as they are now, and is not there yet. */
    [[nodiscard]] Result<int> propose(IncidentId id);
    /** The same within an act that changes facts: classified, declared, decided by legal, a customer in scope. */
    [[nodiscard]] Result<int> proposeWithin(IncidentId id);
    /** The same for one row put in scope: looks at the whole scope only when its customer's country is new there. */
    [[nodiscard]] Result<int> proposeFound(const Incident &incident, const ScopeRow &row);
    /** Legal adds a duty, and its clock runs (P5.6). */
    [[nodiscard]] Result<void> add(IncidentId id, const DutyToAdd &duty);
    /** Within an act in which legal decides that Art. 33 (authority) or 34 (data subjects) is owed: the duty is there,
     *  and its clock runs as far as awareness is known (P5.6). */
    [[nodiscard]] Result<void> confirmOwed(const Incident &incident, Addressee to, const QString &reason,
                                           const Attestation &legal);
    /** Fills when those that are proposed would end. */
    [[nodiscard]] Result<void> fillProposals(QList<Obligation> &obligations);
    /** Starts the clock of a proposal (P7.2): legal's act. */
    [[nodiscard]] Result<void> confirm(const Duty &duty, const ConfirmInput &input);
    /** Legal's reason stands in the record; the proposal does not come again. */
    [[nodiscard]] Result<void> dismiss(const Duty &duty, WithdrawalReason reason, const QString &words,
                                       const Attestation &legal);
    /** Within an act that puts customers in scope: what their contracts say (P7.7); gives the contracts proposed.
     *  `again`: what was withdrawn before comes again. */
    [[nodiscard]] Result<QStringList> proposeTerms(const Incident &incident, const QList<CustomerId> &customers,
                                                   bool again);

    [[nodiscard]] Result<QList<CustomerTerm>> terms(CustomerId customer);
    [[nodiscard]] Result<qint64> addTerm(const CustomerTerm &term);
    /** Conflict if somebody else changed it since it was read. Nothing is removed: a term is set inactive. */
    [[nodiscard]] Result<void> changeTerm(const CustomerTerm &term);

private:
    [[nodiscard]] Result<DutyFacts> factsOf(const Incident &incident, const DutyFactsByHand &byHand);
    /** The same, where those affected are known. */
    [[nodiscard]] Result<DutyFacts> factsOf(const Incident &incident, const DutyFactsByHand &byHand,
                                            const QList<Customer> &affected);
    [[nodiscard]] Result<QList<Customer>> affectedOf(IncidentId id);
    /** What stands at these customers, or at an incident as a whole. */
    [[nodiscard]] Result<QList<Duty>> standingOf(IncidentId id, const QList<CustomerId> &customers);
    /** What rules say on facts, to these customers and to everybody else; what stands is not proposed again. */
    [[nodiscard]] Result<QStringList> proposeRules(const Incident &incident, const DutyFacts &facts,
                                                   const QList<Customer> &customers, const QList<Duty> &there,
                                                   bool customersAlone);
    [[nodiscard]] Result<void> noteProposed(IncidentId id, QStringList names);
    [[nodiscard]] Result<void> proposeTerm(const Incident &incident, const CustomerTerm &term, const QString &country);
    [[nodiscard]] Result<int> proposeFrom(const Incident &incident, const DutyFactsByHand &byHand);
    [[nodiscard]] Result<ObligationId> insertProposal(const Obligation &obligation, DutyOrigin origin,
                                                      const QString &rulesVersion);
    /** The duty of this rule that stands; none: one without an id. */
    [[nodiscard]] Result<Duty> standing(IncidentId id, const QString &rule);
    [[nodiscard]] Result<qint64> startOf(const Incident &incident, const Duty &duty, const ConfirmInput &input);

    Session &m_session;
};

} // namespace tocsin
