#include "models/rules/rulereader.h"

#include <algorithm>

// The part of RuleReader that reads resources/rules/classification.json.

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::rules", text);
}

} // namespace

Result<QList<FactCondition>> RuleReader::conditions(const QJsonValue &value, const Place &place) const
{
    if (!value.isArray())
        return wrong(place, u"when"_s, tr("has to be a list of conditions."));
    QList<FactCondition> list;
    for (const QJsonValue &one : value.toArray()) {
        if (!one.isObject() || one.toObject().isEmpty())
            return wrong(place, u"when"_s, tr("a condition is an object of facts and answers."));
        FactCondition condition;
        const QJsonObject object = one.toObject();
        for (const QString &fact : object.keys()) {
            const FactQuestion *question = m_book.m_classification.question(fact);
            if (!question)
                return wrong(place, u"when"_s, tr("there is no fact \"%1\" before it.").arg(fact));
            const QJsonArray answers = object.value(fact).toArray();
            if (answers.isEmpty())
                return wrong(place, u"when"_s, tr("\"%1\" has to be a list of answers.").arg(fact));
            for (const QJsonValue &answer : answers) {
                if (!question->answer(answer.toString()))
                    return wrong(place, u"when"_s,
                                 tr("\"%1\" has no answer \"%2\".").arg(fact, answer.toVariant().toString()));
                condition[fact] << answer.toString();
            }
        }
        list << condition;
    }
    return list;
}

Result<QList<FactAnswer>> RuleReader::answers(const QJsonValue &value, bool many, const Place &place) const
{
    const QJsonArray array = value.toArray();
    if (array.size() < 2)
        return wrong(place, u"answers"_s, tr("has to be a list of two answers or more."));
    QList<FactAnswer> list;
    for (const QJsonValue &one : array) {
        const QJsonObject object = one.toObject();
        const QString where = u"answers/%1/"_s.arg(list.size() + 1);
        FactAnswer answer;
        for (const auto &[field, text] :
             {std::pair{u"code"_s, &answer.code}, std::pair{u"name"_s, &answer.name},
              std::pair{u"text"_s, &answer.text}, std::pair{u"because"_s, &answer.because}}) {
            if (object.value(field).toString().trimmed().isEmpty())
                return wrong(place, where + field, tr("has to be a text."));
            *text = object.value(field).toString();
        }
        for (const QString &key : object.keys())
            if (!QStringList{u"code"_s, u"name"_s, u"text"_s, u"because"_s, u"open"_s, u"exclusive"_s}.contains(key))
                return wrong(place, where + key, tr("there is no such field."));
        answer.open = object.value(u"open"_s).toBool();
        answer.exclusive = object.value(u"exclusive"_s).toBool();
        if (answer.exclusive && !many)
            return wrong(place, where + u"exclusive"_s, tr("is said where several answers may be given."));
        if (std::any_of(list.begin(), list.end(), [&](const FactAnswer &a) { return a.code == answer.code; }))
            return wrong(place, where + u"code"_s, tr("is there twice."));
        list << answer;
    }
    return list;
}

Result<void> RuleReader::readFact(const QJsonObject &entry, bool given, Place &place)
{
    QStringList known{u"kind"_s, u"code"_s, u"name"_s, u"text"_s, u"citation"_s, u"answers"_s};
    if (!given)
        known << u"question"_s << u"many"_s << u"when"_s;
    if (const auto r = onlyFields(entry, known, place); !r)
        return r;
    FactQuestion question{place.code,
                          entry.value(u"name"_s).toString(),
                          {},
                          entry.value(u"text"_s).toString(),
                          entry.value(u"citation"_s).toString(),
                          given,
                          entry.value(u"many"_s).toBool(),
                          {},
                          {}};
    if (entry.contains(u"many"_s) && !entry.value(u"many"_s).isBool())
        return wrong(place, u"many"_s, tr("has to be true or false."));
    if (m_book.m_classification.question(place.code))
        return wrong(place, u"code"_s, tr("is there twice."));
    if (!m_book.m_classification.rules.isEmpty())
        return wrong(place, u"kind"_s, tr("facts come before the rules."));
    if (!given) {
        const auto asked = text(entry, u"question"_s, place);
        if (!asked)
            return tl::unexpected(asked.error());
        question.question = *asked;
    }
    if (entry.contains(u"when"_s)) {
        auto when = conditions(entry.value(u"when"_s), place);
        if (!when)
            return tl::unexpected(when.error());
        question.when = *when;
    }
    auto list = answers(entry.value(u"answers"_s), question.many, place);
    if (!list)
        return tl::unexpected(list.error());
    question.answers = *list;
    m_book.m_classification.questions << question;
    return {};
}

Result<void> RuleReader::readClassification(const QJsonObject &entry, Place &place)
{
    const QString kind = entry.value(u"kind"_s).toString();
    if (kind == u"given" || kind == u"question")
        return readFact(entry, kind == u"given", place);
    if (kind != u"rule")
        return wrong(place, u"kind"_s, tr("has to be \"given\", \"question\" or \"rule\"."));
    if (const auto r = onlyFields(
            entry, {u"kind"_s, u"code"_s, u"name"_s, u"text"_s, u"citation"_s, u"outcome"_s, u"when"_s}, place);
        !r)
        return r;
    ClassificationRules &rules = m_book.m_classification;
    if (rules.rule(place.code))
        return wrong(place, u"code"_s, tr("is there twice."));
    if (!rules.rules.isEmpty() && rules.rules.last().when.isEmpty())
        return wrong(place, u"when"_s, tr("the rule before it always holds, so this one never decides."));
    const auto outcome = fromCode<Outcome>(entry.value(u"outcome"_s).toString());
    if (!outcome || *outcome == Outcome::Duplicate)
        return wrong(place, u"outcome"_s, tr("no rule leads to such an outcome."));
    auto when = conditions(entry.value(u"when"_s), place);
    if (!when)
        return tl::unexpected(when.error());
    rules.rules << OutcomeRule{place.code,
                               entry.value(u"name"_s).toString(),
                               entry.value(u"text"_s).toString(),
                               entry.value(u"citation"_s).toString(),
                               *outcome,
                               *when};
    return {};
}

Result<void> RuleReader::checkClassification() const
{
    const ClassificationRules &rules = m_book.m_classification;
    const Place file{u"classification.json"_s};
    if (rules.rules.isEmpty() || !rules.rules.last().when.isEmpty() ||
        rules.rules.last().outcome != Outcome::NotClassified)
        return wrong(file, u"entries"_s, tr("the last rule has to hold always and lead to \"not_classified\"."));
    // What the program itself asks these facts for.
    const FactQuestion *exercise = rules.question(u"exercise"_s);
    if (!exercise || !exercise->given || !exercise->answer(u"yes"_s) || !exercise->answer(u"no"_s))
        return wrong(file, u"entries"_s, tr("\"exercise\" has to be given, with \"yes\" and \"no\"."));
    const FactQuestion *personal = rules.question(u"personal"_s);
    for (const auto &e : enumTable<PersonalData>())
        if (!personal || personal->given || !personal->answer(QString::fromLatin1(e.code)))
            return wrong(file, u"entries"_s,
                         tr("\"personal\" has to be asked, with the answer \"%1\".").arg(QString::fromLatin1(e.code)));
    return {};
}

} // namespace tocsin
