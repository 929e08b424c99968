#pragma once

#include "models/domain/classification.h"
#include "models/domain/ids.h"
#include "models/domain/person.h"

#include <QStringList>

namespace tocsin {

/** What the provider is for one affected data set (P5.6). */
enum class ProviderPart { NotKnown, Processor, Controller, Joint };
template<> std::span<const EnumEntry<ProviderPart>> enumTable<ProviderPart>();

/** What follows from the part, in words: who owes which notice (Art. 33, 34 GDPR). */
[[nodiscard]] QString partConsequence(ProviderPart part);

/** Legal's judgement of the risk to people (Art. 33(1), 34(1) GDPR). The score informs it and never decides it. */
enum class RiskToPeople { Unlikely, Risk, HighRisk };
template<> std::span<const EnumEntry<RiskToPeople>> enumTable<RiskToPeople>();

/** Whether the authority is to be told (Art. 33), and if not, why not. */
enum class AuthorityDuty { Owed, RiskUnlikely, OthersDuty };
template<> std::span<const EnumEntry<AuthorityDuty>> enumTable<AuthorityDuty>();

/** Whether the people are to be told (Art. 34), and if not, why not. */
enum class SubjectsDuty { Owed, NoHighRisk, Article34Ground, OthersDuty };
template<> std::span<const EnumEntry<SubjectsDuty>> enumTable<SubjectsDuty>();

/** The grounds of Art. 34(3): (a), (b), (c). */
enum class SubjectsGround { Unintelligible, RiskRemoved, Disproportionate };
template<> std::span<const EnumEntry<SubjectsGround>> enumTable<SubjectsGround>();

/** What legal decides about one incident (P5.6, P13.1): the act, as it is entered. */
struct BreachDecisionInput
{
    PersonalData personalData = PersonalData::NotKnown; ///< legal says no or yes
    std::optional<RiskToPeople> risk;                   ///< with personal data alone, like all that follows
    std::optional<AuthorityDuty> authority;
    std::optional<SubjectsDuty> subjects;
    std::optional<SubjectsGround> ground; ///< with SubjectsDuty::Article34Ground alone
    QString publicReference;              ///< where the public communication is found: needed for ground (c)
    QString facts;                        ///< Art. 33(5): what happened
    QString effects;                      ///< Art. 33(5): what it means for people
    QString measures;                     ///< Art. 33(5): what was done about it
    QString reason;                       ///< the written bridge from facts and score to the decision
    qint64 scoreId = 0;                   ///< the score it was decided with; 0: without one
};

/**
 * A decision as kept: a plain value for whoever makes something of it. Obligations follow from it so: the authority is
 * owed a notice where owesAuthority(), the people where owesSubjects(); both run from awareness (P7.6), not from
 * `atMs`. The newest of an incident stands; the earlier ones are its history.
 */
struct BreachDecision
{
    qint64 id = 0;
    IncidentId incident;
    BreachDecisionInput content;
    qint64 atMs = 0; ///< when it was entered
    QString byName;  ///< who entered it
    PersonId by;
    Attestation attested; ///< of legal, where somebody else entered it (P13.5); by.isValid() then
    QString attestedName;

    /** Art. 33: the provider owes the authority a notice. */
    [[nodiscard]] bool owesAuthority() const
    {
        return content.personalData == PersonalData::Yes && content.authority == AuthorityDuty::Owed;
    }
    /** Art. 34: the provider owes the people a notice. */
    [[nodiscard]] bool owesSubjects() const
    {
        return content.personalData == PersonalData::Yes && content.subjects == SubjectsDuty::Owed;
    }
    /** Whose decision it is: legal's name, whoever wrote it down. */
    [[nodiscard]] const QString &decidedBy() const { return attested.by.isValid() ? attestedName : byName; }
};

/**
 * Refuses what contradicts itself: risk unlikely, the register only; a risk, the authority; a high risk, the authority
 * and the people, unless a ground of Art. 34(3), which never removes the authority's notice. Somebody else's duty needs
 * a data set that the provider handles for others, and none of which it is the controller. `parts`: of the affected
 * data sets, as decided. Error::field names the input.
 */
[[nodiscard]] Result<void> checkBreachDecision(const BreachDecisionInput &input, const QList<ProviderPart> &parts);

/** What is no contradiction, but has to be dealt with in the reason. `scoreQuarters`: ENISA's, or nothing. */
[[nodiscard]] QStringList decisionWarnings(const BreachDecisionInput &input, const QList<ProviderPart> &parts,
                                           std::optional<int> scoreQuarters, bool unintelligible);

/** "Art. 33: owed; Art. 34: not owed, Art. 34(3)(a)": a decision in one line. */
[[nodiscard]] QString decisionText(const BreachDecisionInput &input);

} // namespace tocsin
