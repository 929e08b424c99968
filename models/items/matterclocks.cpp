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
    o.id = matterKey(m);
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
