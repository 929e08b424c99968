#include "models/rules/classificationrules.h"

#include <algorithm>

namespace tocsin {

namespace {

template<class T> const T *byCode(const QList<T> &list, const QString &code)
{
    const auto it = std::find_if(list.begin(), list.end(), [&code](const T &t) { return t.code == code; });
    return it == list.end() ? nullptr : &*it;
}

} // namespace

const FactAnswer *FactQuestion::answer(const QString &answerCode) const
{
    return byCode(answers, answerCode);
}

const FactQuestion *ClassificationRules::question(const QString &code) const
{
    return byCode(questions, code);
}

const OutcomeRule *ClassificationRules::rule(const QString &code) const
{
    return byCode(rules, code);
}

bool holds(const FactCondition &condition, const ClassificationFacts &facts)
{
    for (auto it = condition.begin(); it != condition.end(); ++it) {
        const QStringList given = facts.value(it.key());
        if (std::none_of(it->begin(), it->end(), [&given](const QString &a) { return given.contains(a); }))
            return false;
    }
    return true;
}

} // namespace tocsin
