#include "models/storage/customerrepository.h"

#include "models/storage/database.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

const QString kCustomers = u"SELECT id, version, name, sector, country, remark, language FROM customer "_s;
const QString kScope =
    u"SELECT x.subscription_id, x.customer_id, c.name, s.name, x.accessed, x.certainty, x.since_ms, x.in_scope, "
    u"x.version, x.from_ms, x.to_ms, c.language, x.id "
    "FROM incident_scope x JOIN customer c ON c.id = x.customer_id JOIN subscription s ON s.id = x.subscription_id "
    "WHERE x.incident_id = ? "_s;
const QString kSubscriptions =
    u"SELECT id, version, customer_id, name, kind, external_ref, tenant_ref FROM subscription "_s;
const QString kContacts =
    u"SELECT id, version, customer_id, subscription_id, name, email, phone, kind, active FROM contact "_s;

QList<Customer> customersOf(Statement &s)
{
    QList<Customer> rows;
    while (s.next())
        rows.append({CustomerId{s.int64(0)}, s.integer(1), s.text(2), s.text(3), s.text(4), s.text(5), s.text(6)});
    return rows;
}

QList<ScopeRow> scopeRowsOf(Statement &s)
{
    QList<ScopeRow> rows;
    while (s.next()) {
        ScopeRow r;
        r.subscription = SubscriptionId{s.int64(0)};
        r.customer = CustomerId{s.int64(1)};
        r.customerName = s.text(2);
        r.subscriptionName = s.text(3);
        r.accessed = s.text(4);
        r.certainty = s.text(5);
        r.sinceMs = s.int64(6);
        r.inScope = s.boolean(7);
        r.version = s.integer(8);
        r.fromMs = s.int64(9);
        r.toMs = s.int64(10);
        r.language = s.text(11);
        r.head = s.int64(12);
        rows.append(r);
    }
    return rows;
}

QList<Subscription> subscriptionsOf(Statement &s)
{
    QList<Subscription> rows;
    while (s.next())
        rows.append({SubscriptionId{s.int64(0)}, s.integer(1), CustomerId{s.int64(2)}, s.text(3), s.text(4), s.text(5),
                     s.text(6)});
    return rows;
}

QList<Contact> contactsOf(Statement &s)
{
    QList<Contact> rows;
    while (s.next())
        rows.append({s.int64(0), s.integer(1), CustomerId{s.int64(2)}, SubscriptionId{s.int64(3)}, s.text(4), s.text(5),
                     s.text(6), s.text(7), s.boolean(8)});
    return rows;
}

} // namespace

Result<QList<Customer>> CustomerRepository::all()
{
    auto s = m_db.prepare(kCustomers + u"ORDER BY name, id"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    return customersOf(s);
}

Result<Customer> CustomerRepository::byId(CustomerId id)
{
    auto s = m_db.prepare(kCustomers + u"WHERE id = ?"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    const QList<Customer> rows = customersOf(s);
    if (rows.isEmpty())
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("tocsin::storage", "There is no such customer."));
    return rows.first();
}

Result<QList<Subscription>> CustomerRepository::allSubscriptions()
{
    auto s = m_db.prepare(kSubscriptions + u"ORDER BY id"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    return subscriptionsOf(s);
}

Result<QList<Contact>> CustomerRepository::allContacts()
{
    auto s = m_db.prepare(kContacts + u"ORDER BY id"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    return contactsOf(s);
}

Result<QHash<QString, QString>> CustomerRepository::bounces()
{
    auto s = m_db.prepare(
        u"SELECT lower(m.address), d.proof FROM delivery d JOIN message m ON m.id = d.message_id WHERE d.reached = 0 "
        u"AND "
        "NOT EXISTS (SELECT 1 FROM message m2 JOIN delivery d2 ON d2.message_id = m2.id AND d2.reached = 1 WHERE "
        "lower(m2.address) = lower(m.address) AND d2.id > d.id) ORDER BY d.id"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QHash<QString, QString> rows;
    while (s.next())
        rows.insert(s.text(0), s.text(1));
    return rows;
}

Result<QList<Subscription>> CustomerRepository::subscriptions(CustomerId customer)
{
    auto s = m_db.prepare(kSubscriptions + u"WHERE customer_id = ? ORDER BY name, id"_s);
    if (auto ok = s.bind(customer.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return subscriptionsOf(s);
}

Result<QList<Contact>> CustomerRepository::contacts(CustomerId customer)
{
    auto s = m_db.prepare(kContacts + u"WHERE customer_id = ? ORDER BY name, id"_s);
    if (auto ok = s.bind(customer.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return contactsOf(s);
}

Result<CustomerId> CustomerRepository::insert(const Customer &c, qint64 bulkId)
{
    auto s = m_db.prepare(u"INSERT INTO customer_version (uuid, name, sector, country, remark, language, bulk_id) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(c.name.trimmed()).bind(c.sector).bind(c.country).bind(c.remark);
    s.bind(c.language).bindId(bulkId);
    return s.insert().map([](qint64 id) { return CustomerId{id}; });
}

Result<SubscriptionId> CustomerRepository::insert(const Subscription &v, qint64 bulkId)
{
    auto s = m_db.prepare(u"INSERT INTO subscription_version (uuid, customer_id, name, kind, external_ref, "
                          "tenant_ref, bulk_id) VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(v.customer.value).bind(v.name.trimmed()).bind(v.kind);
    s.bind(v.externalRef.trimmed()).bind(v.tenantRef.trimmed()).bindId(bulkId);
    return s.insert().map([](qint64 id) { return SubscriptionId{id}; });
}

Result<qint64> CustomerRepository::insert(const Contact &c, qint64 bulkId)
{
    auto s = m_db.prepare(
        u"INSERT INTO contact_version (uuid, customer_id, subscription_id, name, email, phone, kind, active, reason, "
        "bulk_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?)"_s);
    s.bind(newUuid())
        .bind(c.customer.value)
        .bindId(c.subscription.value)
        .bind(c.name.trimmed())
        .bind(c.email.trimmed());
    return s.bind(c.phone.trimmed()).bind(c.kind).bind(c.active).bindId(bulkId).insert();
}

Result<void> CustomerRepository::change(const Customer &c, qint64 bulkId)
{
    auto s =
        m_db.prepare(u"INSERT INTO customer_version (uuid, subject_id, seen_version, name, sector, country, remark, "
                     "language, bulk_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(c.id.value).bind(c.version).bind(c.name.trimmed());
    return s.bind(c.sector).bind(c.country).bind(c.remark).bind(c.language).bindId(bulkId).exec();
}

Result<void> CustomerRepository::change(const Subscription &v, qint64 bulkId)
{
    auto s = m_db.prepare(u"INSERT INTO subscription_version (uuid, subject_id, seen_version, customer_id, name, kind, "
                          "external_ref, tenant_ref, bulk_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(v.id.value).bind(v.version).bind(v.customer.value);
    s.bind(v.name.trimmed()).bind(v.kind);
    return s.bind(v.externalRef.trimmed()).bind(v.tenantRef.trimmed()).bindId(bulkId).exec();
}

Result<void> CustomerRepository::change(const Contact &c, const QString &reason, qint64 bulkId)
{
    auto s = m_db.prepare(
        u"INSERT INTO contact_version (uuid, subject_id, seen_version, customer_id, subscription_id, "
        "name, email, phone, kind, active, reason, bulk_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(c.id).bind(c.version).bind(c.customer.value).bindId(c.subscription.value);
    s.bind(c.name.trimmed()).bind(c.email.trimmed()).bind(c.phone.trimmed());
    return s.bind(c.kind).bind(c.active).bind(reason.trimmed()).bindId(bulkId).exec();
}

Result<QList<ScopeRow>> CustomerRepository::scope(IncidentId incident)
{
    auto s = m_db.prepare(kScope + u"ORDER BY c.name, s.name, x.id"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return scopeRowsOf(s);
}

Result<std::optional<ScopeRow>> CustomerRepository::scopeOf(IncidentId incident, SubscriptionId subscription)
{
    auto s = m_db.prepare(kScope + u"AND x.subscription_id = ?"_s);
    if (auto ok = s.bind(incident.value).bind(subscription.value).exec(); !ok)
        return tl::unexpected(ok.error());
    const QList<ScopeRow> rows = scopeRowsOf(s);
    return rows.isEmpty() ? std::optional<ScopeRow>() : rows.first();
}

Result<QList<ScopeRow>> CustomerRepository::scopeOf(IncidentId incident, CustomerId customer)
{
    // By its few subscriptions, not by the whole scope of the incident.
    auto s = m_db.prepare(kScope + u"AND x.subscription_id IN (SELECT id FROM subscription WHERE customer_id = ?) "
                                   "ORDER BY s.name, x.id"_s);
    if (auto ok = s.bind(incident.value).bind(customer.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return scopeRowsOf(s);
}

Result<bool> CustomerRepository::countryInScope(IncidentId incident, const QString &country, SubscriptionId except)
{
    auto s = m_db.prepare(u"SELECT 1 FROM incident_scope x JOIN customer c ON c.id = x.customer_id WHERE x.incident_id "
                          "= ? AND x.in_scope = 1 AND x.subscription_id <> ? AND upper(c.country) = ? LIMIT 1"_s);
    if (auto ok = s.bind(incident.value).bind(except.value).bind(country.toUpper()).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next();
}

Result<void> CustomerRepository::insertScope(IncidentId incident, const ScopeRow &r, const QString &reason,
                                             const Attestation &legal, qint64 bulkId)
{
    auto s = m_db.prepare(
        u"INSERT INTO scope_change (uuid, incident_id, customer_id, subscription_id, in_scope, "
        u"accessed, certainty, reason, seen_version, attested_by, attested_ms, attested_how, attested_words, "
        "from_ms, to_ms, bulk_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(r.customer.value).bind(r.subscription.value).bind(r.inScope);
    s.bind(r.accessed).bind(r.certainty).bind(reason).bind(r.version);
    s.bindId(legal.by.value).bindId(legal.atMs).bind(legal.how).bind(legal.words);
    return s.bindId(r.fromMs).bindId(r.toMs).bindId(bulkId).exec();
}

} // namespace tocsin
