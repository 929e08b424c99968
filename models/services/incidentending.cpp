#include "models/services/endingtext.h"
#include "models/services/incidentservice.h"
#include "models/services/linkservice.h"
#include "models/services/session.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/riskrepository.h"
#include "models/storage/servicerepository.h"

#include <QCoreApplication>

namespace tocsin {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}
} // namespace

QString endingInWords(const EndingValues &e)
{
    QStringList parts = {nameOf(e.kind)};
    const auto add = [&parts](const QString &label, const QString &text) {
        if (!text.isEmpty())
            parts << label.arg(text);
    };
    add(QStringLiteral("%1"), e.reason);
    add(tr("Root cause: %1"), e.rootCause);
    add(tr("Tuning: %1"),
        e.tuningAction.isEmpty() ? QString() : e.tuningAction + QStringLiteral(" (") + e.tuningOwner + u')');
    add(tr("No tuning needed: %1"), e.noTuningReason);
    add(tr("Handed over to: %1"), e.referredTo);
    add(tr("Told: %1"), e.referredSaid);
    add(tr("Support engagement: %1"), e.referredEngagement);
    add(tr("Although it is not the customer's alone: %1"), e.referredNevertheless);
    return parts.join(QStringLiteral("\n"));
}

namespace {

/** The incident that goes on, linked with this one; a duplicate of one that was chosen before stays one of it. */
Result<Incident> linkedSurvivor(Session &session, const Incident &i, const EndingInput &in)
{
    auto survivor = IncidentRepository(session.database()).byId(in.duplicateOf);
    if (!survivor)
        return survivor;
    if (survivor->isDone())
        return failure(ErrorKind::Refused,
                       tr("%1 has ended itself: one of them has to go on.").arg(survivor->reference()), {},
                       QStringLiteral("duplicateOf"));
    auto links = LinkService(session).links(i.id);
    if (!links)
        return tl::unexpected(links.error());
    for (const IncidentLink &link : std::as_const(*links)) {
        if (!link.isSurvivor())
            continue;
        if (link.other.id == in.duplicateOf)
            return survivor;
        return failure(ErrorKind::Refused,
                       tr("It is linked as a duplicate of %1. Take that link back first.").arg(link.other.reference()),
                       {}, QStringLiteral("duplicateOf"));
    }
    if (auto ok = LinkService(session).link(i.id, in.duplicateOf, LinkKind::DuplicateOf, in.reason); !ok)
        return tl::unexpected(ok.error());
    return survivor;
}

EndingFacts factsOf(const Incident &i, const EndingInput &in)
{
    EndingFacts f;
    f.kind = in.kind;
    f.declared = i.isDeclared();
    f.rescissionPending = i.isRescissionPending();
    f.ended = i.endedMs > 0;
    f.closed = i.closedMs > 0;
    f.exercise = i.exercise;
    f.reason = in.reason;
    f.rootCause = in.rootCause;
    f.tuningAction = in.tuningAction;
    f.tuningHasOwner = !in.tuningOwner.trimmed().isEmpty();
    f.tuningHasDue = in.tuningDueMs > 0;
    f.noTuningReason = in.noTuningReason;
    f.referredTo = in.referredTo;
    f.referredSaid = in.referredSaid;
    f.survivorGiven = in.duplicateOf.isValid() && in.duplicateOf != i.id;
    f.findings = i.findings;
    f.personalData = i.personalData;
    return f;
}

/** The gate of a hand-over to the customer (P3.4). */
Result<void> checkReferred(Session &session, const Incident &i, const EndingInput &in)
{
    auto impacts = ServiceRepository(session.database()).impacts(i.id);
    if (!impacts)
        return tl::unexpected(impacts.error());
    return checkHandOver(
        {in.referredTo, in.referredMs, in.referredSaid, in.referredEngagement, in.referredNevertheless},
        responsibleFor(*impacts), i.isDeclared(), i.isDone(), session.nowMs());
}

} // namespace

Result<void> IncidentService::end(IncidentId id, int seenVersion, const EndingInput &in)
{
    const Right right = in.kind == Ending::Referred ? Right::HandOver : Right::Classify;
    return m_session.act(right, id, seenVersion, [&](const Incident &i) -> Result<void> {
        EndingFacts f = factsOf(i, in);
        IncidentId named = in.duplicateOf;
        if (in.kind == Ending::Duplicate) {
            auto left = LinkService(m_session).toBeTaken(id);
            if (!left)
                return tl::unexpected(left.error());
            f.obligationsLeft = static_cast<int>(left->size());
        }
        auto duties = ObligationRepository(m_session.database()).ofIncident(id);
        if (!duties)
            return tl::unexpected(duties.error());
        f.dutiesOpen = static_cast<int>(std::count_if(duties->cbegin(), duties->cend(), [](const Obligation &o) {
            return o.facts.confirmed && isToBeTaken(o.facts);
        }));
        if (in.kind == Ending::NoDataCompromise) {
            auto decided = RiskRepository(m_session.database()).decisions(id);
            if (!decided)
                return tl::unexpected(decided.error());
            f.legalDecided = !decided->isEmpty();
        }
        if (auto ok = checkEnding(f); !ok)
            return ok;
        if (in.kind == Ending::Duplicate) {
            auto survivor = linkedSurvivor(m_session, i, in);
            if (!survivor)
                return tl::unexpected(survivor.error());
            if (survivor->restricted)
                named = {}; // the link says it to who may see both (P13.4)
        }
        if (in.kind == Ending::Referred)
            if (auto ok = checkReferred(m_session, i, in); !ok)
                return ok;
        const EndingValues values{in.kind,
                                  in.reason,
                                  in.rootCause,
                                  in.tuningAction,
                                  in.tuningOwner,
                                  in.noTuningReason,
                                  in.referredTo,
                                  in.referredSaid,
                                  in.tuningDueMs,
                                  named,
                                  in.referredMs,
                                  in.referredEngagement.trimmed(),
                                  in.referredNevertheless.trimmed()};
        if (auto ok = DecisionRepository(m_session.database()).insertEnding(id, i.version, values); !ok)
            return ok;
        auto noted =
            m_session.note(id, EntryKind::Closing,
                           tr("Ended: %1").arg(endingInWords(values).replace(u'\n', QStringLiteral(". "))), true);
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

} // namespace tocsin
