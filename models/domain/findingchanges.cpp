#include "models/domain/findingchanges.h"

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

template<class E> QString words(const std::optional<E> &value)
{
    return value ? nameOf(*value).toLower() : tr("not known yet");
}

QString words(const std::optional<InformationImpacts> &impacts)
{
    if (!impacts)
        return tr("not known yet");
    QStringList names;
    for (const auto &e : enumTable<InformationImpact>())
        if (*impacts & e.value)
            names << nameOf(e.value).toLower();
    return names.isEmpty() ? tr("none") : names.join(tr(" and "));
}

} // namespace

QStringList findingChanges(const ImpactFindings &before, const ImpactFindings &after)
{
    QStringList list;
    const auto add = [&list](const QString &name, const auto &was, const auto &is) {
        if (was != is)
            list << tr("%1: %2 → %3").arg(name, words(was), words(is));
    };
    add(tr("Functional impact"), before.functional, after.functional);
    add(tr("Information impact"), before.information, after.information);
    add(tr("Recoverability"), before.recoverability, after.recoverability);
    add(tr("Customer-data risk"), before.customerDataRisk, after.customerDataRisk);
    return list;
}

} // namespace tocsin
