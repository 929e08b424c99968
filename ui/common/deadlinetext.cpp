#include "ui/common/deadlinetext.h"

#include "models/domain/obligation.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::DeadlineText", text);
}

/** In hours however many they are, as the 72 are counted. */
QString hours(qint64 spanMs)
{
    return spanMs < kHourMs ? spanWords(spanMs) : tr("%1 h").arg(spanMs / kHourMs);
}

} // namespace

QStringList deadlineInfoLines(const DeadlineInfo &info, qint64 deadlineMs, const TimeText &time)
{
    QStringList lines;
    if (info.wouldEndMs > 0)
        lines << (info.wouldBeAssumed ? tr("Proposed: it would end %1, counted from the awareness that is assumed.")
                                      : tr("Proposed: it would end %1."))
                     .arg(time.full(info.wouldEndMs));
    if (const QString counted = dayCountText(info.counted); !counted.isEmpty())
        lines << counted + u'.';
    if (info.regulationEndMs > 0) {
        const qint64 later = info.regulationEndMs - deadlineMs;
        lines << (later > 0 ? tr("By Regulation 1182/71 it ends %1, %2 later. For information: it moves no clock.")
                                  .arg(time.full(info.regulationEndMs), spanWords(later))
                            : tr("By Regulation 1182/71 it ends then too."));
    }
    if (info.twoWorkingDaysMs > 0)
        lines << tr("Some read Art. 3(5), two working days at least, into periods of hours too; then %1. This is "
                    "disputed: do not rely on it.")
                     .arg(time.full(info.twoWorkingDaysMs));
    if (!info.regulationNote.isEmpty())
        lines << tr("Regulation 1182/71: %1").arg(info.regulationNote);
    if (info.counsel)
        lines << tr("The rule is not certain: check it with counsel.");
    return lines;
}

QString deadlineInfoBrief(const DeadlineInfo &info, const TimeText &time, qint64 nowMs)
{
    if (info.wouldEndMs > 0)
        return (info.wouldBeAssumed ? tr("Would end %1 (assumed)") : tr("Would end %1"))
            .arg(time.brief(info.wouldEndMs, nowMs));
    if (info.counted != DayCount::Calendar)
        return dayCountText(info.counted);
    if (info.regulationEndMs > 0)
        return tr("1182/71: %1").arg(time.brief(info.regulationEndMs, nowMs));
    if (!info.regulationNote.isEmpty())
        return tr("1182/71: cannot be said");
    return info.counsel ? tr("Check with counsel") : QString();
}

QString laterScopeBrief(const LaterScope &later)
{
    return (later.told ? tr("found later, told %1 after the declaration") : tr("found later, %1 since the declaration"))
        .arg(hours(later.passedMs));
}

QString laterScopeLine(const LaterScope &later, const TimeText &time)
{
    return (later.told ? tr("Found %1 after the declaration (%2); told %3 after it. Its own 72 hours began when it was "
                            "found.")
                       : tr("Found %1 after the declaration (%2), which is %3 ago. Its own 72 hours began when it was "
                            "found."))
        .arg(hours(later.foundAfterMs), time.full(later.declaredMs), hours(later.passedMs));
}

} // namespace tocsin
