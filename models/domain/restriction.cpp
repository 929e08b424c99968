#include "models/domain/restriction.h"

#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

} // namespace

template<> std::span<const EnumEntry<RestrictionKind>> enumTable<RestrictionKind>()
{
    using enum RestrictionKind;
    static constexpr EnumEntry<RestrictionKind> table[] = {
        {Insider, "insider", QT_TRANSLATE_NOOP("tocsin::domain", "Suspicion against an insider")},
        {LawEnforcement, "law_enforcement", QT_TRANSLATE_NOOP("tocsin::domain", "Law enforcement")},
        {Sovereign, "sovereign", QT_TRANSLATE_NOOP("tocsin::domain", "Government or sovereign environment")},
    };
    return table;
}

bool canBeNamed(const NamedPerson &p)
{
    return p.active && (p.roles & rolesWith(Right::ReadIncidents));
}

Roles rolesNotNamed(const QList<NamedPerson> &people)
{
    Roles missing;
    for (const Role role : {Role::Executive, Role::Legal}) {
        const auto holds = [role](const NamedPerson &p) { return p.active && p.roles.testFlag(role); };
        const bool named =
            std::any_of(people.begin(), people.end(), [&](const NamedPerson &p) { return holds(p) && p.named; });
        const bool cleared =
            std::any_of(people.begin(), people.end(), [&](const NamedPerson &p) { return holds(p) && !p.suspected; });
        if (!named && cleared)
            missing |= role;
    }
    return missing;
}

Result<void> checkNamed(const QList<NamedPerson> &people, PersonId actor, PersonId holder)
{
    const auto refused = [](const QString &text) {
        return failure(ErrorKind::Refused, text, {}, QStringLiteral("named"));
    };
    const auto of = [&people](PersonId id) {
        const auto found =
            std::find_if(people.begin(), people.end(), [id](const NamedPerson &p) { return p.person == id; });
        return found == people.end() ? NamedPerson{} : *found;
    };
    if (std::none_of(people.begin(), people.end(), [](const NamedPerson &p) { return p.named && p.active; }))
        return refused(tr("Somebody has to be named."));
    if (actor.isValid() && !of(actor).named)
        return refused(tr("Who restricts an incident is named in it."));
    const Roles missing = rolesNotNamed(people);
    if (missing & Role::Executive)
        return refused(tr("An executive incident manager is always named, unless the suspicion is against them."));
    if (missing & Role::Legal)
        return refused(tr("Somebody from legal is always named, unless the suspicion is against them."));
    if (holder.isValid() && !of(holder).named && !of(holder).suspected)
        return refused(tr("Who holds the incident is named, unless the suspicion is against them."));
    return {};
}

} // namespace tocsin
