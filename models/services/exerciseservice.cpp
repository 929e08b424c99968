#include "models/services/exerciseservice.h"

#include "models/services/incidentservice.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/exerciserepository.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/peoplerepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

} // namespace

Result<IncidentId> ExerciseService::recordUnannounced(const NewIncident &incident, const QList<PersonId> &leads)
{
    Database &db = m_session.database();
    const auto bad = [](const QString &text) { return failure(ErrorKind::Invalid, text, {}, QStringLiteral("leads")); };
    auto people = PeopleRepository(db).all();
    if (!people)
        return tl::unexpected(people.error());
    if (leads.isEmpty())
        return bad(tr("Name who leads the exercise: they alone see that it is one."));
    for (const PersonId lead : leads)
        if (std::none_of(people->begin(), people->end(), [lead](const Person &p) {
                return p.id == lead && p.active && mayDo(p.roles, Right::ReadIncidents, false);
            }))
            return bad(tr("Who leads an exercise has a role that reads incidents."));
    Result<IncidentId> id = IncidentId{};
    auto done = m_session.together([&]() -> Result<void> {
        NewIncident real = incident;
        real.exercise = false; // the mark everybody could read; the leads are the mark
        id = IncidentService(m_session).record(real);
        if (!id)
            return tl::unexpected(id.error());
        for (const PersonId lead : QSet<PersonId>(leads.begin(), leads.end()))
            if (auto ok = ExerciseRepository(db).insertLead(*id, lead); !ok)
                return ok;
        return {};
    });
    return done ? id : tl::unexpected(done.error());
}

Result<ExerciseInfo> ExerciseService::info(IncidentId id)
{
    auto incident = IncidentRepository(m_session.database()).byId(id);
    if (!incident)
        return tl::unexpected(incident.error());
    return ExerciseRepository(m_session.database()).info(id, incident->exercise);
}

Result<void> ExerciseService::insertLifting(const Incident &i, LiftingCause cause, const QString &reason)
{
    if (auto ok = ExerciseRepository(m_session.database()).insertLifting(i.id, i.version, cause, reason); !ok)
        return ok;
    auto noted = m_session.note(i.id, EntryKind::Decision,
                                tr("This is an exercise, which was not announced. %1").arg(reason), true);
    return noted ? Result<void>() : tl::unexpected(noted.error());
}

Result<void> ExerciseService::lift(IncidentId id, int seenVersion, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why everybody may know now."), {}, QStringLiteral("reason"));
    return m_session.act(Right::AddEntry, id, seenVersion, [&](const Incident &i) -> Result<void> {
        auto info = ExerciseRepository(m_session.database()).info(id, i.exercise);
        if (!info)
            return tl::unexpected(info.error());
        if (!info->secret)
            return failure(ErrorKind::Refused, tr("There is no mark to lift."));
        return insertLifting(i, LiftingCause::Lead, reason.trimmed());
    });
}

Error ExerciseService::afterBarrier(const Error &error, IncidentId id, LiftingCause cause)
{
    if (!isUnannounced(error))
        return error;
    // A transaction of its own, without what goes along with an act: what was typed for the other one stays.
    auto lifted = m_session.together([&]() -> Result<void> {
        auto incident = IncidentRepository(m_session.database()).byId(id);
        if (!incident)
            return tl::unexpected(incident.error());
        return insertLifting(*incident, cause, tr("%1: %2.").arg(nameOf(cause), m_session.actor().name));
    });
    if (!lifted && lifted.error().kind != ErrorKind::Conflict)
        return lifted.error();
    return {ErrorKind::Refused, liftedText(cause), error.detail, {}};
}

} // namespace tocsin
