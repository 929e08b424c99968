#include "models/services/redactionservice.h"

#include "models/services/attestationcheck.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/peoplerepository.h"
#include "models/storage/redactionrepository.h"
#include "models/storage/remnants.h"

#include <QCoreApplication>
#include <algorithm>

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

bool holds(const Incident &incident, const Person &person)
{
    return incident.manager.isValid() && incident.manager == person.id;
}

/** A request must not carry away what it is to take away: neither its reason nor the words of the decision. */
Result<void> refuseRepeating(const QString &words, const QList<RedactionPlace> &places)
{
    constexpr int kAFewWords = 12;
    for (const RedactionPlace &p : places)
        if (p.excerpt.size() >= kAFewWords && words.simplified().contains(p.excerpt))
            return failure(ErrorKind::Invalid, tr("These words repeat what is to go. Say it without them."), {},
                           u"reason"_s);
    return {};
}

} // namespace

Result<QList<Redaction>> RedactionService::ofIncident(IncidentId id)
{
    if (auto incident = IncidentRepository(m_session.database()).byId(id); !incident)
        return tl::unexpected(incident.error());
    return RedactionRepository(m_session.database()).ofIncident(id);
}

Result<QList<RedactionPlace>> RedactionService::preview(IncidentId id, const QString &table, qint64 row)
{
    auto incident = IncidentRepository(m_session.database()).byId(id);
    if (!incident)
        return tl::unexpected(incident.error());
    if (auto ok = m_session.require(Right::RequestRedaction, incident->manager); !ok)
        return tl::unexpected(ok.error());
    return RedactionRepository(m_session.database()).placesOf(id, table, row);
}

Result<QList<RedactionPlace>> RedactionService::places(RedactionId id)
{
    RedactionRepository repository(m_session.database());
    auto known = repository.byId(id);
    auto incident = known ? IncidentRepository(m_session.database()).byId(known->incident)
                          : Result<Incident>(tl::unexpected(known.error()));
    if (!incident)
        return tl::unexpected(incident.error());
    if (auto ok = m_session.require(Right::ConfirmRedaction, incident->manager); !ok)
        return tl::unexpected(ok.error());
    return repository.placesOf(id);
}

Result<void> RedactionService::refuseUnderHold(IncidentId id)
{
    auto all = RedactionRepository(m_session.database()).holds(id);
    if (!all)
        return tl::unexpected(all.error());
    if (!all->isEmpty() && all->last().placed)
        return failure(ErrorKind::Refused, tr("A legal hold stands on this incident since %1 placed it: nothing is "
                                              "redacted until legal lifts it. %2")
                                               .arg(all->last().byName, all->last().reason));
    return {};
}

Result<RedactionId> RedactionService::request(IncidentId id, const RedactionAsk &ask)
{
    Result<RedactionId> key = RedactionId{};
    auto done = m_session.act(Right::RequestRedaction, id, 0, [&](const Incident &i) -> Result<void> {
        RedactionRepository repository(m_session.database());
        const Person &actor = m_session.actor();
        if (!redactionCapacities(actor.roles, holds(i, actor)).contains(ask.capacity))
            return failure(ErrorKind::Denied, tr("You cannot ask for this as %1.").arg(nameOf(ask.capacity)), {},
                           u"capacity"_s);
        if (auto ok = refuseUnderHold(id); !ok)
            return ok;
        auto places = repository.placesOf(id, ask.table, ask.row);
        if (!places)
            return tl::unexpected(places.error());
        if (places->isEmpty())
            return failure(ErrorKind::Refused, tr("There is nothing left there to be redacted."));
        if (auto ok = checkRedactionReason(ask.reason); !ok)
            return ok;
        if (auto ok = refuseRepeating(ask.reason, *places); !ok)
            return ok;
        auto waits = repository.isAskedFor(id, *places);
        if (!waits)
            return tl::unexpected(waits.error());
        if (*waits)
            return failure(ErrorKind::Refused, tr("A request for a part of this waits already."));
        key = repository.insertRequest(id, ask, *places);
        if (!key)
            return tl::unexpected(key.error());
        auto made = repository.byId(*key);
        if (!made)
            return tl::unexpected(made.error());
        return ignoringKey(
            m_session.note(id, EntryKind::Decision,
                           tr("Redaction %1 asked for: %2. %3")
                               .arg(QString::number(made->number), nameOf(ask.ground), ask.reason.trimmed())));
    });
    return done ? key : tl::unexpected(done.error());
}

Result<void> RedactionService::insert(const Redaction &now, const RedactionDecisionInput &in,
                                      const Attestation &attested)
{
    RedactionRepository repository(m_session.database());
    const bool back = in.decision == RedactionDecision::TakenBack;
    if (in.decision == RedactionDecision::Confirmed)
        if (auto ok = refuseUnderHold(now.incident); !ok)
            return ok;
    auto places = repository.placesOf(now.id);
    if (!places)
        return tl::unexpected(places.error());
    if (auto ok = refuseRepeating(in.words, *places); !ok)
        return ok;
    if (auto ok = repository.insertDecision(now, in, back ? now.asked : otherOf(now.asked), attested); !ok)
        return ok;
    auto then = repository.byId(now.id);
    if (!then)
        return tl::unexpected(then.error());
    const QString text =
        back ? tr("Redaction %1 taken back. %2").arg(QString::number(now.number), in.words.trimmed())
        : then->state == RedactionState::Done
            ? tr("Redaction %1 carried out: %2, by %3 and %4. %5")
                  .arg(QString::number(now.number), nameOf(now.ground), then->legalName, then->managerName, now.reason)
            : tr("Redaction %1 refused: nothing was taken away. %2")
                  .arg(QString::number(now.number), in.words.trimmed());
    return ignoringKey(m_session.note(now.incident, EntryKind::Decision, text, !back));
}

Result<RedactionOutcome> RedactionService::decide(const Redaction &seen, const RedactionDecisionInput &in,
                                                  const Attestation &attested)
{
    const bool confirmed = in.decision == RedactionDecision::Confirmed;
    if (in.decision == RedactionDecision::TakenBack)
        return failure(ErrorKind::Invalid, tr("Confirm the redaction, or refuse it."), {}, u"decision"_s);
    auto done = m_session.act(Right::ConfirmRedaction, seen.incident, 0, [&](const Incident &i) -> Result<void> {
        auto now = RedactionRepository(m_session.database()).byId(seen.id);
        if (!now)
            return tl::unexpected(now.error());
        if (now->version != seen.version)
            return failure(ErrorKind::Conflict,
                           tr("Somebody else decided on this request in the meantime. Look at it again."));
        Person decider = m_session.actor();
        bool holder = holds(i, decider);
        if (attested.by.isValid()) {
            if (m_session.database().isShared())
                return failure(ErrorKind::Refused, tr("Each of the two confirms by log-in."), {}, u"attestedBy"_s);
            if (auto ok = checkIfAttested(m_session, attested, Right::ConfirmRedaction); !ok)
                return ok;
            auto people = PeopleRepository(m_session.database()).all();
            if (!people)
                return tl::unexpected(people.error());
            decider =
                *std::find_if(people->begin(), people->end(), [&](const Person &p) { return p.id == attested.by; });
            holder = true; // on a file one person holds it for all who work with it (P13.5)
        }
        if (const QString no = mayNotDecide(*now, decider.id, decider.roles, holder, in.decision); !no.isEmpty())
            return failure(ErrorKind::Refused, no, {}, attested.by.isValid() ? u"attestedBy"_s : QString());
        if (!confirmed && in.words.trimmed().isEmpty())
            return failure(ErrorKind::Invalid, tr("Give the decision in words."), {}, u"words"_s);
        return insert(*now, in, attested);
    });
    if (!done)
        return tl::unexpected(done.error());
    if (!confirmed)
        return RedactionOutcome{};
    auto cleaned = cleanUp();
    if (!cleaned) // it is carried out all the same, and the rest is owed
        return RedactionOutcome{true, false, cleaned.error().userText};
    cleaned->carriedOut = true;
    return cleaned;
}

Result<void> RedactionService::takeBack(const Redaction &seen, const QString &words)
{
    return m_session.act(Right::RequestRedaction, seen.incident, 0, [&](const Incident &i) -> Result<void> {
        const Person &actor = m_session.actor();
        auto now = RedactionRepository(m_session.database()).byId(seen.id);
        if (!now)
            return tl::unexpected(now.error());
        if (now->version != seen.version)
            return failure(ErrorKind::Conflict,
                           tr("Somebody else decided on this request in the meantime. Look at it again."));
        if (const QString no = mayNotDecide(*now, actor.id, actor.roles, holds(i, actor), RedactionDecision::TakenBack);
            !no.isEmpty())
            return failure(ErrorKind::Refused, no);
        if (words.trimmed().isEmpty())
            return failure(ErrorKind::Invalid, tr("Say why it is taken back."), {}, u"words"_s);
        return insert(*now, {RedactionDecision::TakenBack, words}, {});
    });
}

Result<RedactionOutcome> RedactionService::cleanUp()
{
    Remnants remnants(m_session.database());
    auto owed = remnants.owed();
    if (!owed)
        return tl::unexpected(owed.error());
    if (*owed == 0) {
        auto all = remnants.seesAll();
        if (!all)
            return tl::unexpected(all.error());
        return RedactionOutcome{
            false, *all,
            *all ? QString() : tr("Only who owns this database can tell whether it still holds what was redacted.")};
    }
    if (auto done = remnants.clean(); !done)
        return RedactionOutcome{false, false,
                                m_session.database().isShared() && done.error().kind == ErrorKind::Denied
                                    ? tr("It is gone from rows, search and record. The server's files may still hold "
                                         "it until whoever owns the database runs \"tocsin clean\"; its backups and "
                                         "its write-ahead archive are for whoever keeps the server.")
                                    : done.error().userText};
    return RedactionOutcome{false, true, {}};
}

} // namespace tocsin
