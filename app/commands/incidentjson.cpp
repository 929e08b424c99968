#include "app/commands/incidentjson.h"

#include "app/commands/commandoutput.h"
#include "models/domain/laterscope.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

void addInstant(QJsonObject &object, const QString &name, qint64 ms)
{
    object.insert(name + u"At"_s, isoValue(ms));
    object.insert(name + u"Ms"_s, ms);
}

/** "2026-11-25T07:01:00+05:30" in the zone of this machine, whatever the locale; null for 0. */
QJsonValue localValue(qint64 ms)
{
    if (ms == 0)
        return QJsonValue::Null;
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(ms);
    return at.toOffsetFromUtc(at.offsetFromUtc()).toString(Qt::ISODate);
}

} // namespace

QJsonObject incidentJson(const Incident &incident)
{
    QJsonObject object{
        {u"id"_s, incident.id.value},
        {u"reference"_s, incident.reference()},
        {u"number"_s, incident.number},
        {u"version"_s, incident.version},
        {u"title"_s, incident.title},
        {u"stage"_s, codeOf(incident.stage)},
        {u"severity"_s, incident.severity ? QJsonValue(codeOf(*incident.severity)) : QJsonValue(QJsonValue::Null)},
        {u"severityProvisional"_s, incident.provisional},
        {u"priority"_s, incident.severity ? QJsonValue(codeOf(incident.priority)) : QJsonValue(QJsonValue::Null)},
        {u"source"_s, codeOf(incident.source)},
        {u"outcome"_s, codeOf(incident.outcome)},
        {u"personalData"_s, codeOf(incident.personalData)},
        {u"exercise"_s, incident.exercise},
        {u"manager"_s, incident.managerName},
        {u"reportedBy"_s, incident.reportedBy},
        {u"externalRef"_s, incident.externalRef},
        {u"declared"_s, incident.isDeclared()},
        {u"notificationTrack"_s, incident.trackOpen},
    };
    addInstant(object, u"detected"_s, incident.detectedMs);
    addInstant(object, u"recorded"_s, incident.recordedMs);
    addInstant(object, u"updated"_s, incident.updatedMs);
    addInstant(object, u"stageSince"_s, incident.stageSinceMs);
    addInstant(object, u"declared"_s, incident.declaredMs);
    addInstant(object, u"ended"_s, incident.endedMs);
    addInstant(object, u"closed"_s, incident.closedMs);
    return object;
}

QJsonObject obligationJson(const ClockRow &row, qint64 nowMs)
{
    const Obligation &obligation = row.obligation;
    const Incident &incident = row.incident;
    const ClockReading reading = readClock(obligation.facts, nowMs);
    const qint64 deadline = obligation.facts.deadlineMs;
    QJsonObject object{
        {u"id"_s, row.isObligation() ? obligation.id.value : obligation.id.value - kMatterClocks},
        {u"kind"_s, row.isObligation() ? u"obligation"_s : u"matter"_s},
        {u"incident"_s, incident.reference()},
        {u"incidentTitle"_s, incident.title},
        {u"exercise"_s, incident.exercise},
        {u"duty"_s, row.isObligation() ? QJsonValue(codeOf(obligation.duty)) : QJsonValue(row.kind)},
        {u"addressee"_s, codeOf(obligation.addressee)},
        {u"audience"_s, nameOf(obligation.addressee)},
        {u"to"_s, whomText(row)},
        {u"owner"_s, row.owner},
        {u"customer"_s, obligation.customerName},
        {u"addresseeName"_s, obligation.addresseeName},
        {u"citation"_s, obligation.citation},
        {u"state"_s, codeOf(obligationState(obligation.facts, nowMs))},
        {u"band"_s, codeOf(reading.band)},
        {u"digits"_s, reading.digits},
        {u"remainingMs"_s, deadline > 0 ? QJsonValue(deadline - nowMs) : QJsonValue(QJsonValue::Null)},
    };
    addInstant(object, u"trigger"_s, obligation.facts.triggerMs);
    addInstant(object, u"deadline"_s, deadline);
    object.insert(u"deadlineLocal"_s, localValue(deadline));
    addInstant(object, u"wouldEnd"_s, row.info.wouldEndMs);
    object.insert(u"wouldEndAssumed"_s, row.info.wouldBeAssumed);
    object.insert(u"wouldEndRemainingMs"_s,
                  row.info.wouldEndMs > 0 ? QJsonValue(row.info.wouldEndMs - nowMs) : QJsonValue(QJsonValue::Null));
    object.insert(u"confirmed"_s, obligation.facts.confirmed);
    addInstant(object, u"exceptedUntil"_s, obligation.facts.exceptedUntilMs);
    addInstant(object, u"regulationEnd"_s, row.info.regulationEndMs);
    addInstant(object, u"regulationEndTwoWorkingDays"_s, row.info.twoWorkingDaysMs);
    object.insert(u"regulationNote"_s, row.info.regulationNote);
    object.insert(u"daysCountedBy"_s, codeOf(row.info.counted));
    object.insert(u"daysCountedNote"_s, dayCountText(row.info.counted));
    if (const auto later = laterScope(obligation, incident, nowMs)) { // P7.8
        addInstant(object, u"declared"_s, later->declaredMs);
        object.insert(u"foundAfterDeclarationMs"_s, later->foundAfterMs);
        object.insert(u"sinceDeclarationMs"_s, later->passedMs);
    }
    object.insert(u"checkWithCounsel"_s, row.info.counsel || row.info.counted == DayCount::Weekdays);
    return object;
}

} // namespace tocsin
