#include "models/services/consultationservice.h"

#include "models/services/session.h"
#include "models/storage/consultationrepository.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

Result<void> ignoringKey(const Result<EntryId> &noted)
{
    return noted ? Result<void>() : tl::unexpected(noted.error());
}

} // namespace

Result<QList<Consultation>> ConsultationService::ofIncident(IncidentId id)
{
    if (auto ok = m_session.require(Right::ReadIncidents); !ok)
        return tl::unexpected(ok.error());
    auto incident = IncidentRepository(m_session.database()).byId(id);
    if (!incident)
        return tl::unexpected(incident.error());
    auto rows = ConsultationRepository(m_session.database()).ofIncident(id);
    if (!rows || m_session.require(Right::ReadConsultations, incident->manager))
        return rows;
    for (Consultation &c : *rows) { // a server gave nothing; a file has one reader, and this program
        if (!c.content.privileged || !c.released.isEmpty())
            continue;
        c.withheld = true;
        c.content.question.clear();
        c.content.advice.clear();
    }
    return rows;
}

Result<ConsultationId> ConsultationService::add(IncidentId id, const ConsultationInput &in)
{
    Result<ConsultationId> key = ConsultationId{};
    auto done = m_session.act(Right::ReadConsultations, id, 0, [&](const Incident &) -> Result<void> {
        if (auto ok = checkConsultation(in, m_session.nowMs()); !ok)
            return ok;
        key = ConsultationRepository(m_session.database()).insert(id, in);
        if (!key)
            return tl::unexpected(key.error());
        const QString text =
            in.privileged ? tr("Privileged consultation with %1 recorded.") : tr("Consultation with %1 recorded.");
        return ignoringKey(m_session.note(id, EntryKind::Decision, text.arg(in.adviser.trimmed())));
    });
    return done ? key : tl::unexpected(done.error());
}

Result<void> ConsultationService::release(const Consultation &c, const QString &reason)
{
    return m_session.act(Right::ReleaseBundle, c.incident, 0, [&](const Incident &) -> Result<void> {
        if (!c.content.privileged)
            return failure(ErrorKind::Refused, tr("Everybody who reads the incident reads it already."));
        if (!c.released.isEmpty())
            return failure(ErrorKind::Refused, tr("It is released already."));
        if (reason.trimmed().isEmpty())
            return failure(ErrorKind::Invalid, tr("Say why it is released."), {}, u"reason"_s);
        if (auto ok = ConsultationRepository(m_session.database()).insertRelease(c.incident, c.id, reason); !ok)
            return ok;
        return ignoringKey(
            m_session.note(c.incident, EntryKind::Decision,
                           tr("Consultation %1 released by legal. %2").arg(c.number).arg(reason.trimmed()), true));
    });
}

} // namespace tocsin
