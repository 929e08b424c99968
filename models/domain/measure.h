#pragma once

#include "models/domain/incident.h"

namespace tocsin {

/** What a measure changes (P1.7, P11.1). */
enum class MeasureKind { Corrective, Policy, Procedure, Process };
template<> std::span<const EnumEntry<MeasureKind>> enumTable<MeasureKind>();

enum class MeasureState { Open, Done, Dropped };
template<> std::span<const EnumEntry<MeasureState>> enumTable<MeasureState>();

/** Something that follows from an incident, with an owner and a day, until it is done: a text of its own (P11.2). */
struct Measure
{
    MeasureId id;
    int version = 0; ///< 0: a new one
    IncidentId incident;
    MeasureKind kind = MeasureKind::Corrective;
    QString what;
    PersonId owner;
    QString ownerName; ///< of the person, or as typed; empty: nobody yet
    qint64 dueMs = 0;  ///< 0: no day
    MeasureState state = MeasureState::Open;
    QString reason; ///< what shows that it is done; why it was dropped or is open again
    qint64 sinceMs = 0;
    QString incidentReference;
    QString incidentTitle;
    bool incidentDone = false; ///< the incident has ended or is closed

    [[nodiscard]] bool isOverdue(qint64 nowMs) const
    {
        return state == MeasureState::Open && dueMs > 0 && dueMs < nowMs;
    }
    /** What closing asks of it (P1.7). */
    [[nodiscard]] bool blocksClosing() const
    {
        return state == MeasureState::Open && (ownerName.trimmed().isEmpty() || dueMs <= 0);
    }
};
/** Whether this may be kept after `before`; a new measure has none. */
[[nodiscard]] Result<void> checkMeasure(const Measure &measure, const std::optional<Measure> &before);
/** Open ones first, the overdue and the earliest due before the others, those without a day last; then the settled. */
[[nodiscard]] bool measureComesBefore(const Measure &a, const Measure &b);
/** How near an open measure is: overdue, within a week, later, without a day. */
enum class MeasureDue { Overdue, Soon, Later, NoDay, Settled };
[[nodiscard]] MeasureDue measureDue(const Measure &measure, qint64 nowMs);

} // namespace tocsin
