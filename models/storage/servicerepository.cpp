#include "models/storage/servicerepository.h"

#include "models/storage/database.h"

#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<Service>> ServiceRepository::all()
{
    auto s = m_db.prepare(u"SELECT id, version, name, owner, on_call, model, active FROM service ORDER BY name, id"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Service> list;
    while (s.next())
        list.append({ServiceId{s.int64(0)}, s.integer(1), s.text(2), s.text(3), s.text(4),
                     fromCode<ServiceModel>(s.text(5)).value_or(ServiceModel::Saas), s.boolean(6)});
    return list;
}

Result<ServiceId> ServiceRepository::insert(const Service &v)
{
    auto s = m_db.prepare(
        u"INSERT INTO service_version (uuid, name, owner, on_call, model, active) VALUES (?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(v.name.trimmed()).bind(v.owner.trimmed()).bind(v.onCall.trimmed());
    return s.bind(codeOf(v.model)).bind(v.active).insert().map([](qint64 id) { return ServiceId{id}; });
}

Result<void> ServiceRepository::change(const Service &v)
{
    auto s = m_db.prepare(u"INSERT INTO service_version (uuid, subject_id, seen_version, name, owner, on_call, model, "
                          "active) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(v.id.value).bind(v.version).bind(v.name.trimmed()).bind(v.owner.trimmed());
    return s.bind(v.onCall.trimmed()).bind(codeOf(v.model)).bind(v.active).exec();
}

Result<QList<ServiceImpact>> ServiceRepository::impacts(IncidentId id)
{
    auto s = m_db.prepare(
        u"SELECT x.service_id, v.name, x.version, x.affected, x.model, x.layers, x.responsible FROM incident_service x "
        "JOIN service v ON v.id = x.service_id WHERE x.incident_id = ? ORDER BY v.name, v.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<ServiceImpact> list;
    while (s.next())
        list.append({ServiceId{s.int64(0)}, s.text(1), s.integer(2), s.boolean(3),
                     fromCode<ServiceModel>(s.text(4)).value_or(ServiceModel::Saas), layersFromCode(s.text(5)),
                     fromCode<Responsible>(s.text(6)).value_or(Responsible::Provider)});
    return list;
}

Result<void> ServiceRepository::insertImpact(IncidentId id, const ServiceImpact &i, const QString &reason,
                                             const QString &ruleVersion)
{
    auto s = m_db.prepare(u"INSERT INTO service_impact (uuid, incident_id, service_id, seen_version, affected, model, "
                          "layers, responsible, reason, rule_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(i.service.value).bind(i.version).bind(i.affected).bind(codeOf(i.model));
    return s.bind(layersCode(i.layers)).bind(codeOf(i.responsible)).bind(reason).bind(ruleVersion).exec();
}

Result<QSet<IncidentId>> ServiceRepository::touching(const QList<ServiceId> &services,
                                                     const QList<IncidentId> &incidents)
{
    QSet<IncidentId> found;
    for (const ServiceId service : services) {
        for (const IncidentId incident : incidents) {
            auto s = m_db.prepare(u"SELECT 1 FROM incident_service WHERE service_id = ? AND incident_id = ? AND "
                                  "affected = 1"_s);
            if (auto ok = s.bind(service.value).bind(incident.value).exec(); !ok)
                return tl::unexpected(ok.error());
            if (s.next())
                found.insert(incident);
        }
    }
    return found;
}

} // namespace tocsin
