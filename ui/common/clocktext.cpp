#include "ui/common/clocktext.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("tocsin::clock", text);
}

QString spokenSpan(qint64 ms)
{
    const qint64 minutes = ms / kMinuteMs;
    if (minutes < 1)
        return say("less than a minute");
    const QString hourText = minutes / 60 == 1 ? say("1 hour") : say("%1 hours").arg(minutes / 60);
    const QString minuteText = minutes % 60 == 1 ? say("1 minute") : say("%1 minutes").arg(minutes % 60);
    if (minutes < 60)
        return minuteText;
    return minutes % 60 == 0 ? hourText : hourText + u' ' + minuteText;
}

} // namespace

QString clockWords(const ClockReading &reading, const TimeText &time, qint64 nowMs)
{
    const QString when = time.brief(reading.instantMs, nowMs);
    switch (reading.band) {
    case ClockBand::None:
        return {};
    case ClockBand::Over24h:
    case ClockBand::Under24h:
    case ClockBand::Under8h:
    case ClockBand::Under1h:
        return say("due %1").arg(when);
    case ClockBand::Overdue:
        return say("overdue since %1").arg(when);
    case ClockBand::CountingUp:
        return say("without undue delay, since %1").arg(when);
    case ClockBand::Excepted:
        return say("review %1").arg(when);
    case ClockBand::Met:
        return reading.spanMs > 0 ? say("%1 before the limit").arg(spanWords(reading.spanMs)) : when;
    case ClockBand::MetLate:
        return say("%1 late").arg(spanWords(reading.spanMs));
    case ClockBand::Withdrawn:
        return when;
    case ClockBand::Undeliverable:
        return say("by legal, %1").arg(when);
    case ClockBand::Proposed:
        return reading.instantMs <= 0       ? say("not confirmed")
               : reading.instantMs >= nowMs ? say("proposed, would end %1").arg(when)
                                            : say("proposed, would have ended %1").arg(when);
    }
    return {};
}

QString clockSpoken(const ClockReading &reading, const TimeText &time, qint64 nowMs)
{
    const QString words = clockWords(reading, time, nowMs);
    switch (reading.band) {
    case ClockBand::Over24h:
    case ClockBand::Under24h:
    case ClockBand::Under8h:
    case ClockBand::Under1h:
        return say("%1 left, %2").arg(spokenSpan(reading.spanMs), words);
    case ClockBand::Overdue:
        return say("overdue by %1, was due %2").arg(spokenSpan(reading.spanMs), time.brief(reading.instantMs, nowMs));
    case ClockBand::CountingUp:
        return say("%1 passed, %2").arg(spokenSpan(reading.spanMs), words);
    case ClockBand::None:
        return say("no clock");
    case ClockBand::Proposed:
        return reading.instantMs > nowMs ? say("%1 left if it is owed, %2").arg(spokenSpan(reading.spanMs), words)
                                         : words;
    default:
        return words.isEmpty() ? nameOf(reading.band) : nameOf(reading.band) + u", "_s + words;
    }
}

QString clockTooltip(const ClockReading &reading, const ObligationFacts &facts, const TimeText &time, qint64 nowMs)
{
    if (reading.band == ClockBand::None)
        return {};
    QStringList lines{clockSpoken(reading, time, nowMs)};
    if (facts.deadlineMs > 0)
        lines << say("Deadline: %1").arg(time.both(facts.deadlineMs));
    if (isProposedWithEnd(facts))
        lines << say("Only proposed: legal has not confirmed it. It would end: %1").arg(time.both(facts.wouldEndMs));
    if (reading.band == ClockBand::Excepted)
        lines << say("Review: %1").arg(time.both(facts.exceptedUntilMs));
    if (facts.metMs > 0)
        lines << say("Met: %1").arg(time.both(facts.metMs));
    if (facts.triggerMs > 0 && facts.confirmed)
        lines << say("Started: %1").arg(time.both(facts.triggerMs));
    return lines.join(u'\n');
}

} // namespace tocsin
