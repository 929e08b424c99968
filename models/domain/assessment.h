#pragma once

#include "models/domain/enumtable.h"
#include "models/domain/error.h"

#include <QFlags>
#include <QStringList>

namespace tocsin {

/** NIST SP 800-61r2 table 3-2. */
enum class FunctionalImpact { None, Low, Medium, High };
template<> std::span<const EnumEntry<FunctionalImpact>> enumTable<FunctionalImpact>();

/** NIST SP 800-61r2 table 3-3; several may hold at once, none of them is "none". */
enum class InformationImpact { PrivacyBreach = 1, ProprietaryBreach = 2, IntegrityLoss = 4 };
Q_DECLARE_FLAGS(InformationImpacts, InformationImpact)
Q_DECLARE_OPERATORS_FOR_FLAGS(InformationImpacts)
template<> std::span<const EnumEntry<InformationImpact>> enumTable<InformationImpact>();

/** NIST SP 800-61r2 table 3-4. */
enum class Recoverability { Regular, Supplemented, Extended, NotRecoverable };
template<> std::span<const EnumEntry<Recoverability>> enumTable<Recoverability>();

/** How likely it is that customer data is affected (P4.1). */
enum class CustomerDataRisk { None, Suspected, Imminent, Confirmed };
template<> std::span<const EnumEntry<CustomerDataRisk>> enumTable<CustomerDataRisk>();

enum class Severity { Informational, Low, Medium, High, Critical };
template<> std::span<const EnumEntry<Severity>> enumTable<Severity>();

enum class Priority { P1 = 1, P2, P3, P4 };
template<> std::span<const EnumEntry<Priority>> enumTable<Priority>();

/** What was found (P4.1); an empty value is "not known yet". */
struct ImpactFindings
{
    std::optional<FunctionalImpact> functional;
    std::optional<InformationImpacts> information;
    std::optional<Recoverability> recoverability;
    std::optional<CustomerDataRisk> customerDataRisk;

    [[nodiscard]] bool allKnown() const { return functional && information && recoverability && customerDataRisk; }
    friend bool operator==(const ImpactFindings &, const ImpactFindings &) = default;
};

/** Severity and priority as derived (P4.2, P4.3), with the reasons in words. */
struct DerivedSeverity
{
    Severity severity = Severity::Low;
    Priority priority = Priority::P4;
    bool provisional = false;    ///< something is not known yet: reads "at least ..., provisional"
    bool aroundTheClock = false; ///< P1 is worked around the clock (P4.3)
    QStringList severityReasons;
    QStringList priorityReasons;
};

[[nodiscard]] DerivedSeverity deriveSeverity(const ImpactFindings &findings);

/** The priority of a given severity, derived or overridden (P4.3). */
[[nodiscard]] Priority derivePriority(Severity severity, const ImpactFindings &findings,
                                      QStringList *reasons = nullptr);

/**
 * The lowest severity an override may choose (P4.4): High while customer-data risk is imminent or
 * confirmed or a declaration stands.
 */
[[nodiscard]] Severity lowestOverride(const ImpactFindings &findings, bool declared);

/** Whether an override may stand: a reason, and not below the lowest. */
[[nodiscard]] Result<void> checkOverride(Severity chosen, const QString &reason, const ImpactFindings &findings,
                                         bool declared);

/** Whether a priority set by hand may stand: a reason (P4.4). */
[[nodiscard]] Result<void> checkPriorityOverride(const QString &reason);

/**
 * True if an override ends because the derived value passed it (P4.4): one set above the derived value ends
 * when that rises beyond it, one set below ends when that falls beyond it.
 */
[[nodiscard]] bool overridePassed(Severity chosen, Severity derivedThen, Severity derivedNow);
[[nodiscard]] bool overridePassed(Priority chosen, Priority derivedThen, Priority derivedNow);

/** The severity that stands: the override or the derived one, High at least while a declaration stands (P6.4). */
[[nodiscard]] Severity effectiveSeverity(Severity derived, std::optional<Severity> overridden, bool declared);

/** "High", or "at least Medium, provisional". */
[[nodiscard]] QString severityText(Severity severity, bool provisional);

/** The stored form of a set of information impacts: "none", or codes joined by '+'. */
[[nodiscard]] QString informationCode(InformationImpacts impacts);
[[nodiscard]] std::optional<InformationImpacts> informationFromCode(QStringView code);

} // namespace tocsin
