#include "models/services/noticematrix.h"

#include "models/domain/csv.h"
#include "models/services/customerservice.h"
#include "models/services/noticeaudience.h"
#include "models/services/session.h"
#include "models/storage/audiencerepository.h"
#include "models/storage/database.h"
#include "models/storage/noticerepository.h"
#include "models/storage/obligationrepository.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QTimeZone>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

template<> std::span<const EnumEntry<MatrixState>> enumTable<MatrixState>()
{
    using enum MatrixState;
    static constexpr EnumEntry<MatrixState> table[] = {
        {NoRecipient, "no_recipient", QT_TRANSLATE_NOOP("tocsin::domain", "No recipient")},
        {Unsure, "unsure", QT_TRANSLATE_NOOP("tocsin::domain", "Unsure")},
        {Failed, "failed", QT_TRANSLATE_NOOP("tocsin::domain", "Failed")},
        {NoNotice, "no_notice", QT_TRANSLATE_NOOP("tocsin::domain", "No notice yet")},
        {Draft, "draft", QT_TRANSLATE_NOOP("tocsin::domain", "Draft")},
        {Approved, "approved", QT_TRANSLATE_NOOP("tocsin::domain", "Approved")},
        {Queued, "queued", QT_TRANSLATE_NOOP("tocsin::domain", "Queued")},
        {Sent, "sent", QT_TRANSLATE_NOOP("tocsin::domain", "Sent")},
        {NotDeliverable, "not_deliverable", QT_TRANSLATE_NOOP("tocsin::domain", "Not deliverable")},
        {FollowUpDue, "follow_up_due", QT_TRANSLATE_NOOP("tocsin::domain", "Follow-up due")},
        {Reached, "reached", QT_TRANSLATE_NOOP("tocsin::domain", "Reached")},
    };
    return table;
}

namespace {

/** The messages of one notice about one subscription, taken together. */
struct Told
{
    QStringList addresses;
    QString said;
    int waiting = 0, sent = 0, failed = 0, unsure = 0;

    [[nodiscard]] MatrixState state() const
    {
        if (unsure > 0)
            return MatrixState::Unsure;
        if (sent > 0)
            return MatrixState::Sent;
        return waiting > 0 ? MatrixState::Queued : MatrixState::Failed;
    }
};

void count(Told &told, const SubscriptionMessage &m, qint64 nowMs)
{
    const MessageState state = messageState(m.facts, nowMs);
    if (state == MessageState::Replaced)
        return; // another message took its place
    told.addresses << m.address;
    if (!m.said.isEmpty())
        told.said = m.said;
    switch (state) {
    case MessageState::Sent:
    case MessageState::Reached:
        ++told.sent;
        break;
    case MessageState::Unsure:
        ++told.unsure;
        break;
    case MessageState::Waiting:
    case MessageState::Sending:
    case MessageState::Retrying:
        ++told.waiting;
        break;
    case MessageState::Failed:
    case MessageState::Returned:
    case MessageState::Cancelled: // it did not get there
        ++told.failed;
        break;
    case MessageState::Replaced:
        break;
    }
}

MatrixState stateOf(const Notice &notice)
{
    return notice.state <= NoticeState::LegalReview ? MatrixState::Draft
           : notice.state == NoticeState::Approved  ? MatrixState::Approved
                                                    : MatrixState::Queued;
}

/** What is known of the notices of an incident, by the subscriptions they are for. */
struct Known
{
    QHash<SubscriptionId, Notice> last; ///< the newest that is for it
    QHash<SubscriptionId, QSet<NoticeId>> all;
    QHash<NoticeId, QSet<SubscriptionId>> unreachable;
    QHash<SubscriptionId, QHash<NoticeId, Told>> told;
    QHash<SubscriptionId, qint64> reached;
    QSet<NoticeId> open;             ///< that owe an answer
    QSet<CustomerId> notDeliverable; ///< as legal recorded
};

Result<void> readNotices(Session &session, IncidentId incident, const QList<ScopeRow> &scope, Known &known)
{
    Database &db = session.database();
    auto obligations = ObligationRepository(db).ofIncident(incident);
    auto notices = NoticeRepository(db).ofIncident(incident);
    if (!obligations || !notices)
        return tl::unexpected(obligations ? notices.error() : obligations.error());
    for (const Obligation &o : std::as_const(*obligations))
        if (o.addressee == Addressee::Customer && o.facts.undeliverableMs > 0)
            known.notDeliverable.insert(o.customer);
    for (const Notice &n : std::as_const(*notices)) {
        if (n.audience != Audience::Customers)
            continue;
        auto audience = audienceOf(session, n, scope, *obligations);
        if (!audience)
            return tl::unexpected(audience.error());
        for (const ScopeRow &row : std::as_const(audience->targets)) {
            known.last.insert(row.subscription, n);
            known.all[row.subscription].insert(n.id);
        }
        known.unreachable.insert(n.id, audience->unreachable);
    }
    return {};
}

MatrixRow rowOf(const ScopeRow &s, const Known &known)
{
    MatrixRow row{s.customer, s.subscription, s.customerName, s.subscriptionName, MatrixState::NoNotice, {}, 0, {}, {},
                  0};
    const Notice notice = known.last.value(s.subscription);
    row.notice = notice.id;
    row.noticeNumber = notice.number;
    const Told mine = known.told.value(s.subscription).value(notice.id);
    row.addresses = mine.addresses.join(u", "_s);
    row.said = mine.said;
    row.reachedMs = known.reached.value(s.subscription);
    const bool nobody =
        notice.id.isValid() ? known.unreachable.value(notice.id).contains(s.subscription) : s.recipients.isEmpty();
    if (!mine.addresses.isEmpty())
        row.state = mine.state();
    else if (row.reachedMs == 0 && nobody)
        row.state = MatrixState::NoRecipient;
    else if (notice.id.isValid())
        row.state = stateOf(notice);
    if (row.reachedMs == 0 && known.notDeliverable.contains(s.customer) &&
        (row.state == MatrixState::NoRecipient || row.state == MatrixState::Failed))
        row.state = MatrixState::NotDeliverable;
    // What was reached stays so while a later phase is written; what is owed still is said.
    if (row.reachedMs > 0 && row.state != MatrixState::Failed && row.state != MatrixState::Unsure)
        row.state =
            known.all.value(s.subscription).intersects(known.open) ? MatrixState::FollowUpDue : MatrixState::Reached;
    return row;
}

} // namespace

Result<QList<MatrixRow>> noticeMatrix(Session &session, IncidentId incident)
{
    Database &db = session.database();
    Known known;
    auto scope = CustomerService(session).scope(incident);
    auto messages = AudienceRepository(db).subscriptionMessages(incident);
    auto reached = NoticeRepository(db).firstReached(incident);
    auto matters = AudienceRepository(db).matters(incident);
    for (const Error *e : {scope ? nullptr : &scope.error(), messages ? nullptr : &messages.error(),
                           reached ? nullptr : &reached.error(), matters ? nullptr : &matters.error()})
        if (e)
            return tl::unexpected(*e);
    if (auto ok = readNotices(session, incident, *scope, known); !ok)
        return tl::unexpected(ok.error());
    known.reached = *reached;
    for (const SubscriptionMessage &m : std::as_const(*messages))
        count(known.told[m.subscription][m.notice], m, session.nowMs());
    for (const Matter &m : std::as_const(*matters))
        if (m.kind == MatterKind::FollowUp && isOpen(m))
            known.open.insert(m.notice);
    QList<MatrixRow> rows;
    for (const ScopeRow &s : std::as_const(*scope))
        if (s.inScope)
            rows.append(rowOf(s, known));
    std::stable_sort(rows.begin(), rows.end(),
                     [](const MatrixRow &a, const MatrixRow &b) { return a.state < b.state; });
    return rows;
}

QByteArray matrixCsv(const QList<MatrixRow> &rows)
{
    QByteArray out = csvRow(
        {u"customer"_s, u"subscription"_s, u"state"_s, u"notice"_s, u"addresses"_s, u"reached_utc"_s, u"said"_s});
    for (const MatrixRow &r : rows)
        out += csvRow({r.customerName, r.subscriptionName, codeOf(r.state),
                       r.noticeNumber > 0 ? QString::number(r.noticeNumber) : QString(), r.addresses,
                       r.reachedMs > 0
                           ? QDateTime::fromMSecsSinceEpoch(r.reachedMs, QTimeZone::utc()).toString(Qt::ISODateWithMs)
                           : QString(),
                       r.said});
    return out;
}

} // namespace tocsin
