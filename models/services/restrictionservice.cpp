#include "models/services/restrictionservice.h"

#include "models/services/incidentservice.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/restrictionrepository.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

Result<void> checkInput(const RestrictionInput &input)
{
    if (!input.kind)
        return failure(ErrorKind::Invalid, tr("Say what kind of restriction it is."), {}, QStringLiteral("kind"));
    if (input.reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why only some may know of it."), {}, QStringLiteral("reason"));
    return {};
}

QString namesOf(const QList<NamedPerson> &people)
{
    QStringList names;
    for (const NamedPerson &p : people)
        if (p.named)
            names << p.name;
    return names.join(QStringLiteral(", "));
}

/** Why one is named when the incident is restricted, or is not. */
QString reasonOf(bool named, bool suspected, const RestrictionInput &input)
{
    return suspected ? input.suspicion
                     : (named ? tr("Named with the restriction. %1") : tr("No longer named with the restriction. %1"))
                           .arg(input.reason);
}

} // namespace

Result<Restriction> RestrictionService::of(IncidentId id)
{
    auto incident = IncidentService(m_session).byId(id);
    if (!incident)
        return tl::unexpected(incident.error());
    return RestrictionRepository(m_session.database()).of(id);
}

Result<Restriction> RestrictionService::ofNew()
{
    return RestrictionRepository(m_session.database()).of(IncidentId{});
}

Result<void> RestrictionService::nameAll(const Incident &incident, const RestrictionInput &input)
{
    RestrictionRepository repository(m_session.database());
    auto people = repository.people(incident.id);
    if (!people)
        return tl::unexpected(people.error());
    QList<NamedPerson> after = *people;
    const bool suspicion = !input.suspicion.trimmed().isEmpty();
    for (NamedPerson &p : after) {
        p.named = input.named.contains(p.person);
        p.suspected = p.suspected && !p.named;
    }
    const Roles missing = rolesNotNamed(after);
    for (NamedPerson &p : after)
        if (suspicion && !p.named && ((p.roles & missing) || p.person == incident.manager))
            p.suspected = true;
    if (auto ok = checkNamed(after, m_session.actor().id, incident.manager); !ok)
        return ok;
    for (qsizetype i = 0; i < after.size(); ++i) {
        const NamedPerson &seen = people->at(i), &p = after.at(i);
        if (p.named && !canBeNamed(p))
            return failure(ErrorKind::Refused, tr("%1 has no role that reads incidents.").arg(p.name), {},
                           QStringLiteral("named"));
        if (p.named == seen.named && p.suspected == seen.suspected)
            continue;
        if (auto ok =
                repository.insertNaming(incident.id, seen, p.named, p.suspected, reasonOf(p.named, p.suspected, input));
            !ok)
            return ok;
    }
    return {};
}

Result<void> RestrictionService::restrict(IncidentId id, int seenVersion, const RestrictionInput &input)
{
    if (auto ok = checkInput(input); !ok)
        return ok;
    return m_session.act(Right::Restrict, id, seenVersion, [&](const Incident &i) -> Result<void> {
        // Who is named comes first: once it is restricted, who is not can do nothing in it.
        if (auto ok = nameAll(i, input); !ok)
            return ok;
        RestrictionRepository repository(m_session.database());
        if (auto ok = repository.insertChange(id, i.version, true, input); !ok)
            return ok;
        auto people = repository.people(id);
        if (!people)
            return tl::unexpected(people.error());
        QString text = tr("Restricted: %1. %2").arg(nameOf(*input.kind), input.reason);
        if (!input.environment.trimmed().isEmpty())
            text += QStringLiteral(" ") + tr("Environment: %1.").arg(input.environment.trimmed());
        text += QStringLiteral(" ") + tr("It is seen by: %1.").arg(namesOf(*people));
        auto noted = m_session.note(id, EntryKind::Decision, text, true);
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

Result<void> RestrictionService::lift(IncidentId id, int seenVersion, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why everybody may know of it now."), {}, QStringLiteral("reason"));
    return m_session.act(Right::Restrict, id, seenVersion, [&](const Incident &i) -> Result<void> {
        if (!i.restricted)
            return failure(ErrorKind::Refused, tr("This incident is not restricted."));
        RestrictionInput input;
        input.reason = reason;
        if (auto ok = RestrictionRepository(m_session.database()).insertChange(id, i.version, false, input); !ok)
            return ok;
        auto noted = m_session.note(id, EntryKind::Decision, tr("No longer restricted. %1").arg(reason), true);
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

Result<void> RestrictionService::change(IncidentId id, PersonId person, bool named, bool suspected,
                                        const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why."), {}, QStringLiteral("reason"));
    return m_session.act(Right::Restrict, id, 0, [&](const Incident &i) -> Result<void> {
        RestrictionRepository repository(m_session.database());
        auto people = repository.people(id);
        if (!people)
            return tl::unexpected(people.error());
        const auto found =
            std::find_if(people->begin(), people->end(), [person](const NamedPerson &p) { return p.person == person; });
        if (found == people->end() || (named && !canBeNamed(*found)))
            return failure(ErrorKind::Refused, tr("This person has no role that reads incidents."), {},
                           QStringLiteral("named"));
        const NamedPerson seen = *found;
        if (seen.named == named && seen.suspected == suspected)
            return failure(ErrorKind::Refused,
                           named ? tr("%1 is named already.").arg(seen.name) : tr("%1 is not named.").arg(seen.name));
        found->named = named;
        found->suspected = suspected;
        if (i.restricted)
            if (auto ok = checkNamed(*people, {}, i.manager); !ok)
                return ok;
        auto noted = m_session.note(
            id, EntryKind::Decision,
            (named ? tr("%1 sees this incident from now on. %2") : tr("%1 no longer sees this incident. %2"))
                .arg(seen.name, reason));
        if (!noted)
            return tl::unexpected(noted.error());
        // Last: whoever takes themselves out can do nothing in it afterwards.
        return repository.insertNaming(id, seen, named, suspected, reason);
    });
}

Result<void> RestrictionService::name(IncidentId id, PersonId person, const QString &reason)
{
    return change(id, person, true, false, reason);
}

Result<void> RestrictionService::unname(IncidentId id, PersonId person, const QString &reason, bool suspected)
{
    return change(id, person, false, suspected, reason);
}

Result<IncidentId> RestrictionService::record(const NewIncident &incident, const RestrictionInput &input)
{
    if (auto ok = checkInput(input); !ok)
        return tl::unexpected(ok.error());
    Result<IncidentId> id = IncidentId{};
    auto done = m_session.together([&]() -> Result<void> {
        id = IncidentService(m_session).record(incident);
        return id ? restrict(*id, 0, input) : tl::unexpected(id.error());
    });
    return done ? id : tl::unexpected(done.error());
}

} // namespace tocsin
