#include "models/services/noticesending.h"

#include "models/services/customerservice.h"
#include "models/services/noticeaudience.h"
#include "models/services/rescissionhold.h"
#include "models/services/session.h"
#include "models/storage/audiencerepository.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/noticerepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/outboxrepository.h"
#include "models/storage/rescissionrepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}
} // namespace

namespace {

/** How far a duty is fulfilled; nothing if nobody is left that it is about, and it stays as it is. */
struct Fulfilled
{
    bool concernsNobody = false;
    qint64 ms = 0; ///< the last affected subscription of the customer (or of all) was reached; 0: not every one was
};

Fulfilled toCustomers(const QHash<SubscriptionId, qint64> &reached, const QList<ScopeRow> &scope,
                      const QList<Obligation> &all, const Obligation &o)
{
    // What was put in scope after it was settled has a duty of its own (P7.8) and does not take this one back.
    const qint64 settled = o.facts.metMs > 0 ? o.facts.metMs : o.facts.undeliverableMs;
    Fulfilled f{true, 0};
    bool left = false;
    for (const ScopeRow &row : scope) {
        if (!row.inScope || (o.customer.isValid() ? row.customer != o.customer : isWithdrawn(all, row.customer)) ||
            (settled > 0 && row.sinceMs > settled))
            continue;
        f.concernsNobody = false;
        left |= !reached.contains(row.subscription);
        f.ms = std::max(f.ms, reached.value(row.subscription));
    }
    if (left)
        f.ms = 0;
    return f;
}

Fulfilled byName(const QHash<QString, qint64> &reached, const Obligation &o)
{
    for (auto it = reached.begin(); it != reached.end(); ++it)
        if (sameName(it.key(), o.addresseeName))
            return {false, it.value()};
    return {};
}

Result<void> settleDuty(Session &session, const Obligation &o, qint64 doneMs, qint64 atMs)
{
    if ((doneMs > 0) == (o.facts.metMs > 0))
        return {};
    const bool met = doneMs > 0;
    const ObligationChange change{met ? QStringLiteral("met") : QStringLiteral("unmet"),
                                  met ? doneMs : atMs,
                                  0,
                                  {},
                                  !met                                 ? tr("A later return leaves nobody reached.")
                                  : o.addressee == Addressee::Customer ? tr("Every affected subscription was reached.")
                                                                       : tr("The addressee was reached."),
                                  {},
                                  {}};
    if (auto ok = ObligationRepository(session.database()).insertChange(o, change); !ok)
        return ok;
    const QString whom =
        o.addressee == Addressee::Customer && !o.customer.isValid() ? tr("the affected customers") : addresseeText(o);
    auto noted = session.note(o.incident, EntryKind::Notice,
                              met ? tr("Obligation to %1 met.").arg(whom)
                                  : tr("Obligation to %1 is open again: nobody was reached.").arg(whom),
                              true);
    return noted ? Result<void>() : tl::unexpected(noted.error());
}

} // namespace

Result<void> NoticeSending::settleDuties(Session &session, IncidentId incident, CustomerId customer, qint64 atMs)
{
    return settleDutiesOf(session, incident, {customer}, atMs);
}

Result<void> NoticeSending::settleDutiesOf(Session &session, IncidentId incident, const QSet<CustomerId> &customers,
                                           qint64 atMs)
{
    Database &db = session.database();
    auto rescinded = RescissionRepository(db).rescinded(incident);
    auto taken = ObligationRepository(db).takenOver(incident);
    auto general = ObligationRepository(db).toAllCustomers(incident);
    if (!rescinded || !taken)
        return tl::unexpected(rescinded ? taken.error() : rescinded.error());
    if (!general)
        return tl::unexpected(general.error());
    // A duty to all customers together is about the whole scope; what is owed to one of them, about its own part.
    const bool alone = customers.size() == 1 && std::none_of(general->begin(), general->end(), [](const Obligation &o) {
                           return o.facts.withdrawnMs == 0 && o.facts.confirmed;
                       });
    ObligationRepository duties(db);
    auto obligations = alone ? duties.ofCustomer(incident, *customers.begin()) : duties.ofIncident(incident);
    auto scope =
        alone ? CustomerRepository(db).scopeOf(incident, *customers.begin()) : CustomerRepository(db).scope(incident);
    if (!obligations || !scope)
        return tl::unexpected(obligations ? scope.error() : obligations.error());
    QHash<qint64, QHash<SubscriptionId, qint64>> reachedSince;
    for (const Obligation &o : std::as_const(*obligations)) {
        if (o.addressee != Addressee::Customer || o.facts.withdrawnMs > 0 || !o.facts.confirmed ||
            (o.customer.isValid() && !customers.contains(o.customer)) || startedBy(o, *rescinded, *taken))
            continue;
        const qint64 since = countsFromMs(o, *rescinded);
        if (!reachedSince.contains(since)) {
            auto reached = NoticeRepository(db).firstReached(incident, since);
            if (!reached)
                return tl::unexpected(reached.error());
            reachedSince.insert(since, *reached);
        }
        const Fulfilled f = toCustomers(reachedSince.value(since), *scope, *obligations, o);
        if (f.concernsNobody)
            continue;
        if (auto ok = settleDuty(session, o, f.ms, atMs); !ok)
            return ok;
    }
    return {};
}

Result<void> NoticeSending::settleByName(Session &session, const Notice &notice, qint64 atMs)
{
    auto obligations = ObligationRepository(session.database()).ofIncident(notice.incident);
    auto rescinded = RescissionRepository(session.database()).rescinded(notice.incident);
    auto taken = ObligationRepository(session.database()).takenOver(notice.incident);
    if (!obligations)
        return tl::unexpected(obligations.error());
    if (!rescinded || !taken)
        return tl::unexpected(rescinded ? taken.error() : rescinded.error());
    for (const Obligation &o : std::as_const(*obligations)) {
        if (o.addressee != addresseeOfAudience(notice.audience) || o.facts.withdrawnMs > 0 || !o.facts.confirmed ||
            startedBy(o, *rescinded, *taken))
            continue;
        auto reached = NoticeRepository(session.database())
                           .firstReachedByName(notice.incident, notice.audience, countsFromMs(o, *rescinded));
        if (!reached)
            return tl::unexpected(reached.error());
        if (auto ok = settleDuty(session, o, byName(*reached, o).ms, atMs); !ok)
            return ok;
    }
    return {};
}

Result<bool> NoticeSending::allToldByHand(Session &session, const Notice &notice)
{
    Database &db = session.database();
    NoticeRepository notices(db);
    auto obligations = ObligationRepository(db).ofIncident(notice.incident);
    auto scope = CustomerService(session).scope(notice.incident);
    auto messaged = notices.messagedSubscriptions(notice.id);
    auto byHand = notices.handDeliveries(notice.id);
    if (!obligations || !scope)
        return tl::unexpected(obligations ? scope.error() : obligations.error());
    if (!messaged || !byHand)
        return tl::unexpected(messaged ? byHand.error() : messaged.error());
    auto audience = audienceOf(session, notice, *scope, *obligations);
    if (!audience)
        return tl::unexpected(audience.error());
    const auto undeliverable = [&](CustomerId customer) {
        return std::any_of(obligations->begin(), obligations->end(), [&](const Obligation &o) {
            return o.addressee == Addressee::Customer && o.customer == customer && o.facts.undeliverableMs > 0;
        });
    };
    for (const ScopeRow &row : std::as_const(audience->targets)) {
        if (notice.phase == NoticePhase::Correction && !row.correctionOwed)
            continue; // it has corrected what it was for
        if (audience->unreachable.contains(row.subscription) && !messaged->contains(row.subscription) &&
            !reachedByHand(*byHand, row.subscription) && !undeliverable(row.customer))
            return false;
    }
    return true;
}

Result<void> NoticeSending::settle(Session &session, const Notice &notice, CustomerId customer, qint64 atMs)
{
    if (auto ok = settleAll(session, notice, {customer}, atMs); !ok)
        return ok;
    auto order = OutboxRepository(session.database()).order(notice.id);
    auto now = NoticeRepository(session.database()).byId(notice.id);
    if (!order || !now)
        return tl::unexpected(order ? now.error() : order.error());
    // Who was told in another way waits for no mail any more, and has not failed.
    if (order->byMail() || now->state == NoticeState::Failed)
        if (auto ok = closeSending(session, notice.id); !ok)
            return ok;
    if (auto ok = markReturned(session, notice.id); !ok)
        return ok;
    return markDelivered(session, notice);
}

namespace {

/** What is known of the messages to one of those a notice went to. */
struct Arrivals
{
    int alive = 0, returned = 0;

    void count(MessageState state)
    {
        returned += state == MessageState::Returned ? 1 : 0;
        alive += state == MessageState::Reached || state == MessageState::Sent || isUndecided(state) ? 1 : 0;
    }
};

} // namespace

Result<int> NoticeSending::lostByReturn(Session &session, const Notice &notice)
{
    Database &db = session.database();
    QHash<QString, Arrivals> arrivals; // by subscription, or by name
    if (notice.audience == Audience::Customers) {
        auto messages = AudienceRepository(db).subscriptionMessages(notice.incident);
        auto byHand = NoticeRepository(db).handDeliveries(notice.id);
        if (!messages || !byHand)
            return tl::unexpected(messages ? byHand.error() : messages.error());
        for (const SubscriptionMessage &m : std::as_const(*messages))
            if (m.notice == notice.id && !reachedByHand(*byHand, m.subscription))
                arrivals[QString::number(m.subscription.value)].count(messageState(m.facts, session.nowMs()));
    } else {
        auto messages = NoticeRepository(db).messages(notice.id);
        if (!messages)
            return tl::unexpected(messages.error());
        for (const MessageRow &m : std::as_const(*messages))
            arrivals[m.recipient].count(messageState(m.facts, session.nowMs()));
    }
    return static_cast<int>(std::count_if(arrivals.begin(), arrivals.end(),
                                          [](const Arrivals &a) { return a.returned > 0 && a.alive == 0; }));
}

Result<void> NoticeSending::markReturned(Session &session, NoticeId id)
{
    auto now = NoticeRepository(session.database()).byId(id);
    if (!now)
        return tl::unexpected(now.error());
    if (now->state != NoticeState::Sent && now->state != NoticeState::Delivered)
        return {};
    auto lost = lostByReturn(session, *now);
    if (!lost || *lost == 0)
        return lost ? Result<void>() : tl::unexpected(lost.error());
    return markFailed(session, *now,
                      tr("What came back leaves %1 of those it went to with nobody reached.").arg(*lost));
}

Result<void> NoticeSending::markFailed(Session &session, const Notice &notice, const QString &why)
{
    NoticeRepository notices(session.database());
    auto text = notices.text(notice.text);
    if (!text)
        return tl::unexpected(text.error());
    if (auto ok = notices.insertDecision(notice, NoticeStep::MarkFailed, NoticeState::Failed, text->sha256, why, {});
        !ok)
        return ok;
    auto noted = session.note(notice.incident, EntryKind::Notice,
                              tr("%1 no. %2: %3").arg(nameOf(notice.phase)).arg(notice.number).arg(why), true);
    return noted ? Result<void>() : tl::unexpected(noted.error());
}

Result<void> NoticeSending::settleAll(Session &session, const Notice &notice, const QSet<CustomerId> &customers,
                                      qint64 atMs)
{
    return notice.audience == Audience::Customers ? settleDutiesOf(session, notice.incident, customers, atMs)
                                                  : settleByName(session, notice, atMs);
}

Result<void> NoticeSending::markDelivered(Session &session, const Notice &notice)
{
    NoticeRepository notices(session.database());
    auto now = notices.byId(notice.id);
    auto messages = notices.messages(notice.id);
    if (!now || !messages)
        return tl::unexpected(now ? messages.error() : now.error());
    // What was called back or replaced is nothing that could arrive.
    messages->removeIf([](const MessageRow &m) { return !m.facts.end.isEmpty(); });
    const bool all = std::all_of(messages->begin(), messages->end(), [](const MessageRow &m) { return m.reached; });
    if (!all || now->state != NoticeState::Sent)
        return {};
    if (notice.audience == Audience::Customers) {
        auto told = allToldByHand(session, notice);
        if (!told || !*told)
            return told ? Result<void>() : tl::unexpected(told.error());
    }
    auto text = notices.text(now->text);
    if (!text)
        return tl::unexpected(text.error());
    return notices.insertDecision(*now, NoticeStep::MarkDelivered, NoticeState::Delivered, text->sha256, {}, {});
}

Result<void> NoticeSending::closeSending(Session &session, NoticeId id)
{
    NoticeRepository notices(session.database());
    auto now = notices.byId(id);
    auto messages = notices.messages(id);
    if (!now || !messages)
        return tl::unexpected(now ? messages.error() : now.error());
    if (now->state != NoticeState::Queued && now->state != NoticeState::Failed)
        return {};
    int left = 0, failed = 0;
    for (const MessageRow &m : std::as_const(*messages)) {
        const MessageState state = messageState(m.facts, session.nowMs());
        if (isUndecided(state))
            return {};
        left +=
            state == MessageState::Sent || state == MessageState::Reached || state == MessageState::Returned ? 1 : 0;
        failed += state == MessageState::Failed ? 1 : 0;
    }
    auto text = notices.text(now->text);
    auto lost = lostByReturn(session, *now);
    if (!text || !lost)
        return tl::unexpected(text ? lost.error() : text.error());
    if (failed > 0 || *lost > 0 || (left == 0 && !messages->isEmpty())) { // none at all: everybody is told by hand
        if (now->state == NoticeState::Failed)
            return {};
        return markFailed(session, *now,
                          failed == 1  ? tr("1 message failed and needs a person.")
                          : failed > 1 ? tr("%1 messages failed and need a person.").arg(failed)
                          : *lost > 0
                              ? tr("What came back leaves %1 of those it went to with nobody reached.").arg(*lost)
                              : tr("No message left."));
    }
    if (auto ok = notices.insertDecision(*now, NoticeStep::MarkSent, NoticeState::Sent, text->sha256, {}, {}); !ok)
        return ok;
    return markDelivered(session, *now);
}

} // namespace tocsin
