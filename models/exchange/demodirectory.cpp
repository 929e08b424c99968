#include "models/exchange/demodirectory.h"

#include "models/exchange/demoseeder.h"
#include "models/services/services.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

Roles rolesFrom(const QJsonArray &codes)
{
    Roles roles;
    for (const QJsonValue &code : codes)
        if (const auto role = fromCode<Role>(code.toString()))
            roles |= *role;
    return roles;
}

} // namespace

DemoDirectory::DemoDirectory(Services &services)
    : m_services(services)
{
}

Result<void> DemoDirectory::add(const DemoData &data, DemoReport &report)
{
    for (const QJsonValue &service : data.services)
        m_serviceNames.insert(service.toObject().value("id"_L1).toString(),
                              service.toObject().value("name"_L1).toString());
    if (auto added = addPeople(data.people, report); !added)
        return added;
    const Person before = m_services.session.actor();
    for (const Person &person : std::as_const(m_people))
        if (!m_services.session.actor().roles.testFlag(Role::Administrator) &&
            person.roles.testFlag(Role::Administrator))
            m_services.session.setActor(person);
    if (auto added = addServices(data.services); !added)
        return added;
    if (auto added = addProvider(data.provider); !added)
        return added;
    if (auto added = addMailAccount(data.provider.value("mail"_L1).toObject()); !added)
        return added;
    m_services.session.setActor(before);
    for (const QJsonValue &customer : data.customers)
        if (auto added = addCustomer(customer.toObject(), report); !added)
            return added;
    return {};
}

Result<void> DemoDirectory::addPeople(const QJsonArray &people, DemoReport &report)
{
    const auto known = m_services.people.all();
    if (!known)
        return tl::unexpected(known.error());
    QHash<QString, Person> byName;
    for (const Person &person : *known)
        byName.insert(person.name, person);
    // The keeper of people first: in an empty database the first person needs no right, the others need theirs.
    QList<QJsonObject> order;
    for (const QJsonValue &value : people) {
        const QJsonObject object = value.toObject();
        const bool keeper = rolesFrom(object.value("roles"_L1).toArray()).testFlag(Role::Administrator);
        order.insert(keeper ? 0 : order.size(), object);
    }
    for (const QJsonObject &object : order) {
        Person person;
        person.name = object.value("name"_L1).toString();
        person.email = object.value("email"_L1).toString();
        person.login = object.value("id"_L1).toString();
        person.roles = rolesFrom(object.value("roles"_L1).toArray());
        if (byName.contains(person.name)) {
            m_people.insert(person.login, byName.value(person.name));
            continue;
        }
        const auto id = m_services.people.add(person);
        if (!id)
            return tl::unexpected(id.error());
        person.id = *id;
        person.version = 1;
        m_people.insert(person.login, person);
        if (!m_services.session.actor().id.isValid())
            m_services.session.setActor(person);
        ++report.people;
    }
    return {};
}

namespace {

/** What a customer is written to in: by the region that its first subscription is in. */
QString languageOf(const QJsonObject &customer)
{
    const QString region =
        customer.value("subscriptions"_L1).toArray().at(0).toObject().value("reference"_L1).toString().left(2);
    return region == u"DE" || region == u"AT" ? u"de"_s : region == u"FR" ? u"fr"_s : u"en"_s;
}

} // namespace

/** Somebody's own stays. */
Result<void> DemoDirectory::addProvider(const QJsonObject &object)
{
    auto provider = m_services.templates.provider();
    if (!provider || provider->id > 0)
        return provider ? Result<void>() : tl::unexpected(provider.error());
    provider->name = object.value("name"_L1).toString();
    provider->address = object.value("address"_L1).toString();
    provider->country = object.value("country"_L1).toString();
    provider->sector = object.value("sector"_L1).toString();
    provider->officer = object.value("contactPoint"_L1).toString();
    provider->contactPoint =
        u"%1, %2, %3"_s.arg(object.value("contactPoint"_L1).toString(), object.value("contactEmail"_L1).toString(),
                            object.value("contactPhone"_L1).toString());
    return m_services.templates.saveProvider(*provider);
}

/** One of that name that is there already is the one meant. */
Result<void> DemoDirectory::addServices(const QJsonArray &services)
{
    const auto known = m_services.directory.all();
    if (!known)
        return tl::unexpected(known.error());
    for (const QJsonValue &value : services) {
        const QJsonObject object = value.toObject();
        Service service;
        service.name = object.value("name"_L1).toString();
        service.owner = object.value("owner"_L1).toString();
        service.onCall = object.value("onCall"_L1).toString();
        service.model = fromCode<ServiceModel>(object.value("model"_L1).toString()).value_or(ServiceModel::Saas);
        const auto same =
            std::find_if(known->begin(), known->end(), [&](const Service &s) { return s.name == service.name; });
        if (same != known->end()) {
            service = *same;
        } else {
            const auto id = m_services.directory.add(service);
            if (!id)
                return tl::unexpected(id.error());
            service.id = *id;
        }
        m_directory.insert(object.value("id"_L1).toString(), service);
    }
    return {};
}

Result<void> DemoDirectory::addCustomer(const QJsonObject &object, DemoReport &report)
{
    Customer customer;
    customer.name = object.value("name"_L1).toString();
    customer.sector = object.value("sector"_L1).toString();
    customer.country = object.value("country"_L1).toString();
    customer.language = languageOf(object);
    const auto id = m_services.customers.add(customer);
    if (!id)
        return tl::unexpected(id.error());
    m_customers.insert(object.value("id"_L1).toString(), *id);
    m_customerNames.insert(*id, customer.name);
    ++report.customers;
    const QJsonArray subscriptions = object.value("subscriptions"_L1).toArray();
    for (const QJsonValue &value : subscriptions) {
        const QJsonObject each = value.toObject();
        Subscription subscription;
        subscription.customer = *id;
        subscription.name = each.value("name"_L1).toString() + u" · "_s + each.value("reference"_L1).toString();
        subscription.kind = u"subscription"_s;
        subscription.externalRef = each.value("reference"_L1).toString();
        const auto added = m_services.customers.addSubscription(subscription);
        if (!added)
            return tl::unexpected(added.error());
        subscription.id = *added;
        m_subscriptions.insert(each.value("id"_L1).toString(), subscription);
        ++report.subscriptions;
        if (auto contacts = addContacts(subscription, each.value("contacts"_L1).toArray()); !contacts)
            return contacts;
    }
    return addTerms(*id, object.value("terms"_L1).toArray());
}

Result<void> DemoDirectory::addTerms(CustomerId customer, const QJsonArray &terms)
{
    for (const QJsonValue &value : terms) {
        const QJsonObject object = value.toObject();
        CustomerTerm term;
        term.customer = customer;
        term.trigger = fromCode<StartsAt>(object.value("from"_L1).toString()).value_or(StartsAt::Declaration);
        term.period = {object.value("value"_L1).toInt(),
                       fromCode<PeriodUnit>(object.value("unit"_L1).toString()).value_or(PeriodUnit::Hours)};
        term.addressee = object.value("addressee"_L1).toString();
        term.channel = object.value("channel"_L1).toString();
        term.language = object.value("language"_L1).toString();
        term.source = object.value("source"_L1).toString();
        term.exceptable = object.value("exceptable"_L1).toBool();
        if (auto added = m_services.duties.addTerm(term); !added)
            return tl::unexpected(added.error());
    }
    return {};
}

Result<void> DemoDirectory::addContacts(const Subscription &subscription, const QJsonArray &contacts)
{
    for (const QJsonValue &value : contacts) {
        const QJsonObject object = value.toObject();
        Contact contact;
        contact.customer = subscription.customer;
        contact.subscription = subscription.id;
        contact.name = object.value("name"_L1).toString();
        contact.email = object.value("email"_L1).toString();
        contact.kind = object.value("kind"_L1).toString();
        if (auto added = m_services.customers.addContact(contact); !added)
            return tl::unexpected(added.error());
    }
    return {};
}

} // namespace tocsin
