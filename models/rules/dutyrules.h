#pragma once

#include "models/domain/duty.h"

#include <QByteArray>
#include <QDate>
#include <QMap>
#include <QSet>

namespace tocsin {

/** What a rule asks of the facts; what is empty asks for nothing. Of a list one is enough. */
struct DutyConditions
{
    bool personalData = false, securityIncident = false, declared = false;
    bool readable = false; ///< the data can be read by others
    QList<ProviderPart> parts;
    std::optional<PeopleRisk> risk; ///< at least
    bool unlessUnlikely = false;    ///< a risk that nobody has decided yet counts as one
    QList<Sector> sectors;
    QList<DataKind> data;
    QList<Happening> happened; ///< here all of them
    int peopleFrom = 0, peopleBelow = 0;
    QList<DutyConditions> anyOf; ///< one of these
};

/** One duty of law or contract as the rules have it. */
struct DutyRule
{
    enum class Kind { Notice, Record, Recommended };

    QString id;
    Kind kind = Kind::Notice;
    QString regime;
    QString jurisdiction;
    Addressee addressee = Addressee::Authority;
    QString addresseeName;
    QString trigger;
    StartsAt startsAt = StartsAt::Awareness;
    QString startsWhen;
    Period period;
    int capHours = 0; ///< no later than so many hours after awareness; 0: no cap
    RollOver rollOver = RollOver::None;
    int attentionHours = 0; ///< without a number: asks for attention so often
    bool unionAct = false;  ///< Regulation 1182/71 counts its periods
    QString citation;
    QString content;
    QString exceptions;
    DutyConditions conditions;
    QDate validFrom, validUntil; ///< invalid: without limit; the last day is the last
    QString confidence;
    bool enforced = true;
    QString counsel; ///< why counsel is asked; empty: it is sure

    [[nodiscard]] bool isValidOn(QDate day) const;
    [[nodiscard]] DutyKind dutyKind() const;
};

/** A State, a part of one, or a union of States: which rules look at it, and how days are counted there. */
struct Jurisdiction
{
    QString code;
    QString name;
    QStringList countries;
    QString within;
    QString zone;
    QString calendar; ///< empty: no calendar of public holidays is known
};

/** Duties, jurisdictions and calendars of public holidays (DESIGN 18). A value; immutable. */
class DutyRules
{
public:
    /** Those this program came with. */
    [[nodiscard]] static Result<DutyRules> load();
    /** From paths ("obligations/eu.json", "calendars/DE.json", "jurisdictions.json") and bytes. An error names file,
     *  rule and field. */
    [[nodiscard]] static Result<DutyRules> fromJson(const QMap<QString, QByteArray> &files);

    [[nodiscard]] const QString &version() const { return m_version; }
    [[nodiscard]] const QList<DutyRule> &rules() const { return m_rules; }
    [[nodiscard]] const DutyRule *rule(const QString &id) const;
    [[nodiscard]] const QList<Jurisdiction> &jurisdictions() const { return m_jurisdictions; }
    [[nodiscard]] const Jurisdiction *jurisdiction(const QString &code) const;
    /** The codes with what they lie within: "DE" gives DE and EU, "US-CA" gives US-CA and US. "WW" is always there. */
    [[nodiscard]] QSet<QString> expanded(const QStringList &codes) const;
    /** The calendar of a code, or one that knows nothing and says so. */
    [[nodiscard]] WorkCalendar calendar(const QString &code) const { return m_calendars.value(code); }
    [[nodiscard]] QStringList calendars() const { return m_calendars.keys(); }
    /** Where days of a rule are counted: in the named State if it lies in the rule's jurisdiction, else there. */
    [[nodiscard]] const Jurisdiction *countedIn(const QString &ruleJurisdiction, const QStringList &codes) const;

private:
    friend class DutyRuleReader;

    QString m_version;
    QList<DutyRule> m_rules;
    QList<Jurisdiction> m_jurisdictions;
    QMap<QString, WorkCalendar> m_calendars;
};

/** What a rule says about the facts. */
enum class RuleMatch { No, Open, Yes };

/** One rule that may apply. */
struct DutyProposal
{
    QString rule;
    RuleMatch match = RuleMatch::No;
    QStringList because; ///< the facts that led to it, in words
    QStringList open;    ///< what is not known yet
};

/** Pure: which rules apply to these facts on this day, in the order of the files. Rules that are not enforced, not yet
 *  or no longer valid, or ask for no notice are left out; so is what a fact rules out. */
[[nodiscard]] QList<DutyProposal> proposedDuties(const DutyRules &rules, const DutyFacts &facts, QDate day);

} // namespace tocsin
