#include "models/services/retentionservice.h"

#include "models/services/session.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/redactionrepository.h"

#include <algorithm>

namespace tocsin {

namespace {

RetentionLine lineOf(const Incident &i, const RetentionRules &rules, bool held)
{
    return {i.id, i.reference(), i.title, i.exercise, rules.periodOf(i), held};
}

} // namespace

Result<QList<RetentionLine>> RetentionService::past()
{
    auto rules = RetentionRules::load();
    if (!rules)
        return tl::unexpected(rules.error());
    RedactionRepository repository(m_session.database());
    auto ended = repository.endedIncidents();
    auto held = repository.heldIncidents();
    if (!ended || !held)
        return tl::unexpected(ended ? held.error() : ended.error());
    const qint64 now = m_session.nowMs();
    QList<RetentionLine> lines;
    for (const Incident &i : std::as_const(*ended))
        if (const RetentionLine line = lineOf(i, *rules, held->contains(i.id)); line.period.isPast(now))
            lines.append(line);
    std::stable_sort(lines.begin(), lines.end(), [](const RetentionLine &a, const RetentionLine &b) {
        return a.period.untilMs < b.period.untilMs;
    });
    return lines;
}

Result<RetentionLine> RetentionService::ofIncident(IncidentId id)
{
    auto rules = RetentionRules::load();
    auto incident = IncidentRepository(m_session.database()).byId(id);
    if (!rules || !incident)
        return tl::unexpected(rules ? incident.error() : rules.error());
    auto holds = RedactionRepository(m_session.database()).holds(id);
    if (!holds)
        return tl::unexpected(holds.error());
    return lineOf(*incident, *rules, !holds->isEmpty() && holds->last().placed);
}

} // namespace tocsin
