#pragma once

#include "models/domain/detectionsource.h"
#include "models/domain/error.h"
#include "models/domain/ids.h"

namespace tocsin {

using TuningId = Id<struct TuningTag>;

/** What became of a tuning action (P2.7). */
enum class TuningState { Open, Done, Dropped };
template<> std::span<const EnumEntry<TuningState>> enumTable<TuningState>();

/** What is to be changed at a detection source after a false positive (P5.2), as it stands. */
struct TuningAction
{
    TuningId id;
    int version = 0;
    IncidentId incident;
    qint64 incidentNumber = 0;
    QString incidentTitle;
    DetectionSource source = DetectionSource::MonitoringSignature;
    QString what;
    QString owner;
    qint64 dueMs = 0;
    TuningState state = TuningState::Open;
    qint64 sinceMs = 0;
    QString remark;
    bool exercise = false;

    [[nodiscard]] bool isOverdue(qint64 nowMs) const
    {
        return state == TuningState::Open && dueMs > 0 && dueMs < nowMs;
    }
    friend bool operator==(const TuningAction &, const TuningAction &) = default;
};

/** Done needs no words; dropping it and taking it up again do. */
[[nodiscard]] Result<void> checkTuning(TuningState now, TuningState to, const QString &remark);

/** The figures of one detection source (P2.7). */
struct SourceFigures
{
    DetectionSource source = DetectionSource::MonitoringSignature;
    qint64 incidents = 0;
    qint64 falsePositives = 0;
    qint64 tuningOpen = 0;
    qint64 tuningOverdue = 0;
    qint64 tuningDone = 0;
    qint64 exercises = 0; ///< apart: in none of the others

    /** In tenths of a percent, rounded; nothing without incidents. */
    [[nodiscard]] std::optional<int> falsePositivePermille() const;
    friend bool operator==(const SourceFigures &, const SourceFigures &) = default;
};

} // namespace tocsin
