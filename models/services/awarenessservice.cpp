#include "models/services/awarenessservice.h"

#include "models/rules/dutyrules.h"
#include "models/rules/rulebook.h"
#include "models/services/attestationcheck.h"
#include "models/services/dutyclock.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/dutyrepository.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/obligationrepository.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

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

} // namespace

Result<AwarenessView> AwarenessService::of(IncidentId id)
{
    Database &db = m_session.database();
    auto incident = IncidentRepository(db).byId(id);
    if (!incident)
        return tl::unexpected(incident.error());
    auto history = DutyRepository(db).awareness(id);
    auto signs = DutyRepository(db).signs(*incident);
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
    return m_session.act(
        attested ? Right::DraftNotice : Right::SetAwareness, id, 0, [&](const Incident &i) -> Result<void> {
            if (auto ok = checkIfAttested(m_session, in.legal, Right::SetAwareness); !ok)
                return ok;
            if (i.closedMs > 0)
                return failure(ErrorKind::Refused, tr("This incident is closed. Reopen it first."));
            if (auto ok = checkAwareness(in.atMs, in.reason, i.detectedMs, m_session.nowMs()); !ok)
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
            auto set = setClocks(i, in);
            if (!set)
                return tl::unexpected(set.error());
            QString text = before->isEmpty() ? tr("Awareness recorded by legal: %1. %2")
                                             : tr("Awareness changed by legal to %1. %2");
            text = text.arg(utc(in.atMs), in.reason.trimmed());
            if (*set > 0)
                text += u' ' + tr("Clocks set anew: %1.").arg(*set);
            auto noted = m_session.note(id, EntryKind::Decision, text, true);
            return noted ? Result<void>() : tl::unexpected(noted.error());
        });
}

Result<int> AwarenessService::setClocks(const Incident &incident, const AwarenessInput &in)
{
    Database &db = m_session.database();
    auto duties = DutyRepository(db).duties(incident.id);
    if (!duties)
        return tl::unexpected(duties.error());
    int set = 0;
    for (const Duty &d : std::as_const(*duties)) {
        const ObligationFacts &f = d.obligation.facts;
        // Met ones too: whether it was in time follows from when the provider was aware.
        if (d.obligation.duty == DutyKind::Commitment || d.origin.startsAt != StartsAt::Awareness || !f.confirmed ||
            f.withdrawnMs > 0 || f.triggerMs == in.atMs)
            continue;
        auto clock = dutyClock(d.origin, in.atMs, m_session.rules().duties());
        if (!clock)
            return tl::unexpected(clock.error());
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
