#include "models/services/noticeaudience.h"

#include "models/services/customerservice.h"
#include "models/services/noticesending.h"
#include "models/services/session.h"
#include "models/storage/audiencerepository.h"
#include "models/storage/bulkact.h"
#include "models/storage/database.h"
#include "models/storage/noticerepository.h"
#include "models/storage/obligationrepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString keyOf(CustomerId customer, const QString &address)
{
    return QString::number(customer.value) + u' ' + address.trimmed().toCaseFolded();
}

/** Of all changes the last one of each address, in the order they were first named. */
QList<NamedAddressee> lastWords(const QList<NamedAddressee> &changes)
{
    QList<NamedAddressee> last;
    QHash<QString, qsizetype> at;
    for (const NamedAddressee &each : changes) {
        const QString key = keyOf(each.customer, each.address);
        const auto known = at.constFind(key);
        if (known == at.constEnd()) {
            at.insert(key, last.size());
            last.append(each);
        } else {
            last[*known] = each;
        }
    }
    return last;
}

void resolveCustomers(NoticeAudience &audience)
{
    QHash<QString, bool> said;
    QHash<CustomerId, QList<NamedAddressee>> added;
    for (const NamedAddressee &each : std::as_const(audience.changes)) {
        said.insert(keyOf(each.customer, each.address), each.added);
        if (each.added)
            added[each.customer].append(each);
    }
    QSet<QString> there;
    const auto put = [&](const ScopeRow &row, qint64 contact, const QString &name, const QString &address,
                         RecipientRule rule) {
        const QString key = QString::number(row.subscription.value) + u' ' + keyOf(row.customer, address);
        if (there.contains(key)) // nobody twice
            return;
        there.insert(key);
        audience.recipients.append({row.customer, row.subscription, contact, name, address, codeOf(rule), address});
    };
    for (const ScopeRow &row : std::as_const(audience.targets)) {
        for (const Contact &c : row.recipients)
            if (said.value(keyOf(row.customer, c.email), true))
                put(row, c.id, c.name, c.email,
                    row.reachability == Reachability::SecurityContact ? RecipientRule::Security
                                                                      : RecipientRule::Administrator);
        for (const NamedAddressee &each : added.value(row.customer))
            put(row, 0, each.name, each.address, RecipientRule::Added);
    }
}

/** Those whom the rule and people find now. */
NoticeAudience resolved(const Notice &notice, NoticeAudience audience)
{
    if (notice.audience == Audience::Customers)
        resolveCustomers(audience);
    for (const NamedAddressee &each : std::as_const(audience.changes))
        if (notice.audience != Audience::Customers && each.added)
            audience.recipients.append(
                {{}, {}, 0, each.name, each.address, codeOf(RecipientRule::Named), each.address});
    return audience;
}

/** Those who were written down with the approval; what came into scope since is not told by it (P7.8). */
NoticeAudience asFrozen(const Notice &notice, NoticeAudience audience, const QList<FrozenRecipient> &frozen,
                        qint64 approvedMs)
{
    audience.frozen = true;
    QSet<SubscriptionId> written, targets;
    for (const FrozenRecipient &each : frozen)
        written.insert(each.subscription);
    audience.targets.removeIf(
        [&](const ScopeRow &row) { return row.sinceMs > approvedMs && !written.contains(row.subscription); });
    for (const ScopeRow &row : std::as_const(audience.targets))
        targets.insert(row.subscription);
    // What legal withdrew or took out of scope since is not told any more (P7.8); a correction on its way is for those.
    const bool all = notice.audience != Audience::Customers ||
                     (notice.phase == NoticePhase::Correction && notice.state >= NoticeState::Queued);
    for (const FrozenRecipient &each : frozen)
        if (each.active && !each.addressNow.isEmpty() && (all || targets.contains(each.subscription)))
            audience.recipients.append(each);
    return audience;
}

void markUnreachable(NoticeAudience &audience)
{
    showRecipients(audience.targets, audience.recipients);
    for (const ScopeRow &row : std::as_const(audience.targets))
        if (row.recipients.isEmpty())
            audience.unreachable.insert(row.subscription);
}

Result<Notice> drafted(Session &session, NoticeId id)
{
    auto notice = NoticeRepository(session.database()).byId(id);
    if (notice && notice->state > NoticeState::LegalReview)
        return failure(ErrorKind::Refused,
                       tr("Who gets an approved notice is not changed. Save the text as a new version first."));
    return notice;
}

} // namespace

QList<ScopeRow> targetsOf(const Notice &notice, const QList<ScopeRow> &scope, const QList<Obligation> &obligations)
{
    QList<ScopeRow> rows = targetsOf(notice.phase, scope, obligations);
    // Whose language nobody said is written to in English.
    if (notice.forLanguage)
        rows.removeIf(
            [&](const ScopeRow &row) { return (row.language.isEmpty() ? u"en"_s : row.language) != notice.language; });
    return rows;
}

void showRecipients(QList<ScopeRow> &targets, const QList<FrozenRecipient> &recipients)
{
    QHash<SubscriptionId, QList<FrozenRecipient>> by;
    for (const FrozenRecipient &each : recipients)
        by[each.subscription].append(each);
    for (ScopeRow &row : targets) {
        const QList<FrozenRecipient> people = by.value(row.subscription);
        row.recipients.clear();
        for (const FrozenRecipient &each : people)
            row.recipients.append(
                {each.contact, 0, each.customer, each.subscription, each.name, each.addressNow, {}, {}, true});
        row.reachability = people.isEmpty() ? Reachability::Unreachable
                           : people.first().rule == codeOf(RecipientRule::Administrator)
                               ? Reachability::Administrator
                               : Reachability::SecurityContact;
    }
}

Result<NoticeAudience> audienceOf(Session &session, const Notice &notice)
{
    if (notice.audience != Audience::Customers)
        return audienceOf(session, notice, {}, {});
    auto scope = CustomerService(session).scope(notice.incident);
    auto obligations = ObligationRepository(session.database()).ofIncident(notice.incident);
    if (!scope || !obligations)
        return tl::unexpected(scope ? obligations.error() : scope.error());
    return audienceOf(session, notice, *scope, *obligations);
}

namespace {

Result<NoticeAudience> changesOf(Session &session, const Notice &notice, const QList<ScopeRow> &scope,
                                 const QList<Obligation> &obligations)
{
    auto changes = AudienceRepository(session.database()).addressees(notice.id);
    if (!changes)
        return tl::unexpected(changes.error());
    NoticeAudience audience;
    audience.changes = lastWords(*changes);
    if (notice.audience == Audience::Customers)
        audience.targets = targetsOf(notice, scope, obligations);
    return audience;
}

} // namespace

Result<NoticeAudience> audienceOf(Session &session, const Notice &notice, const QList<ScopeRow> &scope,
                                  const QList<Obligation> &obligations)
{
    auto audience = changesOf(session, notice, scope, obligations);
    if (!audience)
        return audience;
    if (notice.approvedText.isValid()) { // P9.7: also if that is nobody
        AudienceRepository repository(session.database());
        auto frozen = repository.frozen(notice.approvedText);
        auto approved = repository.approvedMs(notice.id);
        if (!frozen || !approved)
            return tl::unexpected(frozen ? approved.error() : frozen.error());
        *audience = asFrozen(notice, *audience, *frozen, *approved);
    } else {
        *audience = resolved(notice, *audience);
    }
    markUnreachable(*audience);
    return audience;
}

Result<void> freezeAudience(Session &session, const Notice &approved, bool attested)
{
    auto scope = CustomerService(session).scope(approved.incident);
    auto obligations = ObligationRepository(session.database()).ofIncident(approved.incident);
    if (!scope || !obligations)
        return tl::unexpected(scope ? obligations.error() : scope.error());
    auto found = changesOf(session, approved, *scope, *obligations);
    if (!found)
        return tl::unexpected(found.error());
    const NoticeAudience audience = resolved(approved, *found);
    if (audience.recipients.isEmpty())
        return {};
    AudienceRepository repository(session.database());
    BulkAct bulk(session.database());
    auto key = bulk.open();
    if (!key)
        return tl::unexpected(key.error());
    for (const FrozenRecipient &each : audience.recipients)
        if (auto ok = repository.insertFrozen(approved, each, attested, *key); !ok)
            return ok;
    auto done = bulk.finish(approved.incident, u"recipients_frozen"_s, {u"notice_recipient"_s},
                            tr("notice %1").arg(approved.number), {});
    return done ? Result<void>() : tl::unexpected(done.error());
}

QList<NoticeRecipient> messagesFor(const NoticeAudience &audience)
{
    QHash<SubscriptionId, ScopeRow> rows;
    for (const ScopeRow &row : audience.targets)
        rows.insert(row.subscription, row);
    QList<NoticeRecipient> list;
    QHash<QString, qsizetype> at;
    for (const FrozenRecipient &each : audience.recipients) {
        const QString key = keyOf(each.customer, each.addressNow);
        const ScopeRow row = rows.value(each.subscription);
        const auto known = at.constFind(key);
        if (known != at.constEnd()) {
            if (row.subscription.isValid())
                list[*known].scope.append(row);
            continue;
        }
        at.insert(key, list.size());
        list.append({each.customer, row.customerName, each.name, each.addressNow, {}, !each.customer.isValid()});
        if (row.subscription.isValid())
            list.last().scope.append(row);
    }
    return list;
}

Result<NoticeAudience> AudienceService::of(NoticeId id)
{
    auto notice = NoticeRepository(m_session.database()).byId(id);
    return notice ? audienceOf(m_session, *notice) : tl::unexpected(notice.error());
}

Result<void> AudienceService::change(NoticeId id, const NamedAddressee &addressee)
{
    auto read = drafted(m_session, id);
    if (!read)
        return tl::unexpected(read.error());
    if (auto ok = checkAddressee(addressee, read->audience); !ok)
        return ok;
    return m_session.act(Right::DraftNotice, read->incident, 0, [&](const Incident &) -> Result<void> {
        auto notice = drafted(m_session, id);
        if (!notice)
            return tl::unexpected(notice.error());
        auto audience = audienceOf(m_session, *notice);
        if (!audience)
            return tl::unexpected(audience.error());
        const bool there =
            std::any_of(audience->recipients.begin(), audience->recipients.end(), [&](const FrozenRecipient &r) {
                return keyOf(r.customer, r.address) == keyOf(addressee.customer, addressee.address);
            });
        if (there == addressee.added)
            return failure(ErrorKind::Refused,
                           there ? tr("%1 gets this notice already.").arg(addressee.address)
                                 : tr("%1 does not get this notice.").arg(addressee.address),
                           {}, u"address"_s);
        if (auto ok = AudienceRepository(m_session.database()).insertAddressee(*notice, addressee); !ok)
            return ok;
        auto noted =
            m_session.note(notice->incident, EntryKind::Notice,
                           (addressee.added ? tr("Notice %1: %2 is told too. %3") : tr("Notice %1: %2 is not told. %3"))
                               .arg(notice->number)
                               .arg(addressee.name, addressee.reason.trimmed()));
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

Result<int> AudienceService::import(NoticeId id, const QList<NamedAddressee> &addressees, const QString &sourceName,
                                    const QString &sourceSha256)
{
    auto read = drafted(m_session, id);
    if (!read)
        return tl::unexpected(read.error());
    for (const NamedAddressee &each : addressees)
        if (auto ok = checkAddressee(each, read->audience); !ok)
            return tl::unexpected(ok.error());
    int count = 0;
    auto done = m_session.act(Right::DraftNotice, read->incident, 0, [&](const Incident &) -> Result<void> {
        auto notice = drafted(m_session, id);
        if (!notice)
            return tl::unexpected(notice.error());
        auto audience = audienceOf(m_session, *notice);
        if (!audience)
            return tl::unexpected(audience.error());
        QSet<QString> there;
        for (const FrozenRecipient &r : std::as_const(audience->recipients))
            there.insert(keyOf(r.customer, r.address));
        BulkAct bulk(m_session.database());
        auto key = bulk.open();
        if (!key)
            return tl::unexpected(key.error());
        AudienceRepository repository(m_session.database());
        for (const NamedAddressee &each : addressees) {
            const QString address = keyOf(each.customer, each.address);
            if (there.contains(address))
                continue;
            there.insert(address);
            if (auto ok = repository.insertAddressee(*notice, each, *key); !ok)
                return ok;
            ++count;
        }
        if (count == 0)
            return failure(ErrorKind::Refused, tr("Everybody on this list gets the notice already."));
        auto rows =
            bulk.finish(notice->incident, u"addressees_import"_s, {u"addressee_change"_s}, sourceName, sourceSha256);
        return rows ? Result<void>() : tl::unexpected(rows.error());
    });
    return done ? Result<int>(count) : tl::unexpected(done.error());
}

} // namespace tocsin
