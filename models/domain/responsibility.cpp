#include "models/domain/responsibility.h"

#include <QStringList>
#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

} // namespace

template<> std::span<const EnumEntry<ServiceModel>> enumTable<ServiceModel>()
{
    using enum ServiceModel;
    static constexpr EnumEntry<ServiceModel> table[] = {
        {OnPremises, "on_premises", QT_TRANSLATE_NOOP("tocsin::domain", "On-premises")},
        {Iaas, "iaas", QT_TRANSLATE_NOOP("tocsin::domain", "IaaS")},
        {Paas, "paas", QT_TRANSLATE_NOOP("tocsin::domain", "PaaS")},
        {Saas, "saas", QT_TRANSLATE_NOOP("tocsin::domain", "SaaS")},
    };
    return table;
}

template<> std::span<const EnumEntry<Layer>> enumTable<Layer>()
{
    using enum Layer;
    static constexpr EnumEntry<Layer> table[] = {
        {Applications, "applications", QT_TRANSLATE_NOOP("tocsin::domain", "Applications")},
        {Data, "data", QT_TRANSLATE_NOOP("tocsin::domain", "Data")},
        {Runtime, "runtime", QT_TRANSLATE_NOOP("tocsin::domain", "Runtime")},
        {Middleware, "middleware", QT_TRANSLATE_NOOP("tocsin::domain", "Middleware")},
        {OperatingSystem, "operating_system", QT_TRANSLATE_NOOP("tocsin::domain", "Operating system")},
        {Virtualization, "virtualization", QT_TRANSLATE_NOOP("tocsin::domain", "Virtualization")},
        {Servers, "servers", QT_TRANSLATE_NOOP("tocsin::domain", "Servers")},
        {Storage, "storage", QT_TRANSLATE_NOOP("tocsin::domain", "Storage")},
        {Networking, "networking", QT_TRANSLATE_NOOP("tocsin::domain", "Networking")},
    };
    return table;
}

template<> std::span<const EnumEntry<Responsible>> enumTable<Responsible>()
{
    static constexpr EnumEntry<Responsible> table[] = {
        {Responsible::Provider, "provider", QT_TRANSLATE_NOOP("tocsin::domain", "Provider")},
        {Responsible::Customer, "customer", QT_TRANSLATE_NOOP("tocsin::domain", "Customer")},
        {Responsible::Both, "both", QT_TRANSLATE_NOOP("tocsin::domain", "Both")},
    };
    return table;
}

Responsible ResponsibilityMatrix::of(ServiceModel model, const QList<Layer> &layers) const
{
    const auto theirs =
        std::count_if(layers.begin(), layers.end(), [&](Layer l) { return of(model, l) == Responsible::Customer; });
    if (theirs == 0)
        return Responsible::Provider;
    return theirs == layers.size() ? Responsible::Customer : Responsible::Both;
}

QString layersCode(const QList<Layer> &layers)
{
    QStringList codes;
    for (const auto &e : enumTable<Layer>())
        if (layers.contains(e.value))
            codes << QString::fromLatin1(e.code);
    return codes.join(u',');
}

QList<Layer> layersFromCode(const QString &code)
{
    QList<Layer> layers;
    for (const QString &part : code.split(u',', Qt::SkipEmptyParts))
        if (const auto layer = fromCode<Layer>(part))
            layers << *layer;
    return layers;
}

QString layersText(const QList<Layer> &layers)
{
    QStringList names;
    for (const auto &e : enumTable<Layer>())
        if (layers.contains(e.value))
            names << (names.isEmpty() ? nameOf(e.value) : nameOf(e.value).toLower());
    if (names.size() < 2)
        return names.value(0);
    const QString last = names.takeLast();
    return tr("%1 and %2").arg(names.join(QStringLiteral(", ")), last);
}

std::optional<Responsible> responsibleFor(const QList<ServiceImpact> &impacts)
{
    std::optional<Responsible> all;
    for (const ServiceImpact &i : impacts)
        if (i.affected)
            all = !all || *all == i.responsible ? i.responsible : Responsible::Both;
    return all;
}

QString impactText(const ServiceImpact &i, const ResponsibilityMatrix &matrix)
{
    if (i.responsible != Responsible::Both)
        return (i.responsible == Responsible::Customer ? tr("%1 (%2): %3 – the customer's.")
                                                       : tr("%1 (%2): %3 – the provider's."))
            .arg(i.serviceName, nameOf(i.model), layersText(i.layers));
    QList<Layer> theirs, ours;
    for (const Layer layer : i.layers)
        (matrix.of(i.model, layer) == Responsible::Customer ? theirs : ours) << layer;
    return tr("%1 (%2): %3 – the customer's; %4 – the provider's.")
        .arg(i.serviceName, nameOf(i.model), layersText(theirs), layersText(ours));
}

QString consequenceText(std::optional<Responsible> responsible)
{
    if (!responsible)
        return tr("Name the service and the layers it touches; then it shows whose they are.");
    switch (*responsible) {
    case Responsible::Provider:
        return tr("All of it is the provider's: it is handled here.");
    case Responsible::Customer:
        return tr("All of it is the customer's: it is not handled as an incident of the provider. Hand it over.");
    case Responsible::Both:
        return tr("Both: the provider's part is handled here, and the notice says what is the customer's part.");
    }
    return {};
}

} // namespace tocsin
