#include "models/services/customerservice.h"

#include "models/domain/mailaddress.h"
#include "models/rules/rulebook.h"
#include "models/services/attestationcheck.h"
#include "models/services/dutyservice.h"
#include "models/services/noticesending.h"
#include "models/services/session.h"
#include "models/storage/audiencerepository.h"
#include "models/storage/bulkact.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/noticerepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/rescissionrepository.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

Result<void> oneLine(const QString &text, const char *field, const QString &message)
{
    if (text.trimmed().isEmpty() || text.size() > 200)
        return failure(ErrorKind::Invalid, message, {}, QString::fromLatin1(field));
    if (const QString wrong = wrongInLine(text); !wrong.isEmpty())
        return failure(ErrorKind::Invalid, wrong, {}, QString::fromLatin1(field));
    return {};
}

Result<void> checkContact(const Contact &contact)
{
    // One that is taken out may be named as it always was.
    if (auto ok = oneLine(contact.name, "name", tr("Give the contact a name, on one line.")); !ok && contact.active)
        return ok;
    // Strict on purpose: an address that is not plain could smuggle a header or a second recipient.
    static const QRegularExpression address(
        QStringLiteral("^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+$"));
    if (!contact.email.isEmpty() && !address.match(contact.email).hasMatch())
        return failure(ErrorKind::Invalid, tr("This is no e-mail address: %1").arg(contact.email.left(100)), {},
                       QStringLiteral("email"));
    if (contact.kind != u"security" && contact.kind != u"administrator")
        return failure(ErrorKind::Invalid, tr("A contact is a security contact or an administrator."), {},
                       QStringLiteral("kind"));
    return {};
}

} // namespace

void resolveRecipients(ScopeRow &row, const QList<Contact> &contacts)
{
    for (const auto &[kind, reach] : {std::pair(u"security", Reachability::SecurityContact),
                                      std::pair(u"administrator", Reachability::Administrator)}) {
        for (const bool own : {true, false}) {
            for (const Contact &c : contacts)
                if (c.active && c.kind == kind && !c.email.isEmpty() &&
                    (own ? c.subscription == row.subscription : !c.subscription.isValid()))
                    row.recipients.append(c);
            if (!row.recipients.isEmpty()) {
                row.reachability = reach;
                return;
            }
        }
    }
    row.reachability = Reachability::Unreachable;
}

Result<QList<Customer>> CustomerService::all()
{
    return CustomerRepository(m_session.database()).all();
}

Result<QList<Subscription>> CustomerService::subscriptions(CustomerId customer)
{
    return CustomerRepository(m_session.database()).subscriptions(customer);
}

Result<QList<Contact>> CustomerService::contacts(CustomerId customer)
{
    return CustomerRepository(m_session.database()).contacts(customer);
}

Result<CustomerId> CustomerService::add(const Customer &customer)
{
    if (auto ok = oneLine(customer.name, "name", tr("Give the customer a name, on one line.")); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = m_session.require(Right::EditCustomers); !ok)
        return tl::unexpected(ok.error());
    CustomerId id;
    auto done = m_session.act(Right::EditCustomers, [&]() -> Result<void> {
        auto key = CustomerRepository(m_session.database()).insert(customer);
        if (!key)
            return tl::unexpected(key.error());
        id = *key;
        return {};
    });
    return done ? Result<CustomerId>(id) : tl::unexpected(done.error());
}

Result<SubscriptionId> CustomerService::addSubscription(const Subscription &subscription)
{
    if (auto ok = oneLine(subscription.name, "name", tr("Give the subscription a name, on one line.")); !ok)
        return tl::unexpected(ok.error());
    SubscriptionId id;
    auto done = m_session.act(Right::EditCustomers, [&]() -> Result<void> {
        auto key = CustomerRepository(m_session.database()).insert(subscription);
        if (!key)
            return tl::unexpected(key.error());
        id = *key;
        return {};
    });
    return done ? Result<SubscriptionId>(id) : tl::unexpected(done.error());
}

Result<qint64> CustomerService::addContact(const Contact &contact)
{
    if (auto ok = checkContact(contact); !ok)
        return tl::unexpected(ok.error());
    qint64 id = 0;
    auto done = m_session.act(Right::EditCustomers, [&]() -> Result<void> {
        auto key = CustomerRepository(m_session.database()).insert(contact);
        if (!key)
            return tl::unexpected(key.error());
        id = *key;
        return {};
    });
    return done ? Result<qint64>(id) : tl::unexpected(done.error());
}

Result<void> CustomerService::change(const Customer &customer)
{
    if (auto ok = oneLine(customer.name, "name", tr("Give the customer a name, on one line.")); !ok)
        return ok;
    return m_session.act(Right::EditCustomers,
                         [&] { return CustomerRepository(m_session.database()).change(customer); });
}

Result<void> CustomerService::change(const Subscription &subscription)
{
    if (auto ok = oneLine(subscription.name, "name", tr("Give the subscription a name, on one line.")); !ok)
        return ok;
    return m_session.act(Right::EditCustomers,
                         [&] { return CustomerRepository(m_session.database()).change(subscription); });
}

Result<void> CustomerService::change(const Contact &contact, const QString &reason)
{
    if (auto ok = checkContact(contact); !ok)
        return ok;
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why the contact is corrected."), {}, QStringLiteral("reason"));
    return m_session.act(Right::EditCustomers,
                         [&] { return CustomerRepository(m_session.database()).change(contact, reason); });
}

namespace {

/** When legal found that a customer is not affected, by withdrawing every duty to it for that reason; 0: not. */
qint64 unaffectedMs(const QList<Obligation> &obligations, CustomerId customer)
{
    qint64 last = 0;
    for (const Obligation &o : obligations) {
        if (o.addressee != Addressee::Customer || o.customer != customer)
            continue;
        if (o.withdrawnReason != codeOf(WithdrawalReason::OutOfScope) &&
            o.withdrawnReason != codeOf(WithdrawalReason::Rescinded))
            return 0;
        last = std::max(last, o.facts.withdrawnMs);
    }
    return last;
}

/**
 * P7.8: who was told and is not affected is owed a correction, until one has reached them. `rescinded`: those told of a
 * declaration that was taken back (P6.5).
 */
void markOwed(QList<ScopeRow> &rows, const QList<Obligation> &obligations,
              const QHash<SubscriptionId, qint64> &lastCorrected, const QSet<SubscriptionId> &rescinded)
{
    for (ScopeRow &row : rows) {
        const auto told = lastCorrected.constFind(row.subscription);
        const qint64 outMs = row.inScope ? unaffectedMs(obligations, row.customer) : row.sinceMs;
        row.correctionOwed = told != lastCorrected.constEnd() && outMs > 0 && *told < outMs - outMs % kMinuteMs;
        row.correctionOwed |= rescinded.contains(row.subscription);
    }
}

} // namespace

Result<void> CustomerService::markOwed(QList<ScopeRow> &rows, IncidentId incident, const QList<Obligation> &obligations)
{
    auto corrected = NoticeRepository(m_session.database()).lastCorrected(incident);
    auto rescinded = RescissionRepository(m_session.database()).owed(incident);
    if (!corrected || !rescinded)
        return tl::unexpected(corrected ? rescinded.error() : corrected.error());
    QSet<SubscriptionId> takenBack;
    for (const ToldNotice &t : std::as_const(*rescinded))
        if (t.audience == Audience::Customers)
            takenBack.insert(t.subscription);
    tocsin::markOwed(rows, obligations, *corrected, takenBack);
    return {};
}

Result<QList<ScopeRow>> CustomerService::scope(IncidentId incident)
{
    CustomerRepository repository(m_session.database());
    auto rows = repository.scope(incident);
    auto obligations = ObligationRepository(m_session.database()).ofIncident(incident);
    if (!rows)
        return rows;
    if (!obligations)
        return tl::unexpected(obligations.error());
    if (auto ok = markOwed(*rows, incident, *obligations); !ok)
        return tl::unexpected(ok.error());
    auto contacts = AudienceRepository(m_session.database()).contactsOf(incident);
    if (!contacts)
        return tl::unexpected(contacts.error());
    for (ScopeRow &row : *rows)
        resolveRecipients(row, contacts->value(row.customer));
    return rows;
}

namespace {

/** DESIGN 2: who saw another version is told what stands now. */
Result<void> checkSeen(const ScopeRow &given, const ScopeRow &now)
{
    if (given.version == now.version)
        return {};
    return failure(ErrorKind::Conflict,
                   tr("Somebody else changed %1 · %2 meanwhile. It reads now: %3, accessed: %4, how sure: %5.")
                       .arg(given.customerName, given.subscriptionName, now.inScope ? tr("in scope") : tr("taken out"),
                            now.accessed.isEmpty() ? tr("nothing said") : now.accessed, now.certainty),
                   {}, QStringLiteral("subscription"));
}

} // namespace

Result<void> CustomerService::setScope(IncidentId id, const ScopeRow &row, const QString &reason,
                                       const Attestation &legal)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid,
                       row.inScope ? tr("Say what shows that this customer is affected.")
                                   : tr("Say why this customer is not affected."),
                       {}, QStringLiteral("reason"));
    auto seen = IncidentRepository(m_session.database()).byId(id);
    if (!seen)
        return tl::unexpected(seen.error());
    // P7.8: after the declaration taking out is legal's, by log-in or attested by the incident manager.
    const bool byLegal = !row.inScope && seen->isDeclared();
    const Right right = byLegal && !legal.by.isValid() ? Right::WithdrawObligation : Right::SetScope;
    return m_session.act(right, id, 0, [&](const Incident &incident) -> Result<void> {
        if (!row.inScope && incident.isDeclared() && !byLegal)
            return failure(ErrorKind::Conflict, tr("The incident was declared meanwhile: taking out is legal's now."));
        if (byLegal)
            if (auto ok = checkIfAttested(m_session, legal, Right::WithdrawObligation); !ok)
                return ok;
        // A customer sees its own part alone (P9.3): its subscription, and nobody else's.
        auto own = CustomerRepository(m_session.database()).subscriptions(row.customer);
        if (!own)
            return tl::unexpected(own.error());
        if (std::none_of(own->begin(), own->end(), [&](const Subscription &s) { return s.id == row.subscription; }))
            return failure(ErrorKind::Invalid, tr("This subscription is not the customer's."), {},
                           QStringLiteral("subscription"));
        auto there = CustomerRepository(m_session.database()).scopeOf(id, row.subscription);
        if (!there)
            return tl::unexpected(there.error());
        ScopeRow before = there->value_or(ScopeRow());
        before.inScope &= there->has_value();
        if (auto ok = checkSeen(row, before); !ok)
            return ok;
        if (!row.inScope && !before.inScope)
            return failure(ErrorKind::Refused, tr("It is not in scope."));
        if (auto ok =
                CustomerRepository(m_session.database()).insertScope(id, row, reason, byLegal ? legal : Attestation{});
            !ok)
            return ok;
        auto noted = m_session.note(id, EntryKind::Notice,
                                    (row.inScope ? tr("%1 · %2 put in scope. %3")
                                     : byLegal   ? tr("%1 · %2 taken out of scope by legal. %3")
                                                 : tr("%1 · %2 taken out of scope. %3"))
                                        .arg(row.customerName, row.subscriptionName, reason));
        if (!noted)
            return tl::unexpected(noted.error());
        if (row.inScope && !before.inScope) { // P7.7: what its contract and the law of its country say is proposed
            if (auto proposed = DutyService(m_session).proposeTerms(incident, {row.customer}, true); !proposed)
                return tl::unexpected(proposed.error());
            if (auto proposed = DutyService(m_session).proposeFound(incident, row); !proposed)
                return tl::unexpected(proposed.error());
        }
        if (!incident.isDeclared())
            return {};
        if (!row.inScope)
            return settleTakenOut(id, row, reason, legal);
        return before.inScope ? Result<void>() : startClocks(incident, {row.customer}); // a correction finds nobody new
    });
}

Result<void> CustomerService::startClocks(const Incident &incident, const QSet<CustomerId> &customers)
{
    ObligationRepository obligations(m_session.database());
    auto existing = customers.size() == 1 ? obligations.ofCustomer(incident.id, *customers.begin())
                                          : obligations.ofIncident(incident.id);
    if (!existing)
        return tl::unexpected(existing.error());
    QSet<CustomerId> running;
    for (const Obligation &o : std::as_const(*existing))
        if (o.duty == DutyKind::Commitment && o.addressee == Addressee::Customer && isOpen(o.facts, m_session.nowMs()))
            running.insert(o.customer);
    QList<CustomerId> left = (customers - running).values();
    std::sort(left.begin(), left.end());
    for (const CustomerId customer : std::as_const(left)) {
        // P7.8: found after the declaration: 72 hours for this customer alone.
        Obligation o;
        o.incident = incident.id;
        o.customer = customer;
        o.citation = m_session.rules().commitment().citation;
        o.facts.triggerMs = m_session.nowMs();
        o.facts.deadlineMs = deadlineAfter(o.facts.triggerMs, kCommitmentMs);
        auto started = obligations.insertStart(o, incident.declarationId, m_session.rules().version());
        if (!started)
            return tl::unexpected(started.error());
    }
    return {};
}

Result<void> CustomerService::putInScope(const Incident &incident, const QList<ScopeRow> &rows, const QString &reason,
                                         const QString &sourceName, const QString &sourceSha256)
{
    if (rows.isEmpty())
        return {};
    CustomerRepository repository(m_session.database());
    auto now = repository.scope(incident.id);
    if (!now)
        return tl::unexpected(now.error());
    QHash<SubscriptionId, ScopeRow> there;
    for (const ScopeRow &row : std::as_const(*now))
        there.insert(row.subscription, row);
    BulkAct bulk(m_session.database());
    auto key = bulk.open();
    if (!key)
        return tl::unexpected(key.error());
    QSet<CustomerId> found; ///< who has something in scope now that was not before
    for (const ScopeRow &row : rows) {
        ScopeRow before = there.value(row.subscription);
        before.inScope &= there.contains(row.subscription);
        if (auto ok = checkSeen(row, before); !ok)
            return ok;
        ScopeRow put = row;
        put.inScope = true;
        if (auto ok = repository.insertScope(incident.id, put, reason.trimmed(), {}, *key); !ok)
            return ok;
        if (!before.inScope)
            found.insert(row.customer);
    }
    auto done = bulk.finish(incident.id, QStringLiteral("scope_import"), {QStringLiteral("scope_change")}, sourceName,
                            sourceSha256);
    if (!done)
        return tl::unexpected(done.error());
    QList<CustomerId> customers = found.values();
    std::sort(customers.begin(), customers.end());
    if (auto ok = DutyService(m_session).proposeTerms(incident, customers, true); !ok)
        return tl::unexpected(ok.error());
    if (!found.isEmpty()) // P7.7: and what the law of their countries says
        if (auto proposed = DutyService(m_session).proposeWithin(incident.id); !proposed)
            return tl::unexpected(proposed.error());
    return incident.isDeclared() ? startClocks(incident, found) : Result<void>();
}

Result<void> CustomerService::settleTakenOut(IncidentId id, const ScopeRow &row, const QString &reason,
                                             const Attestation &legal)
{
    // Of this customer alone: thousands are taken out one by one.
    Database &db = m_session.database();
    auto scope = CustomerRepository(db).scopeOf(id, row.customer);
    auto obligations = ObligationRepository(db).ofCustomer(id, row.customer);
    if (!scope || !obligations)
        return tl::unexpected(scope ? obligations.error() : scope.error());
    if (auto ok = markOwed(*scope, id, *obligations); !ok)
        return ok;
    const bool others = std::any_of(scope->begin(), scope->end(), [](const ScopeRow &r) { return r.inScope; });
    for (const Obligation &o : std::as_const(*obligations)) {
        // The duty is the customer's: it stands while another subscription of it is affected.
        if (others || o.addressee != Addressee::Customer || !isOpen(obligationState(o.facts, m_session.nowMs())))
            continue;
        if (obligationState(o.facts, m_session.nowMs()) == ObligationState::Excepted)
            return failure(ErrorKind::Refused, tr("It is the last affected subscription of this customer, and an "
                                                  "exception is in force: take it out after the review."));
        const ObligationChange change{QStringLiteral("withdrawn"),
                                      m_session.nowMs(),
                                      0,
                                      codeOf(WithdrawalReason::OutOfScope),
                                      reason.trimmed(),
                                      legal,
                                      {}};
        if (auto ok = ObligationRepository(m_session.database()).insertChange(o, change); !ok)
            return ok;
        auto noted = m_session.note(id, EntryKind::Decision,
                                    tr("Obligation to %1 withdrawn by legal: no subscription of it is affected. %2")
                                        .arg(row.customerName, reason.trimmed()),
                                    true);
        if (!noted)
            return tl::unexpected(noted.error());
    }
    for (const ScopeRow &r : std::as_const(*scope))
        if (r.subscription == row.subscription && r.correctionOwed) {
            auto noted = m_session.note(
                id, EntryKind::Notice,
                tr("%1 · %2 was told already: a correction is owed.").arg(row.customerName, row.subscriptionName),
                true);
            if (!noted)
                return tl::unexpected(noted.error());
        }
    return NoticeSending::settleDuties(m_session, id, row.customer, m_session.nowMs());
}

} // namespace tocsin
