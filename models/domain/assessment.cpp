#include "models/domain/assessment.h"

#include <algorithm>

namespace tocsin {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}
} // namespace

template<> std::span<const EnumEntry<FunctionalImpact>> enumTable<FunctionalImpact>()
{
    using enum FunctionalImpact;
    static constexpr EnumEntry<FunctionalImpact> table[] = {
        {None, "none", QT_TRANSLATE_NOOP("tocsin::domain", "None")},
        {Low, "low", QT_TRANSLATE_NOOP("tocsin::domain", "Low")},
        {Medium, "medium", QT_TRANSLATE_NOOP("tocsin::domain", "Medium")},
        {High, "high", QT_TRANSLATE_NOOP("tocsin::domain", "High")},
    };
    return table;
}

template<> std::span<const EnumEntry<InformationImpact>> enumTable<InformationImpact>()
{
    using enum InformationImpact;
    static constexpr EnumEntry<InformationImpact> table[] = {
        {PrivacyBreach, "privacy_breach", QT_TRANSLATE_NOOP("tocsin::domain", "Privacy breach")},
        {ProprietaryBreach, "proprietary_breach", QT_TRANSLATE_NOOP("tocsin::domain", "Proprietary breach")},
        {IntegrityLoss, "integrity_loss", QT_TRANSLATE_NOOP("tocsin::domain", "Integrity loss")},
    };
    return table;
}

template<> std::span<const EnumEntry<Recoverability>> enumTable<Recoverability>()
{
    using enum Recoverability;
    static constexpr EnumEntry<Recoverability> table[] = {
        {Regular, "regular", QT_TRANSLATE_NOOP("tocsin::domain", "Regular")},
        {Supplemented, "supplemented", QT_TRANSLATE_NOOP("tocsin::domain", "Supplemented")},
        {Extended, "extended", QT_TRANSLATE_NOOP("tocsin::domain", "Extended")},
        {NotRecoverable, "not_recoverable", QT_TRANSLATE_NOOP("tocsin::domain", "Not recoverable")},
    };
    return table;
}

template<> std::span<const EnumEntry<CustomerDataRisk>> enumTable<CustomerDataRisk>()
{
    using enum CustomerDataRisk;
    static constexpr EnumEntry<CustomerDataRisk> table[] = {
        {None, "none", QT_TRANSLATE_NOOP("tocsin::domain", "None")},
        {Suspected, "suspected", QT_TRANSLATE_NOOP("tocsin::domain", "Suspected")},
        {Imminent, "imminent", QT_TRANSLATE_NOOP("tocsin::domain", "Imminent")},
        {Confirmed, "confirmed", QT_TRANSLATE_NOOP("tocsin::domain", "Confirmed")},
    };
    return table;
}

template<> std::span<const EnumEntry<Severity>> enumTable<Severity>()
{
    using enum Severity;
    static constexpr EnumEntry<Severity> table[] = {
        {Informational, "informational", QT_TRANSLATE_NOOP("tocsin::domain", "Informational")},
        {Low, "low", QT_TRANSLATE_NOOP("tocsin::domain", "Low")},
        {Medium, "medium", QT_TRANSLATE_NOOP("tocsin::domain", "Medium")},
        {High, "high", QT_TRANSLATE_NOOP("tocsin::domain", "High")},
        {Critical, "critical", QT_TRANSLATE_NOOP("tocsin::domain", "Critical")},
    };
    return table;
}

template<> std::span<const EnumEntry<Priority>> enumTable<Priority>()
{
    static constexpr EnumEntry<Priority> table[] = {
        {Priority::P1, "p1", "P1"}, {Priority::P2, "p2", "P2"}, {Priority::P3, "p3", "P3"}, {Priority::P4, "p4", "P4"}};
    return table;
}

namespace {

bool riskIsNear(const ImpactFindings &f)
{
    return f.customerDataRisk && *f.customerDataRisk >= CustomerDataRisk::Imminent;
}

int functionalScore(const ImpactFindings &f)
{
    return f.functional ? static_cast<int>(*f.functional) : 0;
}

int informationScore(const ImpactFindings &f)
{
    const InformationImpacts i = f.information.value_or(InformationImpacts{});
    if (i & (InformationImpact::PrivacyBreach | InformationImpact::IntegrityLoss))
        return 3;
    return i & InformationImpact::ProprietaryBreach ? 2 : 0;
}

QStringList notKnown(const ImpactFindings &f)
{
    QStringList open;
    if (!f.functional)
        open << tr("functional impact");
    if (!f.information)
        open << tr("information impact");
    if (!f.recoverability)
        open << tr("recoverability");
    if (!f.customerDataRisk)
        open << tr("customer-data risk");
    return open;
}

QString informationNames(InformationImpacts impacts)
{
    QStringList names;
    for (const auto &e : enumTable<InformationImpact>())
        if (impacts & e.value)
            names << nameOf(e.value).toLower();
    return names.join(tr(" and "));
}

Severity baseSeverity(const ImpactFindings &f, QStringList &reasons)
{
    const int functional = functionalScore(f);
    const int information = informationScore(f);
    int score = std::max(functional, information);
    if (functional > 0)
        reasons << tr("functional impact is %1").arg(nameOf(*f.functional).toLower());
    if (information > 0)
        reasons << tr("information impact is %1").arg(informationNames(*f.information));
    if (riskIsNear(f)) {
        score = 3;
        reasons
            << tr("customer-data risk is %1, so severity is High at least").arg(nameOf(*f.customerDataRisk).toLower());
    }
    if (score == 0 && f.functional && f.information)
        reasons << tr("no functional and no information impact");
    return static_cast<Severity>(score);
}

} // namespace

DerivedSeverity deriveSeverity(const ImpactFindings &f)
{
    DerivedSeverity d;
    d.severity = baseSeverity(f, d.severityReasons);
    if (d.severity == Severity::High) {
        const bool everything = functionalScore(f) == 3 && informationScore(f) > 0;
        const bool lost = f.recoverability == Recoverability::NotRecoverable;
        if (everything)
            d.severityReasons << tr("high functional impact together with an information impact makes it Critical");
        if (lost)
            d.severityReasons << tr("it is not recoverable, which makes High Critical");
        if (everything || lost)
            d.severity = Severity::Critical;
    }
    const QStringList open = notKnown(f);
    d.provisional = !open.isEmpty();
    if (d.provisional) {
        d.severityReasons << tr("not known yet: %1").arg(open.join(tr(", ")));
        // P4.2: what is not known counts as 0, but the result never reads "Informational".
        d.severity = std::max(d.severity, Severity::Low);
    }
    d.priority = derivePriority(d.severity, f, &d.priorityReasons);
    d.aroundTheClock = d.priority == Priority::P1;
    return d;
}

Priority derivePriority(Severity severity, const ImpactFindings &f, QStringList *reasons)
{
    QStringList why;
    Priority p = Priority::P4;
    if (severity == Severity::Critical || (severity == Severity::High && riskIsNear(f)))
        p = Priority::P1;
    else if (severity == Severity::High)
        p = Priority::P2;
    else if (severity == Severity::Medium)
        p = Priority::P3;
    why << tr("severity is %1").arg(nameOf(severity));
    if (severity == Severity::High && riskIsNear(f))
        why << tr("customer-data risk is %1").arg(nameOf(*f.customerDataRisk).toLower());
    if (f.recoverability && *f.recoverability >= Recoverability::Extended && p != Priority::P1) {
        p = static_cast<Priority>(static_cast<int>(p) - 1);
        why << tr("recoverability is %1, which raises it by one step").arg(nameOf(*f.recoverability).toLower());
    }
    if (p == Priority::P1)
        why << tr("worked around the clock");
    if (reasons)
        *reasons = why;
    return p;
}

Severity lowestOverride(const ImpactFindings &f, bool declared)
{
    return declared || riskIsNear(f) ? Severity::High : Severity::Informational;
}

Result<void> checkOverride(Severity chosen, const QString &reason, const ImpactFindings &f, bool declared)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why the severity is set by hand."), {}, QStringLiteral("reason"));
    if (chosen < lowestOverride(f, declared))
        return failure(ErrorKind::Refused,
                       declared
                           ? tr("While a declaration stands, severity may not be below High.")
                           : tr("While customer-data risk is imminent or confirmed, severity may not be below High."),
                       {}, QStringLiteral("severity"));
    return {};
}

Result<void> checkPriorityOverride(const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why the priority is set by hand."), {},
                       QStringLiteral("priorityReason"));
    return {};
}

namespace {

template<class E> bool passed(E chosen, E derivedThen, E derivedNow)
{
    return (chosen > derivedThen && derivedNow > chosen) || (chosen < derivedThen && derivedNow < chosen) ||
           (chosen == derivedThen && derivedNow != chosen);
}

} // namespace

bool overridePassed(Severity chosen, Severity derivedThen, Severity derivedNow)
{
    return passed(chosen, derivedThen, derivedNow);
}

bool overridePassed(Priority chosen, Priority derivedThen, Priority derivedNow)
{
    return passed(chosen, derivedThen, derivedNow);
}

Severity effectiveSeverity(Severity derived, std::optional<Severity> overridden, bool declared)
{
    const Severity stands = overridden.value_or(derived);
    return declared ? std::max(stands, Severity::High) : stands;
}

QString severityText(Severity severity, bool provisional)
{
    return provisional ? tr("at least %1, provisional").arg(nameOf(severity)) : nameOf(severity);
}

QString informationCode(InformationImpacts impacts)
{
    QStringList codes;
    for (const auto &e : enumTable<InformationImpact>())
        if (impacts & e.value)
            codes << QString::fromLatin1(e.code);
    return codes.isEmpty() ? QStringLiteral("none") : codes.join(u'+');
}

std::optional<InformationImpacts> informationFromCode(QStringView code)
{
    InformationImpacts impacts;
    if (code == u"none")
        return impacts;
    for (const auto part : code.split(u'+')) {
        const auto value = fromCode<InformationImpact>(part);
        if (!value)
            return std::nullopt;
        impacts |= *value;
    }
    return impacts;
}

} // namespace tocsin
