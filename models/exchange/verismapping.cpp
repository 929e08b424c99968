#include "models/exchange/verismapping.h"

#include "models/domain/assessment.h"
#include "models/exchange/plaintext.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

using enum DetectionSource;

constexpr qsizetype kMostListed = 1000; // of a hostile list, no more is looked at

struct DiscoveryRow
{
    QLatin1StringView who;     ///< "external", "internal", "partner"
    QLatin1StringView variety; ///< lower-case
    DetectionSource source;
};

// A row a word of VERIS 1.2.1 to 1.4.1. Whoever is outside and no customer reports the way a researcher or partner
// does.
constexpr DiscoveryRow kDiscovery[] = {
    {"internal"_L1, "antivirus"_L1, MonitoringSignature},
    {"internal"_L1, "data loss prevention"_L1, MonitoringSignature},
    {"internal"_L1, "hids"_L1, MonitoringSignature},
    {"internal"_L1, "nids"_L1, MonitoringSignature},
    {"internal"_L1, "security alarm"_L1, MonitoringSignature},
    {"internal"_L1, "fraud detection"_L1, MonitoringAnomaly},
    {"internal"_L1, "infrastructure monitoring"_L1, MonitoringAnomaly},
    {"internal"_L1, "log review"_L1, MonitoringAnomaly},
    {"internal"_L1, "break in discovered"_L1, OperatorEscalation},
    {"internal"_L1, "financial audit"_L1, OperatorEscalation},
    {"internal"_L1, "incident response"_L1, OperatorEscalation},
    {"internal"_L1, "it audit"_L1, OperatorEscalation},
    {"internal"_L1, "it review"_L1, OperatorEscalation},
    {"internal"_L1, "offboarding"_L1, OperatorEscalation},
    {"internal"_L1, "reported by employee"_L1, OperatorEscalation},
    {"internal"_L1, "reported by user"_L1, OperatorEscalation},
    {"external"_L1, "customer"_L1, CustomerReport},
    {"external"_L1, "actor disclosure"_L1, VulnerabilityReport},
    {"external"_L1, "audit"_L1, VulnerabilityReport},
    {"external"_L1, "emergency response team"_L1, VulnerabilityReport},
    {"external"_L1, "found documents"_L1, VulnerabilityReport},
    {"external"_L1, "fraud detection"_L1, VulnerabilityReport},
    {"external"_L1, "incident response"_L1, VulnerabilityReport},
    {"external"_L1, "law enforcement"_L1, VulnerabilityReport},
    {"external"_L1, "monitoring service"_L1, VulnerabilityReport},
    {"external"_L1, "security researcher"_L1, VulnerabilityReport},
    {"external"_L1, "suspicious traffic"_L1, VulnerabilityReport},
    {"external"_L1, "unrelated party"_L1, VulnerabilityReport},
    {"external"_L1, "unrelated 3rd party"_L1, VulnerabilityReport},
    {"partner"_L1, "antivirus"_L1, MonitoringSignature},
    {"partner"_L1, "monitoring service"_L1, MonitoringAnomaly},
    {"partner"_L1, "audit"_L1, VulnerabilityReport},
    {"partner"_L1, "incident response"_L1, VulnerabilityReport},
};

std::optional<DetectionSource> lookUp(QStringView who, QStringView variety)
{
    for (const auto &row : kDiscovery)
        if (who == row.who && variety.compare(row.variety, Qt::CaseInsensitive) == 0)
            return row.source;
    return std::nullopt;
}

QStringList texts(const QJsonValue &value)
{
    QStringList found;
    if (value.isString())
        found << value.toString();
    const QJsonArray list = value.toArray();
    for (qsizetype i = 0; i < qMin(list.size(), kMostListed); ++i)
        if (list.at(i).isString())
            found << list.at(i).toString();
    return found;
}

/** What is known when only the side is: from inside a person, from outside a report. */
DetectionSource ofSide(QStringView who)
{
    return who == "internal"_L1 ? OperatorEscalation : VulnerabilityReport;
}

MappedDetection detectionOf(const QString &who, const QStringList &varieties, const QString &given)
{
    const QString words = oneLine(given, 120);
    for (const QString &variety : varieties)
        if (const auto source = lookUp(who, variety.trimmed()))
            return {*source, u"discovery_method says \"%1\""_s.arg(words), true};
    return {ofSide(who), u"discovery_method says \"%1\": only which side is known"_s.arg(words), true};
}

MappedDetection detectionOfText(const QString &text)
{
    static constexpr std::pair<QLatin1StringView, QLatin1StringView> sides[] = {
        {"ext"_L1, "external"_L1}, {"int"_L1, "internal"_L1}, {"prt"_L1, "partner"_L1}};
    const qsizetype dash = text.indexOf(" - "_L1);
    if (dash > 0)
        for (const auto &[shortName, name] : sides)
            if (QStringView(text).first(dash).trimmed().compare(shortName, Qt::CaseInsensitive) == 0)
                return detectionOf(name, {text.mid(dash + 3)}, text);
    return {OperatorEscalation, u"discovery_method says \"%1\": the source is not known"_s.arg(oneLine(text, 120)),
            false};
}

bool isOneOf(const QString &word, std::initializer_list<QLatin1StringView> words)
{
    for (const auto &w : words)
        if (word.compare(w, Qt::CaseInsensitive) == 0)
            return true;
    return false;
}

enum class Subject { NotSaid, Customers, Others };

/** Whose data it was: data_victim (1.3.x, 1.4.x) or plus.attribute.confidentiality.data_subject (1.2.1). */
Subject subjectOf(const QJsonObject &incident, const QJsonObject &confidentiality)
{
    QStringList names = texts(confidentiality.value("data_victim"_L1));
    names += texts(incident.value("plus"_L1)
                       .toObject()
                       .value("attribute"_L1)
                       .toObject()
                       .value("confidentiality"_L1)
                       .toObject()
                       .value("data_subject"_L1));
    Subject subject = Subject::NotSaid;
    for (const QString &name : names) {
        if (isOneOf(name, {"Customer"_L1}))
            return Subject::Customers;
        if (!isOneOf(name, {"Unknown"_L1, "Other"_L1, "U"_L1, ""_L1}))
            subject = Subject::Others;
    }
    return subject;
}

void suggestCustomerRisk(const QString &disclosure, Subject subject, QStringList &suggestions)
{
    const auto set = [&](CustomerDataRisk risk, const QString &why) {
        suggestions << u"customer-data risk %1: data_disclosure is \"%2\"%3"_s.arg(nameOf(risk).toLower(), disclosure,
                                                                                   why);
    };
    if (disclosure == "No"_L1)
        set(CustomerDataRisk::None, {});
    else if (disclosure == "Yes"_L1 && subject == Subject::Customers)
        set(CustomerDataRisk::Confirmed, u" and the data was customers'"_s);
    else if (disclosure == "Yes"_L1 && subject == Subject::NotSaid)
        set(CustomerDataRisk::Suspected, u"; whose data it was is not said"_s);
    else if (disclosure == "Potentially"_L1 && subject != Subject::Others)
        set(CustomerDataRisk::Suspected, {});
}

void suggestInformation(const QString &disclosure, const QJsonObject &confidentiality, const QJsonObject &integrity,
                        QStringList &suggestions)
{
    InformationImpacts impacts;
    QStringList why;
    const QJsonArray data = confidentiality.value("data"_L1).toArray();
    for (qsizetype i = 0; disclosure == "Yes"_L1 && i < qMin(data.size(), kMostListed); ++i) {
        const QString variety = data.at(i).toObject().value("variety"_L1).toString();
        if (isOneOf(variety, {"Personal"_L1, "Sensitive Personal"_L1, "Medical"_L1, "Payment"_L1, "Bank"_L1}))
            impacts |= InformationImpact::PrivacyBreach;
        else if (isOneOf(variety, {"Internal"_L1, "Secrets"_L1, "Classified"_L1, "Copyrighted"_L1, "Source code"_L1}))
            impacts |= InformationImpact::ProprietaryBreach;
        else
            continue;
        why << u"%1 data disclosed"_s.arg(variety.toLower());
    }
    for (const QString &variety : texts(integrity.value("variety"_L1)))
        if (isOneOf(variety, {"Modify data"_L1, "Fraudulent transaction"_L1, "Log tampering"_L1, "Defacement"_L1})) {
            impacts |= InformationImpact::IntegrityLoss;
            why << u"integrity: %1"_s.arg(variety.toLower());
        }
    why.removeDuplicates();
    QStringList names;
    for (const auto &entry : enumTable<InformationImpact>())
        if (impacts.testFlag(entry.value))
            names << nameOf(entry.value).toLower();
    if (impacts)
        suggestions << u"information impact %1: %2"_s.arg(names.join(u" and "_s), why.join(u", "_s));
    else if (disclosure == "No"_L1 && integrity.isEmpty())
        suggestions << u"information impact none: nothing disclosed, integrity not touched"_s;
}

} // namespace

MappedDetection mapDiscovery(const QJsonValue &discoveryMethod)
{
    if (discoveryMethod.isString())
        return detectionOfText(discoveryMethod.toString());
    const QJsonObject object = discoveryMethod.toObject();
    for (const auto &who : {u"internal"_s, u"external"_s, u"partner"_s}) {
        if (!object.value(who).isObject())
            continue;
        const QStringList varieties = texts(object.value(who).toObject().value("variety"_L1));
        return detectionOf(who, varieties, who + u": "_s + varieties.join(u", "_s));
    }
    if (object.value("other"_L1).toBool())
        return {OperatorEscalation, u"discovery_method says \"other\": the source is not known"_s, false};
    return {OperatorEscalation, u"discovery_method does not say how it was found"_s, false};
}

QStringList suggestedFindings(const QJsonObject &incident)
{
    QStringList suggestions;
    const QJsonObject attribute = incident.value("attribute"_L1).toObject();
    const QJsonObject confidentiality = attribute.value("confidentiality"_L1).toObject();
    const QString disclosure = oneLine(confidentiality.value("data_disclosure"_L1).toString(), 40);
    suggestCustomerRisk(disclosure, subjectOf(incident, confidentiality), suggestions);
    suggestInformation(disclosure, confidentiality, attribute.value("integrity"_L1).toObject(), suggestions);
    return suggestions;
}

QString actionWords(const QJsonObject &action)
{
    for (const auto &[key, name] :
         {std::pair(u"malware"_s, u"Malware"_s), std::pair(u"hacking"_s, u"Hacking"_s),
          std::pair(u"social"_s, u"Social engineering"_s), std::pair(u"misuse"_s, u"Misuse"_s),
          std::pair(u"physical"_s, u"Physical"_s), std::pair(u"error"_s, u"Error"_s),
          std::pair(u"environmental"_s, u"Environment"_s)}) {
        if (!action.contains(key))
            continue;
        const QStringList varieties = texts(action.value(key).toObject().value("variety"_L1));
        for (const QString &variety : varieties)
            if (!isOneOf(variety, {"Unknown"_L1, "Other"_L1, ""_L1})) {
                const QString words = oneLine(variety, 60);
                return key == "malware"_L1 || key == "physical"_L1 || key == "social"_L1 ? words
                                                                                         : name + u": "_s + words;
            }
        return name;
    }
    return {};
}

} // namespace tocsin
