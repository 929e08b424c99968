#include "models/services/linkservice.h"

#include "models/services/session.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/dutyrepository.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/linkrepository.h"
#include "models/storage/obligationrepository.h"

#include <QCoreApplication>
#include <QSet>
#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

/** A name that tells nothing to who may not see the other incident, who is in on this one as well or not (P13.4). */
QString nameOfLinked(const Incident &other)
{
    return other.restricted ? tr("a linked incident") : other.reference();
}

bool isBetween(const LinkRow &row, IncidentId one, IncidentId other)
{
    return (row.incident == one && row.other == other) || (row.incident == other && row.other == one);
}

} // namespace

Result<QList<IncidentLink>> LinkService::links(IncidentId id)
{
    auto rows = LinkRepository(m_session.database()).of(id);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<IncidentLink> list;
    for (const LinkRow &row : std::as_const(*rows)) {
        const bool fromOther = row.other == id;
        auto other = IncidentRepository(m_session.database()).byId(fromOther ? row.incident : row.other);
        if (!other && other.error().kind == ErrorKind::NotFound)
            continue; // hidden meanwhile
        if (!other)
            return tl::unexpected(other.error());
        list.append({row.id, row.kind, fromOther, row.reason, row.byName, row.atMs, *other});
    }
    return list;
}

Result<QList<Incident>> LinkService::duplicates(IncidentId survivor)
{
    auto ids = LinkRepository(m_session.database()).duplicates(survivor);
    if (!ids)
        return tl::unexpected(ids.error());
    QList<Incident> list;
    for (const IncidentId id : std::as_const(*ids)) {
        auto incident = IncidentRepository(m_session.database()).byId(id);
        if (incident)
            list.append(*incident);
        else if (incident.error().kind != ErrorKind::NotFound)
            return tl::unexpected(incident.error());
    }
    return list;
}

Result<void> LinkService::link(IncidentId id, IncidentId other, LinkKind kind, const QString &reason)
{
    return m_session.act(Right::AddEntry, id, 0, [&](const Incident &) -> Result<void> {
        LinkRepository repository(m_session.database());
        LinkFacts f;
        f.kind = kind;
        f.otherGiven = other.isValid();
        f.itself = other == id;
        if (f.otherGiven && !f.itself) {
            if (auto there = IncidentRepository(m_session.database()).byId(other); !there)
                return tl::unexpected(there.error());
            auto rows = repository.of(id);
            auto below = repository.duplicates(id);
            if (!rows || !below)
                return tl::unexpected(rows ? below.error() : rows.error());
            for (const LinkRow &row : std::as_const(*rows)) {
                const bool sameWay = row.incident == id || kind == LinkKind::Related;
                f.exists |= row.kind == kind && sameWay && isBetween(row, id, other);
                f.isDuplicateAlready |= row.kind == LinkKind::DuplicateOf && row.incident == id && row.other != other;
            }
            f.goesRound = below->contains(other);
        }
        if (auto ok = checkLink(f); !ok)
            return ok;
        return repository.insert(id, other, kind, reason.trimmed());
    });
}

Result<void> LinkService::unlink(IncidentId id, LinkId link, const QString &reason)
{
    return m_session.act(Right::AddEntry, id, 0, [&](const Incident &) -> Result<void> {
        LinkRepository repository(m_session.database());
        auto row = repository.byId(link);
        if (!row)
            return tl::unexpected(row.error());
        if (row->incident != id && row->other != id)
            return failure(ErrorKind::NotFound, tr("This link is of other incidents."));
        auto first = IncidentRepository(m_session.database()).byId(row->incident);
        auto taken = repository.hasTaken(row->other, row->incident);
        if (!first || !taken)
            return tl::unexpected(first ? taken.error() : first.error());
        const bool ended = first->endedMs > 0 && first->outcome == Outcome::Duplicate;
        if (auto ok = checkUnlink({row->kind, ended, *taken, reason}); !ok)
            return ok;
        return repository.insertUnlink(id, *row, reason.trimmed());
    });
}

Result<QList<Obligation>> LinkService::toBeTaken(IncidentId duplicate)
{
    auto all = ObligationRepository(m_session.database()).ofIncident(duplicate);
    if (all)
        all->removeIf([](const Obligation &o) { return !isToBeTaken(o.facts); });
    return all;
}

namespace {

/** A duty to a customer is about what of it is in scope: what the survivor does not have yet comes with it. */
Result<void> takeScope(Database &db, const Incident &survivor, const Incident &duplicate,
                       const QList<Obligation> &obligations, const QString &reason)
{
    CustomerRepository customers(db);
    auto own = customers.scope(survivor.id);
    auto theirs = customers.scope(duplicate.id);
    if (!own || !theirs)
        return tl::unexpected(own ? theirs.error() : own.error());
    QSet<CustomerId> concerned;
    for (const Obligation &o : obligations)
        if (o.customer.isValid())
            concerned.insert(o.customer);
    for (ScopeRow row : std::as_const(*theirs)) {
        if (!row.inScope || !concerned.contains(row.customer))
            continue;
        const auto same = std::find_if(own->begin(), own->end(),
                                       [&row](const ScopeRow &r) { return r.subscription == row.subscription; });
        if (same != own->end() && same->inScope)
            continue;
        row.version = same == own->end() ? 0 : same->version;
        if (auto ok = customers.insertScope(survivor.id, row, reason, {}); !ok)
            return ok;
    }
    return {};
}

} // namespace

Result<void> LinkService::takeOver(IncidentId survivor, int seenVersion, IncidentId duplicate, const QString &reason)
{
    return m_session.act(Right::Declare, survivor, seenVersion, [&](const Incident &goesOn) -> Result<void> {
        Database &db = m_session.database();
        auto other = IncidentRepository(db).byId(duplicate);
        auto rows = LinkRepository(db).of(survivor);
        auto obligations = toBeTaken(duplicate);
        if (!other || !rows || !obligations)
            return tl::unexpected(!other ? other.error() : !rows ? rows.error() : obligations.error());
        TakeOverFacts f;
        f.isDuplicate = std::any_of(rows->begin(), rows->end(), [&](const LinkRow &row) {
            return row.kind == LinkKind::DuplicateOf && row.incident == duplicate && row.other == survivor;
        });
        f.survivorDone = goesOn.isDone();
        f.survivorDeclared = goesOn.isDeclared();
        f.survivorTrackOpen = goesOn.trackOpen;
        f.duplicateDeclared = other->isDeclared();
        f.reason = reason;
        f.nowMs = m_session.nowMs();
        for (const Obligation &o : std::as_const(*obligations))
            f.obligations.append(o.facts);
        if (auto ok = checkTakeOver(f); !ok)
            return ok;
        ObligationRepository repository(db);
        QList<ObligationId> ids;
        for (const Obligation &o : std::as_const(*obligations))
            ids.append(o.id);
        auto origins = DutyRepository(db).origins(ids);
        if (!origins)
            return tl::unexpected(origins.error());
        for (const Obligation &o : std::as_const(*obligations)) {
            auto taken = repository.insertTaken(o, goesOn);
            if (!taken)
                return tl::unexpected(taken.error());
            if (auto origin = origins->constFind(o.id); origin != origins->constEnd()) {
                DutyOrigin same = *origin; // it is counted here as it was there
                same.obligation = *taken;
                if (auto ok = DutyRepository(db).insertOrigin(survivor, same); !ok)
                    return ok;
            }
            ObligationChange change;
            change.change = QStringLiteral("withdrawn");
            change.atMs = f.nowMs;
            change.reasonCode = QStringLiteral("taken_over");
            change.reason = tr("Taken over by %1 at its original deadline. %2").arg(nameOfLinked(goesOn), reason);
            if (auto ok = repository.insertChange(o, change); !ok)
                return ok;
        }
        const QString why = tr("Taken over from %1. %2").arg(nameOfLinked(*other), reason);
        if (auto ok = takeScope(db, goesOn, *other, *obligations, why); !ok)
            return ok;
        auto here = m_session.note(survivor, EntryKind::Decision,
                                   tr("Obligations taken over from %1 at their original deadlines: %2. %3")
                                       .arg(nameOfLinked(*other), QString::number(obligations->size()), reason),
                                   true);
        if (!here)
            return tl::unexpected(here.error());
        auto there = m_session.note(duplicate, EntryKind::Decision,
                                    tr("Obligations taken over by %1: %2. %3")
                                        .arg(nameOfLinked(goesOn), QString::number(obligations->size()), reason),
                                    true);
        return there ? Result<void>() : tl::unexpected(there.error());
    });
}

} // namespace tocsin
