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

/** Whether all that a notice is for may be told: it is declared, or what was said before is put right (P6.5). */
bool isFounded(const Incident &incident, NoticePhase phase, qint64 rescindedMs)
{
    return incident.isDeclared() || (phase == NoticePhase::Correction && rescindedMs > 0);
}

QString tooEarly()
{
    return tr("The incident is not declared: only those are told to whom legal recorded a duty of its own.");
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

bool sameName(const QString &one, const QString &other)
{
    return one.simplified().compare(other.simplified(), Qt::CaseInsensitive) == 0;
}

bool hasRecordedDuty(const QList<Obligation> &obligations, Audience audience, CustomerId customer, const QString &name)
{
    return std::any_of(obligations.begin(), obligations.end(), [&](const Obligation &o) {
        return o.addressee == addresseeOf(audience) && o.duty != DutyKind::Commitment && o.facts.confirmed &&
               o.facts.withdrawnMs == 0 &&
               (audience == Audience::Customers ? !o.customer.isValid() || o.customer == customer
                                                : sameName(o.addresseeName, name));
    });
}

Result<int> countUnsettled(Session &session, const Incident &incident, const QList<Obligation> &obligations)
{
    auto unsettled = NoticeRepository(session.database()).unsettledMessages(incident.id);
    auto rescindedMs = RescissionRepository(session.database()).rescindedMs(incident.id);
    if (!unsettled || !rescindedMs)
        return tl::unexpected(unsettled ? rescindedMs.error() : unsettled.error());
    return static_cast<int>(std::count_if(unsettled->begin(), unsettled->end(), [&](const UnsettledMessage &m) {
        return m.tried || m.audience == Audience::Internal ||
               hasRecordedDuty(obligations, m.audience, m.customer, m.recipient) ||
               (m.madeMs > *rescindedMs && isFounded(incident, m.phase, *rescindedMs));
    }));
}

Result<QString> leaveOutUnfounded(Session &session, const Incident &incident, const Notice &notice,
                                  const QList<Obligation> &obligations, QList<MessageRow> &messages)
{
    if (notice.audience == Audience::Internal)
        return QString();
    if (incident.isRescissionPending())
        return failure(ErrorKind::Refused,
                       tr("A rescission is asked for: the queued messages are held until legal has decided."));
    RescissionRepository repository(session.database());
    auto old = repository.madeBeforeRescission(notice.incident);
    auto rescindedMs = repository.rescindedMs(notice.incident);
    if (!old || !rescindedMs)
        return tl::unexpected(old ? rescindedMs.error() : old.error());
    const bool founded = isFounded(incident, notice.phase, *rescindedMs);
    QString why;
    messages.removeIf([&](const MessageRow &m) {
        const bool takenBack = old->contains(m.id);
        if ((founded && !takenBack) || hasRecordedDuty(obligations, notice.audience, m.customer, m.recipient))
            return false;
        why = takenBack ? tr("The declaration these messages were made under was rescinded: they never "
                             "leave. A new declaration needs a new notice.")
                        : tooEarly();
        return true;
    });
    return why;
}

Result<void> checkHandDelivery(Session &session, const Incident &incident, const Notice &notice,
                               const QList<Obligation> &obligations, CustomerId customer, qint64 atMs)
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
    if (atMs <= *rescindedMs || hasRecordedDuty(obligations, notice.audience, customer, {}))
        return {};
    if (*sentMs <= *rescindedMs)
        return failure(ErrorKind::Refused, tr("The declaration it was sent under was rescinded: nobody is told of it "
                                              "any more. A new declaration needs a new notice."));
    if (!isFounded(incident, notice.phase, *rescindedMs))
        return failure(ErrorKind::Refused, tooEarly());
    return {};
}

} // namespace tocsin
