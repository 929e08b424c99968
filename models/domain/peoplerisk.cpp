#include "models/domain/peoplerisk.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

Result<void> checkCount(const RoughCount &count, const char *field)
{
    if (count.known == CountKnown::NotKnown ? count.count != 0 : count.count < 0)
        return failure(ErrorKind::Invalid, tr("Give a number, or say that it is not known."), {},
                       QString::fromLatin1(field));
    return {};
}

} // namespace

template<> std::span<const EnumEntry<CountKnown>> enumTable<CountKnown>()
{
    using enum CountKnown;
    static constexpr EnumEntry<CountKnown> table[] = {
        {NotKnown, "not_known", QT_TRANSLATE_NOOP("tocsin::domain", "not known")},
        {Approximate, "approximate", QT_TRANSLATE_NOOP("tocsin::domain", "approximately")},
        {Exact, "exact", QT_TRANSLATE_NOOP("tocsin::domain", "exactly")},
    };
    return table;
}

template<> std::span<const EnumEntry<DataClass>> enumTable<DataClass>()
{
    using enum DataClass;
    static constexpr EnumEntry<DataClass> table[] = {
        {Simple, "simple", QT_TRANSLATE_NOOP("tocsin::domain", "Simple")},
        {Behavioural, "behavioural", QT_TRANSLATE_NOOP("tocsin::domain", "Behavioural")},
        {Financial, "financial", QT_TRANSLATE_NOOP("tocsin::domain", "Financial")},
        {Sensitive, "sensitive", QT_TRANSLATE_NOOP("tocsin::domain", "Sensitive")},
    };
    return table;
}

template<> std::span<const EnumEntry<EnisaPart>> enumTable<EnisaPart>()
{
    using enum EnisaPart;
    static constexpr EnumEntry<EnisaPart> table[] = {
        {Identification, "identification", QT_TRANSLATE_NOOP("tocsin::domain", "Ease of identification")},
        {Confidentiality, "confidentiality", QT_TRANSLATE_NOOP("tocsin::domain", "Loss of confidentiality")},
        {Integrity, "integrity", QT_TRANSLATE_NOOP("tocsin::domain", "Loss of integrity")},
        {Availability, "availability", QT_TRANSLATE_NOOP("tocsin::domain", "Loss of availability")},
        {Intent, "intent", QT_TRANSLATE_NOOP("tocsin::domain", "Malicious intent")},
    };
    return table;
}

template<> std::span<const EnumEntry<RiskBand>> enumTable<RiskBand>()
{
    using enum RiskBand;
    static constexpr EnumEntry<RiskBand> table[] = {
        {Low, "low", QT_TRANSLATE_NOOP("tocsin::domain", "Low")},
        {Medium, "medium", QT_TRANSLATE_NOOP("tocsin::domain", "Medium")},
        {High, "high", QT_TRANSLATE_NOOP("tocsin::domain", "High")},
        {VeryHigh, "very_high", QT_TRANSLATE_NOOP("tocsin::domain", "Very high")},
    };
    return table;
}

template<> std::span<const EnumEntry<RegisterState>> enumTable<RegisterState>()
{
    using enum RegisterState;
    static constexpr EnumEntry<RegisterState> table[] = {
        {NotDecided, "not_decided", QT_TRANSLATE_NOOP("tocsin::domain", "Not decided")},
        {ToNotify, "to_notify", QT_TRANSLATE_NOOP("tocsin::domain", "To be notified")},
        {Notified, "notified", QT_TRANSLATE_NOOP("tocsin::domain", "Notified")},
        {NotNotified, "not_notified", QT_TRANSLATE_NOOP("tocsin::domain", "Not notified")},
    };
    return table;
}

QString countText(const RoughCount &count)
{
    const QString number = QLocale().toString(count.count);
    switch (count.known) {
    case CountKnown::NotKnown:
        return tr("not known");
    case CountKnown::Approximate:
        return tr("about %1").arg(number);
    case CountKnown::Exact:
        return number;
    }
    return {};
}

Result<void> checkDataSet(const DataSetInput &in)
{
    const auto missing = [](const QString &text, const char *field) {
        return failure(ErrorKind::Invalid, text, {}, QString::fromLatin1(field));
    };
    if (in.name.trimmed().isEmpty())
        return missing(tr("Give the data set a name."), "name");
    if (in.kinds.trimmed().isEmpty())
        return missing(tr("Say what kinds of data it holds."), "kinds");
    if (in.people.trimmed().isEmpty())
        return missing(tr("Say whose data it is."), "people");
    if (auto ok = checkCount(in.peopleCount, "peopleCount"); !ok)
        return ok;
    if (auto ok = checkCount(in.recordCount, "recordCount"); !ok)
        return ok;
    if (in.reason.trimmed().isEmpty())
        return missing(tr("Say what shows it."), "reason");
    return {};
}

QList<ProviderPart> decidedParts(const QList<DataSet> &sets)
{
    QList<ProviderPart> parts;
    for (const DataSet &set : sets)
        if (set.content.affected)
            parts << set.decidedPart();
    return parts;
}

QString quartersText(int quarters)
{
    static constexpr const char *fraction[] = {"00", "25", "50", "75"};
    return u"%1.%2"_s.arg(quarters / 4).arg(QLatin1StringView(fraction[quarters % 4]));
}

QString answersCode(const EnisaAnswers &a)
{
    QJsonObject classes, answers;
    for (auto it = a.classes.begin(); it != a.classes.end(); ++it)
        classes.insert(codeOf(it.key()), it.value());
    for (auto it = a.answers.begin(); it != a.answers.end(); ++it)
        answers.insert(codeOf(it.key()), it.value());
    const QJsonObject all{{u"classes"_s, classes},
                          {u"answers"_s, answers},
                          {u"many_people"_s, a.manyPeople},
                          {u"unintelligible"_s, a.unintelligible}};
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

std::optional<EnisaAnswers> answersFromCode(const QString &code)
{
    const QJsonDocument document = QJsonDocument::fromJson(code.toUtf8());
    if (!document.isObject())
        return std::nullopt;
    EnisaAnswers a;
    const QJsonObject all = document.object(), classes = all.value(u"classes"_s).toObject(),
                      answers = all.value(u"answers"_s).toObject();
    for (auto it = classes.begin(); it != classes.end(); ++it)
        if (const auto known = fromCode<DataClass>(it.key()))
            a.classes.insert(*known, it.value().toInt());
    for (auto it = answers.begin(); it != answers.end(); ++it)
        if (const auto known = fromCode<EnisaPart>(it.key()))
            a.answers.insert(*known, it.value().toString());
    a.manyPeople = all.value(u"many_people"_s).toBool();
    a.unintelligible = all.value(u"unintelligible"_s).toBool();
    return a;
}

RegisterState registerState(const RegisterRow &row)
{
    if (!row.decision)
        return RegisterState::NotDecided;
    const bool authority = row.decision->owesAuthority(), subjects = row.decision->owesSubjects();
    if ((authority && row.authorityToldMs == 0) || (subjects && row.subjectsToldMs == 0))
        return RegisterState::ToNotify;
    return authority || subjects || row.authorityToldMs > 0 ? RegisterState::Notified : RegisterState::NotNotified;
}

} // namespace tocsin
