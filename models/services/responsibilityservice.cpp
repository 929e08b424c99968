#include "models/services/responsibilityservice.h"

#include "models/rules/rulebook.h"
#include "models/services/incidentservice.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/servicerepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

} // namespace

const ResponsibilityMatrix &ResponsibilityService::matrix() const
{
    return m_session.rules().responsibility();
}

Result<QList<ServiceImpact>> ResponsibilityService::impacts(IncidentId id, bool alsoNotAffected)
{
    auto list = ServiceRepository(m_session.database()).impacts(id);
    if (list && !alsoNotAffected)
        list->removeIf([](const ServiceImpact &i) { return !i.affected; });
    return list;
}

Result<void> ResponsibilityService::set(IncidentId id, const ServiceImpact &given, const QString &reason)
{
    if (given.affected && given.layers.isEmpty())
        return failure(ErrorKind::Invalid, tr("Choose the layers it touches."), {}, QStringLiteral("layers"));
    if (!given.affected && reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why this service is not affected."), {}, QStringLiteral("reason"));
    return m_session.act(Right::Assess, id, 0, [&](const Incident &i) -> Result<void> {
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended."));
        ServiceRepository repository(m_session.database());
        auto directory = repository.all();
        if (!directory)
            return tl::unexpected(directory.error());
        const auto service =
            std::find_if(directory->begin(), directory->end(), [&](const Service &s) { return s.id == given.service; });
        if (service == directory->end() || (given.affected && !service->active))
            return failure(ErrorKind::Refused, tr("Choose a service of the directory that is still run."), {},
                           QStringLiteral("service"));
        ServiceImpact impact = given;
        impact.serviceName = service->name;
        impact.responsible = matrix().of(impact.model, impact.layers);
        if (auto ok = repository.insertImpact(id, impact, reason.trimmed(), m_session.rules().version()); !ok)
            return ok;
        const QString text = impact.affected ? tr("Shared responsibility: %1").arg(impactText(impact, matrix()))
                                             : tr("%1 is not affected.").arg(impact.serviceName);
        auto noted = m_session.note(id, EntryKind::Assessment, (text + u' ' + reason.trimmed()).trimmed());
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

Result<void> ResponsibilityService::handOver(IncidentId id, int seenVersion, const HandOver &h)
{
    EndingInput in;
    in.kind = Ending::Referred;
    in.referredTo = h.to.trimmed();
    in.referredMs = h.atMs;
    in.referredSaid = h.said.trimmed();
    in.referredEngagement = h.engagement;
    in.referredNevertheless = h.nevertheless;
    return IncidentService(m_session).end(id, seenVersion, in);
}

} // namespace tocsin
