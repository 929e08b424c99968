#include "models/services/dutyclock.h"

#include "models/rules/dutyrules.h"

namespace tocsin {

namespace {

/** Hours at which a duty without a number asks again, where no rule says so: a contract's. */
constexpr int kAttentionHours = 24;

QTimeZone zoneOf(const DutyOrigin &origin)
{
    const QTimeZone zone(origin.zone.toLatin1());
    return zone.isValid() ? zone : QTimeZone::utc();
}

} // namespace

Result<DutyClock> dutyClock(const DutyOrigin &origin, qint64 triggerMs, const DutyRules &rules)
{
    auto end = periodEnd(triggerMs, origin.period, zoneOf(origin), rules.calendar(origin.calendar));
    if (!end)
        return tl::unexpected(end.error());
    return DutyClock{triggerMs, *end};
}

void fillInformation(Duty &d, const DutyRules &rules, qint64 nowMs)
{
    const ObligationFacts &f = d.obligation.facts;
    const DutyRule *rule = rules.rule(d.origin.rule);
    if (rule) {
        d.confidence = rule->confidence;
        d.counselWhy = rule->counsel;
    }
    if (!f.confirmed) {
        d.countedByHand = !dutyClock(d.origin, nowMs, rules);
        return;
    }
    if (f.deadlineMs == 0) {
        const int hours = rule && rule->attentionHours > 0 ? rule->attentionHours : kAttentionHours;
        d.attentionMs = isOpen(f, nowMs) ? nextAttention(f.triggerMs, hours * kHourMs, nowMs) : 0;
        return;
    }
    if (!d.origin.regulation || d.obligation.duty != DutyKind::Statute)
        return;
    const QTimeZone zone = zoneOf(d.origin);
    const WorkCalendar calendar = rules.calendar(d.origin.calendar);
    if (d.origin.rollOver != RollOver::None) {
        const auto rolled = rolledOver(f.deadlineMs, d.origin.rollOver, zone, calendar);
        d.regulationEndMs = rolled ? *rolled : 0;
        d.regulationNote = rolled ? QString() : rolled.error().userText;
        return;
    }
    const auto counted = regulationPeriod(f.triggerMs, d.origin.period, zone, calendar);
    if (!counted) {
        d.regulationNote = counted.error().userText;
        return;
    }
    d.regulationEndMs = counted->endMs;
    const auto later = withTwoWorkingDays(*counted, TwoDaysReading::FortyEight, zone, calendar);
    if (later && *later > counted->endMs)
        d.twoWorkingDaysMs = *later;
}

} // namespace tocsin
