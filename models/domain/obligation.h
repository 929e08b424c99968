#pragma once

#include "models/domain/clock.h"
#include "models/domain/enumtable.h"
#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QList>

namespace tocsin {

/** The provider's commitment (P7.1): 72 hours of elapsed time on the UTC line, 259,200 seconds. */
constexpr qint64 kCommitmentMs = 72 * kHourMs;

/** Whose duty it is and to whom (vocabulary of PROCESS). */
enum class Addressee { Customer, Authority, DataSubjects };
template<> std::span<const EnumEntry<Addressee>> enumTable<Addressee>();

/** Where a duty comes from. */
enum class DutyKind { Commitment, Statute, Contract };
template<> std::span<const EnumEntry<DutyKind>> enumTable<DutyKind>();

/** State of an obligation, exactly one (P7.2). */
enum class ObligationState { Proposed, Running, Overdue, Excepted, Met, MetLate, Withdrawn };
template<> std::span<const EnumEntry<ObligationState>> enumTable<ObligationState>();

/** Why legal withdrew an obligation (P7.2). */
enum class WithdrawalReason { Rescinded, OutOfScope, RiskUnlikely, Article34Ground, OtherPartysDuty };
template<> std::span<const EnumEntry<WithdrawalReason>> enumTable<WithdrawalReason>();

/** The facts an obligation's state follows from. Instants are ms UTC, 0 is "not". */
struct ObligationFacts
{
    bool confirmed = true; ///< false: proposed only
    qint64 triggerMs = 0;  ///< where its clock starts
    qint64 deadlineMs = 0; ///< 0: a duty without a number, "without undue delay"
    qint64 metMs = 0;
    qint64 withdrawnMs = 0;
    qint64 exceptedUntilMs = 0; ///< review instant of the exception in force
    qint64 undeliverableMs = 0; ///< legal recorded that it cannot be delivered (P9.2)
    qint64 wouldEndMs = 0;      ///< a proposal alone: when it ends if its clock began as things stand; 0: not known
};

[[nodiscard]] ObligationState obligationState(const ObligationFacts &facts, qint64 nowMs);

/** True while it still asks for something: running, overdue or excepted. */
[[nodiscard]] bool isOpen(ObligationState state);

/** The same, but for one that legal recorded as not deliverable: unmet, in sight, and asking for nothing (P9.2). */
[[nodiscard]] bool isOpen(const ObligationFacts &facts, qint64 nowMs);

/** What "not deliverable" looks at (P9.2): for each affected subscription the means recorded, or that it was reached.
 */
struct UndeliverableFacts
{
    bool open = false; ///< neither met nor withdrawn nor recorded before
    bool excepted = false;
    int unreached = 0;  ///< affected subscriptions that nobody was reached for
    int leastMeans = 0; ///< different means recorded without success, of the unreached one with the fewest
    QString words;
};
[[nodiscard]] Result<void> checkUndeliverable(const UndeliverableFacts &facts);

/** When a clock that is looked at ends: its deadline, or, of a proposal, when it would end; 0: without a number. */
[[nodiscard]] qint64 endMs(const ObligationFacts &facts);

/** Nobody from legal has confirmed it, and it is known when it would end: seen and told of like a clock (P7.5). */
[[nodiscard]] bool isProposedWithEnd(const ObligationFacts &facts);

/** Operative deadline of a period in elapsed time (P7.1, P7.6). */
[[nodiscard]] constexpr qint64 deadlineAfter(qint64 triggerMs, qint64 periodMs)
{
    return triggerMs + periodMs;
}

/** How a clock reads (P7.3); told by words and shape, not colour alone. */
enum class ClockBand {
    None,
    Over24h,
    Under24h,
    Under8h,
    Under1h,
    Overdue,
    CountingUp,
    Excepted,
    Met,
    MetLate,
    Withdrawn,
    Proposed,
    Undeliverable
};
template<> std::span<const EnumEntry<ClockBand>> enumTable<ClockBand>();

/** One reading of one clock, made anew at each tick from absolute instants. */
struct ClockReading
{
    ClockBand band = ClockBand::None;
    QString digits;       ///< "61:20:04", "+02:14:09", "met", "excepted"
    qint64 spanMs = 0;    ///< remaining; or since the deadline; or the margin; or until the review
    qint64 instantMs = 0; ///< the deadline, the review instant or when it was met
};
[[nodiscard]] ClockReading readClock(const ObligationFacts &facts, qint64 nowMs);

/** "61:20:04" of a span >= 0 in ms; hours grow beyond two digits. Remaining time is rounded up to the
 *  whole second, so that "00:00:00" is never shown while time is left. */
[[nodiscard]] QString remainingDigits(qint64 spanMs);
/** "+02:14:09" of a span >= 0 since the deadline, rounded down. */
[[nodiscard]] QString elapsedDigits(qint64 spanMs);
/** "31 h 12 min", "4 d 2 h", "12 min", "8 s": a span in words, for margins and ages. */
[[nodiscard]] QString spanWords(qint64 spanMs);

/** Order of urgency: overdue longest first, then proposals whose end is past, then running and proposals by their
 *  end, counting up, excepted, the rest. */
[[nodiscard]] bool moreUrgent(const ObligationFacts &a, const ObligationFacts &b, qint64 nowMs);

/** The most urgent of several, or -1 (P7.1: roll-ups, the most urgent first). */
[[nodiscard]] qsizetype mostUrgent(const QList<ObligationFacts> &obligations, qint64 nowMs);

} // namespace tocsin
