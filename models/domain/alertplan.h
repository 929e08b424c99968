#pragma once

#include "models/domain/obligation.h"

#include <QHash>

namespace tocsin {

/** How near a deadline is when a person is told (P7.5); a later one is more urgent. */
enum class AlertLevel { None, Attention, Hours24, Hours8, Hours4, Hours1, Deadline };
template<> std::span<const EnumEntry<AlertLevel>> enumTable<AlertLevel>();

/** How often an alert comes again: data, resources/rules/alerts.json. */
struct AlertPolicy
{
    qint64 overdueRepeatMs = kHourMs;      ///< past the deadline
    qint64 withoutNumberMs = 24 * kHourMs; ///< a duty "without undue delay", from its trigger on (P7.2)
};

/** An obligation as alerts see it. */
struct AlertSubject
{
    ObligationId id;
    ObligationFacts facts;
    bool exercise = false;
    qint64 attentionEveryMs = 0; ///< a duty without a number, where its rule says how often (P7.2); 0: the policy's
};

/** What was told of one obligation, kept for each installation and person. */
struct ShownAlert
{
    AlertLevel level = AlertLevel::None;
    qint64 deadlineMs = 0; ///< the end it was about (endMs): another one starts anew
    qint64 atMs = 0;       ///< told last
    bool acknowledged = false;
    bool thisRun = false; ///< told since this program started; not kept
    friend bool operator==(const ShownAlert &, const ShownAlert &) = default;
};
using ShownAlerts = QHash<ObligationId, ShownAlert>;

/** One obligation to tell of now. */
struct DueAlert
{
    ObligationId id;
    AlertLevel level = AlertLevel::None;
    friend bool operator==(const DueAlert &, const DueAlert &) = default;
};

/** What to tell now, what is to be remembered of it, and when to look again at the latest. */
struct AlertPlan
{
    QList<DueAlert> due; ///< as the subjects came; each at its most urgent level, once
    ShownAlerts shown;   ///< with what is due now, without obligations that ask for nothing any more
    qint64 nextMs = 0;   ///< 0: nothing will come of time alone
};

/** The level an obligation is at: of its remaining time, or Attention for a duty without a number. */
[[nodiscard]] AlertLevel alertLevel(const ObligationFacts &facts, qint64 nowMs);

/**
 * The alerts of P7.5, from absolute instants alone: right after sleep, a restart and a changed clock. A level is told
 * once; several that were passed at once are told as the most urgent; what is unmet after a restart is told again,
 * once, acknowledged or not; an acknowledged one is quiet until the next level or start. Past the deadline, and for
 * duties without a number, it comes again after the rule's or the policy's interval. Exercises tell nothing (P2.8).
 * A proposal is told of by when it would end, and past that as seldom as a duty without a number.
 * Where a clock that was ahead is set right, levels that lie ahead again will be told again.
 */
[[nodiscard]] AlertPlan planAlerts(const QList<AlertSubject> &subjects, qint64 nowMs, const ShownAlerts &shown,
                                   const AlertPolicy &policy);

} // namespace tocsin
