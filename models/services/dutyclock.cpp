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

Result<DutyClock> dutyClock(const DutyOrigin &origin, qint64 triggerMs, qint64 awareMs, const DutyRules &rules)
{
    if (origin.capHours > 0 && awareMs > 0 && origin.period.unit == PeriodUnit::Hours)
        return DutyClock{triggerMs,
                         cappedEnd(triggerMs, origin.period.value * kHourMs, awareMs, origin.capHours * kHourMs)};
    const auto end = periodEnd(triggerMs, origin.period, zoneOf(origin), rules.calendar(origin.calendar));
    if (end)
        return DutyClock{triggerMs, *end};
    if (end.error().kind != ErrorKind::NotFound)
        return tl::unexpected(end.error());
    const auto byWeekdays = periodEnd(triggerMs, origin.period, zoneOf(origin), WorkCalendar::weekdays());
    if (!byWeekdays)
        return tl::unexpected(byWeekdays.error());
    return DutyClock{triggerMs, *byWeekdays, true};
}

namespace {

void fillRegulation(DeadlineInfo &info, const DutyOrigin &origin, const ObligationFacts &f, const DutyRules &rules)
{
    const QTimeZone zone = zoneOf(origin);
    const auto count = [&](const WorkCalendar &calendar) -> Result<void> {
        if (origin.rollOver != RollOver::None) {
            const auto rolled = rolledOver(f.deadlineMs, origin.rollOver, zone, calendar);
            if (!rolled)
                return tl::unexpected(rolled.error());
            info.regulationEndMs = *rolled;
            return {};
        }
        const auto counted = regulationPeriod(f.triggerMs, origin.period, zone, calendar);
        if (!counted)
            return tl::unexpected(counted.error());
        const auto later = withTwoWorkingDays(*counted, TwoDaysReading::FortyEight, zone, calendar);
        if (!later)
            return tl::unexpected(later.error());
        info.regulationEndMs = counted->endMs;
        info.twoWorkingDaysMs = *later > counted->endMs ? *later : 0;
        return {};
    };
    const auto done = count(rules.calendar(origin.calendar));
    if (done)
        return;
    info.regulationNote = done.error().userText;
    if (done.error().kind == ErrorKind::NotFound && count(WorkCalendar::weekdays()))
        info.regulationNote += u' ' + dayCountText(DayCount::Weekdays) + u'.';
}

} // namespace

void fillDeadlineInfo(DeadlineInfo &info, const DutyOrigin &origin, const Obligation &obligation,
                      const DutyRules &rules, qint64 nowMs)
{
    const ObligationFacts &f = obligation.facts;
    info.counsel = origin.counsel;
    if (const DutyRule *rule = rules.rule(origin.rule))
        info.attentionEveryMs = rule->attentionHours * kHourMs;
    if (obligation.duty == DutyKind::Commitment || !origin.period.hasNumber())
        return;
    const auto clock = dutyClock(origin, f.confirmed ? f.triggerMs : nowMs, 0, rules);
    if (clock && clock->byWeekdays)
        info.counted = f.confirmed && f.deadlineMs != clock->deadlineMs ? DayCount::Hand : DayCount::Weekdays;
    if (f.confirmed && f.deadlineMs > 0 && origin.regulation && obligation.duty == DutyKind::Statute)
        fillRegulation(info, origin, f, rules);
}

void fillInformation(Duty &d, const DutyRules &rules, qint64 nowMs)
{
    const ObligationFacts &f = d.obligation.facts;
    const DutyRule *rule = rules.rule(d.origin.rule);
    if (rule) {
        d.confidence = rule->confidence;
        d.counselWhy = rule->counsel;
    }
    fillDeadlineInfo(d, d.origin, d.obligation, rules, nowMs);
    if (!f.confirmed)
        return;
    const int hours = rule && rule->attentionHours > 0 ? rule->attentionHours : kAttentionHours;
    if (f.deadlineMs == 0 && isOpen(f, nowMs))
        d.attentionMs = nextAttention(f.triggerMs, hours * kHourMs, nowMs);
}

} // namespace tocsin
