#include "models/services/latenotice.h"

#include "models/services/exceptionservice.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/exceptionrepository.h"
#include "models/storage/obligationrepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

namespace {

bool isFor(const Obligation &o, Audience audience)
{
    return (audience == Audience::Customers && o.addressee == Addressee::Customer) ||
           (audience == Audience::Authority && o.addressee == Addressee::Authority) ||
           (audience == Audience::DataSubjects && o.addressee == Addressee::DataSubjects);
}

} // namespace

QString delayReasonsCode()
{
    return QStringLiteral("delay_reasons");
}

QList<ObligationId> lateDuties(const QList<Obligation> &obligations, Audience audience, qint64 nowMs)
{
    QList<ObligationId> late;
    for (const Obligation &o : obligations)
        if (isFor(o, audience) && isOpen(o.facts, nowMs) && o.facts.deadlineMs > 0 && o.facts.deadlineMs < nowMs)
            late.append(o.id);
    return late;
}

Result<LateNotice> lateNotice(Session &session, const Notice &notice)
{
    auto all = ObligationRepository(session.database()).ofIncident(notice.incident);
    if (!all)
        return tl::unexpected(all.error());
    QList<ObligationId> open;
    for (const Obligation &o : std::as_const(*all))
        if (isFor(o, notice.audience) && isOpen(o.facts, session.nowMs()))
            open.append(o.id);
    auto reasons = ExceptionService(session).reasonsForDelay(notice.incident, open, notice.language);
    if (!reasons)
        return tl::unexpected(reasons.error());
    return LateNotice{!lateDuties(*all, notice.audience, session.nowMs()).isEmpty(), *reasons};
}

Result<void> checkPutOff(Session &session, const Notice &notice, const NoticeDraft &draft,
                         const QList<Obligation> &obligations)
{
    if (draft.content.value(delayReasonsCode(), ContentMark::Missing) == ContentMark::Given)
        return {};
    const QList<ObligationId> late = lateDuties(obligations, notice.audience, session.nowMs());
    if (late.isEmpty())
        return {};
    auto exceptions = ExceptionRepository(session.database()).ofIncident(notice.incident);
    if (!exceptions)
        return tl::unexpected(exceptions.error());
    const bool putOff = std::any_of(exceptions->begin(), exceptions->end(), [&late](const DeadlineException &x) {
        return x.inForceMs > 0 && x.content.kind == ExceptionKind::Exception &&
               std::any_of(x.content.duties.begin(), x.content.duties.end(),
                           [&late](ObligationId o) { return late.contains(o); });
    });
    if (!putOff)
        return {};
    return failure(ErrorKind::Refused,
                   QCoreApplication::translate("tocsin::services",
                                               "Telling was put off by an exception, and the deadline has passed: the "
                                               "notice says why it is late. Save it as a new version with the "
                                               "reasons for the delay and have it approved again."));
}

} // namespace tocsin
