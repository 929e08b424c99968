#include "models/storage/customerrepository.h"

#include "models/storage/database.h"

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<Customer>> CustomerRepository::all()
{
    auto s = m_db.prepare(u"SELECT id, version, name, sector, country, remark FROM customer ORDER BY name, id"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Customer> rows;
    while (s.next())
        rows.append({CustomerId{s.int64(0)}, s.integer(1), s.text(2), s.text(3), s.text(4), s.text(5)});
    return rows;
}

Result<QList<Subscription>> CustomerRepository::subscriptions(CustomerId customer)
{
    auto s = m_db.prepare(
        u"SELECT id, version, customer_id, name, kind FROM subscription WHERE customer_id = ? ORDER BY name, id"_s);
    if (auto ok = s.bind(customer.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Subscription> rows;
    while (s.next())
        rows.append({SubscriptionId{s.int64(0)}, s.integer(1), CustomerId{s.int64(2)}, s.text(3), s.text(4)});
    return rows;
}

Result<QList<Contact>> CustomerRepository::contacts(CustomerId customer)
{
    auto s =
        m_db.prepare(u"SELECT id, version, customer_id, subscription_id, name, email, phone, kind, active FROM contact "
                     "WHERE customer_id = ? ORDER BY name, id"_s);
    if (auto ok = s.bind(customer.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Contact> rows;
    while (s.next())
        rows.append({s.int64(0), s.integer(1), CustomerId{s.int64(2)}, SubscriptionId{s.int64(3)}, s.text(4), s.text(5),
                     s.text(6), s.text(7), s.boolean(8)});
    return rows;
}

Result<CustomerId> CustomerRepository::insert(const Customer &c)
{
    auto s =
        m_db.prepare(u"INSERT INTO customer_version (uuid, name, sector, country, remark) VALUES (?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(c.name.trimmed()).bind(c.sector).bind(c.country).bind(c.remark);
    return s.insert().map([](qint64 id) { return CustomerId{id}; });
}

Result<SubscriptionId> CustomerRepository::insert(const Subscription &v)
{
    auto s = m_db.prepare(u"INSERT INTO subscription_version (uuid, customer_id, name, kind) VALUES (?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(v.customer.value).bind(v.name.trimmed()).bind(v.kind);
    return s.insert().map([](qint64 id) { return SubscriptionId{id}; });
}

Result<qint64> CustomerRepository::insert(const Contact &c)
{
    auto s = m_db.prepare(
        u"INSERT INTO contact_version (uuid, customer_id, subscription_id, name, email, phone, kind, active, reason) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')"_s);
    s.bind(newUuid())
        .bind(c.customer.value)
        .bindId(c.subscription.value)
        .bind(c.name.trimmed())
        .bind(c.email.trimmed());
    return s.bind(c.phone.trimmed()).bind(c.kind).bind(c.active).insert();
}

Result<void> CustomerRepository::change(const Customer &c)
{
    auto s =
        m_db.prepare(u"INSERT INTO customer_version (uuid, subject_id, seen_version, name, sector, country, remark) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(c.id.value).bind(c.version).bind(c.name.trimmed());
    return s.bind(c.sector).bind(c.country).bind(c.remark).exec();
}

Result<void> CustomerRepository::change(const Subscription &v)
{
    auto s = m_db.prepare(u"INSERT INTO subscription_version (uuid, subject_id, seen_version, customer_id, name, kind) "
                          "VALUES (?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(v.id.value).bind(v.version).bind(v.customer.value);
    return s.bind(v.name.trimmed()).bind(v.kind).exec();
}

Result<void> CustomerRepository::change(const Contact &c, const QString &reason)
{
    auto s = m_db.prepare(u"INSERT INTO contact_version (uuid, subject_id, seen_version, customer_id, subscription_id, "
                          "name, email, phone, kind, active, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(c.id).bind(c.version).bind(c.customer.value).bindId(c.subscription.value);
    s.bind(c.name.trimmed()).bind(c.email.trimmed()).bind(c.phone.trimmed());
    return s.bind(c.kind).bind(c.active).bind(reason.trimmed()).exec();
}

Result<QList<ScopeRow>> CustomerRepository::scope(IncidentId incident)
{
    auto s = m_db.prepare(
        u"SELECT x.subscription_id, x.customer_id, c.name, s.name, x.accessed, x.certainty, x.since_ms, x.in_scope, "
        u"x.version "
        "FROM incident_scope x JOIN customer c ON c.id = x.customer_id JOIN subscription s ON s.id = x.subscription_id "
        "WHERE x.incident_id = ? ORDER BY c.name, s.name, x.id"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
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
        rows.append(r);
    }
    return rows;
}

Result<void> CustomerRepository::insertScope(IncidentId incident, const ScopeRow &r, const QString &reason,
                                             const Attestation &legal)
{
    auto s = m_db.prepare(
        u"INSERT INTO scope_change (uuid, incident_id, customer_id, subscription_id, in_scope, "
        u"accessed, certainty, reason, seen_version, attested_by, attested_ms, attested_how, attested_words) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(r.customer.value).bind(r.subscription.value).bind(r.inScope);
    s.bind(r.accessed).bind(r.certainty).bind(reason).bind(r.version);
    return s.bindId(legal.by.value).bindId(legal.atMs).bind(legal.how).bind(legal.words).exec();
}

} // namespace tocsin
