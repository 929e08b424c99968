#pragma once

#include "models/domain/transfer.h"

namespace tocsin {

class Database;

/** Data transfers out of production (P10): one row an act, heads by triggers. */
class TransferRepository
{
public:
    explicit TransferRepository(Database &database)
        : m_db(database)
    {
    }

    /** Requests of one incident, in their order. */
    [[nodiscard]] Result<QList<Transfer>> ofIncident(IncidentId id);
    /** NotFound if there is none, or none that may be seen. */
    [[nodiscard]] Result<Transfer> byId(TransferId id);
    /** Every request that is undecided, out, or was asked back, over all incidents that may be seen; oldest first. */
    [[nodiscard]] Result<QList<Transfer>> unfinished(bool exercises);
    /** Requests of which `person` answered the checklist or decided, or wrote legal's answer down; latest first. */
    [[nodiscard]] Result<QList<Transfer>> decidedBy(PersonId person, bool exercises, int limit);
    [[nodiscard]] Result<QList<TransferAnswer>> answers(TransferId id);
    [[nodiscard]] Result<QList<TransferDecisionRow>> decisions(TransferId id);
    [[nodiscard]] Result<QList<TransferRemark>> remarks(TransferId id);
    [[nodiscard]] Result<QList<TransferMove>> moves(TransferId id);
    /** How many are undecided, and how many moves are out, for closing (P1.7). */
    [[nodiscard]] Result<std::pair<int, int>> openOf(IncidentId id);
    /** The move of this transfer that has an item of this digest, and is not back; an invalid key if none has. */
    [[nodiscard]] Result<TransferMoveId> moveWith(TransferId id, const QString &sha256);

    [[nodiscard]] Result<TransferId> insertRequest(IncidentId id, const TransferInput &input,
                                                   const TransferChecklist &checklist);
    [[nodiscard]] Result<void> insertAnswer(const Transfer &seen, const ChecklistInput &input,
                                            const Attestation &attested);
    [[nodiscard]] Result<void> insertDecision(const Transfer &seen, const TransferDecisionInput &input);
    [[nodiscard]] Result<void> insertRemark(const Transfer &seen, TransferRemarkKind kind, const QString &text);
    [[nodiscard]] Result<TransferMoveId> insertMove(const Transfer &seen, const TransferMoveInput &input);
    [[nodiscard]] Result<void> insertEnd(const Transfer &seen, TransferMoveId move, const TransferEndInput &input);

private:
    [[nodiscard]] Result<void> addItems(QList<TransferMove> &moves);

    Database &m_db;
};

} // namespace tocsin
