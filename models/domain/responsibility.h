#pragma once

#include "models/domain/enumtable.h"
#include "models/domain/ids.h"

#include <QList>
#include <QMap>
#include <QSet>

namespace tocsin {

using ServiceId = Id<struct ServiceTag>;

/** How a service is given to customers (P3.1). */
enum class ServiceModel { OnPremises, Iaas, Paas, Saas };
template<> std::span<const EnumEntry<ServiceModel>> enumTable<ServiceModel>();

/** What a service is made of, from the top (P3.1). */
enum class Layer {
    Applications,
    Data,
    Runtime,
    Middleware,
    OperatingSystem,
    Virtualization,
    Servers,
    Storage,
    Networking,
};
template<> std::span<const EnumEntry<Layer>> enumTable<Layer>();

/** Whose something is (P3.2). */
enum class Responsible { Provider, Customer, Both };
template<> std::span<const EnumEntry<Responsible>> enumTable<Responsible>();

/** Who answers for which layer of which model (P3.1): data of the rules. What it does not name is the provider's. */
struct ResponsibilityMatrix
{
    QMap<ServiceModel, QSet<Layer>> customers; ///< of each model the customer's layers

    [[nodiscard]] Responsible of(ServiceModel model, Layer layer) const
    {
        return customers.value(model).contains(layer) ? Responsible::Customer : Responsible::Provider;
    }
    /** Of several layers together; the provider's if there is none. */
    [[nodiscard]] Responsible of(ServiceModel model, const QList<Layer> &layers) const;
};

/** "applications, data" as kept: codes in the order of the layers, with commas; and back. */
[[nodiscard]] QString layersCode(const QList<Layer> &layers);
[[nodiscard]] QList<Layer> layersFromCode(const QString &code);
/** "Applications, data and runtime". */
[[nodiscard]] QString layersText(const QList<Layer> &layers);

/** One affected service of an incident, as it stands (P3.2). */
struct ServiceImpact
{
    ServiceId service;
    QString serviceName;
    int version = 0; ///< of what was said of it in this incident; 0: nothing yet
    bool affected = true;
    ServiceModel model = ServiceModel::Saas;
    QList<Layer> layers;
    Responsible responsible = Responsible::Provider; ///< by the rules of then
};

/** Of all affected services together; nothing if none is named. */
[[nodiscard]] std::optional<Responsible> responsibleFor(const QList<ServiceImpact> &impacts);
/** "The customer's: ...": one service in a sentence. */
[[nodiscard]] QString impactText(const ServiceImpact &impact, const ResponsibilityMatrix &matrix);
/** What follows from whose it is (P3.3, P3.4), in words. */
[[nodiscard]] QString consequenceText(std::optional<Responsible> responsible);

} // namespace tocsin
