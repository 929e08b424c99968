#pragma once

#include "models/domain/enumtable.h"
#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QList>
#include <QStringList>

namespace tocsin {

/** Why the mark of an exercise that was not announced shows to everybody (P2.8). */
enum class LiftingCause { Lead, Declare, Send, Transfer };
template<> std::span<const EnumEntry<LiftingCause>> enumTable<LiftingCause>();

/** The means of whatever an exercise sends: it ends in a folder. */
[[nodiscard]] inline QString exerciseFolder()
{
    return QStringLiteral("exercise folder");
}

/** An exercise, as far as the person who asks may know. */
struct ExerciseInfo
{
    bool exercise = false; ///< everybody sees it
    bool secret = false;   ///< it was not announced, and nobody lifted it yet: the person who asks is a lead
    QStringList leads;     ///< names
    QString liftedBy;
    qint64 liftedMs = 0;
    QString liftedReason;
    std::optional<LiftingCause> cause;
};

/** What is said to who tried (P2.8). */
[[nodiscard]] QString liftedText(LiftingCause cause);

} // namespace tocsin
