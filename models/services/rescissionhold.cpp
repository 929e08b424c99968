#include "models/services/rescissionhold.h"

#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/noticerepository.h"
#include "models/storage/rescissionrepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

std::optional<Addressee> addresseeOf(Audience audience)
{
    switch (audience) {
    case Audience::Customers:
        return Addressee::Customer;
    case Audience::Authority:
        return Addressee::Authority;
    case Audience::DataSubjects:
        return Addressee::DataSubjects;
    case Audience::Internal:
        break;
    }
    return std::nullopt;
}

} // namespace

bool startedBy(const Obligation &o, const QList<qint64> &declarations, const QSet<ObligationId> &takenOver)
{
    return o.duty != DutyKind::Statute && declarations.contains(o.declarationId) && !takenOver.contains(o.id);
}

qint64 countsFromMs(const Obligation &o, const QList<qint64> &rescinded)
{
    const bool later = !rescinded.isEmpty() && o.declarationId > *std::max_element(rescinded.begin(), rescinded.end());
    return later ? o.facts.triggerMs - o.facts.triggerMs % kMinuteMs : 0;
}

bool hasRecordedDuty(const QList<Obligation> &obligations, Audience audience)
{
    return std::any_of(obligations.begin(), obligations.end(), [&](const Obligation &o) {
        return o.addressee == addresseeOf(audience) && o.duty != DutyKind::Commitment && o.facts.confirmed &&
               o.facts.withdrawnMs == 0;
    });
}

Result<void> checkNotTakenBack(Session &session, const Incident &incident, const Notice &notice,
                               const QList<Obligation> &obligations, const QList<MessageRow> &messages)
{
    if (notice.audience == Audience::Internal)
        return {};
    if (incident.isRescissionPending())
        return failure(ErrorKind::Refused,
                       tr("A rescission is asked for: the queued messages are held until legal has decided."));
    if (hasRecordedDuty(obligations, notice.audience))
        return {};
    auto old = RescissionRepository(session.database()).madeBeforeRescission(notice.incident);
    if (!old)
        return tl::unexpected(old.error());
    if (std::any_of(messages.begin(), messages.end(), [&](const MessageRow &m) { return old->contains(m.id); }))
        return failure(ErrorKind::Refused,
                       tr("The declaration these messages were made under was rescinded: they never "
                          "leave. A new declaration needs a new notice."));
    return {};
}

Result<void> checkHandDelivery(Session &session, const Incident &incident, const Notice &notice,
                               const QList<Obligation> &obligations, qint64 atMs)
{
    RescissionRepository repository(session.database());
    auto requests = repository.ofIncident(incident.id);
    auto rescindedMs = repository.rescindedMs(incident.id);
    auto sentMs = NoticeRepository(session.database()).queuedMs(notice.id);
    if (!requests || !rescindedMs || !sentMs)
        return tl::unexpected(!requests ? requests.error() : !rescindedMs ? rescindedMs.error() : sentMs.error());
    // What was said before stands in the record, whenever it is written down.
    if (incident.isRescissionPending() && atMs >= requests->last().atMs)
        return failure(ErrorKind::Refused,
                       tr("A rescission is asked for: this customer is not told until legal has decided."));
    if (*sentMs <= *rescindedMs && atMs > *rescindedMs && !hasRecordedDuty(obligations, notice.audience))
        return failure(ErrorKind::Refused, tr("The declaration it was sent under was rescinded: nobody is told of it "
                                              "any more. A new declaration needs a new notice."));
    return {};
}

} // namespace tocsin
