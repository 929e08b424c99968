#include "ui/incident/dutytext.h"

#include "ui/common/timetext.h"
#include "ui/incident/counted.h"
#include "ui/incident/obligationtext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::DutyText", text);
}

QString confidenceText(const QString &code)
{
    return code == u"high"     ? tr("Confidence: high.")
           : code == u"medium" ? tr("Confidence: medium.")
           : code == u"low"    ? tr("Confidence: low.")
                               : QString();
}

QString clockText(const DutyOrigin &origin)
{
    const QString from = origin.startsWhen.isEmpty() ? nameOf(origin.startsAt) : origin.startsWhen;
    if (origin.period.unit == PeriodUnit::WithoutUndueDelay)
        return tr("Without undue delay, from: %1.").arg(from);
    if (origin.capHours > 0)
        return tr("%1, from: %2; no later than %3 from awareness, unless that has passed by then.")
            .arg(periodText(origin.period), from, periodText({origin.capHours, PeriodUnit::Hours}));
    return tr("%1, from: %2.").arg(periodText(origin.period), from);
}

QString instantText(const Awareness &a)
{
    if (a.atMs <= 0)
        return tr("Nothing is known yet that it could start with: no confirmed risk to customers' data, no security "
                  "incident with personal data, no declaration.");
    const QString since = TimeText().full(a.atMs);
    if (!a.recorded)
        return tr("Assumed since %1, until legal records it. %2").arg(since, a.reason);
    return a.attestedName.isEmpty()
               ? tr("Since %1, recorded by %2. %3").arg(since, a.byName, a.reason)
               : tr("Since %1, by %2 (written down by %3). %4").arg(since, a.attestedName, a.byName, a.reason);
}

} // namespace

QString awarenessText(const AwarenessView &view)
{
    QStringList lines{instantText(view.now)};
    if (!view.ofDuplicate.isEmpty())
        lines << tr("This is of its duplicate %1: the earliest counts.").arg(view.ofDuplicate);
    if (view.laterClocks > 0)
        lines << counted(view.laterClocks, tr("%1 clock starts later than that."),
                         tr("%1 clocks start later than that."))
              << tr("They are set anew when legal records awareness here.");
    return lines.join(u' ');
}

QString dutyTitle(const Duty &duty)
{
    return tr("%1, to: %2").arg(duty.origin.regime, addresseeText(duty.obligation));
}

QString dutyExplanation(const Duty &d)
{
    QStringList lines;
    lines << clockText(d.origin);
    if (d.wouldEndMs > 0)
        lines << (d.wouldBeAssumed ? tr("Would end %1, counted from the awareness that is assumed.")
                                   : tr("Would end %1."))
                     .arg(TimeText().full(d.wouldEndMs));
    if (d.counted == DayCount::Weekdays)
        lines << dayCountText(d.counted) + u'.';
    if (!d.obligation.citation.isEmpty())
        lines << d.obligation.citation;
    lines << d.origin.reason;
    QString sure = confidenceText(d.confidence);
    if (d.origin.counsel)
        sure += (sure.isEmpty() ? QString() : u" "_s) + tr("Check with counsel. %1").arg(d.counselWhy);
    lines << sure.trimmed();
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString dutyDecision(const Duty &d)
{
    const ObligationFacts &f = d.obligation.facts;
    if (f.withdrawnMs > 0) {
        const auto reason = fromCode<WithdrawalReason>(d.obligation.withdrawnReason);
        const QString why = reason ? nameOf(*reason) : d.obligation.withdrawnReason;
        return f.confirmed ? tr("Withdrawn: %1.").arg(why) : tr("Rejected: %1.").arg(why);
    }
    if (f.deadlineMs > 0)
        return tr("Confirmed, runs from %1 to %2.").arg(TimeText().full(f.triggerMs), TimeText().full(f.deadlineMs));
    return tr("Confirmed, without undue delay since %1.").arg(TimeText().full(f.triggerMs));
}

} // namespace tocsin
