#include "models/services/customerimport.h"

#include "models/domain/csv.h"
#include "models/domain/customer.h"
#include "models/services/customerservice.h"
#include "models/services/session.h"
#include "models/storage/bulkact.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/dutyrepository.h"

#include <QCoreApplication>
#include <QHash>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString folded(const QString &text)
{
    return text.simplified().toCaseFolded();
}

QString pair(qint64 id, const QString &text)
{
    return QString::number(id) + u' ' + folded(text);
}

/** Compares what a file says with what is there, and writes what is new where it has a repository. */
class Importing
{
public:
    Importing(CustomerRepository *writer, qint64 bulkId, const QString &source)
        : m_writer(writer)
        , m_bulkId(bulkId)
        , m_source(source)
    {
    }

    Result<void> read(CustomerRepository &repository);
    Result<void> run(const CustomerFile &file, const QString &fallback);
    [[nodiscard]] ImportPlan plan() const { return m_plan; }

private:
    void line(const ImportPlace &place, ImportAction action, const QString &what, const QString &text);
    Result<CustomerId> customer(const ImportedCustomer &c);
    Result<void> subscription(const ImportedSubscription &s, const QString &fallback);
    Result<void> contact(const ImportedContact &c, const QString &fallback);
    [[nodiscard]] CustomerId named(const QString &name) const { return m_byName.value(folded(name)); }
    [[nodiscard]] CustomerId ofTenant(const QString &ref) const { return m_byTenant.value(folded(ref)); }
    void know(const Customer &c);
    void know(const Subscription &s);
    void know(const Contact &c);

    CustomerRepository *m_writer;
    qint64 m_bulkId;
    QString m_source;
    ImportPlan m_plan;
    qint64 m_unwritten = 1LL << 40; ///< stands for keys that a preview does not get
    QHash<CustomerId, Customer> m_customers;
    QHash<QString, CustomerId> m_byName, m_byTenant;
    QHash<SubscriptionId, Subscription> m_subscriptions;
    QHash<QString, SubscriptionId> m_byRef, m_byOwn;
    QHash<QString, Contact> m_contacts;
};

QString contactKey(CustomerId customer, SubscriptionId subscription, const QString &kind, const QString &who)
{
    return u"%1 %2 %3 %4"_s.arg(customer.value).arg(subscription.value).arg(kind, folded(who));
}

void Importing::know(const Customer &c)
{
    m_customers.insert(c.id, c);
    m_byName.insert(folded(c.name), c.id);
}

void Importing::know(const Subscription &s)
{
    m_subscriptions.insert(s.id, s);
    m_byOwn.insert(pair(s.customer.value, s.name), s.id);
    if (s.externalRef.isEmpty())
        return;
    m_byRef.insert(folded(s.externalRef), s.id);
    if (s.kind == u"tenant")
        m_byTenant.insert(folded(s.externalRef), s.customer);
}

void Importing::know(const Contact &c)
{
    m_contacts.insert(contactKey(c.customer, c.subscription, c.kind, c.email.isEmpty() ? c.name : c.email), c);
}

Result<void> Importing::read(CustomerRepository &repository)
{
    auto customers = repository.all();
    auto subscriptions = repository.allSubscriptions();
    auto contacts = repository.allContacts();
    if (!customers || !subscriptions)
        return tl::unexpected(customers ? subscriptions.error() : customers.error());
    if (!contacts)
        return tl::unexpected(contacts.error());
    for (const Customer &c : std::as_const(*customers))
        know(c);
    for (const Subscription &s : std::as_const(*subscriptions))
        know(s);
    for (const Contact &c : std::as_const(*contacts))
        know(c);
    return {};
}

void Importing::line(const ImportPlace &place, ImportAction action, const QString &what, const QString &text)
{
    m_plan.add(place, action, what, text);
}

/** Takes what the file says where it says something. */
bool take(QString &there, const QString &given)
{
    if (given.trimmed().isEmpty() || given.trimmed() == there)
        return false;
    there = given.trimmed();
    return true;
}

Result<CustomerId> Importing::customer(const ImportedCustomer &c)
{
    CustomerId id = ofTenant(c.tenantRef);
    if (!id.isValid())
        id = named(c.name);
    if (id.isValid()) {
        Customer there = m_customers.value(id);
        bool changed = take(there.country, c.country);
        changed |= take(there.language, c.language);
        changed |= take(there.sector, c.sector);
        if (changed && m_writer)
            if (auto ok = m_writer->change(there, m_bulkId); !ok)
                return tl::unexpected(ok.error());
        there.version += changed ? 1 : 0;
        know(there);
        line(c.place, changed ? ImportAction::Changed : ImportAction::Same, u"customer"_s, there.name);
        return id;
    }
    Customer fresh;
    fresh.name = c.name.simplified();
    fresh.country = c.country;
    fresh.language = c.language;
    fresh.sector = c.sector;
    fresh.version = 1;
    fresh.id = CustomerId{++m_unwritten};
    if (m_writer) {
        auto key = m_writer->insert(fresh, m_bulkId);
        if (!key)
            return key;
        fresh.id = *key;
    }
    know(fresh);
    line(c.place, ImportAction::New, u"customer"_s, fresh.name);
    return fresh.id;
}

Result<void> Importing::subscription(const ImportedSubscription &s, const QString &fallback)
{
    SubscriptionId id = m_byRef.value(folded(s.ref));
    CustomerId owner = !s.customer.isEmpty() ? named(s.customer) : ofTenant(s.tenantRef);
    if (!owner.isValid() && s.customer.isEmpty() && !id.isValid())
        owner = named(fallback);
    if (!id.isValid() && owner.isValid())
        id = m_byOwn.value(pair(owner.value, s.name));
    if (!id.isValid() && !owner.isValid()) {
        line(s.place, ImportAction::Refused, s.customer.isEmpty() ? u"tenant"_s : u"customer"_s,
             tr("%1: whose it is is not known. Import its tenant or organisation too, or say which customer it is of.")
                 .arg(s.name));
        return {};
    }
    if (id.isValid()) {
        Subscription there = m_subscriptions.value(id);
        if (owner.isValid() && owner != there.customer) {
            line(s.place, ImportAction::Refused, u"customer"_s,
                 tr("%1 is another customer's here: %2.").arg(s.name, m_customers.value(there.customer).name));
            return {};
        }
        bool changed = take(there.name, s.name);
        changed |= there.externalRef.isEmpty() && take(there.externalRef, s.ref);
        changed |= take(there.tenantRef, s.tenantRef);
        if (changed && m_writer)
            if (auto ok = m_writer->change(there, m_bulkId); !ok)
                return ok;
        there.version += changed ? 1 : 0;
        know(there);
        line(s.place, changed ? ImportAction::Changed : ImportAction::Same, u"subscription"_s, there.name);
        return {};
    }
    Subscription fresh{SubscriptionId{++m_unwritten}, 1, owner, s.name.simplified(), s.kind, s.ref, s.tenantRef};
    if (m_writer) {
        auto key = m_writer->insert(fresh, m_bulkId);
        if (!key)
            return tl::unexpected(key.error());
        fresh.id = *key;
    }
    know(fresh);
    line(s.place, ImportAction::New, u"subscription"_s, fresh.name);
    return {};
}

Result<void> Importing::contact(const ImportedContact &c, const QString &fallback)
{
    SubscriptionId of;
    CustomerId owner;
    if (!c.subscriptionRef.isEmpty()) {
        of = m_byRef.value(folded(c.subscriptionRef));
        owner = m_subscriptions.value(of).customer;
    }
    if (!owner.isValid())
        owner = !c.customer.isEmpty() ? named(c.customer) : ofTenant(c.tenantRef);
    if (!owner.isValid() && c.customer.isEmpty() && c.subscriptionRef.isEmpty() && c.tenantRef.isEmpty())
        owner = named(fallback);
    if (owner.isValid() && !of.isValid() && !c.subscription.isEmpty())
        of = m_byOwn.value(pair(owner.value, c.subscription));
    const QString who = c.email.isEmpty() ? c.name : c.email;
    if (!owner.isValid() || (!of.isValid() && !(c.subscriptionRef + c.subscription).isEmpty())) {
        const QString what = c.subscriptionRef.isEmpty() ? c.subscription : c.subscriptionRef;
        line(c.place, ImportAction::Refused, what.isEmpty() ? u"customer"_s : u"subscription"_s,
             what.isEmpty() ? tr("%1: which customer it is of is not known.").arg(who)
                            : tr("%1: the subscription %2 is not known. Import the subscriptions too.").arg(who, what));
        return {};
    }
    const QString name = c.name.simplified().isEmpty() ? who : c.name.simplified();
    const auto known = m_contacts.constFind(contactKey(owner, of, c.kind, who));
    if (known != m_contacts.constEnd()) {
        Contact there = *known;
        bool changed = take(there.phone, c.phone);
        changed |= !c.name.isEmpty() && take(there.name, c.name.simplified());
        if (changed && m_writer)
            if (auto ok = m_writer->change(there, tr("Import of %1.").arg(m_source), m_bulkId); !ok)
                return ok;
        there.version += changed ? 1 : 0;
        know(there);
        line(c.place, changed ? ImportAction::Changed : ImportAction::Same, u"contact"_s, who);
        return {};
    }
    Contact fresh{++m_unwritten, 1, owner, of, name, c.email.trimmed(), c.phone.trimmed(), c.kind, true};
    if (m_writer) {
        auto key = m_writer->insert(fresh, m_bulkId);
        if (!key)
            return tl::unexpected(key.error());
        fresh.id = *key;
    }
    know(fresh);
    line(c.place, ImportAction::New, u"contact"_s, c.email.isEmpty() ? tr("%1, without an address").arg(name) : who);
    return {};
}

Result<void> Importing::run(const CustomerFile &file, const QString &fallback)
{
    m_plan.add(file.findings);
    if (!fallback.trimmed().isEmpty() && !named(fallback).isValid()) {
        ImportedCustomer c;
        c.place = {file.name, {}};
        c.name = fallback;
        if (auto key = customer(c); !key)
            return tl::unexpected(key.error());
    }
    for (const ImportedCustomer &c : file.customers) {
        auto key = customer(c);
        if (!key)
            return tl::unexpected(key.error());
        if (c.tenantRef.isEmpty())
            continue;
        ImportedSubscription tenant{c.place, m_customers.value(*key).name, c.name, u"tenant"_s, c.tenantRef, {}};
        if (auto ok = subscription(tenant, fallback); !ok)
            return ok;
    }
    for (const ImportedSubscription &s : file.subscriptions)
        if (auto ok = subscription(s, fallback); !ok)
            return ok;
    for (const ImportedContact &c : file.contacts)
        if (auto ok = contact(c, fallback); !ok)
            return ok;
    return {};
}

} // namespace

Result<ImportPlan> CustomerImportService::preview(const CustomerFile &file, const QString &customer)
{
    CustomerRepository repository(m_session.database());
    Importing importing(nullptr, 0, file.name);
    if (auto ok = importing.read(repository); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = importing.run(file, customer); !ok)
        return tl::unexpected(ok.error());
    return importing.plan();
}

Result<ImportPlan> CustomerImportService::apply(const CustomerFile &file, const QString &customer)
{
    ImportPlan plan;
    auto before = preview(file, customer);
    if (!before || before->created + before->changed == 0)
        return before; // the same again changes nothing, and is no act
    auto done = m_session.act(Right::EditCustomers, [&]() -> Result<void> {
        CustomerRepository repository(m_session.database());
        BulkAct bulk(m_session.database());
        auto key = bulk.open();
        if (!key)
            return tl::unexpected(key.error());
        Importing importing(&repository, *key, file.name);
        if (auto ok = importing.read(repository); !ok)
            return ok;
        if (auto ok = importing.run(file, customer); !ok)
            return ok;
        plan = importing.plan();
        auto rows = bulk.finish({}, u"customers_import"_s,
                                {u"customer_version"_s, u"subscription_version"_s, u"contact_version"_s}, file.name,
                                file.sha256);
        return rows ? Result<void>() : tl::unexpected(rows.error());
    });
    return done ? Result<ImportPlan>(plan) : tl::unexpected(done.error());
}

Result<QByteArray> CustomerImportService::exportCsv()
{
    CustomerRepository repository(m_session.database());
    auto customers = repository.all();
    auto subscriptions = repository.allSubscriptions();
    auto contacts = repository.allContacts();
    if (!customers || !subscriptions)
        return tl::unexpected(customers ? subscriptions.error() : customers.error());
    if (!contacts)
        return tl::unexpected(contacts.error());
    QHash<CustomerId, QList<Subscription>> owned;
    for (const Subscription &s : std::as_const(*subscriptions))
        owned[s.customer].append(s);
    QHash<QString, QList<Contact>> known;
    for (const Contact &c : std::as_const(*contacts))
        if (c.active)
            known[u"%1 %2"_s.arg(c.customer.value).arg(c.subscription.value)].append(c);
    QByteArray out = csvRow({u"customer"_s, u"country"_s, u"language"_s, u"sector"_s, u"subscription"_s, u"kind"_s,
                             u"reference"_s, u"tenant"_s, u"contact"_s, u"email"_s, u"phone"_s, u"role"_s});
    for (const Customer &c : std::as_const(*customers)) {
        const QStringList head = {c.name, c.country, c.language, c.sector};
        QList<Subscription> rows = owned.value(c.id);
        rows.prepend(Subscription{}); // people of the whole customer
        for (const Subscription &s : std::as_const(rows)) {
            const QStringList what = head + QStringList{s.name, s.kind, s.externalRef, s.tenantRef};
            const auto people = known.value(u"%1 %2"_s.arg(c.id.value).arg(s.id.value));
            for (const Contact &p : people)
                out += csvRow(what + QStringList{p.name, p.email, p.phone, p.kind});
            if (people.isEmpty() && (s.id.isValid() || rows.size() == 1))
                out += csvRow(what + QStringList{{}, {}, {}, {}});
        }
    }
    return out;
}

Result<QByteArray> CustomerImportService::exportTermsCsv()
{
    auto customers = CustomerRepository(m_session.database()).all();
    if (!customers)
        return tl::unexpected(customers.error());
    QByteArray out = csvRow({u"customer"_s, u"from"_s, u"period"_s, u"unit"_s, u"addressee"_s, u"channel"_s,
                             u"language"_s, u"source"_s, u"exceptable"_s});
    for (const Customer &c : std::as_const(*customers)) {
        auto terms = DutyRepository(m_session.database()).terms(c.id);
        if (!terms)
            return tl::unexpected(terms.error());
        for (const CustomerTerm &t : std::as_const(*terms))
            if (t.active)
                out +=
                    csvRow({c.name, codeOf(t.trigger),
                            t.period.hasNumber() ? QString::number(t.period.value) : QString(), codeOf(t.period.unit),
                            t.addressee, t.channel, t.language, t.source, t.exceptable ? u"yes"_s : u"no"_s});
    }
    return out;
}

Result<QList<ReachRow>> CustomerImportService::reachability()
{
    CustomerRepository repository(m_session.database());
    auto customers = repository.all();
    auto subscriptions = repository.allSubscriptions();
    auto contacts = repository.allContacts();
    auto bounces = repository.bounces();
    if (!customers || !subscriptions)
        return tl::unexpected(customers ? subscriptions.error() : customers.error());
    if (!contacts || !bounces)
        return tl::unexpected(contacts ? bounces.error() : contacts.error());
    QHash<CustomerId, QString> names;
    for (const Customer &c : std::as_const(*customers))
        names.insert(c.id, c.name);
    QHash<CustomerId, QList<Contact>> people;
    for (const Contact &c : std::as_const(*contacts))
        people[c.customer].append(c);
    QList<ReachRow> rows;
    for (const Subscription &s : std::as_const(*subscriptions)) {
        ScopeRow row;
        row.subscription = s.id;
        row.customer = s.customer;
        resolveRecipients(row, people.value(s.customer));
        ReachRow r{s.customer.value, s.id.value, names.value(s.customer), s.name, u"reachable"_s, {}, {}};
        if (row.reachability == Reachability::Unreachable)
            r.state = u"none"_s;
        else if (row.reachability == Reachability::Administrator)
            r.state = u"administrators"_s;
        for (const Contact &c : std::as_const(row.recipients))
            if (const auto bounced = bounces->constFind(c.email.toLower()); bounced != bounces->constEnd()) {
                r.state = u"bounced"_s;
                r.address = c.email;
                r.said = *bounced;
            }
        rows.append(r);
    }
    static const QStringList order = {u"none"_s, u"bounced"_s, u"administrators"_s, u"reachable"_s};
    std::stable_sort(rows.begin(), rows.end(), [](const ReachRow &a, const ReachRow &b) {
        const auto x = order.indexOf(a.state), y = order.indexOf(b.state);
        return x != y ? x < y : QString::localeAwareCompare(a.customerName, b.customerName) < 0;
    });
    return rows;
}

} // namespace tocsin
