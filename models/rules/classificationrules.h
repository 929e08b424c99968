#pragma once

#include "models/domain/classification.h"

#include <QList>
#include <QMap>
#include <QStringList>

namespace tocsin {

/** What is known: the codes answered to each fact. A fact that is not in it is not answered. */
using ClassificationFacts = QMap<QString, QStringList>;

/** Holds if to every fact in it one of the given answers was given. */
using FactCondition = QMap<QString, QStringList>;

/** One answer to choose. */
struct FactAnswer
{
    QString code;
    QString name;
    QString text;           ///< its definition
    QString because;        ///< how it reads among the reasons
    bool open = false;      ///< "not known yet": the question stays open
    bool exclusive = false; ///< goes with no other answer
};

/** One fact: given by the incident, or asked on a page of the wizard. */
struct FactQuestion
{
    QString code;
    QString name;     ///< as the steps have it
    QString question; ///< as the page asks it; empty for a given fact
    QString text;     ///< help
    QString citation;
    bool given = false;
    bool many = false;         ///< several answers may be chosen
    QList<FactCondition> when; ///< asked if one of them holds; none: always
    QList<FactAnswer> answers;

    [[nodiscard]] const FactAnswer *answer(const QString &answerCode) const;
};

/** Facts -> outcome. */
struct OutcomeRule
{
    QString code;
    QString name;
    QString text;
    QString citation;
    Outcome outcome = Outcome::NotClassified; ///< CustomerReportable: a declaration is proposed (P6)
    QList<FactCondition> when;                ///< one of them holds; none: always
};

/** The decision rules of the classification wizard (P5), in the order of the file: the first rule that holds decides.
 */
struct ClassificationRules
{
    QList<FactQuestion> questions; ///< a condition asks for facts before it alone
    QList<OutcomeRule> rules;      ///< the last one always holds

    [[nodiscard]] const FactQuestion *question(const QString &code) const;
    [[nodiscard]] const OutcomeRule *rule(const QString &code) const;
};

/** The facts of `condition` hold. */
[[nodiscard]] bool holds(const FactCondition &condition, const ClassificationFacts &facts);

} // namespace tocsin
