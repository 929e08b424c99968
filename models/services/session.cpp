#include "models/services/session.h"

#include "models/services/attestationcheck.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/peoplerepository.h"
#include "models/storage/timelinerepository.h"

#include <QCoreApplication>

namespace tocsin {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}
} // namespace

Session::Session(Database &database, const RuleBook &rules)
    : m_database(database)
    , m_rules(rules)
{
}

const Clock &Session::clock() const
{
    return m_database.clock();
}

std::optional<Error> Session::takeReadError() const
{
    return m_database.takeReadError();
}

void Session::setActor(const Person &person)
{
    m_actor = person;
    m_database.context().personId = person.id.value;
}

Result<void> Session::require(Right right, PersonId manager) const
{
    const bool holds = manager.isValid() && manager == m_actor.id;
    if (mayDo(m_actor.roles, right, holds))
        return {};
    const Roles needed = rolesWith(right);
    if (needsHolder(right) && (m_actor.roles & needed))
        return failure(ErrorKind::Denied,
                       manager.isValid()
                           ? tr("Only the incident manager who holds this incident may do this. Take it over first.")
                           : tr("Nobody holds this incident yet. Take it over first."));
    return failure(ErrorKind::Denied, tr("This needs the role: %1.").arg(roleNames(needed)));
}

namespace {

/** The role an act is done in: of the actor's roles that have the right, the first in the order of PROCESS P13. */
QByteArray roleFor(Roles roles, Right right)
{
    for (const auto &e : enumTable<Role>())
        if (roles & rolesWith(right) & e.value)
            return e.code;
    return "program";
}

} // namespace

Result<void> Session::act(Right right, IncidentId id, int seenVersion,
                          const std::function<Result<void>(const Incident &)> &work)
{
    return act([right](const Incident &) { return right; }, id, seenVersion, work);
}

Result<void> Session::act(const std::function<Right(const Incident &)> &rightFor, IncidentId id, int seenVersion,
                          const std::function<Result<void>(const Incident &)> &work)
{
    return m_database.write([&]() -> Result<void> {
        auto incident = IncidentRepository(m_database).byId(id);
        if (!incident)
            return tl::unexpected(incident.error());
        const Right right = rightFor(*incident);
        m_database.context().role = roleFor(m_actor.roles, right);
        if (auto ok = require(right, incident->manager); !ok)
            return ok;
        if (seenVersion > 0 && incident->version != seenVersion)
            return failure(ErrorKind::Conflict,
                           tr("Somebody else changed this incident in the meantime. Look at it again."));
        return ended(work(*incident));
    });
}

Result<void> Session::act(Right right, const std::function<Result<void>()> &work)
{
    if (auto ok = require(right); !ok)
        return ok;
    m_database.context().role = roleFor(m_actor.roles, right);
    return m_database.write([&] { return ended(work()); });
}

Result<void> Session::ended(Result<void> work) const
{
    return work && m_alongside ? m_alongside() : work;
}

Result<void> Session::together(const std::function<Result<void>()> &work)
{
    return m_database.write(work);
}

Result<EntryId> Session::note(IncidentId incident, EntryKind kind, const QString &text, bool keyEvent)
{
    // What a person gave as a reason or as words stands in it: nothing is cut off.
    if (text.size() > kMaxEntryText)
        return failure(ErrorKind::Invalid,
                       tr("These words are longer than %1 characters. Keep them as a file, and say here what it is.")
                           .arg(kMaxEntryText));
    return TimelineRepository(m_database).insert(incident, {kind, nowMs(), text, {}, keyEvent});
}

Result<void> checkAttestation(const Attestation &a, Right right, const QList<Person> &people, const Person &actor,
                              qint64 nowMs)
{
    const auto bad = [](const QString &text, const char *field) {
        return failure(ErrorKind::Invalid, text, {}, QString::fromLatin1(field));
    };
    if (a.by == actor.id)
        return bad(tr("The second person cannot be yourself."), "attestedBy");
    const auto person = std::find_if(people.begin(), people.end(), [&](const Person &p) { return p.id == a.by; });
    if (person == people.end() || !person->active)
        return bad(tr("Choose who decided."), "attestedBy");
    if (!(person->roles & rolesWith(right)))
        return bad(tr("%1 does not hold the role this needs: %2.").arg(person->name, roleNames(rolesWith(right))),
                   "attestedBy");
    if (a.words.trimmed().isEmpty())
        return bad(tr("Write down the words of the decision."), "attestedWords");
    if (a.how.trimmed().isEmpty())
        return bad(tr("Say how the decision was given: by telephone, by mail, in the room."), "attestedHow");
    if (a.atMs <= 0 || a.atMs > nowMs)
        return bad(tr("Say when it was decided; not in the future."), "attestedAt");
    return {};
}

Result<void> checkIfAttested(Session &session, const Attestation &attestation, Right right)
{
    if (!attestation.by.isValid())
        return {};
    auto people = PeopleRepository(session.database()).all();
    if (!people)
        return tl::unexpected(people.error());
    return checkAttestation(attestation, right, *people, session.actor(), session.nowMs());
}

} // namespace tocsin
