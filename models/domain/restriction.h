#pragma once

#include "models/domain/enumtable.h"
#include "models/domain/error.h"
#include "models/domain/ids.h"
#include "models/domain/roles.h"

#include <QList>

namespace tocsin {

/** Why only named people may know of an incident (P13.4). */
enum class RestrictionKind {
    Insider,
    LawEnforcement,
    Sovereign, ///< a government's or sovereign environment
};
template<> std::span<const EnumEntry<RestrictionKind>> enumTable<RestrictionKind>();

/** Somebody of whom it was said whether they see a restricted incident. */
struct NamedPerson
{
    PersonId person;
    QString name;
    Roles roles;
    bool active = true;
    int version = 0; ///< of what was said of them in this incident; 0: nothing yet
    bool named = false;
    bool suspected = false; ///< the suspicion is against them: not named, whatever role they hold
};

/** An incident's restriction as it stands, or as it was last. */
struct Restriction
{
    bool restricted = false;
    std::optional<RestrictionKind> kind;
    QString reason;
    QString environment; ///< where the affected systems run
    QString byName;
    qint64 atMs = 0;
    QList<NamedPerson> people; ///< everybody who could be named, by name
};

/** What is decided when an incident is restricted. */
struct RestrictionInput
{
    std::optional<RestrictionKind> kind;
    QString reason;
    QString environment;
    QList<PersonId> named;
    QString suspicion; ///< why an executive, legal or the holder is not named: the suspicion is against them
};

/** True if this person could be named at all: is here, and has a role that reads incidents. */
[[nodiscard]] bool canBeNamed(const NamedPerson &person);
/** Those of legal and of the executives who have to be named, unless the suspicion is against them, and are neither. */
[[nodiscard]] Roles rolesNotNamed(const QList<NamedPerson> &people);
/** P13.4: who is always named is, and somebody at all. `actor` restricts or is {}; `holder` holds the incident. */
[[nodiscard]] Result<void> checkNamed(const QList<NamedPerson> &people, PersonId actor, PersonId holder);

} // namespace tocsin
