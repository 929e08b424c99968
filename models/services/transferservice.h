#pragma once

#include "models/domain/incident.h"
#include "models/domain/transfer.h"
#include "models/rules/transferlists.h"

namespace tocsin {

class Renderer;
class Session;

/** What asking came to: `lifted` if it showed that the incident is an exercise nobody had announced (P2.8). */
struct TransferAsked
{
    TransferId id;
    bool lifted = false;
};

/** How the chain of custody leaves (P10.4). */
enum class CustodyFormat { Pdf, Json, Sums };
template<> std::span<const EnumEntry<CustodyFormat>> enumTable<CustodyFormat>();

/**
 * Data transfers out of production (P10): asked for, answered by legal, decided in writing by the incident manager,
 * recorded item by item, returned or destroyed. Requester, legal reviewer and approving manager are three people.
 */
class TransferService
{
public:
    explicit TransferService(Session &session, Renderer *renderer)
        : m_session(session)
        , m_renderer(renderer)
    {
    }

    [[nodiscard]] Result<QList<Transfer>> ofIncident(IncidentId id);
    [[nodiscard]] Result<Transfer> byId(TransferId id);
    [[nodiscard]] Result<TransferDetails> details(TransferId id);
    /** What a file from production can be kept under: approvals in force, and what is recorded already. */
    [[nodiscard]] Result<QList<Transfer>> citable(IncidentId id);

    /** On a file who asks may be somebody else than who is at the keyboard; on a server they log in. */
    [[nodiscard]] Result<TransferAsked> ask(IncidentId id, const TransferInput &input);
    /** What left without an approval and was found later: recorded at once, and legal sees it at once. */
    [[nodiscard]] Result<TransferAsked> recordBreach(IncidentId id, const TransferInput &input,
                                                     const TransferMoveInput &move);
    /** By legal's log-in, or written down by the manager who holds the incident (P13.5). */
    [[nodiscard]] Result<void> answer(const Transfer &seen, const ChecklistInput &input, const Attestation &legal = {});
    /** In the actor's own words; nobody enters these for somebody else. */
    [[nodiscard]] Result<void> decide(const Transfer &seen, const TransferDecisionInput &input);
    /** A question back, or its answer: a thread on the request. */
    [[nodiscard]] Result<void> remark(const Transfer &seen, TransferRemarkKind kind, const QString &text);
    /** Refused without an approval in force: not decided, refused, ended and revoked ones too. */
    [[nodiscard]] Result<void> recordMove(const Transfer &seen, const TransferMoveInput &input);
    /** Of one move or several at once. */
    [[nodiscard]] Result<void> recordEnd(const Transfer &seen, const QList<TransferMoveId> &moves,
                                         const TransferEndInput &input);

    /** Writes the chain of custody to `path`, and that it left into the record. */
    [[nodiscard]] Result<void> exportCustody(TransferId id, CustodyFormat format, const QString &path);

private:
    [[nodiscard]] Result<TransferId> insert(IncidentId id, TransferInput input, const TransferMoveInput *move);
    [[nodiscard]] Result<TransferAsked> asked(IncidentId id, const TransferInput &input, const TransferMoveInput *move);
    [[nodiscard]] Result<void> checkRequester(const TransferInput &input) const;
    [[nodiscard]] Result<Transfer> fresh(const Transfer &seen);

    Session &m_session;
    Renderer *m_renderer;
};

} // namespace tocsin
