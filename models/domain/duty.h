#pragma once

#include "models/domain/breachdecision.h"
#include "models/domain/deadlineinfo.h"
#include "models/domain/incident.h"
#include "models/domain/period.h"

#include <QStringList>

namespace tocsin {

/** Where the clock of a duty starts (P7.6). */
enum class StartsAt {
    Declaration,
    Awareness,
    Detection,
    Named ///< another instant, in the rule's words: the first report was handed in, a ransom was paid
};
template<> std::span<const EnumEntry<StartsAt>> enumTable<StartsAt>();

/** What the breach means for people, where legal has not decided it yet (P5.6, RiskToPeople). */
enum class PeopleRisk { NotKnown, Unlikely, Risk, HighRisk };
template<> std::span<const EnumEntry<PeopleRisk>> enumTable<PeopleRisk>();

/** What rules ask of the provider, or of those whom it happened to. */
enum class Sector {
    Essential,
    Financial,
    Bank,
    CreditUnion,
    Investment,
    Listed,
    Health,
    HealthAssociate,
    Telecom,
    Trust,
    Manufacturer,
    CriticalInfrastructure,
    UnionInstitution,
    LawEnforcement,
    FederalAgency,
    FederalCloud,
    Defence,
    Cards
};
template<> std::span<const EnumEntry<Sector>> enumTable<Sector>();

/** Kinds of data that rules single out. */
enum class DataKind { Health, Sensitive, Financial, Cards, Identity, Credentials };
template<> std::span<const EnumEntry<DataKind>> enumTable<DataKind>();

/** What happened or was decided, where a rule asks for it. */
enum class Happening {
    SignificantIncident,
    MajorIctIncident,
    MaterialIncident,
    ExploitedVulnerability,
    CyberIncident,
    RansomPaid,
    Malicious,
    SubjectsTold,
    AuthorityAsked
};
template<> std::span<const EnumEntry<Happening>> enumTable<Happening>();

/** Facts entered by hand beside those the incident has already (P7.6, P7.7). A list that is "known" is complete. */
struct DutyFactsByHand
{
    QStringList jurisdictions; ///< codes of resources/rules/jurisdictions.json, or countries
    QList<Sector> sectors;
    QList<DataKind> dataKinds;
    QList<Happening> happenings;
    ProviderPart part = ProviderPart::NotKnown;
    PeopleRisk risk = PeopleRisk::NotKnown;
    int people = -1;                    ///< about how many; -1: not known
    std::optional<bool> unintelligible; ///< nobody can read the data, by encryption say; nothing: not known
    friend bool operator==(const DutyFactsByHand &, const DutyFactsByHand &) = default;
};
[[nodiscard]] QString toJson(const DutyFactsByHand &facts);
[[nodiscard]] DutyFactsByHand factsFromJson(const QString &json);

/** All that the evaluation of the rules looks at. */
struct DutyFacts
{
    DutyFactsByHand byHand;
    QStringList scopeJurisdictions;          ///< of the customers in scope, by their country
    QList<ProviderPart> decidedParts;        ///< legal's, for the affected data sets; they rule over what was entered
    std::optional<RiskToPeople> decidedRisk; ///< legal's; it rules over what was entered
    PersonalData personalData = PersonalData::NotKnown;
    bool securityIncident = false; ///< classified as one, or declared
    bool declared = false;

    /** Both lists, each code once, in order. */
    [[nodiscard]] QStringList jurisdictions() const;
    /** The provider's parts that are known: as decided, else as entered. */
    [[nodiscard]] QList<ProviderPart> parts() const;
    [[nodiscard]] PeopleRisk risk() const;
};

/** An awareness as recorded by legal, or as assumed until then (P7.6). */
struct Awareness
{
    qint64 atMs = 0;       ///< 0: nothing is known that it could start with
    bool recorded = false; ///< false: assumed
    QString reason;        ///< legal's, or what it is assumed by
    QString byName;
    qint64 enteredMs = 0;
    QString attestedName;
};

/** Instants that an assumed awareness is taken from; 0: it did not happen. */
struct AwarenessSigns
{
    qint64 dataRiskConfirmedMs = 0;
    qint64 personalDataMs = 0; ///< personal data = yes on a security incident
    qint64 declaredMs = 0;
};
/** P7.6: the earliest of the three, with the reason in words. */
[[nodiscard]] Awareness assumedAwareness(const AwarenessSigns &signs);

/** What legal records: an instant with a reason; earlier is allowed, later than now never. */
[[nodiscard]] Result<void> checkAwareness(qint64 atMs, const QString &reason, qint64 detectedMs, qint64 nowMs);

/** Where a duty comes from and how its clock is counted, kept beside its obligation. */
struct DutyOrigin
{
    ObligationId obligation;
    QString rule;   ///< id of the rule, or empty for a contract
    QString regime; ///< what a person calls it
    QString reason; ///< in words: which facts led to it
    StartsAt startsAt = StartsAt::Awareness;
    QString startsWhen; ///< for a person: "the initial notification was handed in"
    Period period;
    int capHours = 0; ///< no later than so many hours after awareness, unless its clock starts later; 0: no cap
    RollOver rollOver = RollOver::None;
    QString zone; ///< IANA id in whose clocks days are counted
    QString calendar;
    bool regulation = false; ///< an act of the European Union: Regulation 1182/71 counts its periods
    bool counsel = false;    ///< unsure: to be confirmed with counsel
    QString note;            ///< exceptions and reasons for delay that the law itself knows
    qint64 term = 0;         ///< the contractual term it follows from
    bool exceptable = false; ///< the contract allows an exception (P8.2)

    /** Neither a rule nor a contract led to it: legal added it (P5.6). */
    [[nodiscard]] bool isAdded() const { return rule.isEmpty() && term == 0 && !regime.isEmpty(); }
};

/** A duty as a list shows it: the obligation, where it comes from, and what was so at first. */
struct Duty : DeadlineInfo
{
    Obligation obligation;
    DutyOrigin origin;          ///< rule and regime are empty for the provider's commitment
    qint64 firstTriggerMs = 0;  ///< as started
    qint64 firstDeadlineMs = 0; ///< as started
    bool recomputed = false;    ///< the clock was set anew since
    QString changedReason;      ///< of the last change
    bool rules = false;         ///< of several to one addressee the one with the shortest deadline (P7.7)
    qint64 attentionMs = 0;     ///< without a number: when it next asks for attention
    QString confidence;         ///< of the rule as it is now: "high"; empty: a contract, or no such rule any more
    QString counselWhy;         ///< why counsel is asked; empty: the rule is sure
};

/** Marks the shortest open deadline of those to one addressee (P7.7). */
void markRuling(QList<Duty> &duties, qint64 nowMs);

/** Without a number: the next instant, after now, at which a duty asks for attention; every `intervalMs` from its
 * trigger. */
[[nodiscard]] qint64 nextAttention(qint64 triggerMs, qint64 intervalMs, qint64 nowMs);

/** A term of a contract with a customer (P7.7). */
struct CustomerTerm
{
    qint64 id = 0;
    int version = 0;
    CustomerId customer;
    StartsAt trigger = StartsAt::Declaration; ///< not Named
    Period period{24, PeriodUnit::Hours};
    QString addressee; ///< who at the customer
    QString channel;
    QString language;
    QString source; ///< contract, clause
    bool exceptable = false;
    bool active = true;
};
[[nodiscard]] Result<void> checkTerm(const CustomerTerm &term);

} // namespace tocsin
