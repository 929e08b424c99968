#include "models/services/legalholdservice.h"

#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/redactionrepository.h"

#include <QCoreApplication>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

} // namespace

Result<QList<LegalHold>> LegalHoldService::ofIncident(IncidentId id)
{
    if (auto incident = IncidentRepository(m_session.database()).byId(id); !incident)
        return tl::unexpected(incident.error());
    return RedactionRepository(m_session.database()).holds(id);
}

Result<void> LegalHoldService::place(IncidentId id, const QString &reason, int seen)
{
    return change(id, true, reason, seen);
}

Result<void> LegalHoldService::lift(IncidentId id, const QString &reason, int seen)
{
    return change(id, false, reason, seen);
}

Result<void> LegalHoldService::change(IncidentId id, bool placed, const QString &reason, int seen)
{
    return m_session.act(Right::LegalHold, id, 0, [&](const Incident &) -> Result<void> {
        RedactionRepository repository(m_session.database());
        auto holds = repository.holds(id);
        if (!holds)
            return tl::unexpected(holds.error());
        if (holds->size() != seen)
            return failure(ErrorKind::Conflict,
                           tr("Somebody else changed the legal hold in the meantime. Look at it again."));
        if (placed == (!holds->isEmpty() && holds->last().placed))
            return failure(ErrorKind::Refused,
                           placed ? tr("A legal hold stands already.") : tr("No legal hold stands."));
        if (auto ok = checkRedactionReason(reason); !ok)
            return ok;
        if (auto ok = repository.insertHold(id, placed, reason, seen); !ok)
            return ok;
        const QString text = placed ? tr("Legal hold placed: nothing of this incident is redacted while it stands. %1")
                                    : tr("Legal hold lifted. %1");
        if (auto noted = m_session.note(id, EntryKind::Decision, text.arg(reason.trimmed()), true); !noted)
            return tl::unexpected(noted.error());
        return {};
    });
}

} // namespace tocsin
