#include "models/items/matterclocks.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

Addressee addresseeOf(Audience audience)
{
    return audience == Audience::Authority      ? Addressee::Authority
           : audience == Audience::DataSubjects ? Addressee::DataSubjects
                                                : Addressee::Customer;
}

ClockRow rowOf(const Matter &m, const Incident &incident)
{
    ClockRow row;
    row.incident = incident;
    Obligation &o = row.obligation;
    o.id = ObligationId{kMatterClocks + m.id.value}; // beside the numbers of obligations
    o.version = m.version;
    o.incident = m.incident;
    o.addressee = addresseeOf(m.audience);
    o.customer = m.customer;
    o.facts = matterClock(m);
    row.kind = nameOf(m.kind);
    row.owner = m.ownerName;
    const QString what = m.kind == MatterKind::FollowUp ? m.words.section(u": "_s, 0, 0) : m.who;
    row.about = QCoreApplication::translate("tocsin::items", "%1 · notice %2")
                    .arg(what.isEmpty() ? nameOf(m.audience) : what)
                    .arg(m.noticeNumber);
    return row;
}

} // namespace

ObligationFacts matterClock(const Matter &matter)
{
    ObligationFacts facts;
    facts.triggerMs = matter.atMs;
    facts.deadlineMs = matter.dueMs;
    facts.metMs = isOpen(matter) ? 0 : matter.sinceMs;
    return facts;
}

Result<QList<ClockRow>> matterRows(Services &services, const QList<Matter> &matters)
{
    QSet<IncidentId> ids;
    for (const Matter &m : matters)
        ids.insert(m.incident);
    const auto incidents = services.incidents.byIds(ids.values());
    if (!incidents)
        return tl::unexpected(incidents.error());
    QHash<IncidentId, Incident> byId;
    for (const Incident &incident : *incidents)
        byId.insert(incident.id, incident);
    QList<ClockRow> rows;
    for (const Matter &m : matters)
        if (const auto at = byId.constFind(m.incident); at != byId.constEnd() && isOpen(m) && m.dueMs > 0)
            rows << rowOf(m, *at);
    return rows;
}

} // namespace tocsin
