#include "models/domain/alertplan.h"

namespace tocsin {

template<> std::span<const EnumEntry<AlertLevel>> enumTable<AlertLevel>()
{
    using enum AlertLevel;
    static constexpr EnumEntry<AlertLevel> table[] = {
        {None, "none", QT_TRANSLATE_NOOP("tocsin::domain", "more than 24 hours left")},
        {Attention, "attention", QT_TRANSLATE_NOOP("tocsin::domain", "without undue delay")},
        {Hours24, "24h", QT_TRANSLATE_NOOP("tocsin::domain", "under 24 hours left")},
        {Hours8, "8h", QT_TRANSLATE_NOOP("tocsin::domain", "under 8 hours left")},
        {Hours4, "4h", QT_TRANSLATE_NOOP("tocsin::domain", "under 4 hours left")},
        {Hours1, "1h", QT_TRANSLATE_NOOP("tocsin::domain", "under 1 hour left")},
        {Deadline, "deadline", QT_TRANSLATE_NOOP("tocsin::domain", "the deadline has passed")},
    };
    return table;
}

namespace {

struct Step
{
    AlertLevel level;
    qint64 leftMs; ///< reached when so much is left
};

/** From the most urgent to the least. */
constexpr Step kSteps[] = {{AlertLevel::Deadline, 0},
                           {AlertLevel::Hours1, kHourMs},
                           {AlertLevel::Hours4, 4 * kHourMs},
                           {AlertLevel::Hours8, 8 * kHourMs},
                           {AlertLevel::Hours24, 24 * kHourMs}};

/** True for levels that come again by themselves. */
bool repeats(AlertLevel level)
{
    return level == AlertLevel::Deadline || level == AlertLevel::Attention;
}

/** When this level comes again after `shown`. */
qint64 repeatAt(AlertLevel level, const ShownAlert &shown, const AlertPolicy &policy)
{
    return shown.atMs + (level == AlertLevel::Deadline ? policy.overdueRepeatMs : policy.withoutNumberMs);
}

/** Asks for something: it is open, or legal has to decide whether it is owed before it would end. */
bool isTold(const ObligationFacts &facts, qint64 nowMs)
{
    return isOpen(facts, nowMs) || isProposedWithEnd(facts);
}

/** The next instant after now at which time alone brings another level; 0: none. */
qint64 nextStep(const ObligationFacts &facts, qint64 nowMs)
{
    if (endMs(facts) == 0)
        return 0;
    for (const Step &step : kSteps) { // the furthest ahead stands last: the nearest is the last one not reached
        const qint64 at = endMs(facts) - step.leftMs;
        if (at <= nowMs)
            return &step == std::begin(kSteps) ? 0 : endMs(facts) - (&step - 1)->leftMs;
    }
    return endMs(facts) - std::end(kSteps)[-1].leftMs;
}

/** The policy with the interval of the obligation's own rule. */
AlertPolicy of(AlertPolicy policy, const AlertSubject &subject)
{
    if (subject.attentionEveryMs > 0)
        policy.withoutNumberMs = subject.attentionEveryMs;
    if (isProposedWithEnd(subject.facts)) // it may not be owed at all: it does not nag as what is overdue does
        policy.overdueRepeatMs = qMax(policy.overdueRepeatMs, policy.withoutNumberMs);
    return policy;
}

void keepEarlier(qint64 &nextMs, qint64 atMs)
{
    if (atMs > 0 && (nextMs == 0 || atMs < nextMs))
        nextMs = atMs;
}

/** What is remembered of one obligation, fitted to how it stands now. */
ShownAlert fitted(ShownAlert shown, const ObligationFacts &facts, AlertLevel level, qint64 nowMs)
{
    if (shown.deadlineMs != endMs(facts))
        return {};                        // another deadline: nothing was told of it
    shown.atMs = qMin(shown.atMs, nowMs); // a clock that was set back does not silence what comes again
    if (level < shown.level) {
        // The clock was ahead and is right again: what was told too early will be told at its time.
        shown.level = level;
        shown.acknowledged = true;
        shown.thisRun = true;
    }
    return shown;
}

bool isDue(const ShownAlert &shown, AlertLevel level, qint64 nowMs, const ObligationFacts &facts,
           const AlertPolicy &policy)
{
    if (level == AlertLevel::None)
        return false;
    if (level == AlertLevel::Attention && shown.level == AlertLevel::None)
        return nowMs >= facts.triggerMs + policy.withoutNumberMs;
    if (level > shown.level)
        return true;
    if (!shown.thisRun)
        return true; // unmet after a restart
    return repeats(level) && nowMs >= repeatAt(level, shown, policy);
}

} // namespace

AlertLevel alertLevel(const ObligationFacts &facts, qint64 nowMs)
{
    const ObligationState state = obligationState(facts, nowMs);
    if (!isTold(facts, nowMs) || state == ObligationState::Excepted)
        return AlertLevel::None; // settled, or a review stands before it
    if (endMs(facts) == 0)
        return AlertLevel::Attention;
    for (const Step &step : kSteps)
        if (nowMs >= endMs(facts) - step.leftMs)
            return step.level;
    return AlertLevel::None;
}

AlertPlan planAlerts(const QList<AlertSubject> &subjects, qint64 nowMs, const ShownAlerts &shown,
                     const AlertPolicy &common)
{
    AlertPlan plan;
    for (const AlertSubject &subject : subjects) {
        const ObligationFacts &facts = subject.facts;
        const AlertPolicy policy = of(common, subject);
        if (subject.exercise || !isTold(facts, nowMs))
            continue;
        if (obligationState(facts, nowMs) == ObligationState::Excepted) {
            keepEarlier(plan.nextMs, facts.exceptedUntilMs); // what is told before its lapse does not silence it after
            continue;
        }
        const AlertLevel level = alertLevel(facts, nowMs);
        ShownAlert told = fitted(shown.value(subject.id), facts, level, nowMs);
        if (isDue(told, level, nowMs, facts, policy)) {
            plan.due.append({subject.id, level});
            told = {level, endMs(facts), nowMs, false, true};
        }
        if (told.level != AlertLevel::None)
            plan.shown.insert(subject.id, told);
        keepEarlier(plan.nextMs, nextStep(facts, nowMs));
        if (repeats(level) && told.level == level)
            keepEarlier(plan.nextMs, repeatAt(level, told, policy));
        else if (level == AlertLevel::Attention)
            keepEarlier(plan.nextMs, facts.triggerMs + policy.withoutNumberMs);
    }
    return plan;
}

} // namespace tocsin
