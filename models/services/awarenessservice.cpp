#include "models/services/awarenessservice.h"

#include "models/rules/dutyrules.h"
#include "models/rules/rulebook.h"
#include "models/services/attestationcheck.h"
#include "models/services/dutyclock.h"
#include "models/services/linkservice.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/dutyrepository.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/obligationrepository.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"));
}

bool hasClock(const Duty &d)
{
    return d.obligation.duty != DutyKind::Commitment && d.obligation.facts.confirmed &&
           d.obligation.facts.withdrawnMs == 0;
}

/** Whether its clock runs from awareness. */
bool startsAtAwareness(const Duty &d)
{
    return hasClock(d) && d.origin.startsAt == StartsAt::Awareness;
}

} // namespace

Result<AwarenessView> AwarenessService::of(IncidentId id)
{
    auto incident = IncidentRepository(m_session.database()).byId(id);
    if (!incident)
        return tl::unexpected(incident.error());
    auto view = ownOf(*incident);
    auto duplicates = LinkService(m_session).duplicates(id);
    auto duties = DutyRepository(m_session.database()).duties(id);
    if (!view || !duplicates || !duties)
        return tl::unexpected(!view ? view.error() : !duplicates ? duplicates.error() : duties.error());
    view->detectedMs = incident->detectedMs;
    for (const Incident &d : std::as_const(*duplicates)) {
        view->detectedMs = qMin(view->detectedMs, d.detectedMs);
        auto theirs = ownOf(d);
        if (!theirs)
            return theirs;
        if (theirs->now.atMs == 0 || (view->now.atMs > 0 && view->now.atMs <= theirs->now.atMs))
            continue;
        view->now = theirs->now;
        view->ofDuplicate = d.reference();
    }
    view->laterClocks = static_cast<int>(std::count_if(duties->begin(), duties->end(), [&](const Duty &d) {
        return startsAtAwareness(d) && d.obligation.facts.triggerMs > view->now.atMs;
    }));
    return view;
}

Result<AwarenessView> AwarenessService::ownOf(const Incident &incident)
{
    Database &db = m_session.database();
    auto history = DutyRepository(db).awareness(incident.id);
    auto signs = DutyRepository(db).signs(incident.id);
    if (!history || !signs)
        return tl::unexpected(history ? signs.error() : history.error());
    AwarenessView view;
    view.assumed = assumedAwareness(*signs);
    view.history = *history;
    view.now = history->isEmpty() ? view.assumed : history->first();
    return view;
}

Result<void> AwarenessService::record(IncidentId id, int seenVersion, const AwarenessInput &in)
{
    const bool attested = in.legal.by.isValid();
    return m_session.act(attested ? Right::Send : Right::SetAwareness, id, 0, [&](const Incident &i) -> Result<void> {
        if (auto ok = checkIfAttested(m_session, in.legal, Right::SetAwareness); !ok)
            return ok;
        if (i.closedMs > 0)
            return failure(ErrorKind::Refused, tr("This incident is closed. Reopen it first."));
        auto stands = of(id);
        if (!stands)
            return tl::unexpected(stands.error());
        if (auto ok = checkAwareness(in.atMs, in.reason, stands->detectedMs, m_session.nowMs()); !ok)
            return ok;
        DutyRepository repository(m_session.database());
        auto before = repository.awareness(id);
        if (!before)
            return tl::unexpected(before.error());
        if (before->size() != seenVersion)
            return failure(ErrorKind::Conflict,
                           tr("Somebody else recorded awareness in the meantime. Look at it again."));
        if (auto ok = repository.insertAwareness(id, seenVersion, in.atMs, in.reason.trimmed(), in.legal); !ok)
            return ok;
        auto now = of(id);
        if (!now)
            return tl::unexpected(now.error());
        auto set = setClocks(i, now->now.atMs, in);
        if (!set)
            return tl::unexpected(set.error());
        QString text =
            before->isEmpty() ? tr("Awareness recorded by legal: %1. %2") : tr("Awareness changed by legal to %1. %2");
        text = text.arg(utc(in.atMs), in.reason.trimmed());
        if (!now->ofDuplicate.isEmpty())
            text += u' ' + tr("Its duplicate %1 was known earlier, and the earliest counts: %2.")
                               .arg(now->ofDuplicate, utc(now->now.atMs));
        if (*set > 0)
            text += u' ' + tr("Clocks set anew: %1.").arg(*set);
        auto noted = m_session.note(id, EntryKind::Decision, text, true);
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

Result<int> AwarenessService::setClocks(const Incident &incident, qint64 awareMs, const AwarenessInput &in)
{
    Database &db = m_session.database();
    auto duties = DutyRepository(db).duties(incident.id);
    if (!duties)
        return tl::unexpected(duties.error());
    int set = 0;
    for (const Duty &d : std::as_const(*duties)) {
        // Met ones too: whether it was in time follows from when the provider was aware.
        const bool fromHere = startsAtAwareness(d), capped = hasClock(d) && d.origin.capHours > 0;
        if (!(fromHere && d.obligation.facts.triggerMs != awareMs) && !(capped && !fromHere))
            continue;
        auto clock =
            dutyClock(d.origin, fromHere ? awareMs : d.obligation.facts.triggerMs, awareMs, m_session.rules().duties());
        if (!clock)
            return tl::unexpected(clock.error());
        if (clock->triggerMs == d.obligation.facts.triggerMs && clock->deadlineMs == d.obligation.facts.deadlineMs)
            continue; // its cap lies elsewhere, and does not matter
        ObligationChange change;
        change.change = QStringLiteral("recomputed");
        change.atMs = clock->triggerMs;
        change.untilMs = clock->deadlineMs;
        change.reason = tr("Awareness was recorded. %1").arg(in.reason.trimmed());
        change.attested = in.legal;
        if (auto ok = ObligationRepository(db).insertChange(d.obligation, change); !ok)
            return tl::unexpected(ok.error());
        ++set;
    }
    return set;
}

} // namespace tocsin
