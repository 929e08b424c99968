#include "models/services/dutyorigin.h"

#include "models/rules/dutyrules.h"

namespace tocsin {

QString factsSentence(const QStringList &because)
{
    return because.isEmpty() ? QString()
                             : QCoreApplication::translate("tocsin::services", "Because of the facts: %1.")
                                   .arg(because.join(QStringLiteral("; ")));
}

DutyOrigin originOf(const DutyRule &rule, const QString &reason, const DutyRules &rules, const QStringList &places)
{
    DutyOrigin o;
    o.rule = rule.id;
    o.regime = rule.regime;
    o.reason = reason;
    o.startsAt = rule.startsAt;
    o.startsWhen = rule.startsWhen;
    o.period = rule.period;
    o.capHours = rule.capHours;
    o.rollOver = rule.rollOver;
    if (const Jurisdiction *j = rules.countedIn(rule.jurisdiction, places)) {
        o.zone = j->zone;
        o.calendar = j->calendar;
    }
    o.regulation = rule.unionAct;
    o.counsel = !rule.counsel.isEmpty();
    o.note = o.counsel ? rule.counsel + u' ' + rule.exceptions : rule.exceptions;
    return o;
}

} // namespace tocsin
