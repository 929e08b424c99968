#pragma once

#include "models/domain/customer.h"
#include "models/domain/person.h"
#include "models/domain/service.h"
#include "models/exchange/demodata.h"

#include <QHash>

namespace tocsin {

class Services;
struct DemoReport;

/** The people and customers of the demo: adds them, and knows them by the names the incidents use. */
class DemoDirectory
{
public:
    explicit DemoDirectory(Services &services);

    /** Adds who is missing. Somebody of the same name who is there already is taken as the one meant. */
    [[nodiscard]] Result<void> add(const DemoData &data, DemoReport &report);

    [[nodiscard]] Person person(const QString &key) const { return m_people.value(key); }
    /** "Northlight Keys", or the key itself. */
    [[nodiscard]] QString serviceName(const QString &key) const { return m_serviceNames.value(key, key); }
    [[nodiscard]] Service service(const QString &key) const { return m_directory.value(key); }
    /** By "customer/number". */
    [[nodiscard]] Subscription subscription(const QString &key) const { return m_subscriptions.value(key); }
    [[nodiscard]] CustomerId customer(const QString &key) const { return m_customers.value(key); }
    [[nodiscard]] QString customerName(CustomerId id) const { return m_customerNames.value(id); }

    void remember(const QString &incidentKey, IncidentId id) { m_incidents.insert(incidentKey, id); }
    [[nodiscard]] IncidentId incident(const QString &key) const { return m_incidents.value(key); }

private:
    [[nodiscard]] Result<void> addPeople(const QJsonArray &people, DemoReport &report);
    [[nodiscard]] Result<void> addProvider(const QJsonObject &object);
    [[nodiscard]] Result<void> addServices(const QJsonArray &services);
    [[nodiscard]] Result<void> addMailAccount(const QJsonObject &mail); ///< demomail.cpp
    [[nodiscard]] Result<void> addCustomer(const QJsonObject &customer, DemoReport &report);
    [[nodiscard]] Result<void> addTerms(CustomerId customer, const QJsonArray &terms);
    [[nodiscard]] Result<void> addContacts(const Subscription &subscription, const QJsonArray &contacts);

    Services &m_services;
    QHash<QString, Person> m_people;
    QHash<QString, QString> m_serviceNames;
    QHash<QString, Service> m_directory;
    QHash<QString, CustomerId> m_customers;
    QHash<CustomerId, QString> m_customerNames;
    QHash<QString, Subscription> m_subscriptions;
    QHash<QString, IncidentId> m_incidents;
};

} // namespace tocsin
