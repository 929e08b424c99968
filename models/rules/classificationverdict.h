#pragma once

#include "models/domain/classificationrun.h"
#include "models/rules/classificationrules.h"

namespace tocsin {

/** A fact that led to an outcome, and how it reads. */
struct VerdictFact
{
    QString fact;
    QStringList answers; ///< those that count for the rule
    QString because;
};

/** What answers come to. */
struct ClassificationVerdict
{
    QStringList asked; ///< the facts that are asked, in order
    QStringList open;  ///< of these: not answered, or not known yet
    QString next;      ///< the first that is not answered; empty if none is
    Outcome outcome = Outcome::NotClassified;
    QString rule; ///< code of the rule that decided
    QList<VerdictFact> facts;
    PersonalData personalData = PersonalData::NotKnown;

    [[nodiscard]] bool isAnswered() const { return next.isEmpty(); }
    /** "It is not normal practice; nobody got in": one line for the record. */
    [[nodiscard]] QString reasons() const;
};

/** What another answer to one question would change. */
struct VerdictChange
{
    QString fact;
    QString answer;
    Outcome outcome = Outcome::NotClassified;
    QString rule;
};

/**
 * Pure: answers -> what is asked, what is open, the outcome with the rule and the facts that led there (P5.5). Answers
 * to what is not asked do not count. Given facts are in `facts` too.
 */
[[nodiscard]] ClassificationVerdict judge(const ClassificationRules &rules, const ClassificationFacts &facts);

/** Single answers that would lead to another outcome, in the order of the questions; of each outcome the first. */
[[nodiscard]] QList<VerdictChange> whatWouldChange(const ClassificationRules &rules, const ClassificationFacts &facts);

/** Facts that were answered without evidence and without saying why there is none; what is not known yet needs neither.
 */
[[nodiscard]] QStringList groundless(const ClassificationVerdict &verdict, const ClassificationRun &run);

/** The codes a person may give together: known ones, an exclusive one alone, one alone unless many are allowed. */
[[nodiscard]] bool isAnswer(const FactQuestion &question, const QStringList &answers);

} // namespace tocsin
