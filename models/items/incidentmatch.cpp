#include "models/items/incidentmatch.h"

#include "models/items/incidentmarks.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

bool containsWords(const Incident &incident, const QString &text)
{
    const QString all = incident.reference() + u' ' + incident.title + u' ' + incident.description + u' ' +
                        incident.reportedBy + u' ' + incident.externalRef;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(),
                       [&](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

} // namespace

bool matches(const IncidentFilter &filter, const Incident &incident)
{
    if (filter.done && *filter.done != incident.isDone())
        return false;
    if (incident.exercise && !filter.exercises)
        return false;
    if (filter.manager.isValid() && filter.manager != incident.manager)
        return false;
    if (!filter.stages.isEmpty() && !filter.stages.contains(incident.stage))
        return false;
    if (!filter.severities.isEmpty()) {
        if (!incident.severity ? !filter.includeNotAssessed : !filter.severities.contains(*incident.severity))
            return false;
    }
    if (!filter.sources.isEmpty() && !filter.sources.contains(incident.source))
        return false;
    if (!filter.outcomes.isEmpty() && !filter.outcomes.contains(incident.outcome))
        return false;
    return containsWords(incident, filter.text);
}

QString kindText(const Incident &incident)
{
    if (incident.outcome == Outcome::NotClassified)
        return nameOf(incident.source);
    return classificationText(incident.outcome, incident.personalData);
}

QString spokenCard(const Incident &incident, qint64 nowMs)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("tocsin::items", text); };
    QStringList parts{incident.reference(), incident.title};
    parts << (incident.severity ? severityText(*incident.severity, incident.provisional) : say("not assessed"));
    parts << kindText(incident);
    if (incident.exercise)
        parts << say("exercise");
    if (incident.restricted)
        parts << say("restricted");
    for (const IncidentMark &mark : incidentMarks(incident, nowMs))
        parts << mark.word;
    if (incident.isDone())
        parts << (incident.closedMs > 0 ? say("closed") : say("ended"));
    else
        parts << say("%1 in this stage").arg(spanWords(qMax<qint64>(0, nowMs - incident.stageSinceMs)));
    parts << (incident.managerName.isEmpty() ? say("nobody holds it") : say("held by %1").arg(incident.managerName));
    return parts.join(u", "_s);
}

} // namespace tocsin
