#include "models/services/measureservice.h"

#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/measurerepository.h"
#include "models/storage/peoplerepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

Result<QList<Measure>> sorted(Result<QList<Measure>> list)
{
    if (list)
        std::stable_sort(list->begin(), list->end(), measureComesBefore);
    return list;
}

/** As it is kept: the name of the owner is the one of the person. */
Result<Measure> tidied(Session &session, Measure m)
{
    m.what = m.what.trimmed();
    m.reason = m.reason.trimmed();
    m.ownerName = m.ownerName.simplified();
    if (!m.owner.isValid())
        return m;
    auto people = PeopleRepository(session.database()).all();
    if (!people)
        return tl::unexpected(people.error());
    for (const Person &p : std::as_const(*people))
        if (p.id == m.owner) {
            m.ownerName = p.name;
            return m;
        }
    return failure(ErrorKind::Invalid, tr("There is no such person."), {}, QStringLiteral("owner"));
}

} // namespace

Result<QList<Measure>> MeasureService::ofIncident(IncidentId incident)
{
    if (auto there = IncidentRepository(m_session.database()).byId(incident); !there)
        return tl::unexpected(there.error());
    return sorted(MeasureRepository(m_session.database()).ofIncident(incident));
}

Result<QList<Measure>> MeasureService::all(bool exercises)
{
    if (auto ok = m_session.require(Right::ReadIncidents); !ok)
        return tl::unexpected(ok.error());
    return sorted(MeasureRepository(m_session.database()).all(exercises));
}

Result<QList<Measure>> MeasureService::mine()
{
    return sorted(MeasureRepository(m_session.database()).openOf(m_session.actor().id));
}

Result<void> MeasureService::add(IncidentId incident, const Measure &measure)
{
    if (auto ok = checkMeasure(measure, std::nullopt); !ok)
        return ok;
    return m_session.act(Right::AddEntry, incident, 0, [&](const Incident &) -> Result<void> {
        auto kept = tidied(m_session, measure);
        if (!kept)
            return tl::unexpected(kept.error());
        kept->id = {};
        kept->version = 0;
        kept->incident = incident;
        return MeasureRepository(m_session.database()).insert(*kept);
    });
}

Result<void> MeasureService::change(const Measure &measure)
{
    MeasureRepository repository(m_session.database());
    auto there = repository.byId(measure.id);
    if (!there)
        return tl::unexpected(there.error());
    return m_session.act(Right::AddEntry, there->incident, 0, [&](const Incident &) -> Result<void> {
        auto before = repository.byId(measure.id);
        if (!before)
            return tl::unexpected(before.error());
        if (before->version != measure.version)
            return failure(ErrorKind::Conflict,
                           tr("Somebody else changed this measure in the meantime. Look at it again."));
        if (auto ok = checkMeasure(measure, *before); !ok)
            return ok;
        auto kept = tidied(m_session, measure);
        if (!kept)
            return tl::unexpected(kept.error());
        kept->incident = before->incident;
        return repository.insert(*kept);
    });
}

} // namespace tocsin
