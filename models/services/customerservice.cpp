#include "models/services/customerservice.h"

#include "models/rules/rulebook.h"
#include "models/services/session.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/obligationrepository.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>
#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

Result<void> oneLine(const QString &text, const char *field, const QString &message)
{
    if (text.trimmed().isEmpty() || text.contains(u'\n') || text.contains(u'\r') || text.size() > 200)
        return failure(ErrorKind::Invalid, message, {}, QString::fromLatin1(field));
    return {};
}

Result<void> checkContact(const Contact &contact)
{
    if (auto ok = oneLine(contact.name, "name", tr("Give the contact a name, on one line.")); !ok)
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

Result<QList<ScopeRow>> CustomerService::scope(IncidentId incident)
{
    CustomerRepository repository(m_session.database());
    auto rows = repository.scope(incident);
    if (!rows)
        return rows;
    QHash<CustomerId, QList<Contact>> contacts;
    for (ScopeRow &row : *rows) {
        if (!contacts.contains(row.customer)) {
            auto list = repository.contacts(row.customer);
            if (!list)
                return tl::unexpected(list.error());
            contacts.insert(row.customer, *list);
        }
        resolveRecipients(row, contacts.value(row.customer));
    }
    return rows;
}

Result<void> CustomerService::setScope(IncidentId id, const ScopeRow &row, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid,
                       row.inScope ? tr("Say what shows that this customer is affected.")
                                   : tr("Say why this customer is not affected."),
                       {}, QStringLiteral("reason"));
    return m_session.act(Right::SetScope, id, 0, [&](const Incident &incident) -> Result<void> {
        if (!row.inScope && incident.isDeclared())
            return failure(ErrorKind::Refused, tr("After the declaration, taking a customer out is legal's decision: "
                                                  "withdraw the customer's obligation with a reason."));
        // A customer sees its own part alone (P9.3): its subscription, and nobody else's.
        auto own = CustomerRepository(m_session.database()).subscriptions(row.customer);
        if (!own)
            return tl::unexpected(own.error());
        if (std::none_of(own->begin(), own->end(), [&](const Subscription &s) { return s.id == row.subscription; }))
            return failure(ErrorKind::Invalid, tr("This subscription is not the customer's."), {},
                           QStringLiteral("subscription"));
        auto before = CustomerRepository(m_session.database()).scope(id);
        if (!before)
            return tl::unexpected(before.error());
        const bool known = std::any_of(before->begin(), before->end(), [&](const ScopeRow &r) {
            return r.inScope && r.subscription == row.subscription;
        });
        if (auto ok = CustomerRepository(m_session.database()).insertScope(id, row, reason); !ok)
            return ok;
        auto noted = m_session.note(
            id, EntryKind::Notice,
            row.inScope ? tr("%1 · %2 put in scope. %3").arg(row.customerName, row.subscriptionName, reason)
                        : tr("%1 · %2 taken out of scope. %3").arg(row.customerName, row.subscriptionName, reason));
        if (!noted)
            return tl::unexpected(noted.error());
        if (!row.inScope || known || !incident.isDeclared())
            return {}; // a correction finds nobody new
        ObligationRepository obligations(m_session.database());
        auto existing = obligations.ofIncident(id);
        if (!existing)
            return tl::unexpected(existing.error());
        for (const Obligation &o : std::as_const(*existing))
            if (o.customer == row.customer && o.addressee == Addressee::Customer && o.facts.withdrawnMs == 0 &&
                o.facts.metMs == 0)
                return {};
        // P7.8: found after the declaration: 72 hours for this customer alone.
        Obligation o;
        o.incident = id;
        o.customer = row.customer;
        o.citation = m_session.rules().commitment().citation;
        o.facts.triggerMs = m_session.nowMs();
        o.facts.deadlineMs = deadlineAfter(o.facts.triggerMs, kCommitmentMs);
        auto started = obligations.insertStart(o, incident.declarationId, m_session.rules().version());
        return started ? Result<void>() : tl::unexpected(started.error());
    });
}

} // namespace tocsin
